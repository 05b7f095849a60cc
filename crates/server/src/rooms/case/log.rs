//! The log of a case at the desk: calls, meetings, decisions, who informed whom.

use super::{
    Head, address,
    form::{self, Asked, Faults, sampled, wrong},
};
use crate::{
    Server,
    door::Caller,
    form::Form,
    page::{Field, Page},
    problem::Problem,
    rooms::desk,
    route::{Gate, Route},
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use meldkamer_app::case::{
    TEXT,
    log::{self, Wish},
};
use meldkamer_domain::{access::Verb, support_case::LogKind};
use meldkamer_store::support_case::log::LogRow;
use serde::Serialize;

/// The routes of the log.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/desk/case/{case}/log", Gate::SignedIn(Verb::ReadCase), look),
        Route::post("/desk/case/{case}/log", Gate::SignedIn(Verb::LogInCase), add),
    ]
}

/// The log.
#[derive(Clone, Debug, Default, Serialize)]
pub struct LogPage {
    head: Head,
    lines: Vec<Line>,
    fields: Vec<Field>,
    wrong: Vec<Field>,
}

/// One line of the log.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Line {
    kind: String,
    happened_at: i64,
    people: String,
    body: String,
    why: String,
    name: String,
    at: i64,
}

impl Line {
    /// A line as it is shown.
    pub fn of(row: &LogRow) -> Self {
        Self {
            kind: row.kind.clone(),
            happened_at: row.happened_at,
            people: row.people.clone(),
            body: row.body.clone(),
            why: row.why.clone(),
            name: row.name.clone(),
            at: row.at,
        }
    }

    /// A decision and a call.
    pub fn samples() -> Vec<Self> {
        let line = |kind: &str, why: &str| Self {
            kind: kind.into(),
            happened_at: 1_763_653_200_000_000,
            people: "Ans, Jan <b>".into(),
            body: "De VPN gaat uit".into(),
            why: why.into(),
            name: "Ans".into(),
            at: 1_763_653_200_000_000,
        };
        vec![line("decision", "Er is nog iemand binnen"), line("call", "")]
    }
}

fn fields(asked: &Asked<'_>) -> Vec<Field> {
    let kinds: Vec<&str> = LogKind::ALL.iter().map(|one| one.name()).collect();
    vec![
        asked.named("log_kind", "case-log", &kinds, false).required(),
        asked.line("people").hint(asked.say("case-ask-people.hint")),
        asked.long("log_body", 4, TEXT).required(),
        asked.long("why", 2, TEXT).hint(asked.say("case-ask-why.hint")),
        asked.moment("happened").hint(asked.say("case-ask-happened.hint")),
    ]
}

async fn look(
    State(server): State<Server>,
    Path(case): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    shown(&server, &caller, &case, &Form::default(), &Faults::new()).await
}

async fn shown(
    server: &Server,
    caller: &Caller,
    case: &str,
    typed: &Form,
    faults: &Faults,
) -> Result<Response, Problem> {
    let (whole, rows) = log::look(&server.house, &caller.signed_in()?, case).await?;
    let fields = fields(&Asked::new(server, caller, typed, faults));
    let page = LogPage {
        head: Head::at_the_desk(&whole.row, caller, "log"),
        lines: rows.iter().map(Line::of).collect(),
        wrong: wrong(&fields),
        fields,
    };
    let mut frame = desk::frame(server, caller);
    frame.reference = Some(whole.row.reference.clone());
    frame.exercise = whole.row.exercise == 1;
    if faults.is_empty() { server.show(&frame, &page) } else { server.show_again(&frame, &page) }
}

async fn add(
    State(server): State<Server>,
    Path(case): Path<String>,
    caller: Caller,
    typed: Form,
) -> Result<Response, Problem> {
    let text = |name: &str| typed.text(name).replace("\r\n", "\n");
    let wish = Wish {
        kind: text("log_kind"),
        happened: form::instant(&typed, "happened", &server.house.zone()),
        people: text("people"),
        body: text("log_body"),
        why: text("why"),
    };
    let mut faults = log::faults(&wish, caller.at);
    if wish.happened.is_none() && !typed.text("happened.date").is_empty() {
        faults.push(("happened".into(), "not-a-moment"));
    }
    if !faults.is_empty() {
        return shown(&server, &caller, &case, &typed, &faults).await;
    }
    log::add(&server.house, &caller.signed_in()?, &case, &wish).await?;
    Ok(desk::back(&format!("{}/log", address(&case))))
}

impl Page for LogPage {
    const TEMPLATE: &'static str = "case/log.html";

    fn title(&self) -> &'static str {
        "case-log-title"
    }

    fn samples() -> Vec<Self> {
        let drawn = sampled(&[("log_kind", "decision")], &["why", "happened"], fields);
        let full = Self {
            head: Head::sample("log", true),
            lines: Line::samples(),
            wrong: wrong(&drawn),
            fields: drawn,
        };
        let head = Head { works: false, ..Head::sample("log", true) };
        vec![full, Self { head, ..Self::default() }]
    }
}
