//! Dossiers: one incident as one organisation told it, with its place in the queue.

use crate::{
    database::{Asks, Dialect, Tx},
    query::{self, Query},
    trouble::Trouble,
};
use meldkamer_domain::access::{Permit, Scope};
use sea_orm::{FromQueryResult, Value};

pub mod listed;
mod opening;

pub use opening::{Opening, opening};

/// One dossier as it is kept. Instants are microseconds; flags are 0 or 1.
#[derive(Debug, Clone, Default, FromQueryResult)]
pub struct DossierRow {
    /// Its id.
    pub id: String,
    /// Its number in order of arrival: for paging and search.
    pub serial: i64,
    /// The people's reference.
    pub reference: String,
    /// Digest of the reporter's code.
    pub code: Vec<u8>,
    /// The entity in the register, once known.
    pub entity: Option<String>,
    /// The entity that it names without being bound to it.
    pub claimed: Option<String>,
    /// When it was bound to its entity.
    pub bound_at: Option<i64>,
    /// How: `filed`, `sign-in`, `contact` or `call-back`.
    pub bound_how: String,
    /// The firm that reports for the entity, when one does.
    pub behalf: String,
    /// The organisation's name as it was given.
    pub organisation: String,
    /// One line that says what happened.
    pub title: String,
    /// Sector id.
    pub sector: String,
    /// Subsector id.
    pub subsector: String,
    /// `incident`, `near-miss` or `threat`.
    pub kind: String,
    /// `mandatory` or `voluntary`.
    pub duty: String,
    /// Ids of the regimes that apply, as JSON.
    pub regimes: String,
    /// The reporter's language.
    pub language: String,
    /// Whether it is an exercise.
    pub exercise: i64,
    /// `form`, `api`, `telephone`, `mail`, `file`, `third-party`.
    pub channel: String,
    /// `received`, `assessed`, `answered`, `working`, `closed`, `withdrawn`, `merged`.
    pub state: String,
    /// `duplicate`, `test`, `out-of-constituency`, or empty.
    pub mark: String,
    /// Why it was marked, or where it belongs.
    pub mark_note: String,
    /// The dossier it was merged into.
    pub merged_into: Option<String>,
    /// When it came in.
    pub received_at: i64,
    /// When anything in it last changed.
    pub changed_at: i64,
    /// By when the CSIRT answers (Cbw 36; NIS2 23(5)).
    pub answer_due: Option<i64>,
    /// When it answered.
    pub answered_at: Option<i64>,
    /// The next legal limit of the reporter.
    pub next_due: Option<i64>,
    /// Decided urgency, or empty.
    pub urgency: String,
    /// Priority score 0 to 100.
    pub score: Option<i64>,
    /// Category for management.
    pub category: String,
    /// `yes`, `partly`, `no`, or empty.
    pub decision: String,
    /// Staff id of who works on it.
    pub assignee: Option<String>,
    /// Whether it stands in the queue.
    pub queued: i64,
    /// Tier in the queue, 0 first.
    pub tier: i64,
    /// Order within the tier: the moment that counts.
    pub rank: i64,
    /// When its place changes by time alone.
    pub rerank_at: Option<i64>,
    /// Why it stands where it stands, as JSON.
    pub reasons: String,
    /// Messages of the reporter that nobody read.
    pub unread: i64,
    /// The verdict on significance, as JSON.
    pub significance: String,
    /// Edition of the rulebooks it was judged under.
    pub edition: String,
    /// Rises with each change; a write with an older one is a lost race.
    pub version: i64,
}

/// What the queue and the search show of a dossier.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only those in the queue.
    pub queued: bool,
    /// Exercises: shown with the others, only they, or not at all.
    pub exercise: Option<bool>,
    /// Only this state.
    pub state: Option<String>,
    /// Only this sector.
    pub sector: Option<String>,
    /// Only this kind.
    pub kind: Option<String>,
    /// Only this assignee; empty for those that nobody has.
    pub assignee: Option<String>,
    /// Only this entity.
    pub entity: Option<String>,
    /// Words that must all occur.
    pub words: Vec<String>,
}

