//! Timelines as Timesketch takes them: CSV with a head, or one JSON object a line (JSONL).
//!
//! Every field is kept, in its order; what a field means is the domain's. A file is untrusted: rows and
//! cells are bounded, and a row that cannot be read is told with its line and harms no other.

mod exact;

use crate::sheet::{CELL, COLUMNS, Fault, ROWS, Separator, defused, encoding_of, table};
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::Value;
use std::{collections::BTreeSet, fmt, ops::ControlFlow};

/// Fields in the order in which they stand.
pub type Fields = Vec<(String, Value)>;

/// One row: its fields, or why it has none.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The line it begins on, from 1.
    pub line: usize,
    /// The fields, or the code of what is wrong.
    pub fields: Result<Fields, &'static str>,
}

/// The two formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// With commas (or what else separates), and a head.
    Csv,
    /// One object a line.
    Jsonl,
}

impl Format {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Csv, Self::Jsonl];

    /// The ending of its files.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
        }
    }

    /// Its media type.
    pub const fn media(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Jsonl => "application/x-ndjson",
        }
    }

    /// By the ending of its files.
    pub fn parse(ending: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.ending() == ending)
    }
}

/// Reads a file row by row; the reader may stop.
pub fn read(bytes: &[u8], row: &mut dyn FnMut(Row) -> ControlFlow<()>) -> Result<Format, Fault> {
    let (text, _) = encoding_of(bytes);
    if text.trim_start().starts_with('{') { lines(&text, row) } else { cells(&text, row) }
}

fn lines(text: &str, row: &mut dyn FnMut(Row) -> ControlFlow<()>) -> Result<Format, Fault> {
    let mut count = 0;
    for (number, line) in text.split('\n').enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        count += 1;
        if count > ROWS {
            return Err(Fault::TooLarge);
        }
        let fields = if line.len() > CELL { Err("too-large") } else { object(line.trim()) };
        if row(Row { line: number + 1, fields }).is_break() {
            break;
        }
    }
    Ok(Format::Jsonl)
}

/// An object with its fields in order; a field that stands twice is a fault, for nobody knows which holds.
fn object(text: &str) -> Result<Fields, &'static str> {
    struct Ordered;
    impl<'de> Visitor<'de> for Ordered {
        type Value = Fields;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
            let mut fields = Fields::new();
            while let Some(pair) = map.next_entry::<String, Value>()? {
                fields.push(pair);
            }
            Ok(fields)
        }
    }
    let text = exact::exact(text);
    let mut reader = serde_json::Deserializer::from_str(&text);
    let fields = (&mut reader).deserialize_map(Ordered).map_err(|_| "not-json")?;
    reader.end().map_err(|_| "not-json")?;
    checked(fields)
}

fn checked(fields: Fields) -> Result<Fields, &'static str> {
    if fields.len() > COLUMNS {
        return Err("too-many-fields");
    }
    let names: BTreeSet<String> = fields.iter().map(|(name, _)| name.to_lowercase()).collect();
    if names.len() < fields.len() { Err("field-twice") } else { Ok(fields) }
}

fn cells(text: &str, row: &mut dyn FnMut(Row) -> ControlFlow<()>) -> Result<Format, Fault> {
    let first = text.lines().next().unwrap_or_default();
    let separators = [Separator::Comma, Separator::Semicolon, Separator::Tab, Separator::Bar];
    let count = |one: &Separator| first.matches(one.char()).count();
    let separator = separators.into_iter().rev().max_by_key(count).unwrap_or(Separator::Comma);
    let mut head: Option<Vec<String>> = None;
    let mut rows = 0;
    table(text, separator, &mut |line, cells| {
        let Some(names) = &head else {
            head = Some(cells.into_iter().map(|name| name.trim().to_owned()).collect());
            return ControlFlow::Continue(());
        };
        rows += 1;
        let spare = cells.get(names.len()..).is_some_and(|rest| rest.iter().any(|cell| !cell.is_empty()));
        let pairs = names.iter().zip(cells).filter(|(name, _)| !name.is_empty());
        let fields = pairs.map(|(name, cell)| (name.clone(), Value::String(cell))).collect();
        let fields = if spare { Err("too-many-cells") } else { checked(fields) };
        row(Row { line, fields })
    })?;
    let known = |name: &String| ["message", "datetime", "timestamp"].contains(&name.to_lowercase().as_str());
    match head {
        None => Err(Fault::Empty),
        Some(names) if !names.iter().any(known) => Err(Fault::NoHead),
        Some(_) if rows == 0 => Err(Fault::Empty),
        Some(_) => Ok(Format::Csv),
    }
}

