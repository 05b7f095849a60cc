//! The queue page: a page of rows, the alarms that ring, one's own views. Looking changes nothing.

use crate::{Door, Failed, House, Subject, chance};
use meldkamer_domain::{
    access::{Tie, Verb},
    id::ViewId,
    refused::Refused,
};
use meldkamer_store::{
    dossier::{
        After, Filter,
        listed::{self, ListedRow, Match, Turn},
    },
    view::{self, ColleagueRow, RingingRow, ViewRow},
};
use serde_json::json;

/// Rows on a page.
pub const ROWS: usize = 40;

/// Which page of what.
#[derive(Debug, Clone)]
pub enum Wish {
    /// The queue, in its order.
    Queue(Filter, Turn<After>),
    /// All dossiers, newest first: a search, or a look at what is closed.
    Newest(Filter, Turn<i64>),
}

/// What the page shows.
#[derive(Debug)]
pub struct Look {
    /// The rows.
    pub rows: Vec<ListedRow>,
    /// Whether there are rows before these.
    pub earlier: bool,
    /// Whether there are rows after these.
    pub later: bool,
    /// Whether only whole words were looked for, because those filled the page.
    pub whole_words: bool,
    /// Alarms that ring.
    pub alarms: Vec<RingingRow>,
    /// One's own views.
    pub views: Vec<ViewRow>,
    /// Names beside the rows.
    pub colleagues: Vec<ColleagueRow>,
}

/// Looks at a page of the queue or of a search.
pub async fn look(house: &House, door: &Door, wish: &Wish) -> Result<Look, Failed> {
    let (db, scope) = (&house.database, &door.actor.scope());
    let limit = i64::try_from(ROWS + 1).unwrap_or(i64::MAX);
    let mut whole_words = false;
    let (mut rows, back, first) = match wish {
        Wish::Queue(filter, turn) => {
            let rows = listed::queue(db, scope, filter, *turn, limit).await?;
            (rows, matches!(turn, Turn::Before(_)), matches!(turn, Turn::First))
        }
        Wish::Newest(filter, turn) => {
            let mut rows = listed::newest(db, scope, filter, *turn, Match::Whole, limit).await?;
            whole_words = !filter.words.is_empty() && rows.len() > ROWS;
            if !filter.words.is_empty() && !whole_words {
                rows = listed::newest(db, scope, filter, *turn, Match::Beginning, limit).await?;
            }
            (rows, matches!(turn, Turn::Before(_)), matches!(turn, Turn::First))
        }
    };
    let more = rows.len() > ROWS;
    if more && back {
        rows.remove(0);
    }
    rows.truncate(ROWS);
    Ok(Look {
        earlier: if back { more } else { !first },
        later: back || more,
        rows,
        whole_words,
        alarms: view::ringing(db, 20).await?,
        views: view::of_staff(db, &door.actor.id).await?,
        colleagues: view::colleagues(db).await?,
    })
}

/// The words to look for in what was typed: those with a letter or a digit, ten at most.
pub fn words(typed: &str) -> Vec<String> {
    let sayable = |word: &&str| word.chars().any(char::is_alphanumeric);
    typed.split_whitespace().filter(sayable).take(10).map(str::to_owned).collect()
}

/// Keeps a view under a name; the query is the queue page's own, without the question mark.
pub async fn keep_view(house: &House, door: &Door, name: &str, query: &str) -> Result<(), Failed> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > 60 {
        return Err(Refused::field("name", if name.is_empty() { "missing" } else { "too-long" }).into());
    }
    if query.len() > 1000 {
        return Err(Refused::field("query", "too-long").into());
    }
    let mut act = house.begin(door).await?;
    let permit = act.may(Verb::KeepView, Subject::account(&door.actor.id), Tie::Own).await?;
    let row = ViewRow {
        id: ViewId::new(act.at, chance::bytes()).to_string(),
        staff: door.actor.id.clone(),
        name: name.to_owned(),
        query: query.to_owned(),
    };
    view::keep(act.tx()?, &permit, &row).await?;
    act.note(permit, json!({"kept": name, "query": row.query})).await.map(drop)
}

/// Drops one of one's own views.
pub async fn drop_view(house: &House, door: &Door, id: &str) -> Result<(), Failed> {
    let mut act = house.begin(door).await?;
    let permit = act.may(Verb::KeepView, Subject::account(&door.actor.id), Tie::Own).await?;
    if !view::drop_view(act.tx()?, &permit, &door.actor.id, id).await? {
        return Err(Failed::NOT_FOUND);
    }
    act.note(permit, json!({"dropped": id})).await.map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_can_be_found_is_looked_for() {
        assert_eq!(words("  water -- \"!\" K7M4-20PX "), ["water", "K7M4-20PX"]);
        assert_eq!(words(&"een ".repeat(40)).len(), 10);
    }
}
