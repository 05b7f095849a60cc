//! Lays out tables and facts: widths of columns, rows over several sheets, heads that come back.

use krilla::tagging::{TableHeaderScope, Tag};

use super::{BODY, BOLD, Flow, Ink, LEFT, Look, SMALL, WIDTH};
use crate::face::Style;
use crate::line::Line;
use crate::tree::Branch;

/// Distance between a rule and the text of a row.
const PAD: f32 = 4.0;
/// Distance between two columns.
const GAP: f32 = 12.0;
/// More columns than this do not fit on A4: each row becomes a list of facts.
const MOST: usize = 9;
const HEAD: Ink = (238, 241, 245);

/// A cell: its lines, where it stands, and its branch of the structure.
struct Cell {
    lines: Vec<Line>,
    x: f32,
    branch: Option<Branch>,
}

struct Columns {
    starts: Vec<f32>,
    widths: Vec<f32>,
}

impl Flow<'_> {
    pub(super) fn facts(&mut self, pairs: &[(String, String)]) {
        if pairs.is_empty() {
            return;
        }
        let table = self.tree.top(Tag::Table);
        let body = self.tree.grow(table, Tag::TBody);
        self.pairs(body, pairs);
        self.y += 12.0;
    }

    fn pairs(&mut self, body: Branch, pairs: &[(String, String)]) {
        let set = self.set(SMALL);
        let widest = pairs.iter().map(|(label, _)| set.extent(label, BOLD).1).fold(90.0, f32::max);
        let label_width = widest.min(WIDTH * 0.36) + 1.0;
        for (label, value) in pairs {
            let row = self.tree.grow(body, Tag::TR);
            let set = self.set(SMALL);
            let label = full(set.text(label, BOLD, label_width));
            let value = full(set.text(value, Style::default(), WIDTH - label_width - GAP));
            let first = Some(self.tree.grow(row, Tag::TH(TableHeaderScope::Row)));
            let second = Some(self.tree.grow(row, Tag::TD));
            let value = Cell { lines: value, x: LEFT + label_width + GAP, branch: second };
            let cells = [Cell { lines: label, x: LEFT, branch: first }, value];
            self.row(&cells, None, |_| {});
        }
    }

    pub(super) fn table(&mut self, caption: &str, head: &[String], rows: &[Vec<String>]) {
        let count = rows.iter().map(Vec::len).fold(head.len(), usize::max);
        if count == 0 {
            return;
        }
        self.space(2.0);
        let table = self.tree.top(Tag::Table);
        self.caption(caption, table);
        if count > MOST {
            self.rows_as_facts(table, head, rows, count);
        } else {
            self.grid(table, head, rows, count);
        }
        self.y += 12.0;
    }

    fn rows_as_facts(&mut self, table: Branch, head: &[String], rows: &[Vec<String>], count: usize) {
        let body = self.tree.grow(table, Tag::TBody);
        let cell = |cells: &[String], at: usize| cells.get(at).cloned().unwrap_or_default();
        if rows.is_empty() {
            self.pairs(body, &head.iter().map(|name| (name.clone(), String::new())).collect::<Vec<_>>());
        }
        for row in rows {
            let pairs: Vec<_> = (0..count).map(|at| (cell(head, at), cell(row, at))).collect();
            self.pairs(body, &pairs);
            self.y += 10.0;
        }
    }

    fn grid(&mut self, table: Branch, head: &[String], rows: &[Vec<String>], count: usize) {
        let columns = self.columns(head, rows, count);
        let mut again = Vec::new();
        if !head.is_empty() {
            let group = self.tree.grow(table, Tag::THead);
            let row = self.tree.grow(group, Tag::TR);
            let cells = self.cells(head, &columns, BOLD);
            let height = tall(&cells) + BODY.pitch * 2.0;
            self.need(height.min(300.0));
            let grow = |flow: &mut Self| Some(flow.tree.grow(row, Tag::TH(TableHeaderScope::Column)));
            let first: Vec<Cell> =
                cells.into_iter().map(|cell| Cell { branch: grow(self), ..cell }).collect();
            self.row(&first, Some(HEAD), |_| {});
            again = self.cells(head, &columns, BOLD);
        }
        let body = if rows.is_empty() { None } else { Some(self.tree.grow(table, Tag::TBody)) };
        for (row, body) in rows.iter().zip(body.into_iter().cycle()) {
            let branch = self.tree.grow(body, Tag::TR);
            let cells = self.cells(row, &columns, Style::default());
            let grow = |flow: &mut Self| Some(flow.tree.grow(branch, Tag::TD));
            let cells: Vec<Cell> =
                cells.into_iter().map(|cell| Cell { branch: grow(self), ..cell }).collect();
            self.row(&cells, None, |flow| {
                // a head as tall as half a sheet would leave no room for what it heads
                if !again.is_empty() && tall(&again) < 200.0 {
                    flow.row(&again, Some(HEAD), |_| {});
                }
            });
        }
    }

    fn cells(&self, texts: &[String], columns: &Columns, style: Style) -> Vec<Cell> {
        let set = self.set(SMALL);
        let places = columns.starts.iter().zip(&columns.widths).enumerate();
        places
            .map(|(at, (x, width))| {
                let text = texts.get(at).map_or("", String::as_str);
                Cell { lines: full(set.text(text, style, *width)), x: LEFT + x, branch: None }
            })
            .collect()
    }

    /// Sets one row, on several sheets when it must; `again` puts the head on each new sheet.
    fn row(&mut self, cells: &[Cell], ground: Option<Ink>, again: impl Fn(&mut Self)) {
        let count = cells.iter().map(|cell| cell.lines.len()).max().unwrap_or(0);
        let mut from = 0;
        while from < count {
            let fits = ((self.room() - 2.0 * PAD) / SMALL.pitch).max(0.0) as usize;
            let whole = (count - from) as f32 * SMALL.pitch + 2.0 * PAD <= super::BOTTOM - super::TOP - 60.0;
            if fits < count - from && (whole || fits < 2) && !self.fresh() {
                self.turn();
                again(self);
            }
            let fits = ((self.room() - 2.0 * PAD) / SMALL.pitch).max(1.0) as usize;
            let to = count.min(from + fits);
            self.slice(cells, (from, to), ground);
            from = to;
            if from < count {
                self.turn();
                again(self);
            }
        }
    }

    fn slice(&mut self, cells: &[Cell], (from, to): (usize, usize), ground: Option<Ink>) {
        let height = (to - from) as f32 * SMALL.pitch + 2.0 * PAD;
        if let Some(ink) = ground {
            self.fill((LEFT, self.y, WIDTH, height), ink);
        }
        let top = self.y + PAD;
        for cell in cells {
            for (at, line) in cell.lines.iter().take(to).skip(from).enumerate() {
                let look = Look { pitch: SMALL.pitch, ..SMALL };
                self.line(line, (cell.x, top + at as f32 * SMALL.pitch), look, cell.branch);
            }
        }
        self.y += height;
        self.rule();
    }

    /// Shares the width: what every column asks if that fits, else between its longest word and that.
    fn columns(&self, head: &[String], rows: &[Vec<String>], count: usize) -> Columns {
        let set = self.set(SMALL);
        let room = WIDTH - GAP * (count - 1) as f32 - 8.0;
        let cap = room / count as f32;
        let mut asks = vec![(24.0_f32, 24.0_f32); count];
        let all = rows.iter().map(|row| (row.as_slice(), Style::default())).chain([(head, BOLD)]);
        for (row, style) in all {
            for (ask, text) in asks.iter_mut().zip(row) {
                let (word, line) = set.extent(text, style);
                *ask = (ask.0.max(word.min(cap) + 0.5), ask.1.max(line.min(room) + 0.5));
            }
        }
        let least: f32 = asks.iter().map(|ask| ask.0).sum();
        let most: f32 = asks.iter().map(|ask| ask.1).sum();
        let share = ((room - least) / (most - least).max(0.1)).clamp(0.0, 1.0);
        let mut widths: Vec<f32> = asks.iter().map(|(min, max)| min + (max - min) * share).collect();
        let used: f32 = widths.iter().sum();
        let (stretch, spare) = ((room / used).min(1.0), ((room - used) / count as f32).max(0.0));
        widths.iter_mut().for_each(|width| *width = *width * stretch + spare);
        let starts = widths.iter().scan(4.0, |x, width| Some(std::mem::replace(x, *x + width + GAP)));
        Columns { starts: starts.collect(), widths }
    }
}

/// Gives an empty cell a space, so that it exists for a screen reader and rows stay whole.
pub(super) fn full(lines: Vec<Line>) -> Vec<Line> {
    if lines.iter().any(|line| !line.runs.is_empty()) {
        return lines;
    }
    let (text, style) = (" ".to_owned(), Style::default());
    vec![Line { runs: vec![crate::line::Run { text, style, link: None, x: 0.0, width: 2.0 }] }]
}

fn tall(cells: &[Cell]) -> f32 {
    let lines = cells.iter().map(|cell| cell.lines.len()).max().unwrap_or(0);
    lines as f32 * SMALL.pitch + 2.0 * PAD
}
