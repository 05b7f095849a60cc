//! Asking the CSIRT for an administrator when an organisation has none left. No account is needed.

use crate::{
    Server,
    door::Caller,
    form::Form,
    page::{Field, Kind, Page, Sample, samples_of},
    problem::Problem,
    rooms::sign_in::say::{Say, line},
    route::{Gate, Route},
    texts::Texts,
    words::Words,
};
use axum::{extract::State, response::Response};
use meldkamer_app::mandate::plea::{self, Plea};
use serde::Serialize;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/administrator-request", Gate::Public, show),
        Route::post("/administrator-request", Gate::Public, ask),
    ]
}

pub(super) fn samples() -> Vec<Sample> {
    samples_of::<Request>()
}

/// The form, or that it was sent.
#[derive(Serialize)]
pub struct Request {
    fields: Vec<Field>,
    sent: bool,
}

impl Request {
    fn new(say: &Say<'_>, typed: &Plea, sent: bool) -> Self {
        let body = Kind::Long { value: typed.body.clone(), rows: 5, most: 2000 };
        Self {
            fields: vec![
                say.must("organisation", line(&typed.organisation, "text", "organization")),
                say.may("number", line(&typed.number, "text", "off")),
                say.must("name", line(&typed.name, "text", "name")),
                say.must("email", line(&typed.email, "email", "email")),
                say.must("phone", line(&typed.phone, "tel", "tel")),
                say.must("body", body),
            ],
            sent,
        }
    }
}

impl Page for Request {
    const TEMPLATE: &'static str = "organisation/plea.html";

    fn title(&self) -> &'static str {
        "organisation-plea-title"
    }

    fn samples() -> Vec<Self> {
        let Ok(words) = Words::read(&Texts::embedded()) else { return Vec::new() };
        let (none, faults) = (Vec::new(), Plea::default().faults());
        let say = |faults| Say::sample(&words, faults).of("organisation");
        let typed = Plea::default();
        vec![
            Self::new(&say(&none), &typed, false),
            Self::new(&say(&faults), &typed, false),
            Self::new(&say(&none), &typed, true),
        ]
    }
}

async fn show(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let none = Vec::new();
    let say = Say::new(&server, caller.language, &none).of("organisation");
    server.show(&server.frame_of(&caller), &Request::new(&say, &Plea::default(), false))
}

async fn ask(State(server): State<Server>, caller: Caller, form: Form) -> Result<Response, Problem> {
    let text = |name: &str| form.text(name).to_owned();
    let typed = Plea {
        organisation: text("organisation"),
        number: text("number"),
        name: text("name"),
        email: text("email"),
        phone: text("phone"),
        body: text("body"),
    };
    let faults = typed.faults();
    let say = Say::new(&server, caller.language, &faults).of("organisation");
    if !faults.is_empty() {
        return server.show_again(&server.frame_of(&caller), &Request::new(&say, &typed, false));
    }
    plea::ask(&server.house, &caller.stranger(), &typed).await?;
    server.show(&server.frame_of(&caller), &Request::new(&say, &Plea::default(), true))
}
