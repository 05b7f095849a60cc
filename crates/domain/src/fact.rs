//! What is known about an incident, flattened for the rules to read.
//!
//! A fact's name is a question's id, with the part of a composite answer behind it:
//! `w.malicious`, `t.aware`, `i.users.number`, `i.money.loss`, `entity.kind`.
//! A name that is absent was never answered; [`Fact::Unknown`] was answered with "unknown".
//! To every rule the two mean the same: it cannot tell.

use crate::time::Instant;
use alloc::{collections::BTreeMap, string::String, vec::Vec};

/// One thing that somebody told us.
#[derive(Clone, Debug, PartialEq)]
pub enum Fact {
    /// The person answered that they do not know.
    Unknown,
    /// Yes or no.
    Flag(bool),
    /// A number, in the unit that the question states.
    Number(f64),
    /// A moment.
    At(Instant),
    /// Free text, or one option's id.
    Text(String),
    /// Several options' ids, or several texts.
    Many(Vec<String>),
}

/// All facts of one incident at one moment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts(BTreeMap<String, Fact>);

impl Facts {
    /// Sets or replaces a fact.
    pub fn set(&mut self, name: impl Into<String>, fact: Fact) {
        self.0.insert(name.into(), fact);
    }

    /// What is known under this name; `Unknown` and absent are both `None`.
    pub fn get(&self, name: &str) -> Option<&Fact> {
        self.0.get(name).filter(|fact| **fact != Fact::Unknown)
    }

    /// Whether "unknown" was the answer, which is more than no answer.
    pub fn is_unsure(&self, name: &str) -> bool {
        self.0.get(name) == Some(&Fact::Unknown)
    }

    /// Yes, no, or not known.
    pub fn flag(&self, name: &str) -> Option<bool> {
        match self.get(name)? {
            Fact::Flag(yes) => Some(*yes),
            _ => None,
        }
    }

    /// A number, if one is known.
    pub fn number(&self, name: &str) -> Option<f64> {
        match self.get(name)? {
            Fact::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// A moment, if one is known.
    pub fn at(&self, name: &str) -> Option<Instant> {
        match self.get(name)? {
            Fact::At(instant) => Some(*instant),
            _ => None,
        }
    }

    /// A text or a chosen option, if one is known.
    pub fn text(&self, name: &str) -> Option<&str> {
        match self.get(name)? {
            Fact::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Whether an option is among the chosen ones; `None` when nothing is known.
    pub fn has(&self, name: &str, option: &str) -> Option<bool> {
        match self.get(name)? {
            Fact::Text(text) => Some(text == option),
            Fact::Many(many) => Some(many.iter().any(|one| one == option)),
            _ => None,
        }
    }

    /// All facts in order of their names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Fact)> {
        self.0.iter().map(|(name, fact)| (name.as_str(), fact))
    }
}
