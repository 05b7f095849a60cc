//! An answer: understood, said to be unknown, or kept as it came.

use crate::{
    fact::{Fact, Facts},
    question::HEADS,
    time::Instant,
};
use alloc::{
    collections::BTreeMap,
    format,
    string::{String, ToString},
    vec::Vec,
};
use jiff::Timestamp;
use serde_json::{Map, Value, json};

/// The named parts of a composite answer.
pub type Parts = BTreeMap<String, Answer>;

/// How precisely a moment is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// As given.
    Exact,
    /// To the hour.
    Hour,
    /// To the day; the moment is the day's first.
    Day,
    /// A guess.
    Estimate,
}

impl Precision {
    /// The precision with this id.
    pub fn parse(id: &str) -> Option<Self> {
        match id {
            "exact" => Some(Self::Exact),
            "hour" => Some(Self::Hour),
            "day" => Some(Self::Day),
            "estimate" => Some(Self::Estimate),
            _ => None,
        }
    }

    /// Its id.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Estimate => "estimate",
        }
    }
}

/// One answer, or one part of one.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// "I do not know."
    Unknown,
    /// Yes or no.
    Flag(bool),
    /// Free text.
    Text(String),
    /// A finite number in the field's unit.
    Number(f64),
    /// A moment.
    Moment {
        /// When.
        at: Instant,
        /// How precisely that is known.
        precision: Precision,
    },
    /// One option's id.
    One(String),
    /// Options' ids, or country codes; one that is no option stands here as it was given.
    Many(Vec<String>),
    /// Named parts.
    Parts(Parts),
    /// Rows of named parts.
    Rows(Vec<Parts>),
    /// Given, but not understood: word for word.
    Raw(Value),
}

impl Answer {
    /// The form that reads back as the same answer.
    pub fn to_json(&self) -> Value {
        match self {
            Self::Unknown => json!("unknown"),
            Self::Flag(yes) => json!(if *yes { "yes" } else { "no" }),
            Self::Text(text) | Self::One(text) => json!(text),
            Self::Number(number) => number_json(*number),
            Self::Moment { at, precision: Precision::Exact } => json!(stamp(*at)),
            Self::Moment { at, precision } => {
                json!({ "at": stamp(*at), "precision": precision.id() })
            }
            Self::Many(many) => json!(many),
            Self::Parts(parts) => parts_json(parts),
            Self::Rows(rows) => rows.iter().map(parts_json).collect(),
            Self::Raw(value) => value.clone(),
        }
    }

    /// Adds this answer to the facts under a name, and its parts under `name.part`.
    pub(super) fn tell(&self, name: &str, facts: &mut Facts) {
        match self {
            Self::Parts(parts) => {
                for (part, answer) in parts {
                    answer.tell(&format!("{name}.{part}"), facts);
                }
                if let Some(head) = head(parts) {
                    head.tell(name, facts);
                }
            }
            Self::Rows(rows) => tell_rows(name, rows, facts),
            single => {
                if let Some(fact) = single.fact() {
                    facts.set(name, fact);
                }
            }
        }
    }

    fn fact(&self) -> Option<Fact> {
        Some(match self {
            Self::Unknown => Fact::Unknown,
            Self::Flag(yes) => Fact::Flag(*yes),
            Self::Text(text) | Self::One(text) => Fact::Text(text.clone()),
            Self::Number(number) => Fact::Number(*number),
            Self::Moment { at, .. } => Fact::At(*at),
            Self::Many(many) => Fact::Many(many.clone()),
            Self::Parts(_) | Self::Rows(_) | Self::Raw(_) => return None,
        })
    }
}

/// The part that speaks for the whole.
fn head(parts: &Parts) -> Option<&Answer> {
    HEADS.iter().find_map(|name| parts.get(*name))
}

/// Of rows: a yes in any row is a yes; texts are gathered; the rest is for people.
fn tell_rows(name: &str, rows: &[Parts], facts: &mut Facts) {
    let mut texts: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut flags: BTreeMap<&str, bool> = BTreeMap::new();
    for (part, answer) in rows.iter().flatten() {
        match answer {
            Answer::Text(text) | Answer::One(text) => {
                texts.entry(part).or_default().push(text.clone());
            }
            Answer::Many(many) => texts.entry(part).or_default().extend(many.iter().cloned()),
            Answer::Flag(yes) => *flags.entry(part).or_default() |= yes,
            _ => {}
        }
    }
    for (part, many) in texts {
        if HEADS.contains(&part) {
            facts.set(name, Fact::Many(many.clone()));
        }
        facts.set(format!("{name}.{part}"), Fact::Many(many));
    }
    for (part, yes) in flags {
        let unsure = |row: &Parts| row.get(part).is_none_or(|answer| *answer == Answer::Unknown);
        let fact = if yes || !rows.iter().any(unsure) { Fact::Flag(yes) } else { Fact::Unknown };
        facts.set(format!("{name}.{part}"), fact);
    }
}

fn parts_json(parts: &Parts) -> Value {
    let part = |(name, answer): (&String, &Answer)| (name.clone(), answer.to_json());
    Value::Object(parts.iter().map(part).collect::<Map<_, _>>())
}

/// Whole numbers without a point.
fn number_json(number: f64) -> Value {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    #[allow(clippy::cast_possible_truncation, reason = "checked to be whole and in range")]
    let whole = number as i64;
    if (0.0..EXACT).contains(&number) && number % 1.0 == 0.0 { json!(whole) } else { json!(number) }
}

/// UTC to the microsecond, so that it reads back as the same moment.
fn stamp(at: Instant) -> String {
    Timestamp::from_microsecond(at.micros()).map_or_else(|_| at.rfc3339(), |one| one.to_string())
}
