//! Mandates: who may act for which body, in what role, from when until when.

use crate::{
    account::HAS_WAY_IN,
    database::{Asks, Tx},
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::FromQueryResult;

/// One mandate. Instants are microseconds.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct MandateRow {
    /// Its id.
    pub id: String,
    /// The account that has it.
    pub account: String,
    /// `csirt`, `entity`, `authority`, `contact-point` or `partner`.
    pub body_kind: String,
    /// The body's id.
    pub body: String,
    /// The role it gives.
    pub role: String,
    /// Sectors and regimes it is limited to, as JSON.
    pub scope: String,
    /// The name of the provider's firm; empty for the body's own people.
    pub firm: String,
    /// Who gave it, as the journal names them.
    pub given_by: String,
    /// From when it lives.
    pub from_at: i64,
    /// Until when; open-ended when there is none.
    pub until_at: Option<i64>,
    /// When it was revoked.
    pub revoked_at: Option<i64>,
    /// Who revoked it, as the journal names them.
    pub revoked_by: String,
    /// When it was given.
    pub created_at: i64,
}

impl MandateRow {
    /// Whether it lives at a moment.
    pub fn lives(&self, at: i64) -> bool {
        self.revoked_at.is_none() && self.from_at <= at && self.until_at.is_none_or(|until| until > at)
    }

    /// Whether it can still live: now or later.
    pub fn is_open(&self, at: i64) -> bool {
        self.revoked_at.is_none() && self.until_at.is_none_or(|until| until > at)
    }
}

/// Gives a mandate.
pub async fn add(tx: &Tx, _permit: &Permit, row: &MandateRow) -> Result<(), Trouble> {
    let sql = "INSERT INTO mandate (id, account, body_kind, body, role, scope, firm, given_by, from_at, until_at, \
               created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    let row = row.clone();
    let values = [
        row.id.into(),
        row.account.into(),
        row.body_kind.into(),
        row.body.into(),
        row.role.into(),
        row.scope.into(),
        row.firm.into(),
        row.given_by.into(),
        row.from_at.into(),
        row.until_at.into(),
        row.created_at.into(),
    ];
    tx.run(sql, values).await.map(drop)
}

/// Revokes a mandate and ends every session and token that acts under it; false when it was over before.
pub async fn revoke(tx: &Tx, _permit: &Permit, id: &str, by: &str, at: i64) -> Result<bool, Trouble> {
    let sql = "UPDATE mandate SET revoked_at = $2, revoked_by = $3 WHERE id = $1 AND revoked_at IS NULL \
               AND (until_at IS NULL OR until_at > $2)";
    let revoked = tx.run(sql, [id.into(), at.into(), by.into()]).await? == 1;
    for table in ["session", "api_token"] {
        let sql = format!("UPDATE {table} SET revoked_at = $2 WHERE mandate = $1 AND revoked_at IS NULL");
        tx.run(&sql, [id.into(), at.into()]).await?;
    }
    Ok(revoked)
}

/// Changes until when a mandate lives; false when it is over.
pub async fn end_at(
    tx: &Tx,
    _permit: &Permit,
    id: &str,
    until: Option<i64>,
    now: i64,
) -> Result<bool, Trouble> {
    let sql = "UPDATE mandate SET until_at = $2 WHERE id = $1 AND revoked_at IS NULL \
               AND (until_at IS NULL OR until_at > $3)";
    Ok(tx.run(sql, [id.into(), until.into(), now.into()]).await? == 1)
}

/// One mandate.
pub async fn by_id(asks: &impl Asks, id: &str) -> Result<Option<MandateRow>, Trouble> {
    asks.one("SELECT * FROM mandate WHERE id = $1", [id.into()]).await
}

/// The mandates of an account that live at a moment, the oldest first.
pub async fn live_of(asks: &impl Asks, account: &str, at: i64) -> Result<Vec<MandateRow>, Trouble> {
    let sql = "SELECT * FROM mandate WHERE account = $1 AND revoked_at IS NULL AND from_at <= $2 \
               AND (until_at IS NULL OR until_at > $2) ORDER BY created_at, id LIMIT 500";
    asks.all(sql, [account.into(), at.into()]).await
}

