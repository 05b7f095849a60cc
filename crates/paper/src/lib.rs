//! Paper: a small model of a document becomes an accessible PDF (PDF/UA-1 and PDF/A-2a).
//!
//! Receipts, dossiers, letters, printed forms and the telephone script are all written with the same
//! few [`Block`]s. This crate is not for deciding what stands on paper or in which words: the caller
//! does that. It reads no files, no network and no clock, so equal papers give equal bytes.

mod face;
mod flow;
mod line;
mod model;
mod print;
mod tree;
mod trouble;

pub use model::{Block, NoticeKind, Pane, Paper, Span};
pub use trouble::PaperTrouble;

/// Turns a paper into the bytes of a PDF file.
///
/// The result is tagged, carries its language and title, and is checked by the PDF writer against
/// PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2).
///
/// # Errors
/// [`PaperTrouble`] when the paper has no title, a malformed language or an impossible date, or when
/// the writer refuses the result.
pub fn render(paper: &Paper) -> Result<Vec<u8>, PaperTrouble> {
    let faces = face::Faces::load()?;
    let flow = flow::lay_out(&faces, paper)?;
    print::print(&faces, paper, flow)
}
