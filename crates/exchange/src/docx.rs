//! Documents of word processors (Office Open XML, ISO/IEC 29500): written, never read.
//!
//! Headings, lists and heads of tables are what they are called, so that a reader for the blind finds
//! them; the language is set; the marking stands in the header of every page. What stands in a document
//! is not decided here.

mod body;
mod parts;

use crate::zip::{Member, archive};
use jiff::civil;

/// A document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Language tag (BCP 47) with its region, such as `nl-NL`.
    pub language: String,
    /// The title: in the metadata and as the first line.
    pub title: String,
    /// Who issues it.
    pub author: String,
    /// One line that says what it is about.
    pub subject: String,
    /// Stands in the header of every page, such as a TLP marking.
    pub marking: String,
    /// Stands in the footer of every page before the page number.
    pub footer: String,
    /// The word for a page in the language of the document.
    pub page: String,
    /// When it was made, in RFC 3339.
    pub created: String,
    /// The contents, in reading order.
    pub blocks: Vec<Block>,
}

/// One part of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading; level 1 is the highest under the title, 3 the lowest.
    Heading(u8, String),
    /// Running text.
    Text(Vec<Run>),
    /// Points, numbered when `ordered`.
    List {
        /// Whether they are numbered.
        ordered: bool,
        /// The points.
        items: Vec<Vec<Run>>,
    },
    /// Rows under a head that is repeated on every page.
    Table {
        /// The names of the columns.
        head: Vec<String>,
        /// The cells.
        rows: Vec<Vec<String>>,
    },
    /// Text in which every space counts.
    Code(String),
}

/// A stretch of text in one style.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// The text.
    pub text: String,
    /// Bold.
    pub bold: bool,
    /// Fixed width.
    pub mono: bool,
}

/// The media type.
pub const MEDIA: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// Writes a document. Nothing when it would be larger than the format can tell.
pub fn write(document: &Document, made: civil::DateTime) -> Option<Vec<u8>> {
    let lists =
        document.blocks.iter().filter(|block| matches!(block, Block::List { ordered: true, .. })).count();
    let parts = [
        ("[Content_Types].xml", parts::CONTENT_TYPES.to_owned()),
        ("_rels/.rels", parts::PACKAGE.to_owned()),
        ("docProps/core.xml", parts::core(document)),
        ("word/document.xml", body::document(document)),
        ("word/_rels/document.xml.rels", parts::RELATIONS.to_owned()),
        ("word/styles.xml", parts::styles(&document.language)),
        ("word/numbering.xml", parts::numbering(lists)),
        ("word/settings.xml", parts::settings(&document.language)),
        ("word/header1.xml", body::header(document)),
        ("word/footer1.xml", body::footer(document)),
    ];
    let members = parts.map(|(name, text)| Member { name: name.to_owned(), bytes: text.into_bytes() });
    archive(&members, made)
}

/// Text as it stands in XML; what XML cannot hold is left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for one in text.chars() {
        match one {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(one),
            '\u{fffe}' | '\u{ffff}' => {}
            _ if one.is_control() => {}
            _ => out.push(one),
        }
    }
    out
}

#[cfg(test)]
mod tests;
