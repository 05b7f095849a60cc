//! Cards of the size of a bank card (ISO/IEC 7810 ID-1), stacked so that two fold into one.

use krilla::tagging::{TableHeaderScope, Tag};

use super::{BLACK, BLUE, BOLD, Flow, GREY, Ink, LEFT, Look};
use crate::face::Style;
use crate::line::Line;
use crate::model::Pane;

/// 85.6 by 53.98 millimetres, in points.
const CARD: (f32, f32) = (242.65, 153.0);
/// Between the edge and what stands on the card.
const EDGE: f32 = 9.0;
/// Between a label and its value.
const GAP: f32 = 6.0;
const LABEL: f32 = 74.0;
/// Print gets this small before something is left out.
const SIZES: [f32; 4] = [8.5, 7.75, 7.0, 6.5];
const CUT: Ink = GREY;

struct Row {
    label: Vec<Line>,
    value: Vec<Line>,
}

impl Row {
    fn tall(&self) -> usize {
        self.label.len().max(self.value.len())
    }
}

impl Flow<'_> {
    pub(super) fn cards(&mut self, panes: &[Pane]) {
        if panes.is_empty() {
            return;
        }
        self.space(6.0);
        self.need(CARD.1 * panes.len().min(2) as f32 + 2.0);
        for pane in panes {
            self.need(CARD.1 + 2.0);
            self.frame();
            let top = self.y;
            self.pane(pane);
            self.y = top + CARD.1;
        }
        self.y += 16.0;
    }

    fn frame(&mut self) {
        let (left, top, (wide, tall)) = (LEFT, self.y, CARD);
        for at in [
            (left, top, wide, 0.5),
            (left, top + tall, wide, 0.5),
            (left, top, 0.5, tall),
            (left + wide, top, 0.5, tall),
        ] {
            self.fill(at, CUT);
        }
    }

    fn pane(&mut self, pane: &Pane) {
        let head = Look { size: 10.0, pitch: 13.0, ink: BLUE };
        let title = self.set(head).text(&pane.title, BOLD, CARD.0 - 2.0 * EDGE);
        let mut y = self.y + EDGE - 2.0;
        let branch = self.tree.top(Tag::P);
        for line in title.iter().take(2) {
            self.line(line, (LEFT + EDGE, y), head, Some(branch));
            y += head.pitch;
        }
        let room = self.y + CARD.1 - EDGE + 2.0 - y;
        let (look, rows) = self.fitting(&pane.rows, room);
        if rows.is_empty() {
            return;
        }
        let table = self.tree.top(Tag::Table);
        let body = self.tree.grow(table, Tag::TBody);
        for row in rows {
            let branch = self.tree.grow(body, Tag::TR);
            let label = self.tree.grow(branch, Tag::TH(TableHeaderScope::Row));
            let value = self.tree.grow(branch, Tag::TD);
            for (lines, x, branch, ink) in
                [(&row.label, EDGE, label, GREY), (&row.value, EDGE + LABEL + GAP, value, BLACK)]
            {
                for (at, line) in lines.iter().enumerate() {
                    let at = (LEFT + x, y + at as f32 * look.pitch);
                    self.line(line, at, Look { ink, ..look }, Some(branch));
                }
            }
            y += row.tall() as f32 * look.pitch + 1.5;
        }
    }

    /// The largest print in which all rows fit, else as many rows as fit in the smallest.
    fn fitting(&self, rows: &[(String, String)], room: f32) -> (Look, Vec<Row>) {
        let mut kept = Vec::new();
        let mut look = Look { size: SIZES[0], pitch: SIZES[0] * 1.22, ink: BLACK };
        for size in SIZES {
            look = Look { size, pitch: size * 1.22, ink: BLACK };
            let set = self.set(look);
            let value = CARD.0 - 2.0 * EDGE - LABEL - GAP;
            let row = |(label, text): &(String, String)| Row {
                label: super::grid::full(set.text(label, Style::default(), LABEL)),
                value: super::grid::full(set.text(text, BOLD, value)),
            };
            kept = rows.iter().map(row).collect();
            let tall: f32 = kept.iter().map(|row| row.tall() as f32 * look.pitch + 1.5).sum();
            if tall <= room {
                return (look, kept);
            }
        }
        let mut left = room;
        kept.retain(|row: &Row| {
            left -= row.tall() as f32 * look.pitch + 1.5;
            left >= 0.0
        });
        (look, kept)
    }
}
