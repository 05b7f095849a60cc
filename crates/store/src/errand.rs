//! Errands: what must leave the house, written in the transaction of the act that wants it.
//!
//! A courier leases an errand, delivers it and marks it; when it dies in between, the lease runs
//! out and another tries again. The errand's key goes with it, so that the far side can tell a
//! second try from a second errand.

use crate::{
    database::{Asks, Dialect, Tx},
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::{FromQueryResult, Value};

/// One errand as it is kept.
#[derive(Debug, Clone, FromQueryResult)]
pub struct ErrandRow {
    /// Its id.
    pub id: String,
    /// Which errand it is; a second one with this key is not made.
    pub key: String,
    /// `mail` or `webhook`.
    pub kind: String,
    /// Address to deliver to.
    pub target: String,
    /// The dossier it belongs to.
    pub dossier: Option<String>,
    /// What to deliver, as JSON.
    pub payload: String,
    /// `waiting`, `done` or `stuck`.
    pub state: String,
    /// How often it was tried.
    pub attempts: i64,
    /// When to try next, in microseconds.
    pub next_at: i64,
    /// Until when a courier has it.
    pub leased_until: Option<i64>,
    /// What went wrong last.
    pub error: String,
    /// What the far side answered when it took it.
    pub proof: String,
    /// When it was made.
    pub created_at: i64,
    /// When it was delivered.
    pub done_at: Option<i64>,
}

impl ErrandRow {
    /// Why the last try failed: its code, and what was said. Both empty when none did.
    pub fn why(&self) -> (String, String) {
        let (code, said) = self.error.split_once(": ").unwrap_or_default();
        (code.to_owned(), said.to_owned())
    }
}

/// Writes an errand down, unless one with its key exists.
pub async fn add(tx: &Tx, _permit: &Permit, row: &ErrandRow) -> Result<(), Trouble> {
    let sql = "INSERT INTO errand (id, key, kind, target, dossier, payload, state, next_at, created_at) \
               VALUES ($1, $2, $3, $4, $5, $6, 'waiting', $7, $8) ON CONFLICT (key) DO NOTHING";
    let values: [Value; 8] = [
        row.id.clone().into(),
        row.key.clone().into(),
        row.kind.clone().into(),
        row.target.clone().into(),
        row.dossier.clone().into(),
        row.payload.clone().into(),
        row.next_at.into(),
        row.created_at.into(),
    ];
    tx.add(sql, values).await;
    Ok(())
}

/// Leases the errand that has been due longest, if any is.
pub async fn lease(tx: &Tx, now: i64, until: i64) -> Result<Option<ErrandRow>, Trouble> {
    let skip = if tx.dialect() == Dialect::Postgres { "FOR UPDATE SKIP LOCKED" } else { "" };
    let sql = format!(
        "UPDATE errand SET leased_until = $2, attempts = attempts + 1 WHERE id = (SELECT id FROM errand \
         WHERE state = 'waiting' AND next_at <= $1 AND (leased_until IS NULL OR leased_until <= $1) \
         ORDER BY next_at LIMIT 1 {skip}) RETURNING *"
    );
    tx.one(&sql, [now.into(), until.into()]).await
}

/// Whether any errand is due and nobody has it: asked before a lease, for a lease is a write.
pub async fn any_due(asks: &impl Asks, now: i64) -> Result<bool, Trouble> {
    #[derive(FromQueryResult)]
    struct Due {
        id: String,
    }
    let sql = "SELECT id FROM errand WHERE state = 'waiting' AND next_at <= $1 \
               AND (leased_until IS NULL OR leased_until <= $1) LIMIT 1";
    let due: Option<Due> = asks.one(sql, [now.into()]).await?;
    Ok(due.is_some_and(|due| !due.id.is_empty()))
}

/// Errands that are stuck, those tried longest ago first.
pub async fn stuck(asks: &impl Asks, limit: i64) -> Result<Vec<ErrandRow>, Trouble> {
    asks.all("SELECT * FROM errand WHERE state = 'stuck' ORDER BY next_at LIMIT $1", [limit.into()]).await
}

/// How many errands are in a state, and since when the oldest of them waits.
#[derive(Debug, Clone, Copy, Default, FromQueryResult)]
pub struct Heap {
    /// How many.
    pub count: i64,
    /// When the oldest was made, in microseconds.
    pub oldest: Option<i64>,
}

/// The heap of errands that are `waiting` or `stuck`.
pub async fn heap(asks: &impl Asks, state: &str) -> Result<Heap, Trouble> {
    let sql = "SELECT count(*) AS count, min(created_at) AS oldest FROM errand WHERE state = $1";
    Ok(asks.one(sql, [state.into()]).await?.unwrap_or_default())
}

/// The moment at which the next errand is due.
pub async fn next_due(asks: &impl Asks) -> Result<Option<i64>, Trouble> {
    #[derive(FromQueryResult)]
    struct Next {
        at: Option<i64>,
    }
    let next: Option<Next> =
        asks.one("SELECT min(next_at) AS at FROM errand WHERE state = 'waiting'", []).await?;
    Ok(next.and_then(|next| next.at))
}

/// Marks an errand as delivered, with what the far side said and what of its payload is kept.
pub async fn done(
    tx: &Tx,
    _permit: &Permit,
    id: &str,
    proof: &str,
    payload: &str,
    at: i64,
) -> Result<(), Trouble> {
    let sql = "UPDATE errand SET state = 'done', done_at = $2, proof = $3, error = '', leased_until = NULL, \
               payload = $4 WHERE id = $1";
    tx.change(sql, [id.into(), at.into(), proof.into(), payload.into()]).await;
    Ok(())
}

/// Marks a failed try: to be tried again at `next_at`, or `stuck` until somebody looks.
pub async fn failed(
    tx: &Tx,
    _permit: &Permit,
    id: &str,
    error: &str,
    next_at: Option<i64>,
) -> Result<(), Trouble> {
    let sql = "UPDATE errand SET state = $2, error = $3, next_at = COALESCE($4, next_at), leased_until = NULL \
               WHERE id = $1";
    let state = if next_at.is_some() { "waiting" } else { "stuck" };
    tx.change(sql, [id.into(), state.into(), error.into(), next_at.into()]).await;
    Ok(())
}

/// Puts an errand up for another try now.
pub async fn retry(tx: &Tx, _permit: &Permit, id: &str, now: i64) -> Result<bool, Trouble> {
    let sql = "UPDATE errand SET state = 'waiting', next_at = $2, leased_until = NULL \
               WHERE id = $1 AND state <> 'done'";
    Ok(tx.run(sql, [id.into(), now.into()]).await? == 1)
}

/// Puts all stuck errands up for another try now; answers how many.
pub async fn retry_stuck(tx: &Tx, _permit: &Permit, now: i64) -> Result<u64, Trouble> {
    let sql = "UPDATE errand SET state = 'waiting', next_at = $1, leased_until = NULL WHERE state = 'stuck'";
    tx.run(sql, [now.into()]).await
}

/// The errand with this key.
pub async fn by_key(asks: &impl Asks, key: &str) -> Result<Option<ErrandRow>, Trouble> {
    asks.one("SELECT * FROM errand WHERE key = $1", [key.into()]).await
}

/// One errand.
pub async fn by_id(asks: &impl Asks, id: &str) -> Result<Option<ErrandRow>, Trouble> {
    asks.one("SELECT * FROM errand WHERE id = $1", [id.into()]).await
}

/// Errands of a dossier, oldest first.
pub async fn of_dossier(asks: &impl Asks, dossier: &str) -> Result<Vec<ErrandRow>, Trouble> {
    asks.all("SELECT * FROM errand WHERE dossier = $1 ORDER BY created_at, id", [dossier.into()]).await
}

/// Errands that are not delivered, after the first `skip`: the stuck first, then those due first; for one
/// reason alone when its code is given.
pub async fn undelivered(
    asks: &impl Asks,
    why: &str,
    skip: i64,
    limit: i64,
) -> Result<Vec<ErrandRow>, Trouble> {
    let sql = "SELECT * FROM errand WHERE state <> 'done' AND ($1 = '' OR error LIKE $2) \
               ORDER BY state, next_at, id LIMIT $3 OFFSET $4";
    asks.all(sql, [why.into(), format!("{why}:%").into(), limit.into(), skip.into()]).await
}

/// How many errands are not delivered for a reason, by its code.
pub async fn undelivered_for(asks: &impl Asks, why: &str) -> Result<i64, Trouble> {
    let sql = "SELECT count(*) AS count, min(created_at) AS oldest FROM errand WHERE state <> 'done' AND error LIKE $1";
    let heap: Option<Heap> = asks.one(sql, [format!("{why}:%").into()]).await?;
    Ok(heap.unwrap_or_default().count)
}
