//! Authorities: where copies go, by the ids that the routes of the rulebooks use.

use crate::{
    database::{Asks, Tx},
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::FromQueryResult;

/// One authority.
#[derive(Clone, FromQueryResult)]
pub struct AuthorityRow {
    /// Its id in the routes.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Mail address for copies; empty for none.
    pub email: String,
    /// Address for webhooks; empty for none.
    pub webhook: String,
    /// Secret with which webhooks are signed; empty for none.
    pub secret: String,
    /// 0 when nothing is sent.
    pub active: i64,
    /// Rises with each change.
    pub version: i64,
}

impl std::fmt::Debug for AuthorityRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AuthorityRow").field("id", &self.id).finish_non_exhaustive()
    }
}

/// All authorities by id.
pub async fn all(asks: &impl Asks) -> Result<Vec<AuthorityRow>, Trouble> {
    asks.all("SELECT * FROM authority ORDER BY id", []).await
}

/// One authority.
pub async fn by_id(asks: &impl Asks, id: &str) -> Result<Option<AuthorityRow>, Trouble> {
    asks.one("SELECT * FROM authority WHERE id = $1", [id.into()]).await
}

/// Keeps an authority, new or changed.
pub async fn put(tx: &Tx, _permit: &Permit, row: &AuthorityRow) -> Result<(), Trouble> {
    let sql = "INSERT INTO authority (id, name, email, webhook, secret, active) VALUES ($1, $2, $3, $4, $5, $6) \
               ON CONFLICT (id) DO UPDATE SET name = excluded.name, email = excluded.email, \
               webhook = excluded.webhook, secret = excluded.secret, active = excluded.active, \
               version = authority.version + 1";
    let row = row.clone();
    let values = [
        row.id.into(),
        row.name.into(),
        row.email.into(),
        row.webhook.into(),
        row.secret.into(),
        row.active.into(),
    ];
    tx.run(sql, values).await.map(drop)
}
