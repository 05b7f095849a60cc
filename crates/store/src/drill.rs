//! Exercises: what was started, what happens in it when, and what players answered.

use crate::{
    database::{Asks, Dialect, Tx},
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::FromQueryResult;

/// One exercise.
#[derive(Debug, Clone, FromQueryResult)]
pub struct DrillRow {
    /// Its id.
    pub id: String,
    /// Digest of its code.
    pub code: Vec<u8>,
    /// The entity that practises, when it is in the register.
    pub entity: Option<String>,
    /// Its name, or nothing.
    pub organisation: String,
    /// The scenario.
    pub scenario: String,
    /// In which version.
    pub version: String,
    /// The scenario's name in both languages, as JSON.
    pub title: String,
    /// The language in which it is played.
    pub language: String,
    /// Who started it, as the journal names them.
    pub started_by: String,
    /// When it began, in microseconds.
    pub started_at: i64,
    /// When its story is over.
    pub ends_at: i64,
    /// When it was ended.
    pub ended_at: Option<i64>,
}

/// Something that happens in an exercise.
#[derive(Debug, Clone, FromQueryResult)]
pub struct InjectRow {
    /// The exercise.
    pub drill: String,
    /// Its id within the scenario.
    pub id: String,
    /// Its place, from 0.
    pub place: i64,
    /// When it is to appear, in microseconds.
    pub due_at: i64,
    /// Minutes of the story within which an answer is hoped for.
    pub within_minutes: i64,
    /// What is hoped for besides, or nothing.
    pub hopes: String,
    /// Its name, text and question in both languages, as JSON.
    pub said: String,
    /// When it appeared.
    pub shown_at: Option<i64>,
}

/// One version of what players answered.
#[derive(Debug, Clone, FromQueryResult)]
pub struct AnswerRow {
    /// The inject.
    pub inject: String,
    /// From 1.
    pub version: i64,
    /// The text.
    pub body: String,
    /// The name beside it.
    pub author: String,
    /// When, in microseconds.
    pub at: i64,
}

/// Somebody who gets the injects by mail.
#[derive(Debug, Clone, FromQueryResult)]
pub struct PlayerRow {
    /// Where.
    pub email: String,
    /// Their name.
    pub name: String,
}

/// Keeps a new exercise with all that will happen in it.
pub async fn add(
    tx: &Tx,
    _permit: &Permit,
    row: &DrillRow,
    injects: &[InjectRow],
    players: &[PlayerRow],
) -> Result<(), Trouble> {
    let sql = "INSERT INTO drill (id, code, entity, organisation, scenario, version, title, language, started_by, \
               started_at, ends_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    let row = row.clone();
    let values = [
        row.id.clone().into(),
        row.code.into(),
        row.entity.into(),
        row.organisation.into(),
        row.scenario.into(),
        row.version.into(),
        row.title.into(),
        row.language.into(),
        row.started_by.into(),
        row.started_at.into(),
        row.ends_at.into(),
    ];
    tx.run(sql, values).await?;
    for inject in injects {
        add_inject(tx, inject.clone()).await?;
    }
    for player in players {
        let sql = "INSERT INTO player (drill, email, name) VALUES ($1, $2, $3) ON CONFLICT (drill, email) DO NOTHING";
        let values = [row.id.clone().into(), player.email.clone().into(), player.name.clone().into()];
        tx.run(sql, values).await?;
    }
    Ok(())
}

async fn add_inject(tx: &Tx, row: InjectRow) -> Result<(), Trouble> {
    let sql = "INSERT INTO inject (drill, id, place, due_at, within_minutes, hopes, said) \
               VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let values = [
        row.drill.into(),
        row.id.into(),
        row.place.into(),
        row.due_at.into(),
        row.within_minutes.into(),
        row.hopes.into(),
        row.said.into(),
    ];
    tx.run(sql, values).await.map(drop)
}

/// The exercise whose code has this digest.
pub async fn by_code(asks: &impl Asks, code: &[u8]) -> Result<Option<DrillRow>, Trouble> {
    asks.one("SELECT * FROM drill WHERE code = $1", [code.to_vec().into()]).await
}

/// The exercise with this id.
pub async fn by_id(asks: &impl Asks, id: &str) -> Result<Option<DrillRow>, Trouble> {
    asks.one("SELECT * FROM drill WHERE id = $1", [id.into()]).await
}

