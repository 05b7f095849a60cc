//! Rulebooks: law and craft as dated data, read from TOML.
//!
//! What every entry has in common stands here: where it comes from, when it holds, in which
//! languages it speaks, and what is wrong with a file. Each kind of entry is read in its own room.

use alloc::{string::String, vec::Vec};
use jiff::civil::Date;
use serde::Deserialize;

/// One file of a rulebook, as it was read from disk or from the binary.
#[derive(Clone, Debug)]
pub struct Source {
    /// Path within the rulebook, such as `nl/cbw.toml`.
    pub file: String,
    /// The whole text.
    pub text: String,
}

/// What is wrong with a rulebook, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Path within the rulebook.
    pub file: String,
    /// Line, from 1; 0 when the whole file is meant.
    pub line: usize,
    /// What is wrong and what to do about it, in English, for the operator.
    pub message: String,
}

/// A text in the languages of the installation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// Dutch.
    pub nl: String,
    /// English.
    pub en: String,
}

impl Said {
    /// The text in a language; English for one we do not speak.
    pub fn in_language(&self, language: &str) -> &str {
        if language == "nl" { &self.nl } else { &self.en }
    }
}

/// What an entry rests on: clause, source, and the dates between which it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basis {
    /// The clause as lawyers cite it, such as `Cbw 26`.
    pub clause: String,
    /// Where the text can be read: an official publication's address or identifier.
    pub source: String,
    /// First day on which it holds.
    pub from: Option<Date>,
    /// Last day on which it holds.
    pub until: Option<Date>,
    /// Whether it was read in the text itself; staff see a mark when it was not.
    pub confirmed: bool,
}

impl Basis {
    /// Whether the entry holds on a day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// The 1-based line of a byte offset.
pub fn line_of(text: &str, offset: usize) -> usize {
    1 + text.bytes().take(offset).filter(|byte| *byte == b'\n').count()
}

/// The mistakes of several readers, gathered so that an operator sees them all at once.
pub type Mistakes = Vec<Mistake>;
