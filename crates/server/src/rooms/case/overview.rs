//! The overview of a case at the desk: what it is for, what was promised by when, who is in it.

use super::{
    Head, address,
    form::{self, Asked, Faults, at_its_field, sampled, wrong},
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
        read::{self, Whole},
        work,
    },
};
use meldkamer_domain::{access::Verb, support_case::Clock as Promised};
use serde::Serialize;

/// The routes of the overview.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/desk/case/{case}", Gate::SignedIn(Verb::ReadCase), look),
        Route::post("/desk/case/{case}/clock", Gate::SignedIn(Verb::SetCaseClock), set_clock),
        Route::post("/desk/case/{case}/met", Gate::SignedIn(Verb::SetCaseClock), meet_clock),
        Route::post("/desk/case/{case}/state", Gate::SignedIn(Verb::ChangeCase), set_state),
    ]
}

/// The overview.
#[derive(Clone, Debug, Default, Serialize)]
pub struct OverviewPage {
    head: Head,
    to_answer: String,
    scope: String,
    limits: String,
    opened_at: i64,
    changed_at: i64,
    closed_at: Option<i64>,
    clocks: Vec<Clock>,
    dossiers: Vec<Dossier>,
    team: Vec<(String, bool)>,
    parties: Vec<Party>,
    fields: Vec<Field>,
    wrong: Vec<Field>,
}

#[derive(Clone, Debug, Default, Serialize)]
struct Clock {
    name: String,
    until: i64,
    met_at: Option<i64>,
    /// `open`, `soon`, `late` or `done`.
    state: &'static str,
}

#[derive(Clone, Debug, Default, Serialize)]
struct Dossier {
    reference: String,
    organisation: String,
    title: String,
}

/// Somebody who takes part now.
#[derive(Clone, Debug, Default, Serialize)]
struct Party {
    kind: String,
    name: String,
    person: String,
    until: Option<i64>,
}

async fn look(
    State(server): State<Server>,
    Path(case): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    let page = drawn(&server, &caller, &case, &Form::default(), &Faults::new()).await?;
    server.show(&page.framed(&server, &caller), &page)
}

async fn drawn(
    server: &Server,
    caller: &Caller,
    case: &str,
    typed: &Form,
    faults: &Faults,
) -> Result<OverviewPage, Problem> {
    let whole = read::at_the_desk(&server.house, &caller.signed_in()?, case, "overview").await?;
    Ok(OverviewPage::of(whole, caller, clock_fields(&Asked::new(server, caller, typed, faults))))
}

fn clock_fields(asked: &Asked<'_>) -> Vec<Field> {
    let names: Vec<&str> = Promised::ALL.iter().map(|one| one.name()).collect();
    vec![asked.named("clock", "case-clock", &names, true).required(), asked.moment("until").required()]
}

/// After an act: back to the overview, or the overview again with what is wrong at its field.
async fn after(
    server: &Server,
    caller: &Caller,
    case: &str,
    typed: &Form,
    done: Result<(), Failed>,
) -> Result<Response, Problem> {
    match done {
        Ok(()) => Ok(desk::back(&address(case))),
        Err(Failed::Refused(refused)) => {
            let page = drawn(server, caller, case, typed, &at_its_field(refused)?).await?;
            server.show_again(&page.framed(server, caller), &page)
        }
        Err(failed) => Err(failed.into()),
    }
}

async fn set_clock(
    State(server): State<Server>,
    Path(case): Path<String>,
    caller: Caller,
    typed: Form,
) -> Result<Response, Problem> {
    let Some(until) = form::instant(&typed, "until", &server.house.zone()) else {
        let page = drawn(&server, &caller, &case, &typed, &vec![("until".into(), "missing")]).await?;
        return server.show_again(&page.framed(&server, &caller), &page);
    };
    let done =
        work::set_clock(&server.house, &caller.signed_in()?, &case, typed.text("clock"), Some(until)).await;
    after(&server, &caller, &case, &typed, done).await
}

