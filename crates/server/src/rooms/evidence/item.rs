//! One item at the desk: what it is, its custody, holds, and what can be done with it.

use super::{
    desk::ItemView,
    form::{Asked, moment, shown, wrong},
};
use crate::{
    Server,
    door::Caller,
    form::Form,
    language::Language,
    page::{Field, Page},
    problem::Problem,
    rooms::desk,
    route::{Gate, Route},
    texts::Texts,
    words::Words,
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use meldkamer_app::{
    Failed,
    evidence::{
        Faults, custody, destroy,
        item::{self, Seen},
    },
};
use meldkamer_domain::{access::Verb, evidence::custody::Step, refused::Refused, time::Instant};
use meldkamer_lab::Report;
use meldkamer_store::evidence::item::ItemRow;
use serde::Serialize;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/desk/evidence/{id}", Gate::SignedIn(Verb::ReadEvidence), show),
        Route::post("/desk/evidence/{id}/custody", Gate::SignedIn(Verb::AddCustody), step),
        Route::post("/desk/evidence/{id}/look", Gate::SignedIn(Verb::LookAtEvidence), look),
        Route::post("/desk/evidence/{id}/hold", Gate::SignedIn(Verb::HoldEvidence), hold),
        Route::post("/desk/evidence/{id}/release", Gate::SignedIn(Verb::ReleaseEvidence), release),
        Route::post("/desk/evidence/{id}/destroy", Gate::SignedIn(Verb::DestroyEvidence), destroy),
    ]
}

/// The page.
#[derive(Clone, Debug, Serialize)]
pub struct ItemPage {
    case: String,
    item: ItemView,
    /// The digest that the sender stated, and whether it is ours; empty when none was.
    stated: String,
    fits: bool,
    sealed: bool,
    plain_stated: String,
    original: String,
    keep_until: i64,
    group: &'static str,
    report: Option<Report>,
    lines: Vec<LineView>,
    held: bool,
    holds: Vec<(String, i64, Option<i64>, String)>,
    derived: Vec<ItemView>,
    certificate: String,
    step: Vec<Field>,
    copy: Vec<Field>,
    hold: Vec<Field>,
    destroy: Vec<Field>,
    wrong: Vec<Field>,
    /// Whether this person may speak for the CSIRT: holds and destruction.
    may_settle: bool,
}

#[derive(Clone, Debug, Serialize)]
struct LineView {
    step: String,
    person: String,
    role: String,
    happened_at: i64,
    written_at: i64,
    purpose: String,
    place: String,
    digest: String,
}

impl Page for ItemPage {
    const TEMPLATE: &'static str = "evidence/item.html";

    fn title(&self) -> &'static str {
        "evidence-item-title"
    }

    fn samples() -> Vec<Self> {
        let Ok(words) = Words::read(&Texts::embedded()) else { return Vec::new() };
        let (typed, faults) = (Form::default(), Faults::new());
        let fields = Fields::of(&Asked::of(&words, Language::English, &typed, &faults), Default::default());
        samples::all(fields)
    }
}

mod samples;

/// The forms of the page.
struct Fields {
    step: Vec<Field>,
    copy: Vec<Field>,
    hold: Vec<Field>,
    destroy: Vec<Field>,
}

impl Fields {
    fn of(asked: &Asked<'_>, now: (String, String)) -> Self {
        let name =
            |step: Step| (step.name().to_owned(), asked.words(&format!("evidence-step-{}", step.name())));
        Self {
            step: vec![
                asked.choice("step", Step::BY_HAND.into_iter().map(name).collect()).required(),
                asked.must("person", ""),
                asked.text("role", ""),
                asked.moment("happened", now),
                asked.must("purpose", ""),
                asked.must("place", ""),
                asked.text("digest", ""),
            ],
            copy: vec![asked.must("copy_purpose", "")],
            hold: vec![asked.must("hold_reason", "")],
            destroy: vec![asked.must("reason", ""), asked.text("early", "")],
        }
    }

    fn wrong(&self) -> Vec<Field> {
        wrong(self.step.iter().chain(&self.copy).chain(&self.hold).chain(&self.destroy))
    }
}

