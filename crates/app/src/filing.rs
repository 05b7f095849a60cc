//! Filing: the reporter tells, the house notes, judges, plans, signs a receipt and answers at once.
//!
//! What arrives is never refused for being incomplete: gaps become questions. The first report makes
//! the dossier ([`first`]); later stages, corrections and withdrawal are [`later`]'s.

pub mod copies;
pub mod first;
pub mod later;
pub mod recurring;
pub mod told;

use crate::{House, chance, judgement::Limit};
use jiff::tz::TimeZone;
use meldkamer_domain::{
    filing::{self, Filing, Gap, Severity},
    question::Stage,
    receipt::{self, Receipt},
    time::Instant,
};
use meldkamer_store::{Trouble, dossier::DossierRow};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// What somebody files.
#[derive(Clone, Debug)]
pub struct Wish {
    /// The stage.
    pub stage: Stage,
    /// The answers: an object of question id to value.
    pub answers: Value,
    /// A regime that the reporter names, besides those that the answers lead to.
    pub regime: Option<String>,
    /// The reporter's language.
    pub language: String,
    /// Whether it is an exercise.
    pub exercise: bool,
    /// `form`, `api`, `telephone`, `mail`, `file`, `third-party`.
    pub channel: String,
}

/// What the reporter gets back.
#[derive(Clone, Debug)]
pub struct Filed {
    /// The dossier as it stands.
    pub dossier: DossierRow,
    /// The stage that was filed.
    pub stage: Stage,
    /// When it was received.
    pub received_at: Instant,
    /// The words of the code, when it was made in this act.
    pub code: Option<String>,
    /// What is missing or was not understood.
    pub gaps: Vec<Gap>,
    /// The limits that follow.
    pub limits: Vec<Limit>,
    /// Who receives it: ids of CSIRTs and supervisors.
    pub recipients: Vec<String>,
    /// The signed receipt.
    pub receipt: String,
    /// Whether this very filing was made before, and this is its answer again.
    pub again: bool,
}

/// A filing as it was read, with its canonical form.
pub(crate) struct Told {
    pub(crate) filing: Filing,
    pub(crate) gaps: Vec<Gap>,
    pub(crate) canonical: String,
    pub(crate) digest: [u8; 32],
    pub(crate) salt: [u8; 16],
}

impl Told {
    /// Reads answers under the rulebooks in force.
    pub(crate) fn read(house: &House, stage: Stage, answers: &Value, at: Instant) -> Self {
        let library = house.law();
        let (filing, gaps) = filing::read(&library.catalogue, stage, answers, at, &house.zone());
        let canonical = filing.to_json().to_string();
        let salt: [u8; 16] = chance::bytes();
        Self { filing, gaps, digest: digest(&salt, &canonical), canonical, salt }
    }

    pub(crate) fn gaps_json(&self) -> String {
        gaps_json(&self.gaps).to_string()
    }
}

/// The digest that a receipt binds: of a salt and the answers. With the salt gone, nobody can try
/// answers against it any more.
pub fn digest(salt: &[u8], canonical: &str) -> [u8; 32] {
    let mut digest = Sha256::new();
    digest.update(salt);
    digest.update(canonical.as_bytes());
    digest.finalize().into()
}

/// Gaps as the API and the database keep them.
pub fn gaps_json(gaps: &[Gap]) -> Value {
    let one = |gap: &Gap| {
        json!({
            "question": gap.question,
            "part": gap.part,
            "code": gap.code,
            "severity": if gap.severity == Severity::Wrong { "wrong" } else { "asks" },
            "arguments": gap.arguments,
        })
    };
    gaps.iter().map(one).collect()
}

/// The answers of a stored filing, read again under the rulebooks in force.
pub fn stored(house: &House, stage: &str, answers: &str, at: i64) -> Result<Filing, Trouble> {
    let library = house.law();
    let value: Value = serde_json::from_str(answers).map_err(|e| Trouble::unreadable("read a filing", e))?;
    let stage = Stage::parse(stage).unwrap_or(Stage::EarlyWarning);
    Ok(filing::read(&library.catalogue, stage, &value, Instant::from_micros(at), &TimeZone::UTC).0)
}

/// All that a dossier's filings say together, the newest answers over the older ones.
pub fn together(filings: impl IntoIterator<Item = Filing>) -> Filing {
    let mut all = Filing::new(Stage::EarlyWarning);
    for filing in filings {
        for (id, answer) in filing.answers() {
            let unknown = *answer == meldkamer_domain::filing::Answer::Unknown;
            if !unknown || all.get(id).is_none() {
                all.set(id, answer.clone());
            }
        }
    }
    all
}

/// Signs the receipt of a filing.
pub(crate) fn sign(house: &House, receipt: &Receipt) -> String {
    receipt::issue(receipt, house.keys.signing())
}
