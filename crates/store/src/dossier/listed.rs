//! Lists of dossiers for the desk: the queue in its order, and everything ever received, newest first.
//!
//! Each page is read along an index from where the page before ended, so that it costs as much
//! among a million dossiers as among a thousand. Nothing is counted.

use super::{After, Asked, Filter};
use crate::{
    database::{Asks, Dialect},
    trouble::Trouble,
};
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
    let mut asked = Asked::of(filter, scope);
    let mut backwards = false;
    if let Some((row, back)) = turn.way() {
        backwards = back;
        let places = [asked.value(row.tier), asked.value(row.rank), asked.value(row.serial)].join(", ");
        let sign = if back { "<" } else { ">" };
        asked.wheres.push(format!("(tier, rank, serial) {sign} ({places})"));
    }
    let order = if backwards { "tier DESC, rank DESC, serial DESC" } else { "tier, rank, serial" };
    asked.page(asks, "dossier", order, backwards, limit).await
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
    let mut asked = Asked::of(filter, scope);
    let (from, number) = asked.found(&filter.words, how, asks.dialect());
    let mut backwards = false;
    if let Some((serial, back)) = turn.way() {
        backwards = back;
        let place = asked.value(*serial);
        asked.wheres.push(format!("{number} {} {place}", if back { ">" } else { "<" }));
    }
    let order = format!("{number} {}", if backwards { "ASC" } else { "DESC" });
    asked.page(asks, from, &order, backwards, limit).await
}

impl Asked {
    /// The tables to read, and the column of the serial along which the words are found.
    fn found(&mut self, words: &[String], how: Match, dialect: Dialect) -> (&'static str, &'static str) {
        if words.is_empty() {
            return ("dossier", "dossier.serial");
        }
        let star = how == Match::Beginning;
        let quoted = words.iter().map(|word| match dialect {
            Dialect::Sqlite => format!("\"{}\"{}", word.replace('"', "\"\""), if star { "*" } else { "" }),
            Dialect::Postgres => {
                let word = word.replace('\\', "\\\\").replace('\'', "''");
                format!("'{word}'{}", if star { ":*" } else { "" })
            }
        });
        let quoted: Vec<String> = quoted.collect();
        match dialect {
            Dialect::Sqlite => {
                let place = self.value(quoted.join(" AND "));
                self.wheres.push("dossier.serial = dossier_text.rowid".into());
                self.wheres.push(format!("dossier_text MATCH {place}"));
                ("dossier_text CROSS JOIN dossier", "dossier_text.rowid")
            }
            Dialect::Postgres => {
                let place = self.value(quoted.join(" & "));
                self.wheres.push("dossier.serial = dossier_text.serial".into());
                self.wheres.push(format!("dossier_text.body @@ to_tsquery('simple', {place})"));
                ("dossier_text CROSS JOIN dossier", "dossier_text.serial")
            }
        }
    }

    async fn page(
        mut self,
        asks: &impl Asks,
        from: &str,
        order: &str,
        backwards: bool,
        limit: i64,
    ) -> Result<Vec<ListedRow>, Trouble> {
        let limit = self.value(limit);
        let wheres = if self.wheres.is_empty() { "1 = 1".to_owned() } else { self.wheres.join(" AND ") };
        let sql = format!("SELECT {COLUMNS} FROM {from} WHERE {wheres} ORDER BY {order} LIMIT {limit}");
        let mut rows: Vec<ListedRow> = asks.all(&sql, self.values).await?;
        if backwards {
            rows.reverse();
        }
        Ok(rows)
    }
}
