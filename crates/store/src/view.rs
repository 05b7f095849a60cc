//! What the desk looks at: saved views of the queue, alarms that ring, and who works here.

use crate::{
    database::{Asks, Tx},
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::FromQueryResult;

/// A saved view: a query of the queue page under a name.
#[derive(Debug, Clone, FromQueryResult)]
pub struct ViewRow {
    /// Its id.
    pub id: String,
    /// Whose it is.
    pub staff: String,
    /// Its name.
    pub name: String,
    /// The query, without the question mark.
    pub query: String,
}

/// An urgent request for help that nobody has seen, with its dossier.
#[derive(Debug, Clone, FromQueryResult)]
pub struct RingingRow {
    /// The dossier's reference.
    pub reference: String,
    /// Who asks.
    pub organisation: String,
    /// What happened.
    pub title: String,
    /// The sector.
    pub sector: String,
    /// Whether it is an exercise.
    pub exercise: i64,
    /// The answers about help, canonical JSON.
    pub answers: String,
    /// When it was asked, in microseconds.
    pub asked_at: i64,
    /// Which level of the roster was paged.
    pub level: i64,
}

/// A colleague who can be given a dossier.
#[derive(Debug, Clone, FromQueryResult)]
pub struct ColleagueRow {
    /// Staff id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Role.
    pub role: String,
    /// Whether the account is in use.
    pub active: i64,
}

/// The views of a member of staff, by name.
pub async fn of_staff(asks: &impl Asks, staff: &str) -> Result<Vec<ViewRow>, Trouble> {
    asks.all("SELECT * FROM saved_view WHERE staff = $1 ORDER BY name", [staff.into()]).await
}

/// Keeps a view; one of the same name is replaced.
pub async fn keep(tx: &Tx, _permit: &Permit, row: &ViewRow) -> Result<(), Trouble> {
    let sql = "INSERT INTO saved_view (id, staff, name, query) VALUES ($1, $2, $3, $4) \
               ON CONFLICT (staff, name) DO UPDATE SET query = excluded.query";
    let row = row.clone();
    tx.run(sql, [row.id.into(), row.staff.into(), row.name.into(), row.query.into()]).await.map(drop)
}

/// Drops a view of this member of staff; false when there is none.
pub async fn drop_view(tx: &Tx, _permit: &Permit, staff: &str, id: &str) -> Result<bool, Trouble> {
    let sql = "DELETE FROM saved_view WHERE id = $1 AND staff = $2";
    Ok(tx.run(sql, [id.into(), staff.into()]).await? == 1)
}

/// Alarms that ring, the oldest first, with their dossiers.
pub async fn ringing(asks: &impl Asks, limit: i64) -> Result<Vec<RingingRow>, Trouble> {
    let sql = "SELECT d.reference, d.organisation, d.title, d.sector, d.exercise, h.answers, h.asked_at, a.level \
               FROM alarm a JOIN dossier d ON d.id = a.dossier JOIN help h ON h.id = a.help \
               WHERE a.ended_at IS NULL ORDER BY a.raised_at LIMIT $1";
    asks.all(sql, [limit.into()]).await
}

/// Everybody who works or worked here, by name.
pub async fn colleagues(asks: &impl Asks) -> Result<Vec<ColleagueRow>, Trouble> {
    asks.all("SELECT id, name, role, active FROM account WHERE role <> 'member' ORDER BY name", []).await
}

/// The people behind these accounts, whatever they are here for.
pub async fn people(asks: &impl Asks, accounts: &[String]) -> Result<Vec<ColleagueRow>, Trouble> {
    if accounts.is_empty() {
        return Ok(Vec::new());
    }
    let places: Vec<String> = (1..=accounts.len()).map(|place| format!("${place}")).collect();
    let sql = format!("SELECT id, name, role, active FROM account WHERE id IN ({})", places.join(", "));
    asks.all(&sql, accounts.iter().map(|id| id.clone().into()).collect::<Vec<_>>()).await
}
