//! Lines of the timeline of a case, in the order of what happened; a search goes by when they were added.

use super::{places, text::Index};
use crate::{
    database::{Asks, Tx},
    dossier::listed::Turn,
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::{FromQueryResult, Value};

const INDEX: Index = Index { of: "case_line" };

/// One line as it is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, FromQueryResult)]
pub struct LineRow {
    /// Its id.
    pub id: String,
    /// The case.
    pub case_id: String,
    /// Its number in the order in which lines were added, in all cases together; given when it is kept.
    pub serial: i64,
    /// When it happened.
    pub at: i64,
    /// When, as it was written.
    pub told: String,
    /// The zone that was read in.
    pub zone: String,
    /// `attacker`, `defender` or `other`.
    pub side: String,
    /// What happened.
    pub message: String,
    /// What the moment is of.
    pub meaning: String,
    /// How we know.
    pub source: String,
    /// On what system.
    pub host: String,
    /// By what account.
    pub account: String,
    /// The technique, or nothing.
    pub technique: String,
    /// All fields as they came in, as a JSON list of names and values.
    pub fields: String,
    /// Who added it, as the journal names them.
    pub actor: String,
    /// When.
    pub added_at: i64,
    /// When it was removed.
    pub removed_at: Option<i64>,
    /// Who removed it, as the journal names them.
    pub removed_by: String,
}

const COLUMNS: &str = "id, case_id, serial, at, told, zone, side, message, meaning, source, host, account, technique, \
                       fields, actor, added_at";

/// Keeps new lines.
pub async fn add(tx: &Tx, _permit: &Permit, case: &str, rows: &[LineRow]) -> Result<(), Trouble> {
    let serials = INDEX.serials(tx, rows.len()).await?;
    let mut texts = Vec::with_capacity(rows.len());
    for (part, serials) in rows.chunks(100).zip(serials.chunks(100)) {
        let sql = format!("INSERT INTO case_line ({COLUMNS}) VALUES {}", places(part.len(), 16));
        let mut values: Vec<Value> = Vec::with_capacity(part.len() * 16);
        for (row, serial) in part.iter().zip(serials) {
            texts.push((*serial, words_of(row)));
            let row = row.clone();
            values.extend([
                row.id.into(),
                row.case_id.into(),
                (*serial).into(),
                row.at.into(),
                row.told.into(),
                row.zone.into(),
                row.side.into(),
                row.message.into(),
                row.meaning.into(),
                row.source.into(),
                row.host.into(),
                row.account.into(),
                row.technique.into(),
                row.fields.into(),
                row.actor.into(),
                row.added_at.into(),
            ]);
        }
        tx.run(&sql, values).await?;
    }
    INDEX.add(tx, case, &texts).await
}

fn words_of(row: &LineRow) -> String {
    let LineRow { message, meaning, source, host, account, technique, .. } = row;
    format!("{host} {account} {technique} {source} {meaning} {message}")
}

/// A page of the lines that were not removed, in the order of what happened.
pub async fn page(
    asks: &impl Asks,
    case: &str,
    turn: &Turn<(i64, i64)>,
    limit: i64,
) -> Result<Vec<LineRow>, Trouble> {
    let (place, backwards) = match turn {
        Turn::First => (None, false),
        Turn::After(place) => (Some(place), false),
        Turn::Before(place) => (Some(place), true),
    };
    let (sign, order) = if backwards { ("<", "at DESC, serial DESC") } else { (">", "at, serial") };
    let from = if place.is_some() { format!("AND (at, serial) {sign} ($3, $4)") } else { String::new() };
    let sql = format!(
        "SELECT * FROM case_line WHERE case_id = $1 AND removed_at IS NULL {from} ORDER BY {order} LIMIT $2"
    );
    let mut values: Vec<Value> = vec![case.into(), limit.into()];
    values.extend(place.into_iter().flat_map(|(at, serial)| [Value::from(*at), Value::from(*serial)]));
    let mut rows: Vec<LineRow> = asks.all(&sql, values).await?;
    if backwards {
        rows.reverse();
    }
    Ok(rows)
}

/// A page of the lines in which all words occur, those added last first, older than a serial.
pub async fn found(
    asks: &impl Asks,
    case: &str,
    asked: &str,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<LineRow>, Trouble> {
    INDEX.found(asks, case, asked, before, limit).await
}

/// The lines that were removed last.
pub async fn removed(asks: &impl Asks, case: &str, limit: i64) -> Result<Vec<LineRow>, Trouble> {
    let sql = "SELECT * FROM case_line WHERE case_id = $1 AND removed_at IS NOT NULL ORDER BY removed_at DESC LIMIT $2";
    asks.all(sql, [case.into(), limit.into()]).await
}
