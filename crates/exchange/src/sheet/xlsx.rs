//! Spreadsheets of Office (XLSX). The first sheet is read, cell by cell; nothing is calculated.
//!
//! A file is unpacked under a limit first, part by part and without keeping anything, so that what the
//! library unpacks afterwards is known to fit. Cells are read as a stream: one cell far away does not
//! make a table of everything before it.

use super::{CELL, COLUMNS, Fault, Format, ROWS, UNPACKED, Understood, head, named};
use calamine::{DataRef, Reader, Xlsx};
use rust_xlsxwriter::{Workbook, XlsxError};
use serde_json::{Map, Value};
use std::{
    io::{Cursor, Read},
    ops::ControlFlow,
    panic::{AssertUnwindSafe, catch_unwind},
};

/// The most rows that are written to one spreadsheet.
pub const MOST_ROWS: usize = 50_000;
/// The most characters that a cell of a spreadsheet holds.
pub const MOST_CELL: usize = 32_767;
/// The most parts of a file.
const PARTS: usize = 1000;
/// The texts that cells share may unpack to so much.
const SHARED: u64 = 128 * 1024 * 1024;

/// Reads the first sheet row by row. A library that falls over is a file that cannot be read.
pub fn read(
    bytes: &[u8],
    known: &dyn Fn(&str) -> bool,
    row: &mut dyn FnMut(usize, Map<String, Value>) -> ControlFlow<()>,
) -> Result<Understood, Fault> {
    measure(bytes)?;
    catch_unwind(AssertUnwindSafe(|| cells(bytes, known, row)))
        .unwrap_or_else(|_| Err(Fault::NotReadable("the file felled its reader".into())))
}

/// Unpacks every part into nothing and counts. What a part says of its own size is not believed.
fn measure(bytes: &[u8]) -> Result<(), Fault> {
    let wrong = |why: zip::result::ZipError| Fault::NotReadable(why.to_string());
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(wrong)?;
    if archive.len() > PARTS {
        return Err(Fault::TooLarge);
    }
    let mut left = UNPACKED;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(wrong)?;
        let shared = part.name().map_err(wrong)?.ends_with("sharedStrings.xml");
        let most = if shared { left.min(SHARED) } else { left };
        let read = std::io::copy(&mut part.take(most + 1), &mut std::io::sink());
        let size = read.map_err(|why| Fault::NotReadable(why.to_string()))?;
        if size > most {
            return Err(Fault::Bomb);
        }
        left -= size;
    }
    Ok(())
}

fn cells(
    bytes: &[u8],
    known: &dyn Fn(&str) -> bool,
    row: &mut dyn FnMut(usize, Map<String, Value>) -> ControlFlow<()>,
) -> Result<Understood, Fault> {
    let wrong = |why: calamine::XlsxError| Fault::NotReadable(why.to_string());
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(wrong)?;
    let first = book.sheet_names().first().cloned().ok_or(Fault::Empty)?;
    let mut reader = book.worksheet_cells_reader(&first).map_err(wrong)?;
    let mut rows = Rows { known, row, head: None, count: 0 };
    let (mut at, mut line): (u32, Vec<String>) = (0, Vec::new());
    while let Some(cell) = reader.next_cell().map_err(wrong)? {
        let (number, column) = cell.get_position();
        if number != at {
            if rows.end(at, std::mem::take(&mut line))?.is_break() {
                break;
            }
            at = number;
        }
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if column >= COLUMNS {
            return Err(Fault::TooLarge);
        }
        let text = text(cell.get_value());
        if text.len() > CELL {
            return Err(Fault::TooLarge);
        }
        if line.len() <= column {
            line.resize(column + 1, String::new());
        }
        line[column] = text;
    }
    let _ = rows.end(at, line)?;
    let head = rows.head.ok_or(Fault::Empty)?;
    if rows.count == 0 {
        return Err(Fault::Empty);
    }
    Ok(Understood { format: Format::Xlsx, encoding: "UTF-8", separator: None, head })
}

