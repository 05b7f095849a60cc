//! The built-in fonts: which face draws a character and how wide it is. Not where it stands.
//!
//! Noto Sans for text, DejaVu Sans Mono for code, DejaVu Sans for what those two lack. There is no
//! shaping: each character is one glyph.

use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{FontRef, MetadataProvider};

use crate::PaperTrouble;

/// Stands in for what no face can draw.
const REPLACEMENT: char = '\u{fffd}';

/// How a stretch of text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Style {
    pub bold: bool,
    pub mono: bool,
}

struct Face {
    font: Font,
    charmap: Charmap<'static>,
    metrics: GlyphMetrics<'static>,
    units: f32,
}

impl Face {
    fn load(bytes: &'static [u8], name: &'static str) -> Result<Self, PaperTrouble> {
        let font = Font::new(bytes.into(), 0).ok_or(PaperTrouble::Font(name))?;
        let table = FontRef::new(bytes).map_err(|_| PaperTrouble::Font(name))?;
        let metrics = table.glyph_metrics(Size::unscaled(), LocationRef::default());
        Ok(Self { units: font.units_per_em(), font, charmap: table.charmap(), metrics })
    }

    fn glyph(&self, ch: char) -> Option<(u32, f32)> {
        let glyph = self.charmap.map(ch).filter(|glyph| glyph.to_u32() != 0)?;
        Some((glyph.to_u32(), self.metrics.advance_width(glyph)? / self.units))
    }
}

/// All faces.
pub struct Faces {
    all: [Face; 4],
}

/// A stretch of text that one face draws.
pub struct Stretch {
    pub font: Font,
    pub text: String,
    pub glyphs: Vec<KrillaGlyph>,
    pub width: f32,
}

impl Faces {
    pub fn load() -> Result<Self, PaperTrouble> {
        Ok(Self {
            all: [
                Face::load(notosans::REGULAR_TTF, "Noto Sans")?,
                Face::load(notosans::BOLD_TTF, "Noto Sans Bold")?,
                Face::load(dejavu::sans_mono::regular(), "DejaVu Sans Mono")?,
                Face::load(dejavu::sans::regular(), "DejaVu Sans")?,
            ],
        })
    }

    /// The face, glyph and width (in ems) for a character; never the missing glyph.
    fn pick(&self, style: Style, ch: char) -> (usize, u32, f32) {
        let first = match style {
            Style { mono: true, .. } => 2,
            Style { bold: true, .. } => 1,
            Style { .. } => 0,
        };
        for wanted in [ch, REPLACEMENT, '?'] {
            for face in [first, 3] {
                if let Some((glyph, width)) = self.all[face].glyph(wanted) {
                    return (face, glyph, width);
                }
            }
        }
        (first, 1, 0.5)
    }

    /// Width of a character in ems.
    pub fn advance(&self, style: Style, ch: char) -> f32 {
        self.pick(style, ch).2
    }

    /// Width of a text at a size, in points.
    pub fn width(&self, style: Style, text: &str, size: f32) -> f32 {
        text.chars().map(|ch| self.advance(style, ch)).sum::<f32>() * size
    }

    /// Cuts a text into stretches of one face each, with their glyphs.
    pub fn stretches(&self, style: Style, text: &str, size: f32) -> Vec<Stretch> {
        let mut all: Vec<(usize, Stretch)> = Vec::new();
        for ch in text.chars() {
            let (face, glyph, advance) = self.pick(style, ch);
            if all.last().is_none_or(|(last, _)| *last != face) {
                let font = self.all[face].font.clone();
                all.push((face, Stretch { font, text: String::new(), glyphs: Vec::new(), width: 0.0 }));
            }
            let Some((_, stretch)) = all.last_mut() else { continue };
            let from = stretch.text.len();
            stretch.text.push(ch);
            let range = from..stretch.text.len();
            stretch.glyphs.push(KrillaGlyph::new(GlyphId::new(glyph), advance, 0.0, 0.0, 0.0, range, None));
            stretch.width += advance * size;
        }
        all.into_iter().map(|(_, stretch)| stretch).collect()
    }

    /// Shortens a text until it fits, with an ellipsis.
    pub fn shorten(&self, style: Style, text: &str, size: f32, room: f32) -> String {
        if self.width(style, text, size) <= room {
            return text.to_owned();
        }
        let mut kept = String::new();
        let mut left = room - self.width(style, "…", size);
        for ch in text.chars() {
            left -= self.advance(style, ch) * size;
            if left < 0.0 {
                break;
            }
            kept.push(ch);
        }
        kept.trim_end().to_owned() + "…"
    }
}

/// Cleans a character: `None` when it has no place on paper.
///
/// Directional and invisible format characters go too: they could make a text read otherwise than it is.
pub fn clean(ch: char) -> Option<char> {
    match ch {
        '\n' | '\u{2028}' | '\u{2029}' | '\u{85}' => Some('\n'),
        '\u{202f}' | '\u{a0}' => Some('\u{a0}'),
        _ if ch.is_whitespace() => Some(' '),
        _ if ch.is_control() => None,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' => None,
        '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' => None,
        '\u{e0000}'..='\u{e0fff}' => None,
        '\u{e000}'..='\u{f8ff}' | '\u{fdd0}'..='\u{fdef}' | '\u{f0000}'.. => Some(REPLACEMENT),
        _ if u32::from(ch) & 0xfffe == 0xfffe => Some(REPLACEMENT),
        _ => Some(ch),
    }
}
