//! Assessments: every weighing of a dossier as a version, with the decision that rests on it.
//!
//! Also what surrounds a weighing and is counted, not told: like cases, and who is free.

use crate::{
    database::{Asks, Tx},
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::FromQueryResult;

/// One version. Instants are microseconds; flags are 0 or 1.
#[derive(Debug, Clone, Default, FromQueryResult)]
pub struct AssessmentRow {
    /// Its id.
    pub id: String,
    /// The dossier.
    pub dossier: String,
    /// From 1 within the dossier.
    pub version: i64,
    /// Id of the framework.
    pub framework: String,
    /// Version of the framework.
    pub framework_version: String,
    /// Edition of the rulebooks.
    pub edition: String,
    /// Answers by criterion, as JSON.
    pub answers: String,
    /// The whole weighing with what surrounded it, as JSON.
    pub proposal: String,
    /// What was decided, as JSON; empty while nothing was.
    pub decision: String,
    /// Why it differs from the proposal, by axis, as JSON.
    pub reasons: String,
    /// Staff id of who weighed.
    pub by_staff: String,
    /// Their name.
    pub by_name: String,
    /// When.
    pub at: i64,
    /// When it was decided.
    pub decided_at: Option<i64>,
    /// Whether the decision binds only after a second person.
    pub needs_second: i64,
    /// Staff id of who confirmed.
    pub second_by: Option<String>,
    /// Their name, or empty.
    pub second_name: String,
    /// When they did.
    pub second_at: Option<i64>,
}

/// An assessment with the name of its dossier.
#[derive(Debug, Clone, FromQueryResult)]
pub struct KnownRow {
    /// The dossier.
    pub dossier: String,
    /// Its reference.
    pub reference: String,
    /// Its organisation.
    pub organisation: String,
    /// Version of the assessment.
    pub version: i64,
    /// Answers by criterion, as JSON.
    pub answers: String,
    /// The whole weighing, as JSON.
    pub proposal: String,
    /// Id of the framework.
    pub framework: String,
    /// Version of the framework.
    pub framework_version: String,
    /// When it was made.
    pub at: i64,
}

/// Staff who have no dossier of the queue in hand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, FromQueryResult)]
pub struct Free {
    /// Duty officers and analysts.
    pub handlers: i64,
    /// Analysts alone.
    pub analysts: i64,
}

const WITH_NAMES: &str = "SELECT a.*, COALESCE(s.name, '') AS by_name, COALESCE(t.name, '') AS second_name \
     FROM assessment a LEFT JOIN account s ON s.id = a.by_staff LEFT JOIN account t ON t.id = a.second_by";

/// Keeps a version without a decision.
pub async fn add(tx: &Tx, _permit: &Permit, row: &AssessmentRow) -> Result<(), Trouble> {
    let sql = "INSERT INTO assessment (id, dossier, version, framework, framework_version, edition, answers, proposal, \
               by_staff, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let row = row.clone();
    let values = [
        row.id.into(),
        row.dossier.into(),
        row.version.into(),
        row.framework.into(),
        row.framework_version.into(),
        row.edition.into(),
        row.answers.into(),
        row.proposal.into(),
        row.by_staff.into(),
        row.at.into(),
    ];
    tx.run(sql, values).await.map(drop)
}

/// Keeps the decision on a version; false when there was one.
pub async fn decide(tx: &Tx, _permit: &Permit, row: &AssessmentRow) -> Result<bool, Trouble> {
    let sql = "UPDATE assessment SET decision = $2, reasons = $3, decided_at = $4, needs_second = $5 \
               WHERE id = $1 AND decided_at IS NULL";
    let row = row.clone();
    let values = [
        row.id.into(),
        row.decision.into(),
        row.reasons.into(),
        row.decided_at.into(),
        row.needs_second.into(),
    ];
    Ok(tx.run(sql, values).await? == 1)
}

/// Keeps who confirmed a decision; false when somebody had.
pub async fn confirm(tx: &Tx, _permit: &Permit, id: &str, by: &str, at: i64) -> Result<bool, Trouble> {
    let sql = "UPDATE assessment SET second_by = $2, second_at = $3 WHERE id = $1 AND second_at IS NULL";
    Ok(tx.run(sql, [id.into(), by.into(), at.into()]).await? == 1)
}

/// All versions of a dossier in order.
pub async fn of_dossier(asks: &impl Asks, dossier: &str) -> Result<Vec<AssessmentRow>, Trouble> {
    let sql = format!("{WITH_NAMES} WHERE a.dossier = $1 ORDER BY a.version");
    asks.all(&sql, [dossier.into()]).await
}

/// The newest assessment of each dossier, the latest first.
pub async fn latest(asks: &impl Asks, limit: i64) -> Result<Vec<KnownRow>, Trouble> {
    let sql = "SELECT a.dossier, d.reference, d.organisation, a.version, a.answers, a.proposal, a.framework, \
               a.framework_version, a.at FROM assessment a JOIN dossier d ON d.id = a.dossier \
               WHERE a.version = (SELECT max(b.version) FROM assessment b WHERE b.dossier = a.dossier) \
               ORDER BY a.id DESC LIMIT $1";
    asks.all(sql, [limit.into()]).await
}

/// How many other open dossiers share a trait with this one, exercises apart.
pub async fn open_cases(asks: &impl Asks, dossier: &str) -> Result<i64, Trouble> {
    #[derive(FromQueryResult)]
    struct Count {
        cases: i64,
    }
    let sql = "SELECT COUNT(DISTINCT o.dossier) AS cases FROM trait t \
               JOIN trait o ON o.kind = t.kind AND o.value = t.value AND o.dossier <> t.dossier \
               JOIN dossier d ON d.id = o.dossier WHERE t.dossier = $1 AND d.exercise = 0 \
               AND d.state NOT IN ('closed', 'withdrawn', 'merged')";
    let count: Option<Count> = asks.one(sql, [dossier.into()]).await?;
    Ok(count.map_or(0, |count| count.cases))
}

/// Who could take a case now.
pub async fn free(asks: &impl Asks) -> Result<Free, Trouble> {
    let sql = "SELECT COUNT(*) AS handlers, \
               COUNT(CASE WHEN s.role = 'analyst' THEN 1 END) AS analysts FROM account s \
               WHERE s.active = 1 AND s.role IN ('duty-officer', 'analyst') AND NOT EXISTS \
               (SELECT 1 FROM dossier d WHERE d.assignee = s.id AND d.queued = 1)";
    Ok(asks.one(sql, []).await?.unwrap_or_default())
}

/// The text of a letter as the installation changed it, in its newest version.
pub async fn letter(asks: &impl Asks, name: &str, language: &str) -> Result<Option<String>, Trouble> {
    #[derive(FromQueryResult)]
    struct Body {
        body: String,
    }
    let sql = "SELECT body FROM letter WHERE name = $1 AND language = $2 ORDER BY version DESC LIMIT 1";
    let row: Option<Body> = asks.one(sql, [name.into(), language.into()]).await?;
    Ok(row.map(|row| row.body))
}
