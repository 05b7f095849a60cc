//! Lists of dossiers for the desk: the queue in its order, and everything ever received, newest first.
//!
//! Each page is read along an index from where the page before ended, so that it costs as much
//! among a million dossiers as among a thousand. Nothing is counted.

use super::{After, Filter, asked};
use crate::{database::Asks, trouble::Trouble};
use meldkamer_domain::access::Scope;
use sea_orm::FromQueryResult;

// The table of words has columns of its own: one is called `rank`.
const COLUMNS: &str = "dossier.serial AS serial, id, reference, organisation, title, sector, kind, duty, exercise, \
     channel, state, mark, received_at, answer_due, answered_at, next_due, urgency, score, assignee, tier, \
     dossier.rank AS rank, reasons, unread, entity";

/// What a list shows of a dossier.
#[derive(Debug, Clone, Default, FromQueryResult)]
#[expect(missing_docs, reason = "each field is the column of the same name of a dossier")]
pub struct ListedRow {
    pub serial: i64,
    pub id: String,
    pub reference: String,
    pub organisation: String,
    pub title: String,
    pub sector: String,
    pub kind: String,
    pub duty: String,
    pub exercise: i64,
    pub channel: String,
    pub state: String,
    pub mark: String,
    pub received_at: i64,
    pub answer_due: Option<i64>,
    pub answered_at: Option<i64>,
    pub next_due: Option<i64>,
    pub urgency: String,
    pub score: Option<i64>,
    pub assignee: Option<String>,
    pub tier: i64,
    pub rank: i64,
    pub reasons: String,
    pub unread: i64,
    pub entity: Option<String>,
}

/// Where a page begins.
#[derive(Debug, Clone, Copy, Default)]
pub enum Turn<T> {
    /// At the top.
    #[default]
    First,
    /// After this row.
    After(T),
    /// Before this row.
    Before(T),
}

impl<T> Turn<T> {
    /// Comparison with the row, and whether the page is read backwards.
    fn way(&self) -> Option<(&T, bool)> {
        match self {
            Self::First => None,
            Self::After(row) => Some((row, false)),
            Self::Before(row) => Some((row, true)),
        }
    }
}

/// How a word is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Match {
    /// As a whole word: as quick among millions of hits as among few.
    Whole,
    /// As the beginning of a word.
    Beginning,
}

/// A page of the queue, in its order: tier, then the moment that counts, then arrival.
pub async fn queue(
    asks: &impl Asks,
    scope: &Scope,
    filter: &Filter,
    turn: Turn<After>,
    limit: i64,
) -> Result<Vec<ListedRow>, Trouble> {
    let mut asked = asked(filter, scope);
    let mut backwards = false;
    if let Some((row, back)) = turn.way() {
        backwards = back;
        let places = [asked.value(row.tier), asked.value(row.rank), asked.value(row.serial)].join(", ");
        let sign = if back { "<" } else { ">" };
        asked.wheres.push(format!("(tier, rank, serial) {sign} ({places})"));
    }
    let order = if backwards { "tier DESC, rank DESC, serial DESC" } else { "tier, rank, serial" };
    asked.page(asks, &format!("{COLUMNS} FROM dossier"), order, backwards, limit).await
}

/// A page of all dossiers that fit, newest first; `how` counts when words are looked for.
pub async fn newest(
    asks: &impl Asks,
    scope: &Scope,
    filter: &Filter,
    turn: Turn<i64>,
    how: Match,
    limit: i64,
) -> Result<Vec<ListedRow>, Trouble> {
    let mut asked = asked(filter, scope);
    let (from, number) = if filter.words.is_empty() {
        ("dossier", "dossier.serial".to_owned())
    } else {
        let number = asked.words("dossier", &filter.words, how, asks.dialect());
        ("dossier_text CROSS JOIN dossier", number)
    };
    let mut backwards = false;
    if let Some((serial, back)) = turn.way() {
        backwards = back;
        let place = asked.value(*serial);
        asked.wheres.push(format!("{number} {} {place}", if back { ">" } else { "<" }));
    }
    let order = format!("{number} {}", if backwards { "ASC" } else { "DESC" });
    asked.page(asks, &format!("{COLUMNS} FROM {from}"), &order, backwards, limit).await
}
