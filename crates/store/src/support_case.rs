//! Support cases: what we do for organisations that we help, with its dossiers, team and clocks.
//!
//! Who takes part from outside is [`party`]'s. Instants are microseconds; flags are 0 or 1.

pub mod listed;
pub mod log;
pub mod party;
pub mod talk;
pub mod task;

use crate::{
    database::{Asks, Dialect, Tx},
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::FromQueryResult;

/// One case as it is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, FromQueryResult)]
pub struct CaseRow {
    /// Its id.
    pub id: String,
    /// The people's reference.
    pub reference: String,
    /// One line that says what it is about.
    pub title: String,
    /// The forms of help, a JSON list of names.
    pub forms: String,
    /// The intensity of help.
    pub intensity: String,
    /// The question that the case must answer.
    pub to_answer: String,
    /// What is looked at.
    pub scope: String,
    /// What is not done.
    pub limits: String,
    /// `open`, `waiting` or `closed`.
    pub state: String,
    /// The account that leads it.
    pub lead: Option<String>,
    /// Whether it is an exercise.
    pub exercise: i64,
    /// Who opened it, as the journal names them.
    pub actor: String,
    /// When it was opened.
    pub opened_at: i64,
    /// When anything in it last changed.
    pub changed_at: i64,
    /// When it was closed.
    pub closed_at: Option<i64>,
    /// Rises with each change; a write with an older one is a lost race.
    pub version: i64,
}

/// A dossier in a case.
#[derive(Debug, Clone, FromQueryResult)]
pub struct JoinedRow {
    /// The dossier.
    pub dossier: String,
    /// Its reference.
    pub reference: String,
    /// Its organisation.
    pub organisation: String,
    /// What happened there.
    pub title: String,
    /// The entity that it is bound to.
    pub entity: Option<String>,
    /// When it joined.
    pub at: i64,
    /// When it was taken out again.
    pub left_at: Option<i64>,
}

/// Somebody of the CSIRT who works on a case, or did.
#[derive(Debug, Clone, FromQueryResult)]
pub struct MemberRow {
    /// The account.
    pub account: String,
    /// The name.
    pub name: String,
    /// The role.
    pub role: String,
    /// Since when.
    pub at: i64,
    /// Until when.
    pub left_at: Option<i64>,
}

/// What was promised by when.
#[derive(Debug, Clone, FromQueryResult)]
pub struct ClockRow {
    /// `first-contact`, `next-report` or `review`.
    pub name: String,
    /// By when.
    pub due_at: i64,
    /// When it was met.
    pub met_at: Option<i64>,
}

/// Keeps a new case.
pub async fn add(tx: &Tx, _permit: &Permit, row: &CaseRow) -> Result<(), Trouble> {
    let sql = "INSERT INTO support_case (id, reference, title, forms, intensity, to_answer, scope, limits, state, \
               lead, exercise, actor, opened_at, changed_at, version) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
    let row = row.clone();
    let values = [
        row.id.into(),
        row.reference.into(),
        row.title.into(),
        row.forms.into(),
        row.intensity.into(),
        row.to_answer.into(),
        row.scope.into(),
        row.limits.into(),
        row.state.into(),
        row.lead.into(),
        row.exercise.into(),
        row.actor.into(),
        row.opened_at.into(),
        row.changed_at.into(),
        row.version.into(),
    ];
    tx.run(sql, values).await.map(drop)
}

/// Keeps a changed case under the next version; false when somebody was before us.
pub async fn save(tx: &Tx, _permit: &Permit, row: &CaseRow) -> Result<bool, Trouble> {
    let sql = "UPDATE support_case SET title = $3, forms = $4, intensity = $5, to_answer = $6, scope = $7, \
               limits = $8, state = $9, lead = $10, changed_at = $11, closed_at = $12, version = version + 1 \
               WHERE id = $1 AND version = $2";
    let row = row.clone();
    let values = [
        row.id.into(),
        row.version.into(),
        row.title.into(),
        row.forms.into(),
        row.intensity.into(),
        row.to_answer.into(),
        row.scope.into(),
        row.limits.into(),
        row.state.into(),
        row.lead.into(),
        row.changed_at.into(),
        row.closed_at.into(),
    ];
    Ok(tx.run(sql, values).await? == 1)
}

/// Notes that something in a case changed.
pub async fn touch(tx: &Tx, _permit: &Permit, id: &str, at: i64) -> Result<(), Trouble> {
    let sql = "UPDATE support_case SET changed_at = $2 WHERE id = $1 AND changed_at < $2";
    tx.run(sql, [id.into(), at.into()]).await.map(drop)
}

/// One case.
pub async fn by_id(asks: &impl Asks, id: &str) -> Result<Option<CaseRow>, Trouble> {
    asks.one("SELECT * FROM support_case WHERE id = $1", [id.into()]).await
}

/// One case, held until the transaction is over.
pub async fn for_change(tx: &Tx, id: &str) -> Result<Option<CaseRow>, Trouble> {
    let sql = match tx.dialect() {
        Dialect::Sqlite => "SELECT * FROM support_case WHERE id = $1",
        Dialect::Postgres => "SELECT * FROM support_case WHERE id = $1 FOR UPDATE",
    };
    tx.one(sql, [id.into()]).await
}

/// Lets a dossier join; one that left comes back.
pub async fn join(
    tx: &Tx,
    _permit: &Permit,
    case: &str,
    dossier: &str,
    actor: &str,
    at: i64,
) -> Result<(), Trouble> {
    let sql = "INSERT INTO case_dossier (case_id, dossier, actor, at) VALUES ($1, $2, $3, $4) \
               ON CONFLICT (case_id, dossier) DO UPDATE SET actor = excluded.actor, at = excluded.at, left_at = NULL";
    tx.run(sql, [case.into(), dossier.into(), actor.into(), at.into()]).await.map(drop)
}

/// Takes a dossier out; false when it was not in.
pub async fn leave(tx: &Tx, _permit: &Permit, case: &str, dossier: &str, at: i64) -> Result<bool, Trouble> {
    let sql = "UPDATE case_dossier SET left_at = $3 WHERE case_id = $1 AND dossier = $2 AND left_at IS NULL";
    Ok(tx.run(sql, [case.into(), dossier.into(), at.into()]).await? == 1)
}

/// The dossiers of a case in the order in which they joined, those that left last.
pub async fn dossiers(asks: &impl Asks, case: &str) -> Result<Vec<JoinedRow>, Trouble> {
    let sql = "SELECT j.dossier, d.reference, d.organisation, d.title, d.entity, j.at, j.left_at FROM case_dossier j \
               JOIN dossier d ON d.id = j.dossier WHERE j.case_id = $1 \
               ORDER BY CASE WHEN j.left_at IS NULL THEN 0 ELSE 1 END, j.at, j.dossier";
    asks.all(sql, [case.into()]).await
}

/// The cases that a dossier is in, the newest first.
pub async fn of_dossier(asks: &impl Asks, dossier: &str) -> Result<Vec<CaseRow>, Trouble> {
    let sql = "SELECT c.* FROM support_case c JOIN case_dossier j ON j.case_id = c.id \
               WHERE j.dossier = $1 AND j.left_at IS NULL ORDER BY c.opened_at DESC, c.id DESC";
    asks.all(sql, [dossier.into()]).await
}

/// Puts somebody on the team; who left comes back.
pub async fn put_on_team(
    tx: &Tx,
    _permit: &Permit,
    case: &str,
    account: &str,
    actor: &str,
    at: i64,
) -> Result<(), Trouble> {
    let sql = "INSERT INTO case_member (case_id, account, actor, at) VALUES ($1, $2, $3, $4) \
               ON CONFLICT (case_id, account) DO UPDATE SET actor = excluded.actor, at = excluded.at, left_at = NULL";
    tx.run(sql, [case.into(), account.into(), actor.into(), at.into()]).await.map(drop)
}

/// Takes somebody off the team; false when they were not on it.
pub async fn take_off_team(
    tx: &Tx,
    _permit: &Permit,
    case: &str,
    account: &str,
    at: i64,
) -> Result<bool, Trouble> {
    let sql = "UPDATE case_member SET left_at = $3 WHERE case_id = $1 AND account = $2 AND left_at IS NULL";
    Ok(tx.run(sql, [case.into(), account.into(), at.into()]).await? == 1)
}

/// The team of a case, those who left last.
pub async fn team(asks: &impl Asks, case: &str) -> Result<Vec<MemberRow>, Trouble> {
    let sql = "SELECT m.account, a.name, a.role, m.at, m.left_at FROM case_member m \
               JOIN account a ON a.id = m.account WHERE m.case_id = $1 \
               ORDER BY CASE WHEN m.left_at IS NULL THEN 0 ELSE 1 END, a.name, a.id";
    asks.all(sql, [case.into()]).await
}

/// Sets a clock anew; it counts as not met.
pub async fn set_clock(
    tx: &Tx,
    _permit: &Permit,
    case: &str,
    name: &str,
    due: i64,
    actor: &str,
    at: i64,
) -> Result<(), Trouble> {
    let sql = "INSERT INTO case_clock (case_id, name, due_at, actor, at) VALUES ($1, $2, $3, $4, $5) \
               ON CONFLICT (case_id, name) DO UPDATE SET due_at = excluded.due_at, met_at = NULL, \
               actor = excluded.actor, at = excluded.at";
    tx.run(sql, [case.into(), name.into(), due.into(), actor.into(), at.into()]).await.map(drop)
}

/// Notes that a clock was met; false when it was, or is not set.
pub async fn meet_clock(tx: &Tx, _permit: &Permit, case: &str, name: &str, at: i64) -> Result<bool, Trouble> {
    let sql = "UPDATE case_clock SET met_at = $3 WHERE case_id = $1 AND name = $2 AND met_at IS NULL";
    Ok(tx.run(sql, [case.into(), name.into(), at.into()]).await? == 1)
}

/// The clocks of a case, the earliest first.
pub async fn clocks(asks: &impl Asks, case: &str) -> Result<Vec<ClockRow>, Trouble> {
    let sql = "SELECT name, due_at, met_at FROM case_clock WHERE case_id = $1 ORDER BY due_at, name";
    asks.all(sql, [case.into()]).await
}
