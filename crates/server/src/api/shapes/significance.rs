//! Whether an incident must be reported, as it was decided and kept, in one language.

use crate::language::Language;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// One criterion of the law, weighed.
#[derive(Debug, Serialize, ToSchema)]
pub struct Criterion {
    /// Its id.
    id: String,
    /// `fired`, `not-fired` or `unknown`.
    outcome: &'static str,
    /// What it says.
    text: String,
    /// The clause.
    clause: String,
    /// Whether it was read in the text of the law itself.
    confirmed: bool,
    /// Facts that it lacks: question ids.
    missing: Vec<String>,
}

/// What one regime makes of the incident.
#[derive(Debug, Serialize, ToSchema)]
pub struct Verdict {
    /// The regime.
    regime: String,
    /// Whether it applies: `yes`, `no`, `unknown`.
    applies: String,
    /// `yes`, `no`, `unknown` or `contradictory`.
    answer: String,
    /// Whether the sector's own numbers were not published, so that the open criteria were used.
    numbers_unpublished: bool,
    /// The criteria.
    criteria: Vec<Criterion>,
}

/// Whether the incident must be reported.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct Significance {
    /// `yes`, `no`, `unknown` or `contradictory`: of our regimes the one that says most.
    answer: String,
    /// The regimes that were weighed.
    regimes: Vec<Verdict>,
}

impl Significance {
    /// The verdict that was kept with a dossier, in a language.
    pub fn kept(json: &str, language: Language) -> Self {
        let kept: Kept = serde_json::from_str(json).unwrap_or_default();
        let criterion = |one: KeptCriterion| Criterion {
            id: one.id,
            outcome: match one.outcome.as_str() {
                "yes" => "fired",
                "no" => "not-fired",
                _ => "unknown",
            },
            text: if language == Language::Dutch { one.text.nl } else { one.text.en },
            clause: one.clause,
            confirmed: one.confirmed,
            missing: one.missing,
        };
        let verdict = |one: KeptVerdict| Verdict {
            regime: one.regime,
            applies: one.applies,
            answer: one.answer,
            numbers_unpublished: one.numbers_unpublished,
            criteria: one.criteria.into_iter().map(criterion).collect(),
        };
        Self { answer: kept.answer, regimes: kept.regimes.into_iter().map(verdict).collect() }
    }
}

/// A verdict as it is kept with its dossier; what an older version did not keep yet is empty.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Kept {
    answer: String,
    regimes: Vec<KeptVerdict>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct KeptVerdict {
    regime: String,
    applies: String,
    answer: String,
    numbers_unpublished: bool,
    criteria: Vec<KeptCriterion>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct KeptCriterion {
    id: String,
    outcome: String,
    clause: String,
    confirmed: bool,
    text: KeptText,
    missing: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct KeptText {
    nl: String,
    en: String,
}
