//! Legal holds: while one stands on a dossier, nothing of it is erased.

use crate::{
    database::{Asks, Tx},
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::FromQueryResult;

/// One hold, with the reference of its dossier.
#[derive(Debug, Clone, FromQueryResult)]
pub struct HoldRow {
    /// Its id.
    pub id: String,
    /// The dossier.
    pub dossier: String,
    /// The dossier's reference.
    pub reference: String,
    /// Why.
    pub reason: String,
    /// Who placed it, as the journal names them.
    pub placed_by: String,
    /// When, in microseconds.
    pub placed_at: i64,
    /// Who lifted it.
    pub lifted_by: Option<String>,
    /// When it was lifted.
    pub lifted_at: Option<i64>,
    /// Why it was lifted.
    pub lift_reason: String,
}

const SELECT: &str = "SELECT h.id, h.dossier, d.reference, h.reason, h.placed_by, h.placed_at, h.lifted_by, \
                      h.lifted_at, h.lift_reason FROM hold h JOIN dossier d ON d.id = h.dossier";

/// The hold that stands on a dossier, if one does.
pub async fn standing(asks: &impl Asks, dossier: &str) -> Result<Option<HoldRow>, Trouble> {
    let sql = format!("{SELECT} WHERE h.dossier = $1 AND h.lifted_at IS NULL ORDER BY h.placed_at LIMIT 1");
    asks.one(&sql, [dossier.into()]).await
}

/// All holds: those that stand first, then the newest.
pub async fn list(asks: &impl Asks, limit: i64) -> Result<Vec<HoldRow>, Trouble> {
    let sql = format!(
        "{SELECT} ORDER BY CASE WHEN h.lifted_at IS NULL THEN 0 ELSE 1 END, h.placed_at DESC, h.id LIMIT $1"
    );
    asks.all(&sql, [limit.into()]).await
}

/// One hold.
pub async fn by_id(asks: &impl Asks, id: &str) -> Result<Option<HoldRow>, Trouble> {
    asks.one(&format!("{SELECT} WHERE h.id = $1"), [id.into()]).await
}

/// Places a hold.
pub async fn place(
    tx: &Tx,
    _permit: &Permit,
    id: &str,
    dossier: &str,
    reason: &str,
    by: &str,
    at: i64,
) -> Result<(), Trouble> {
    let sql = "INSERT INTO hold (id, dossier, reason, placed_by, placed_at) VALUES ($1, $2, $3, $4, $5)";
    tx.run(sql, [id.into(), dossier.into(), reason.into(), by.into(), at.into()]).await.map(drop)
}

/// Lifts a hold; false when it was lifted before.
pub async fn lift(
    tx: &Tx,
    _permit: &Permit,
    id: &str,
    reason: &str,
    by: &str,
    at: i64,
) -> Result<bool, Trouble> {
    let sql = "UPDATE hold SET lifted_by = $2, lifted_at = $3, lift_reason = $4 WHERE id = $1 AND lifted_at IS NULL";
    Ok(tx.run(sql, [id.into(), by.into(), at.into(), reason.into()]).await? == 1)
}
