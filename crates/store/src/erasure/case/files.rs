//! Files of a dossier and its drafts, whose bytes must go.

use super::{OF_DOSSIER, OF_DRAFTS};
use crate::{
    database::{Asks, Tx},
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::FromQueryResult;

/// A file whose bytes must go.
#[derive(Debug, Clone, FromQueryResult)]
pub struct FileRow {
    /// The attachment.
    pub id: String,
    /// Hex SHA-256 of its bytes.
    pub digest: String,
    /// When it was added.
    pub at: i64,
}

/// Files of a dossier and its drafts that were added by `cut` and are still there.
pub async fn files(asks: &impl Asks, dossier: &str, cut: i64) -> Result<Vec<FileRow>, Trouble> {
    let sql = format!(
        "SELECT id, digest, at FROM attachment WHERE ({OF_DOSSIER} OR {OF_DRAFTS}) AND at <= $2 AND erased_at IS NULL"
    );
    asks.all(&sql, [dossier.into(), cut.into()]).await
}

/// Forgets a file: its name and digest; its bytes go by an errand.
pub async fn drop_file(tx: &Tx, _permit: &Permit, id: &str, at: i64) -> Result<(), Trouble> {
    let sql = "UPDATE attachment SET name = '', media = '', digest = '', erased_at = $2 WHERE id = $1";
    tx.run(sql, [id.into(), at.into()]).await?;
    tx.run("UPDATE case_file SET name = '', media = '', digest = '' WHERE id = $1", [id.into()])
        .await
        .map(drop)
}
