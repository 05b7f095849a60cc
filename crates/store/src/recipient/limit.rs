//! The limits that an authority may know of, in dossiers of which it received a part.

use super::{Whose, within};
use crate::{database::Asks, trouble::Trouble};
use sea_orm::FromQueryResult;

/// A limit that an authority may know of.
#[derive(Debug, Clone, FromQueryResult)]
pub struct LimitRow {
    /// The dossier.
    pub dossier: String,
    /// Its reference.
    pub reference: String,
    /// Its number in order of arrival.
    pub serial: i64,
    /// The law.
    pub regime: String,
    /// The stage.
    pub stage: String,
    /// When it is due.
    pub due: i64,
    /// When it came.
    pub met_at: Option<i64>,
    /// The clause.
    pub clause: String,
}

const LIMIT: &str = "l.dossier, d.reference, d.serial, l.regime, l.stage, l.due, l.met_at, l.clause FROM deadline l \
     JOIN dossier d ON d.id = l.dossier";

/// The limits that stand in one dossier, under laws by which an authority received a part.
pub async fn limits(asks: &impl Asks, whose: &Whose, dossier: &str) -> Result<Vec<LimitRow>, Trouble> {
    let mut within = within(whose);
    let place = within.value(dossier);
    let sql = format!(
        "SELECT {LIMIT} WHERE l.dossier = {place} AND l.retired_at IS NULL AND EXISTS (SELECT 1 FROM recipient r \
         JOIN dossier f ON f.serial = r.serial WHERE r.dossier = l.dossier AND r.regime = l.regime AND {}) \
         ORDER BY l.due, l.stage",
        within.condition()
    );
    asks.all(&sql, within.values).await
}

/// Limits that passed without their stage, the latest first; of one entity, or, without an id, of all.
pub async fn overdue(
    asks: &impl Asks,
    whose: &Whose,
    entity: &str,
    now: i64,
    limit: i64,
) -> Result<Vec<LimitRow>, Trouble> {
    let mut within = within(whose);
    within.only("f.entity", entity);
    let (now, limit) = (within.value(now), within.value(limit));
    let sql = format!(
        "SELECT {LIMIT} WHERE l.retired_at IS NULL AND l.met_at IS NULL AND l.due < {now} AND EXISTS (SELECT 1 \
         FROM recipient r JOIN dossier f ON f.serial = r.serial WHERE r.dossier = l.dossier AND r.regime = l.regime \
         AND {}) ORDER BY l.due DESC LIMIT {limit}",
        within.condition()
    );
    asks.all(&sql, within.values).await
}
