//! Exercises for everybody: choosing a scenario, playing it with a code, reading what came of it.
//!
//! The report that players make is made in the room of reports, marked as an exercise.

pub(crate) mod account;
mod holder;
mod play;

pub(crate) use holder::go_with_drill;

use crate::{
    Server,
    door::Caller,
    form::Form,
    page::{Choice, Field, Kind, Page, Sample, samples_of},
    problem::Problem,
    rooms::draft::{self, frame},
    route::{Gate, Route},
    words::Gaps,
};
use axum::{extract::State, response::Response};
use meldkamer_app::{
    Failed,
    drill::{self, Start},
};
use meldkamer_domain::refused::Refused;
use serde::Serialize;

/// The routes of exercises.
pub fn routes() -> Vec<Route> {
    let mut all = vec![
        Route::get("/prepare/drill", Gate::Public, choose),
        Route::post("/prepare/drill", Gate::Public, start),
    ];
    all.extend(play::routes());
    all
}

/// Every state of its pages.
pub fn samples() -> Vec<Sample> {
    let mut all = samples_of::<ChoosePage>();
    all.extend(play::samples());
    all.extend(account::samples());
    all
}

/// A scenario to choose.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Offered {
    title: String,
    about: String,
    goal: String,
    minutes: i64,
}

/// The scenarios, and the form to begin one.
#[derive(Debug, Serialize)]
struct ChoosePage {
    offered: Vec<Offered>,
    fields: Vec<Field>,
}

impl Page for ChoosePage {
    const TEMPLATE: &'static str = "prepare/drill.html";

    fn title(&self) -> &'static str {
        "drill-title"
    }

    fn samples() -> Vec<Self> {
        let offered = Offered {
            title: "Gijzelsoftware in het weekend".into(),
            about: "Zaterdagochtend zijn bestanden versleuteld.".into(),
            goal: "Oefenen: alarm slaan, isoleren, melden.".into(),
            minutes: 36,
        };
        let field = |error: &str| {
            let choices = vec![Choice::new("ransomware", "Gijzelsoftware"), Choice::new("ddos", "DDoS")];
            Field::new("scenario", "Scenario", Kind::Choice { choices, list: false }).error(error).required()
        };
        vec![
            Self { offered: vec![offered.clone()], fields: vec![field("")] },
            Self { offered: vec![offered], fields: vec![field("Kies een scenario.")] },
        ]
    }
}

/// The scenarios of today.
pub(crate) fn offered(server: &Server, caller: &Caller) -> Vec<Offered> {
    let (library, language) = (server.house.law(), caller.language.code());
    let all = library.scenarios.on(server.house.day(caller.at));
    let one = |one: &&meldkamer_domain::drill::Scenario| Offered {
        title: one.title.in_language(language).to_owned(),
        about: one.about.in_language(language).to_owned(),
        goal: one.goal.in_language(language).to_owned(),
        minutes: one.minutes(),
    };
    all.iter().map(one).collect()
}

/// The field that asks for a scenario.
pub(crate) fn scenario_field(server: &Server, caller: &Caller, form: &Form, error: &str) -> Field {
    let say = |key: &str| server.pages.words().say_anyhow(caller.language, key, &Gaps::new());
    let (library, language) = (server.house.law(), caller.language.code());
    let all = library.scenarios.on(server.house.day(caller.at));
    let chosen = form.text("scenario");
    let choice = |one: &&meldkamer_domain::drill::Scenario| {
        Choice::new(&*one.id, one.title.in_language(language)).chosen(one.id == chosen)
    };
    let choices = all.iter().map(choice).collect();
    let error = if error.is_empty() { String::new() } else { say(error) };
    Field::new("scenario", say("drill-scenario"), Kind::Choice { choices, list: false })
        .error(error)
        .required()
}

fn page(server: &Server, caller: &Caller, form: &Form, error: &str) -> ChoosePage {
    let say = |key: &str| server.pages.words().say_anyhow(caller.language, key, &Gaps::new());
    let organisation =
        Field::new("organisation", say("drill-organisation"), Kind::text(form.text("organisation")))
            .hint(say("drill-organisation-hint"));
    ChoosePage {
        offered: offered(server, caller),
        fields: vec![scenario_field(server, caller, form, error), organisation],
    }
}

async fn choose(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    server.show(&frame(&server, &caller, true), &page(&server, &caller, &Form::default(), ""))
}

/// `POST /prepare/drill`: begins an exercise and goes to it with its code.
async fn start(State(server): State<Server>, caller: Caller, form: Form) -> Result<Response, Problem> {
    let wish = Start {
        scenario: form.text("scenario").to_owned(),
        organisation: form.text("organisation").to_owned(),
        ..Start::default()
    };
    match drill::start(&server.house, &caller.stranger(), &wish).await {
        Ok(started) => Ok(go_with_drill(&server, "/prepare/drill/play", &started.code)),
        Err(Failed::Refused(Refused::NotUnderstood { .. })) => {
            let page = page(&server, &caller, &form, "drill-scenario-missing");
            server.show_again(&frame(&server, &caller, true), &page)
        }
        Err(failed) => Err(failed.into()),
    }
}

/// The frame of a page within an exercise.
pub(crate) fn marked(server: &Server, caller: &Caller) -> crate::page::Frame {
    draft::frame(server, caller, true)
}
