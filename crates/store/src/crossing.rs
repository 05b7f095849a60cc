//! Crossings: dossiers that may concern other Member States, for the single point of contact.

use crate::{
    database::{Asks, Tx},
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::FromQueryResult;

/// One dossier that may concern others.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct CrossingRow {
    /// The dossier's number in order of arrival.
    pub serial: i64,
    /// The dossier.
    pub dossier: String,
    /// The states, as JSON; empty when none was named.
    pub states: String,
    /// `named`, `told`, `unsure` or `serves`.
    pub why: String,
    /// Since when it is known.
    pub at: i64,
    /// When the contact point was done with it.
    pub done_at: Option<i64>,
}

/// Keeps that a dossier may concern others. What is told anew brings it back to the contact point.
pub async fn put(tx: &Tx, _permit: &Permit, row: &CrossingRow) -> Result<(), Trouble> {
    // Not a row like others: a second word on the same dossier changes the first.
    let sql = "INSERT INTO crossing (serial, dossier, states, why, at) VALUES ($1, $2, $3, $4, $5) \
               ON CONFLICT (serial) DO UPDATE SET states = excluded.states, why = excluded.why, \
               done_at = CASE WHEN crossing.states = excluded.states AND crossing.why = excluded.why \
               THEN crossing.done_at ELSE NULL END";
    let row = row.clone();
    let values = [row.serial.into(), row.dossier.into(), row.states.into(), row.why.into(), row.at.into()];
    tx.change(sql, values).await;
    Ok(())
}

/// Whether and whom a dossier may concern.
pub async fn of_dossier(asks: &impl Asks, dossier: &str) -> Result<Option<CrossingRow>, Trouble> {
    asks.one("SELECT * FROM crossing WHERE dossier = $1", [dossier.into()]).await
}

/// A dossier in the contact point's queue.
#[derive(Debug, Clone, FromQueryResult)]
pub struct QueuedRow {
    /// Its number in order of arrival.
    pub serial: i64,
    /// Its reference.
    pub reference: String,
    /// Its sector.
    pub sector: String,
    /// When it came in.
    pub received_at: i64,
    /// The states, as JSON.
    pub states: String,
    /// `named`, `told`, `unsure` or `serves`.
    pub why: String,
    /// When the contact point was done with it.
    pub done_at: Option<i64>,
    /// How often something of it was forwarded.
    pub forwarded: i64,
}

/// The contact point's queue, newest first: what waits, or what is done.
pub async fn queue(
    asks: &impl Asks,
    done: bool,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<QueuedRow>, Trouble> {
    let open = if done { "c.done_at IS NOT NULL" } else { "c.done_at IS NULL" };
    let sql = format!(
        "SELECT c.serial, d.reference, d.sector, d.received_at, c.states, c.why, c.done_at, \
         CAST((SELECT count(*) FROM forward f WHERE f.dossier = c.dossier) AS BIGINT) AS forwarded \
         FROM crossing c JOIN dossier d ON d.id = c.dossier WHERE {open} AND c.serial < $1 \
         ORDER BY c.serial DESC LIMIT $2"
    );
    asks.all(&sql, [before.unwrap_or(i64::MAX).into(), limit.into()]).await
}

/// Says that the contact point is done with a dossier, or takes that back; false when it was so.
pub async fn settle(tx: &Tx, _permit: &Permit, dossier: &str, at: Option<i64>) -> Result<bool, Trouble> {
    let was = if at.is_some() { "done_at IS NULL" } else { "done_at IS NOT NULL" };
    let sql = format!("UPDATE crossing SET done_at = $2 WHERE dossier = $1 AND {was}");
    Ok(tx.run(&sql, [dossier.into(), at.into()]).await? == 1)
}

/// Something that was forwarded, word for word.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ForwardRow {
    /// Its id; the other state knows it by this, never by our reference.
    pub id: String,
    /// The dossier.
    pub dossier: String,
    /// The dossier's number in order of arrival.
    pub serial: i64,
    /// The state, by its code.
    pub state: String,
    /// Its contact point, by its id in the routes.
    pub body: String,
    /// What was sent, as JSON: label and text.
    pub lines: String,
    /// Who forwarded it, as the journal names them.
    pub actor: String,
    /// When.
    pub at: i64,
}

/// Keeps what was forwarded.
pub async fn forward(tx: &Tx, _permit: &Permit, row: &ForwardRow) -> Result<(), Trouble> {
    let sql = "INSERT INTO forward (id, dossier, serial, state, body, lines, actor, at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let row = row.clone();
    let values = [
        row.id.into(),
        row.dossier.into(),
        row.serial.into(),
        row.state.into(),
        row.body.into(),
        row.lines.into(),
        row.actor.into(),
        row.at.into(),
    ];
    tx.run(sql, values).await.map(drop)
}

/// What was forwarded of a dossier, in order.
pub async fn forwards(asks: &impl Asks, dossier: &str) -> Result<Vec<ForwardRow>, Trouble> {
    asks.all("SELECT * FROM forward WHERE dossier = $1 ORDER BY at, id", [dossier.into()]).await
}

/// How many reports of one sort came in.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct CountRow {
    /// The kind.
    pub kind: String,
    /// `mandatory` or `voluntary`.
    pub duty: String,
    /// The sector.
    pub sector: String,
    /// Whether it may concern other states.
    pub crossing: i64,
    /// How many.
    pub count: i64,
}

/// Reports of a period by kind, duty and sector; exercises, doubles, trials and what was withdrawn apart.
pub async fn counts(asks: &impl Asks, from: i64, until: i64) -> Result<Vec<CountRow>, Trouble> {
    let sql = "SELECT d.kind, d.duty, d.sector, CAST(CASE WHEN c.serial IS NULL THEN 0 ELSE 1 END AS BIGINT) AS crossing, \
               CAST(count(*) AS BIGINT) AS count FROM dossier d LEFT JOIN crossing c ON c.serial = d.serial \
               WHERE d.received_at >= $1 AND d.received_at < $2 AND d.exercise = 0 AND d.state <> 'withdrawn' \
               AND d.state <> 'merged' AND d.mark NOT IN ('duplicate', 'test') \
               GROUP BY d.kind, d.duty, d.sector, CASE WHEN c.serial IS NULL THEN 0 ELSE 1 END \
               ORDER BY d.kind, d.duty, d.sector";
    asks.all(sql, [from.into(), until.into()]).await
}
