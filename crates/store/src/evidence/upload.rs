//! Files on their way in, and the parts in which they are kept.

use crate::{
    database::{Asks, Tx},
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::FromQueryResult;

/// A file on its way in.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct UploadRow {
    /// Its id.
    pub id: String,
    /// The link by which it comes.
    pub link: String,
    /// Its name, cleaned.
    pub name: String,
    /// Its type as it was given; never trusted.
    pub media: String,
    /// Hex SHA-256 as the sender states it, or nothing.
    pub stated: String,
    /// Whether the sender sealed it to the key of the case.
    pub sealed: i64,
    /// Hex SHA-256 of what is inside the seal, as the sender states it, or nothing.
    pub plain_stated: String,
    /// Bytes in all.
    pub length: i64,
    /// Bytes that are kept durably.
    pub received: i64,
    /// The running SHA-256 over those bytes.
    pub state: Vec<u8>,
    /// The public half of the item's key.
    pub recipient: String,
    /// The private half, wrapped.
    pub wrapped: Vec<u8>,
    /// When it was announced, in microseconds.
    pub created_at: i64,
    /// When bytes last came.
    pub touched_at: i64,
    /// When it is forgotten unless it is finished.
    pub expires_at: i64,
    /// When its last byte was kept.
    pub finished_at: Option<i64>,
    /// When it was stopped or forgotten.
    pub ended_at: Option<i64>,
}

/// A part of a file: an age file of its own in the depot.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct PartRow {
    /// The upload.
    pub upload: String,
    /// Its first byte within the file.
    pub begins: i64,
    /// Plain bytes.
    pub size: i64,
    /// Hex SHA-256 of the plain bytes.
    pub digest: String,
    /// Where it is in the depot.
    pub key: String,
}

/// Keeps a file that was announced.
pub async fn add(tx: &Tx, _permit: &Permit, row: &UploadRow) -> Result<(), Trouble> {
    let sql = "INSERT INTO evidence_upload (id, link, name, media, stated, sealed, plain_stated, length, received, \
               state, recipient, wrapped, created_at, touched_at, expires_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9, $10, $11, $12, $12, $13)";
    let row = row.clone();
    let values = [
        row.id.into(),
        row.link.into(),
        row.name.into(),
        row.media.into(),
        row.stated.into(),
        row.sealed.into(),
        row.plain_stated.into(),
        row.length.into(),
        row.state.into(),
        row.recipient.into(),
        row.wrapped.into(),
        row.created_at.into(),
        row.expires_at.into(),
    ];
    tx.run(sql, values).await.map(drop)
}

/// One file on its way in.
pub async fn by_id(asks: &impl Asks, id: &str) -> Result<Option<UploadRow>, Trouble> {
    asks.one("SELECT * FROM evidence_upload WHERE id = $1", [id.into()]).await
}

/// The files of a link that were not stopped, in order of arrival.
pub async fn of_link(asks: &impl Asks, link: &str) -> Result<Vec<UploadRow>, Trouble> {
    let sql = "SELECT * FROM evidence_upload WHERE link = $1 AND ended_at IS NULL ORDER BY created_at, id";
    asks.all(sql, [link.into()]).await
}

/// Says that parts are kept, if the file still stands where they begin; false when another was first.
pub async fn advance(
    tx: &Tx,
    _permit: &Permit,
    before: &UploadRow,
    after: &UploadRow,
    parts: &[PartRow],
) -> Result<bool, Trouble> {
    let sql = "UPDATE evidence_upload SET received = $3, state = $4, touched_at = $5, expires_at = $6, \
               finished_at = $7, length = $8 WHERE id = $1 AND received = $2 AND ended_at IS NULL AND finished_at IS NULL";
    let new = after.clone();
    let values = [
        new.id.into(),
        before.received.into(),
        new.received.into(),
        new.state.into(),
        new.touched_at.into(),
        new.expires_at.into(),
        new.finished_at.into(),
        new.length.into(),
    ];
    if tx.run(sql, values).await? == 0 {
        return Ok(false);
    }
    for part in parts {
        let sql = "INSERT INTO evidence_part (upload, begins, size, digest, key) \
                   VALUES ($1, $2, $3, $4, $5)";
        let part = part.clone();
        let values =
            [part.upload.into(), part.begins.into(), part.size.into(), part.digest.into(), part.key.into()];
        tx.run(sql, values).await?;
    }
    Ok(true)
}

/// The parts of a file, in order.
pub async fn parts(asks: &impl Asks, upload: &str) -> Result<Vec<PartRow>, Trouble> {
    asks.all("SELECT * FROM evidence_part WHERE upload = $1 ORDER BY begins", [upload.into()]).await
}

/// Ends a file that is not finished; false when it was ended or finished.
pub async fn end(tx: &Tx, _permit: &Permit, id: &str, at: i64) -> Result<bool, Trouble> {
    let sql = "UPDATE evidence_upload SET ended_at = $2, state = substr(state, 1, 0) WHERE id = $1 AND ended_at IS NULL AND finished_at IS NULL";
    Ok(tx.run(sql, [id.into(), at.into()]).await? == 1)
}

/// Forgets the parts of a file whose bytes are gone from the depot.
pub async fn forget_parts(tx: &Tx, _permit: &Permit, id: &str) -> Result<(), Trouble> {
    tx.run("DELETE FROM evidence_part WHERE upload = $1", [id.into()]).await.map(drop)
}

/// Files that were not finished in time.
pub async fn expired(asks: &impl Asks, now: i64, limit: i64) -> Result<Vec<UploadRow>, Trouble> {
    let sql = "SELECT * FROM evidence_upload WHERE ended_at IS NULL AND finished_at IS NULL AND expires_at <= $1 \
               ORDER BY expires_at LIMIT $2";
    asks.all(sql, [now.into(), limit.into()]).await
}

/// Files that were stopped while their parts are still in the depot.
pub async fn ended_with_parts(asks: &impl Asks, limit: i64) -> Result<Vec<UploadRow>, Trouble> {
    let sql = "SELECT u.* FROM evidence_upload u WHERE u.ended_at IS NOT NULL AND EXISTS \
               (SELECT 1 FROM evidence_part p WHERE p.upload = u.id) ORDER BY u.ended_at LIMIT $1";
    asks.all(sql, [limit.into()]).await
}

/// Bytes that were announced and are still to come, over all links.
pub async fn promised(asks: &impl Asks) -> Result<i64, Trouble> {
    #[derive(FromQueryResult)]
    struct Sum {
        total: i64,
    }
    let sql = "SELECT CAST(COALESCE(SUM(length - received), 0) AS BIGINT) AS total FROM evidence_upload \
               WHERE ended_at IS NULL AND finished_at IS NULL";
    Ok(asks.one::<Sum>(sql, []).await?.map_or(0, |sum| sum.total))
}
