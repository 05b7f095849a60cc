//! Conditions: the small language in which rulebooks ask about facts.
//!
//! `{ fact = "i.duration.minutes", over = 30 }` is a leaf; `all`, `any`, `not` and `count … of` join
//! them. What is not known stays unknown (Kleene's logic); no condition ever guesses. A threshold
//! "5 % or one million, whichever is smaller" is passed as soon as either is: `lower-of` says so.

use crate::fact::{Fact, Facts};
use alloc::{boxed::Box, collections::BTreeMap, string::String, vec, vec::Vec};
use serde::Deserialize;
use toml::Spanned;

/// Yes, no, or not known; ordered so that "all" is the least and "any" the greatest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Truth {
    /// It is not so.
    No,
    /// The facts cannot tell.
    Unknown,
    /// It is so.
    Yes,
}

impl Truth {
    /// Stable code: `yes`, `no`, `unknown`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Unknown => "unknown",
        }
    }
}

impl From<Option<bool>> for Truth {
    fn from(known: Option<bool>) -> Self {
        match known {
            Some(true) => Self::Yes,
            Some(false) => Self::No,
            None => Self::Unknown,
        }
    }
}

impl core::ops::Not for Truth {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::Unknown => Self::Unknown,
            Self::No => Self::Yes,
        }
    }
}

/// Outcomes of criteria by id, for conditions that combine them.
pub type Outcomes<'a> = BTreeMap<&'a str, Truth>;

/// A question to the facts.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(try_from = "Written")]
pub enum Condition {
    /// Every one holds; an empty list always holds.
    All(Vec<Condition>),
    /// At least one holds.
    Any(Vec<Condition>),
    /// The opposite.
    Not(Box<Condition>),
    /// At least so many hold.
    Count(usize, Vec<Condition>),
    /// A comparison of one fact; an unknown one is presumed so, if the third says it.
    Fact(Spanned<String>, Test, Option<bool>),
    /// The outcome of a criterion in the same set.
    Criterion(Spanned<String>),
}

impl Default for Condition {
    fn default() -> Self {
        Self::All(vec![])
    }
}

/// What is asked of one fact. Numbers are in the unit of the question.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// More than.
    Over(f64),
    /// This much or more.
    AtLeast(f64),
    /// Less than.
    Under(f64),
    /// This much or less.
    AtMost(f64),
    /// One of these options (for several answers: among them).
    Is(Vec<String>),
    /// Yes or no.
    Flag(bool),
}

impl Test {
    fn ask(&self, fact: &Fact) -> Truth {
        let known = match (self, fact) {
            (Self::Over(limit), Fact::Number(n)) => Some(n > limit),
            (Self::AtLeast(limit), Fact::Number(n)) => Some(n >= limit),
            (Self::Under(limit), Fact::Number(n)) => Some(n < limit),
            (Self::AtMost(limit), Fact::Number(n)) => Some(n <= limit),
            (Self::Is(options), Fact::Text(text)) => Some(options.contains(text)),
            (Self::Is(options), Fact::Many(many)) => Some(many.iter().any(|one| options.contains(one))),
            (Self::Flag(wanted), Fact::Flag(flag)) => Some(wanted == flag),
            _ => None,
        };
        known.into()
    }
}

impl Condition {
    /// What the facts say to it.
    pub fn ask(&self, facts: &Facts, outcomes: &Outcomes<'_>) -> Truth {
        match self {
            Self::All(all) => all.iter().map(|one| one.ask(facts, outcomes)).min().unwrap_or(Truth::Yes),
            Self::Any(any) => any.iter().map(|one| one.ask(facts, outcomes)).max().unwrap_or(Truth::No),
            Self::Not(one) => !one.ask(facts, outcomes),
            Self::Count(wanted, of) => {
                let reach = |least| of.iter().filter(|one| one.ask(facts, outcomes) >= least).count();
                if reach(Truth::Yes) >= *wanted {
                    Truth::Yes
                } else if reach(Truth::Unknown) >= *wanted {
                    Truth::Unknown
                } else {
                    Truth::No
                }
            }
            Self::Fact(name, test, presumed) => {
                let told = facts.get(name.get_ref()).map_or(Truth::Unknown, |fact| test.ask(fact));
                if told == Truth::Unknown { Truth::from(*presumed) } else { told }
            }
            Self::Criterion(id) => outcomes.get(id.get_ref().as_str()).copied().unwrap_or(Truth::Unknown),
        }
    }

    /// As [`Condition::ask`], for conditions that name no criteria.
    pub fn of(&self, facts: &Facts) -> Truth {
        self.ask(facts, &Outcomes::new())
    }

    /// Every leaf, in order.
    pub fn leaves(&self) -> Vec<&Self> {
        match self {
            Self::All(list) | Self::Any(list) | Self::Count(_, list) => {
                list.iter().flat_map(Self::leaves).collect()
            }
            Self::Not(one) => one.leaves(),
            leaf => vec![leaf],
        }
    }

    /// The names of all facts it asks about.
    pub fn facts(&self) -> impl Iterator<Item = &str> {
        self.leaves().into_iter().filter_map(|leaf| match leaf {
            Self::Fact(name, ..) => Some(name.get_ref().as_str()),
            _ => None,
        })
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Wanted {
    Flag(bool),
    One(String),
    Several(Vec<String>),
}

impl From<Wanted> for Test {
    fn from(wanted: Wanted) -> Self {
        match wanted {
            Wanted::Flag(flag) => Self::Flag(flag),
            Wanted::One(one) => Self::Is(vec![one]),
            Wanted::Several(several) => Self::Is(several),
        }
    }
}

/// A condition as it is written: one of its forms.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Written {
    all: Option<Vec<Condition>>,
    #[serde(alias = "lower-of")]
    any: Option<Vec<Condition>>,
    not: Option<Box<Condition>>,
    count: Option<usize>,
    of: Option<Vec<Condition>>,
    criterion: Option<Spanned<String>>,
    fact: Option<Spanned<String>>,
    over: Option<f64>,
    at_least: Option<f64>,
    under: Option<f64>,
    at_most: Option<f64>,
    #[serde(alias = "has")]
    is: Option<Wanted>,
    presume: Option<bool>,
}

impl TryFrom<Written> for Condition {
    type Error = &'static str;

    fn try_from(written: Written) -> Result<Self, Self::Error> {
        let tests = [
            written.over.map(Test::Over),
            written.at_least.map(Test::AtLeast),
            written.under.map(Test::Under),
            written.at_most.map(Test::AtMost),
            written.is.map(Test::from),
        ];
        let mut tests = tests.into_iter().flatten();
        let test = tests.next();
        let forms = [
            written.all.map(Self::All),
            written.any.map(Self::Any),
            written.not.map(Self::Not),
            written.count.zip(written.of).map(|(count, of)| Self::Count(count, of)),
            written.criterion.map(Self::Criterion),
            written.fact.zip(test).map(|(fact, test)| Self::Fact(fact, test, written.presume)),
        ];
        let mut forms = forms.into_iter().flatten();
        match (forms.next(), forms.next(), tests.next()) {
            (Some(one), None, None) => Ok(one),
            _ => Err("a condition has exactly one form: all, any, lower-of, not, count with of, criterion, \
                      or fact with one of over, at-least, under, at-most, is"),
        }
    }
}
