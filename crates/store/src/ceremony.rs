//! Ceremonies under way: what a browser was asked and has not answered yet.
//!
//! Beginning one is no act and asks for no permit: nothing comes of it until it is taken, in the
//! act that it belongs to.

use crate::{
    database::{Asks, Tx},
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::FromQueryResult;

/// One ceremony.
#[derive(Clone)]
pub struct CeremonyRow {
    /// SHA-256 of the secret that comes back with the answer.
    pub digest: Vec<u8>,
    /// What it is for.
    pub kind: &'static str,
    /// SHA-256 of what only the browser that was asked has.
    pub binding: Vec<u8>,
    /// What must be known when the answer comes.
    pub state: String,
    /// When it is over, in microseconds.
    pub ends_at: i64,
}

#[derive(FromQueryResult)]
struct State {
    state: String,
}

/// Which ceremony an answer belongs to.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// SHA-256 of the secret that came back.
    pub digest: &'a [u8],
    /// What it must be for.
    pub kind: &'static str,
    /// SHA-256 of what only the browser that was asked has.
    pub binding: &'a [u8],
    /// Now, in microseconds.
    pub now: i64,
}

impl Asked<'_> {
    fn values(&self) -> [sea_orm::Value; 4] {
        [self.digest.to_vec().into(), self.kind.into(), self.binding.to_vec().into(), self.now.into()]
    }
}

/// Keeps a ceremony until it is answered or over.
pub async fn keep(tx: &Tx, row: &CeremonyRow) -> Result<(), Trouble> {
    let sql = "INSERT INTO ceremony (digest, kind, binding, state, ends_at) VALUES ($1, $2, $3, $4, $5)";
    let row = row.clone();
    let values =
        [row.digest.into(), row.kind.into(), row.binding.into(), row.state.into(), row.ends_at.into()];
    tx.run(sql, values).await.map(drop)
}

/// Takes a ceremony: whoever comes second finds nothing.
pub async fn take(tx: &Tx, asked: Asked<'_>) -> Result<Option<String>, Trouble> {
    let sql = "DELETE FROM ceremony WHERE digest = $1 AND kind = $2 AND binding = $3 AND ends_at > $4 \
               RETURNING state";
    let found: Option<State> = tx.one(sql, asked.values()).await?;
    Ok(found.map(|row| row.state))
}

/// Looks at a ceremony that goes on.
pub async fn look(asks: &impl Asks, asked: Asked<'_>) -> Result<Option<String>, Trouble> {
    let sql = "SELECT state FROM ceremony WHERE digest = $1 AND kind = $2 AND binding = $3 AND ends_at > $4";
    let found: Option<State> = asks.one(sql, asked.values()).await?;
    Ok(found.map(|row| row.state))
}

/// Forgets ceremonies that are over; answers how many.
pub async fn sweep(tx: &Tx, _permit: &Permit, now: i64) -> Result<u64, Trouble> {
    tx.run("DELETE FROM ceremony WHERE ends_at <= $1", [now.into()]).await
}
