//! The house itself: small facts, editions of the rulebooks, idempotency keys, leases and tries.

use crate::{
    database::{Asks, Tx},
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::FromQueryResult;

#[derive(FromQueryResult)]
struct Text {
    value: String,
}

/// A small fact about the installation.
pub async fn fact(asks: &impl Asks, name: &str) -> Result<Option<String>, Trouble> {
    let row: Option<Text> = asks.one("SELECT value FROM house WHERE name = $1", [name.into()]).await?;
    Ok(row.map(|row| row.value))
}

/// Sets a small fact.
pub async fn set_fact(tx: &Tx, _permit: &Permit, name: &str, value: &str) -> Result<(), Trouble> {
    let sql = "INSERT INTO house (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    tx.run(sql, [name.into(), value.into()]).await.map(drop)
}

/// The sources of an edition of the rulebooks, as JSON.
pub async fn edition(asks: &impl Asks, digest: &str) -> Result<Option<String>, Trouble> {
    let row: Option<Text> =
        asks.one("SELECT sources AS value FROM edition WHERE digest = $1", [digest.into()]).await?;
    Ok(row.map(|row| row.value))
}

/// Keeps an edition; false when it was kept before.
pub async fn keep_edition(
    tx: &Tx,
    _permit: &Permit,
    digest: &str,
    sources: &str,
    at: i64,
) -> Result<bool, Trouble> {
    let sql = "INSERT INTO edition (digest, sources, at) VALUES ($1, $2, $3) ON CONFLICT (digest) DO NOTHING";
    Ok(tx.run(sql, [digest.into(), sources.into(), at.into()]).await? == 1)
}

/// The highest number that a dossier has: how many came in.
pub async fn highest_serial(asks: &impl Asks) -> Result<i64, Trouble> {
    #[derive(FromQueryResult)]
    struct Highest {
        serial: Option<i64>,
    }
    let highest: Option<Highest> = asks.one("SELECT max(serial) AS serial FROM dossier", []).await?;
    Ok(highest.and_then(|highest| highest.serial).unwrap_or(0))
}

/// What was answered under an idempotency key.
#[derive(Debug, Clone, FromQueryResult)]
pub struct KeyRow {
    /// Digest of the request.
    pub request: Vec<u8>,
    /// The answer, as JSON.
    pub answer: String,
}

/// The answer that a key got, if it was used.
pub async fn key(asks: &impl Asks, key: &str) -> Result<Option<KeyRow>, Trouble> {
    asks.one("SELECT request, answer FROM idempotency WHERE key = $1", [key.into()]).await
}

/// Keeps the answer to a key, in the transaction of what it answers.
pub async fn keep_key(
    tx: &Tx,
    _permit: &Permit,
    key: &str,
    request: &[u8],
    answer: &str,
    at: i64,
) -> Result<(), Trouble> {
    let sql = "INSERT INTO idempotency (key, request, answer, at) VALUES ($1, $2, $3, $4)";
    tx.add(sql, [key.into(), request.to_vec().into(), answer.into(), at.into()]).await;
    Ok(())
}

/// Takes or keeps a lease; true when `holder` has it until `until`.
pub async fn lease(tx: &Tx, name: &str, holder: &str, now: i64, until: i64) -> Result<bool, Trouble> {
    let sql = "INSERT INTO lease (name, holder, until_at) VALUES ($1, $2, $4) ON CONFLICT (name) DO UPDATE \
               SET holder = excluded.holder, until_at = excluded.until_at \
               WHERE lease.holder = $2 OR lease.until_at <= $3";
    Ok(tx.run(sql, [name.into(), holder.into(), now.into(), until.into()]).await? == 1)
}

/// Failed tries under a key.
#[derive(Debug, Clone, Copy, FromQueryResult)]
pub struct Tries {
    /// How many, since they were last forgotten.
    pub count: i64,
    /// When the last one was, in microseconds.
    pub last_at: i64,
}

/// The failed tries under a key.
pub async fn tries(asks: &impl Asks, key: &str) -> Result<Option<Tries>, Trouble> {
    asks.one("SELECT count, last_at FROM attempt WHERE key = $1", [key.into()]).await
}

/// Counts one more failed try; those before `forget` no longer count.
pub async fn count_try(tx: &Tx, key: &str, at: i64, forget: i64) -> Result<(), Trouble> {
    let sql = "INSERT INTO attempt (key, count, last_at) VALUES ($1, 1, $2) ON CONFLICT (key) DO UPDATE SET \
               count = CASE WHEN attempt.last_at < $3 THEN 1 ELSE attempt.count + 1 END, last_at = $2";
    tx.run(sql, [key.into(), at.into(), forget.into()]).await.map(drop)
}

/// Forgets the failed tries under a key: it succeeded.
pub async fn forget_tries(tx: &Tx, key: &str) -> Result<(), Trouble> {
    tx.run("DELETE FROM attempt WHERE key = $1", [key.into()]).await.map(drop)
}

/// Forgets tries and idempotency keys from before a moment; answers how many.
pub async fn sweep(tx: &Tx, _permit: &Permit, before: i64) -> Result<u64, Trouble> {
    let tries = tx.run("DELETE FROM attempt WHERE last_at < $1", [before.into()]).await?;
    let keys = tx.run("DELETE FROM idempotency WHERE at < $1", [before.into()]).await?;
    Ok(tries + keys)
}
