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
