//! Sheets that were offered, and how far they were taken in. What is in them lies in the depot.

use crate::{
    database::{Asks, Dialect, Tx},
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::FromQueryResult;

/// One sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq, FromQueryResult)]
pub struct ImportRow {
    /// Its id.
    pub id: String,
    /// The file's name.
    pub name: String,
    /// `csv`, `xlsx` or `json`.
    pub format: String,
    /// Digest of its preview in the depot.
    pub preview: String,
    /// `offered`, `confirmed`, `done` or `discarded`.
    pub state: String,
    /// How many lines of which sort, as JSON.
    pub counts: String,
    /// How many lines it has.
    pub lines: i64,
    /// How many of them were dealt with.
    pub done_lines: i64,
    /// Why it was taken in.
    pub reason: String,
    /// Who offered it, as the journal names them.
    pub actor: String,
    /// When, in microseconds.
    pub at: i64,
    /// Who confirmed it, as the journal names them.
    pub confirmed_by: String,
    /// When it was done or thrown away.
    pub ended_at: Option<i64>,
}

/// Keeps a new one.
pub async fn add(tx: &Tx, _permit: &Permit, row: &ImportRow) -> Result<(), Trouble> {
    let sql = "INSERT INTO entity_import (id, name, format, preview, state, counts, lines, actor, at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let row = row.clone();
    let values = [
        row.id.into(),
        row.name.into(),
        row.format.into(),
        row.preview.into(),
        row.state.into(),
        row.counts.into(),
        row.lines.into(),
        row.actor.into(),
        row.at.into(),
    ];
    tx.run(sql, values).await.map(drop)
}

/// Writes how far it is.
pub async fn save(tx: &Tx, _permit: &Permit, row: &ImportRow) -> Result<(), Trouble> {
    let sql = "UPDATE entity_import SET state = $2, counts = $3, done_lines = $4, reason = $5, confirmed_by = $6, \
               ended_at = $7 WHERE id = $1";
    let row = row.clone();
    let values = [
        row.id.into(),
        row.state.into(),
        row.counts.into(),
        row.done_lines.into(),
        row.reason.into(),
        row.confirmed_by.into(),
        row.ended_at.into(),
    ];
    tx.run(sql, values).await.map(drop)
}

/// One sheet.
pub async fn by_id(asks: &impl Asks, id: &str) -> Result<Option<ImportRow>, Trouble> {
    asks.one("SELECT * FROM entity_import WHERE id = $1", [id.into()]).await
}

/// One sheet, kept from others until the transaction ends.
pub async fn for_change(tx: &Tx, id: &str) -> Result<Option<ImportRow>, Trouble> {
    let lock = if tx.dialect() == Dialect::Postgres { " FOR UPDATE" } else { "" };
    tx.one(&format!("SELECT * FROM entity_import WHERE id = $1{lock}"), [id.into()]).await
}

/// The newest ones.
pub async fn newest(asks: &impl Asks, limit: i64) -> Result<Vec<ImportRow>, Trouble> {
    asks.all("SELECT * FROM entity_import ORDER BY at DESC, id DESC LIMIT $1", [limit.into()]).await
}

/// Those that are being taken in, the oldest first.
pub async fn under_way(asks: &impl Asks) -> Result<Vec<ImportRow>, Trouble> {
    asks.all("SELECT * FROM entity_import WHERE state = 'confirmed' ORDER BY at LIMIT 20", []).await
}

/// Those that nobody took in or threw away since a moment.
pub async fn forgotten(asks: &impl Asks, before: i64) -> Result<Vec<ImportRow>, Trouble> {
    let sql = "SELECT * FROM entity_import WHERE state = 'offered' AND at < $1 ORDER BY at LIMIT 20";
    asks.all(sql, [before.into()]).await
}
