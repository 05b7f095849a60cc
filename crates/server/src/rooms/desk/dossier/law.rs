//! What the law makes of a dossier: regimes, criteria with their clauses, and the clocks.

use jiff::civil::Date;
use meldkamer_app::library::Library;
use meldkamer_domain::time::Instant;
use meldkamer_store::{clock::DeadlineRow, errand::ErrandRow};
use serde::Serialize;
use serde_json::Value;

/// One regime with its verdict.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Regime {
    name: String,
    /// `yes`, `no`, `unknown`.
    applies: String,
    /// `yes`, `no`, `unknown`, `contradictory`.
    answer: String,
    numbers_unpublished: bool,
    criteria: Vec<Criterion>,
}

impl Regime {
    /// One for the samples of pages.
    pub fn sample() -> Self {
        let criterion = Criterion {
            text: "Meer dan 100.000 mensen <b>".into(),
            outcome: "yes".into(),
            clause: "Cbb 5".into(),
            confirmed: true,
        };
        Self {
            name: "Cyberbeveiligingswet".into(),
            applies: "yes".into(),
            answer: "yes".into(),
            numbers_unpublished: false,
            criteria: vec![criterion],
        }
    }
}

/// One criterion.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Criterion {
    text: String,
    /// `yes`, `no`, `unknown`.
    outcome: String,
    clause: String,
    confirmed: bool,
}

/// The verdict as it was kept, in words.
pub fn regimes(kept: &str, library: &Library, day: Date, language: &str) -> (String, Vec<Regime>) {
    let kept: Value = serde_json::from_str(kept).unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let name = |id: &str| {
        let regime = library.law.regime(id, day);
        regime.map_or_else(|| id.to_owned(), |one| one.name.in_language(language).to_owned())
    };
    let criterion = |one: &Value| Criterion {
        text: text(&one["text"][language]),
        outcome: text(&one["outcome"]),
        clause: text(&one["clause"]),
        confirmed: one["confirmed"] == true,
    };
    let regime = |one: &Value| Regime {
        name: name(&text(&one["regime"])),
        applies: text(&one["applies"]),
        answer: text(&one["answer"]),
        numbers_unpublished: one["numbers_unpublished"] == true,
        criteria: one["criteria"].as_array().into_iter().flatten().map(criterion).collect(),
    };
    let mut regimes: Vec<_> = kept["regimes"].as_array().into_iter().flatten().map(regime).collect();
    regimes.retain(|one| one.applies != "no");
    (text(&kept["answer"]), regimes)
}

/// One clock of the reporter.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Clock {
    stage: String,
    regime: String,
    /// `open`, `soon`, `late`, `done`.
    state: &'static str,
    due: i64,
    aim: i64,
    met: Option<i64>,
    clause: String,
    confirmed: bool,
    late_reason: String,
    /// Why it was planned anew, where it was.
    because: String,
}

/// The clocks with the names of their stages.
pub fn clocks(rows: &[DeadlineRow], library: &Library, day: Date, language: &str, at: Instant) -> Vec<Clock> {
    let clock = |row: &DeadlineRow| {
        let regime = library.law.regime(&row.regime, day);
        let stage = regime.and_then(|one| one.stage(&row.stage, day));
        let said = |said: Option<&str>, id: &str| said.unwrap_or(id).to_owned();
        let state = match row.met_at {
            Some(_) => "done",
            None if row.due <= at.micros() => "late",
            None if row.due <= at.plus_hours(4).micros() => "soon",
            None => "open",
        };
        Clock {
            stage: said(stage.map(|one| one.name.in_language(language)), &row.stage),
            regime: said(regime.map(|one| one.name.in_language(language)), &row.regime),
            state,
            due: row.due,
            aim: row.aim,
            met: row.met_at,
            clause: row.clause.clone(),
            confirmed: row.confirmed == 1,
            late_reason: row.late_reason.clone(),
            because: because(&row.why),
        }
    };
    rows.iter().map(clock).collect()
}

/// The reason of a new plan, as a person wrote it.
fn because(why: &str) -> String {
    let reasons: Vec<(String, Vec<(String, String)>)> = serde_json::from_str(why).unwrap_or_default();
    let replanned = reasons.into_iter().find(|(code, _)| code == "replanned");
    let argument = replanned.and_then(|(_, arguments)| arguments.into_iter().next());
    argument.map(|(_, text)| text).unwrap_or_default()
}

/// The name of a CSIRT or supervisor, or its id.
pub fn body(library: &Library, id: &str, day: Date, language: &str) -> String {
    let known = library.law.body(id, day);
    known.map_or_else(|| id.to_owned(), |one| one.name.in_language(language).to_owned())
}

/// Whom an errand is for: an address, or a body by its name.
pub fn target(row: &ErrandRow, library: &Library, day: Date, language: &str) -> String {
    let copy = matches!(row.kind.as_str(), "copy" | "forward");
    if copy { body(library, &row.target, day, language) } else { row.target.clone() }
}

/// The CSIRTs there are, for a dossier that belongs with another one.
pub fn csirts(library: &Library, ours: &str, day: Date, language: &str) -> Vec<(String, String)> {
    let routes = library.law.routes.iter();
    let named = routes.flat_map(|one| one.csirt.iter().chain(&one.provisional));
    let mut ids: Vec<&str> = named.map(|id| id.get_ref().as_str()).collect();
    ids.extend(
        library.law.bodies.iter().filter(|one| one.default_csirt).map(|one| one.id.get_ref().as_str()),
    );
    ids.sort_unstable();
    ids.dedup();
    let others = ids.into_iter().filter(|id| *id != ours);
    others.map(|id| (id.to_owned(), body(library, id, day, language))).collect()
}

/// Law for the page's samples.
pub fn samples() -> (Vec<Regime>, Vec<Clock>) {
    let outcomes = ["yes", "no", "unknown"].map(|outcome| Criterion {
        text: "Een dienst is ernstig verstoord".into(),
        outcome: outcome.into(),
        clause: "Cbw 25".into(),
        confirmed: outcome == "yes",
    });
    let regime = Regime {
        name: "Cyberbeveiligingswet".into(),
        applies: "yes".into(),
        answer: "contradictory".into(),
        numbers_unpublished: true,
        criteria: outcomes.into(),
    };
    let second = Regime {
        applies: "unknown".into(),
        answer: "unknown".into(),
        criteria: Vec::new(),
        ..regime.clone()
    };
    let third = Regime { answer: "no".into(), ..second.clone() };
    let clock = |state, met| Clock {
        stage: "Melding".into(),
        regime: "Cyberbeveiligingswet".into(),
        state,
        due: 1_763_753_200_000_000,
        aim: 1_763_743_200_000_000,
        met,
        clause: "Cbw 27".into(),
        confirmed: state == "done",
        late_reason: "Ziekte".into(),
        because: "De ontdekking was eerder".into(),
    };
    let clocks = vec![clock("open", None), clock("soon", None), clock("late", None), clock("done", Some(1))];
    (vec![regime, second, third], clocks)
}
