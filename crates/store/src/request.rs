//! Requests of an authority for an intermediate report. Each authority sees only its own.

use crate::{
    database::{Asks, Tx},
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::FromQueryResult;

/// One request.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct RequestRow {
    /// Its id.
    pub id: String,
    /// The dossier.
    pub dossier: String,
    /// The dossier's number in order of arrival.
    pub serial: i64,
    /// Who asks, by its id in the routes.
    pub authority: String,
    /// The message with which it reached the reporter.
    pub message: String,
    /// By when, if the request says so.
    pub due_at: Option<i64>,
    /// Who asked, as the journal names them.
    pub actor: String,
    /// When.
    pub at: i64,
    /// When the report came.
    pub met_at: Option<i64>,
}

/// Keeps a request.
pub async fn add(tx: &Tx, _permit: &Permit, row: &RequestRow) -> Result<(), Trouble> {
    let sql = "INSERT INTO request (id, dossier, serial, authority, message, due_at, actor, at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let row = row.clone();
    let values = [
        row.id.into(),
        row.dossier.into(),
        row.serial.into(),
        row.authority.into(),
        row.message.into(),
        row.due_at.into(),
        row.actor.into(),
        row.at.into(),
    ];
    tx.run(sql, values).await.map(drop)
}

/// The report came: all requests of a dossier are met.
pub async fn met(tx: &Tx, _permit: &Permit, dossier: &str, at: i64) -> Result<(), Trouble> {
    let sql = "UPDATE request SET met_at = $2 WHERE dossier = $1 AND met_at IS NULL";
    tx.run(sql, [dossier.into(), at.into()]).await.map(drop)
}

/// All requests of a dossier, in order.
pub async fn of_dossier(asks: &impl Asks, dossier: &str) -> Result<Vec<RequestRow>, Trouble> {
    asks.all("SELECT * FROM request WHERE dossier = $1 ORDER BY at, id", [dossier.into()]).await
}
