//! How each kind of block is laid out, but for tables: those are `grid`'s.

use std::num::NonZeroU16;

use krilla::tagging::{ListNumbering, Tag};

use super::{BLUE, BODY, BOLD, Entry, Flow, GREY, HAIR, LEFT, Look, QUIET, SMALL, WIDTH};
use crate::face::Style;
use crate::line::Line;
use crate::tree::Branch;
use crate::{Block, NoticeKind, Span};

/// What a list hangs its points on.
const POINT: f32 = 18.0;

impl Flow<'_> {
    pub(super) fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(level, text) => {
                self.heading(level.saturating_add(1).clamp(2, 6), text);
            }
            Block::Paragraph(spans) => self.paragraph(spans, BODY),
            Block::Facts(pairs) => self.facts(pairs),
            Block::Table { caption, head, rows } => self.table(caption, head, rows),
            Block::List { ordered, items } => self.list(*ordered, items),
            Block::Notice(kind, spans) => self.notice(*kind, spans),
            Block::Code(text) => self.code(text),
            Block::Field { label, lines, options } => self.field(label, *lines, options),
            Block::Cards(panes) => self.cards(panes),
            Block::PageBreak if self.fresh() => {}
            Block::PageBreak => self.turn(),
        }
    }

    /// Sets a heading; says whether there was anything to set.
    pub(super) fn heading(&mut self, level: u8, text: &str) -> bool {
        // a reader that jumps from heading to heading must not meet a missing level
        let level = level.min(self.outline.last().map_or(1, |entry| entry.level + 1));
        let size = [20.0, 14.0, 12.0, 11.0][usize::from(level.clamp(1, 4)) - 1];
        let look = Look { size, pitch: size * 1.3, ink: if level <= 2 { BLUE } else { super::BLACK } };
        let lines = self.set(look).text(text, BOLD, WIDTH);
        let plain = plain(&lines);
        if plain.is_empty() {
            return false;
        }
        self.space(if level == 1 { 2.0 } else { 26.0 - 4.0 * f32::from(level.min(4)) });
        self.need((look.pitch * lines.len() as f32 + 3.0 * BODY.pitch).min(300.0));
        let title = Some(plain.clone());
        let branch = self.tree.top(Tag::Hn(NonZeroU16::MIN.saturating_add(u16::from(level) - 1), title));
        let sheet = self.sheets.len() - 1;
        self.outline.push(Entry { level, text: plain, sheet, y: self.y });
        self.lines(&lines, LEFT, look, branch, |_, _, _| {});
        self.y += if level == 1 { 8.0 } else { 5.0 };
        true
    }

    pub(super) fn paragraph(&mut self, spans: &[Span], look: Look) {
        let lines = self.set(look).spans(spans, WIDTH);
        if plain(&lines).is_empty() {
            return;
        }
        let branch = self.tree.top(Tag::P);
        self.lines(&lines, LEFT, look, branch, |_, _, _| {});
        self.y += 8.0;
    }

    fn list(&mut self, ordered: bool, items: &[Vec<Span>]) {
        if items.is_empty() {
            return;
        }
        let numbering = if ordered { ListNumbering::Decimal } else { ListNumbering::Disc };
        let list = self.tree.top(Tag::L(numbering));
        for (at, item) in items.iter().enumerate() {
            let label = if ordered { format!("{}.", at + 1) } else { "•".to_owned() };
            self.point(list, &label, item, LEFT + 4.0);
            self.y += 3.0;
        }
        self.y += 6.0;
    }

    fn point(&mut self, list: Branch, label: &str, item: &[Span], x: f32) {
        let set = self.set(BODY);
        let label = set.text(label, Style::default(), WIDTH);
        let hang = label.iter().flat_map(|line| &line.runs).map(|run| run.width + 6.0).fold(POINT, f32::max);
        let lines = set.spans(item, WIDTH - (x - LEFT) - hang);
        let branch = self.tree.grow(list, Tag::LI);
        let mark = self.tree.grow(branch, Tag::Lbl);
        let body = self.tree.grow(branch, Tag::LBody);
        self.lines(&lines, x + hang, BODY, body, |flow, y, at| {
            if let (0, Some(label)) = (at, label.first()) {
                flow.line(label, (x, y), BODY, Some(mark));
            }
        });
    }

    fn notice(&mut self, kind: NoticeKind, spans: &[Span]) {
        let (bar, ground) = match kind {
            NoticeKind::Note => ((21, 66, 115), (238, 243, 249)),
            NoticeKind::Warning => ((190, 90, 0), (253, 244, 232)),
            NoticeKind::Success => ((30, 110, 60), (236, 246, 239)),
        };
        let lines = self.set(BODY).spans(spans, WIDTH - 30.0);
        if plain(&lines).is_empty() {
            return;
        }
        self.space(4.0);
        self.need(BODY.pitch * lines.len().min(3) as f32 + 14.0);
        let branch = self.tree.top(Tag::P);
        self.y += 7.0;
        let last = lines.len() - 1;
        self.lines(&lines, LEFT + 16.0, BODY, branch, |flow, y, at| {
            let (top, foot) = (if at == 0 { 7.0 } else { 0.0 }, if at == last { 7.0 } else { 0.0 });
            let height = top + BODY.pitch + foot;
            flow.fill((LEFT, y - top, WIDTH, height), ground);
            flow.fill((LEFT, y - top, 3.0, height), bar);
        });
        self.y += 19.0;
    }

    fn code(&mut self, text: &str) {
        let look = Look { size: 8.5, pitch: 12.0, ..SMALL };
        let lines = self.set(look).code(text, WIDTH - 20.0);
        if lines.iter().all(|line| line.runs.is_empty()) {
            return;
        }
        self.space(3.0);
        self.need(look.pitch * lines.len().min(3) as f32 + 12.0);
        let branch = self.tree.top(Tag::P);
        let branch = self.tree.grow(branch, Tag::Code);
        self.y += 6.0;
        let last = lines.len() - 1;
        self.lines(&lines, LEFT + 10.0, look, branch, |flow, y, at| {
            let (top, foot) = (if at == 0 { 6.0 } else { 0.0 }, if at == last { 6.0 } else { 0.0 });
            flow.fill((LEFT, y - top, WIDTH, top + look.pitch + foot), (244, 245, 247));
        });
        self.y += 16.0;
    }

    fn field(&mut self, label: &str, lines: u8, options: &[String]) {
        let question = self.set(BODY).text(label, BOLD, WIDTH);
        let follows = if options.is_empty() { 24.0 } else { BODY.pitch };
        self.need((question.len() as f32 * BODY.pitch + follows + 8.0).min(300.0));
        if !plain(&question).is_empty() {
            let branch = self.tree.top(Tag::P);
            self.lines(&question, LEFT, BODY, branch, |_, _, _| {});
            self.y += 2.0;
        }
        if !options.is_empty() {
            let list = self.tree.top(Tag::L(ListNumbering::None));
            for option in options {
                self.point(list, "☐", &[Span::plain(option)], LEFT);
                self.y += 2.0;
            }
        }
        for _ in 0..lines {
            self.need(24.0);
            self.y += 24.0;
            self.fill((LEFT, self.y - 1.0, WIDTH, 0.7), GREY);
        }
        self.y += 12.0;
    }

    pub(super) fn caption(&mut self, caption: &str, table: Branch) {
        let style = Style { bold: true, mono: false };
        let lines = self.set(QUIET).text(caption, style, WIDTH);
        if !plain(&lines).is_empty() {
            self.need(QUIET.pitch * lines.len() as f32 + 50.0);
            let branch = self.tree.grow(table, Tag::Caption);
            self.lines(&lines, LEFT, QUIET, branch, |_, _, _| {});
            self.y += 3.0;
        }
    }

    pub(super) fn rule(&mut self) {
        self.fill((LEFT, self.y, WIDTH, 0.6), HAIR);
    }
}

/// The text of lines, without the look.
fn plain(lines: &[Line]) -> String {
    let parts: Vec<&str> = lines.iter().flat_map(|line| &line.runs).map(|run| run.text.as_str()).collect();
    parts.concat().trim().to_owned()
}
