//! Reporting while signed in: the report begins with what the register knows, and is the
//! organisation's own from the first moment. What follows is the same form as at the public door.

use crate::{
    Server,
    door::Caller,
    form::Form,
    page::{Choice, Page, Sample, samples_of},
    problem::Problem,
    rooms::draft::go_with_code,
    route::{Gate, Route},
};
use axum::{extract::State, response::Response};
use meldkamer_app::organisation;
use meldkamer_domain::access::Verb;
use serde::Serialize;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/organisation/report", Gate::SignedIn(Verb::OpenDraft), ask),
        Route::post("/organisation/report", Gate::SignedIn(Verb::OpenDraft), begin),
    ]
}

pub(super) fn samples() -> Vec<Sample> {
    samples_of::<Report>()
}

/// Of what kind the report is, and for whom.
#[derive(Serialize)]
pub struct Report {
    body: String,
    firm: String,
    kinds: Vec<Choice>,
    exercise: bool,
    wrong: bool,
}

impl Page for Report {
    const TEMPLATE: &'static str = "organisation/report.html";

    fn title(&self) -> &'static str {
        "organisation-report-title"
    }

    fn samples() -> Vec<Self> {
        let kinds = || vec![Choice::new("significant-incident", "Significant").chosen(true)];
        let (body, firm) = ("Waterbedrijf <b>Noord</b>".to_owned(), "Sloten BV".to_owned());
        vec![
            Self { body: body.clone(), firm: String::new(), kinds: kinds(), exercise: false, wrong: false },
            Self { body, firm, kinds: kinds(), exercise: true, wrong: true },
        ]
    }
}

fn page(server: &Server, caller: &Caller, form: Option<&Form>) -> Report {
    let law = server.house.law();
    let kinds = law.catalogue.question("not.kind").map(|one| one.field.options.as_slice());
    let language = caller.language.code();
    let kind = |one: &meldkamer_domain::question::Choice| {
        Choice::new(&*one.id, one.said.in_language(language)).chosen(one.id == "significant-incident")
    };
    let who = caller.signed_in.as_ref();
    let firm = who.and_then(|one| one.actor.mandate.as_ref()).map(|mandate| mandate.firm.clone());
    Report {
        body: who.map(|one| one.body.clone()).unwrap_or_default(),
        firm: firm.unwrap_or_default(),
        kinds: kinds.unwrap_or_default().iter().map(kind).collect(),
        exercise: form.is_some_and(|form| form.text("exercise") == "1"),
        wrong: form.is_some(),
    }
}

async fn ask(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    server.show(&server.frame_of(&caller), &page(&server, &caller, None))
}

async fn begin(State(server): State<Server>, caller: Caller, form: Form) -> Result<Response, Problem> {
    let kind = form.text("kind");
    let law = server.house.law();
    if law.catalogue.question("not.kind").is_none_or(|one| one.field.option(kind).is_none()) {
        return server.show_again(&server.frame_of(&caller), &page(&server, &caller, Some(&form)));
    }
    let exercise = form.text("exercise") == "1";
    let opened = organisation::begin(&server.house, &caller.signed_in()?, kind, exercise).await?;
    Ok(go_with_code(&server, "/report", &opened.code))
}
