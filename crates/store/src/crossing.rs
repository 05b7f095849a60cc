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
    /// `named`, `told` or `serves`.
    pub why: String,
    /// Since when it is known.
    pub at: i64,
    /// When the contact point was done with it.
    pub done_at: Option<i64>,
}

/// Keeps that a dossier may concern others. What is told anew brings it back to the contact point.
pub async fn put(tx: &Tx, _permit: &Permit, row: &CrossingRow) -> Result<(), Trouble> {
    let sql = "INSERT INTO crossing (serial, dossier, states, why, at) VALUES ($1, $2, $3, $4, $5) \
               ON CONFLICT (serial) DO UPDATE SET states = excluded.states, why = excluded.why, \
               done_at = CASE WHEN crossing.states = excluded.states AND crossing.why = excluded.why \
               THEN crossing.done_at ELSE NULL END";
    let row = row.clone();
    let values = [row.serial.into(), row.dossier.into(), row.states.into(), row.why.into(), row.at.into()];
    tx.run(sql, values).await.map(drop)
}

/// Whether and whom a dossier may concern.
pub async fn of_dossier(asks: &impl Asks, dossier: &str) -> Result<Option<CrossingRow>, Trouble> {
    asks.one("SELECT * FROM crossing WHERE dossier = $1", [dossier.into()]).await
}
