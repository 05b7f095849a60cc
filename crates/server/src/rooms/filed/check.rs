//! Looking over a report before it is sent: the answers, what is missing, and whom it goes to.

use super::{
    limits::Limit,
    said::{self, Lacking},
};
use crate::{
    Server,
    door::Caller,
    page::Page,
    problem::Problem,
    rooms::draft::{
        files::{self, File, Files},
        frame, held, view,
    },
};
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use jiff::tz::TimeZone;
use meldkamer_app::{
    clocks,
    filing::copies::{self, confirmed_to},
    judgement::{self, Judgement},
};
use meldkamer_domain::{
    deadline::Moments,
    fact::Facts,
    filing::{Filing, shown},
};
use serde::Serialize;

/// The report before it is sent.
#[derive(Debug, Serialize)]
pub struct Check {
    /// The answers: question and text.
    answers: Vec<(String, String)>,
    /// The files that go along.
    files: Vec<File>,
    /// What is missing, as questions.
    lacking: Vec<Lacking>,
    /// Who will receive it.
    bodies: Vec<String>,
    /// Whether a duty makes this report.
    mandatory: bool,
    /// The limits that would follow.
    limits: Vec<Limit>,
    /// Where the confirmation goes; empty for nowhere.
    confirmed_to: String,
    /// The domain of the organisation that it would go into.
    inside: String,
}

impl Page for Check {
    const TEMPLATE: &'static str = "door/check.html";

    fn title(&self) -> &'static str {
        "door-check-title"
    }

    fn samples() -> Vec<Self> {
        let empty = || Self {
            answers: Vec::new(),
            files: Vec::new(),
            lacking: Vec::new(),
            bodies: vec!["CSIRT".into()],
            mandatory: false,
            limits: Vec::new(),
            confirmed_to: String::new(),
            inside: String::new(),
        };
        let lacking = Lacking {
            id: "org.id".into(),
            label: "Wie?".into(),
            hint: "Naam.".into(),
            wrong: "Fout.".into(),
        };
        let full = Self {
            answers: vec![("Wat is er gebeurd?".into(), "Iets <b>".into())],
            files: Files::sample(1).list,
            lacking: vec![lacking],
            mandatory: true,
            limits: Limit::samples(),
            confirmed_to: "ans@voorbeeld.nl".into(),
            inside: "voorbeeld.nl".into(),
            ..empty()
        };
        vec![empty(), full]
    }
}

/// `GET /report/check`.
pub async fn show(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    caller.code()?;
    let Some(draft) = held(&server, &caller).await? else { return Err(Problem::not_found()) };
    if draft.row.filed_as.is_some() {
        return Ok(Redirect::to("/filed").into_response());
    }
    let (filing, gaps) = draft.read(&server.house, caller.at);
    let (law, zone) = (server.house.law(), server.house.zone());
    let (view, facts, day) = (view(&server, &caller, &zone), filing.facts(), server.house.day(caller.at));
    let judgement = Judgement::of(&law, &facts, day);
    let exercise = draft.row.exercise == 1;
    let address = confirmed_to(&facts).unwrap_or_default();
    let to = recipients(&server, &judgement, &draft.row.stage, exercise);
    let page = Check {
        answers: answers(&server, &caller, &filing, &zone),
        files: files::list(caller.language, &draft.files),
        lacking: said::lacking(view, &law.catalogue, &gaps),
        bodies: said::bodies(&server, &caller, &to, day),
        mandatory: judgement.mandatory,
        limits: limits(&server, &caller, &judgement, &facts, exercise),
        inside: said::inside(address, &filing).unwrap_or_default(),
        confirmed_to: address.to_owned(),
    };
    server.show(&frame(&server, &caller, exercise), &page)
}

fn answers(server: &Server, caller: &Caller, filing: &Filing, zone: &TimeZone) -> Vec<(String, String)> {
    let law = server.house.law();
    let mut lines = Vec::new();
    for question in law.catalogue.questions() {
        let Some(answer) = filing.get(question.id()) else { continue };
        lines.extend(shown(question, answer, caller.language.code(), zone));
    }
    lines
}

/// The ids of those who would receive a stage: ourselves first, nobody else in an exercise.
pub fn recipients(server: &Server, judgement: &Judgement<'_>, stage: &str, exercise: bool) -> Vec<String> {
    let regimes = clocks::regimes(judgement, None);
    let report = copies::Report { judgement, regimes: &regimes, exercise, asked: &[] };
    copies::ids(&copies::recipients(&server.house, &report, stage))
}

/// The limits that would follow if it were sent now.
pub fn limits(
    server: &Server,
    caller: &Caller,
    judgement: &Judgement<'_>,
    facts: &Facts,
    exercise: bool,
) -> Vec<Limit> {
    if !judgement.mandatory {
        return Vec::new();
    }
    let (law, zone) = (server.house.law(), server.house.zone());
    let moments = moments(facts, caller);
    let ids = clocks::regimes(judgement, None);
    let of = |id: &String| {
        judgement::limits(&law, id, &moments, facts, &zone, clocks::pace(exercise), judgement.day)
    };
    let all: Vec<_> = ids.iter().flat_map(of).collect();
    all.iter().map(|limit| Limit::of(view(server, caller, &zone), &law.law, judgement.day, limit)).collect()
}

/// The moments that the answers tell, as if it were sent now.
pub fn moments(facts: &Facts, caller: &Caller) -> Moments {
    Moments {
        occurred: facts.at("t.start"),
        detected: facts.at("t.detect"),
        aware: facts.at("t.aware"),
        classified: facts.at("t.classified"),
        resolved: facts.at("t.end"),
        received: Some(caller.at),
        ..Moments::default()
    }
}