/// The last row of the page before, to go on from.
#[derive(Debug, Clone, Copy)]
pub struct After {
    /// Its tier.
    pub tier: i64,
    /// Its rank.
    pub rank: i64,
    /// Its serial.
    pub serial: i64,
}

/// Keeps a new dossier.
pub async fn add(tx: &Tx, _permit: &Permit, row: &DossierRow) -> Result<(), Trouble> {
    let sql = "INSERT INTO dossier (id, serial, reference, code, entity, organisation, title, sector, subsector, kind, duty, \
               regimes, language, exercise, channel, state, received_at, changed_at, answer_due, next_due, queued, \
               tier, rank, rerank_at, reasons, significance, edition, claimed, bound_at, bound_how, behalf) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, \
               $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31)";
    let row = row.clone();
    let values: Vec<Value> = vec![
        row.id.into(),
        row.serial.into(),
        row.reference.into(),
        row.code.into(),
        row.entity.into(),
        row.organisation.into(),
        row.title.into(),
        row.sector.into(),
        row.subsector.into(),
        row.kind.into(),
        row.duty.into(),
        row.regimes.into(),
        row.language.into(),
        row.exercise.into(),
        row.channel.into(),
        row.state.into(),
        row.received_at.into(),
        row.changed_at.into(),
        row.answer_due.into(),
        row.next_due.into(),
        row.queued.into(),
        row.tier.into(),
        row.rank.into(),
        row.rerank_at.into(),
        row.reasons.into(),
        row.significance.into(),
        row.edition.into(),
        row.claimed.into(),
        row.bound_at.into(),
        row.bound_how.into(),
        row.behalf.into(),
    ];
    tx.add(sql, values).await;
    Ok(())
}

/// Writes everything of a dossier that can change. False when somebody else changed it first.
pub async fn save(tx: &Tx, _permit: &Permit, row: &DossierRow) -> Result<bool, Trouble> {
    let sql = "UPDATE dossier SET entity = $3, organisation = $4, title = $5, sector = $6, subsector = $7, kind = $8, \
               duty = $9, regimes = $10, state = $11, mark = $12, mark_note = $13, merged_into = $14, \
               changed_at = $15, answer_due = $16, answered_at = $17, next_due = $18, urgency = $19, score = $20, \
               category = $21, decision = $22, assignee = $23, queued = $24, tier = $25, rank = $26, \
               rerank_at = $27, reasons = $28, unread = $29, significance = $30, edition = $31, \
               claimed = $32, bound_at = $33, bound_how = $34, version = version + 1 WHERE id = $1 AND version = $2";
    let row = row.clone();
    let values: Vec<Value> = vec![
        row.id.into(),
        row.version.into(),
        row.entity.into(),
        row.organisation.into(),
        row.title.into(),
        row.sector.into(),
        row.subsector.into(),
        row.kind.into(),
        row.duty.into(),
        row.regimes.into(),
        row.state.into(),
        row.mark.into(),
        row.mark_note.into(),
        row.merged_into.into(),
        row.changed_at.into(),
        row.answer_due.into(),
        row.answered_at.into(),
        row.next_due.into(),
        row.urgency.into(),
        row.score.into(),
        row.category.into(),
        row.decision.into(),
        row.assignee.into(),
        row.queued.into(),
        row.tier.into(),
        row.rank.into(),
        row.rerank_at.into(),
        row.reasons.into(),
        row.unread.into(),
        row.significance.into(),
        row.edition.into(),
        row.claimed.into(),
        row.bound_at.into(),
        row.bound_how.into(),
    ];
    Ok(tx.run(sql, values).await? == 1)
}

/// The dossier with this id.
pub async fn by_id(asks: &impl Asks, id: &str) -> Result<Option<DossierRow>, Trouble> {
    asks.one("SELECT * FROM dossier WHERE id = $1", [id.into()]).await
}

/// The dossier with this id, locked until the transaction ends where several write at once.
pub async fn for_change(tx: &Tx, id: &str) -> Result<Option<DossierRow>, Trouble> {
    let lock = if tx.dialect() == Dialect::Postgres { " FOR UPDATE" } else { "" };
    tx.one(&format!("SELECT * FROM dossier WHERE id = $1{lock}"), [id.into()]).await
}

