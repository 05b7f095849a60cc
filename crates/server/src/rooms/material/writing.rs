//! How a report is shown and taken away: as a page, as an accessible PDF, as a document of a word
//! processor, as HTML, and the signature of its version. The marking stands on every page.

mod html;

use crate::{Server, language::Language, papers, problem::Problem, rooms::mine::voice::Voice};
use axum::response::Response;
use meldkamer_domain::{
    marking::Tlp,
    report::{Block, Kind, Piece, file_name, read},
    time::Instant,
};
use meldkamer_exchange::docx;
use meldkamer_paper as paper;
use meldkamer_store::{
    material::report::{ReportRow, VersionRow},
    support_case::CaseRow,
};
use serde::Serialize;

/// A block as a template draws it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Shown {
    /// `heading`, `text`, `points`, `numbers`, `table` or `code`.
    sort: &'static str,
    level: u8,
    /// Text, bold, fixed width.
    pieces: Vec<(String, bool, bool)>,
    items: Vec<Vec<(String, bool, bool)>>,
    cells: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Shown {
    /// A block of a report.
    pub fn of(block: &Block) -> Self {
        let piece = |piece: &Piece| (piece.text.clone(), piece.bold, piece.mono);
        let plain = |text: &str| vec![(text.to_owned(), false, false)];
        match block {
            Block::Heading(level, text) => {
                Self { sort: "heading", level: *level, pieces: plain(text), ..Self::default() }
            }
            Block::Text(text) => {
                Self { sort: "text", pieces: text.iter().map(piece).collect(), ..Self::default() }
            }
            Block::List { ordered, items } => Self {
                sort: if *ordered { "numbers" } else { "points" },
                items: items.iter().map(|item| item.iter().map(piece).collect()).collect(),
                ..Self::default()
            },
            Block::Table { head, rows } => {
                Self { sort: "table", cells: head.clone(), rows: rows.clone(), ..Self::default() }
            }
            Block::Code(text) => Self { sort: "code", pieces: plain(text), ..Self::default() },
        }
    }
}

/// Refuses a format that there is not.
pub fn known(format: &str) -> Result<(), Problem> {
    if ["pdf", "docx", "html", "sig"].contains(&format) { Ok(()) } else { Err(Problem::not_found()) }
}

/// A version as a file: `pdf`, `docx`, `html` or `sig`.
pub async fn file(
    server: &Server,
    case: &CaseRow,
    report: &ReportRow,
    version: &VersionRow,
    format: &str,
) -> Result<Response, Problem> {
    let name = file_name(Kind::parse(&report.kind).unwrap_or(Kind::Situation), version.version);
    let sheet = Sheet::of(server, case, report, version);
    let name = |ending: &str| format!("{name}.{ending}");
    match format {
        "pdf" => {
            let bytes = papers::print(sheet.paper()).await?;
            Ok(super::file(&name("pdf"), "application/pdf", bytes))
        }
        "docx" => {
            let written = docx::write(&sheet.document(), sheet.local.datetime());
            let bytes = written.ok_or_else(|| {
                Problem::trouble(&meldkamer_store::Trouble::unreadable("write a document", "too large"))
            })?;
            Ok(super::file(&name("docx"), docx::MEDIA, bytes))
        }
        "html" => Ok(super::file(&name("html"), "text/html; charset=utf-8", html::page(&sheet).into_bytes())),
        "sig" => {
            let signed = version.signed.clone().into_bytes();
            Ok(super::file(&name("sig.txt"), "text/plain; charset=utf-8", signed))
        }
        _ => Err(Problem::not_found()),
    }
}

/// A version with all that stands around its text.
struct Sheet {
    /// `nl` or `en`.
    language: &'static str,
    title: String,
    subject: String,
    author: String,
    telephone: String,
    reference: String,
    marking: &'static str,
    page: String,
    watermark: Option<String>,
    at: Instant,
    local: jiff::ZonedDateTime,
    blocks: Vec<Block>,
}

impl Sheet {
    fn of(server: &Server, case: &CaseRow, report: &ReportRow, version: &VersionRow) -> Self {
        let language = if report.language == "nl" { Language::Dutch } else { Language::English };
        let voice = Voice::new(server, language, version.at);
        let kind = voice.say(&format!("material-report-{}", report.kind));
        let number = version.version.to_string();
        let written =
            voice.fill("material-version-of", &[("version", &number), ("at", &voice.both(version.at))]);
        let at = Instant::from_micros(version.at);
        Self {
            language: language.code(),
            title: version.title.clone(),
            subject: format!("{kind}, {}. {written}", case.reference),
            author: server.house.settings.csirt.clone(),
            telephone: server.house.settings.telephone.clone(),
            reference: case.reference.clone(),
            marking: Tlp::parse(&version.tlp).unwrap_or(Tlp::Red).label(),
            page: voice.say("material-page"),
            watermark: (case.exercise == 1).then(|| voice.say("exercise-mark")),
            at,
            local: at.in_zone(&server.house.zone()),
            blocks: read(&version.body),
        }
    }

    fn paper(&self) -> paper::Paper {
        let span = |piece: &Piece| paper::Span {
            text: piece.text.clone(),
            bold: piece.bold,
            mono: piece.mono,
            link: None,
        };
        let spans = |pieces: &Vec<Piece>| pieces.iter().map(span).collect::<Vec<_>>();
        let block = |block: &Block| match block {
            Block::Heading(level, text) => paper::Block::Heading(*level, text.clone()),
            Block::Text(text) => paper::Block::Paragraph(spans(text)),
            Block::List { ordered, items } => {
                paper::Block::List { ordered: *ordered, items: items.iter().map(spans).collect() }
            }
            Block::Table { head, rows } => {
                paper::Block::Table { caption: String::new(), head: head.clone(), rows: rows.clone() }
            }
            Block::Code(text) => paper::Block::Code(text.clone()),
        };
        paper::Paper {
            language: self.language.to_owned(),
            title: self.title.clone(),
            subject: self.subject.clone(),
            author: self.author.clone(),
            // The reference stands at the top of every page, the footer at its foot.
            reference: format!("{}  {}", self.reference, self.marking),
            footer: format!("{} | {} | {}", self.marking, self.author, self.telephone),
            created: self.at.micros(),
            watermark: self.watermark.clone(),
            blocks: self.blocks.iter().map(block).collect(),
        }
    }

    fn document(&self) -> docx::Document {
        let run = |piece: &Piece| docx::Run { text: piece.text.clone(), bold: piece.bold, mono: piece.mono };
        let runs = |pieces: &Vec<Piece>| pieces.iter().map(run).collect::<Vec<_>>();
        let block = |block: &Block| match block {
            Block::Heading(level, text) => docx::Block::Heading(*level, text.clone()),
            Block::Text(text) => docx::Block::Text(runs(text)),
            Block::List { ordered, items } => {
                docx::Block::List { ordered: *ordered, items: items.iter().map(runs).collect() }
            }
            Block::Table { head, rows } => docx::Block::Table { head: head.clone(), rows: rows.clone() },
            Block::Code(text) => docx::Block::Code(text.clone()),
        };
        let subject = match &self.watermark {
            Some(mark) => format!("{mark}. {}", self.subject),
            None => self.subject.clone(),
        };
        docx::Document {
            language: if self.language == "nl" { "nl-NL" } else { "en-GB" }.to_owned(),
            title: self.title.clone(),
            author: self.author.clone(),
            subject,
            marking: self.marking.to_owned(),
            footer: self.author.clone(),
            page: self.page.clone(),
            created: self.at.rfc3339(),
            blocks: self.blocks.iter().map(block).collect(),
        }
    }
}
