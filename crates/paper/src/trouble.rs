//! Why a paper could not be made. For the log; not prose for people.

/// What stood in the way of a PDF.
#[derive(Debug, thiserror::Error)]
pub enum PaperTrouble {
    /// PDF/UA asks for a title and there was none.
    #[error("the paper has no title")]
    Title,
    /// The language is not a tag such as `nl` or `en-GB` (BCP 47).
    #[error("the paper's language is not a language tag")]
    Language,
    /// The date of creation lies outside the years 0 to 9999.
    #[error("the paper's date of creation lies outside the years 0 to 9999")]
    Created,
    /// A built-in font could not be read.
    #[error("a built-in font could not be read: {0}")]
    Font(&'static str),
    /// The PDF writer refused the document.
    #[error("the PDF writer refused the document: {0}")]
    Writer(String),
}
