//! Keys in a case: ours, to seal what is for us, and those to which mail and messages for others go.

use crate::{
    Server,
    form::Form,
    page::{Field, Page},
    problem::Problem,
    rooms::{
        case::{
            Head,
            form::{Asked, Faults, at_its_field, sampled, wrong},
            viewer::{Viewer, both},
        },
        desk,
    },
    route::Route,
};
use axum::{
    extract::State,
    http::Method,
    response::{IntoResponse, Response},
};
use meldkamer_app::{
    Failed,
    case::{
        TEXT,
        key::{self, Keys, TheirKey},
    },
};
use meldkamer_domain::{access::Verb, time::Instant};
use meldkamer_store::support_case::party::PartyRow;
use serde::Serialize;

/// The keys of a case.
#[derive(Clone, Debug, Default, Serialize)]
pub struct KeysPage {
    head: Head,
    outside: bool,
    /// The fingerprint of the house's OpenPGP key.
    fingerprint: String,
    /// The case's own age key, once it has one.
    recipient: String,
    /// Who has a key: name, kind, fingerprint, what is wrong with it now, and the key itself.
    keys: Vec<(String, &'static str, String, &'static str, String)>,
    fields: Vec<Field>,
    wrong: Vec<Field>,
}

/// The routes of keys.
pub fn routes() -> Vec<Route> {
    let paths = || ["/desk/case/{case}/messages/keys", "/case/{case}/messages/keys"];
    [both(Method::GET, paths(), Verb::ReadCase, look), both(Method::POST, paths(), Verb::GiveCaseKey, give)]
        .into_iter()
        .flatten()
        .collect()
}

async fn look(State(server): State<Server>, viewer: Viewer) -> Result<Response, Problem> {
    shown(&server, &viewer, &Form::default(), Faults::new()).await
}

async fn shown(server: &Server, viewer: &Viewer, typed: &Form, faults: Faults) -> Result<Response, Problem> {
    let found = key::look(&server.house, &viewer.door, &viewer.case).await?;
    let asked = Asked::new(server, &viewer.caller, typed, &faults);
    let page = KeysPage::of(server, viewer, &found, &asked);
    let frame = viewer.frame(server, &found.case);
    if faults.is_empty() { server.show(&frame, &page) } else { server.show_again(&frame, &page) }
}

async fn give(State(server): State<Server>, viewer: Viewer, typed: Form) -> Result<Response, Problem> {
    let (whose, text) = (typed.text("whose"), typed.text("key"));
    match key::give(&server.house, &viewer.door, &viewer.case, whose, text).await {
        Ok(()) => Ok(desk::back(&format!("{}/messages/keys", viewer.base())).into_response()),
        Err(Failed::Refused(refused)) => {
            let faults = at_its_field(refused)?;
            // A private key is shown to nobody, not even to who pasted it.
            let secret = faults.iter().any(|(_, fault)| *fault == "private-key");
            let typed = if secret { Form::default() } else { typed };
            shown(&server, &viewer, &typed, faults).await
        }
        Err(failed) => Err(failed.into()),
    }
}

fn fields(asked: &Asked<'_>, parties: Option<Vec<(String, String)>>) -> Vec<Field> {
    let whose = parties.map(|parties| asked.one_of("whose", parties, true).required());
    let key = asked.long("key", 6, TEXT).hint(asked.say("case-ask-key.hint"));
    whose.into_iter().chain([key]).collect()
}

impl KeysPage {
    fn of(server: &Server, viewer: &Viewer, found: &Keys, asked: &Asked<'_>) -> Self {
        let parties = found.parties.iter().filter(|one| one.kind != "police");
        let parties = parties.map(|one| (one.id.clone(), one.called())).collect();
        let fields = fields(asked, (!viewer.is_outside()).then_some(parties));
        let with_key = found.parties.iter().filter(|one| !one.own_key.is_empty());
        Self {
            head: viewer.head(&found.case, "messages"),
            outside: viewer.is_outside(),
            fingerprint: server.house.keys.openpgp().fingerprint(),
            recipient: found.recipient.clone().unwrap_or_default(),
            keys: with_key.map(|one| stands(one, viewer.caller.at)).collect(),
            wrong: wrong(&fields),
            fields,
        }
    }
}

/// How somebody's key stands at an instant.
fn stands(one: &PartyRow, at: Instant) -> (String, &'static str, String, &'static str, String) {
    let (kind, print, fault) = match TheirKey::read(&one.own_key, at) {
        Ok(key) => (key.kind(), key.fingerprint(), ""),
        Err(fault) => ("", String::new(), fault),
    };
    (one.called(), kind, print, fault, one.own_key.clone())
}

impl Page for KeysPage {
    const TEMPLATE: &'static str = "case/keys.html";

    fn title(&self) -> &'static str {
        "case-keys-title"
    }

    fn samples() -> Vec<Self> {
        let parties = || vec![("pty_1".to_owned(), "Jan, Recherche BV".to_owned())];
        let typed = sampled(&[("key", "Mijn <b>")], &["key"], |asked| fields(asked, Some(parties())));
        let key = |kind, fault| {
            let print = "27C4 6B95 0C1E 4C4D 9A5C  6F5E 8D0B 1F42 55AA 0B11".to_owned();
            let text = "-----BEGIN PGP PUBLIC KEY BLOCK-----".to_owned();
            ("Jan, Recherche <b> BV".to_owned(), kind, print, fault, text)
        };
        let full = Self {
            head: Head::sample("messages", true),
            outside: false,
            fingerprint: "27C4 6B95 0C1E 4C4D 9A5C 6F5E 8D0B 1F42 55AA 0B11".into(),
            recipient: "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p".into(),
            keys: vec![key("openpgp", ""), key("", "key-expired")],
            wrong: wrong(&typed),
            fields: typed,
        };
        let outside = Self {
            head: Head::sample("messages", false),
            outside: true,
            recipient: String::new(),
            keys: Vec::new(),
            wrong: Vec::new(),
            fields: sampled(&[], &[], |asked| fields(asked, None)),
            ..full.clone()
        };
        vec![full, outside]
    }
}
