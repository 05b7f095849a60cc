//! The link that a registered contact gets: is the report in your name yours? No account is needed.

use crate::{
    Server,
    door::Caller,
    form::Form,
    page::{Field, Kind, Page, Sample, samples_of},
    problem::Problem,
    rooms::sign_in::say::Say,
    route::{Gate, Route},
    texts::Texts,
    words::Words,
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use meldkamer_app::binding::{claim, contact};
use serde::Serialize;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/is-it-yours/{secret}", Gate::Public, show),
        Route::post("/is-it-yours/{secret}/yes", Gate::Public, yes),
        Route::post("/is-it-yours/{secret}/no", Gate::Public, no),
    ]
}

pub(super) fn samples() -> Vec<Sample> {
    samples_of::<IsItYours>()
}

/// Is it yours?
#[derive(Serialize)]
pub struct IsItYours {
    secret: String,
    reference: String,
    entity: String,
    contact: String,
    received_at: i64,
    exercise: bool,
    fields: Vec<Field>,
    /// `asked`, `yes` or `no`.
    state: &'static str,
}

impl IsItYours {
    fn new(say: &Say<'_>, asked: contact::Asked, secret: &str, state: &'static str) -> Self {
        let most = u32::try_from(claim::LONGEST).unwrap_or(0);
        Self {
            secret: secret.to_owned(),
            reference: asked.dossier.reference,
            entity: asked.entity,
            contact: asked.contact,
            received_at: asked.dossier.received_at,
            exercise: asked.dossier.exercise == 1,
            fields: vec![say.may("reason", Kind::Long { value: String::new(), rows: 3, most })],
            state,
        }
    }
}

impl Page for IsItYours {
    const TEMPLATE: &'static str = "organisation/link.html";

    fn title(&self) -> &'static str {
        "organisation-link-title"
    }

    fn samples() -> Vec<Self> {
        let Ok(words) = Words::read(&Texts::embedded()) else { return Vec::new() };
        let none = Vec::new();
        let asked = || contact::Asked {
            dossier: meldkamer_store::dossier::DossierRow {
                reference: "NL-2026-K7M4-20PX".into(),
                received_at: 1_763_653_200_000_000,
                ..Default::default()
            },
            entity: "Waterbedrijf <b>Noord</b>".into(),
            contact: "soc@waterbedrijf.example".into(),
        };
        let of = |state| Self::new(&Say::sample(&words, &none).of("organisation"), asked(), "0123", state);
        vec![of("asked"), of("yes"), of("no")]
    }
}

async fn show(
    State(server): State<Server>,
    caller: Caller,
    Path(secret): Path<String>,
) -> Result<Response, Problem> {
    let asked = contact::open(&server.house, &secret, caller.at).await?;
    answer(&server, &caller, asked, &secret, "asked")
}

fn answer(
    server: &Server,
    caller: &Caller,
    asked: contact::Asked,
    secret: &str,
    state: &'static str,
) -> Result<Response, Problem> {
    let none = Vec::new();
    let say = Say::new(server, caller.language, &none).of("organisation");
    let mut frame = server.frame_of(caller);
    frame.path = format!("/is-it-yours/{secret}");
    server.show(&frame, &IsItYours::new(&say, asked, secret, state))
}

async fn yes(
    State(server): State<Server>,
    caller: Caller,
    Path(secret): Path<String>,
) -> Result<Response, Problem> {
    let asked = contact::open(&server.house, &secret, caller.at).await?;
    contact::approve(&server.house, &caller.stranger(), &secret).await?;
    answer(&server, &caller, asked, &secret, "yes")
}

async fn no(
    State(server): State<Server>,
    caller: Caller,
    Path(secret): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    let asked = contact::open(&server.house, &secret, caller.at).await?;
    contact::deny(&server.house, &caller.stranger(), &secret, form.text("reason")).await?;
    answer(&server, &caller, asked, &secret, "no")
}
