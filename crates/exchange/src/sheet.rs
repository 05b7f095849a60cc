//! Sheets: rows of named texts, in CSV, XLSX or JSON; read row by row with bounds on everything.
//!
//! What a column means is not known here. A sheet is untrusted: it is never held in memory as a whole
//! table, a spreadsheet is unpacked under a limit before any of it is read, and what a spreadsheet
//! would take for a formula is written so that it stays text.

mod csv;
mod json;
mod xlsx;

pub use csv::{Separator, Writer, encoding_of, table};
pub use xlsx::{MOST_CELL, MOST_ROWS, workbook};

use serde_json::{Map, Value};
use std::ops::ControlFlow;

/// The most rows of a sheet.
pub const ROWS: usize = 250_000;
/// The most columns.
pub const COLUMNS: usize = 500;
/// The most characters of one cell.
pub const CELL: usize = 400_000;
/// The most bytes that a spreadsheet may unpack to.
pub const UNPACKED: u64 = 512 * 1024 * 1024;

/// Why a sheet cannot be read as a whole; what is wrong within a row is the reader's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Nothing is in it, or only a head.
    #[error("empty")]
    Empty,
    /// It has more rows, columns or characters than are taken.
    #[error("too-large")]
    TooLarge,
    /// It unpacks to far more than it is.
    #[error("bomb")]
    Bomb,
    /// The first row does not name the columns: a wrong separator, or no head at all.
    #[error("no-head")]
    NoHead,
    /// It is not what it says it is.
    #[error("not-readable: {0}")]
    NotReadable(String),
}

impl Fault {
    /// Stable code, for the words files.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLarge => "too-large",
            Self::Bomb => "bomb",
            Self::NoHead => "no-head",
            Self::NotReadable(_) => "not-readable",
        }
    }
}

/// The formats that are read and written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Text with separators.
    Csv,
    /// A spreadsheet of Office.
    Xlsx,
    /// An array of objects.
    Json,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Csv, Self::Xlsx, Self::Json];

    /// The ending of its files.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Json => "json",
        }
    }

    /// Its media type.
    pub const fn media(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Json => "application/json",
        }
    }

    /// A format by the ending of its files.
    pub fn parse(ending: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.ending() == ending)
    }

    /// What bytes are, by what they begin with; a name proves nothing.
    pub fn of(bytes: &[u8]) -> Self {
        if bytes.starts_with(b"PK\x03\x04") {
            return Self::Xlsx;
        }
        let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace() && !b"\xef\xbb\xbf".contains(byte));
        if matches!(first, Some(b'[' | b'{')) { Self::Json } else { Self::Csv }
    }
}

/// How a sheet was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Understood {
    /// Its format.
    pub format: Format,
    /// The encoding of its text.
    pub encoding: &'static str,
    /// The separator, for CSV.
    pub separator: Option<Separator>,
    /// The names of its columns as given; empty for JSON.
    pub head: Vec<String>,
}

/// Reads a sheet: `row` gets the number of the line and what stands in it by column; it may stop.
///
/// `known` tells whether a column's name means anything: a first row without any such name is no head.
pub fn read(
    bytes: &[u8],
    known: &dyn Fn(&str) -> bool,
    row: &mut dyn FnMut(usize, Map<String, Value>) -> ControlFlow<()>,
) -> Result<Understood, Fault> {
    match Format::of(bytes) {
        Format::Csv => csv::read(bytes, known, row),
        Format::Xlsx => xlsx::read(bytes, known, row),
        Format::Json => json::read(bytes, row),
    }
}

/// The row under its head: columns without a name are left out.
fn named(head: &[String], cells: impl IntoIterator<Item = String>) -> Map<String, Value> {
    let pairs = head.iter().zip(cells).filter(|(name, _)| !name.is_empty());
    pairs.map(|(name, cell)| (name.clone(), Value::String(undefused(cell)))).collect()
}

/// The head as names: lower case, without the blanks and marks that people put in.
fn head(cells: Vec<String>, known: &dyn Fn(&str) -> bool) -> Result<Vec<String>, Fault> {
    if cells.len() > COLUMNS {
        return Err(Fault::TooLarge);
    }
    let names: Vec<String> = cells.iter().map(|cell| cell.trim().to_lowercase()).collect();
    if names.iter().any(|name| known(name)) { Ok(names) } else { Err(Fault::NoHead) }
}

/// Whether a spreadsheet would take a text for a formula.
fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// A text that stays a text in a spreadsheet: an apostrophe goes before what looks like a formula.
pub fn defused(text: &str) -> String {
    let quoted = text.trim_start_matches('\'');
    if is_formula(quoted) { format!("'{text}") } else { text.to_owned() }
}

/// A text as it was before [`defused`].
fn undefused(text: String) -> String {
    match text.strip_prefix('\'') {
        Some(rest) if is_formula(rest.trim_start_matches('\'')) => rest.to_owned(),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Rows = Vec<(usize, Map<String, Value>)>;

    pub(super) fn rows(bytes: &[u8]) -> Result<Rows, Fault> {
        let mut found = Vec::new();
        let known = |name: &str| ["name", "phone", "note"].contains(&name);
        read(bytes, &known, &mut |line, row| {
            found.push((line, row));
            ControlFlow::Continue(())
        })?;
        Ok(found)
    }

    #[test]
    fn a_formula_is_defused_and_comes_back_as_it_was() {
        for text in ["+31 6 1234", "=1+1", "'=x", "''-y", "gewoon", "'s Heerenberg", "@x", ""] {
            assert_eq!(undefused(defused(text)), text);
            assert!(!is_formula(&defused(text)));
        }
    }

    #[test]
    fn what_bytes_are_is_told_by_the_bytes() {
        assert_eq!(Format::of(b"PK\x03\x04"), Format::Xlsx);
        assert_eq!(Format::of(b"\xef\xbb\xbf [1]"), Format::Json);
        assert_eq!(Format::of(b"naam;nummer"), Format::Csv);
    }

    #[test]
    fn rows_come_with_the_names_of_their_columns() {
        let text = "Name;phone;\nNoord;'+31 6;x\n\nZuid;;\n";
        let found = rows(text.as_bytes()).unwrap();
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].0, found[0].1["phone"].as_str()), (2, Some("+31 6")));
        assert_eq!((found[1].0, found[1].1.len()), (4, 2));
        assert_eq!(rows(b"").unwrap_err(), Fault::Empty);
        assert_eq!(rows(b"a,b\n1,2").unwrap_err(), Fault::NoHead);
    }
}
