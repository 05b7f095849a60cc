//! The verdict: what the law makes of the answers, criterion by criterion, and what would follow.

use crate::{
    Server,
    door::Caller,
    page::Page,
    problem::Problem,
    rooms::{
        draft::{fields::View, frame, held, view, write::new_writer},
        filed::{check, limits::Limit, said},
    },
};
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use meldkamer_app::{
    draft::Draft,
    judgement::{Bearing, Judgement},
};
use meldkamer_domain::{
    fact::Facts,
    filing::{Answer, Filing},
    law::condition::Truth,
    question::Catalogue,
    significance::{Advice, Significant},
};
use serde::Serialize;

/// The verdict.
#[derive(Debug, Default, Serialize)]
pub struct VerdictPage {
    /// `yes`, `no`, `unknown`, `contradictory`.
    answer: &'static str,
    /// `report-now`, `complete-later`, `not-significant`, `open-criteria-only`, `elsewhere`.
    advice: &'static str,
    /// Every law that could apply.
    laws: Vec<Law>,
    /// The stages and limits that would follow.
    limits: Vec<Limit>,
    /// What other laws may ask.
    duties: Vec<Duty>,
    /// Who would receive a report.
    bodies: Vec<String>,
    /// The reporter's own judgement: `yes`, `no`, `unknown` or nothing.
    own: String,
    /// The reason for it.
    reason: String,
    /// Which page writes.
    writer: String,
    /// The version of that answer.
    version: i64,
}

/// One law as it bears on the answers.
#[derive(Debug, Serialize)]
struct Law {
    name: String,
    clause: String,
    /// `yes`, `no`, `unknown`.
    applies: &'static str,
    /// `yes`, `no`, `unknown`, `contradictory`.
    answer: &'static str,
    /// Whether the numbers of the sector are not known to us.
    unpublished: bool,
    /// Whether something takes the incident out, such as planned maintenance.
    excluded: bool,
    /// Where its reports go, when not through us: words and address.
    door: Option<(String, String)>,
    criteria: Vec<Criterion>,
}

/// One criterion.
#[derive(Debug, Serialize)]
struct Criterion {
    text: String,
    clause: String,
    confirmed: bool,
    /// `yes`, `no`, `unknown`.
    outcome: &'static str,
    /// The questions that would tell.
    missing: Vec<String>,
}

/// A duty under another law.
#[derive(Debug, Serialize)]
struct Duty {
    name: String,
    asks: String,
    clause: String,
    confirmed: bool,
    /// `yes` or `unknown`.
    verdict: &'static str,
    /// When it is due, in microseconds.
    due: Option<i64>,
}

impl Page for VerdictPage {
    const TEMPLATE: &'static str = "door/verdict.html";

    fn title(&self) -> &'static str {
        "door-verdict-title"
    }

    fn samples() -> Vec<Self> {
        let criterion = |outcome, confirmed| Criterion {
            text: "De dienst is ernstig verstoord.".into(),
            clause: "NIS2 23(3)(a)".into(),
            confirmed,
            outcome,
            missing: vec!["Is uw dienstverlening verstoord?".into()],
        };
        let law = |applies, door| Law {
            name: "Cyberbeveiligingswet".into(),
            clause: "Cbw 25".into(),
            applies,
            answer: "unknown",
            unpublished: true,
            excluded: true,
            door,
            criteria: vec![criterion("yes", true), criterion("no", true), criterion("unknown", false)],
        };
        let duty = |verdict, due| Duty {
            name: "Datalek melden".into(),
            asks: "Meld ook bij de AP.".into(),
            clause: "GDPR 33".into(),
            confirmed: true,
            verdict,
            due,
        };
        let of = |answer, advice| Self { answer, advice, ..Self::default() };
        let full = Self {
            laws: vec![
                law("yes", None),
                law("unknown", Some(("DNB".into(), "https://example.org".into()))),
                law("no", None),
            ],
            limits: Limit::samples(),
            duties: vec![duty("yes", Some(1_763_800_000_000_000)), duty("unknown", None)],
            bodies: vec!["CSIRT".into()],
            own: "no".into(),
            reason: "Alleen een testsysteem.".into(),
            ..of("yes", "report-now")
        };
        vec![
            full,
            of("unknown", "complete-later"),
            of("contradictory", "complete-later"),
            of("no", "not-significant"),
            of("no", "open-criteria-only"),
            of("unknown", "elsewhere"),
        ]
    }
}

/// `GET /assess/verdict`.
pub async fn show(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    caller.code()?;
    let Some(draft) = held(&server, &caller).await? else { return Err(Problem::not_found()) };
    if draft.row.filed_as.is_some() {
        return Ok(Redirect::to("/filed").into_response());
    }
    let page = page(&server, &caller, &draft);
    server.show(&frame(&server, &caller, draft.row.exercise == 1), &page)
}

