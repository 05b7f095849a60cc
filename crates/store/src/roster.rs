//! The roster: who is on duty when, and at which level they are paged.

use crate::{
    database::{Asks, Tx},
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::FromQueryResult;

/// One turn on the roster, with whose it is.
#[derive(Debug, Clone, FromQueryResult)]
pub struct RosterRow {
    /// Its id.
    pub id: String,
    /// The account.
    pub staff: String,
    /// Its name.
    pub name: String,
    /// Its mail address.
    pub email: String,
    /// Its telephone number.
    pub phone: String,
    /// Level, from 1: who is paged first.
    pub level: i64,
    /// From when, in microseconds.
    pub from_at: i64,
    /// Until when.
    pub until_at: i64,
}

const COLUMNS: &str = "SELECT r.id, r.staff, p.name, p.email, p.phone, r.level, r.from_at, r.until_at \
                       FROM roster r JOIN account p ON p.id = r.staff";

/// Puts somebody on the roster.
pub async fn add(
    tx: &Tx,
    _permit: &Permit,
    id: &str,
    staff: &str,
    level: i64,
    span: (i64, i64),
) -> Result<(), Trouble> {
    let sql = "INSERT INTO roster (id, staff, level, from_at, until_at) VALUES ($1, $2, $3, $4, $5)";
    tx.run(sql, [id.into(), staff.into(), level.into(), span.0.into(), span.1.into()]).await.map(drop)
}

/// Takes a turn off the roster.
pub async fn remove(tx: &Tx, _permit: &Permit, id: &str) -> Result<bool, Trouble> {
    Ok(tx.run("DELETE FROM roster WHERE id = $1", [id.into()]).await? == 1)
}

/// Turns that have not ended at a moment, the earliest first.
pub async fn from(asks: &impl Asks, now: i64) -> Result<Vec<RosterRow>, Trouble> {
    let sql = format!("{COLUMNS} WHERE r.until_at > $1 ORDER BY r.from_at, r.level, r.id LIMIT 500");
    asks.all(&sql, [now.into()]).await
}

/// Who is on duty at a moment, the first level first. Blocked accounts are left out.
pub async fn on_duty(asks: &impl Asks, now: i64) -> Result<Vec<RosterRow>, Trouble> {
    let sql = format!(
        "{COLUMNS} WHERE r.from_at <= $1 AND r.until_at > $1 AND p.active = 1 ORDER BY r.level, r.id"
    );
    asks.all(&sql, [now.into()]).await
}
