//! CISO Assistant: a framework as one of its libraries (YAML), and answers as one of its audits (CSV with
//! the columns of its import wizard), out and in.
//!
//! What our answers mean in its words is decided here; what the questions are is not. See
//! `docs/decisions/0009-ciso-assistant.md` for what fits and what does not.

mod audit;
mod library;

pub use audit::{Line, NotAudit, Told, audit, read};
pub use library::{Both, Framework, Node, library};

/// How far a requirement is met, in the words of both sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Met {
    /// `compliant`, `done`.
    Yes,
    /// `partially_compliant`, `in_progress`.
    Partly,
    /// `non_compliant`, `to_do`.
    No,
    /// `not_assessed`, `in_progress`: asked, and nobody knew.
    Unknown,
    /// `not_assessed`, `to_do`.
    Open,
}

impl Met {
    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Yes => ("compliant", "done"),
            Self::Partly => ("partially_compliant", "in_progress"),
            Self::No => ("non_compliant", "to_do"),
            Self::Unknown => ("not_assessed", "in_progress"),
            Self::Open => ("not_assessed", "to_do"),
        }
    }

    fn parse(result: &str, progress: &str) -> Option<Self> {
        Some(match result {
            "compliant" => Self::Yes,
            "partially_compliant" => Self::Partly,
            "non_compliant" => Self::No,
            "not_assessed" | "" if matches!(progress, "in_progress" | "in_review") => Self::Unknown,
            "not_assessed" | "" => Self::Open,
            _ => return None,
        })
    }
}

/// The name by which it knows one of our requirements.
pub fn urn(framework: &str, node: &str) -> String {
    format!("urn:meldkamer:risk:req_node:{framework}:{node}")
}
