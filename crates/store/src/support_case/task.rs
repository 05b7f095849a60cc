//! Tasks of a case, what each waits for, and every earlier version of them.

use crate::{
    database::{Asks, Tx},
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::FromQueryResult;

/// One task as it stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, FromQueryResult)]
pub struct TaskRow {
    /// Its id.
    pub id: String,
    /// The case.
    pub case_id: String,
    /// Its number within the case, from 1.
    pub number: i64,
    /// The playbook's run that made it.
    pub run: Option<String>,
    /// The step of that playbook, or empty.
    pub step: String,
    /// What is to be done.
    pub title: String,
    /// How.
    pub body: String,
    /// The colleague who does it.
    pub account: Option<String>,
    /// Or the part in the case that does.
    pub party: Option<String>,
    /// By when, in microseconds.
    pub due_at: Option<i64>,
    /// `open`, `doing`, `done` or `dropped`.
    pub state: String,
    /// What came out of it, or why it was dropped.
    pub result: String,
    /// When it was over.
    pub done_at: Option<i64>,
    /// Who changed it last, as the journal names them.
    pub actor: String,
    /// When it was made.
    pub at: i64,
    /// When it last changed.
    pub changed_at: i64,
    /// Rises with each change.
    pub version: i64,
}

/// What a task waits for.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct NeedRow {
    /// The task.
    pub task: String,
    /// What it needs.
    pub needs: String,
}

/// An earlier version of a task.
#[derive(Debug, Clone, FromQueryResult)]
pub struct PastRow {
    /// The version.
    pub version: i64,
    /// The task as it was, JSON.
    pub kept: String,
    /// Who changed it away, as the journal names them.
    pub actor: String,
    /// When, in microseconds.
    pub at: i64,
}

impl PastRow {
    /// The title that it had then.
    pub fn title(&self) -> String {
        let kept: serde_json::Value = serde_json::from_str(&self.kept).unwrap_or_default();
        kept["title"].as_str().unwrap_or_default().to_owned()
    }
}

/// The number that the next task of a case gets.
pub async fn next_number(tx: &Tx, case: &str) -> Result<i64, Trouble> {
    #[derive(FromQueryResult)]
    struct Next {
        number: i64,
    }
    let sql = "SELECT COALESCE(max(number), 0) + 1 AS number FROM case_task WHERE case_id = $1";
    let next: Option<Next> = tx.one(sql, [case.into()]).await?;
    next.map(|next| next.number).ok_or_else(|| Trouble::unreadable(sql, "no row"))
}

/// Keeps a new task.
pub async fn add(tx: &Tx, _permit: &Permit, row: &TaskRow) -> Result<(), Trouble> {
    let sql = "INSERT INTO case_task (id, case_id, number, run, step, title, body, account, party, due_at, state, result, \
               done_at, actor, at, changed_at, version) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)";
    let row = row.clone();
    let values = [
        row.id.into(),
        row.case_id.into(),
        row.number.into(),
        row.run.into(),
        row.step.into(),
        row.title.into(),
        row.body.into(),
        row.account.into(),
        row.party.into(),
        row.due_at.into(),
        row.state.into(),
        row.result.into(),
        row.done_at.into(),
        row.actor.into(),
        row.at.into(),
        row.changed_at.into(),
        row.version.into(),
    ];
    tx.run(sql, values).await.map(drop)
}

/// Keeps a changed task under the next version; false when somebody was before us.
pub async fn save(tx: &Tx, _permit: &Permit, row: &TaskRow) -> Result<bool, Trouble> {
    let sql = "UPDATE case_task SET title = $3, body = $4, account = $5, party = $6, due_at = $7, state = $8, result = $9, \
               done_at = $10, actor = $11, changed_at = $12, version = version + 1 WHERE id = $1 AND version = $2";
    let row = row.clone();
    let values = [
        row.id.into(),
        row.version.into(),
        row.title.into(),
        row.body.into(),
        row.account.into(),
        row.party.into(),
        row.due_at.into(),
        row.state.into(),
        row.result.into(),
        row.done_at.into(),
        row.actor.into(),
        row.changed_at.into(),
    ];
    Ok(tx.run(sql, values).await? == 1)
}