/// Writes one object a line.
pub fn jsonl(rows: &[Fields]) -> Vec<u8> {
    let mut out = String::new();
    for fields in rows {
        let pair = |(name, value): &(String, Value)| format!("{}:{value}", Value::String(name.clone()));
        let pairs: Vec<String> = fields.iter().map(pair).collect();
        out.push_str(&format!("{{{}}}\n", pairs.join(",")));
    }
    out.into_bytes()
}

/// Writes CSV with commas; the columns are those of all rows, in the order in which they first stand.
/// What a spreadsheet would take for a formula is defused, and undefused when it is read here.
pub fn csv(rows: &[Fields]) -> Vec<u8> {
    let (mut head, mut known) = (Vec::new(), BTreeSet::new());
    for (name, _) in rows.iter().flatten() {
        if known.insert(name.as_str()) {
            head.push(name.as_str());
        }
    }
    let mut out = String::new();
    line(&mut out, head.iter().map(|name| (*name).to_owned()));
    for fields in rows {
        let cell = |name: &&str| {
            let value = fields.iter().find(|(field, _)| field == name).map(|(_, value)| value);
            match value {
                None | Some(Value::Null) => String::new(),
                Some(Value::String(text)) => defused(text),
                Some(other) => other.to_string(),
            }
        };
        line(&mut out, head.iter().map(cell));
    }
    out.into_bytes()
}

fn line(out: &mut String, cells: impl Iterator<Item = String>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            out.push(',');
        }
        if cell.contains([',', '"', '\n', '\r']) || cell.trim() != cell {
            out.push_str(&format!("\"{}\"", cell.replace('"', "\"\"")));
        } else {
            out.push_str(&cell);
        }
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(bytes: &[u8]) -> Result<(Format, Vec<Row>), Fault> {
        let mut found = Vec::new();
        let format = read(bytes, &mut |row| {
            found.push(row);
            ControlFlow::Continue(())
        })?;
        Ok((format, found))
    }

    fn good(bytes: &[u8]) -> Vec<Fields> {
        rows(bytes).unwrap().1.into_iter().map(|row| row.fields.unwrap()).collect()
    }

    #[test]
    fn jsonl_comes_back_byte_for_byte() {
        let text = "{\"zz\":1,\"message\":\"A \\\"b\\\" é\",\"timestamp\":1795189200000000,\"a\":null,\"n\":{\"x\":[1.5]}}\n\
                    {\"message\":\"B\",\"datetime\":\"2026-11-20T15:40:00+00:00\",\"timestamp_desc\":\"Event Logged\"}\n";
        assert_eq!(String::from_utf8(jsonl(&good(text.as_bytes()))).unwrap(), text);
    }

    #[test]
    fn csv_comes_back_byte_for_byte() {
        let text = "EventID,message,datetime,timestamp_desc\n\
                    4624,\"Logon, type 3\nsecond \"\"line\"\"\",2026-11-20T15:40:00+00:00,Event Logged\n\
                    1,'=cmd,2026-11-20 16:40,\n";
        let read = good(text.as_bytes());
        assert_eq!(read[1][1].1, Value::String("=cmd".into()), "what was defused comes in as it was");
        assert_eq!(String::from_utf8(csv(&read)).unwrap(), text);
    }

    #[test]
    fn a_bad_row_is_named_and_harms_no_other() {
        let (format, found) =
            rows(b"{\"message\":\"A\"}\n\n{broken\n{\"a\":1,\"A\":2}\n[1]\n{\"message\":\"B\"}").unwrap();
        assert_eq!(format, Format::Jsonl);
        let told: Vec<_> = found.iter().map(|row| (row.line, row.fields.as_ref().err().copied())).collect();
        assert_eq!(
            told,
            [(1, None), (3, Some("not-json")), (4, Some("field-twice")), (5, Some("not-json")), (6, None)]
        );
        let (_, found) = rows(b"message;datetime\na;b\n\nx;y;z\n").unwrap();
        let told: Vec<_> = found.iter().map(|row| (row.line, row.fields.as_ref().err().copied())).collect();
        assert_eq!(told, [(2, None), (4, Some("too-many-cells"))]);
    }

    #[test]
    fn a_file_that_is_none_says_so() {
        assert_eq!(rows(b"").unwrap_err(), Fault::Empty);
        assert_eq!(rows(b"message,datetime\n").unwrap_err(), Fault::Empty);
        assert_eq!(rows(b"naam,leeftijd\nAns,7\n").unwrap_err(), Fault::NoHead);
    }

    #[test]
    fn columns_are_those_of_all_rows() {
        let text =
            String::from_utf8(csv(&good(b"{\"message\":\"A\",\"x\":1}\n{\"message\":\"B\",\"y\":\" z\"}\n")))
                .unwrap();
        assert_eq!(text, "message,x,y\nA,1,\nB,,\" z\"\n");
    }
}
