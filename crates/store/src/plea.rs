//! Requests for an administrator of an entity that has none left.

use crate::{
    database::{Asks, Tx},
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::FromQueryResult;

/// One request.
#[derive(Debug, Clone, FromQueryResult)]
pub struct PleaRow {
    /// Its id.
    pub id: String,
    /// The organisation, as it was named.
    pub organisation: String,
    /// Its register number, as it was given.
    pub register_number: String,
    /// The entity with that number.
    pub entity: Option<String>,
    /// Who asks.
    pub name: String,
    /// Mail address.
    pub email: String,
    /// Telephone number.
    pub phone: String,
    /// Why.
    pub body: String,
    /// `nl` or `en`.
    pub language: String,
    /// When, in microseconds.
    pub at: i64,
    /// When it was settled.
    pub ended_at: Option<i64>,
    /// Who settled it.
    pub ended_by: String,
    /// `appointed` or `declined`.
    pub outcome: String,
    /// How it was checked, or why it was declined.
    pub checked: String,
}

/// Keeps a request.
pub async fn add(tx: &Tx, _permit: &Permit, row: &PleaRow) -> Result<(), Trouble> {
    let sql = "INSERT INTO plea (id, organisation, register_number, entity, name, email, phone, body, language, at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let row = row.clone();
    let values = [
        row.id.into(),
        row.organisation.into(),
        row.register_number.into(),
        row.entity.into(),
        row.name.into(),
        row.email.into(),
        row.phone.into(),
        row.body.into(),
        row.language.into(),
        row.at.into(),
    ];
    tx.run(sql, values).await.map(drop)
}

/// One request.
pub async fn by_id(asks: &impl Asks, id: &str) -> Result<Option<PleaRow>, Trouble> {
    asks.one("SELECT * FROM plea WHERE id = $1", [id.into()]).await
}

/// The requests that wait, the oldest first.
pub async fn open(asks: &impl Asks, limit: i64) -> Result<Vec<PleaRow>, Trouble> {
    asks.all("SELECT * FROM plea WHERE ended_at IS NULL ORDER BY at LIMIT $1", [limit.into()]).await
}

/// Settles a request; false when it was settled before.
pub async fn end(
    tx: &Tx,
    _permit: &Permit,
    id: &str,
    (by, outcome, checked): (&str, &str, &str),
    at: i64,
) -> Result<bool, Trouble> {
    let sql = "UPDATE plea SET ended_at = $2, ended_by = $3, outcome = $4, checked = $5 \
               WHERE id = $1 AND ended_at IS NULL";
    let values = [id.into(), at.into(), by.into(), outcome.into(), checked.into()];
    Ok(tx.run(sql, values).await? == 1)
}
