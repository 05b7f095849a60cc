//! Recipients: which authority received which stage of a dossier, in which capacity and under which law.
//!
//! Ourselves are not among them: this house receives everything. What was shared on purpose is
//! [`share`](crate::share)'s.

use crate::{
    database::{Asks, Tx},
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
    tx.run(&sql, values).await.map(drop)
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
