//! Prints laid-out sheets as PDF, with the edge of each page. Decides nothing about the contents.

use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::color::rgb;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect, Transform};
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag};
use krilla::{Document, SerializeSettings};

use crate::face::{Faces, Style};
use crate::flow::{Entry, Flow, GREY, HAIR, Ink, LEFT, Mark, SHEET, WIDTH};
use crate::line::Setter;
use crate::{Paper, PaperTrouble};

const EDGE: f32 = 8.5;
const SIGNAL: Ink = (250, 230, 230);

struct Press<'a> {
    faces: &'a Faces,
    paper: &'a Paper,
    pages: usize,
}

/// Prints everything.
pub fn print(faces: &Faces, paper: &Paper, mut flow: Flow<'_>) -> Result<Vec<u8>, PaperTrouble> {
    let mut document = Document::new_with(settings()?);
    document.set_metadata(metadata(paper)?);
    let sheets = std::mem::take(&mut flow.sheets);
    let press = Press { faces, paper, pages: sheets.len() };
    for (at, sheet) in sheets.iter().enumerate() {
        press.sheet(&mut document, at, sheet, &mut flow)?;
    }
    document.set_outline(outline(&flow.outline));
    document.set_tag_tree(flow.tree.finish(&paper.language));
    document.finish().map_err(|error| PaperTrouble::Writer(format!("{error:?}")))
}

impl Press<'_> {
    fn sheet(
        &self,
        document: &mut Document,
        at: usize,
        marks: &[Mark],
        flow: &mut Flow<'_>,
    ) -> Result<(), PaperTrouble> {
        let settings = PageSettings::from_wh(SHEET.0, SHEET.1);
        let settings = settings.ok_or_else(|| PaperTrouble::Writer("size of page".to_owned()))?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        self.watermark(&mut surface);
        self.edge(&mut surface, at);
        for mark in marks {
            match mark {
                Mark::Fill { at, ink } => {
                    surface.start_tagged(decoration(ArtifactType::Layout));
                    fill(&mut surface, *at, *ink);
                    surface.end_tagged();
                }
                Mark::Text { x, y, size, ink, style, text, leaf } => {
                    let tag = match leaf {
                        Some(_) => ContentTag::Span(SpanTag::empty()),
                        None => decoration(ArtifactType::PaginationOther),
                    };
                    let place = surface.start_tagged(tag);
                    self.text(&mut surface, (*x, *y), (*style, *size, *ink), text);
                    surface.end_tagged();
                    leaf.iter().for_each(|leaf| flow.tree.printed(*leaf, place));
                }
                Mark::Link { .. } => {}
            }
        }
        surface.finish();
        for mark in marks {
            let Mark::Link { at, target, leaf } = mark else { continue };
            let Some(rect) = Rect::from_xywh(at.0, at.1, at.2, at.3) else { continue };
            let action = Target::Action(Action::Link(LinkAction::new(target.to_string())));
            let link = Annotation::new_link(LinkAnnotation::new(rect, action), Some(target.to_string()));
            let place = page.add_tagged_annotation(link);
            flow.tree.printed(*leaf, place);
        }
        page.finish();
        Ok(())
    }

    fn text(
        &self,
        surface: &mut Surface<'_>,
        at: (f32, f32),
        (style, size, ink): (Style, f32, Ink),
        text: &str,
    ) {
        surface.set_fill(Some(paint(ink)));
        let mut x = at.0;
        for stretch in self.faces.stretches(style, text, size) {
            let start = Point::from_xy(x, at.1);
            surface.draw_glyphs(start, &stretch.glyphs, stretch.font, &stretch.text, size, false);
            x += stretch.width;
        }
    }

    /// Header and footer.
    fn edge(&self, surface: &mut Surface<'_>, at: usize) {
        let (bold, plain) = (Style { bold: true, mono: false }, Style::default());
        let cleaned =
            |text: &str| text.chars().filter_map(crate::face::clean).collect::<String>().replace('\n', " ");
        let reference = self.faces.shorten(plain, &cleaned(&self.paper.reference), EDGE, WIDTH * 0.5);
        let wide = self.faces.width(plain, &reference, EDGE);
        let (name, style) = if at == 0 { (&self.paper.author, bold) } else { (&self.paper.title, plain) };
        let name = self.faces.shorten(style, &cleaned(name), EDGE, WIDTH - wide - 16.0);
        surface.start_tagged(decoration(ArtifactType::Header));
        self.text(surface, (LEFT, 46.0), (style, EDGE, GREY), &name);
        self.text(surface, (LEFT + WIDTH - wide, 46.0), (plain, EDGE, GREY), &reference);
        fill(surface, (LEFT, 54.0, WIDTH, 0.6), HAIR);
        surface.end_tagged();

        surface.start_tagged(decoration(ArtifactType::Footer));
        fill(surface, (LEFT, SHEET.1 - 66.0, WIDTH, 0.6), HAIR);
        let dutch = self.paper.language.to_ascii_lowercase().starts_with("nl");
        let (page, of) = if dutch { ("Pagina", "van") } else { ("Page", "of") };
        let number = format!("{page} {} {of} {}", at + 1, self.pages);
        let wide = self.faces.width(plain, &number, EDGE);
        let set = Setter { faces: self.faces, size: EDGE };
        for (row, line) in set.text(&self.paper.footer, plain, WIDTH - wide - 16.0).iter().take(2).enumerate()
        {
            let text: String = line.runs.iter().map(|run| run.text.as_str()).collect();
            self.text(surface, (LEFT, SHEET.1 - 52.0 + 12.0 * row as f32), (plain, EDGE, GREY), &text);
        }
        self.text(surface, (LEFT + WIDTH - wide, SHEET.1 - 52.0), (plain, EDGE, GREY), &number);
        surface.end_tagged();
    }

    fn watermark(&self, surface: &mut Surface<'_>) {
        let Some(words) = &self.paper.watermark else { return };
        let words: String = words.chars().filter_map(crate::face::clean).filter(|ch| *ch != '\n').collect();
        let style = Style { bold: true, mono: false };
        let size = (620.0 / self.faces.width(style, &words, 1.0).max(0.1)).clamp(20.0, 120.0);
        let words = self.faces.shorten(style, &words, size, 680.0);
        let wide = self.faces.width(style, &words, size);
        surface.start_tagged(decoration(ArtifactType::Watermark));
        surface.push_transform(&Transform::from_rotate_at(-52.0, SHEET.0 / 2.0, SHEET.1 / 2.0));
        let at = ((SHEET.0 - wide) / 2.0, SHEET.1 / 2.0 + size * 0.35);
        self.text(surface, at, (style, size, SIGNAL), &words);
        surface.pop();
        surface.end_tagged();
    }
}

