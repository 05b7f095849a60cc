//! All data about one person, as a page and as JSON.

use super::download;
use crate::{
    Server,
    door::Caller,
    form::Form,
    page::{Choice, Field, Kind, Page, Sample, samples_of},
    problem::Problem,
    rooms::sign_in::say::Say,
    route::{Gate, Route},
    texts::Texts,
    words::Words,
};
use axum::{extract::State, response::Response};
use meldkamer_app::{
    Failed,
    account::Faults,
    person::{self, By, Found, Hit, Wish},
};
use meldkamer_domain::{access::Verb, refused::Refused};
use serde::Serialize;

const HERE: &str = "/running/personal/person";
/// So many places are on the page; the file has them all.
const SHOWN: usize = 200;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(HERE, Gate::SignedIn(Verb::ExportPerson), ask),
        Route::post(HERE, Gate::SignedIn(Verb::ExportPerson), find),
    ]
}

pub(super) fn samples() -> Vec<Sample> {
    samples_of::<Person>()
}

/// The form, and what was found.
#[derive(Serialize)]
pub struct Person {
    fields: Vec<Field>,
    found: Option<FoundView>,
    /// What was asked, to ask for the file of it.
    asked: [String; 3],
}

#[derive(Serialize)]
struct FoundView {
    hits: Vec<HitView>,
    count: usize,
    files: Vec<(String, String)>,
    more: bool,
}

#[derive(Serialize)]
struct HitView {
    place: &'static str,
    reference: String,
    part: String,
    text: String,
    at: i64,
}

impl Person {
    fn new(say: &Say<'_>, by: &str, value: &str, reason: &str) -> Self {
        let choice = |one: By| {
            Choice::new(one.id(), say.words(&format!("personal-by-{}", one.id()))).chosen(one.id() == by)
        };
        let fields = vec![
            say.must("by", Kind::Choice { choices: By::ALL.into_iter().map(choice).collect(), list: false }),
            say.must("value", Kind::text(value)),
            say.must("reason", Kind::text(reason)),
        ];
        Self { fields, found: None, asked: [by.into(), value.into(), reason.into()] }
    }

    fn with(mut self, found: Found) -> Self {
        let view = |hit: Hit| HitView {
            place: hit.place,
            reference: hit.reference,
            part: hit.part,
            text: hit.text,
            at: hit.at,
        };
        self.found = Some(FoundView {
            count: found.hits.len(),
            more: found.more || found.hits.len() > SHOWN,
            hits: found.hits.into_iter().take(SHOWN).map(view).collect(),
            files: found.files,
        });
        self
    }
}

impl Page for Person {
    const TEMPLATE: &'static str = "personal/person.html";

    fn title(&self) -> &'static str {
        "personal-person-title"
    }

    fn samples() -> Vec<Self> {
        let Ok(words) = Words::read(&Texts::embedded()) else { return Vec::new() };
        let (none, faults) = (Vec::new(), vec![("value", "too-little"), ("reason", "missing")]);
        let say = Say::sample(&words, &none);
        let hit = |place, part: &str| Hit {
            place,
            reference: if place == "account" { String::new() } else { "NL-26-ABCD-EF12-3".into() },
            part: part.into(),
            text: "Ans de Vries <ans@water.example>".into(),
            at: 1_763_653_200_000_000,
        };
        let hits = vec![hit("filing", "rep.person.name (Wie bent u?)"), hit("account", "")];
        let files = vec![("NL-26-ABCD-EF12-3".into(), "brief.pdf".into())];
        let full = Found { hits, files, more: true };
        let asked = || Self::new(&say, "email", "ans@water.example", "Verzoek van 3 maart");
        vec![
            Self::new(&say, "", "", ""),
            Self::new(&Say::sample(&words, &faults), "name", "An", ""),
            asked().with(Found::default()),
            asked().with(full),
        ]
    }
}

async fn ask(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let none = Vec::new();
    let say = Say::new(&server, caller.language, &none);
    server.show(&server.frame_of(&caller), &Person::new(&say, "email", "", ""))
}

async fn find(State(server): State<Server>, caller: Caller, form: Form) -> Result<Response, Problem> {
    let (by, value, reason) = (form.text("by"), form.text("value"), form.text("reason"));
    let mut faults: Faults = Vec::new();
    let found = match By::parse(by) {
        None => {
            faults.push(("by", "missing"));
            None
        }
        Some(by) => {
            let wish = Wish { by, value: value.to_owned(), reason: reason.to_owned() };
            match person::find(&server.house, &caller.signed_in()?, &wish).await {
                Ok(found) if form.text("as") == "json" => {
                    let json = person::to_json(&wish, caller.at, &found);
                    return Ok(download("person.json", "application/json", format!("{json:#}\n")));
                }
                Ok(found) => Some(found),
                Err(Failed::Refused(Refused::ReasonNeeded { .. })) => {
                    faults.push(("reason", "missing"));
                    None
                }
                Err(Failed::Refused(Refused::NotUnderstood { fault, .. })) => {
                    faults.push(("value", fault));
                    None
                }
                Err(other) => return Err(other.into()),
            }
        }
    };
    let page = Person::new(&Say::new(&server, caller.language, &faults), by, value, reason);
    let frame = server.frame_of(&caller);
    match found {
        Some(found) => server.show(&frame, &page.with(found)),
        None => server.show_again(&frame, &page),
    }
}
