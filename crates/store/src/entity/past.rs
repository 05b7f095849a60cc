//! How an entity changed, and what it asks to be changed.

use crate::{
    database::{Asks, Tx},
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::FromQueryResult;

/// One change, of one or more fields at once.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ChangeRow {
    /// The entity.
    pub entity: String,
    /// The version that it made.
    pub version: i64,
    /// When, in microseconds.
    pub at: i64,
    /// Who, as the journal names them.
    pub actor: String,
    /// `desk`, `import`, `registration`, `request` or `demo`.
    pub how: String,
    /// Why.
    pub reason: String,
    /// The fields with what they held before and after, as JSON.
    pub changes: String,
}

/// A request of an entity.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct RequestRow {
    /// Its id.
    pub id: String,
    /// The entity.
    pub entity: String,
    /// When, in microseconds.
    pub at: i64,
    /// Who, as the journal names them.
    pub actor: String,
    /// Why.
    pub note: String,
    /// When its last field was settled.
    pub settled_at: Option<i64>,
}

/// One field of a request.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct RequestFieldRow {
    /// The request.
    pub request: String,
    /// The field's id, or `contacts.<id>`.
    pub field: String,
    /// What it held then, as JSON of texts.
    pub before: String,
    /// What it should hold, as JSON of texts.
    pub after: String,
    /// The new value in the form that an entity is read from.
    pub value: String,
    /// `open`, `accepted` or `refused`.
    pub state: String,
    /// Why it was refused.
    pub reason: String,
    /// Who settled it.
    pub actor: String,
    /// When.
    pub at: Option<i64>,
}

/// A request that waits, with the name of who asks.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct WaitingRow {
    /// The request.
    pub id: String,
    /// The entity.
    pub entity: String,
    /// Its name.
    pub name: String,
    /// When, in microseconds.
    pub at: i64,
}

/// Writes down a change.
pub async fn add(tx: &Tx, _permit: &Permit, row: &ChangeRow) -> Result<(), Trouble> {
    let sql = "INSERT INTO entity_change (entity, version, at, actor, how, reason, changes) \
               VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let row = row.clone();
    let values = [
        row.entity.into(),
        row.version.into(),
        row.at.into(),
        row.actor.into(),
        row.how.into(),
        row.reason.into(),
        row.changes.into(),
    ];
    tx.run(sql, values).await.map(drop)
}

/// The changes of an entity, newest first, before a version.
pub async fn of(asks: &impl Asks, entity: &str, before: i64, limit: i64) -> Result<Vec<ChangeRow>, Trouble> {
    let sql = "SELECT * FROM entity_change WHERE entity = $1 AND version < $2 ORDER BY version DESC LIMIT $3";
    asks.all(sql, [entity.into(), before.into(), limit.into()]).await
}

/// Writes down what an entity asks.
pub async fn ask(
    tx: &Tx,
    _permit: &Permit,
    row: &RequestRow,
    fields: &[RequestFieldRow],
) -> Result<(), Trouble> {
    let sql = "INSERT INTO entity_request (id, entity, at, actor, note) VALUES ($1, $2, $3, $4, $5)";
    let row = row.clone();
    let values = [row.id.into(), row.entity.into(), row.at.into(), row.actor.into(), row.note.into()];
    tx.run(sql, values).await?;
    for one in fields {
        let sql = "INSERT INTO entity_request_field (request, field, before, after, value) VALUES ($1, $2, $3, $4, $5)";
        let one = one.clone();
        let values =
            [one.request.into(), one.field.into(), one.before.into(), one.after.into(), one.value.into()];
        tx.run(sql, values).await?;
    }
    Ok(())
}

/// Settles one field; false when it was settled before.
pub async fn settle(tx: &Tx, _permit: &Permit, row: &RequestFieldRow) -> Result<bool, Trouble> {
    let sql = "UPDATE entity_request_field SET state = $3, reason = $4, actor = $5, at = $6 \
               WHERE request = $1 AND field = $2 AND state = 'open'";
    let row = row.clone();
    let values = [
        row.request.into(),
        row.field.into(),
        row.state.into(),
        row.reason.into(),
        row.actor.into(),
        row.at.into(),
    ];
    Ok(tx.run(sql, values).await? == 1)
}

/// Closes a request whose fields are all settled.
pub async fn close(tx: &Tx, _permit: &Permit, id: &str, at: i64) -> Result<(), Trouble> {
    let sql = "UPDATE entity_request SET settled_at = $2 WHERE id = $1 AND settled_at IS NULL AND NOT EXISTS \
               (SELECT 1 FROM entity_request_field f WHERE f.request = entity_request.id AND f.state = 'open')";
    tx.run(sql, [id.into(), at.into()]).await.map(drop)
}

/// One request.
pub async fn request(asks: &impl Asks, id: &str) -> Result<Option<RequestRow>, Trouble> {
    asks.one("SELECT * FROM entity_request WHERE id = $1", [id.into()]).await
}

/// The fields of a request.
pub async fn fields(asks: &impl Asks, request: &str) -> Result<Vec<RequestFieldRow>, Trouble> {
    asks.all("SELECT * FROM entity_request_field WHERE request = $1 ORDER BY field", [request.into()]).await
}

/// The requests of an entity, newest first.
pub async fn requests(asks: &impl Asks, entity: &str, limit: i64) -> Result<Vec<RequestRow>, Trouble> {
    let sql = "SELECT * FROM entity_request WHERE entity = $1 ORDER BY at DESC, id DESC LIMIT $2";
    asks.all(sql, [entity.into(), limit.into()]).await
}

/// Requests that wait, the oldest first.
pub async fn waiting(asks: &impl Asks, limit: i64) -> Result<Vec<WaitingRow>, Trouble> {
    let sql = "SELECT r.id, r.entity, e.name, r.at FROM entity_request r JOIN entity e ON e.id = r.entity \
               WHERE r.settled_at IS NULL ORDER BY r.at, r.id LIMIT $1";
    asks.all(sql, [limit.into()]).await
}
