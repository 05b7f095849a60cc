//! Breaks text into lines that fit a width. Not concerned with pages.

use std::rc::Rc;

use crate::Span;
use crate::face::{Faces, Style, clean};

/// A stretch of one line in one style.
#[derive(Debug, Clone)]
pub struct Run {
    pub text: String,
    pub style: Style,
    pub link: Option<Rc<str>>,
    /// Distance from the start of the line, in points.
    pub x: f32,
    pub width: f32,
}

/// One line of text.
#[derive(Debug, Clone, Default)]
pub struct Line {
    pub runs: Vec<Run>,
}

#[derive(Clone)]
struct Sign {
    ch: char,
    style: Style,
    link: Option<Rc<str>>,
    width: f32,
}

/// Sets text at one size.
pub struct Setter<'a> {
    pub faces: &'a Faces,
    pub size: f32,
}

impl Setter<'_> {
    /// Breaks spans at spaces; words wider than the line are cut.
    pub fn spans(&self, spans: &[Span], width: f32) -> Vec<Line> {
        let mut signs: Vec<Sign> = Vec::new();
        for span in spans {
            let style = Style { bold: span.bold, mono: span.mono };
            let link = span.link.as_deref().filter(|link| leads_out(link)).map(Rc::from);
            for ch in span.text.chars().filter_map(clean) {
                let gap = signs.last().is_none_or(|sign| matches!(sign.ch, ' ' | '\n'));
                if ch != ' ' || !gap {
                    signs.push(self.sign(ch, style, link.clone()));
                }
            }
        }
        signs.split(|sign| sign.ch == '\n').flat_map(|part| lines(part, width)).collect()
    }

    /// Breaks plain text in one style.
    pub fn text(&self, text: &str, style: Style, width: f32) -> Vec<Line> {
        let span = Span { text: text.to_owned(), bold: style.bold, mono: style.mono, link: None };
        self.spans(&[span], width)
    }

    /// Breaks fixed-width text, keeping every space.
    pub fn code(&self, text: &str, width: f32) -> Vec<Line> {
        let style = Style { mono: true, bold: false };
        let kept: String = text.replace('\t', "    ").chars().filter_map(clean).collect();
        let set = |part: &str| {
            let signs: Vec<Sign> = part.chars().map(|ch| self.sign(ch, style, None)).collect();
            cut(&signs, width)
        };
        kept.split('\n').flat_map(set).collect()
    }

    /// Widths of the widest word and of the widest line when nothing is broken.
    pub fn extent(&self, text: &str, style: Style) -> (f32, f32) {
        let wide = |part: &str| self.faces.width(style, part, self.size);
        let word = text.split_whitespace().map(wide).fold(0.0, f32::max);
        (word, text.lines().map(wide).fold(word, f32::max))
    }

    fn sign(&self, ch: char, style: Style, link: Option<Rc<str>>) -> Sign {
        Sign { ch, style, link, width: self.faces.advance(style, ch) * self.size }
    }
}

/// Only plain addresses of known kinds become links: paper must not carry script or file links.
fn leads_out(link: &str) -> bool {
    let known = ["https://", "http://", "mailto:", "tel:"];
    known.iter().any(|kind| link.starts_with(kind)) && link.bytes().all(|byte| byte.is_ascii_graphic())
}

fn lines(signs: &[Sign], width: f32) -> Vec<Line> {
    let mut found = Vec::new();
    let mut start = 0;
    while let Some(end) = overflow(signs, start, width) {
        let stop = break_before(&signs[start..end]).map_or(end, |at| start + at);
        found.push(line(&signs[start..stop]));
        start = stop;
    }
    found.push(line(&signs[start..]));
    found
}

fn cut(signs: &[Sign], width: f32) -> Vec<Line> {
    let mut found = Vec::new();
    let mut start = 0;
    while let Some(end) = overflow(signs, start, width) {
        found.push(line(&signs[start..end]));
        start = end;
    }
    found.push(line(&signs[start..]));
    found
}

/// Index of the first sign that does not fit; spaces may hang over the edge. Always past `start`.
fn overflow(signs: &[Sign], start: usize, width: f32) -> Option<usize> {
    let mut used = 0.0;
    for (at, sign) in signs.iter().enumerate().skip(start) {
        used += sign.width;
        if used > width && sign.ch != ' ' && at > start {
            return Some(at);
        }
    }
    None
}

/// Where to break a full line: after a space, else in the last half after a mark within a long word.
fn break_before(signs: &[Sign]) -> Option<usize> {
    let after = |found: fn(char) -> bool| signs.iter().rposition(|sign| found(sign.ch)).map(|at| at + 1);
    let space = after(|ch| ch == ' ').filter(|at| *at > 0);
    space.or_else(|| after(|ch| "/-_.,;:?&=@\\".contains(ch)).filter(|at| at * 2 > signs.len()))
}

fn line(signs: &[Sign]) -> Line {
    let mut line = Line::default();
    let mut x = 0.0;
    for sign in signs {
        match line.runs.last_mut() {
            Some(run) if run.style == sign.style && run.link == sign.link => {
                run.text.push(sign.ch);
                run.width += sign.width;
            }
            _ => line.runs.push(Run {
                text: sign.ch.to_string(),
                style: sign.style,
                link: sign.link.clone(),
                x,
                width: sign.width,
            }),
        }
        x += sign.width;
    }
    line
}
