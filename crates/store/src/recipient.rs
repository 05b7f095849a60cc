//! Recipients: which authority received which stage of a dossier, in which capacity and under which law.
//!
//! Ourselves are not among them: this house receives everything. What was shared on purpose is
//! [`share`](crate::share)'s.

mod limit;

pub use limit::{LimitRow, limits, overdue};

use crate::{
    database::{Asks, Tx},
    query::Query,
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::{FromQueryResult, Value};

/// One authority that received one version of one stage.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct RecipientRow {
    /// The dossier.
    pub dossier: String,
    /// The authority, by its id in the routes.
    pub authority: String,
    /// In which capacity: the name of an audience.
    pub audience: String,
    /// Under which law; empty for a voluntary report.
    pub regime: String,
    /// The stage.
    pub stage: String,
    /// Its version.
    pub version: i64,
    /// The dossier's number in order of arrival.
    pub serial: i64,
    /// When, in microseconds.
    pub at: i64,
}

/// Keeps recipients, all in one statement; those that are known stay as they are.
pub async fn add(tx: &Tx, _permit: &Permit, rows: &[RecipientRow]) -> Result<(), Trouble> {
    const COLUMNS: usize = 8;
    if rows.is_empty() {
        return Ok(());
    }
    let mut values: Vec<Value> = Vec::with_capacity(COLUMNS * rows.len());
    let mut places = Vec::with_capacity(rows.len());
    for row in rows {
        let row = row.clone();
        let first = values.len() + 1;
        let own: Vec<String> = (first..first + COLUMNS).map(|place| format!("${place}")).collect();
        places.push(format!("({})", own.join(", ")));
        values.extend([
            row.dossier.into(),
            row.authority.into(),
            row.audience.into(),
            row.regime.into(),
            row.stage.into(),
            row.version.into(),
            row.serial.into(),
            row.at.into(),
        ]);
    }
    let sql = format!(
        "INSERT INTO recipient (dossier, authority, audience, regime, stage, version, serial, at) VALUES {} \
         ON CONFLICT (dossier, authority, audience, regime, stage, version) DO NOTHING",
        places.join(", ")
    );
    tx.add(sql, values).await;
    Ok(())
}

/// Who received what of a dossier, in order of time.
pub async fn of_dossier(asks: &impl Asks, dossier: &str) -> Result<Vec<RecipientRow>, Trouble> {
    let sql = "SELECT * FROM recipient WHERE dossier = $1 ORDER BY at, authority, audience, regime, stage";
    asks.all(sql, [dossier.into()]).await
}

/// Dossiers after a serial, in order: for filling in who received them before this was kept.
pub async fn serials(asks: &impl Asks, after: i64, limit: i64) -> Result<Vec<(i64, String)>, Trouble> {
    #[derive(FromQueryResult)]
    struct One {
        serial: i64,
        id: String,
    }
    let sql = "SELECT serial, id FROM dossier WHERE serial > $1 ORDER BY serial LIMIT $2";
    let all: Vec<One> = asks.all(sql, [after.into(), limit.into()]).await?;
    Ok(all.into_iter().map(|one| (one.serial, one.id)).collect())
}

/// Whose list it is, and what it is limited to. Empty lists limit nothing.
#[derive(Debug, Clone, Default)]
pub struct Whose {
    /// The authority.
    pub authority: String,
    /// In which capacity.
    pub audience: String,
    /// Sectors.
    pub sectors: Vec<String>,
    /// Regimes.
    pub regimes: Vec<String>,
}

/// What is looked for in a list.
#[derive(Debug, Clone, Default)]
pub struct Sought {
    /// Part of the reference, or of the organisation's name where the reader may see names.
    pub text: String,
    /// Whether the organisation's name is looked in.
    pub by_name: bool,
    /// Only this sector.
    pub sector: String,
    /// Only dossiers that are bound to this entity.
    pub entity: String,
    /// Only dossiers before this number.
    pub before: Option<i64>,
}

/// A dossier of which an authority received a part.
#[derive(Debug, Clone, FromQueryResult)]
pub struct HeldRow {
    /// The dossier.
    pub id: String,
    /// Its number in order of arrival.
    pub serial: i64,
    /// Its reference.
    pub reference: String,
    /// Its sector.
    pub sector: String,
    /// Whether its reporter withdrew it; how else it is handled is the team's.
    pub withdrawn: i64,
    /// The reporter's language.
    pub language: String,
    /// When it came in.
    pub received_at: i64,
    /// Ids of the regimes, as JSON.
    pub regimes: String,
}

