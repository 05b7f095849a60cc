//! Crossing the border: whether an incident may concern other Member States, and which.
//!
//! The contact point looks from the first minute, on what the early warning says (NIS2 23(4)(a), 23(6)).
//! Whether anything is forwarded, a person decides.

use crate::fact::{Fact, Facts};
use alloc::{string::String, vec::Vec};

/// Why it may concern others: the strongest reason counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// The organisation serves other states, and says nothing of an effect there.
    Serves,
    /// The reporter does not know whether there may be an effect abroad.
    Unsure,
    /// The reporter says that there may be an effect abroad.
    Told,
    /// The reporter names the states.
    Named,
}

impl Why {
    /// All reasons.
    pub const ALL: [Self; 4] = [Self::Serves, Self::Unsure, Self::Told, Self::Named];

    /// The name in the database and the words files.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Serves => "serves",
            Self::Unsure => "unsure",
            Self::Told => "told",
            Self::Named => "named",
        }
    }

    /// The reason with this name.
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.id() == id)
    }
}

/// That an incident may concern other states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crossing {
    /// Why.
    pub why: Why,
    /// Which states, by their codes, sorted; none when none was named.
    pub states: Vec<String>,
}

/// What the facts say about other states than `home`; nothing when they point nowhere.
pub fn crossing(facts: &Facts, home: &str, serves: &[String]) -> Option<Crossing> {
    let hit = others(["w.cross.states", "i.geo.states"].map(|name| listed(facts, name)).concat(), home);
    let served = others([listed(facts, "org.ms"), serves.to_vec()].concat(), home);
    let told = facts.flag("w.cross") == Some(true);
    let why = match (hit.is_empty(), told, served.is_empty()) {
        (false, ..) => Why::Named,
        (true, true, _) => Why::Told,
        _ if facts.is_unsure("w.cross") => Why::Unsure,
        (true, false, false) => Why::Serves,
        (true, false, true) => return None,
    };
    let states = if why == Why::Named { hit } else { served };
    Some(Crossing { why, states })
}

fn listed(facts: &Facts, name: &str) -> Vec<String> {
    match facts.get(name) {
        Some(Fact::Many(many)) => many.clone(),
        Some(Fact::Text(one)) => [one.clone()].into(),
        _ => Vec::new(),
    }
}

fn others(mut states: Vec<String>, home: &str) -> Vec<String> {
    // What was not understood is no state: codes have two letters.
    states.retain(|state| state != home && state.len() == 2);
    states.sort();
    states.dedup();
    states
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    fn many(states: &[&str]) -> Fact {
        Fact::Many(states.iter().map(|one| String::from(*one)).collect())
    }

    #[test]
    fn the_first_word_of_another_state_is_enough() {
        let mut facts = Facts::default();
        assert_eq!(crossing(&facts, "NL", &[]), None);
        facts.set("org.ms", many(&["NL"]));
        assert_eq!(crossing(&facts, "NL", &[]), None);
        facts.set("org.ms", many(&["NL", "DE"]));
        assert_eq!(
            crossing(&facts, "NL", &[]),
            Some(Crossing { why: Why::Serves, states: vec!["DE".into()] })
        );
        facts.set("w.cross", Fact::Unknown);
        assert_eq!(crossing(&facts, "NL", &[]).map(|one| one.why), Some(Why::Unsure));
        facts.set("w.cross", Fact::Flag(true));
        assert_eq!(crossing(&facts, "NL", &[]).map(|one| one.why), Some(Why::Told));
        facts.set("w.cross.states", many(&["BE", "NL", "BE", "ergens"]));
        assert_eq!(
            crossing(&facts, "NL", &[]),
            Some(Crossing { why: Why::Named, states: vec!["BE".into()] })
        );
    }

    #[test]
    fn what_the_register_knows_counts() {
        let found = crossing(&Facts::default(), "NL", &["FR".into(), "NL".into()]);
        assert_eq!(found, Some(Crossing { why: Why::Serves, states: vec!["FR".into()] }));
    }
}