fn decoration(kind: ArtifactType) -> ContentTag<'static> {
    ContentTag::Artifact(Artifact::with_kind(kind))
}

fn paint(ink: Ink) -> Fill {
    Fill { paint: rgb::Color::new(ink.0, ink.1, ink.2).into(), ..Fill::default() }
}

fn fill(surface: &mut Surface<'_>, at: (f32, f32, f32, f32), ink: Ink) {
    let mut path = PathBuilder::new();
    let Some(rect) = Rect::from_xywh(at.0, at.1, at.2, at.3) else { return };
    path.push_rect(rect);
    if let Some(path) = path.finish() {
        surface.set_fill(Some(paint(ink)));
        surface.draw_path(&path);
    }
}

fn settings() -> Result<SerializeSettings, PaperTrouble> {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| PaperTrouble::Writer(format!("{error:?}")))?;
    Ok(SerializeSettings { configuration, ..SerializeSettings::default() })
}

fn metadata(paper: &Paper) -> Result<Metadata, PaperTrouble> {
    let subtags = || paper.language.split('-');
    let well =
        |tag: &str| (1..=8).contains(&tag.len()) && tag.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if !subtags().all(well) || subtags().next().is_none_or(|tag| tag.len() < 2) {
        return Err(PaperTrouble::Language);
    }
    let clean = |text: &str| text.chars().filter_map(crate::face::clean).collect::<String>();
    Ok(Metadata::new()
        .title(clean(&paper.title))
        .description(clean(&paper.subject))
        .authors(Some(clean(&paper.author)).filter(|name| !name.is_empty()).into_iter().collect())
        .keywords(Some(clean(&paper.reference)).filter(|word| !word.is_empty()).into_iter().collect())
        .language(paper.language.clone())
        .creator("Meldkamer".to_owned())
        .producer("Meldkamer".to_owned())
        .creation_date(date(paper.created)?))
}

/// The civil date of an instant (days from civil, reckoned in eras of 400 years that start in March).
fn date(micros: i64) -> Result<DateTime, PaperTrouble> {
    let seconds = micros.div_euclid(1_000_000);
    let (days, clock) = (seconds.div_euclid(86_400) + 719_468, seconds.rem_euclid(86_400));
    let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let in_year = day - (365 * year + year / 4 - year / 100);
    let month = (5 * in_year + 2) / 153;
    let in_month = in_year - (153 * month + 2) / 5 + 1;
    let (month, turn) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    let year = year + era * 400 + turn;
    let year = u16::try_from(year).ok().filter(|year| *year <= 9999).ok_or(PaperTrouble::Created)?;
    let small = |part: i64| u8::try_from(part).map_err(|_| PaperTrouble::Created);
    Ok(DateTime::new(year)
        .month(small(month)?)
        .day(small(in_month)?)
        .hour(small(clock / 3600)?)
        .minute(small(clock / 60 % 60)?)
        .second(small(clock % 60)?)
        .utc_offset_hour(0)
        .utc_offset_minute(0))
}

fn outline(entries: &[Entry]) -> Outline {
    let mut outline = Outline::new();
    nodes(entries).into_iter().for_each(|node| outline.push_child(node));
    outline
}

/// The first entry of a level takes what follows with a deeper level under it.
fn nodes(entries: &[Entry]) -> Vec<OutlineNode> {
    let mut found = Vec::new();
    let mut rest = entries;
    while let Some((entry, after)) = rest.split_first() {
        let under = after.iter().take_while(|next| next.level > entry.level).count();
        let place = XyzDestination::new(entry.sheet, Point::from_xy(LEFT, entry.y));
        let mut node = OutlineNode::new(entry.text.clone(), place);
        nodes(&after[..under]).into_iter().for_each(|child| node.push_child(child));
        found.push(node);
        rest = &after[under..];
    }
    found
}