const HELD: &str = "d.id, d.serial, d.reference, d.sector, \
     CAST(CASE WHEN d.state = 'withdrawn' THEN 1 ELSE 0 END AS BIGINT) AS withdrawn, d.language, d.received_at, d.regimes";

/// Rows `r` of `recipient` and `f` of `dossier` that are somebody's.
fn within(whose: &Whose) -> Query {
    let mut within = Query::default();
    // Whoever has no body or capacity is nobody: an empty one must not mean all.
    let (authority, audience) =
        (within.value(whose.authority.as_str()), within.value(whose.audience.as_str()));
    within.wheres.push(format!("r.authority = {authority} AND r.audience = {audience}"));
    within.among("r.regime", &whose.regimes);
    within.among("f.sector", &whose.sectors);
    within
}

/// A page of the dossiers of which an authority received a part, newest first.
pub async fn held(
    asks: &impl Asks,
    whose: &Whose,
    sought: &Sought,
    limit: i64,
) -> Result<Vec<HeldRow>, Trouble> {
    let mut within = within(whose);
    if let Some(before) = sought.before {
        let place = within.value(before);
        within.wheres.push(format!("r.serial < {place}"));
    }
    for (column, wanted) in [("f.sector", &sought.sector), ("f.entity", &sought.entity)] {
        within.only(column, wanted);
    }
    if !sought.text.is_empty() {
        let plain = sought.text.to_lowercase().replace(['%', '_', '\\'], "");
        let place = within.value(format!("%{plain}%"));
        let name =
            if sought.by_name { format!(" OR lower(f.organisation) LIKE {place}") } else { String::new() };
        within.wheres.push(format!("(lower(f.reference) LIKE {place}{name})"));
    }
    let limit = within.value(limit);
    let sql = format!(
        "SELECT {HELD} FROM (SELECT DISTINCT r.serial FROM recipient r JOIN dossier f ON f.serial = r.serial \
         WHERE {} ORDER BY r.serial DESC LIMIT {limit}) p JOIN dossier d ON d.serial = p.serial \
         ORDER BY d.serial DESC",
        within.condition()
    );
    asks.all(&sql, within.values).await
}

/// The dossiers among these numbers of which an authority received a part, newest first.
pub async fn held_some(asks: &impl Asks, whose: &Whose, serials: &[i64]) -> Result<Vec<HeldRow>, Trouble> {
    if serials.is_empty() {
        return Ok(Vec::new());
    }
    let mut within = within(whose);
    let places: Vec<String> = serials.iter().map(|one| within.value(*one)).collect();
    let sql = format!(
        "SELECT {HELD} FROM dossier d WHERE d.serial IN ({}) AND EXISTS (SELECT 1 FROM recipient r \
         JOIN dossier f ON f.serial = r.serial WHERE r.dossier = d.id AND {}) ORDER BY d.serial DESC",
        places.join(", "),
        within.condition()
    );
    asks.all(&sql, within.values).await
}

/// One dossier of which an authority received a part; nothing when it received none.
pub async fn held_one(asks: &impl Asks, whose: &Whose, reference: &str) -> Result<Option<HeldRow>, Trouble> {
    let mut within = within(whose);
    let place = within.value(reference);
    let sql = format!(
        "SELECT {HELD} FROM dossier d WHERE d.reference = {place} AND EXISTS (SELECT 1 FROM recipient r \
         JOIN dossier f ON f.serial = r.serial WHERE r.dossier = d.id AND {})",
        within.condition()
    );
    asks.one(&sql, within.values).await
}

/// The filings that an authority received of some dossiers, in order.
pub async fn filings(
    asks: &impl Asks,
    whose: &Whose,
    dossiers: &[String],
) -> Result<Vec<crate::filing::FilingRow>, Trouble> {
    if dossiers.is_empty() {
        return Ok(Vec::new());
    }
    let mut within = within(whose);
    within.among("l.dossier", dossiers);
    let sql = format!(
        "SELECT l.* FROM filing l WHERE EXISTS (SELECT 1 FROM recipient r JOIN dossier f ON f.serial = r.serial \
         WHERE r.dossier = l.dossier AND r.stage = l.stage AND r.version = l.version AND {}) \
         ORDER BY l.submitted_at, l.seq",
        within.condition()
    );
    asks.all(&sql, within.values).await
}
