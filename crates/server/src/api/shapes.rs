//! What the API answers with. Instants are RFC 3339 in UTC; texts are in the language asked for.

mod significance;

pub use significance::Significance;

use crate::{Server, language::Language, words::gap};
use fluent_bundle::FluentArgs;
use meldkamer_app::{filing::Filed, judgement::Limit};
use meldkamer_domain::{
    filing::{Gap as Lacuna, Severity},
    rulebook::Said,
    time::Instant,
};
use meldkamer_store::{clock::DeadlineRow, dossier::DossierRow};
use serde::Serialize;
use utoipa::ToSchema;

/// When a stage is due.
#[derive(Debug, Serialize, ToSchema)]
pub struct Deadline {
    /// The regime, such as `nl-cbw`.
    regime: String,
    /// The stage, such as `early-warning`.
    stage: String,
    /// The legal limit.
    #[schema(format = DateTime)]
    due: String,
    /// The moment to aim for, never after `due`.
    #[schema(format = DateTime)]
    aim: String,
    /// The clause.
    clause: String,
    /// Whether the rule was read in the text of the law itself.
    confirmed: bool,
    /// When the stage was filed, if it was.
    #[schema(format = DateTime)]
    met_at: Option<String>,
    /// Whether it was filed after its limit.
    late: bool,
}

impl Deadline {
    /// A limit as it stands after this stage was filed.
    fn after(limit: &Limit, stage: &str, filed_at: Instant) -> Self {
        let met = limit.stage == stage;
        Self {
            regime: limit.regime.clone(),
            stage: limit.stage.clone(),
            due: limit.due.rfc3339(),
            aim: limit.aim.rfc3339(),
            clause: limit.clause.clone(),
            confirmed: limit.confirmed,
            met_at: met.then(|| filed_at.rfc3339()),
            late: if met { filed_at > limit.due } else { limit.late },
        }
    }
}

impl From<&DeadlineRow> for Deadline {
    fn from(row: &DeadlineRow) -> Self {
        Self {
            regime: row.regime.clone(),
            stage: row.stage.clone(),
            due: at(row.due),
            aim: at(row.aim),
            clause: row.clause.clone(),
            confirmed: row.confirmed == 1,
            met_at: row.met_at.map(at),
            late: row.met_at.is_some_and(|met| met > row.due),
        }
    }
}

/// Something that is missing, doubtful or not understood. What was given is kept word for word.
#[derive(Debug, Serialize, ToSchema)]
pub struct Gap {
    /// The question's id.
    question: String,
    /// The part of its answer.
    part: Option<String>,
    /// Stable code, such as `missing` or `not-an-option`.
    code: &'static str,
    /// `wrong`: kept as raw text, no rule uses it; `asks`: understood, yet something is open.
    severity: &'static str,
    /// The question in a few words.
    label: String,
    /// What to do about it.
    message: String,
}

impl Gap {
    /// A gap in a language.
    pub fn of(server: &Server, language: Language, one: &Lacuna) -> Self {
        let library = server.house.law();
        let label = library.catalogue.question(&one.question).map(|found| &found.field.label);
        let mut gaps = FluentArgs::new();
        gaps.set("argument", gap(one.arguments.first().cloned().unwrap_or_default()));
        let key = format!("door-gap-{}", one.code);
        Self {
            question: one.question.clone(),
            part: one.part.clone(),
            code: one.code,
            severity: if one.severity == Severity::Wrong { "wrong" } else { "asks" },
            label: label.map_or("", |said| said.in_language(language.code())).to_owned(),
            message: server.pages.words().say_anyhow(language, &key, &gaps).trim().to_owned(),
        }
    }
}

/// A CSIRT or supervisor that receives the report.
#[derive(Debug, Serialize, ToSchema)]
pub struct Recipient {
    /// Its id in the routes.
    id: String,
    /// Its name.
    name: String,
}

/// The answer to a filing.
#[derive(Debug, Serialize, ToSchema)]
pub struct Receipt {
    /// The reference, with its check character.
    reference: String,
    /// The stage that was filed.
    stage: &'static str,
    /// The words of the code: the bearer token of all that follows. Only in the answer to the first
    /// report; we keep no copy that can be read back.
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    /// When it was received.
    #[schema(format = DateTime)]
    received_at: String,
    /// Whether it is an exercise.
    exercise: bool,
    /// Whether the incident must be reported.
    significance: Significance,
    /// When each stage is due.
    deadlines: Vec<Deadline>,
    /// What is missing or was not understood. Nothing was refused.
    gaps: Vec<Gap>,
    /// The signed receipt; `meldkamer receipt verify` checks it.
    receipt: String,
    /// Who receives the report.
    recipients: Vec<Recipient>,
    /// When the CSIRT owes its first answer.
    #[schema(format = DateTime)]
    answer_due: Option<String>,
    /// The number to call when it is urgent.
    telephone: String,
    /// Whether this very filing was made before, and this is its answer again.
    repeated: bool,
}

impl Receipt {
    /// The answer to a filing, in a language.
    pub fn of(server: &Server, language: Language, filed: Filed) -> Self {
        let Filed { dossier, stage, received_at, code, gaps, limits, recipients, receipt, again } = filed;
        Self {
            stage: stage.id(),
            code,
            received_at: received_at.rfc3339(),
            exercise: dossier.exercise == 1,
            significance: Significance::kept(&dossier.significance, language),
            deadlines: limits.iter().map(|limit| Deadline::after(limit, stage.id(), received_at)).collect(),
            gaps: gaps.iter().map(|one| Gap::of(server, language, one)).collect(),
            receipt,
            recipients: named(server, language, &dossier, recipients),
            answer_due: dossier.answer_due.map(at),
            telephone: server.house.settings.telephone.clone(),
            repeated: again,
            reference: dossier.reference,
        }
    }
}

fn named(server: &Server, language: Language, dossier: &DossierRow, ids: Vec<String>) -> Vec<Recipient> {
    let library = server.house.law();
    let day = server.house.day(Instant::from_micros(dossier.received_at));
    let name = |id: &str| {
        let body = library.law.body(id, day).map(|body| body.name.clone());
        let ours =
            || Said { nl: server.house.settings.csirt.clone(), en: server.house.settings.csirt.clone() };
        body.unwrap_or_else(ours).in_language(language.code()).to_owned()
    };
    ids.into_iter().map(|id| Recipient { name: name(&id), id }).collect()
}

impl Receipt {
    /// With the clocks as they stand: what an earlier version met stays met by that one.
    pub fn with(mut self, standing: &[DeadlineRow]) -> Self {
        self.deadlines = standing.iter().map(Deadline::from).collect();
        self
    }
}

/// Microseconds as RFC 3339 in UTC.
pub fn at(micros: i64) -> String {
    Instant::from_micros(micros).rfc3339()
}

/// Problem details (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemDetails {
    /// Names the kind of problem.
    pub r#type: String,
    /// A short sentence.
    pub title: String,
    /// The status of the answer.
    pub status: u16,
    /// Stable code, such as `key-reused`.
    pub code: String,
    /// What is wrong and what to do, in the language asked for.
    pub detail: String,
    /// The field it is about.
    pub field: Option<String>,
    /// What is wrong with the field, such as `missing`.
    pub fault: Option<String>,
    /// The number of this request in the log of the installation: name it when you call about it.
    pub trace: String,
}