/// The dossier with this reference, in its canonical form.
pub async fn by_reference(asks: &impl Asks, reference: &str) -> Result<Option<DossierRow>, Trouble> {
    asks.one("SELECT * FROM dossier WHERE reference = $1", [reference.into()]).await
}

/// The references of these dossiers, by their ids.
pub async fn references(asks: &impl Asks, ids: &[String]) -> Result<Vec<(String, String)>, Trouble> {
    query::named(asks, "dossier", "reference", ids).await
}

/// The dossier whose code has this digest.
pub async fn by_code(asks: &impl Asks, code: &[u8]) -> Result<Option<DossierRow>, Trouble> {
    asks.one("SELECT * FROM dossier WHERE code = $1", [code.to_vec().into()]).await
}

/// Dossiers whose place in the queue changes by time alone, by `now`.
pub async fn to_rerank(asks: &impl Asks, now: i64, limit: i64) -> Result<Vec<DossierRow>, Trouble> {
    let sql = "SELECT * FROM dossier WHERE rerank_at <= $1 ORDER BY rerank_at LIMIT $2";
    asks.all(sql, [now.into(), limit.into()]).await
}

/// The dossiers merged into one.
pub async fn merged_into(asks: &impl Asks, id: &str) -> Result<Vec<DossierRow>, Trouble> {
    asks.all("SELECT * FROM dossier WHERE merged_into = $1 ORDER BY serial", [id.into()]).await
}

/// Earlier dossiers of the same organisation since a moment: for recurring incidents.
pub async fn recent_of(asks: &impl Asks, organisation: &str, since: i64) -> Result<Vec<DossierRow>, Trouble> {
    let sql = "SELECT * FROM dossier WHERE organisation = $1 AND received_at >= $2 AND exercise = 0 \
               ORDER BY received_at DESC LIMIT 50";
    asks.all(sql, [organisation.into(), since.into()]).await
}

/// Keeps the words of a dossier for search; the newest text replaces the older.
pub async fn keep_words(tx: &Tx, _permit: &Permit, serial: i64, text: &str) -> Result<(), Trouble> {
    let sql = match tx.dialect() {
        Dialect::Sqlite => "INSERT OR REPLACE INTO dossier_text (rowid, body) VALUES ($1, $2)",
        Dialect::Postgres => {
            "INSERT INTO dossier_text (serial, body) VALUES ($1, to_tsvector('simple', $2)) \
             ON CONFLICT (serial) DO UPDATE SET body = excluded.body"
        }
    };
    tx.add(sql, [serial.into(), text.into()]).await;
    Ok(())
}

/// The question for what is looked for, within somebody's scope.
fn asked(filter: &Filter, scope: &Scope) -> Query {
    let mut asked = Query::default();
    within(&mut asked, scope);
    // One person's dossiers are few: the plus keeps the planner from walking the whole queue.
    let few = filter.assignee.as_deref().is_some_and(|staff| !staff.is_empty());
    if filter.queued {
        asked.wheres.push(if few { "+queued = 1" } else { "queued = 1" }.into());
    }
    if let Some(exercise) = filter.exercise {
        asked.wheres.push(format!("exercise = {}", i64::from(exercise)));
    }
    let exact = [
        ("state", &filter.state),
        ("sector", &filter.sector),
        ("kind", &filter.kind),
        ("entity", &filter.entity),
    ];
    for (column, wanted) in exact {
        if let Some(wanted) = wanted {
            let place = asked.value(wanted.as_str());
            asked.wheres.push(format!("{column} = {place}"));
        }
    }
    match filter.assignee.as_deref() {
        None => {}
        Some("") => asked.wheres.push("assignee IS NULL".into()),
        Some(staff) => {
            let place = asked.value(staff);
            asked.wheres.push(format!("assignee = {place}"));
        }
    }
    asked
}

/// Leaves out what is not within somebody's scope.
fn within(asked: &mut Query, scope: &Scope) {
    match scope {
        Scope::All => {}
        Scope::Entities(ids) if !ids.is_empty() => asked.among("entity", ids),
        // What an authority received is listed by the copies that it got.
        Scope::Entities(_) | Scope::Authority(_) | Scope::Nothing => asked.wheres.push("1 = 0".into()),
    }
}
