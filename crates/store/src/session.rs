//! Sessions and API tokens of staff: only digests of their secrets are kept.

use crate::{
    database::{Asks, Tx},
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::FromQueryResult;

/// Who is behind a session or a token.
#[derive(Debug, Clone, FromQueryResult)]
pub struct SignedInRow {
    /// Public id of the session or token.
    pub session: String,
    /// The account.
    pub staff: String,
    /// Its name.
    pub name: String,
    /// Its role.
    pub role: String,
    /// Its language.
    pub language: String,
    /// When the session was last used, in microseconds.
    pub seen_at: i64,
    /// When it began.
    pub created_at: i64,
}

/// The live session of a secret's digest: not ended, not revoked, both factors given, account active.
pub async fn live(
    asks: &impl Asks,
    digest: &[u8],
    now: i64,
    idle_since: i64,
) -> Result<Option<SignedInRow>, Trouble> {
    let sql = "SELECT s.id AS session, s.staff, p.name, p.role, p.language, s.seen_at, s.created_at \
               FROM session s JOIN staff p ON p.id = s.staff \
               WHERE s.digest = $1 AND s.factor = 1 AND s.revoked_at IS NULL AND s.ends_at > $2 \
               AND s.seen_at > $3 AND p.active = 1";
    asks.one(sql, [digest.to_vec().into(), now.into(), idle_since.into()]).await
}

/// The live API token of a secret's digest.
pub async fn token(asks: &impl Asks, digest: &[u8], now: i64) -> Result<Option<SignedInRow>, Trouble> {
    let sql = "SELECT t.id AS session, t.staff, p.name, p.role, p.language, t.created_at AS seen_at, t.created_at \
               FROM api_token t JOIN staff p ON p.id = t.staff \
               WHERE t.digest = $1 AND t.revoked_at IS NULL AND t.ends_at > $2 AND p.active = 1";
    asks.one(sql, [digest.to_vec().into(), now.into()]).await
}

/// Notes that a session was used; once a minute is enough. Not an act: it changes nothing that matters.
pub async fn touch(tx: &Tx, session: &str, now: i64) -> Result<(), Trouble> {
    tx.run("UPDATE session SET seen_at = $2 WHERE id = $1", [session.into(), now.into()]).await.map(drop)
}

/// A new session.
#[derive(Debug, Clone)]
pub struct NewSession {
    /// SHA-256 of the secret in the cookie.
    pub digest: Vec<u8>,
    /// Public id.
    pub id: String,
    /// The account.
    pub staff: String,
    /// When it begins, in microseconds.
    pub at: i64,
    /// When it ends whatever happens.
    pub ends_at: i64,
    /// What the browser calls itself, for the list of one's own sessions.
    pub agent: String,
}

/// Opens a session; the second factor was given.
pub async fn open(tx: &Tx, _permit: &Permit, new: &NewSession) -> Result<(), Trouble> {
    let sql = "INSERT INTO session (digest, id, staff, factor, created_at, seen_at, ends_at, agent) \
               VALUES ($1, $2, $3, 1, $4, $4, $5, $6)";
    let values = [
        new.digest.clone().into(),
        new.id.clone().into(),
        new.staff.clone().into(),
        new.at.into(),
        new.ends_at.into(),
        new.agent.clone().into(),
    ];
    tx.run(sql, values).await.map(drop)
}

/// Revokes one session of an account, or all of them.
pub async fn revoke(
    tx: &Tx,
    _permit: &Permit,
    staff: &str,
    session: Option<&str>,
    at: i64,
) -> Result<u64, Trouble> {
    let sql =
        "UPDATE session SET revoked_at = $3 WHERE staff = $1 AND ($2 = '' OR id = $2) AND revoked_at IS NULL";
    tx.run(sql, [staff.into(), session.unwrap_or_default().into(), at.into()]).await
}

/// Revokes all sessions of an account but one.
pub async fn revoke_others(
    tx: &Tx,
    _permit: &Permit,
    staff: &str,
    keep: &str,
    at: i64,
) -> Result<u64, Trouble> {
    let sql = "UPDATE session SET revoked_at = $3 WHERE staff = $1 AND id <> $2 AND revoked_at IS NULL";
    tx.run(sql, [staff.into(), keep.into(), at.into()]).await
}

/// A session in the list of one's own.
#[derive(Debug, Clone, FromQueryResult)]
pub struct SessionRow {
    /// Public id.
    pub id: String,
    /// When it began.
    pub created_at: i64,
    /// When it was last used.
    pub seen_at: i64,
    /// What the browser calls itself.
    pub agent: String,
}

/// The live sessions of an account, the last used first.
pub async fn of_staff(
    asks: &impl Asks,
    staff: &str,
    now: i64,
    idle_since: i64,
) -> Result<Vec<SessionRow>, Trouble> {
    let sql = "SELECT id, created_at, seen_at, agent FROM session WHERE staff = $1 AND revoked_at IS NULL \
               AND ends_at > $2 AND seen_at > $3 ORDER BY seen_at DESC LIMIT 100";
    asks.all(sql, [staff.into(), now.into(), idle_since.into()]).await
}

/// An API token, without its secret.
#[derive(Debug, Clone, FromQueryResult)]
pub struct TokenRow {
    /// Its id.
    pub id: String,
    /// The account for which it acts.
    pub staff: String,
    /// The account's name.
    pub owner: String,
    /// What it is for.
    pub name: String,
    /// When it was made.
    pub created_at: i64,
    /// When it ends.
    pub ends_at: i64,
    /// When it was revoked.
    pub revoked_at: Option<i64>,
}

/// Makes a token.
pub async fn add_token(tx: &Tx, _permit: &Permit, row: &TokenRow, digest: &[u8]) -> Result<(), Trouble> {
    let sql = "INSERT INTO api_token (id, digest, staff, name, created_at, ends_at) VALUES ($1, $2, $3, $4, $5, $6)";
    let row = row.clone();
    let values = [
        row.id.into(),
        digest.to_vec().into(),
        row.staff.into(),
        row.name.into(),
        row.created_at.into(),
        row.ends_at.into(),
    ];
    tx.run(sql, values).await.map(drop)
}

/// Revokes a token; false when there is none that lives.
pub async fn revoke_token(tx: &Tx, _permit: &Permit, id: &str, at: i64) -> Result<bool, Trouble> {
    let sql = "UPDATE api_token SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL";
    Ok(tx.run(sql, [id.into(), at.into()]).await? == 1)
}

/// All tokens, the newest first.
pub async fn tokens(asks: &impl Asks) -> Result<Vec<TokenRow>, Trouble> {
    let sql = "SELECT t.id, t.staff, p.name AS owner, t.name, t.created_at, t.ends_at, t.revoked_at \
               FROM api_token t JOIN staff p ON p.id = t.staff ORDER BY t.created_at DESC LIMIT 500";
    asks.all(sql, []).await
}