/// The exercise, locked until the act is over.
pub async fn for_change(tx: &Tx, id: &str) -> Result<Option<DrillRow>, Trouble> {
    let lock = if tx.dialect() == Dialect::Postgres { " FOR UPDATE" } else { "" };
    tx.one(&format!("SELECT * FROM drill WHERE id = $1{lock}"), [id.into()]).await
}

/// Exercises of an entity, the newest first.
pub async fn of_entity(
    asks: &impl Asks,
    entity: &str,
    limit: i64,
    offset: i64,
) -> Result<Vec<DrillRow>, Trouble> {
    let sql = "SELECT * FROM drill WHERE entity = $1 ORDER BY started_at DESC, id DESC LIMIT $2 OFFSET $3";
    asks.all(sql, [entity.into(), limit.into(), offset.into()]).await
}

/// All exercises, the newest first.
pub async fn all(asks: &impl Asks, limit: i64, offset: i64) -> Result<Vec<DrillRow>, Trouble> {
    let sql = "SELECT * FROM drill ORDER BY started_at DESC, id DESC LIMIT $1 OFFSET $2";
    asks.all(sql, [limit.into(), offset.into()]).await
}

/// What happens in an exercise, in order.
pub async fn injects(asks: &impl Asks, drill: &str) -> Result<Vec<InjectRow>, Trouble> {
    asks.all("SELECT * FROM inject WHERE drill = $1 ORDER BY place", [drill.into()]).await
}

/// Injects of exercises under way whose moment has come, the earliest first.
pub async fn due(asks: &impl Asks, now: i64, limit: i64) -> Result<Vec<InjectRow>, Trouble> {
    let sql = "SELECT i.* FROM inject i JOIN drill d ON d.id = i.drill WHERE i.shown_at IS NULL AND i.due_at <= $1 \
               AND d.ended_at IS NULL ORDER BY i.due_at, i.drill, i.place LIMIT $2";
    asks.all(sql, [now.into(), limit.into()]).await
}

/// Claims an inject. False when another node was first.
pub async fn show(tx: &Tx, _permit: &Permit, drill: &str, id: &str, at: i64) -> Result<bool, Trouble> {
    let sql = "UPDATE inject SET shown_at = $3 WHERE drill = $1 AND id = $2 AND shown_at IS NULL";
    Ok(tx.run(sql, [drill.into(), id.into(), at.into()]).await? == 1)
}

/// Exercises whose story is over and that nobody ended.
pub async fn over(asks: &impl Asks, now: i64, limit: i64) -> Result<Vec<DrillRow>, Trouble> {
    let sql = "SELECT * FROM drill WHERE ended_at IS NULL AND ends_at <= $1 ORDER BY ends_at LIMIT $2";
    asks.all(sql, [now.into(), limit.into()]).await
}

/// Ends an exercise. False when it was over already.
pub async fn end(tx: &Tx, _permit: &Permit, id: &str, at: i64) -> Result<bool, Trouble> {
    let sql = "UPDATE drill SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL";
    Ok(tx.run(sql, [id.into(), at.into()]).await? == 1)
}

/// All versions of all answers, in order.
pub async fn answers(asks: &impl Asks, drill: &str) -> Result<Vec<AnswerRow>, Trouble> {
    let sql = "SELECT inject, version, body, author, at FROM inject_answer WHERE drill = $1 ORDER BY inject, version";
    asks.all(sql, [drill.into()]).await
}

/// Keeps the next version of an answer. A collision when that version was written meanwhile.
pub async fn answer(tx: &Tx, _permit: &Permit, drill: &str, row: &AnswerRow) -> Result<(), Trouble> {
    let sql = "INSERT INTO inject_answer (drill, inject, version, body, author, at) VALUES ($1, $2, $3, $4, $5, $6)";
    let row = row.clone();
    let values = [
        drill.into(),
        row.inject.into(),
        row.version.into(),
        row.body.into(),
        row.author.into(),
        row.at.into(),
    ];
    tx.run(sql, values).await.map(drop)
}

/// Who gets the injects by mail.
pub async fn players(asks: &impl Asks, drill: &str) -> Result<Vec<PlayerRow>, Trouble> {
    asks.all("SELECT email, name FROM player WHERE drill = $1 ORDER BY email", [drill.into()]).await
}