/// Keeps a version of a task before it is changed.
pub async fn keep_past(
    tx: &Tx,
    _permit: &Permit,
    row: &TaskRow,
    kept: &str,
    actor: &str,
    at: i64,
) -> Result<(), Trouble> {
    let sql = "INSERT INTO case_task_past (task, version, kept, actor, at) VALUES ($1, $2, $3, $4, $5)";
    let values = [row.id.clone().into(), row.version.into(), kept.into(), actor.into(), at.into()];
    tx.run(sql, values).await.map(drop)
}

/// The earlier versions of a task, the newest first.
pub async fn past(asks: &impl Asks, task: &str) -> Result<Vec<PastRow>, Trouble> {
    let sql = "SELECT version, kept, actor, at FROM case_task_past WHERE task = $1 ORDER BY version DESC";
    asks.all(sql, [task.into()]).await
}

/// Says what a task waits for, in the place of what it waited for.
pub async fn set_needs(
    tx: &Tx,
    _permit: &Permit,
    case: &str,
    task: &str,
    needs: &[String],
) -> Result<(), Trouble> {
    tx.run("DELETE FROM case_need WHERE task = $1", [task.into()]).await?;
    for one in needs {
        let sql = "INSERT INTO case_need (case_id, task, needs) VALUES ($1, $2, $3)";
        tx.run(sql, [case.into(), task.into(), one.clone().into()]).await?;
    }
    Ok(())
}

/// What waits for what in a case.
pub async fn needs(asks: &impl Asks, case: &str) -> Result<Vec<NeedRow>, Trouble> {
    asks.all("SELECT task, needs FROM case_need WHERE case_id = $1 ORDER BY task, needs", [case.into()]).await
}

/// The tasks of a case by number.
pub async fn of_case(asks: &impl Asks, case: &str) -> Result<Vec<TaskRow>, Trouble> {
    asks.all("SELECT * FROM case_task WHERE case_id = $1 ORDER BY number", [case.into()]).await
}

/// One task.
pub async fn by_id(asks: &impl Asks, id: &str) -> Result<Option<TaskRow>, Trouble> {
    asks.one("SELECT * FROM case_task WHERE id = $1", [id.into()]).await
}

/// A playbook's run.
#[derive(Debug, Clone, Default, FromQueryResult)]
pub struct RunRow {
    /// Its id.
    pub id: String,
    /// The case.
    pub case_id: String,
    /// The playbook's id.
    pub playbook: String,
    /// The playbook's version.
    pub playbook_version: String,
    /// Its title, in the language in which it was started.
    pub title: String,
    /// `rulebook` or `cacao`.
    pub source: String,
    /// The steps as they were taken in, JSON.
    pub steps: String,
    /// Who started it, as the journal names them.
    pub actor: String,
    /// When, in microseconds.
    pub at: i64,
}

/// Keeps a run.
pub async fn add_run(tx: &Tx, _permit: &Permit, row: &RunRow) -> Result<(), Trouble> {
    let sql = "INSERT INTO case_run (id, case_id, playbook, playbook_version, title, source, steps, actor, at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let row = row.clone();
    let values = [
        row.id.into(),
        row.case_id.into(),
        row.playbook.into(),
        row.playbook_version.into(),
        row.title.into(),
        row.source.into(),
        row.steps.into(),
        row.actor.into(),
        row.at.into(),
    ];
    tx.run(sql, values).await.map(drop)
}

/// The runs of a case, the oldest first.
pub async fn runs(asks: &impl Asks, case: &str) -> Result<Vec<RunRow>, Trouble> {
    asks.all("SELECT * FROM case_run WHERE case_id = $1 ORDER BY at, id", [case.into()]).await
}
