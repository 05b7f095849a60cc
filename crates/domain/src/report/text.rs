//! The text of a report: a few marks that people know, and nothing that can run.
//!
//! `# ` to `### ` begin a heading, `- ` and `1. ` a point, `|` a row of a table whose first row is its
//! head, three backticks a text in which every space counts. `**bold**` and `` `fixed width` `` stand in
//! running text; a backslash takes the meaning of what follows it.

use alloc::{
    string::{String, ToString},
    vec,
    vec::Vec,
};

/// A stretch of text in one style.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// Bold.
    pub bold: bool,
    /// Fixed width.
    pub mono: bool,
}

/// One part of a report.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Block {
    /// A heading of level 1 to 3.
    Heading(u8, String),
    /// Running text.
    Text(Vec<Piece>),
    /// Points.
    List {
        /// Whether they are numbered.
        ordered: bool,
        /// The points.
        items: Vec<Vec<Piece>>,
    },
    /// A table; rows have as many cells as its head.
    Table {
        /// The names of the columns.
        head: Vec<String>,
        /// The cells.
        rows: Vec<Vec<String>>,
    },
    /// Text in which every space counts.
    Code(String),
}

/// What a line is.
enum Line<'a> {
    Blank,
    Heading(u8, &'a str),
    Point(bool, &'a str),
    Row(&'a str),
    Fence,
    Text(&'a str),
}

/// Reads a text. Every text is one; what is no mark is text.
pub fn read(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let (mut open, mut fence): (Vec<&str>, Option<Vec<&str>>) = (Vec::new(), None);
    let mut apart = true;
    for line in text.lines() {
        if let Some(code) = &mut fence {
            if line.trim() == "```" {
                blocks.push(Block::Code(code.join("\n")));
                fence = None;
            } else {
                code.push(line);
            }
            continue;
        }
        let found = kind(line);
        if !matches!(found, Line::Text(_)) {
            close(&mut open, &mut blocks);
        }
        match found {
            Line::Blank => {}
            Line::Heading(level, text) => blocks.push(Block::Heading(level, plain(text))),
            Line::Point(ordered, text) => point(&mut blocks, ordered, text, apart),
            Line::Row(text) => row(&mut blocks, text, apart),
            Line::Fence => fence = Some(Vec::new()),
            Line::Text(text) => open.push(text),
        }
        apart = matches!(kind(line), Line::Blank);
    }
    close(&mut open, &mut blocks);
    if let Some(code) = fence {
        blocks.push(Block::Code(code.join("\n")));
    }
    blocks
}

fn kind(line: &str) -> Line<'_> {
    let line = line.trim_end();
    let bare = line.trim_start();
    if bare.is_empty() {
        return Line::Blank;
    }
    if bare.starts_with("```") {
        return Line::Fence;
    }
    for (mark, level) in [("# ", 1), ("## ", 2), ("### ", 3)] {
        if let Some(text) = line.strip_prefix(mark) {
            return Line::Heading(level, text.trim());
        }
    }
    if let Some(text) = bare.strip_prefix("- ").or_else(|| bare.strip_prefix("* ")) {
        return Line::Point(false, text);
    }
    let digits = bare.bytes().take(4).take_while(u8::is_ascii_digit).count();
    if let Some(text) = bare.get(digits..).and_then(|rest| rest.strip_prefix(". ")).filter(|_| digits > 0) {
        return Line::Point(true, text);
    }
    if bare.starts_with('|') { Line::Row(bare) } else { Line::Text(line) }
}

fn close(open: &mut Vec<&str>, blocks: &mut Vec<Block>) {
    if !open.is_empty() {
        blocks.push(Block::Text(pieces(&open.join("\n"))));
        open.clear();
    }
}

fn point(blocks: &mut Vec<Block>, ordered: bool, text: &str, apart: bool) {
    match blocks.last_mut() {
        Some(Block::List { ordered: known, items }) if *known == ordered && !(apart && ordered) => {
            items.push(pieces(text));
        }
        _ => blocks.push(Block::List { ordered, items: vec![pieces(text)] }),
    }
}

fn row(blocks: &mut Vec<Block>, text: &str, apart: bool) {
    let cells = cells(text);
    if let Some(Block::Table { head, rows }) = blocks.last_mut().filter(|_| !apart) {
        let is_rule = |cell: &String| !cell.is_empty() && cell.chars().all(|one| "-: ".contains(one));
        if rows.is_empty() && cells.iter().all(is_rule) {
            return;
        }
        let mut cells = cells;
        cells.resize(head.len(), String::new());
        rows.push(cells);
        return;
    }
    blocks.push(Block::Table { head: cells, rows: Vec::new() });
}

/// The cells of a row; a bar behind a backslash belongs to its cell.
fn cells(text: &str) -> Vec<String> {
    let (mut cells, mut cell, mut behind) = (Vec::new(), String::new(), false);
    let inner = text.trim().strip_prefix('|').unwrap_or(text);
    for one in inner.chars() {
        if one == '|' && !behind {
            cells.push(plain(cell.trim()));
            cell = String::new();
        } else {
            cell.push(one);
        }
        behind = one == '\\' && !behind;
    }
    if !cell.trim().is_empty() {
        cells.push(plain(cell.trim()));
    }
    cells
}

/// The stretches of running text.
fn pieces(text: &str) -> Vec<Piece> {
    let mut all: Vec<Piece> = vec![Piece::default()];
    let mut rest = text.chars().peekable();
    while let Some(one) = rest.next() {
        let now = all.last().cloned().unwrap_or_default();
        let next = match one {
            '\\' => {
                let literal = rest.next_if(char::is_ascii_punctuation).unwrap_or('\\');
                push(&mut all, literal);
                continue;
            }
            '`' => Piece { mono: !now.mono, bold: now.bold, text: String::new() },
            '*' if !now.mono && rest.next_if_eq(&'*').is_some() => {
                Piece { bold: !now.bold, mono: false, text: String::new() }
            }
            _ => {
                push(&mut all, one);
                continue;
            }
        };
        all.push(next);
    }
    all.retain(|piece| !piece.text.is_empty());
    all
}

fn push(all: &mut [Piece], one: char) {
    if let Some(last) = all.last_mut() {
        last.text.push(one);
    }
}

/// Text without its marks, for headings and cells.
fn plain(text: &str) -> String {
    pieces(text).into_iter().map(|piece| piece.text).collect()
}

/// Data, so that it stands in a text as it is: none of its characters is a mark, and it stays on one line.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for one in text.trim().chars() {
        match one {
            '\\' | '`' | '*' | '|' => {
                out.push('\\');
                out.push(one);
            }
            _ if one.is_control() => out.push(' '),
            _ => out.push(one),
        }
    }
    let digits = out.bytes().take_while(u8::is_ascii_digit).count();
    if out.starts_with(['#', '-']) {
        return ["\\", &out].concat();
    }
    if digits > 0 && out.get(digits..).is_some_and(|rest| rest.starts_with('.')) {
        let (number, rest) = out.split_at(digits);
        return [number, "\\", rest].concat();
    }
    out.to_string()
}
