//! What ties dossiers together: links that people make, and traits that they share.

use crate::{
    database::{Asks, Tx},
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::FromQueryResult;

/// A link that somebody made.
#[derive(Debug, Clone, FromQueryResult)]
pub struct LinkRow {
    /// Its id.
    pub id: String,
    /// `related`, `campaign`, `merged`.
    pub kind: String,
    /// One dossier.
    pub one: String,
    /// The other.
    pub other: String,
    /// Why.
    pub reason: String,
    /// Who, as the journal names them.
    pub actor: String,
    /// When, in microseconds.
    pub at: i64,
    /// When it was undone.
    pub undone_at: Option<i64>,
}

/// A dossier that shares a trait with another.
#[derive(Debug, Clone, FromQueryResult)]
pub struct SharedRow {
    /// The other dossier.
    pub dossier: String,
    /// Its reference.
    pub reference: String,
    /// Its organisation.
    pub organisation: String,
    /// `address`, `domain`, `url`, `hash`, `vulnerability`, `supplier`.
    pub kind: String,
    /// What they share.
    pub value: String,
    /// How many dossiers share something with this one, in all.
    pub dossiers: i64,
}

/// Keeps a link.
pub async fn add(tx: &Tx, _permit: &Permit, row: &LinkRow) -> Result<(), Trouble> {
    let sql =
        "INSERT INTO link (id, kind, one, other, reason, actor, at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let row = row.clone();
    let values = [
        row.id.into(),
        row.kind.into(),
        row.one.into(),
        row.other.into(),
        row.reason.into(),
        row.actor.into(),
        row.at.into(),
    ];
    tx.run(sql, values).await.map(drop)
}

/// Undoes a link; false when it was undone before.
pub async fn undo(tx: &Tx, _permit: &Permit, id: &str, at: i64) -> Result<bool, Trouble> {
    let sql = "UPDATE link SET undone_at = $2 WHERE id = $1 AND undone_at IS NULL";
    Ok(tx.run(sql, [id.into(), at.into()]).await? == 1)
}

/// One link.
pub async fn by_id(asks: &impl Asks, id: &str) -> Result<Option<LinkRow>, Trouble> {
    asks.one("SELECT * FROM link WHERE id = $1", [id.into()]).await
}

/// The links of a dossier that stand.
pub async fn of_dossier(asks: &impl Asks, dossier: &str) -> Result<Vec<LinkRow>, Trouble> {
    let sql = "SELECT * FROM link WHERE (one = $1 OR other = $1) AND undone_at IS NULL ORDER BY at";
    asks.all(sql, [dossier.into()]).await
}

/// Keeps the traits of a dossier: (kind, value). Those it has already are left as they are.
pub async fn put_traits(
    tx: &Tx,
    _permit: &Permit,
    dossier: &str,
    traits: &[(&str, String)],
) -> Result<(), Trouble> {
    for (kind, value) in traits {
        let sql = "INSERT INTO trait (dossier, kind, value) VALUES ($1, $2, $3) ON CONFLICT (kind, value, dossier) DO NOTHING";
        tx.add(sql, [dossier.into(), (*kind).into(), value.clone().into()]).await;
    }
    Ok(())
}

/// The dossiers that share most with this one, what they share, and how many there are in all; exercises
/// apart. A row for each trait, the dossiers with the most first.
pub async fn sharing(asks: &impl Asks, dossier: &str, dossiers: i64) -> Result<Vec<SharedRow>, Trouble> {
    let shared = "FROM trait t JOIN trait o ON o.kind = t.kind AND o.value = t.value AND o.dossier <> t.dossier \
                  JOIN dossier d ON d.id = o.dossier";
    let sql = format!(
        "SELECT o.dossier, d.reference, d.organisation, o.kind, o.value, most.dossiers {shared} \
         JOIN (SELECT o.dossier AS id, d.serial AS serial, COUNT(*) AS traits, COUNT(*) OVER () AS dossiers \
         {shared} WHERE t.dossier = $1 AND d.exercise = 0 GROUP BY o.dossier, d.serial \
         ORDER BY COUNT(*) DESC, d.serial DESC LIMIT $2) most ON most.id = o.dossier \
         WHERE t.dossier = $1 ORDER BY most.traits DESC, most.serial DESC, o.kind, o.value"
    );
    asks.all(&sql, [dossier.into(), dossiers.into()]).await
}
