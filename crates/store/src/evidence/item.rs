//! Items of evidence.

use crate::{
    database::{Asks, Tx},
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::FromQueryResult;

/// One item.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ItemRow {
    /// Its id.
    pub id: String,
    /// The case.
    pub case_id: String,
    /// Its number within the case, from 1.
    pub number: i64,
    /// The upload by which it came, which names its parts.
    pub upload: String,
    /// The item out of which it was made; nothing for an original.
    pub original: Option<String>,
    /// Its name, cleaned.
    pub name: String,
    /// Its type as it was given; never trusted.
    pub media: String,
    /// Bytes.
    pub size: i64,
    /// Hex SHA-256 of what arrived.
    pub digest: String,
    /// Hex SHA-256 as the sender states it, or nothing.
    pub stated: String,
    /// Whether the sender sealed it to the key of the case.
    pub sealed: i64,
    /// Hex SHA-256 of what is inside the seal, as the sender states it, or nothing.
    pub plain_stated: String,
    /// The public half of its key.
    pub recipient: String,
    /// The private half, wrapped; nothing once it was destroyed.
    pub wrapped: Option<Vec<u8>>,
    /// What it is by its content, as the sandbox found; empty before it looked.
    pub kind: String,
    /// What the sandbox found, as JSON.
    pub findings: String,
    /// When the sandbox looked.
    pub looked_at: Option<i64>,
    /// When it was received, in microseconds.
    pub received_at: i64,
    /// Until when it is kept.
    pub keep_until: i64,
    /// When it was destroyed.
    pub destroyed_at: Option<i64>,
    /// The signed certificate of that, or nothing.
    pub certificate: String,
    /// When its parts were taken out of the depot.
    pub swept_at: Option<i64>,
}

/// Keeps a new item; its number is the next of the case.
pub async fn add(tx: &Tx, _permit: &Permit, row: &ItemRow) -> Result<(), Trouble> {
    let sql = "INSERT INTO evidence_item (id, case_id, number, upload, original, name, media, size, digest, stated, \
               sealed, plain_stated, recipient, wrapped, kind, findings, received_at, keep_until, certificate) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, '', '', $15, $16, '')";
    let row = row.clone();
    let values = [
        row.id.into(),
        row.case_id.into(),
        row.number.into(),
        row.upload.into(),
        row.original.into(),
        row.name.into(),
        row.media.into(),
        row.size.into(),
        row.digest.into(),
        row.stated.into(),
        row.sealed.into(),
        row.plain_stated.into(),
        row.recipient.into(),
        row.wrapped.into(),
        row.received_at.into(),
        row.keep_until.into(),
    ];
    tx.run(sql, values).await.map(drop)
}

/// The number that the next item of a case gets.
pub async fn next_number(tx: &Tx, case: &str) -> Result<i64, Trouble> {
    #[derive(FromQueryResult)]
    struct Last {
        last: i64,
    }
    let sql = "SELECT CAST(COALESCE(MAX(number), 0) AS BIGINT) AS last FROM evidence_item WHERE case_id = $1";
    Ok(tx.one::<Last>(sql, [case.into()]).await?.map_or(1, |row| row.last + 1))
}

/// One item.
pub async fn by_id(asks: &impl Asks, id: &str) -> Result<Option<ItemRow>, Trouble> {
    asks.one("SELECT * FROM evidence_item WHERE id = $1", [id.into()]).await
}

/// The item that an upload became.
pub async fn of_upload(asks: &impl Asks, upload: &str) -> Result<Option<ItemRow>, Trouble> {
    asks.one("SELECT * FROM evidence_item WHERE upload = $1", [upload.into()]).await
}

/// The items of a case, in order.
pub async fn of_case(asks: &impl Asks, case: &str) -> Result<Vec<ItemRow>, Trouble> {
    asks.all("SELECT * FROM evidence_item WHERE case_id = $1 ORDER BY number", [case.into()]).await
}

/// The items of a case that came by links for one part in it, in order.
pub async fn of_party(asks: &impl Asks, case: &str, party: &str) -> Result<Vec<ItemRow>, Trouble> {
    let sql = "SELECT i.* FROM evidence_item i JOIN evidence_upload u ON u.id = i.upload \
               JOIN evidence_link l ON l.id = u.link WHERE i.case_id = $1 AND l.party = $2 ORDER BY i.number";
    asks.all(sql, [case.into(), party.into()]).await
}

/// Items after an id, in order of their ids: for a walk through all.
pub async fn after(asks: &impl Asks, id: &str, limit: i64) -> Result<Vec<ItemRow>, Trouble> {
    let sql = "SELECT * FROM evidence_item WHERE id > $1 ORDER BY id LIMIT $2";
    asks.all(sql, [id.into(), limit.into()]).await
}

/// An item at which the sandbox did not look yet, the oldest first.
pub async fn unseen(asks: &impl Asks) -> Result<Option<ItemRow>, Trouble> {
    let sql = "SELECT * FROM evidence_item WHERE looked_at IS NULL AND destroyed_at IS NULL \
               ORDER BY received_at LIMIT 1";
    asks.one(sql, []).await
}

/// Keeps what the sandbox found.
pub async fn looked(
    tx: &Tx,
    _permit: &Permit,
    id: &str,
    kind: &str,
    findings: &str,
    at: i64,
) -> Result<(), Trouble> {
    let sql = "UPDATE evidence_item SET kind = $2, findings = $3, looked_at = $4 WHERE id = $1";
    tx.run(sql, [id.into(), kind.into(), findings.into(), at.into()]).await.map(drop)
}

/// Forgets what the sandbox found, so that it looks again; false when nothing is left to look at.
pub async fn unseen_again(tx: &Tx, _permit: &Permit, id: &str) -> Result<bool, Trouble> {
    let sql =
        "UPDATE evidence_item SET findings = '', looked_at = NULL WHERE id = $1 AND destroyed_at IS NULL";
    Ok(tx.run(sql, [id.into()]).await? == 1)
}

/// Destroys the key of an item, for ever; false when it was destroyed before.
pub async fn destroy(
    tx: &Tx,
    _permit: &Permit,
    id: &str,
    certificate: &str,
    at: i64,
) -> Result<bool, Trouble> {
    let sql = "UPDATE evidence_item SET wrapped = NULL, destroyed_at = $2, certificate = $3 \
               WHERE id = $1 AND destroyed_at IS NULL";
    if tx.run(sql, [id.into(), at.into(), certificate.into()]).await? == 0 {
        return Ok(false);
    }
    let sql = "UPDATE evidence_upload SET wrapped = $2 WHERE id = \
               (SELECT upload FROM evidence_item WHERE id = $1)";
    tx.run(sql, [id.into(), Vec::<u8>::new().into()]).await?;
    Ok(true)
}

/// Items that were destroyed while their unreadable parts are still in the depot.
pub async fn unswept(asks: &impl Asks, limit: i64) -> Result<Vec<ItemRow>, Trouble> {
    let sql = "SELECT * FROM evidence_item WHERE destroyed_at IS NOT NULL AND swept_at IS NULL \
               ORDER BY destroyed_at LIMIT $1";
    asks.all(sql, [limit.into()]).await
}

/// Says that the parts of a destroyed item are gone from the depot.
pub async fn swept(tx: &Tx, _permit: &Permit, id: &str, at: i64) -> Result<(), Trouble> {
    tx.run("UPDATE evidence_item SET swept_at = $2 WHERE id = $1", [id.into(), at.into()]).await.map(drop)
}
