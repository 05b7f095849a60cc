//! Emergency packs: who took which, of what, and the words by which an entity is known at first contact.

use crate::{
    database::{Asks, Tx},
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::FromQueryResult;

/// One pack that somebody took.
#[derive(Debug, Clone, FromQueryResult)]
pub struct PackRow {
    /// Its id.
    pub id: String,
    /// The entity it is of.
    pub entity: String,
    /// The account that took it.
    pub account: String,
    /// In which language.
    pub language: String,
    /// The digest of what it was made of.
    pub contents: Vec<u8>,
    /// When, in microseconds.
    pub at: i64,
    /// When its taker was told that it is outdated, or that a newer one replaced it.
    pub told_at: Option<i64>,
}

/// The words on an entity's card.
#[derive(Debug, Clone, FromQueryResult)]
pub struct CodeRow {
    /// Digest of the words.
    pub digest: Vec<u8>,
    /// Whose they are.
    pub entity: String,
    /// How many times they were made anew, from 1.
    pub number: i64,
    /// When they were made.
    pub at: i64,
    /// When newer ones replaced them.
    pub ended_at: Option<i64>,
}

/// Keeps that a pack was taken. Older ones of the same taker are no longer worth a warning.
pub async fn add(tx: &Tx, _permit: &Permit, row: &PackRow) -> Result<(), Trouble> {
    let sql = "UPDATE pack SET told_at = $3 WHERE entity = $1 AND account = $2 AND told_at IS NULL";
    let row = row.clone();
    tx.run(sql, [row.entity.clone().into(), row.account.clone().into(), row.at.into()]).await?;
    let sql =
        "INSERT INTO pack (id, entity, account, language, contents, at) VALUES ($1, $2, $3, $4, $5, $6)";
    let values = [
        row.id.into(),
        row.entity.into(),
        row.account.into(),
        row.language.into(),
        row.contents.into(),
        row.at.into(),
    ];
    tx.run(sql, values).await.map(drop)
}

/// The pack of an entity that was taken last.
pub async fn newest(asks: &impl Asks, entity: &str) -> Result<Option<PackRow>, Trouble> {
    let sql = "SELECT * FROM pack WHERE entity = $1 ORDER BY at DESC, id DESC LIMIT 1";
    asks.one(sql, [entity.into()]).await
}

/// Packs whose takers were told nothing yet, after an id, in order.
pub async fn untold(asks: &impl Asks, after: &str, limit: i64) -> Result<Vec<PackRow>, Trouble> {
    let sql = "SELECT * FROM pack WHERE told_at IS NULL AND id > $1 ORDER BY id LIMIT $2";
    asks.all(sql, [after.into(), limit.into()]).await
}

/// Claims the telling. False when another node was first.
pub async fn tell(tx: &Tx, _permit: &Permit, id: &str, at: i64) -> Result<bool, Trouble> {
    let sql = "UPDATE pack SET told_at = $2 WHERE id = $1 AND told_at IS NULL";
    Ok(tx.run(sql, [id.into(), at.into()]).await? == 1)
}

/// The words of an entity that count now.
pub async fn code_of(asks: &impl Asks, entity: &str) -> Result<Option<CodeRow>, Trouble> {
    let sql = "SELECT * FROM contact_code WHERE entity = $1 ORDER BY number DESC LIMIT 1";
    asks.one(sql, [entity.into()]).await
}

/// Whose words these are, also when newer ones replaced them.
pub async fn by_code(asks: &impl Asks, digest: &[u8]) -> Result<Option<CodeRow>, Trouble> {
    asks.one("SELECT * FROM contact_code WHERE digest = $1", [digest.to_vec().into()]).await
}

/// Keeps new words; those before them end.
pub async fn add_code(tx: &Tx, _permit: &Permit, row: &CodeRow) -> Result<(), Trouble> {
    let sql = "UPDATE contact_code SET ended_at = $2 WHERE entity = $1 AND ended_at IS NULL";
    let row = row.clone();
    tx.run(sql, [row.entity.clone().into(), row.at.into()]).await?;
    let sql = "INSERT INTO contact_code (digest, entity, number, at) VALUES ($1, $2, $3, $4)";
    tx.run(sql, [row.digest.into(), row.entity.into(), row.number.into(), row.at.into()]).await.map(drop)
}
