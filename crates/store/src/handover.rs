//! Hand-overs between shifts: what one tells the next, who has the roster now, which clocks run out.

use crate::{
    database::{Asks, Tx},
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::FromQueryResult;

/// One hand-over, with the names of both sides.
#[derive(Debug, Clone, FromQueryResult)]
pub struct HandoverRow {
    /// Its id.
    pub id: String,
    /// Staff id of who hands over.
    pub from_staff: String,
    /// Their name.
    pub from_name: Option<String>,
    /// What they tell.
    pub body: String,
    /// When, in microseconds.
    pub at: i64,
    /// Name of who took over.
    pub taken_name: Option<String>,
    /// When they did.
    pub taken_at: Option<i64>,
}

/// Somebody who is on duty now.
#[derive(Debug, Clone, FromQueryResult)]
pub struct OnDutyRow {
    /// Name.
    pub name: String,
    /// Telephone.
    pub phone: String,
    /// Level of the roster, 1 is paged first.
    pub level: i64,
    /// Until when, in microseconds.
    pub until_at: i64,
}

/// A clock that runs out soon, with its dossier.
#[derive(Debug, Clone, FromQueryResult)]
pub struct RunningOutRow {
    /// The dossier's reference.
    pub reference: String,
    /// The organisation.
    pub organisation: String,
    /// The regime.
    pub regime: String,
    /// The stage that is due.
    pub stage: String,
    /// The legal limit.
    pub due: i64,
}

/// Keeps a hand-over.
pub async fn add(
    tx: &Tx,
    _permit: &Permit,
    id: &str,
    staff: &str,
    body: &str,
    at: i64,
) -> Result<(), Trouble> {
    let sql = "INSERT INTO handover (id, from_staff, body, at) VALUES ($1, $2, $3, $4)";
    tx.run(sql, [id.into(), staff.into(), body.into(), at.into()]).await.map(drop)
}

/// Notes who took over; false when somebody did before, or there is no such hand-over.
pub async fn take(tx: &Tx, _permit: &Permit, id: &str, staff: &str, at: i64) -> Result<bool, Trouble> {
    let sql = "UPDATE handover SET taken_by = $2, taken_at = $3 WHERE id = $1 AND taken_by IS NULL";
    Ok(tx.run(sql, [id.into(), staff.into(), at.into()]).await? == 1)
}

/// The newest hand-overs, newest first.
pub async fn newest(asks: &impl Asks, limit: i64) -> Result<Vec<HandoverRow>, Trouble> {
    let sql = "SELECT h.id, h.from_staff, f.name AS from_name, h.body, h.at, t.name AS taken_name, h.taken_at \
               FROM handover h LEFT JOIN account f ON f.id = h.from_staff LEFT JOIN account t ON t.id = h.taken_by \
               ORDER BY h.at DESC LIMIT $1";
    asks.all(sql, [limit.into()]).await
}

/// Who is on duty at a moment, by level.
pub async fn on_duty(asks: &impl Asks, at: i64) -> Result<Vec<OnDutyRow>, Trouble> {
    let sql = "SELECT s.name, s.phone, r.level, r.until_at FROM roster r JOIN account s ON s.id = r.staff \
               WHERE r.until_at > $1 AND r.from_at <= $1 AND s.active = 1 ORDER BY r.level, s.name";
    asks.all(sql, [at.into()]).await
}

/// Clocks of real reports that run out between two moments, the earliest first.
pub async fn running_out(
    asks: &impl Asks,
    from: i64,
    until: i64,
    limit: i64,
) -> Result<Vec<RunningOutRow>, Trouble> {
    let sql = "SELECT d.reference, d.organisation, l.regime, l.stage, l.due FROM deadline l \
               JOIN dossier d ON d.id = l.dossier WHERE l.retired_at IS NULL AND l.met_at IS NULL \
               AND l.due BETWEEN $1 AND $2 AND d.exercise = 0 ORDER BY l.due LIMIT $3";
    asks.all(sql, [from.into(), until.into(), limit.into()]).await
}
