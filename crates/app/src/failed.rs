//! Why an act did not happen: it was refused, or the house has trouble.

use meldkamer_domain::refused::Refused;
use meldkamer_store::Trouble;

/// What an act answers when it was not done.
#[derive(Debug, thiserror::Error)]
pub enum Failed {
    /// The wish cannot be granted; the person can be told why.
    #[error("refused: {0}")]
    Refused(#[from] Refused),
    /// The house could not do it; the person is told only that, and where to turn.
    #[error("trouble: {0}")]
    Trouble(#[from] Trouble),
}

impl Failed {
    /// There is no such thing, or none that this person may know of.
    pub const NOT_FOUND: Self = Self::Refused(Refused::NotFound);
}

/// What somebody wrote, without the space around it; the fault is `missing`, or `too-long` past so many
/// characters.
pub(crate) fn written<'a>(field: &str, text: &'a str, most: usize) -> Result<&'a str, Refused> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Refused::field(field, "missing"));
    }
    if text.chars().count() > most {
        return Err(Refused::field(field, "too-long"));
    }
    Ok(text)
}
