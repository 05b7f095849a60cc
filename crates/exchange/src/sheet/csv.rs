//! CSV (RFC 4180) as it comes out of spreadsheets: four separators, three encodings, quoted cells
//! with line breaks in them.

use super::{CELL, COLUMNS, Fault, Format, ROWS, Understood, defused, head, named, undefused};
use serde_json::{Map, Value};
use std::{borrow::Cow, ops::ControlFlow};

/// What stands between cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Separator {
    /// `,`
    Comma,
    /// `;`, as Dutch spreadsheets write it.
    Semicolon,
    /// A tab.
    Tab,
    /// `|`
    Bar,
}

impl Separator {
    const ALL: [Self; 4] = [Self::Semicolon, Self::Comma, Self::Tab, Self::Bar];

    /// The character.
    pub const fn char(self) -> char {
        match self {
            Self::Comma => ',',
            Self::Semicolon => ';',
            Self::Tab => '\t',
            Self::Bar => '|',
        }
    }

    /// Stable code, for the words files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Comma => "comma",
            Self::Semicolon => "semicolon",
            Self::Tab => "tab",
            Self::Bar => "bar",
        }
    }
}

/// The text of a sheet and the encoding it is in: UTF-8, UTF-16 with its mark, else Windows-1252.
pub fn encoding_of(bytes: &[u8]) -> (Cow<'_, str>, &'static str) {
    let wide = |from: fn([u8; 2]) -> u16, bytes: &[u8]| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|two| from([two[0], two[1]])).collect();
        Cow::Owned(String::from_utf16_lossy(&units))
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => return (wide(u16::from_le_bytes, rest), "UTF-16"),
        [0xfe, 0xff, rest @ ..] => return (wide(u16::from_be_bytes, rest), "UTF-16"),
        _ => {}
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), "UTF-8"),
        Err(_) => (Cow::Owned(bytes.iter().map(|byte| windows(*byte)).collect()), "Windows-1252"),
    }
}

/// A byte of Windows-1252; the five that it leaves open become a visible mark.
fn windows(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}', 'Ž', '\u{fffd}',
        '\u{fffd}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{fffd}', 'ž', 'Ÿ',
    ];
    if (0x80..0xa0).contains(&byte) { HIGH[usize::from(byte - 0x80)] } else { char::from(byte) }
}

/// Reads row by row; the separator is the one under which the head has most names that are known.
pub fn read(
    bytes: &[u8],
    known: &dyn Fn(&str) -> bool,
    row: &mut dyn FnMut(usize, Map<String, Value>) -> ControlFlow<()>,
) -> Result<Understood, Fault> {
    let (text, encoding) = encoding_of(bytes);
    // Spreadsheets say so in a line of its own.
    let told = text.strip_prefix("sep=").and_then(|rest| rest.split_once('\n'));
    let body = told.map_or(&*text, |(_, rest)| rest);
    let score = |separator: &Separator| -> Result<usize, Fault> {
        let mut cells = Cells { rest: body, separator: separator.char(), line: 1 };
        let names = cells.next_row()?.map(|(_, cells)| cells).unwrap_or_default();
        Ok(names.iter().filter(|name| known(&name.trim().to_lowercase())).count())
    };
    let mut best = (Separator::Semicolon, 0);
    for one in Separator::ALL {
        let found = score(&one)?;
        if found > best.1 {
            best = (one, found);
        }
    }
    let mut cells = Cells { rest: body, separator: best.0.char(), line: if told.is_some() { 2 } else { 1 } };
    let Some((_, first)) = cells.next_row()? else { return Err(Fault::Empty) };
    let head = head(first, known)?;
    let mut count = 0;
    while let Some((line, cells)) = cells.next_row()? {
        count += 1;
        if count > ROWS {
            return Err(Fault::TooLarge);
        }
        if row(line, named(&head, cells)).is_break() {
            break;
        }
    }
    if count == 0 {
        return Err(Fault::Empty);
    }
    Ok(Understood { format: Format::Csv, encoding, separator: Some(best.0), head })
}

/// Reads the rows of a text as they stand, the first one too, until the reader stops; no row is blank.
pub fn table(
    text: &str,
    separator: Separator,
    row: &mut dyn FnMut(usize, Vec<String>) -> ControlFlow<()>,
) -> Result<(), Fault> {
    let mut cells = Cells { rest: text, separator: separator.char(), line: 1 };
    for _ in 0..=ROWS {
        let Some((line, cells)) = cells.next_row()? else { return Ok(()) };
        if row(line, cells.into_iter().map(undefused).collect()).is_break() {
            return Ok(());
        }
    }
    Err(Fault::TooLarge)
}

/// What is still to be read.
struct Cells<'a> {
    rest: &'a str,
    separator: char,
    line: usize,
}

