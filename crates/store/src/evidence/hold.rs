//! Legal holds on items of evidence.

use crate::{
    database::{Asks, Tx},
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::FromQueryResult;

/// A hold on an item.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct HoldRow {
    /// Its id.
    pub id: String,
    /// The item.
    pub item: String,
    /// Why.
    pub reason: String,
    /// Who placed it, as the journal names them.
    pub placed_by: String,
    /// When, in microseconds.
    pub placed_at: i64,
    /// Who lifted it.
    pub lifted_by: String,
    /// When.
    pub lifted_at: Option<i64>,
    /// Why.
    pub lift_reason: String,
}

/// Places a hold.
pub async fn place(tx: &Tx, _permit: &Permit, row: &HoldRow) -> Result<(), Trouble> {
    let sql = "INSERT INTO evidence_hold (id, item, reason, placed_by, placed_at, lifted_by, lift_reason) \
               VALUES ($1, $2, $3, $4, $5, '', '')";
    let row = row.clone();
    let values =
        [row.id.into(), row.item.into(), row.reason.into(), row.placed_by.into(), row.placed_at.into()];
    tx.run(sql, values).await.map(drop)
}

/// Lifts a hold; false when it was lifted before.
pub async fn lift(
    tx: &Tx,
    _permit: &Permit,
    id: &str,
    by: &str,
    why: &str,
    at: i64,
) -> Result<bool, Trouble> {
    let sql = "UPDATE evidence_hold SET lifted_by = $2, lift_reason = $3, lifted_at = $4 \
               WHERE id = $1 AND lifted_at IS NULL";
    Ok(tx.run(sql, [id.into(), by.into(), why.into(), at.into()]).await? == 1)
}

/// The hold that stands on an item.
pub async fn standing(asks: &impl Asks, item: &str) -> Result<Option<HoldRow>, Trouble> {
    let sql = "SELECT * FROM evidence_hold WHERE item = $1 AND lifted_at IS NULL ORDER BY placed_at LIMIT 1";
    asks.one(sql, [item.into()]).await
}

/// All holds on an item, the newest first.
pub async fn of_item(asks: &impl Asks, item: &str) -> Result<Vec<HoldRow>, Trouble> {
    asks.all("SELECT * FROM evidence_hold WHERE item = $1 ORDER BY placed_at DESC, id DESC", [item.into()])
        .await
}
