//! Lists of entities: by name, or those that words were found in, newest first.
//!
//! Each page is read along an index from where the page before ended. Nothing is counted.

use super::EntityRow;
use crate::{
    database::Asks,
    dossier::listed::{Match, Turn},
    query::Query,
    trouble::Trouble,
};

/// What a list is narrowed down to; empty means that it does not matter.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Words that must all occur.
    pub words: Vec<String>,
    /// Sector id of the main activity.
    pub sector: String,
    /// Some activity may be in one of these sectors; whether it is, the caller looks up.
    pub sectors: Vec<String>,
    /// Class.
    pub class: String,
    /// State.
    pub state: String,
    /// `any`, or one risk.
    pub risk: String,
}

/// Where a row stands in the list by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The name as it is sorted.
    pub sort: String,
    /// The serial.
    pub serial: i64,
}

impl Turn<Place> {
    /// The same page in the list by serial.
    pub fn by_serial(&self) -> Turn<i64> {
        match self {
            Self::First => Turn::First,
            Self::After(place) => Turn::After(place.serial),
            Self::Before(place) => Turn::Before(place.serial),
        }
    }
}

/// A page in order of names.
pub async fn by_name(
    asks: &impl Asks,
    filter: &Filter,
    turn: &Turn<Place>,
    limit: i64,
) -> Result<Vec<EntityRow>, Trouble> {
    let mut asked = asked(filter);
    let backwards = match turn {
        Turn::First => false,
        Turn::After(place) | Turn::Before(place) => {
            let back = matches!(turn, Turn::Before(_));
            let (sort, serial) = (asked.value(place.sort.clone()), asked.value(place.serial));
            asked.wheres.push(format!(
                "(entity.sort, entity.serial) {} ({sort}, {serial})",
                if back { "<" } else { ">" }
            ));
            back
        }
    };
    let order = if backwards { "entity.sort DESC, entity.serial DESC" } else { "entity.sort, entity.serial" };
    asked.page(asks, "entity.* FROM entity", order, backwards, limit).await
}

/// A page of those in which all words occur, newest first.
pub async fn found(
    asks: &impl Asks,
    filter: &Filter,
    turn: &Turn<i64>,
    how: Match,
    limit: i64,
) -> Result<Vec<EntityRow>, Trouble> {
    let mut asked = asked(filter);
    let number = asked.words("entity", &filter.words, how, asks.dialect());
    let backwards = match turn {
        Turn::First => false,
        Turn::After(serial) | Turn::Before(serial) => {
            let back = matches!(turn, Turn::Before(_));
            let place = asked.value(*serial);
            asked.wheres.push(format!("{number} {} {place}", if back { ">" } else { "<" }));
            back
        }
    };
    let order = format!("{number} {}", if backwards { "ASC" } else { "DESC" });
    asked.page(asks, "entity.* FROM entity_text CROSS JOIN entity", &order, backwards, limit).await
}

/// The question for what a list is narrowed down to.
fn asked(filter: &Filter) -> Query {
    let mut asked = Query::default();
    for (column, wanted) in [("entity.sector", &filter.sector), ("entity.class", &filter.class)] {
        asked.only(column, wanted);
    }
    let among = filter.sectors.iter().map(|one| {
        let (main, any) = (asked.value(one.clone()), asked.value(format!("%\"{one}%")));
        format!("entity.sector = {main} OR entity.facts LIKE {any}")
    });
    let among: Vec<String> = among.collect();
    if !among.is_empty() {
        asked.wheres.push(format!("({})", among.join(" OR ")));
    }
    // The second half of each is what the partial indexes promise.
    match filter.state.as_str() {
        "" => {}
        "registered" => asked.wheres.push("entity.state = 'registered'".into()),
        other => {
            let place = asked.value(other);
            asked.wheres.push(format!("entity.state = {place} AND entity.state <> 'registered'"));
        }
    }
    match filter.risk.as_str() {
        "" => {}
        "any" => asked.wheres.push("entity.risk <> ''".into()),
        other => {
            let place = asked.value(other);
            asked.wheres.push(format!("entity.risk = {place} AND entity.risk <> ''"));
        }
    }
    asked
}