impl Cells<'_> {
    /// The next row that is not blank, with the number of its line.
    fn next_row(&mut self) -> Result<Option<(usize, Vec<String>)>, Fault> {
        while !self.rest.is_empty() {
            let line = self.line;
            let cells = self.row()?;
            if cells.iter().any(|cell| !cell.trim().is_empty()) {
                return Ok(Some((line, cells)));
            }
        }
        Ok(None)
    }

    fn row(&mut self) -> Result<Vec<String>, Fault> {
        let mut cells = Vec::new();
        loop {
            let (cell, more) = self.cell()?;
            cells.push(cell);
            if cells.len() > COLUMNS {
                return Err(Fault::TooLarge);
            }
            if !more {
                return Ok(cells);
            }
        }
    }

    /// One cell, and whether another follows in the same row.
    fn cell(&mut self) -> Result<(String, bool), Fault> {
        let mut text = String::new();
        if let Some(quoted) = self.rest.strip_prefix('"') {
            self.rest = quoted;
            while let Some(end) = self.rest.find('"') {
                text.push_str(&self.rest[..end]);
                self.rest = &self.rest[end + 1..];
                match self.rest.strip_prefix('"') {
                    Some(rest) => {
                        text.push('"');
                        self.rest = rest;
                    }
                    None => break,
                }
            }
            self.line += text.matches('\n').count();
        }
        // What stands behind a closing quote still belongs to the cell.
        let end = self.rest.find([self.separator, '\n']).unwrap_or(self.rest.len());
        text.push_str(self.rest[..end].trim_end_matches('\r'));
        if text.len() > CELL {
            return Err(Fault::TooLarge);
        }
        let more = self.rest[end..].starts_with(self.separator);
        if self.rest[end..].starts_with('\n') {
            self.line += 1;
        }
        self.rest = self.rest.get(end + 1..).unwrap_or_default();
        Ok((text, more))
    }
}

/// Writes CSV: UTF-8 with its mark, semicolons, every cell quoted and defused.
#[derive(Debug, Default)]
pub struct Writer {
    text: String,
}

impl Writer {
    /// An empty sheet with its head.
    pub fn new(head: &[String]) -> Self {
        let mut writer = Self { text: "\u{feff}".into() };
        writer.row(head.iter().map(String::as_str));
        writer
    }

    /// Adds a row.
    pub fn row<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) {
        for (at, cell) in cells.into_iter().enumerate() {
            if at > 0 {
                self.text.push(';');
            }
            if !cell.is_empty() {
                self.text.push('"');
                self.text.push_str(&defused(cell).replace('"', "\"\""));
                self.text.push('"');
            }
        }
        self.text.push_str("\r\n");
    }

    /// The bytes of the whole.
    pub fn bytes(self) -> Vec<u8> {
        self.text.into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::rows;
    use super::*;

    #[test]
    fn what_is_written_reads_back() {
        let head = ["name".to_owned(), "note".to_owned()];
        let mut writer = Writer::new(&head);
        let cells = ["Bakker; \"De Zon\"", "=cmd|' /C calc'!A0\nregel twee"];
        writer.row(cells);
        writer.row(["", "-1"]);
        let bytes = writer.bytes();
        assert!(String::from_utf8_lossy(&bytes).contains("\"'=cmd"));
        let found = rows(&bytes).unwrap();
        assert_eq!(
            (found[0].1["name"].as_str().unwrap(), found[0].1["note"].as_str().unwrap()),
            (cells[0], cells[1])
        );
        assert_eq!((found[1].0, found[1].1["note"].as_str()), (4, Some("-1")));
    }

    #[test]
    fn separators_and_encodings_are_found_out() {
        for text in ["name,note\nA,b", "name\tnote\nA\tb", "name|note\r\nA|b\r\n", "sep=,\nname,note\nA,b"] {
            let found = rows(text.as_bytes()).unwrap();
            assert_eq!((found.len(), found[0].1["note"].as_str()), (1, Some("b")), "{text}");
        }
        let wide: Vec<u8> =
            [0xff, 0xfe].into_iter().chain("name\nÉén".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(rows(&wide).unwrap()[0].1["name"], "Één");
        assert_eq!(rows(b"name\nCaf\xe9 \x80").unwrap()[0].1["name"], "Café €");
        assert_eq!(encoding_of(b"Caf\xe9").1, "Windows-1252");
    }

    #[test]
    fn a_broken_quote_harms_nobody() {
        // A quote that nothing closes is passed over, so that it swallows no rows.
        let open = rows(b"name;note\n\"A;b\nC;d").unwrap();
        assert_eq!(
            (open.len(), open[0].1["name"].as_str(), open[1].1["note"].as_str()),
            (2, Some("A"), Some("d"))
        );
        assert_eq!(rows(b"name;note\n\"A\"x;b\n").unwrap()[0].1["name"], "Ax");
        assert_eq!(rows("é;name\n1;2".as_bytes()).unwrap()[0].1["name"], "2");
    }
}
