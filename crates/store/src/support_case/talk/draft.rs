//! What somebody began to write in a case.

use crate::{
    database::{Asks, Tx},
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::FromQueryResult;

/// A draft.
#[derive(Debug, Clone, Default, FromQueryResult)]
pub struct DraftRow {
    /// What it would be about, for a new thread.
    pub title: String,
    /// The text.
    pub body: String,
    /// When it was kept.
    pub at: i64,
}

/// Keeps a draft in the place of the one before; an empty one is none.
pub async fn keep_draft(
    tx: &Tx,
    _permit: &Permit,
    place: &str,
    writer: &str,
    row: &DraftRow,
) -> Result<(), Trouble> {
    tx.run("DELETE FROM case_draft WHERE place = $1 AND writer = $2", [place.into(), writer.into()]).await?;
    if row.body.is_empty() && row.title.is_empty() {
        return Ok(());
    }
    let sql = "INSERT INTO case_draft (place, writer, title, body, at) VALUES ($1, $2, $3, $4, $5)";
    let row = row.clone();
    tx.run(sql, [place.into(), writer.into(), row.title.into(), row.body.into(), row.at.into()])
        .await
        .map(drop)
}

/// What somebody began to write in a place.
pub async fn draft(asks: &impl Asks, place: &str, writer: &str) -> Result<Option<DraftRow>, Trouble> {
    let sql = "SELECT title, body, at FROM case_draft WHERE place = $1 AND writer = $2";
    asks.one(sql, [place.into(), writer.into()]).await
}
