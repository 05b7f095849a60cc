//! Shares: what somebody gave to a body on purpose, on what ground, until when. Revoked, it is kept.

use crate::{
    database::{Asks, Tx},
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::FromQueryResult;

/// One share as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ShareRow {
    /// Its id.
    pub id: String,
    /// The dossier.
    pub dossier: String,
    /// The dossier's number in order of arrival.
    pub serial: i64,
    /// The body that it was given to, by its id in the routes.
    pub body: String,
    /// The legal ground, by its id in the rulebooks.
    pub ground: String,
    /// How each test is met, as JSON: test to words.
    pub tests: String,
    /// The parts, as JSON.
    pub parts: String,
    /// The questions, as JSON.
    pub questions: String,
    /// Who shared it, as the journal names them.
    pub actor: String,
    /// When: nothing that came later is part of it.
    pub at: i64,
    /// Until when it can be seen.
    pub until_at: i64,
    /// When it was revoked.
    pub revoked_at: Option<i64>,
    /// Who revoked it, as the journal names them.
    pub revoked_by: String,
    /// Why.
    pub revoked_why: String,
}

/// Keeps a new share.
pub async fn add(tx: &Tx, _permit: &Permit, row: &ShareRow) -> Result<(), Trouble> {
    let sql = "INSERT INTO share (id, dossier, serial, body, ground, tests, parts, questions, actor, at, until_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    let row = row.clone();
    let values = [
        row.id.into(),
        row.dossier.into(),
        row.serial.into(),
        row.body.into(),
        row.ground.into(),
        row.tests.into(),
        row.parts.into(),
        row.questions.into(),
        row.actor.into(),
        row.at.into(),
        row.until_at.into(),
    ];
    tx.run(sql, values).await.map(drop)
}

/// Revokes a share for the future; false when it was revoked before.
pub async fn revoke(
    tx: &Tx,
    _permit: &Permit,
    id: &str,
    by: &str,
    why: &str,
    at: i64,
) -> Result<bool, Trouble> {
    let sql = "UPDATE share SET revoked_at = $2, revoked_by = $3, revoked_why = $4 \
               WHERE id = $1 AND revoked_at IS NULL";
    Ok(tx.run(sql, [id.into(), at.into(), by.into(), why.into()]).await? == 1)
}

/// One share.
pub async fn by_id(asks: &impl Asks, id: &str) -> Result<Option<ShareRow>, Trouble> {
    asks.one("SELECT * FROM share WHERE id = $1", [id.into()]).await
}

/// All shares of a dossier, those that ended too, newest first.
pub async fn of_dossier(asks: &impl Asks, dossier: &str) -> Result<Vec<ShareRow>, Trouble> {
    asks.all("SELECT * FROM share WHERE dossier = $1 ORDER BY at DESC, id DESC", [dossier.into()]).await
}

/// What a body can see now, newest first.
pub async fn live_for(asks: &impl Asks, body: &str, now: i64, limit: i64) -> Result<Vec<ShareRow>, Trouble> {
    let sql = "SELECT * FROM share WHERE body = $1 AND revoked_at IS NULL AND until_at > $2 \
               ORDER BY at DESC, id DESC LIMIT $3";
    asks.all(sql, [body.into(), now.into(), limit.into()]).await
}