async fn meet_clock(
    State(server): State<Server>,
    Path(case): Path<String>,
    caller: Caller,
    typed: Form,
) -> Result<Response, Problem> {
    let done = work::set_clock(&server.house, &caller.signed_in()?, &case, typed.text("clock"), None).await;
    after(&server, &caller, &case, &typed, done).await
}

async fn set_state(
    State(server): State<Server>,
    Path(case): Path<String>,
    caller: Caller,
    typed: Form,
) -> Result<Response, Problem> {
    let (door, state) = (caller.signed_in()?, typed.text("state"));
    let done = work::set_state(&server.house, &door, &case, state, desk::version(&typed)).await;
    after(&server, &caller, &case, &typed, done).await
}

impl OverviewPage {
    fn of(whole: Whole, caller: &Caller, fields: Vec<Field>) -> Self {
        let (row, now) = (&whole.row, caller.at.micros());
        let dossier = |one: &meldkamer_store::support_case::JoinedRow| Dossier {
            reference: one.reference.clone(),
            organisation: one.organisation.clone(),
            title: one.title.clone(),
        };
        let clock = |one: &meldkamer_store::support_case::ClockRow| Clock {
            name: one.name.clone(),
            until: one.due_at,
            met_at: one.met_at,
            state: desk::queue::clock(Some(one.due_at), one.met_at, caller.at),
        };
        let party = |one: &meldkamer_store::support_case::party::PartyRow| Party {
            kind: one.kind.clone(),
            name: one.name.clone(),
            person: one.person.clone(),
            until: one.until_at,
        };
        let on_it = whole.team.iter().filter(|one| one.left_at.is_none());
        Self {
            head: Head::at_the_desk(row, caller, "overview"),
            to_answer: row.to_answer.clone(),
            scope: row.scope.clone(),
            limits: row.limits.clone(),
            opened_at: row.opened_at,
            changed_at: row.changed_at,
            closed_at: row.closed_at,
            clocks: whole.clocks.iter().map(clock).collect(),
            dossiers: whole.dossiers.iter().filter(|one| one.left_at.is_none()).map(dossier).collect(),
            team: on_it.map(|one| (one.name.clone(), row.lead.as_ref() == Some(&one.account))).collect(),
            parties: whole.parties.iter().filter(|one| one.is_live(now)).map(party).collect(),
            wrong: wrong(&fields),
            fields,
        }
    }

    fn framed(&self, server: &Server, caller: &Caller) -> crate::page::Frame {
        let mut frame = desk::frame(server, caller);
        frame.reference = Some(self.head.reference.clone());
        frame.exercise = self.head.exercise;
        frame
    }
}

impl Page for OverviewPage {
    const TEMPLATE: &'static str = "case/overview.html";

    fn title(&self) -> &'static str {
        "case-title"
    }

    fn samples() -> Vec<Self> {
        let at = 1_763_653_200_000_000;
        let clock = |name: &str, state, met_at| Clock { name: name.into(), until: at, met_at, state };
        let party = |kind: &str, until| Party {
            kind: kind.into(),
            name: "Recherche <b> BV".into(),
            person: "Jan".into(),
            until,
        };
        let fields = sampled(&[("clock", "review")], &["until"], clock_fields);
        let full = Self {
            head: Head::sample("overview", true),
            to_answer: "Hoe kwamen zij binnen? <b>".into(),
            scope: "De mailserver".into(),
            limits: "Wij herstellen niets.".into(),
            opened_at: at,
            changed_at: at,
            closed_at: None,
            clocks: vec![clock("first-contact", "done", Some(at)), clock("next-report", "late", None)],
            dossiers: vec![Dossier {
                reference: "NL-26-ABCD-EFGH-J".into(),
                organisation: "Waterbedrijf Noord".into(),
                title: "Plat <b>".into(),
            }],
            team: vec![("Ans".into(), true), ("Bas".into(), false)],
            parties: vec![party("organisation", None), party("ir-firm", Some(at))],
            wrong: wrong(&fields),
            fields,
        };
        let bare = Self {
            head: Head {
                works: false,
                state: "closed".into(),
                exercise: true,
                ..Head::sample("overview", true)
            },
            closed_at: Some(at),
            ..Self::default()
        };
        vec![full, bare]
    }
}
