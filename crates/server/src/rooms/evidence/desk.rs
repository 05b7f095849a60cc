//! The evidence of a case at the desk: links made and revoked, the key of the case, and the items.

use super::form::{Asked, link_fields, moment, shown, wrong};
use crate::{
    Server,
    door::Caller,
    form::Form,
    language::Language,
    page::{Field, Page},
    problem::Problem,
    rooms::{case::Head, desk},
    route::{Gate, Route},
    texts::Texts,
    words::Words,
};
use axum::{
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Response},
};
use meldkamer_app::{
    Failed,
    evidence::{
        Faults, copy, item,
        item::Listed,
        link::{self, Wish},
    },
};
use meldkamer_domain::{access::Verb, refused::Refused, time::Instant};
use meldkamer_store::evidence::{LinkRow, item::ItemRow};
use serde::Serialize;

/// A link lives so many hours when nobody says otherwise.
const USUAL_HOURS: i64 = 72;

pub(super) fn routes() -> Vec<Route> {
    let home = "/desk/case/{id}/evidence";
    vec![
        Route::get(home, Gate::SignedIn(Verb::ReadEvidence), show),
        Route::post("/desk/case/{id}/evidence/links", Gate::SignedIn(Verb::InviteEvidence), make),
        Route::post(
            "/desk/case/{id}/evidence/links/{link}/revoke",
            Gate::SignedIn(Verb::RevokeEvidenceLink),
            revoke,
        ),
        Route::post("/desk/case/{id}/evidence/key", Gate::SignedIn(Verb::CopyEvidence), key),
    ]
}

/// The page.
#[derive(Clone, Debug, Serialize)]
pub struct EvidencePage {
    head: Head,
    recipient: String,
    links: Vec<LinkView>,
    items: Vec<ItemView>,
    ask: Vec<Field>,
    key: Vec<Field>,
    wrong: Vec<Field>,
    /// The address of a link that was made just now: shown once.
    made: String,
}

#[derive(Clone, Debug, Serialize)]
struct LinkView {
    id: String,
    person: String,
    purpose: String,
    ends_at: i64,
    /// `live`, `ended`, `revoked`.
    state: &'static str,
}

/// An item in a list.
#[derive(Clone, Debug, Serialize)]
pub(super) struct ItemView {
    pub id: String,
    pub number: i64,
    pub name: String,
    pub size: String,
    pub digest: String,
    pub kind: String,
    pub received_at: i64,
    /// Whether the day until which it is kept has come.
    pub is_due: bool,
    pub destroyed: bool,
}

impl ItemView {
    pub(super) fn of(row: &ItemRow, language: Language, now: i64) -> Self {
        Self {
            id: row.id.clone(),
            number: row.number,
            name: row.name.clone(),
            size: language.size(row.size),
            digest: row.digest.clone(),
            kind: row.kind.clone(),
            received_at: row.received_at,
            is_due: row.keep_until <= now && row.destroyed_at.is_none(),
            destroyed: row.destroyed_at.is_some(),
        }
    }
}

impl Page for EvidencePage {
    const TEMPLATE: &'static str = "evidence/desk.html";

    fn title(&self) -> &'static str {
        "evidence-title"
    }

    fn samples() -> Vec<Self> {
        let Ok(words) = Words::read(&Texts::embedded()) else { return Vec::new() };
        let (typed, faults) = (Form::default(), Faults::new());
        let asked = Asked::of(&words, Language::English, &typed, &faults);
        let empty = Self {
            head: Head::sample("evidence", true),
            recipient: String::new(),
            links: Vec::new(),
            items: Vec::new(),
            ask: link_fields(&asked, (String::new(), String::new()), &[], &[], 0),
            key: vec![asked.must("key_purpose", "")],
            wrong: Vec::new(),
            made: String::new(),
        };
        let link = |state| LinkView {
            id: "evl_1".into(),
            person: "Noor van Dijk".into(),
            purpose: "Image of the file server".into(),
            ends_at: 1_795_189_200_000_000,
            state,
        };
        let item = ItemView {
            id: "evi_1".into(),
            number: 1,
            name: "disk-server-01.e01".into(),
            size: "20.0 GB".into(),
            digest: "ab".repeat(32),
            kind: "e01".into(),
            received_at: 1_795_189_200_000_000,
            is_due: true,
            destroyed: false,
        };
        let gone = ItemView { destroyed: true, is_due: false, kind: String::new(), ..item.clone() };
        let full = Self {
            recipient: "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq".into(),
            links: vec![link("live"), link("ended"), link("revoked")],
            items: vec![item, gone],
            made: "https://meldkamer.example/evidence/0123456789abcdef".into(),
            ..empty.clone()
        };
        let faults = vec![("person".to_owned(), "missing"), ("until".to_owned(), "in-the-past")];
        let asked = Asked::of(&words, Language::English, &typed, &faults);
        let ask = link_fields(&asked, (String::new(), String::new()), &[], &[], 0);
        vec![empty.clone(), full, Self { wrong: wrong(&ask), ask, ..empty }]
    }
}

