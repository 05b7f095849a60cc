//! Filings: each stage that was submitted, and each correction of it; nothing is overwritten.

use crate::{
    database::{Asks, Tx},
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::FromQueryResult;

/// One submission.
#[derive(Debug, Clone, FromQueryResult)]
pub struct FilingRow {
    /// Its id.
    pub id: String,
    /// The dossier.
    pub dossier: String,
    /// The stage: `early-warning`, `notification`, `intermediate`, `progress`, `final`, `withdrawal`.
    pub stage: String,
    /// 1 for the submission, more for corrections.
    pub version: i64,
    /// When, in microseconds.
    pub submitted_at: i64,
    /// Who, as the journal names them.
    pub actor: String,
    /// The answers, canonical JSON.
    pub answers: String,
    /// The gaps, as JSON.
    pub gaps: String,
    /// SHA-256 of the salt and the answers.
    pub digest: Vec<u8>,
    /// The salt of the digest; gone with the answers it stands for.
    pub salt: Option<Vec<u8>>,
    /// Why it was corrected, late or withdrawn.
    pub reason: String,
    /// The signed receipt.
    pub receipt: String,
    /// Its number in the dossier's journal.
    pub seq: i64,
    /// Edition of the rulebooks.
    pub edition: String,
}

/// Keeps a submission.
pub async fn add(tx: &Tx, _permit: &Permit, row: &FilingRow) -> Result<(), Trouble> {
    let sql = "INSERT INTO filing (id, dossier, stage, version, submitted_at, actor, answers, gaps, digest, reason, \
               receipt, seq, edition, salt) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    let row = row.clone();
    let values = [
        row.id.into(),
        row.dossier.into(),
        row.stage.into(),
        row.version.into(),
        row.submitted_at.into(),
        row.actor.into(),
        row.answers.into(),
        row.gaps.into(),
        row.digest.into(),
        row.reason.into(),
        row.receipt.into(),
        row.seq.into(),
        row.edition.into(),
        row.salt.into(),
    ];
    tx.add(sql, values).await;
    Ok(())
}

/// All submissions of a dossier in order.
pub async fn of_dossier(asks: &impl Asks, dossier: &str) -> Result<Vec<FilingRow>, Trouble> {
    asks.all("SELECT * FROM filing WHERE dossier = $1 ORDER BY submitted_at, seq", [dossier.into()]).await
}

/// The newest version of a stage.
pub async fn newest(asks: &impl Asks, dossier: &str, stage: &str) -> Result<Option<FilingRow>, Trouble> {
    let sql = "SELECT * FROM filing WHERE dossier = $1 AND stage = $2 ORDER BY version DESC LIMIT 1";
    asks.one(sql, [dossier.into(), stage.into()]).await
}
