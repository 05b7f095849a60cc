//! Closing a case and opening it again, what those who took part thought of it, and the figures.

use super::{
    Guest, Head, address,
    form::{Asked, Faults, at_its_field, filled, sampled, wrong},
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
use meldkamer_app::{
    Failed,
    case::{
        TEXT,
        end::{self, Ended, Wish},
        read,
    },
};
use meldkamer_domain::{access::Verb, support_case::Disposition};
use serde::Serialize;

/// The routes of closing.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/desk/case/{case}/closing", Gate::SignedIn(Verb::ReadCase), look),
        Route::post("/desk/case/{case}/closing", Gate::SignedIn(Verb::CloseCase), close),
        Route::post("/desk/case/{case}/reopen", Gate::SignedIn(Verb::CloseCase), reopen),
        Route::get("/case/{case}/opinion", Gate::Party, ask_opinion),
        Route::post("/case/{case}/opinion", Gate::Party, rate),
    ]
}

/// How a case ended, or the form with which it does.
#[derive(Clone, Debug, Default, Serialize)]
pub struct EndPage {
    head: Head,
    /// Whether this person can close it or open it again.
    closes: bool,
    open_tasks: usize,
    ends: Vec<End>,
    /// Score, words and when.
    opinions: Vec<(i64, String, i64)>,
    fields: Vec<Field>,
    wrong: Vec<Field>,
}

#[derive(Clone, Debug, Default, Serialize)]
struct End {
    disposition: String,
    body: String,
    lessons: String,
    at: i64,
    reopened_at: Option<i64>,
    reopened_why: String,
}

/// What somebody who took part thinks of it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct OpinionPage {
    head: Head,
    closed: bool,
    /// When they said so before.
    said_at: Option<i64>,
    fields: Vec<Field>,
    wrong: Vec<Field>,
}

fn fields(asked: &Asked<'_>) -> Vec<Field> {
    let names: Vec<&str> = Disposition::ALL.iter().map(|one| one.name()).collect();
    vec![
        asked.named("disposition", "case-disposition", &names, false).required(),
        asked.long("outcome", 4, TEXT).required().hint(asked.say("case-ask-outcome.hint")),
        asked.long("lessons", 4, TEXT).required().hint(asked.say("case-ask-lessons.hint")),
    ]
}

fn reason_field(asked: &Asked<'_>) -> Vec<Field> {
    vec![asked.long("reason", 2, TEXT).required()]
}

fn opinion_fields(asked: &Asked<'_>) -> Vec<Field> {
    let scores = ["1", "2", "3", "4", "5"];
    vec![asked.named("score", "case-score", &scores, false).required(), asked.long("opinion", 4, TEXT)]
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
    let ended = end::look(&server.house, &caller.signed_in()?, case).await?;
    let asked = Asked::new(server, caller, typed, faults);
    let page = EndPage::of(&ended, caller, &asked, faults);
    let mut frame = desk::frame(server, caller);
    frame.reference = Some(ended.whole.row.reference.clone());
    frame.exercise = ended.whole.row.exercise == 1;
    if faults.is_empty() { server.show(&frame, &page) } else { server.show_again(&frame, &page) }
}

impl EndPage {
    fn of(ended: &Ended, caller: &Caller, asked: &Asked<'_>, faults: &Faults) -> Self {
        let row = &ended.whole.row;
        let fields = if row.state == "closed" { reason_field(asked) } else { fields(asked) };
        let mut all = wrong(&fields);
        if faults.iter().any(|(field, _)| field == "tasks") {
            all.push(asked.line("tasks"));
        }
        let end = |one: &meldkamer_store::support_case::log::EndRow| End {
            disposition: one.disposition.clone(),
            body: one.body.clone(),
            lessons: one.lessons.clone(),
            at: one.at,
            reopened_at: one.reopened_at,
            reopened_why: one.reopened_why.clone(),
        };
        Self {
            head: Head::at_the_desk(row, caller, "closing"),
            closes: caller.signed_in.as_ref().is_some_and(|staff| desk::dossier::works(staff.role)),
            open_tasks: ended.open_tasks,
            ends: ended.ends.iter().map(end).collect(),
            opinions: ended.opinions.iter().map(|one| (one.score, one.body.clone(), one.at)).collect(),
            wrong: all,
            fields,
        }
    }
}

async fn close(
    State(server): State<Server>,
    Path(case): Path<String>,
    caller: Caller,
    typed: Form,
) -> Result<Response, Problem> {
    let text = |name: &str| typed.text(name).replace("\r\n", "\n");
    let wish = Wish { disposition: text("disposition"), body: text("outcome"), lessons: text("lessons") };
    let faults = end::faults(&wish);
    if !faults.is_empty() {
        return shown(&server, &caller, &case, &typed, &faults).await;
    }
    let done = end::close(&server.house, &caller.signed_in()?, &case, &wish, desk::version(&typed)).await;
    after(&server, &caller, &case, &typed, done).await
}

