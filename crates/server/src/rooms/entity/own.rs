//! The organisation's own entry in the register: what is kept of it, what it asks to be changed, and
//! what it can prove to be its own. The desk settles what is asked, field by field.

use super::{
    fields::{Group, Typed, faults, groups},
    page::{CLAIMS, Contact, Owned, filled},
    say::Say,
};
use crate::{
    Server,
    door::Caller,
    form::Form,
    page::{Field, Notice, Page, Sample, Tone, samples_of},
    problem::Problem,
    rooms::{
        audience::{Reading, Speaker, readings, why},
        desk::{asked, back},
    },
    route::{Gate, Route},
};
use axum::{extract::State, response::Response};
use meldkamer_app::entity::{
    self,
    claim::{self, POSTS, Which},
    own, request,
};
use meldkamer_domain::{
    access::{Role, Tie, Verb, ruling},
    entity::Severity,
};
use serde::Serialize;

const HERE: &str = "/organisation/register";

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(HERE, Gate::SignedIn(Verb::ReadRegistration), show),
        Route::post(HERE, Gate::SignedIn(Verb::AskChange), ask),
        Route::post("/organisation/register/proof", Gate::SignedIn(Verb::AskProof), prove),
    ]
}

pub(super) fn samples() -> Vec<Sample> {
    samples_of::<OwnPage>()
}

/// The organisation's own entry.
#[derive(Clone, Debug, Default, Serialize)]
pub struct OwnPage {
    name: String,
    state: String,
    /// What can be changed, for who may ask for changes.
    groups: Vec<Group>,
    faults: Vec<Field>,
    /// Label and texts of each field that holds something, for who may not.
    fields: Vec<(String, Vec<String>)>,
    contacts: Vec<Contact>,
    /// What is still to be told.
    asks: Vec<String>,
    claims: Vec<Owned>,
    more_claims: usize,
    requests: Vec<Request>,
    /// Who else looked at the entry, lately.
    readings: Vec<Reading>,
    posts: Vec<&'static str>,
    /// Whether this person may ask for changes.
    may_ask: bool,
}

/// Something that was asked.
#[derive(Clone, Debug, Default, Serialize)]
struct Request {
    at: i64,
    /// Field, state, reason.
    fields: Vec<(String, String, String)>,
}

/// The entity for which somebody acts.
fn body(caller: &Caller) -> Result<String, Problem> {
    let mandate = caller.signed_in()?.actor.mandate;
    mandate.map(|mandate| mandate.body).ok_or_else(Problem::not_found)
}

async fn show(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let opened = own::open(&server.house, &caller.signed_in()?, &body(&caller)?).await?;
    let (say, role) = (Say::new(&server, caller.language), caller.signed_in.as_ref().map(|one| one.role));
    let gaps = opened.kept.gaps(&server.house);
    let wrong: Vec<_> = gaps.iter().filter(|gap| gap.severity == Severity::Wrong).cloned().collect();
    let may_ask = role.is_some_and(|role: Role| ruling(role, Verb::AskChange, Tie::Own));
    let groups =
        if may_ask { groups(&say, &Typed::known(&opened.kept.entity), &wrong, None) } else { Vec::new() };
    let told = gaps.iter().filter(|gap| gap.severity == Severity::Asks);
    let request = |(at, fields): own::Asked| Request {
        at,
        fields: fields.into_iter().map(|(id, state, reason)| (say.field(&id), state, reason)).collect(),
    };
    let page = OwnPage {
        name: opened.kept.row.name.clone(),
        state: opened.kept.row.state.clone(),
        faults: faults(&groups),
        groups,
        fields: filled(&opened.kept.entity, &say),
        contacts: opened.kept.contacts.iter().map(Contact::of).collect(),
        asks: told.map(|gap| format!("{}: {}", say.field(&gap.field), say.fault(gap.code))).collect(),
        claims: opened.kept.assets.iter().take(CLAIMS).map(|row| Owned::of(row, &say)).collect(),
        more_claims: opened.kept.assets.len().saturating_sub(CLAIMS),
        requests: opened.requests.into_iter().map(request).collect(),
        readings: readings(
            &server,
            &Speaker::new(&server, caller.language, caller.at.micros()),
            &opened.readings,
        ),
        posts: POSTS.to_vec(),
        may_ask,
    };
    let mut frame = server.frame_of(&caller);
    if !asked(&caller).text("asked").is_empty() {
        frame.notice = Some(Notice { tone: Tone::Ok, key: "entity-own-asked" });
    }
    server.show(&frame, &page)
}

async fn ask(State(server): State<Server>, caller: Caller, form: Form) -> Result<Response, Problem> {
    let typed = Typed::of(&form);
    let id = body(&caller)?;
    request::ask(&server.house, &caller.signed_in()?, &id, &typed.told(), form.text("note")).await?;
    Ok(back("/organisation/register?asked=1"))
}

async fn prove(State(server): State<Server>, caller: Caller, form: Form) -> Result<Response, Problem> {
    let (house, door, id) = (&server.house, caller.signed_in()?, body(&caller)?);
    let right = (Verb::AskProof, entity::tie_to(&door.actor, &id));
    let which = Which { entity: id, sort: form.text("sort").into(), key: form.text("key").into() };
    if form.text("how") == "mail" {
        claim::ask_by_mail(house, &door, right, &which, form.text("post")).await?;
    } else {
        claim::ask_in_dns(house, &door, right, &which).await?;
    }
    Ok(back("/organisation/register#claims"))
}

impl Page for OwnPage {
    const TEMPLATE: &'static str = "entity/own.html";

    fn title(&self) -> &'static str {
        "entity-own-title"
    }

    fn samples() -> Vec<Self> {
        Say::sample(|say| {
            let owned = |state: &str, how: &str, line: &str| Owned {
                sort: "domain".into(),
                key: format!("{state}{how}"),
                text: "wbn.example".into(),
                state: state.into(),
                how: how.into(),
                zone: "_meldkamer.wbn.example".into(),
                line: line.into(),
                ..Owned::default()
            };
            let settled = ["open", "accepted", "refused"];
            let settled = settled.map(|state| ("Naam".to_owned(), state.to_owned(), "Omdat <b>".to_owned()));
            let reading = |role: Role| Reading {
                at: 1_763_653_200_000_000,
                name: "Ans <b>".into(),
                role: role.name().into(),
                body: "Inspectie".into(),
                why: why(role.name()),
            };
            let page = Self {
                name: "Ans <b>".into(),
                state: "unverified".into(),
                groups: groups(say, &Typed::known(&super::page::sample_entity()), &[], None),
                faults: Vec::new(),
                asks: vec!["KvK: ontbreekt".into()],
                fields: filled(&super::page::sample_entity(), say),
                contacts: vec![Contact::sample("always", "answered", Some(1_763_653_200_000_000))],
                more_claims: 3,
                claims: vec![
                    owned("proven", "dns", ""),
                    owned("asked", "dns", "meldkamer-proof=ab"),
                    owned("claimed", "", ""),
                ],
                requests: vec![Request { at: 1_763_653_200_000_000, fields: settled.to_vec() }],
                readings: vec![reading(Role::Analyst), reading(Role::Supervisor)],
                posts: POSTS.to_vec(),
                may_ask: true,
            };
            let bare = Self {
                groups: groups(say, &Typed::default(), &[], None),
                state: "registered".into(),
                name: "Bas".into(),
                ..Self::default()
            };
            vec![bare, Self { may_ask: false, ..page.clone() }, page]
        })
    }
}
