//! Evidence as it is kept: links to send it by, files on their way in, items, custody, holds and keys.

pub mod custody;
pub mod hold;
pub mod item;
pub mod upload;

use crate::{
    database::{Asks, Tx},
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::FromQueryResult;

/// A link by which one person sends evidence for one purpose until one instant.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct LinkRow {
    /// Its id.
    pub id: String,
    /// Digest of its secret.
    pub digest: Vec<u8>,
    /// The case.
    pub case_id: String,
    /// For whom it is.
    pub person: String,
    /// What for.
    pub purpose: String,
    /// So many days what comes by it is kept.
    pub keep_days: i64,
    /// The item out of which what comes by it was made.
    pub original: Option<String>,
    /// Who made it, as the journal names them.
    pub made_by: String,
    /// When, in microseconds.
    pub made_at: i64,
    /// Until when it works.
    pub ends_at: i64,
    /// When it was revoked.
    pub revoked_at: Option<i64>,
    /// The part in the case that it is for, whose people see what came by it; or empty.
    pub party: String,
}

/// The key pair of a case.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct KeyRow {
    /// The case.
    pub case_id: String,
    /// The public half, as `age1…`.
    pub recipient: String,
    /// The private half, wrapped by the installation's key.
    pub wrapped: Vec<u8>,
    /// When it was made.
    pub made_at: i64,
}

/// Keeps a new link.
pub async fn add_link(tx: &Tx, _permit: &Permit, row: &LinkRow) -> Result<(), Trouble> {
    let sql = "INSERT INTO evidence_link (id, digest, case_id, person, purpose, keep_days, original, made_by, \
               made_at, ends_at, party) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    let row = row.clone();
    let values = [
        row.id.into(),
        row.digest.into(),
        row.case_id.into(),
        row.person.into(),
        row.purpose.into(),
        row.keep_days.into(),
        row.original.into(),
        row.made_by.into(),
        row.made_at.into(),
        row.ends_at.into(),
        row.party.into(),
    ];
    tx.run(sql, values).await.map(drop)
}

/// Revokes a link; false when it was revoked before.
pub async fn revoke_link(tx: &Tx, _permit: &Permit, id: &str, at: i64) -> Result<bool, Trouble> {
    let sql = "UPDATE evidence_link SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL";
    Ok(tx.run(sql, [id.into(), at.into()]).await? == 1)
}

/// The link with this digest.
pub async fn link_by_digest(asks: &impl Asks, digest: &[u8]) -> Result<Option<LinkRow>, Trouble> {
    asks.one("SELECT * FROM evidence_link WHERE digest = $1", [digest.to_vec().into()]).await
}

/// One link.
pub async fn link_by_id(asks: &impl Asks, id: &str) -> Result<Option<LinkRow>, Trouble> {
    asks.one("SELECT * FROM evidence_link WHERE id = $1", [id.into()]).await
}

/// All links of a case, the newest first.
pub async fn links_of(asks: &impl Asks, case: &str) -> Result<Vec<LinkRow>, Trouble> {
    let sql = "SELECT * FROM evidence_link WHERE case_id = $1 ORDER BY made_at DESC, id DESC";
    asks.all(sql, [case.into()]).await
}

/// The key pair of a case.
pub async fn key_of(asks: &impl Asks, case: &str) -> Result<Option<KeyRow>, Trouble> {
    asks.one("SELECT * FROM evidence_key WHERE case_id = $1", [case.into()]).await
}

/// Keeps the key pair of a case that has none.
pub async fn add_key(tx: &Tx, _permit: &Permit, row: &KeyRow) -> Result<(), Trouble> {
    let sql = "INSERT INTO evidence_key (case_id, recipient, wrapped, made_at) VALUES ($1, $2, $3, $4)";
    let row = row.clone();
    let values = [row.case_id.into(), row.recipient.into(), row.wrapped.into(), row.made_at.into()];
    tx.run(sql, values).await.map(drop)
}
