//! Quick scans that an entity kept: each one whole, none changed afterwards.

use crate::{
    database::{Asks, Tx},
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::FromQueryResult;

/// One scan.
#[derive(Debug, Clone, FromQueryResult)]
pub struct ScanRow {
    /// Its id.
    pub id: String,
    /// The entity that made it.
    pub entity: String,
    /// Which scan it is, such as `basic-principles`.
    pub scan: String,
    /// In which version.
    pub version: String,
    /// The answers, as JSON.
    pub answers: String,
    /// `form`, `file` or `ciso-assistant`.
    pub source: String,
    /// What it came to, of a hundred.
    pub share: i64,
    /// Who kept it, as the journal names them.
    pub actor: String,
    /// The name beside it.
    pub name: String,
    /// When, in microseconds.
    pub at: i64,
}

/// Keeps a scan.
pub async fn add(tx: &Tx, _permit: &Permit, row: &ScanRow) -> Result<(), Trouble> {
    let sql = "INSERT INTO scan (id, entity, scan, version, answers, source, share, actor, name, at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let row = row.clone();
    let values = [
        row.id.into(),
        row.entity.into(),
        row.scan.into(),
        row.version.into(),
        row.answers.into(),
        row.source.into(),
        row.share.into(),
        row.actor.into(),
        row.name.into(),
        row.at.into(),
    ];
    tx.run(sql, values).await.map(drop)
}

/// The scans of an entity, the newest first.
pub async fn of_entity(
    asks: &impl Asks,
    entity: &str,
    limit: i64,
    offset: i64,
) -> Result<Vec<ScanRow>, Trouble> {
    let sql = "SELECT * FROM scan WHERE entity = $1 ORDER BY at DESC, id DESC LIMIT $2 OFFSET $3";
    asks.all(sql, [entity.into(), limit.into(), offset.into()]).await
}

/// One scan of an entity; nothing when it is another's.
pub async fn one(asks: &impl Asks, entity: &str, id: &str) -> Result<Option<ScanRow>, Trouble> {
    asks.one("SELECT * FROM scan WHERE id = $2 AND entity = $1", [entity.into(), id.into()]).await
}
