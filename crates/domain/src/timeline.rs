//! The timeline of an incident: what the attacker did, what the defender did, when, where, and how we
//! know. A line keeps the moment as it was written beside the moment in UTC.
//!
//! How files are read and written is the exchange's; here their fields become lines, and
//! lines become the same fields again.

mod fields;
mod when;

pub use fields::{CORE, Fault, line, to_fields};
pub use when::{Moment, moment};

use crate::{technique::Technique, time::Instant};
use alloc::{string::String, vec::Vec};
use serde_json::Value;

/// The longest message, in characters.
pub const LONGEST: usize = 20_000;
/// The longest of the other texts, in characters.
pub const LONGEST_PART: usize = 500;

/// Who did it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Side {
    /// The attacker.
    Attacker,
    /// The organisation, or whoever helps it.
    Defender,
    /// Nobody said, or neither.
    #[default]
    Other,
}

impl Side {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Attacker, Self::Defender, Self::Other];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Attacker => "attacker",
            Self::Defender => "defender",
            Self::Other => "other",
        }
    }

    /// By its code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// Fields in the order in which they came.
pub type Fields = Vec<(String, Value)>;

/// One line.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Line {
    /// When, in UTC.
    pub at: Option<Instant>,
    /// When, as it was written.
    pub told: String,
    /// The zone or offset that it was read in: `+02:00`, `UTC`, or a zone that was assumed.
    pub zone: String,
    /// Whose act.
    pub side: Side,
    /// What happened.
    pub message: String,
    /// What the moment is of: of a logon, of the last change of a file.
    pub meaning: String,
    /// How we know: a log, a person, a file.
    pub source: String,
    /// On what system.
    pub host: String,
    /// By what account.
    pub account: String,
    /// The technique, where one is known.
    pub technique: Option<Technique>,
    /// All fields as they came in; empty for a line that was typed.
    pub fields: Fields,
}

#[cfg(test)]
mod tests;
