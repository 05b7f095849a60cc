//! Which personal data an answer may hold: data of the catalogue, so that it can be found and erased.

use super::{Kind, Question};
use serde::Deserialize;

/// Which personal data a value may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Personal {
    /// None: a choice, a number, the name of a product.
    None,
    /// Free words, in which anything may stand.
    Free,
    /// A name, an address, a number of a person.
    Ordinary,
    /// Special categories (GDPR 9): health, belief, biometrics.
    Special,
}

impl Personal {
    /// Its name in rulebooks and reports.
    pub const fn id(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Free => "free",
            Self::Ordinary => "ordinary",
            Self::Special => "special",
        }
    }

    /// What a field of a kind holds: what its entry says, or else what goes without saying. The text
    /// says what is wrong with an entry.
    pub(super) fn of(kind: Kind, said: Option<Self>) -> Result<Self, &'static str> {
        if kind.has_parts() || kind.has_rows() {
            return match said {
                None => Ok(Self::None),
                Some(_) => Err("its parts hold the data: say `personal` there"),
            };
        }
        match (kind, said) {
            (Kind::Email | Kind::Phone, None) => Ok(Self::Ordinary),
            (Kind::Email | Kind::Phone, Some(Self::None)) => Err("a way to reach somebody is personal data"),
            (Kind::LongText, None) => Ok(Self::Free),
            (Kind::LongText, Some(Self::None)) => {
                Err("in free words anything may stand: `personal = \"free\"`")
            }
            (Kind::Text, None) => Err(
                "say which personal data it may hold: `personal = \"none\"`, \"free\", \"ordinary\" or \"special\"",
            ),
            (_, said) => Ok(said.unwrap_or(Self::None)),
        }
    }
}

impl Question {
    /// The strongest kind of personal data in its answer.
    pub fn personal(&self) -> Personal {
        let parts = self.field.parts.iter().map(|part| part.personal);
        parts.fold(self.field.personal, Personal::max)
    }
}
