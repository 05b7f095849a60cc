//! Reports of a case: every version with what was signed of it, and which one the organisation may see.

use crate::{
    database::{Asks, Tx},
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::FromQueryResult;

/// One report as it is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, FromQueryResult)]
pub struct ReportRow {
    /// Its id.
    pub id: String,
    /// The case.
    pub case_id: String,
    /// `situation`, `system`, `malware` or `closing`.
    pub kind: String,
    /// Its language.
    pub language: String,
    /// The newest version.
    pub version: i64,
    /// Who began it, as the journal names them.
    pub actor: String,
    /// When.
    pub added_at: i64,
    /// The version that the organisation may see.
    pub released_version: Option<i64>,
    /// Since when.
    pub released_at: Option<i64>,
    /// Who sent it, as the journal names them.
    pub released_by: String,
    /// When it was removed.
    pub removed_at: Option<i64>,
    /// Who removed it, as the journal names them.
    pub removed_by: String,
}

/// One version.
#[derive(Debug, Clone, Default, PartialEq, Eq, FromQueryResult)]
pub struct VersionRow {
    /// The report.
    pub report: String,
    /// The number, from 1.
    pub version: i64,
    /// The title.
    pub title: String,
    /// How far it may go.
    pub tlp: String,
    /// The text.
    pub body: String,
    /// What we signed of it, as a signed note.
    pub signed: String,
    /// Who wrote it, as the journal names them.
    pub actor: String,
    /// When.
    pub at: i64,
}

/// Keeps a new report; its first version comes by [`write`].
pub async fn add(tx: &Tx, _permit: &Permit, row: &ReportRow) -> Result<(), Trouble> {
    let sql = "INSERT INTO case_report (id, case_id, kind, language, version, actor, added_at) \
               VALUES ($1, $2, $3, $4, 0, $5, $6)";
    let row = row.clone();
    let values = [
        row.id.into(),
        row.case_id.into(),
        row.kind.into(),
        row.language.into(),
        row.actor.into(),
        row.added_at.into(),
    ];
    tx.run(sql, values).await.map(drop)
}

/// Keeps a version; false when the report has moved on to another since.
pub async fn write(tx: &Tx, _permit: &Permit, row: &VersionRow) -> Result<bool, Trouble> {
    let sql = "UPDATE case_report SET version = $2 WHERE id = $1 AND version = $3 AND removed_at IS NULL";
    let row = row.clone();
    let moved = [row.report.clone().into(), row.version.into(), (row.version - 1).into()];
    if tx.run(sql, moved).await? != 1 {
        return Ok(false);
    }
    let sql = "INSERT INTO case_report_version (report, version, title, tlp, body, signed, actor, at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let values = [
        row.report.into(),
        row.version.into(),
        row.title.into(),
        row.tlp.into(),
        row.body.into(),
        row.signed.into(),
        row.actor.into(),
        row.at.into(),
    ];
    tx.run(sql, values).await?;
    Ok(true)
}

/// Lets the organisation see a version.
pub async fn release(
    tx: &Tx,
    _permit: &Permit,
    id: &str,
    version: i64,
    by: &str,
    at: i64,
) -> Result<(), Trouble> {
    let sql =
        "UPDATE case_report SET released_version = $2, released_at = $3, released_by = $4 WHERE id = $1";
    tx.run(sql, [id.into(), version.into(), at.into(), by.into()]).await.map(drop)
}

/// One report of a case that was not removed.
pub async fn by_id(asks: &impl Asks, case: &str, id: &str) -> Result<Option<ReportRow>, Trouble> {
    let sql = "SELECT * FROM case_report WHERE case_id = $1 AND id = $2 AND removed_at IS NULL";
    asks.one(sql, [case.into(), id.into()]).await
}

/// All reports of a case, removed ones too, the newest first.
pub async fn of_case(asks: &impl Asks, case: &str) -> Result<Vec<ReportRow>, Trouble> {
    asks.all("SELECT * FROM case_report WHERE case_id = $1 ORDER BY added_at DESC, id DESC", [case.into()])
        .await
}

/// One version of a report.
pub async fn version(asks: &impl Asks, report: &str, version: i64) -> Result<Option<VersionRow>, Trouble> {
    let sql = "SELECT * FROM case_report_version WHERE report = $1 AND version = $2";
    asks.one(sql, [report.into(), version.into()]).await
}

/// All versions of a report, the newest first.
pub async fn versions(asks: &impl Asks, report: &str) -> Result<Vec<VersionRow>, Trouble> {
    let sql = "SELECT * FROM case_report_version WHERE report = $1 ORDER BY version DESC";
    asks.all(sql, [report.into()]).await
}