async fn reopen(
    State(server): State<Server>,
    Path(case): Path<String>,
    caller: Caller,
    typed: Form,
) -> Result<Response, Problem> {
    let (door, why) = (caller.signed_in()?, typed.text("reason"));
    let done = end::reopen(&server.house, &door, &case, why, desk::version(&typed)).await;
    after(&server, &caller, &case, &typed, done).await
}

async fn after(
    server: &Server,
    caller: &Caller,
    case: &str,
    typed: &Form,
    done: Result<(), Failed>,
) -> Result<Response, Problem> {
    match done {
        Ok(()) => Ok(desk::back(&format!("{}/closing", address(case)))),
        Err(Failed::Refused(refused)) => {
            let faults = at_its_field(refused)?;
            shown(server, caller, case, typed, &faults).await
        }
        Err(failed) => Err(failed.into()),
    }
}

async fn ask_opinion(State(server): State<Server>, guest: Guest) -> Result<Response, Problem> {
    opinion(&server, &guest, None, &Faults::new()).await
}

async fn opinion(
    server: &Server,
    guest: &Guest,
    typed: Option<&Form>,
    faults: &Faults,
) -> Result<Response, Problem> {
    let part = read::own_part(&server.house, &guest.door, &guest.case).await?;
    let before = end::own_opinion(&server.house, &guest.case, &part.party.id).await?;
    let said =
        before.as_ref().map(|one| filled([("score", one.score.to_string()), ("opinion", one.body.clone())]));
    let typed = typed.cloned().or(said).unwrap_or_default();
    let fields = opinion_fields(&Asked::new(server, &guest.caller, &typed, faults));
    let head = guest.head(&part.row, "opinion");
    let page = OpinionPage {
        closed: part.row.state == "closed",
        head: Head { works: guest.may(Verb::RateCase), ..head },
        said_at: before.map(|one| one.at),
        wrong: wrong(&fields),
        fields,
    };
    let frame = guest.frame(server, &part.row);
    if faults.is_empty() { server.show(&frame, &page) } else { server.show_again(&frame, &page) }
}

async fn rate(State(server): State<Server>, guest: Guest, typed: Form) -> Result<Response, Problem> {
    let said = (typed.text("score"), typed.text("opinion"));
    match end::rate(&server.house, &guest.door, &guest.case, said).await {
        Ok(()) => Ok(desk::back(&format!("/case/{}/opinion", guest.case))),
        Err(Failed::Refused(refused)) => {
            let faults = at_its_field(refused)?;
            opinion(&server, &guest, Some(&typed), &faults).await
        }
        Err(failed) => Err(failed.into()),
    }
}

impl Page for EndPage {
    const TEMPLATE: &'static str = "case/closing.html";

    fn title(&self) -> &'static str {
        "case-closing-title"
    }

    fn samples() -> Vec<Self> {
        let at = 1_763_653_200_000_000;
        let end = |reopened_at| End {
            disposition: "answered".into(),
            body: "Via de VPN <b>".into(),
            lessons: "Eerder bellen".into(),
            at,
            reopened_at,
            reopened_why: "Zij zijn terug".into(),
        };
        let typed = sampled(&[("disposition", "answered")], &["lessons"], fields);
        let open = Self {
            head: Head::sample("closing", true),
            closes: true,
            open_tasks: 2,
            ends: vec![end(Some(at))],
            opinions: Vec::new(),
            wrong: wrong(&typed),
            fields: typed,
        };
        let head = Head { works: false, state: "closed".into(), ..Head::sample("closing", true) };
        let closed = Self {
            head,
            open_tasks: 0,
            ends: vec![end(None)],
            opinions: vec![(4, "Fijn <b>".into(), at)],
            fields: sampled(&[], &[], reason_field),
            wrong: Vec::new(),
            ..open.clone()
        };
        vec![open, closed]
    }
}

impl Page for OpinionPage {
    const TEMPLATE: &'static str = "case/opinion.html";

    fn title(&self) -> &'static str {
        "case-opinion-title"
    }

    fn samples() -> Vec<Self> {
        let typed = sampled(&[("opinion", "Fijn <b>")], &["score"], opinion_fields);
        let head = Head::sample("opinion", false);
        let closed = Self {
            head: head.clone(),
            closed: true,
            said_at: Some(1_763_653_200_000_000),
            wrong: wrong(&typed),
            fields: typed,
        };
        vec![closed, Self { head, ..Self::default() }]
    }
}
