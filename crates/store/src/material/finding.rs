//! Findings and courses of action of a case. What was released is for the organisation to see.

use crate::{
    database::{Asks, Tx},
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::FromQueryResult;

/// One finding as it is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, FromQueryResult)]
pub struct FindingRow {
    /// Its id.
    pub id: String,
    /// The case.
    pub case_id: String,
    /// What was found, in a line.
    pub title: String,
    /// What was found, in full.
    pub body: String,
    /// The technique, or nothing.
    pub technique: String,
    /// The tactic, or nothing.
    pub tactic: String,
    /// What it rests on.
    pub evidence: String,
    /// How sure we are.
    pub confidence: String,
    /// Who found it, as the journal names them.
    pub actor: String,
    /// When it was written down.
    pub added_at: i64,
    /// When it was released to the organisation.
    pub released_at: Option<i64>,
    /// Who released it, as the journal names them.
    pub released_by: String,
    /// When it was removed.
    pub removed_at: Option<i64>,
    /// Who removed it, as the journal names them.
    pub removed_by: String,
}

/// One course of action as it is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, FromQueryResult)]
pub struct CourseRow {
    /// Its id.
    pub id: String,
    /// The case.
    pub case_id: String,
    /// The course of action, as JSON.
    pub course: String,
    /// Who wrote it, as the journal names them.
    pub actor: String,
    /// When it was written down.
    pub added_at: i64,
    /// When it was released to the organisation.
    pub released_at: Option<i64>,
    /// Who released it, as the journal names them.
    pub released_by: String,
    /// When it was removed.
    pub removed_at: Option<i64>,
    /// Who removed it, as the journal names them.
    pub removed_by: String,
}

/// Keeps a new finding.
pub async fn add(tx: &Tx, _permit: &Permit, row: &FindingRow) -> Result<(), Trouble> {
    let sql = "INSERT INTO case_finding (id, case_id, title, body, technique, tactic, evidence, confidence, actor, \
               added_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let row = row.clone();
    let values = [
        row.id.into(),
        row.case_id.into(),
        row.title.into(),
        row.body.into(),
        row.technique.into(),
        row.tactic.into(),
        row.evidence.into(),
        row.confidence.into(),
        row.actor.into(),
        row.added_at.into(),
    ];
    tx.run(sql, values).await.map(drop)
}

/// Keeps a new course of action.
pub async fn add_course(tx: &Tx, _permit: &Permit, row: &CourseRow) -> Result<(), Trouble> {
    let sql = "INSERT INTO case_course (id, case_id, course, actor, added_at) VALUES ($1, $2, $3, $4, $5)";
    let row = row.clone();
    let values =
        [row.id.into(), row.case_id.into(), row.course.into(), row.actor.into(), row.added_at.into()];
    tx.run(sql, values).await.map(drop)
}

/// One course of action of a case.
pub async fn course(asks: &impl Asks, case: &str, id: &str) -> Result<Option<CourseRow>, Trouble> {
    let sql = "SELECT * FROM case_course WHERE case_id = $1 AND id = $2 AND removed_at IS NULL";
    asks.one(sql, [case.into(), id.into()]).await
}

/// All findings of a case, removed ones too, in the order in which they were written down.
pub async fn of_case(asks: &impl Asks, case: &str) -> Result<Vec<FindingRow>, Trouble> {
    asks.all("SELECT * FROM case_finding WHERE case_id = $1 ORDER BY added_at, id", [case.into()]).await
}

/// All courses of action of a case, removed ones too, in the order in which they were written down.
pub async fn courses(asks: &impl Asks, case: &str) -> Result<Vec<CourseRow>, Trouble> {
    asks.all("SELECT * FROM case_course WHERE case_id = $1 ORDER BY added_at, id", [case.into()]).await
}
