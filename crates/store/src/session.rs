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
