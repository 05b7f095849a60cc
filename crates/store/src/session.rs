//! Sessions and API tokens of accounts: only digests of their secrets are kept.

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
    pub account: String,
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
    /// When it last gave its factor; none for a token.
    pub factor_at: Option<i64>,
    /// The mandate it acts under.
    pub mandate: Option<String>,
    /// The role which that mandate gives.
    pub mandate_role: Option<String>,
    /// What kind of body it is for.
    pub body_kind: Option<String>,
    /// The body's id.
    pub body: Option<String>,
    /// The provider's firm.
    pub firm: Option<String>,
    /// What it is limited to, as JSON.
    pub scope: Option<String>,
    /// The body's name.
    pub body_name: Option<String>,
}

// What acts under a mandate lives no longer than the mandate, to the minute.
const MANDATE: &str = "m.id AS mandate, m.role AS mandate_role, m.body_kind, m.body, m.firm, m.scope, \
                       COALESCE((SELECT e.name FROM entity e WHERE m.body_kind = 'entity' AND e.id = m.body), \
                       (SELECT a.name FROM authority a WHERE a.id = m.body)) AS body_name";
const UNDER: &str = "LEFT JOIN mandate m ON m.id = s.mandate AND m.account = s.account AND m.revoked_at IS NULL \
                     AND m.from_at <= $2 AND (m.until_at IS NULL OR m.until_at > $2)";

/// The live session of a secret's digest: not ended, not revoked, both factors given, account active.
pub async fn live(
    asks: &impl Asks,
    digest: &[u8],
    now: i64,
    idle_since: i64,
) -> Result<Option<SignedInRow>, Trouble> {
    let sql = format!(
        "SELECT s.id AS session, s.account, p.name, p.role, p.language, s.seen_at, s.created_at, s.factor_at, \
         {MANDATE} FROM session s JOIN account p ON p.id = s.account {UNDER} \
         WHERE s.digest = $1 AND s.factor = 1 AND s.revoked_at IS NULL AND s.ends_at > $2 \
         AND s.seen_at > $3 AND p.active = 1 AND (s.mandate IS NULL OR m.id IS NOT NULL)"
    );
    asks.one(&sql, [digest.to_vec().into(), now.into(), idle_since.into()]).await
}

/// The live API token of a secret's digest.
pub async fn token(asks: &impl Asks, digest: &[u8], now: i64) -> Result<Option<SignedInRow>, Trouble> {
    let sql = format!(
        "SELECT s.id AS session, s.account, p.name, p.role, p.language, s.created_at AS seen_at, s.created_at, \
         CAST(NULL AS BIGINT) AS factor_at, {MANDATE} FROM api_token s JOIN account p ON p.id = s.account {UNDER} \
         WHERE s.digest = $1 AND s.revoked_at IS NULL AND s.ends_at > $2 AND p.active = 1 \
         AND (s.mandate IS NULL OR m.id IS NOT NULL)"
    );
    asks.one(&sql, [digest.to_vec().into(), now.into()]).await
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
    pub account: String,
    /// When it begins, in microseconds.
    pub at: i64,
    /// When it ends whatever happens.
    pub ends_at: i64,
    /// What the browser calls itself, for the list of one's own sessions.
    pub agent: String,
    /// The mandate it acts under.
    pub mandate: Option<String>,
    /// How its owner proved who they are.
    pub way: String,
    /// How sure the provider was of it, in its own words.
    pub assurance: String,
    /// The branch of the organisation that the provider named.
    pub branch: String,
}

/// Opens a session; the second factor was given.
pub async fn open(tx: &Tx, _permit: &Permit, new: &NewSession) -> Result<(), Trouble> {
    let sql = "INSERT INTO session (digest, id, account, factor, created_at, seen_at, ends_at, agent, mandate, \
               factor_at, way, assurance, branch) VALUES ($1, $2, $3, 1, $4, $4, $5, $6, $7, $4, $8, $9, $10)";
    let values = [
        new.digest.clone().into(),
        new.id.clone().into(),
        new.account.clone().into(),
        new.at.into(),
        new.ends_at.into(),
        new.agent.clone().into(),
        new.mandate.clone().into(),
        new.way.clone().into(),
        new.assurance.clone().into(),
        new.branch.clone().into(),
    ];
    tx.run(sql, values).await.map(drop)
}

