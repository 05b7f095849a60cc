//! Links that were mailed: to say "still right", or to prove a domain name. Only digests are kept.

use crate::{
    database::{Asks, Tx},
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::FromQueryResult;

/// One link.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct LinkRow {
    /// Digest of its secret.
    pub digest: Vec<u8>,
    /// `contact` or `asset`.
    pub kind: String,
    /// The entity.
    pub entity: String,
    /// The contact's id, or the asset's sort and key.
    pub target: String,
    /// Until when it works, in microseconds.
    pub ends_at: i64,
    /// When it was used.
    pub used_at: Option<i64>,
}

/// Keeps a link.
pub async fn add(tx: &Tx, _permit: &Permit, row: &LinkRow) -> Result<(), Trouble> {
    let sql = "INSERT INTO entity_link (digest, kind, entity, target, ends_at) VALUES ($1, $2, $3, $4, $5)";
    let row = row.clone();
    let values =
        [row.digest.into(), row.kind.into(), row.entity.into(), row.target.into(), row.ends_at.into()];
    tx.run(sql, values).await.map(drop)
}

/// The link of a kind with this digest.
pub async fn find(asks: &impl Asks, kind: &str, digest: &[u8]) -> Result<Option<LinkRow>, Trouble> {
    let sql = "SELECT * FROM entity_link WHERE digest = $1 AND kind = $2";
    asks.one(sql, [digest.to_vec().into(), kind.into()]).await
}

/// Marks a link as used; false when it was before.
pub async fn consume(tx: &Tx, _permit: &Permit, row: &LinkRow, at: i64) -> Result<bool, Trouble> {
    let sql = "UPDATE entity_link SET used_at = $3 WHERE digest = $1 AND kind = $2 AND used_at IS NULL";
    Ok(tx.run(sql, [row.digest.clone().into(), row.kind.clone().into(), at.into()]).await? == 1)
}

/// Forgets all links to something that is gone.
pub async fn forget(tx: &Tx, _permit: &Permit, entity: &str, target: &str) -> Result<(), Trouble> {
    let sql = "DELETE FROM entity_link WHERE entity = $1 AND target = $2";
    tx.run(sql, [entity.into(), target.into()]).await.map(drop)
}
