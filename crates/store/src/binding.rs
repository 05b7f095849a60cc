//! What binds dossiers to entities: each binding with how it was made, each undoing with its reason,
//! and the links with which registered contacts answer for their entity.

use crate::{
    database::{Asks, Tx},
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::FromQueryResult;

/// One binding, in force or undone.
#[derive(Debug, Clone, Default, FromQueryResult)]
pub struct BindingRow {
    /// Its id.
    pub id: String,
    /// The dossier.
    pub dossier: String,
    /// The entity.
    pub entity: String,
    /// `filed`, `sign-in`, `contact`, `call-back`; or `disowned`, which never was in force.
    pub how: String,
    /// The known number that was called.
    pub number: String,
    /// Who was spoken to there.
    pub spoken_to: String,
    /// What else was noted.
    pub note: String,
    /// Who bound it, as the journal names them.
    pub actor: String,
    /// When, in microseconds.
    pub at: i64,
    /// When it was undone.
    pub undone_at: Option<i64>,
    /// Who undid it.
    pub undone_by: String,
    /// Why.
    pub undone_reason: String,
}

/// Writes a binding down.
pub async fn add(tx: &Tx, _permit: &Permit, row: &BindingRow) -> Result<(), Trouble> {
    let sql = "INSERT INTO binding (id, dossier, entity, how, number, spoken_to, note, actor, at, undone_at, \
               undone_by, undone_reason) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    let row = row.clone();
    let values = [
        row.id.into(),
        row.dossier.into(),
        row.entity.into(),
        row.how.into(),
        row.number.into(),
        row.spoken_to.into(),
        row.note.into(),
        row.actor.into(),
        row.at.into(),
        row.undone_at.into(),
        row.undone_by.into(),
        row.undone_reason.into(),
    ];
    tx.run(sql, values).await.map(drop)
}

/// Undoes what binds a dossier now.
pub async fn undo(
    tx: &Tx,
    _permit: &Permit,
    dossier: &str,
    by: &str,
    reason: &str,
    at: i64,
) -> Result<u64, Trouble> {
    let sql = "UPDATE binding SET undone_at = $4, undone_by = $2, undone_reason = $3 \
               WHERE dossier = $1 AND undone_at IS NULL";
    tx.run(sql, [dossier.into(), by.into(), reason.into(), at.into()]).await
}

/// All bindings of a dossier, the newest first.
pub async fn of_dossier(asks: &impl Asks, dossier: &str) -> Result<Vec<BindingRow>, Trouble> {
    asks.all("SELECT * FROM binding WHERE dossier = $1 ORDER BY at DESC, id DESC", [dossier.into()]).await
}

/// A dossier that names an entity without being bound to it: only what its people may know of it.
#[derive(Debug, Clone, FromQueryResult)]
pub struct NamingRow {
    /// Its id.
    pub id: String,
    /// Its number in order of arrival.
    pub serial: i64,
    /// Its reference.
    pub reference: String,
    /// `incident`, `near-miss`, …
    pub kind: String,
    /// Through which channel it came in.
    pub channel: String,
    /// Whether it is an exercise.
    pub exercise: i64,
    /// When it came in.
    pub received_at: i64,
}

/// The dossiers that name an entity, newest first, after a serial when one is given.
pub async fn naming(
    asks: &impl Asks,
    entity: &str,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<NamingRow>, Trouble> {
    let sql = "SELECT id, serial, reference, kind, channel, exercise, received_at FROM dossier \
               WHERE claimed = $1 AND entity IS NULL AND serial < $2 ORDER BY serial DESC LIMIT $3";
    asks.all(sql, [entity.into(), before.unwrap_or(i64::MAX).into(), limit.into()]).await
}

/// A link that was mailed to a contact.
#[derive(Debug, Clone, FromQueryResult)]
pub struct LinkRow {
    /// SHA-256 of the secret in it.
    pub digest: Vec<u8>,
    /// The dossier it is about.
    pub dossier: String,
    /// The entity for which is answered.
    pub entity: String,
    /// The contact it was mailed to.
    pub contact: String,
    /// When it ends.
    pub ends_at: i64,
    /// When it was used.
    pub used_at: Option<i64>,
}

/// Keeps a link.
pub async fn add_link(tx: &Tx, _permit: &Permit, row: &LinkRow) -> Result<(), Trouble> {
    let sql =
        "INSERT INTO binding_link (digest, dossier, entity, contact, ends_at) VALUES ($1, $2, $3, $4, $5)";
    let row = row.clone();
    let values =
        [row.digest.into(), row.dossier.into(), row.entity.into(), row.contact.into(), row.ends_at.into()];
    tx.run(sql, values).await.map(drop)
}

/// The link of a secret's digest, used or not.
pub async fn link(asks: &impl Asks, digest: &[u8]) -> Result<Option<LinkRow>, Trouble> {
    asks.one("SELECT * FROM binding_link WHERE digest = $1", [digest.to_vec().into()]).await
}

/// Uses up all links of a dossier for an entity: one answer is enough. False when there is none left.
pub async fn use_links(
    tx: &Tx,
    _permit: &Permit,
    dossier: &str,
    entity: &str,
    at: i64,
) -> Result<bool, Trouble> {
    let sql = "UPDATE binding_link SET used_at = $3 WHERE dossier = $1 AND entity = $2 AND used_at IS NULL";
    Ok(tx.run(sql, [dossier.into(), entity.into(), at.into()]).await? > 0)
}