/// A mandate with who holds it.
#[derive(Debug, Clone, FromQueryResult)]
pub struct HolderRow {
    /// The mandate's id.
    pub id: String,
    /// The account.
    pub account: String,
    /// Its login.
    pub login: String,
    /// Its owner's name.
    pub name: String,
    /// 1 when the owner has set up how to sign in.
    pub ready: i64,
    /// What kind of body it is for.
    pub body_kind: String,
    /// The body's id.
    pub body: String,
    /// The body's name, where it is known.
    pub body_name: Option<String>,
    /// The role.
    pub role: String,
    /// What it is limited to, as JSON.
    pub scope: String,
    /// The provider's firm.
    pub firm: String,
    /// From when.
    pub from_at: i64,
    /// Until when.
    pub until_at: Option<i64>,
    /// When it was revoked.
    pub revoked_at: Option<i64>,
}

/// Mandates `m` with their holders `p`.
fn holders(which: &str) -> String {
    format!(
        "SELECT m.id, m.account, p.login, p.name, \
         CAST(CASE WHEN {HAS_WAY_IN} THEN 1 ELSE 0 END AS BIGINT) AS ready, m.body_kind, m.body, \
         COALESCE((SELECT e.name FROM entity e WHERE m.body_kind = 'entity' AND e.id = m.body), \
         (SELECT a.name FROM authority a WHERE a.id = m.body)) AS body_name, m.role, m.scope, m.firm, m.from_at, \
         m.until_at, m.revoked_at FROM mandate m JOIN account p ON p.id = m.account WHERE {which}"
    )
}

/// Everybody who acts or acted for a body: those whose mandate lives first, then by name.
pub async fn of_body(asks: &impl Asks, kind: &str, body: &str, at: i64) -> Result<Vec<HolderRow>, Trouble> {
    let sql = holders(
        "m.body_kind = $1 AND m.body = $2 ORDER BY CASE WHEN m.revoked_at IS NULL \
         AND (m.until_at IS NULL OR m.until_at > $3) THEN 0 ELSE 1 END, p.name, m.id LIMIT 500",
    );
    asks.all(&sql, [kind.into(), body.into(), at.into()]).await
}

/// A page of all mandates, the newest first, of logins that begin so.
pub async fn page(
    asks: &impl Asks,
    start: &str,
    before: Option<&str>,
    limit: i64,
) -> Result<Vec<HolderRow>, Trouble> {
    let sql = holders("p.login >= $1 AND p.login < $2 AND m.id < $3 ORDER BY m.id DESC LIMIT $4");
    let (start, end) = (start.to_lowercase(), format!("{}\u{10ffff}", start.to_lowercase()));
    asks.all(&sql, [start.into(), end.into(), before.unwrap_or("~").into(), limit.into()]).await
}

#[derive(FromQueryResult)]
struct Count {
    count: i64,
}

/// How many administrators an entity has at a moment, besides the holder of one mandate.
pub async fn administrators(asks: &impl Asks, entity: &str, besides: &str, at: i64) -> Result<i64, Trouble> {
    let sql = "SELECT count(*) AS count FROM mandate m JOIN account p ON p.id = m.account \
               WHERE m.body_kind = 'entity' AND m.body = $1 AND m.id <> $2 AND m.role = 'entity-administrator' \
               AND m.revoked_at IS NULL AND m.from_at <= $3 AND (m.until_at IS NULL OR m.until_at > $3) \
               AND p.active = 1";
    let found: Option<Count> = asks.one(sql, [entity.into(), besides.into(), at.into()]).await?;
    Ok(found.map_or(0, |found| found.count))
}

/// Whether somebody other than its giver took a mandate for a body away from an account.
pub async fn was_taken_away(
    asks: &impl Asks,
    account: &str,
    body: &str,
    given_by: &str,
) -> Result<bool, Trouble> {
    let sql = "SELECT * FROM mandate WHERE account = $1 AND body = $2 AND given_by = $3 \
               AND revoked_at IS NOT NULL AND revoked_by <> given_by LIMIT 1";
    let found: Option<MandateRow> = asks.one(sql, [account.into(), body.into(), given_by.into()]).await?;
    Ok(found.is_some())
}
