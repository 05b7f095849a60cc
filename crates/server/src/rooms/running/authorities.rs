//! Where copies of reports go. A secret is written here and never shown.

use crate::{
    Server,
    door::Caller,
    form::Form,
    page::{Choice, Field, Kind, Notice, Page, Sample, Tone, samples_of},
    problem::Problem,
    rooms::sign_in::say::{Say, line},
    route::{Gate, Route},
    texts::Texts,
    words::Words,
};
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use meldkamer_app::{
    House,
    account::Faults,
    authority::{self, Address},
};
use meldkamer_domain::access::Verb;
use meldkamer_store::authority::AuthorityRow;
use serde::Serialize;
use std::collections::HashMap;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/running/authorities", Gate::SignedIn(Verb::ChangeAuthority), show),
        Route::post("/running/authorities", Gate::SignedIn(Verb::ChangeAuthority), put),
        Route::post("/running/authorities/{id}/test", Gate::SignedIn(Verb::ChangeAuthority), test),
    ]
}

pub(super) fn samples() -> Vec<Sample> {
    samples_of::<Authorities>()
}

/// All bodies of the rulebooks and where their copies go.
#[derive(Serialize)]
pub struct Authorities {
    known: Vec<Known>,
    fields: Vec<Field>,
}

#[derive(Serialize)]
struct Known {
    id: String,
    name: String,
    email: String,
    webhook: String,
    signed: bool,
    active: bool,
    set: bool,
}

impl Authorities {
    fn new(say: &Say<'_>, bodies: &[(String, String)], rows: Vec<AuthorityRow>, typed: &Address) -> Self {
        let mut known: Vec<Known> = rows
            .into_iter()
            .map(|row| Known {
                set: true,
                signed: !row.secret.is_empty(),
                active: row.active == 1,
                id: row.id,
                name: row.name,
                email: row.email,
                webhook: row.webhook,
            })
            .collect();
        for (id, name) in bodies {
            if !known.iter().any(|one| one.id == *id) {
                let (id, name) = (id.clone(), name.clone());
                let (email, webhook) = (String::new(), String::new());
                known.push(Known { id, name, email, webhook, signed: false, active: false, set: false });
            }
        }
        let active = Kind::Choices {
            choices: vec![Choice::new("yes", say.words("staff-authority-active")).chosen(typed.active)],
        };
        Self {
            known,
            fields: vec![
                say.must("id", line(&typed.id, "text", "off")),
                say.must("name", line(&typed.name, "text", "off")),
                say.may("email", line(&typed.email, "email", "off")),
                say.may("webhook", line(&typed.webhook, "url", "off")),
                say.may("secret", line("", "password", "new-password")),
                say.may("active", active),
            ],
        }
    }
}

impl Page for Authorities {
    const TEMPLATE: &'static str = "staff/authorities.html";

    fn title(&self) -> &'static str {
        "staff-authorities-title"
    }

    fn samples() -> Vec<Self> {
        let Ok(words) = Words::read(&Texts::embedded()) else { return Vec::new() };
        let (none, faults) = (Vec::new(), vec![("id", "not-an-id"), ("webhook", "not-an-address")]);
        let row = AuthorityRow {
            id: "rdi".into(),
            name: "RDI <b>".into(),
            email: "meldpunt@rdi.example".into(),
            webhook: "https://rdi.example/in".into(),
            secret: "x".into(),
            active: 1,
            version: 1,
        };
        let bodies = [("rdi".to_owned(), "RDI".to_owned()), ("ilt".to_owned(), "ILT".to_owned())];
        vec![
            Self::new(&Say::sample(&words, &none), &[], Vec::new(), &empty()),
            Self::new(&Say::sample(&words, &faults), &bodies, vec![row], &empty()),
        ]
    }
}

fn empty() -> Address {
    let (id, name, email, webhook, secret) = Default::default();
    Address { id, name, email, webhook, secret, active: true }
}

/// Ids and names of the bodies that the rulebooks know today, without ourselves.
fn bodies(house: &House, caller: &Caller) -> Vec<(String, String)> {
    let (library, today) = (house.law(), house.day(caller.at));
    let held = library.law.bodies.iter().filter(|body| body.basis.holds_on(today));
    let named = held
        .map(|body| (body.id.get_ref().clone(), body.name.in_language(caller.language.code()).to_owned()));
    named.filter(|(id, _)| *id != house.settings.csirt_id).collect()
}

async fn page(
    server: &Server,
    caller: &Caller,
    typed: &Address,
    faults: &Faults,
) -> Result<Authorities, Problem> {
    let rows = authority::all(&server.house).await?;
    let say = Say::new(server, caller.language, faults);
    Ok(Authorities::new(&say, &bodies(&server.house, caller), rows, typed))
}

/// With `?id=` the form holds what is known of one authority.
async fn show(
    State(server): State<Server>,
    caller: Caller,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, Problem> {
    let mut typed = empty();
    let mut page = page(&server, &caller, &typed, &Vec::new()).await?;
    if let Some(known) = query.get("id").and_then(|id| page.known.iter().find(|one| one.id == *id)) {
        let (id, name) = (known.id.clone(), known.name.clone());
        let (email, webhook) = (known.email.clone(), known.webhook.clone());
        typed = Address { id, name, email, webhook, active: known.active || !known.set, ..typed };
        page = self::page(&server, &caller, &typed, &Vec::new()).await?;
    }
    let mut frame = server.frame_of(&caller);
    if query.contains_key("tested") {
        frame.notice = Some(Notice { tone: Tone::Info, key: "staff-authority-tested" });
    }
    server.show(&frame, &page)
}

async fn put(State(server): State<Server>, caller: Caller, form: Form) -> Result<Response, Problem> {
    let text = |name: &str| form.text(name).to_owned();
    let typed = Address {
        id: text("id"),
        name: text("name"),
        email: text("email"),
        webhook: text("webhook"),
        secret: text("secret"),
        active: form.text("active") == "yes",
    };
    let mut faults = typed.faults();
    if faults.is_empty() {
        match authority::put(&server.house, &caller.signed_in()?, &typed).await {
            Ok(()) => return Ok(Redirect::to("/running/authorities").into_response()),
            Err(failed) => faults.push(super::refused(failed)?),
        }
    }
    let page = page(&server, &caller, &typed, &faults).await?;
    server.show_again(&server.frame_of(&caller), &page)
}

async fn test(
    State(server): State<Server>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    authority::test(&server.house, &caller.signed_in()?, &id).await?;
    Ok(Redirect::to("/running/authorities?tested").into_response())
}
