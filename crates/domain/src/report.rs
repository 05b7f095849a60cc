//! Reports of a case: an editable text with headings, lists and tables, in versions that are signed.
//!
//! What goes into one is gathered elsewhere; here is how the text is read, how data is put into it so
//! that nobody's words turn into headings, and what is signed.

mod text;

pub use text::{Block, Piece, escaped, read};

use crate::{marking::Tlp, note, time::Instant};
use alloc::{
    format,
    string::{String, ToString},
};
use sha2::{Digest, Sha256};

/// What kind of report it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Where things stand.
    Situation,
    /// What the analysis of systems showed.
    System,
    /// What the analysis of malware showed.
    Malware,
    /// How it ended, and what was learnt.
    Closing,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Situation, Self::System, Self::Malware, Self::Closing];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Situation => "situation",
            Self::System => "system",
            Self::Malware => "malware",
            Self::Closing => "closing",
        }
    }

    /// By its code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// The longest title, in characters.
pub const LONGEST_TITLE: usize = 200;
/// The longest text, in characters.
pub const LONGEST: usize = 400_000;

/// What is signed of a version.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Statement<'a> {
    /// The report's id.
    pub report: &'a str,
    /// The case's id.
    pub case: &'a str,
    /// What kind of report.
    pub kind: &'a str,
    /// The version, from 1.
    pub version: i64,
    /// The language.
    pub language: &'a str,
    /// How far it may go.
    pub tlp: Tlp,
    /// The title.
    pub title: &'a str,
    /// When this version was written.
    pub at: Instant,
    /// The text.
    pub body: &'a str,
}

impl Statement<'_> {
    /// The words that are signed: one value a line, and the digest of the text.
    pub fn text(&self) -> String {
        let plain = |text: &str| text.replace(|one: char| one.is_control(), " ");
        format!(
            "meldkamer report\nreport: {}\ncase: {}\nkind: {}\nversion: {}\nlanguage: {}\nmarking: {}\ntitle: {}\nwritten: {}\n\
             content: sha256:{}\n",
            plain(self.report),
            plain(self.case),
            plain(self.kind),
            self.version,
            plain(self.language),
            self.tlp.label(),
            plain(self.title),
            self.at,
            digest(self.body),
        )
    }

    /// Signs it.
    pub fn signed(&self, key: &note::SigningKey) -> String {
        note::sign(&self.text(), key)
    }

    /// Whether a signed note is of exactly this version, by a key that is trusted.
    pub fn is_signed_by(&self, signed: &str, keys: &[note::VerifyingKey]) -> bool {
        note::open(signed, keys).is_ok_and(|(text, _)| text == self.text())
    }
}

/// The digest of a text, as hex SHA-256.
pub fn digest(body: &str) -> String {
    Sha256::digest(body).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Whether a version may be written: its faults by field.
pub fn faults(title: &str, tlp: &str, body: &str) -> alloc::vec::Vec<(&'static str, &'static str)> {
    let mut faults = alloc::vec::Vec::new();
    let length = |text: &str| text.chars().count();
    match length(title.trim()) {
        0 => faults.push(("title", "missing")),
        long if long > LONGEST_TITLE => faults.push(("title", "too-long")),
        _ => {}
    }
    if Tlp::parse(tlp).is_none() {
        faults.push(("tlp", if tlp.is_empty() { "missing" } else { "not-an-option" }));
    }
    match length(body.trim()) {
        0 => faults.push(("body", "missing")),
        long if long > LONGEST => faults.push(("body", "too-long")),
        _ => {}
    }
    faults
}

/// The name of its file, without the ending.
pub fn file_name(kind: Kind, version: i64) -> String {
    [kind.code(), "report", &version.to_string()].join("-")
}

#[cfg(test)]
mod tests;
