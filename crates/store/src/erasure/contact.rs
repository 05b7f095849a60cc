//! Contact persons in the register, and what its history says of them.

use super::case::Found;
use crate::{
    database::{Asks, Tx},
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::FromQueryResult;

/// A contact that nobody confirmed for too long.
#[derive(Debug, Clone, FromQueryResult)]
pub struct Stale {
    /// Its id.
    pub id: String,
    /// Its entity.
    pub entity: String,
    /// When it was last confirmed, or else entered, in microseconds.
    pub since: i64,
}

/// Contacts that were last confirmed by `cut`; one that never was counts from the entry of its entity.
pub async fn stale(asks: &impl Asks, cut: i64, limit: i64) -> Result<Vec<Stale>, Trouble> {
    let sql = "SELECT c.id, c.entity, COALESCE(c.confirmed_at, e.created_at) AS since FROM entity_contact c \
               JOIN entity e ON e.id = c.entity WHERE COALESCE(c.confirmed_at, e.created_at) <= $1 \
               ORDER BY c.entity, c.id LIMIT $2";
    asks.all(sql, [cut.into(), limit.into()]).await
}

/// What the register's history says in words, older than `cut`: values before and after, reasons, notes.
pub async fn drop_history(tx: &Tx, _permit: &Permit, cut: i64) -> Result<Found, Trouble> {
    let all = [
        (
            "entity_change",
            "at",
            "(changes <> '[]' OR reason <> '')",
            "UPDATE entity_change SET changes = '[]', reason = ''",
        ),
        ("entity_request", "settled_at", "note <> ''", "UPDATE entity_request SET note = ''"),
        (
            "entity_request_field",
            "at",
            "(before <> '' OR after <> '' OR value <> '' OR reason <> '')",
            "UPDATE entity_request_field SET before = '', after = '', value = '', reason = ''",
        ),
        ("entity_asset", "claimed_at", "note <> ''", "UPDATE entity_asset SET note = ''"),
        ("entity_link", "ends_at", "1 = 1", "DELETE FROM entity_link"),
    ];
    let mut found = Found::default();
    for (table, at, which, done) in all {
        let sql =
            format!("SELECT count(*) AS count, min({at}) AS since FROM {table} WHERE {at} <= $1 AND {which}");
        let here: Found = tx.one(&sql, [cut.into()]).await?.unwrap_or_default();
        if here.count > 0 {
            tx.run(&format!("{done} WHERE {at} <= $1 AND {which}"), [cut.into()]).await?;
            found.count += here.count;
            found.since = [found.since, here.since].into_iter().flatten().min();
        }
    }
    Ok(found)
}