struct Looked<'a> {
    typed: &'a Form,
    faults: &'a Faults,
    made: String,
}

fn page(server: &Server, caller: &Caller, listed: Listed, looked: Looked<'_>) -> Result<Response, Problem> {
    let asked = Asked::new(server, caller, looked.typed, looked.faults);
    let until = shown(caller.at.plus_hours(USUAL_HOURS), &server.house.zone());
    let ask = link_fields(&asked, until, &listed.items, &listed.parties, caller.at.micros());
    let key = vec![asked.must("key_purpose", "")];
    let state = |row: &LinkRow| match row.revoked_at {
        Some(_) => "revoked",
        None if link::is_live(row, caller.at) => "live",
        None => "ended",
    };
    let view = |row: &LinkRow| LinkView {
        id: row.id.clone(),
        person: row.person.clone(),
        purpose: row.purpose.clone(),
        ends_at: row.ends_at,
        state: state(row),
    };
    let now = caller.at.micros();
    let page = EvidencePage {
        head: Head::at_the_desk(&listed.case, caller, "evidence"),
        recipient: listed.key.map(|key| key.recipient).unwrap_or_default(),
        links: listed.links.iter().map(view).collect(),
        items: listed.items.iter().map(|row| ItemView::of(row, caller.language, now)).collect(),
        wrong: wrong(ask.iter().chain(&key)),
        ask,
        key,
        made: looked.made,
    };
    let frame = desk::frame(server, caller);
    if page.wrong.is_empty() { server.show(&frame, &page) } else { server.show_again(&frame, &page) }
}

async fn show(
    State(server): State<Server>,
    Path(case): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    let listed = item::list(&server.house, &caller.signed_in()?, &case).await?;
    let (typed, faults) = (Form::default(), Faults::new());
    page(&server, &caller, listed, Looked { typed: &typed, faults: &faults, made: String::new() })
}

fn wish(typed: &Form, server: &Server) -> Wish {
    Wish {
        person: typed.text("person").to_owned(),
        purpose: typed.text("purpose").to_owned(),
        until: moment(typed, "until", &server.house.zone()),
        keep_days: typed.text("keep_days").parse().ok(),
        original: typed.text("original").to_owned(),
        party: typed.text("party").to_owned(),
    }
}

async fn make(
    State(server): State<Server>,
    Path(case): Path<String>,
    caller: Caller,
    typed: Form,
) -> Result<Response, Problem> {
    let door = caller.signed_in()?;
    let wish = wish(&typed, &server);
    let faults = link::faults(&server.house, &case, &wish, caller.at).await?;
    if !faults.is_empty() {
        let listed = item::again_list(&server.house, &case).await?;
        let looked = Looked { typed: &typed, faults: &faults, made: String::new() };
        return page(&server, &caller, listed, looked);
    }
    let made = link::make(&server.house, &door, &case, &wish).await?;
    let address = format!("{}/evidence/{}", server.house.settings.public_address(), made.secret);
    let listed = item::again_list(&server.house, &case).await?;
    let (typed, faults) = (Form::default(), Faults::new());
    page(&server, &caller, listed, Looked { typed: &typed, faults: &faults, made: address })
}

async fn revoke(
    State(server): State<Server>,
    Path((case, id)): Path<(String, String)>,
    caller: Caller,
) -> Result<Response, Problem> {
    match link::revoke(&server.house, &caller.signed_in()?, &case, &id).await {
        // Two people who end it at once both want it ended.
        Ok(()) | Err(Failed::Refused(Refused::AlreadyDone)) => {
            Ok(desk::back(&format!("/desk/case/{case}/evidence#links")))
        }
        Err(failed) => Err(failed.into()),
    }
}

/// The private key of the case, as a file that any age tool reads.
async fn key(
    State(server): State<Server>,
    Path(case): Path<String>,
    caller: Caller,
    typed: Form,
) -> Result<Response, Problem> {
    let door = caller.signed_in()?;
    match copy::case_key(&server.house, &door, &case, typed.text("key_purpose")).await {
        Ok(text) => {
            let head = [
                (header::CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()),
                (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{case}.age-key.txt\"")),
            ];
            Ok((head, format!("# {}\n{text}\n", Instant::rfc3339(caller.at))).into_response())
        }
        Err(Failed::Refused(Refused::NotUnderstood { fault, .. })) => {
            let faults = vec![("key_purpose".to_owned(), fault)];
            let listed = item::again_list(&server.house, &case).await?;
            page(&server, &caller, listed, Looked { typed: &typed, faults: &faults, made: String::new() })
        }
        Err(failed) => Err(failed.into()),
    }
}
