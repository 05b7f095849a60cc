//! The hand-over: what the next shift must know, on one page that prints.

use super::{
    back, frame,
    queue::{Ringing, Row},
};
use crate::{
    Server,
    door::Caller,
    form::Form,
    page::Page,
    problem::Problem,
    rooms::case,
    route::{Gate, Route},
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use meldkamer_app::{
    Failed,
    desk::shift::{self, Shift},
    library::Library,
};
use meldkamer_domain::{access::Verb, refused::Refused};
use meldkamer_store::{
    handover::{HandoverRow, RunningOutRow},
    support_case::listed::ListedRow,
};
use serde::Serialize;

/// The routes of the shift.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/desk/shift", Gate::SignedIn(Verb::ReadQueue), look),
        Route::post("/desk/shift", Gate::SignedIn(Verb::HandOver), hand_over),
        Route::post("/desk/shift/{id}/take", Gate::SignedIn(Verb::HandOver), take_over),
    ]
}

/// The shift as it stands.
#[derive(Debug, Default, Serialize)]
pub struct ShiftPage {
    ringing: Vec<Ringing>,
    rows: Vec<Row>,
    clocks: Vec<RunningOut>,
    cases: Vec<OpenCase>,
    /// Name, telephone, level, until when.
    on_duty: Vec<(String, String, i64, i64)>,
    handovers: Vec<Handover>,
    body: String,
    /// `missing` or `too-long`.
    fault: &'static str,
    works: bool,
}

#[derive(Clone, Debug, Default, Serialize)]
struct RunningOut {
    reference: String,
    organisation: String,
    stage: String,
    due: i64,
    late: bool,
}

/// A case that is not closed.
#[derive(Clone, Debug, Default, Serialize)]
struct OpenCase {
    address: String,
    title: String,
    organisation: String,
    lead: String,
    state: String,
    next_due: Option<i64>,
    late: bool,
}

#[derive(Clone, Debug, Default, Serialize)]
struct Handover {
    id: String,
    from: String,
    body: String,
    at: i64,
    taken: String,
    taken_at: Option<i64>,
}

async fn look(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let page = drawn(&server, &caller, "").await?;
    server.show(&frame(&server, &caller), &page)
}

async fn drawn(server: &Server, caller: &Caller, body: &str) -> Result<ShiftPage, Problem> {
    let found = shift::look(&server.house, &caller.signed_in()?).await?;
    Ok(ShiftPage::of(server, caller, found, body))
}

async fn hand_over(State(server): State<Server>, caller: Caller, form: Form) -> Result<Response, Problem> {
    match shift::hand_over(&server.house, &caller.signed_in()?, form.text("body")).await {
        Ok(()) => Ok(back("/desk/shift")),
        Err(Failed::Refused(Refused::NotUnderstood { fault, .. })) => {
            let page = ShiftPage { fault, ..drawn(&server, &caller, form.text("body")).await? };
            server.show_again(&frame(&server, &caller), &page)
        }
        Err(failed) => Err(failed.into()),
    }
}

async fn take_over(
    State(server): State<Server>,
    Path(id): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    shift::take_over(&server.house, &caller.signed_in()?, &id).await?;
    Ok(back("/desk/shift"))
}

impl ShiftPage {
    fn of(server: &Server, caller: &Caller, found: Shift, body: &str) -> Self {
        let (library, language) = (server.house.law(), caller.language.code());
        let day = server.house.day(caller.at);
        let clock = |row: &RunningOutRow| RunningOut {
            reference: row.reference.clone(),
            organisation: row.organisation.clone(),
            stage: stage(&library, row, day, language),
            due: row.due,
            late: row.due <= caller.at.micros(),
        };
        let open_case = |row: &ListedRow| OpenCase {
            address: case::address(&row.id),
            title: row.title.clone(),
            organisation: row.organisation.clone().unwrap_or_default(),
            lead: row.lead_name.clone().unwrap_or_default(),
            state: row.state.clone(),
            next_due: row.next_due,
            late: row.next_due.is_some_and(|at| at <= caller.at.micros()),
        };
        Self {
            cases: found.cases.iter().map(open_case).collect(),
            ringing: found.alarms.iter().map(|one| Ringing::of(one, &library, language)).collect(),
            rows: found.open.iter().map(|row| Row::of(row, &found.colleagues, &library, caller)).collect(),
            clocks: found.clocks.iter().map(clock).collect(),
            on_duty: found
                .on_duty
                .into_iter()
                .map(|one| (one.name, one.phone, one.level, one.until_at))
                .collect(),
            handovers: found.handovers.into_iter().map(handover).collect(),
            body: body.to_owned(),
            fault: "",
            works: caller.signed_in.as_ref().is_some_and(|staff| super::dossier::works(staff.role)),
        }
    }
}

fn stage(library: &Library, row: &RunningOutRow, day: jiff::civil::Date, language: &str) -> String {
    let regime = library.law.regime(&row.regime, day);
    let stage = regime.and_then(|one| one.stage(&row.stage, day));
    stage.map_or_else(|| row.stage.clone(), |one| one.name.in_language(language).to_owned())
}

fn handover(row: HandoverRow) -> Handover {
    Handover {
        id: row.id,
        from: row.from_name.unwrap_or_default(),
        body: row.body,
        at: row.at,
        taken: row.taken_name.unwrap_or_default(),
        taken_at: row.taken_at,
    }
}

impl Page for ShiftPage {
    const TEMPLATE: &'static str = "desk/shift.html";

    fn title(&self) -> &'static str {
        "desk-shift-title"
    }

    fn samples() -> Vec<Self> {
        let at = 1_763_653_200_000_000;
        let clock = |late| RunningOut {
            reference: format!("NL-26-{late}"),
            organisation: "Waterbedrijf Noord".into(),
            stage: "Melding".into(),
            due: at,
            late,
        };
        let told = |taken_at: Option<i64>| Handover {
            id: "han_1".into(),
            from: "Ans <b>".into(),
            body: "Twee dossiers wachten op het laboratorium.".into(),
            at,
            taken: "Bas".into(),
            taken_at,
        };
        let full = Self {
            ringing: Ringing::samples(),
            rows: Row::samples(),
            clocks: vec![clock(true), clock(false)],
            cases: vec![OpenCase {
                address: "/desk/case/cas_1".into(),
                title: "Gijzelsoftware <b>".into(),
                organisation: "Waterbedrijf Noord".into(),
                lead: "Ans".into(),
                state: "waiting".into(),
                next_due: Some(at),
                late: true,
            }],
            on_duty: vec![
                ("Ans".into(), "+31 6 0000 0000".into(), 1, at),
                ("Bas".into(), String::new(), 2, at),
            ],
            handovers: vec![told(None), told(Some(at))],
            works: true,
            ..Self::default()
        };
        let faulty = |fault| Self { fault, works: true, ..Self::default() };
        vec![Self::default(), full, faulty("missing"), faulty("too-long")]
    }
}
