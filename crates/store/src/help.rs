//! Requests for help, and the alarms that page the duty officer until somebody says "seen".

use crate::{
    database::{Asks, Tx},
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::FromQueryResult;

/// One request for help.
#[derive(Debug, Clone, FromQueryResult)]
pub struct HelpRow {
    /// Its id.
    pub id: String,
    /// The dossier.
    pub dossier: String,
    /// `now`, `4h`, `day` or `information`.
    pub urgency: String,
    /// The answers to the questions on help, canonical JSON.
    pub answers: String,
    /// When it was asked, in microseconds.
    pub asked_at: i64,
    /// When a duty officer saw it.
    pub seen_at: Option<i64>,
    /// Who saw it.
    pub seen_by: Option<String>,
    /// The name that the reporter sees.
    pub seen_name: String,
}

/// One alarm.
#[derive(Debug, Clone, FromQueryResult)]
pub struct AlarmRow {
    /// Its id.
    pub id: String,
    /// The dossier.
    pub dossier: String,
    /// The request for help.
    pub help: String,
    /// The level of the roster it has reached, from 1.
    pub level: i64,
    /// When the next level is paged.
    pub next_at: Option<i64>,
    /// When it was raised.
    pub raised_at: i64,
    /// When somebody said "seen".
    pub ended_at: Option<i64>,
}

/// Keeps a request.
pub async fn add(tx: &Tx, _permit: &Permit, row: &HelpRow) -> Result<(), Trouble> {
    let sql = "INSERT INTO help (id, dossier, urgency, answers, asked_at) VALUES ($1, $2, $3, $4, $5)";
    let row = row.clone();
    let values =
        [row.id.into(), row.dossier.into(), row.urgency.into(), row.answers.into(), row.asked_at.into()];
    tx.add(sql, values).await;
    Ok(())
}

/// The requests of a dossier, newest first.
pub async fn of_dossier(asks: &impl Asks, dossier: &str) -> Result<Vec<HelpRow>, Trouble> {
    asks.all("SELECT * FROM help WHERE dossier = $1 ORDER BY asked_at DESC, id DESC", [dossier.into()]).await
}

/// Marks the requests of a dossier as seen; the first to say so counts.
pub async fn seen(
    tx: &Tx,
    _permit: &Permit,
    dossier: &str,
    staff: &str,
    name: &str,
    at: i64,
) -> Result<u64, Trouble> {
    let sql =
        "UPDATE help SET seen_at = $4, seen_by = $2, seen_name = $3 WHERE dossier = $1 AND seen_at IS NULL";
    tx.run(sql, [dossier.into(), staff.into(), name.into(), at.into()]).await
}

/// Raises an alarm.
pub async fn raise(tx: &Tx, _permit: &Permit, row: &AlarmRow) -> Result<(), Trouble> {
    let sql =
        "INSERT INTO alarm (id, dossier, help, level, next_at, raised_at) VALUES ($1, $2, $3, $4, $5, $6)";
    let row = row.clone();
    let values = [
        row.id.into(),
        row.dossier.into(),
        row.help.into(),
        row.level.into(),
        row.next_at.into(),
        row.raised_at.into(),
    ];
    tx.add(sql, values).await;
    Ok(())
}

/// Ends the alarms of a dossier.
pub async fn end_alarms(tx: &Tx, _permit: &Permit, dossier: &str, at: i64) -> Result<u64, Trouble> {
    let sql = "UPDATE alarm SET ended_at = $2, next_at = NULL WHERE dossier = $1 AND ended_at IS NULL";
    tx.run(sql, [dossier.into(), at.into()]).await
}

/// Alarms whose next level is due.
pub async fn due(asks: &impl Asks, now: i64) -> Result<Vec<AlarmRow>, Trouble> {
    asks.all(
        "SELECT * FROM alarm WHERE ended_at IS NULL AND next_at <= $1 ORDER BY next_at LIMIT 100",
        [now.into()],
    )
    .await
}

/// Alarms that nobody has seen yet.
pub async fn ringing(asks: &impl Asks) -> Result<Vec<AlarmRow>, Trouble> {
    asks.all("SELECT * FROM alarm WHERE ended_at IS NULL ORDER BY raised_at", []).await
}

/// Takes an alarm from one level to the next; false when another node did.
pub async fn climb(
    tx: &Tx,
    _permit: &Permit,
    id: &str,
    from: i64,
    next_at: Option<i64>,
) -> Result<bool, Trouble> {
    let sql =
        "UPDATE alarm SET level = level + 1, next_at = $3 WHERE id = $1 AND level = $2 AND ended_at IS NULL";
    Ok(tx.run(sql, [id.into(), from.into(), next_at.into()]).await? == 1)
}