/// The page of an item that was read, with a form that could not be taken.
pub(super) fn page(
    server: &Server,
    caller: &Caller,
    seen: Seen,
    typed: &Form,
    faults: &Faults,
) -> Result<Response, Problem> {
    let now = shown(caller.at, &server.house.zone());
    let fields = Fields::of(&Asked::new(server, caller, typed, faults), now);
    let role = caller.signed_in.as_ref().map(|one| one.role);
    let row = seen.row;
    let view = |row: &ItemRow| ItemView::of(row, caller.language, caller.at.micros());
    let report: Option<Report> = serde_json::from_str(&row.findings).ok();
    let page = ItemPage {
        case: row.case_id.clone(),
        item: view(&row),
        fits: row.stated.is_empty() || row.stated == row.digest,
        stated: row.stated,
        sealed: row.sealed == 1,
        plain_stated: row.plain_stated,
        original: row.original.unwrap_or_default(),
        keep_until: row.keep_until,
        group: meldkamer_lab::kind::group(&row.kind),
        report,
        lines: seen.lines.into_iter().map(line).collect(),
        held: seen.holds.iter().any(|one| one.lifted_at.is_none()),
        holds: seen.holds.into_iter().map(|h| (h.reason, h.placed_at, h.lifted_at, h.lift_reason)).collect(),
        derived: seen.derived.iter().map(view).collect(),
        certificate: row.certificate,
        wrong: fields.wrong(),
        step: fields.step,
        copy: fields.copy,
        hold: fields.hold,
        destroy: fields.destroy,
        may_settle: role.is_some_and(|role| {
            use meldkamer_domain::access::{Tie, ruling};
            ruling(role, Verb::DestroyEvidence, Tie::Other)
        }),
    };
    let frame = desk::frame(server, caller);
    if page.wrong.is_empty() { server.show(&frame, &page) } else { server.show_again(&frame, &page) }
}

fn line(row: meldkamer_store::evidence::custody::CustodyRow) -> LineView {
    LineView {
        step: row.step,
        person: row.person,
        role: row.role,
        happened_at: row.happened_at,
        written_at: row.written_at,
        purpose: row.purpose,
        place: row.place,
        digest: row.digest,
    }
}

async fn show(
    State(server): State<Server>,
    Path(id): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    let seen = item::read(&server.house, &caller.signed_in()?, &id).await?;
    page(&server, &caller, seen, &Form::default(), &Faults::new())
}

/// Back to the page after it was done, or the page again with what is wrong.
pub(super) async fn after(
    server: &Server,
    caller: &Caller,
    id: &str,
    typed: &Form,
    done: Result<(), Failed>,
    rename: impl Fn(&str) -> String,
) -> Result<Response, Problem> {
    match done {
        Ok(()) | Err(Failed::Refused(Refused::AlreadyDone)) => {
            Ok(desk::back(&format!("/desk/evidence/{id}")))
        }
        Err(Failed::Refused(Refused::NotUnderstood { field, fault })) => {
            let seen = item::again(&server.house, id).await?;
            page(server, caller, seen, typed, &vec![(rename(&field), fault)])
        }
        Err(Failed::Refused(Refused::ReasonNeeded { field })) => {
            let seen = item::again(&server.house, id).await?;
            page(server, caller, seen, typed, &vec![(rename(&field), "missing")])
        }
        Err(failed) => Err(failed.into()),
    }
}

async fn step(
    State(server): State<Server>,
    Path(id): Path<String>,
    caller: Caller,
    typed: Form,
) -> Result<Response, Problem> {
    let door = caller.signed_in()?;
    let happened = moment(&typed, "happened", &server.house.zone());
    let named = Step::named(typed.text("step"));
    let told = custody::Told {
        step: named.unwrap_or(Step::Received),
        person: typed.text("person").to_owned(),
        role: typed.text("role").to_owned(),
        happened: happened.unwrap_or(Instant::from_micros(0)),
        purpose: typed.text("purpose").to_owned(),
        place: typed.text("place").to_owned(),
        digest: typed.text("digest").to_owned(),
    };
    let mut faults = custody::faults(&told);
    if happened.is_none() {
        faults.push(("happened".into(), "missing"));
    }
    if !faults.is_empty() {
        let seen = item::again(&server.house, &id).await?;
        return page(&server, &caller, seen, &typed, &faults);
    }
    let done = custody::add(&server.house, &door, &id, &told).await;
    after(&server, &caller, &id, &typed, done, str::to_owned).await
}

async fn look(
    State(server): State<Server>,
    Path(id): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    item::look_again(&server.house, &caller.signed_in()?, &id).await?;
    Ok(desk::back(&format!("/desk/evidence/{id}#kind")))
}

async fn hold(
    State(server): State<Server>,
    Path(id): Path<String>,
    caller: Caller,
    typed: Form,
) -> Result<Response, Problem> {
    let done = item::place(&server.house, &caller.signed_in()?, &id, typed.text("hold_reason")).await;
    after(&server, &caller, &id, &typed, done, |field| format!("hold_{field}")).await
}

async fn release(
    State(server): State<Server>,
    Path(id): Path<String>,
    caller: Caller,
    typed: Form,
) -> Result<Response, Problem> {
    let done = item::lift(&server.house, &caller.signed_in()?, &id, typed.text("hold_reason")).await;
    after(&server, &caller, &id, &typed, done, |field| format!("hold_{field}")).await
}

async fn destroy(
    State(server): State<Server>,
    Path(id): Path<String>,
    caller: Caller,
    typed: Form,
) -> Result<Response, Problem> {
    let wish =
        destroy::Wish { reason: typed.text("reason").to_owned(), early: typed.text("early").to_owned() };
    let done = destroy::item(&server.house, &caller.signed_in()?, &id, &wish).await;
    after(&server, &caller, &id, &typed, done, str::to_owned).await
}