/// Notes that a session's owner gave a factor once more.
pub async fn factor_given(
    tx: &Tx,
    _permit: &Permit,
    account: &str,
    session: &str,
    at: i64,
) -> Result<(), Trouble> {
    let sql = "UPDATE session SET factor_at = $3 WHERE account = $1 AND id = $2 AND revoked_at IS NULL";
    tx.run(sql, [account.into(), session.into(), at.into()]).await.map(drop)
}

/// Ends the session of a secret's digest, if there is one.
pub async fn end(tx: &Tx, _permit: &Permit, digest: &[u8], at: i64) -> Result<(), Trouble> {
    let sql = "UPDATE session SET revoked_at = $2 WHERE digest = $1 AND revoked_at IS NULL";
    tx.run(sql, [digest.to_vec().into(), at.into()]).await.map(drop)
}

/// Lets a session act under another mandate from now on; false when it is over.
pub async fn act_under(
    tx: &Tx,
    _permit: &Permit,
    account: &str,
    session: &str,
    mandate: Option<&str>,
) -> Result<bool, Trouble> {
    let sql = "UPDATE session SET mandate = $3 WHERE account = $1 AND id = $2 AND revoked_at IS NULL";
    let mandate = mandate.map(str::to_owned);
    Ok(tx.run(sql, [account.into(), session.into(), mandate.into()]).await? == 1)
}

/// Revokes one session of an account, or all of them.
pub async fn revoke(
    tx: &Tx,
    _permit: &Permit,
    account: &str,
    session: Option<&str>,
    at: i64,
) -> Result<u64, Trouble> {
    let sql = "UPDATE session SET revoked_at = $3 WHERE account = $1 AND ($2 = '' OR id = $2) AND revoked_at IS NULL";
    tx.run(sql, [account.into(), session.unwrap_or_default().into(), at.into()]).await
}

/// Revokes all sessions of an account but one.
pub async fn revoke_others(
    tx: &Tx,
    _permit: &Permit,
    account: &str,
    keep: &str,
    at: i64,
) -> Result<u64, Trouble> {
    let sql = "UPDATE session SET revoked_at = $3 WHERE account = $1 AND id <> $2 AND revoked_at IS NULL";
    tx.run(sql, [account.into(), keep.into(), at.into()]).await
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
    /// How its owner proved who they are; empty when it was not noted.
    pub way: String,
}

/// The live sessions of an account, the last used first.
pub async fn of_account(
    asks: &impl Asks,
    account: &str,
    now: i64,
    idle_since: i64,
) -> Result<Vec<SessionRow>, Trouble> {
    let sql = "SELECT id, created_at, seen_at, agent, way FROM session WHERE account = $1 AND revoked_at IS NULL \
               AND ends_at > $2 AND seen_at > $3 ORDER BY seen_at DESC LIMIT 100";
    asks.all(sql, [account.into(), now.into(), idle_since.into()]).await
}

/// An API token, without its secret.
#[derive(Debug, Clone, FromQueryResult)]
pub struct TokenRow {
    /// Its id.
    pub id: String,
    /// The account for which it acts.
    pub account: String,
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
    /// The mandate it acts under.
    pub mandate: Option<String>,
}

/// Makes a token.
pub async fn add_token(tx: &Tx, _permit: &Permit, row: &TokenRow, digest: &[u8]) -> Result<(), Trouble> {
    let sql = "INSERT INTO api_token (id, digest, account, name, created_at, ends_at, mandate) \
               VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let row = row.clone();
    let values = [
        row.id.into(),
        digest.to_vec().into(),
        row.account.into(),
        row.name.into(),
        row.created_at.into(),
        row.ends_at.into(),
        row.mandate.into(),
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
    let sql = "SELECT t.id, t.account, p.name AS owner, t.name, t.created_at, t.ends_at, t.revoked_at, t.mandate \
               FROM api_token t JOIN account p ON p.id = t.account ORDER BY t.created_at DESC LIMIT 500";
    asks.all(sql, []).await
}
