//! Messages between reporter and CSIRT, and the CSIRT's own notes; files that hang on them.

use crate::{
    database::{Asks, Tx},
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::FromQueryResult;

/// One message or note.
#[derive(Debug, Clone, FromQueryResult)]
pub struct MessageRow {
    /// Its id.
    pub id: String,
    /// The dossier.
    pub dossier: String,
    /// `in` from the reporter, `out` from the CSIRT, `own` for a note that the reporter never sees.
    pub direction: String,
    /// `message`, `answer`, `request`, `note`, `decision`, `event`.
    pub kind: String,
    /// The name beside it.
    pub author: String,
    /// The text, plain.
    pub body: String,
    /// When, in microseconds.
    pub at: i64,
    /// When the other side first read it.
    pub read_at: Option<i64>,
}

/// One file. Its bytes are in the depot under their digest.
#[derive(Debug, Clone, FromQueryResult)]
pub struct AttachmentRow {
    /// Its id.
    pub id: String,
    /// The draft it was added to.
    pub draft: Option<String>,
    /// The dossier it belongs to.
    pub dossier: Option<String>,
    /// The message it came with.
    pub message: Option<String>,
    /// The file's name as it was given, cleaned.
    pub name: String,
    /// The type as it was given; never trusted.
    pub media: String,
    /// Bytes.
    pub size: i64,
    /// Hex SHA-256.
    pub digest: String,
    /// Who added it, as the journal names them.
    pub actor: String,
    /// When.
    pub at: i64,
}

/// Keeps a message.
pub async fn add(tx: &Tx, _permit: &Permit, row: &MessageRow) -> Result<(), Trouble> {
    let sql = "INSERT INTO message (id, dossier, direction, kind, author, body, at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let row = row.clone();
    let values = [
        row.id.into(),
        row.dossier.into(),
        row.direction.into(),
        row.kind.into(),
        row.author.into(),
        row.body.into(),
        row.at.into(),
    ];
    tx.run(sql, values).await.map(drop)
}

/// All messages of a dossier in order; notes only for the CSIRT.
pub async fn of_dossier(
    asks: &impl Asks,
    dossier: &str,
    with_notes: bool,
) -> Result<Vec<MessageRow>, Trouble> {
    let sql = "SELECT * FROM message WHERE dossier = $1 AND ($2 = 1 OR direction <> 'own') ORDER BY at, id";
    asks.all(sql, [dossier.into(), i64::from(with_notes).into()]).await
}

/// Marks the messages of one direction as read.
pub async fn mark_read(tx: &Tx, dossier: &str, direction: &str, at: i64) -> Result<u64, Trouble> {
    let sql = "UPDATE message SET read_at = $3 WHERE dossier = $1 AND direction = $2 AND read_at IS NULL";
    tx.run(sql, [dossier.into(), direction.into(), at.into()]).await
}

/// Keeps what is known of a file.
pub async fn attach(tx: &Tx, _permit: &Permit, row: &AttachmentRow) -> Result<(), Trouble> {
    let sql = "INSERT INTO attachment (id, draft, dossier, message, name, media, size, digest, actor, at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let row = row.clone();
    let values = [
        row.id.into(),
        row.draft.into(),
        row.dossier.into(),
        row.message.into(),
        row.name.into(),
        row.media.into(),
        row.size.into(),
        row.digest.into(),
        row.actor.into(),
        row.at.into(),
    ];
    tx.run(sql, values).await.map(drop)
}

/// Leaves a file out of a draft that was not filed yet.
pub async fn drop_from_draft(tx: &Tx, _permit: &Permit, draft: &str, id: &str) -> Result<bool, Trouble> {
    let sql = "DELETE FROM attachment WHERE id = $1 AND draft = $2 AND dossier IS NULL";
    Ok(tx.run(sql, [id.into(), draft.into()]).await? == 1)
}

/// Hands the files of a draft over to the dossier it became.
pub async fn hand_over(tx: &Tx, _permit: &Permit, draft: &str, dossier: &str) -> Result<u64, Trouble> {
    let sql = "UPDATE attachment SET dossier = $2 WHERE draft = $1 AND dossier IS NULL";
    tx.run(sql, [draft.into(), dossier.into()]).await
}

/// Files of a dossier.
pub async fn files_of_dossier(asks: &impl Asks, dossier: &str) -> Result<Vec<AttachmentRow>, Trouble> {
    asks.all("SELECT * FROM attachment WHERE dossier = $1 ORDER BY at, name, id", [dossier.into()]).await
}

/// Files of a draft.
pub async fn files_of_draft(asks: &impl Asks, draft: &str) -> Result<Vec<AttachmentRow>, Trouble> {
    asks.all("SELECT * FROM attachment WHERE draft = $1 ORDER BY at, name, id", [draft.into()]).await
}

/// One file.
pub async fn file(asks: &impl Asks, id: &str) -> Result<Option<AttachmentRow>, Trouble> {
    asks.one("SELECT * FROM attachment WHERE id = $1", [id.into()]).await
}
