//! The page that asks for a factor before a dangerous act. What was being sent is held at the gate
//! (`step_up`), and goes on from here.

use crate::{
    Server,
    door::Caller,
    page::{Field, Page, Sample, samples_of},
    problem::Problem,
    rooms::sign_in::{
        passkey,
        say::{Say, line},
    },
    route::{Gate, Route},
    step_up::KEY,
    texts::Texts,
    words::Words,
};
use axum::{
    Json,
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use meldkamer_app::{
    passkey::enter,
    step_up::{self, Held},
    ways::{self, Ways},
};
use meldkamer_domain::{access::Verb, refused::Refused};
use serde::Serialize;

/// The routes of this room.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/step-up/passkey", Gate::SignedIn(Verb::StepUp), options),
        Route::get("/step-up/{id}", Gate::SignedIn(Verb::StepUp), show),
    ]
}

/// All states of the pages of this room.
pub fn samples() -> Vec<Sample> {
    samples_of::<StepUp>()
}

/// The page that asks for a factor once more.
#[derive(Serialize)]
pub struct StepUp {
    action: String,
    secret: String,
    origin: String,
    fields: Vec<Field>,
    providers: Vec<Provider>,
    fresh: bool,
    wrong: bool,
    wait: i64,
}

/// A provider to go to.
#[derive(Clone, Serialize)]
pub struct Provider {
    /// Our name for it.
    pub id: String,
    /// Its name.
    pub name: String,
}

impl StepUp {
    fn new(held: &Held, secret: &str) -> Self {
        let and = if held.path.contains('?') { '&' } else { '?' };
        Self {
            action: format!("{}{and}{KEY}={secret}", held.path),
            secret: secret.to_owned(),
            origin: String::new(),
            fields: Vec::new(),
            providers: Vec::new(),
            fresh: false,
            wrong: false,
            wait: 0,
        }
    }
}

impl Page for StepUp {
    const TEMPLATE: &'static str = "staff/step_up.html";

    fn title(&self) -> &'static str {
        "step-up-title"
    }

    fn samples() -> Vec<Self> {
        let Ok(words) = Words::read(&Texts::embedded()) else { return Vec::new() };
        let held = Held { path: "/running/staff".into(), kind: String::new(), body: String::new() };
        let none = Vec::new();
        let new = || Self::new(&held, "0123");
        let code = || vec![Say::sample(&words, &none).must("code", line("", "text", "one-time-code"))];
        let origin = || "https://meldkamer.example".to_owned();
        let broker = || vec![Provider { id: "x".into(), name: "eHerkenning <b>".into() }];
        vec![
            Self { origin: origin(), fields: code(), providers: broker(), ..new() },
            Self { fields: code(), wrong: true, ..new() },
            Self { origin: origin(), wait: 8, ..new() },
            Self { fresh: true, ..new() },
            new(),
        ]
    }
}

async fn show(
    State(server): State<Server>,
    caller: Caller,
    Path(secret): Path<String>,
) -> Result<Response, Problem> {
    let one = caller.signed_in.as_ref().ok_or_else(|| Problem::sign_in_first("/home"))?;
    let held = step_up::held(&server.house, caller.at, &one.session, &secret).await?;
    let held = held.ok_or(Refused::Expired)?;
    let ways = ways::of(&server.house, &one.id).await?;
    let none = Vec::new();
    let mut page = StepUp::new(&held, &secret);
    page.fresh = step_up::is_fresh(one.factor_at, caller.at);
    if !ways.passkeys.is_empty() {
        page.origin = passkey::origin(&server.house.settings);
    }
    if ways.app {
        let say = Say::new(&server, caller.language, &none);
        page.fields = vec![say.must("code", line("", "text", "one-time-code"))];
    }
    page.providers = tied(&server, &ways);
    let query = caller.path.split_once('?').map_or("", |(_, query)| query);
    page.wrong = query.starts_with("wrong");
    page.wait = query.strip_prefix("wait=").and_then(|seconds| seconds.parse().ok()).unwrap_or(0);
    server.show(&server.frame_of(&caller), &page)
}

fn tied(server: &Server, ways: &Ways) -> Vec<Provider> {
    let known = ways.identities.iter().filter_map(|one| server.providers.of_issuer(&one.issuer));
    let mut all: Vec<Provider> = known
        .map(|known| Provider { id: known.settings.id.clone(), name: known.settings.name.clone() })
        .collect();
    all.dedup_by(|one, other| one.id == other.id);
    all
}

async fn options(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let one = caller.signed_in.as_ref().ok_or_else(|| Problem::sign_in_first("/home"))?;
    let asked = enter::options_again(&server.house, caller.at, &one.id, &one.session).await?;
    Ok(Json(asked).into_response())
}
