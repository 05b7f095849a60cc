//! Conditions: the little language in which frameworks ask about facts.
//!
//! One name space: question ids as they are, `answer.*` for criteria, `axis.*` for earlier
//! conclusions, `decided.*` for what a person chose, `context.*` for circumstances.
//! What is not known fulfils no condition except `known = false` and `is-not`: a service that has
//! stopped is urgent until somebody says that it is restored.

use super::framework::Word;
use crate::fact::{Fact, Facts};
use alloc::{string::String, vec::Vec};
use serde::Deserialize;

/// One demand on one fact; every part that is given must hold.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Condition {
    /// The fact's name.
    pub fact: Word,
    /// This word (`yes` and `no` for flags), or one of these; for several answers: among them.
    pub is: Option<Wanted>,
    /// Not known to be this word.
    pub is_not: Option<Wanted>,
    /// This number or more.
    pub at_least: Option<f64>,
    /// Less than this number.
    pub below: Option<f64>,
    /// Whether anything is known.
    pub known: Option<bool>,
}

/// One word or several.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Wanted {
    /// Exactly this.
    One(String),
    /// Any of these.
    Any(Vec<String>),
}

impl Wanted {
    fn meets(&self, fact: &Fact) -> bool {
        match self {
            Self::One(word) => says(fact, word),
            Self::Any(words) => words.iter().any(|word| says(fact, word)),
        }
    }
}

impl Condition {
    /// Whether the facts fulfil it.
    pub fn holds(&self, facts: &Facts) -> bool {
        let fact = facts.get(self.fact.get_ref());
        let number = facts.number(self.fact.get_ref());
        self.known.is_none_or(|known| known == fact.is_some())
            && self.is.as_ref().is_none_or(|want| fact.is_some_and(|fact| want.meets(fact)))
            && self.is_not.as_ref().is_none_or(|want| fact.is_none_or(|fact| !want.meets(fact)))
            && self.at_least.is_none_or(|least| number.is_some_and(|number| number >= least))
            && self.below.is_none_or(|below| number.is_some_and(|number| number < below))
    }

    /// Whether it asks anything at all.
    pub(super) fn asks(&self) -> bool {
        self.is.is_some()
            || self.is_not.is_some()
            || self.at_least.is_some()
            || self.below.is_some()
            || self.known.is_some()
    }
}

/// Whether all conditions hold; none means always.
pub(super) fn all(conditions: &[Condition], facts: &Facts) -> bool {
    conditions.iter().all(|condition| condition.holds(facts))
}

fn says(fact: &Fact, word: &str) -> bool {
    match fact {
        Fact::Flag(yes) => word == if *yes { "yes" } else { "no" },
        Fact::Text(text) => text == word,
        Fact::Many(many) => many.iter().any(|one| one == word),
        Fact::Unknown | Fact::Number(_) | Fact::At(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec;

    fn condition(text: &str) -> Condition {
        toml::from_str(text).unwrap()
    }

    #[test]
    fn every_part_must_hold() {
        let mut facts = Facts::default();
        facts.set("n", Fact::Number(5.0));
        facts.set("f", Fact::Flag(true));
        facts.set("t", Fact::Text("red".into()));
        facts.set("m", Fact::Many(vec!["a".into(), "b".into()]));
        facts.set("u", Fact::Unknown);
        for (text, holds) in [
            ("fact='n'\nat-least=5", true),
            ("fact='n'\nat-least=5\nbelow=5", false),
            ("fact='n'\nbelow=6", true),
            ("fact='f'\nis='yes'", true),
            ("fact='f'\nis='no'", false),
            ("fact='t'\nis=['red','yellow']", true),
            ("fact='t'\nis-not='red'", false),
            ("fact='m'\nis='b'", true),
            ("fact='m'\nis='c'", false),
            ("fact='u'\nis-not='red'", true),
            ("fact='u'\nknown=false", true),
            ("fact='none'\nknown=true", false),
        ] {
            assert_eq!(condition(text).holds(&facts), holds, "{text}");
        }
    }
}
