//! The kits that were made in a case. What is in a kit follows from the card; only the choice is kept.

use crate::{
    database::{Asks, Tx},
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::FromQueryResult;

/// A kit that was made.
#[derive(Debug, Clone, Default, PartialEq, Eq, FromQueryResult)]
pub struct KitRow {
    /// Its id.
    pub id: String,
    /// The case.
    pub case_id: String,
    /// The acquisition card.
    pub card: String,
    /// The version of the card.
    pub card_version: String,
    /// The system of the card.
    pub system: String,
    /// `nl` or `en`.
    pub language: String,
    /// The SHA-256 of the tool as its makers published it; empty when not known.
    pub tool_hash: String,
    /// The public key of the case, to seal to; empty when it has none.
    pub recipient: String,
    /// The part of whom it is for.
    pub party: String,
    /// Who made it, as the journal names them.
    pub actor: String,
    /// When.
    pub at: i64,
}

const COLUMNS: &str =
    "id, case_id, card, card_version, system, language, tool_hash, recipient, party, actor, at";

/// Keeps a kit.
pub async fn add(tx: &Tx, _permit: &Permit, row: &KitRow) -> Result<(), Trouble> {
    let sql =
        format!("INSERT INTO case_kit ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)");
    let row = row.clone();
    let values = [
        row.id.into(),
        row.case_id.into(),
        row.card.into(),
        row.card_version.into(),
        row.system.into(),
        row.language.into(),
        row.tool_hash.into(),
        row.recipient.into(),
        row.party.into(),
        row.actor.into(),
        row.at.into(),
    ];
    tx.run(&sql, values).await.map(drop)
}

/// The kits of a case, the newest first.
pub async fn of_case(asks: &impl Asks, case: &str) -> Result<Vec<KitRow>, Trouble> {
    let sql = format!("SELECT {COLUMNS} FROM case_kit WHERE case_id = $1 ORDER BY at DESC, id DESC");
    asks.all(&sql, [case.into()]).await
}
