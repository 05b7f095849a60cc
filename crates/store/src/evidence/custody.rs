//! The chain of custody: lines that are only added.

use crate::{
    database::{Asks, Tx},
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::FromQueryResult;

/// One line.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct CustodyRow {
    /// The item.
    pub item: String,
    /// Number within the item, from 0.
    pub seq: i64,
    /// What happened.
    pub step: String,
    /// Who had it in hand.
    pub person: String,
    /// In what role.
    pub role: String,
    /// When it happened, in microseconds.
    pub happened_at: i64,
    /// When it was written down.
    pub written_at: i64,
    /// What for.
    pub purpose: String,
    /// Where.
    pub place: String,
    /// Hex SHA-256 at that moment, or nothing.
    pub digest: String,
    /// Who wrote it down, as the journal names them.
    pub actor: String,
    /// Hash over the line and the one before it.
    pub hash: Vec<u8>,
}

/// Adds a line.
pub async fn add(tx: &Tx, _permit: &Permit, row: &CustodyRow) -> Result<(), Trouble> {
    let sql = "INSERT INTO evidence_custody (item, seq, step, person, role, happened_at, written_at, purpose, \
               place, digest, actor, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    let row = row.clone();
    let values = [
        row.item.into(),
        row.seq.into(),
        row.step.into(),
        row.person.into(),
        row.role.into(),
        row.happened_at.into(),
        row.written_at.into(),
        row.purpose.into(),
        row.place.into(),
        row.digest.into(),
        row.actor.into(),
        row.hash.into(),
    ];
    tx.run(sql, values).await.map(drop)
}

/// The lines of an item, in the order they were written.
pub async fn of_item(asks: &impl Asks, item: &str) -> Result<Vec<CustodyRow>, Trouble> {
    asks.all("SELECT * FROM evidence_custody WHERE item = $1 ORDER BY seq", [item.into()]).await
}
