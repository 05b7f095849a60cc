//! Drafts: what somebody is still writing. Every version of every answer is kept.

use crate::{
    database::{Asks, Tx},
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::FromQueryResult;

/// One draft.
#[derive(Debug, Clone, FromQueryResult)]
pub struct DraftRow {
    /// Its id.
    pub id: String,
    /// Digest of its code.
    pub code: Vec<u8>,
    /// The writer's language.
    pub language: String,
    /// The stage it is for.
    pub stage: String,
    /// `incident`, `near-miss`, `threat`, or empty while undecided.
    pub kind: String,
    /// Whether it is an exercise.
    pub exercise: i64,
    /// Through which channel it comes in.
    pub channel: String,
    /// Who or what began it, beyond the channel: a staff id, a mail's sender.
    pub origin: String,
    /// The dossier it continues, for a later stage.
    pub dossier: Option<String>,
    /// The filing it became.
    pub filed_as: Option<String>,
    /// When it began, in microseconds.
    pub created_at: i64,
    /// When it last changed.
    pub changed_at: i64,
    /// The entity for which somebody who is signed in began it.
    pub entity: Option<String>,
    /// Their account.
    pub account: Option<String>,
    /// The firm that acts for the entity.
    pub behalf: String,
}

/// One version of one answer.
#[derive(Debug, Clone, FromQueryResult)]
pub struct AnswerRow {
    /// The question's id.
    pub question: String,
    /// From 1.
    pub version: i64,
    /// The answer, as JSON.
    pub value: String,
    /// Who wrote it, as they call themselves.
    pub author: String,
    /// When, in microseconds.
    pub at: i64,
}

/// Keeps a new draft.
pub async fn add(tx: &Tx, _permit: &Permit, row: &DraftRow) -> Result<(), Trouble> {
    let sql = "INSERT INTO draft (id, code, language, stage, kind, exercise, channel, origin, dossier, created_at, \
               changed_at, entity, account, behalf) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    let row = row.clone();
    let values = [
        row.id.into(),
        row.code.into(),
        row.language.into(),
        row.stage.into(),
        row.kind.into(),
        row.exercise.into(),
        row.channel.into(),
        row.origin.into(),
        row.dossier.into(),
        row.created_at.into(),
        row.changed_at.into(),
        row.entity.into(),
        row.account.into(),
        row.behalf.into(),
    ];
    tx.run(sql, values).await.map(drop)
}

/// The draft with this id.
pub async fn by_id(asks: &impl Asks, id: &str) -> Result<Option<DraftRow>, Trouble> {
    asks.one("SELECT * FROM draft WHERE id = $1", [id.into()]).await
}

/// The draft whose code has this digest.
pub async fn by_code(asks: &impl Asks, code: &[u8]) -> Result<Option<DraftRow>, Trouble> {
    asks.one("SELECT * FROM draft WHERE code = $1", [code.to_vec().into()]).await
}

/// The open draft of a dossier's stage, if one was begun.
pub async fn of_stage(asks: &impl Asks, dossier: &str, stage: &str) -> Result<Option<DraftRow>, Trouble> {
    let sql = "SELECT * FROM draft WHERE dossier = $1 AND stage = $2 AND filed_as IS NULL ORDER BY created_at LIMIT 1";
    asks.one(sql, [dossier.into(), stage.into()]).await
}

/// The newest version of each answer.
pub async fn answers(asks: &impl Asks, draft: &str) -> Result<Vec<AnswerRow>, Trouble> {
    let sql = "SELECT question, version, value, author, at FROM draft_answer a WHERE draft = $1 AND version = \
               (SELECT max(version) FROM draft_answer b WHERE b.draft = a.draft AND b.question = a.question) \
               ORDER BY question";
    asks.all(sql, [draft.into()]).await
}

/// All versions of one answer, oldest first.
pub async fn versions(asks: &impl Asks, draft: &str, question: &str) -> Result<Vec<AnswerRow>, Trouble> {
    let sql = "SELECT question, version, value, author, at FROM draft_answer WHERE draft = $1 AND question = $2 \
               ORDER BY version";
    asks.all(sql, [draft.into(), question.into()]).await
}

/// Keeps the next version of an answer. A collision when that version was written meanwhile.
pub async fn keep(tx: &Tx, _permit: &Permit, draft: &str, row: &AnswerRow) -> Result<(), Trouble> {
    let sql = "INSERT INTO draft_answer (draft, question, version, value, author, at) VALUES ($1, $2, $3, $4, $5, $6)";
    let answer = row.clone();
    let values = [
        draft.into(),
        answer.question.into(),
        answer.version.into(),
        answer.value.into(),
        answer.author.into(),
        answer.at.into(),
    ];
    tx.run(sql, values).await?;
    tx.run("UPDATE draft SET changed_at = $2 WHERE id = $1", [draft.into(), row.at.into()]).await.map(drop)
}

/// Marks a draft as filed. False when it was filed before: filing twice makes one.
pub async fn filed(
    tx: &Tx,
    _permit: &Permit,
    draft: &str,
    dossier: &str,
    filing: &str,
) -> Result<bool, Trouble> {
    let sql = "UPDATE draft SET filed_as = $3, dossier = $2 WHERE id = $1 AND filed_as IS NULL";
    Ok(tx.run(sql, [draft.into(), dossier.into(), filing.into()]).await? == 1)
}

/// Changes what an open draft is for: its stage and kind.
pub async fn turn(tx: &Tx, _permit: &Permit, draft: &str, stage: &str, kind: &str) -> Result<(), Trouble> {
    let sql = "UPDATE draft SET stage = $2, kind = $3 WHERE id = $1 AND filed_as IS NULL";
    tx.run(sql, [draft.into(), stage.into(), kind.into()]).await.map(drop)
}

/// Drafts of a channel that nobody filed yet, oldest first.
pub async fn waiting(asks: &impl Asks, channel: &str, limit: i64) -> Result<Vec<DraftRow>, Trouble> {
    let sql = "SELECT * FROM draft WHERE channel = $1 AND filed_as IS NULL AND aside_at IS NULL \
               ORDER BY created_at LIMIT $2";
    asks.all(sql, [channel.into(), limit.into()]).await
}

/// Drafts of a channel that were put aside, the last one first.
pub async fn aside(asks: &impl Asks, channel: &str, limit: i64) -> Result<Vec<DraftRow>, Trouble> {
    let sql = "SELECT * FROM draft WHERE channel = $1 AND filed_as IS NULL AND aside_at IS NOT NULL \
               ORDER BY aside_at DESC LIMIT $2";
    asks.all(sql, [channel.into(), limit.into()]).await
}

/// Puts a draft aside, or brings it back; false when it is so already.
pub async fn put_aside(tx: &Tx, _permit: &Permit, id: &str, at: Option<i64>) -> Result<bool, Trouble> {
    let sql = "UPDATE draft SET aside_at = $2 WHERE id = $1 AND filed_as IS NULL AND (aside_at IS NULL) <> ($2 IS NULL)";
    Ok(tx.run(sql, [id.into(), at.into()]).await? == 1)
}

/// Drafts that somebody or something began, such as those of an exercise, in order.
pub async fn begun_by(asks: &impl Asks, origin: &str) -> Result<Vec<DraftRow>, Trouble> {
    let sql = "SELECT * FROM draft WHERE origin = $1 AND origin <> '' ORDER BY created_at, id";
    asks.all(sql, [origin.into()]).await
}

/// All versions of all answers of a draft, each question's in order.
pub async fn history(asks: &impl Asks, draft: &str) -> Result<Vec<AnswerRow>, Trouble> {
    let sql = "SELECT question, version, value, author, at FROM draft_answer WHERE draft = $1 ORDER BY question, version";
    asks.all(sql, [draft.into()]).await
}
