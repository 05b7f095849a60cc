//! Letters: the operator's own texts, version upon version. Without one the built-in text is used.

use crate::{
    database::{Asks, Tx},
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::FromQueryResult;

/// One version of a text.
#[derive(Debug, Clone, FromQueryResult)]
pub struct LetterRow {
    /// Which letter.
    pub name: String,
    /// `nl` or `en`.
    pub language: String,
    /// From 1.
    pub version: i64,
    /// The text.
    pub body: String,
    /// Who wrote it, as the journal names them.
    pub actor: String,
    /// When.
    pub at: i64,
}

/// All versions of a letter, the newest first.
pub async fn versions(asks: &impl Asks, name: &str, language: &str) -> Result<Vec<LetterRow>, Trouble> {
    let sql = "SELECT * FROM letter WHERE name = $1 AND language = $2 ORDER BY version DESC";
    asks.all(sql, [name.into(), language.into()]).await
}

/// The newest version of every letter that has one.
pub async fn newest(asks: &impl Asks) -> Result<Vec<LetterRow>, Trouble> {
    let sql = "SELECT l.* FROM letter l WHERE l.version = (SELECT max(o.version) FROM letter o \
               WHERE o.name = l.name AND o.language = l.language) ORDER BY l.name, l.language";
    asks.all(sql, []).await
}

/// Keeps a version.
pub async fn add(tx: &Tx, _permit: &Permit, row: &LetterRow) -> Result<(), Trouble> {
    let sql = "INSERT INTO letter (name, language, version, body, actor, at) VALUES ($1, $2, $3, $4, $5, $6)";
    let row = row.clone();
    let values = [
        row.name.into(),
        row.language.into(),
        row.version.into(),
        row.body.into(),
        row.actor.into(),
        row.at.into(),
    ];
    tx.run(sql, values).await.map(drop)
}
