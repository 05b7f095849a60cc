//! Places blocks on sheets: what stands where, and where it hangs in the structure.
//!
//! Printing is not done here: page numbers are known only when all sheets are laid out.

mod blocks;
mod card;
mod grid;

use std::rc::Rc;

use krilla::tagging::Tag;

use crate::face::{Faces, Style};
use crate::line::{Line, Setter};
use crate::tree::{Branch, Leaf, Tree};
use crate::{Paper, PaperTrouble, Span};

/// Width and height of A4, in points.
pub const SHEET: (f32, f32) = (595.276, 841.89);
/// Left edge of the text.
pub const LEFT: f32 = 64.0;
/// Width of the text.
pub const WIDTH: f32 = SHEET.0 - 2.0 * LEFT;
const TOP: f32 = 84.0;
const BOTTOM: f32 = SHEET.1 - 84.0;

/// Colour of text, red, green and blue.
pub type Ink = (u8, u8, u8);
/// For running text.
pub const BLACK: Ink = (28, 30, 34);
/// For labels and lines at the edge; 7:1 on white.
pub const GREY: Ink = (84, 88, 96);
/// For headings.
pub const BLUE: Ink = (21, 66, 115);
/// For thin rules.
pub const HAIR: Ink = (200, 204, 210);

/// Something on a sheet.
pub enum Mark {
    /// A stretch of text; `y` is the baseline. Without a leaf it is decoration.
    Text { x: f32, y: f32, size: f32, ink: Ink, style: Style, text: String, leaf: Option<Leaf> },
    /// A filled rectangle: left, top, width and height.
    Fill { at: (f32, f32, f32, f32), ink: Ink },
    /// A place to click.
    Link { at: (f32, f32, f32, f32), target: Rc<str>, leaf: Leaf },
}

/// A heading, for the outline.
pub struct Entry {
    pub level: u8,
    pub text: String,
    pub sheet: usize,
    pub y: f32,
}

/// Size, distance between baselines, and colour of lines.
#[derive(Clone, Copy)]
struct Look {
    size: f32,
    pitch: f32,
    ink: Ink,
}

const BODY: Look = Look { size: 10.5, pitch: 15.5, ink: BLACK };
const SMALL: Look = Look { size: 9.5, pitch: 13.5, ink: BLACK };
const QUIET: Look = Look { size: 9.5, pitch: 13.5, ink: GREY };
const BOLD: Style = Style { bold: true, mono: false };

/// A paper being laid out.
pub struct Flow<'a> {
    faces: &'a Faces,
    /// The structure.
    pub tree: Tree,
    /// What stands on each sheet.
    pub sheets: Vec<Vec<Mark>>,
    /// The headings.
    pub outline: Vec<Entry>,
    y: f32,
}

/// Lays out a whole paper.
pub fn lay_out<'a>(faces: &'a Faces, paper: &Paper) -> Result<Flow<'a>, PaperTrouble> {
    let tree = Tree::default();
    let mut flow = Flow { faces, tree, sheets: vec![Vec::new()], outline: Vec::new(), y: TOP };
    flow.opening(paper)?;
    for block in &paper.blocks {
        flow.block(block);
    }
    Ok(flow)
}

impl Flow<'_> {
    fn opening(&mut self, paper: &Paper) -> Result<(), PaperTrouble> {
        if let Some(words) = paper.watermark.as_deref().filter(|words| !words.trim().is_empty()) {
            self.paragraph(&[Span::bold(words)], Look { ink: (150, 30, 30), ..BODY });
        }
        if !self.heading(1, &paper.title) {
            return Err(PaperTrouble::Title);
        }
        if !paper.subject.trim().is_empty() {
            self.y -= 4.0;
            self.paragraph(&[Span::plain(&paper.subject)], Look { size: 11.5, pitch: 16.5, ink: GREY });
        }
        self.space(6.0);
        Ok(())
    }

    fn set(&self, look: Look) -> Setter<'_> {
        Setter { faces: self.faces, size: look.size }
    }

    fn room(&self) -> f32 {
        BOTTOM - self.y
    }

    fn fresh(&self) -> bool {
        self.y <= TOP
    }

    fn turn(&mut self) {
        self.sheets.push(Vec::new());
        self.y = TOP;
    }

    /// Turns the sheet when less than `height` is left.
    fn need(&mut self, height: f32) {
        if self.room() < height && !self.fresh() {
            self.turn();
        }
    }

    fn space(&mut self, height: f32) {
        if !self.fresh() {
            self.y += height;
        }
    }

    fn mark(&mut self, mark: Mark) {
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.push(mark);
        }
    }

    fn fill(&mut self, at: (f32, f32, f32, f32), ink: Ink) {
        self.mark(Mark::Fill { at, ink });
    }

    /// Sets one line with its top at `y`; without a branch it is decoration.
    fn line(&mut self, line: &Line, at: (f32, f32), look: Look, branch: Option<Branch>) {
        let base = at.1 + (look.pitch + look.size * 0.72) / 2.0;
        for run in &line.runs {
            let x = at.0 + run.x;
            let link = run.link.clone().zip(branch);
            let home = match &link {
                Some((_, branch)) => Some(self.tree.grow(*branch, Tag::Link)),
                None => branch,
            };
            let leaf = home.map(|home| self.tree.leaf(home));
            let ink = if link.is_some() { BLUE } else { look.ink };
            let (text, style) = (run.text.clone(), run.style);
            self.mark(Mark::Text { x, y: base, size: look.size, ink, style, text, leaf });
            if let Some(((target, _), home)) = link.zip(home) {
                self.fill((x, base + 1.5, run.width, 0.6), BLUE);
                let leaf = self.tree.leaf(home);
                self.mark(Mark::Link { at: (x, at.1, run.width, look.pitch), target, leaf });
            }
        }
    }

    /// Sets lines one under the other, over as many sheets as it takes; never leaves one line alone at
    /// the foot. `under` is called before each line with its top, to draw what lies under it.
    fn lines(
        &mut self,
        lines: &[Line],
        x: f32,
        look: Look,
        branch: Branch,
        mut under: impl FnMut(&mut Self, f32, usize),
    ) {
        for (at, line) in lines.iter().enumerate() {
            let together = if at == 0 { lines.len().min(2) } else { 1 };
            let last_two = lines.len() > 3 && at + 2 == lines.len();
            self.need(look.pitch * if last_two { 2.0 } else { together as f32 });
            under(self, self.y, at);
            self.line(line, (x, self.y), look, Some(branch));
            self.y += look.pitch;
        }
    }
}
