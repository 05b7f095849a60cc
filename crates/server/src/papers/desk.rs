//! A dossier on paper as the desk reads it: what the reporter told, and all that only the CSIRT sees.

use super::{Filed, Sheet, heading, told};
use crate::rooms::mine::{view::Overview, voice::Voice};
use meldkamer_paper::{Block, NoticeKind, Paper, Span};

/// One part that only the desk has: its heading and what stands under it.
pub struct Section {
    /// The heading.
    pub title: String,
    /// Pairs of label and text; a part without any is left out.
    pub facts: Vec<(String, String)>,
}

/// The whole dossier for the desk: a warning that it is not for the reporter, then everything.
pub fn at_the_desk(
    sheet: &Sheet,
    voice: &Voice<'_>,
    mine: &Overview,
    head: Vec<(String, String)>,
    filed: &[Filed],
    sections: Vec<Section>,
) -> Paper {
    let warning = vec![Span::plain(voice.say("desk-export-warning"))];
    let mut blocks = vec![Block::Notice(NoticeKind::Warning, warning), Block::Facts(head)];
    blocks.extend(told(voice, mine, filed));
    for section in sections.into_iter().filter(|one| !one.facts.is_empty()) {
        blocks.push(heading(section.title));
        blocks.push(Block::Facts(section.facts));
    }
    let title = voice.say("desk-export-title");
    sheet.paper(voice, &title, &format!("{}: {}", mine.organisation, mine.title), blocks)
}