fn page(server: &Server, caller: &Caller, draft: &Draft) -> VerdictPage {
    let (law, zone) = (server.house.law(), server.house.zone());
    let (filing, _) = draft.read(&server.house, caller.at);
    let (view, facts, day) = (view(server, caller, &zone), filing.facts(), server.house.day(caller.at));
    let judgement = Judgement::of(&law, &facts, day);
    let exercise = draft.row.exercise == 1;
    let (own, reason) = own_judgement(&filing);
    VerdictPage {
        answer: judgement.significant().code(),
        advice: advice(&judgement),
        laws: laws(view, &law.catalogue, &judgement),
        limits: check::limits(server, caller, &judgement, &facts, exercise),
        duties: duties(server, caller, &facts),
        bodies: said::bodies(
            server,
            caller,
            &check::recipients(server, &judgement, "early-warning", exercise),
            day,
        ),
        own,
        reason,
        writer: new_writer(),
        version: draft.version("a.self-judgement"),
    }
}

/// What we advise: what our own regimes say, in doubt to report.
fn advice(judgement: &Judgement<'_>) -> &'static str {
    // Where a law with another door certainly applies and none of ours does, that door comes first.
    let sure = |one: &&Bearing<'_>| one.applies.verdict == Truth::Yes;
    let elsewhere = judgement.bearings.iter().filter(sure).any(|one| one.applies.regime.door.is_some());
    if elsewhere && !judgement.bearings.iter().filter(sure).any(Bearing::ours) {
        return "elsewhere";
    }
    match judgement.significant() {
        Significant::Yes => "report-now",
        Significant::Unknown | Significant::Contradictory => "complete-later",
        Significant::No => {
            let open = |one: &&Bearing<'_>| one.verdict.advice == Advice::OpenCriteriaOnly;
            if judgement.ours().iter().any(open) { "open-criteria-only" } else { "not-significant" }
        }
    }
}

fn own_judgement(filing: &Filing) -> (String, String) {
    let Some(Answer::Parts(parts)) = filing.get("a.self-judgement") else { return Default::default() };
    let own = match parts.get("answer") {
        Some(Answer::Flag(yes)) => if *yes { "yes" } else { "no" }.to_owned(),
        Some(Answer::Unknown) => "unknown".to_owned(),
        _ => String::new(),
    };
    let reason =
        if let Some(Answer::Text(text)) = parts.get("reason") { text.clone() } else { String::new() };
    (own, reason)
}

/// The laws that apply or may, those that do first; a law that gave way to another is left out.
fn laws(view: View<'_>, catalogue: &Catalogue, judgement: &Judgement<'_>) -> Vec<Law> {
    let mut bearings: Vec<_> =
        judgement.bearings.iter().filter(|one| one.applies.verdict != Truth::No).collect();
    bearings.sort_by_key(|one| core::cmp::Reverse(one.applies.verdict));
    bearings.into_iter().map(|one| law(view, catalogue, one)).collect()
}

fn law(view: View<'_>, catalogue: &Catalogue, bearing: &Bearing<'_>) -> Law {
    let (language, regime) = (view.language.code(), bearing.applies.regime);
    let label = |name: &&str| {
        let whole = name.rsplit_once('.').map_or(*name, |(whole, _)| whole);
        let question = catalogue.question(name).or_else(|| catalogue.question(whole))?;
        Some(question.field.label.in_language(language).to_owned())
    };
    let criteria = bearing.verdict.criteria.iter().map(|one| Criterion {
        text: one.criterion.text.in_language(language).to_owned(),
        clause: one.criterion.basis.clause.clone(),
        confirmed: one.criterion.basis.confirmed,
        outcome: one.outcome.code(),
        missing: one.missing.iter().filter_map(label).collect(),
    });
    let door = regime.door.as_ref();
    Law {
        name: regime.name.in_language(language).to_owned(),
        clause: regime.basis.clause.clone(),
        applies: bearing.applies.verdict.code(),
        answer: bearing.verdict.answer.code(),
        unpublished: bearing.verdict.numbers_unpublished,
        excluded: bearing.verdict.excluded,
        door: door.map(|door| (door.name.in_language(language).to_owned(), door.address.clone())),
        criteria: criteria.collect(),
    }
}

/// What other laws ask or may ask.
fn duties(server: &Server, caller: &Caller, facts: &Facts) -> Vec<Duty> {
    let (law, zone, day) = (server.house.law(), server.house.zone(), server.house.day(caller.at));
    let language = caller.language.code();
    let moments = check::moments(facts, caller);
    let list = law.law.neighbours(facts, &moments, &zone, day);
    let duty = |one: meldkamer_domain::neighbour::Duty<'_>| Duty {
        name: one.duty.name.in_language(language).to_owned(),
        asks: one.duty.asks.in_language(language).to_owned(),
        clause: one.duty.basis.clause.clone(),
        confirmed: one.duty.basis.confirmed,
        verdict: one.verdict.code(),
        due: one.deadline.map(|deadline| deadline.due.micros()),
    };
    list.into_iter().filter(|one| one.verdict != Truth::No).map(duty).collect()
}
