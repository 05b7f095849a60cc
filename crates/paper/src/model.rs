//! What can stand on paper. Not how it looks: that is `flow`'s.

/// A document to be printed. All text is plain; a line feed in it starts a new line.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Paper {
    /// Language tag (BCP 47), for example `nl`; the page numbers are in Dutch for `nl`, else in English.
    pub language: String,
    /// Title: first heading, running header and metadata. Must not be empty.
    pub title: String,
    /// One line under the title that says what it is about; may be empty.
    pub subject: String,
    /// Who issues the paper; stands at the top of the first page.
    pub author: String,
    /// Reference of the case; stands in the header of every page.
    pub reference: String,
    /// A line for the foot of every page; at most two lines of it are shown.
    pub footer: String,
    /// Instant of creation, microseconds since 1970-01-01 UTC.
    pub created: i64,
    /// Shown across every page and as the first line, for example for an exercise.
    pub watermark: Option<String>,
    /// The contents, in reading order.
    pub blocks: Vec<Block>,
}

/// One part of a paper.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading; level 1 is the highest under the title. Levels that skip are closed up.
    Heading(u8, String),
    /// Running text.
    Paragraph(Vec<Span>),
    /// Pairs of label and value, one under the other.
    Facts(Vec<(String, String)>),
    /// Rows under headed columns; the head is repeated on each page.
    Table {
        /// Says what the table shows; may be empty.
        caption: String,
        /// Names of the columns.
        head: Vec<String>,
        /// Cells; rows may be shorter or longer than the head.
        rows: Vec<Vec<String>>,
    },
    /// Points, numbered when `ordered`.
    List {
        /// Whether the points are numbered from 1.
        ordered: bool,
        /// The points.
        items: Vec<Vec<Span>>,
    },
    /// A framed remark. Colour never speaks alone: let the text say how grave it is.
    Notice(NoticeKind, Vec<Span>),
    /// Text in which every space counts, in a fixed-width face.
    Code(String),
    /// A question on a printed form.
    Field {
        /// The question.
        label: String,
        /// Number of empty lines to write on.
        lines: u8,
        /// Boxes to tick.
        options: Vec<String>,
    },
    /// Cards of the size of a bank card, one under the other, to cut out and fold.
    Cards(Vec<Pane>),
    /// What follows starts on a new page.
    PageBreak,
}

/// One side of a card.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pane {
    /// What stands at its top.
    pub title: String,
    /// Label and value; what does not fit in small print is left out.
    pub rows: Vec<(String, String)>,
}

impl Block {
    /// A paragraph of plain text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Paragraph(vec![Span::plain(text)])
    }
}

/// How grave a notice is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeKind {
    /// Good to know.
    Note,
    /// Something to act on or be careful with.
    Warning,
    /// Something that went well.
    Success,
}

/// A stretch of text in one style.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Span {
    /// The text.
    pub text: String,
    /// Bold.
    pub bold: bool,
    /// Fixed width, for hashes, addresses and file names.
    pub mono: bool,
    /// Where it leads: `https:`, `http:`, `mailto:` or `tel:`; others are shown as plain text.
    pub link: Option<String>,
}

impl Span {
    /// Plain text.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// Bold text.
    pub fn bold(text: impl Into<String>) -> Self {
        Self { bold: true, ..Self::plain(text) }
    }

    /// Fixed-width text.
    pub fn mono(text: impl Into<String>) -> Self {
        Self { mono: true, ..Self::plain(text) }
    }
}
