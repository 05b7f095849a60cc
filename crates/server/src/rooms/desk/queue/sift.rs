//! What the list is narrowed down to, as it stands in the address.

use crate::form::Form;
use meldkamer_app::desk::queue::{Wish, words};
use meldkamer_store::dossier::{
    After, Filter,
    listed::{ListedRow, Turn},
};
use serde::Serialize;

/// States whose dossiers no longer stand in the queue.
const OVER: [&str; 4] = ["closed", "withdrawn", "merged", "all"];

/// The filters of the queue page; empty means that it does not matter.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Sift {
    /// Words to search for.
    pub q: String,
    /// A state, `all`, or nothing for what stands in the queue.
    pub state: String,
    /// Sector id.
    pub sector: String,
    /// Kind of report.
    pub kind: String,
    /// `mine` or `none`.
    pub assignee: String,
    /// `show`, `only`, or nothing for none.
    pub exercises: String,
    /// The filters as an address has them, without the page.
    pub query: String,
    pub(super) after: String,
    pub(super) before: String,
}

impl Sift {
    /// Reads the query of the page.
    pub fn of(form: &Form) -> Self {
        let text = |name: &str| form.text(name).to_owned();
        let mut sift = Self {
            q: text("q"),
            state: text("state"),
            sector: text("sector"),
            kind: text("kind"),
            assignee: text("assignee"),
            exercises: text("exercises"),
            query: String::new(),
            after: text("after"),
            before: text("before"),
        };
        sift.query = sift.filters();
        sift
    }

    fn filters(&self) -> String {
        let all = [
            ("q", &self.q),
            ("state", &self.state),
            ("sector", &self.sector),
            ("kind", &self.kind),
            ("assignee", &self.assignee),
            ("exercises", &self.exercises),
        ];
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(all.into_iter().filter(|(_, value)| !value.is_empty()));
        query.finish()
    }

    /// Whether all dossiers are looked through, newest first, instead of the queue in its order.
    pub fn is_archive(&self) -> bool {
        !words(&self.q).is_empty() || OVER.contains(&self.state.as_str())
    }

    /// What to ask for; `me` is who asks.
    pub fn wish(&self, me: &str) -> Wish {
        let some = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        let archive = self.is_archive();
        let filter = Filter {
            queued: !archive,
            exercise: match self.exercises.as_str() {
                "show" => None,
                "only" => Some(true),
                _ => Some(false),
            },
            state: some(&self.state).filter(|state| state != "all"),
            sector: some(&self.sector),
            kind: some(&self.kind),
            assignee: match self.assignee.as_str() {
                "mine" => Some(me.to_owned()),
                "none" => Some(String::new()),
                _ => None,
            },
            entity: None,
            words: words(&self.q),
        };
        if archive {
            Wish::Newest(filter, turn(&self.after, &self.before, |text| text.parse().ok()))
        } else {
            Wish::Queue(filter, turn(&self.after, &self.before, place))
        }
    }

    /// How a row is named as the end of a page.
    pub fn mark(&self, row: &ListedRow) -> String {
        if self.is_archive() {
            row.serial.to_string()
        } else {
            format!("{}.{}.{}", row.tier, row.rank, row.serial)
        }
    }

    /// The address of a page that begins `after` or ends `before` a row.
    pub fn address(&self, side: &str, mark: &str) -> String {
        let join = if self.query.is_empty() { "" } else { "&" };
        format!("/desk?{}{join}{side}={mark}", self.query)
    }
}

/// An unreadable place is the top: an old address never fails.
fn turn<T>(after: &str, before: &str, read: impl Fn(&str) -> Option<T>) -> Turn<T> {
    match (read(after), read(before)) {
        (Some(row), _) => Turn::After(row),
        (None, Some(row)) => Turn::Before(row),
        (None, None) => Turn::First,
    }
}

fn place(text: &str) -> Option<After> {
    let mut parts = text.split('.').map(str::parse);
    let mut next = || parts.next()?.ok();
    Some(After { tier: next()?, rank: next()?, serial: next()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sift(query: &str) -> Sift {
        Sift::of(&Form::of_query(query))
    }

    #[test]
    fn without_a_search_the_queue_is_asked_and_exercises_stay_away() {
        let Wish::Queue(filter, turn) = sift("sector=energy&assignee=mine&after=1.-5.9").wish("acc_1") else {
            panic!("not the queue")
        };
        assert!(filter.queued && filter.exercise == Some(false) && filter.words.is_empty());
        assert_eq!((filter.assignee.as_deref(), filter.sector.as_deref()), (Some("acc_1"), Some("energy")));
        assert!(matches!(turn, Turn::After(After { tier: 1, rank: -5, serial: 9 })));
    }

    #[test]
    fn a_search_looks_through_everything() {
        let sift = sift("q=water+bedrijf&before=77&exercises=show");
        let Wish::Newest(filter, turn) = sift.wish("acc_1") else { panic!("the queue") };
        assert_eq!(filter.words, ["water", "bedrijf"]);
        assert!(!filter.queued && filter.exercise.is_none() && matches!(turn, Turn::Before(77)));
        assert_eq!(sift.address("after", "3"), "/desk?q=water+bedrijf&exercises=show&after=3");
    }

    #[test]
    fn an_odd_place_is_the_top() {
        let Wish::Queue(_, turn) = sift("after=x.y").wish("") else { panic!("not the queue") };
        assert!(matches!(turn, Turn::First));
    }
}