/// Rows as they end: the first one is the head.
struct Rows<'a> {
    known: &'a dyn Fn(&str) -> bool,
    row: &'a mut dyn FnMut(usize, Map<String, Value>) -> ControlFlow<()>,
    head: Option<Vec<String>>,
    count: usize,
}

impl Rows<'_> {
    fn end(&mut self, at: u32, cells: Vec<String>) -> Result<ControlFlow<()>, Fault> {
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return Ok(ControlFlow::Continue(()));
        }
        let Some(names) = &self.head else {
            self.head = Some(head(cells, self.known)?);
            return Ok(ControlFlow::Continue(()));
        };
        self.count += 1;
        if self.count > ROWS {
            return Err(Fault::TooLarge);
        }
        let number = usize::try_from(at).unwrap_or(0) + 1;
        let short = names.len().saturating_sub(cells.len());
        let cells = cells.into_iter().chain(std::iter::repeat_n(String::new(), short));
        Ok((self.row)(number, named(names, cells)))
    }
}

/// A cell as a person reads it; a number without a fraction has no point.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(flag) => flag.to_string(),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::DateTime(_) | DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

/// Writes a spreadsheet in which everything is text: no formula comes of it.
pub fn workbook(head: &[String], rows: &[Vec<String>]) -> Result<Vec<u8>, Fault> {
    let wrong = |why: XlsxError| Fault::NotReadable(why.to_string());
    if rows.len() > MOST_ROWS || rows.iter().flatten().any(|cell| cell.chars().count() > MOST_CELL) {
        return Err(Fault::TooLarge);
    }
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (at, cells) in std::iter::once(head).chain(rows.iter().map(Vec::as_slice)).enumerate() {
        let number = u32::try_from(at).map_err(|_| Fault::TooLarge)?;
        for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let column = u16::try_from(column).map_err(|_| Fault::TooLarge)?;
            sheet.write_string(number, column, cell).map_err(wrong)?;
        }
    }
    sheet.set_freeze_panes(1, 1).map_err(wrong)?;
    book.save_to_buffer().map_err(wrong)
}

#[cfg(test)]
mod tests {
    use super::super::tests::rows;
    use super::*;
    use std::io::Write;

    fn texts(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|cell| (*cell).to_owned()).collect()
    }

    #[test]
    fn what_is_written_reads_back() {
        let written =
            workbook(&texts(&["name", "note"]), &[texts(&["Noord", "=1+1"]), texts(&["", "een\ntwee"])])
                .unwrap();
        let found = rows(&written).unwrap();
        assert_eq!((found[0].0, found[0].1["note"].as_str()), (2, Some("=1+1")));
        assert_eq!(found[1].1["note"], "een\ntwee");
        assert_eq!(
            workbook(&texts(&["name"]), &[texts(&[&"x".repeat(MOST_CELL + 1)])]),
            Err(Fault::TooLarge)
        );
    }

    #[test]
    fn a_bomb_does_not_go_off() {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options =
            zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
        archive.start_file("xl/sharedStrings.xml", options).unwrap();
        let zeros = vec![b'0'; 1024 * 1024];
        for _ in 0..129 {
            archive.write_all(&zeros).unwrap();
        }
        let bytes = archive.finish().unwrap().into_inner();
        assert!(bytes.len() < 1024 * 1024);
        assert_eq!(rows(&bytes).unwrap_err(), Fault::Bomb);
    }

    #[test]
    fn what_is_no_spreadsheet_is_refused() {
        assert_eq!(rows(b"PK\x03\x04 rubbish").unwrap_err().code(), "not-readable");
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        archive.start_file("hello.txt", zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(b"hello").unwrap();
        let bytes = archive.finish().unwrap().into_inner();
        assert_eq!(rows(&bytes).unwrap_err().code(), "not-readable");
    }
}
