//! What waits for the desk: registrations to approve, and changes that entities ask, settled field by
//! field.

use super::{
    list::{Row, may_change},
    say::Say,
};
use crate::{
    Server,
    door::Caller,
    form::Form,
    page::{Page, Sample, samples_of},
    problem::Problem,
    rooms::desk::back,
    route::{Gate, Route},
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use meldkamer_app::{
    Failed,
    entity::{
        registration,
        request::{self, Opened, Verdict},
    },
};
use meldkamer_domain::{access::Verb, refused::Refused};
use meldkamer_store::entity::past::WaitingRow;
use serde::Serialize;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/desk/register/requests", Gate::SignedIn(Verb::FindEntity), show),
        Route::get("/desk/register/requests/{id}", Gate::SignedIn(Verb::ReadEntity), open),
        Route::post("/desk/register/requests/{id}", Gate::SignedIn(Verb::SettleRequest), settle),
    ]
}

pub(super) fn samples() -> Vec<Sample> {
    let mut all = samples_of::<WaitingPage>();
    all.extend(samples_of::<RequestPage>());
    all
}

/// What waits.
#[derive(Clone, Debug, Default, Serialize)]
pub struct WaitingPage {
    registrations: Vec<Row>,
    /// Id, name of the entity, when.
    requests: Vec<(String, String, i64)>,
}

async fn show(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let say = Say::new(&server, caller.language);
    let (rows, requests) =
        (registration::waiting(&server.house).await?, request::waiting(&server.house).await?);
    let page = WaitingPage {
        registrations: rows.iter().map(|row| Row::of(row, &say)).collect(),
        requests: requests.into_iter().map(|WaitingRow { id, name, at, .. }| (id, name, at)).collect(),
    };
    server.show(&server.frame_of(&caller), &page)
}

/// One request.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RequestPage {
    id: String,
    entity: String,
    name: String,
    note: String,
    at: i64,
    fields: Vec<Asked>,
    /// Whether anything is still open.
    open: bool,
    may_settle: bool,
}

/// One field that is asked to be changed.
#[derive(Clone, Debug, Default, Serialize)]
struct Asked {
    id: String,
    label: String,
    before: Vec<String>,
    after: Vec<String>,
    /// What stands there now, when that is something else than it was.
    now: Vec<String>,
    changed: bool,
    state: String,
    reason: String,
    error: String,
}

async fn open(
    State(server): State<Server>,
    Path(id): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    let opened = request::open(&server.house, &caller.signed_in()?, &id).await?;
    let page = RequestPage::of(&Say::new(&server, caller.language), opened, may_change(&caller), None);
    server.show(&server.frame_of(&caller), &page)
}

impl RequestPage {
    fn of(say: &Say<'_>, opened: Opened, may_settle: bool, lacks: Option<(&Form, &str)>) -> Self {
        let texts = |json: &str| serde_json::from_str::<Vec<String>>(json).unwrap_or_default();
        let fields: Vec<Asked> = opened
            .fields
            .into_iter()
            .map(|(row, now)| {
                let named = |texts: Vec<String>| -> Vec<String> {
                    texts.iter().map(|text| say.text(&row.field, text)).collect()
                };
                let before = texts(&row.before);
                let changed = row.field != "contacts" && now != before;
                let name = format!("reason.{}", row.field);
                let typed = lacks.map(|(form, _)| form.text(&name).to_owned()).unwrap_or_default();
                let error = lacks.is_some_and(|(_, field)| field == name);
                Asked {
                    label: say.field(&row.field),
                    before: named(before),
                    after: named(texts(&row.after)),
                    now: named(now),
                    changed,
                    reason: if row.state == "open" { typed } else { row.reason.clone() },
                    error: if error { say.words("entity-fault-reason") } else { String::new() },
                    id: row.field.clone(),
                    state: row.state,
                }
            })
            .collect();
        Self {
            open: fields.iter().any(|one| one.state == "open"),
            id: opened.row.id,
            entity: opened.row.entity,
            name: opened.name,
            note: opened.row.note,
            at: opened.row.at,
            fields,
            may_settle,
        }
    }
}

async fn settle(
    State(server): State<Server>,
    Path(id): Path<String>,
    caller: Caller,
    form: Form,
) -> Result<Response, Problem> {
    let verdicts: Vec<Verdict> = form
        .pairs
        .iter()
        .filter_map(|(name, value)| {
            let field = name.strip_prefix("verdict.")?.to_owned();
            let reason = form.text(&format!("reason.{field}")).to_owned();
            matches!(value.as_str(), "yes" | "no").then(|| Verdict {
                field,
                accepted: value == "yes",
                reason,
            })
        })
        .collect();
    match request::settle(&server.house, &caller.signed_in()?, &id, &verdicts).await {
        Ok(()) => Ok(back(&format!("/desk/register/requests/{id}"))),
        Err(Failed::Refused(Refused::ReasonNeeded { field })) => {
            let opened = request::again(&server.house, &id).await?;
            let say = Say::new(&server, caller.language);
            let page = RequestPage::of(&say, opened, true, Some((&form, &field)));
            server.show_again(&server.frame_of(&caller), &page)
        }
        Err(failed) => Err(failed.into()),
    }
}

impl Page for WaitingPage {
    const TEMPLATE: &'static str = "entity/waiting.html";

    fn title(&self) -> &'static str {
        "entity-waiting-title"
    }

    fn samples() -> Vec<Self> {
        let row =
            Row { id: "org_1".into(), name: "Ans <b>".into(), state: "unverified".into(), ..Row::default() };
        let request = ("req_1".to_owned(), "Ans <b>".to_owned(), 1_763_653_200_000_000);
        vec![Self::default(), Self { registrations: vec![row], requests: vec![request] }]
    }
}

impl Page for RequestPage {
    const TEMPLATE: &'static str = "entity/request.html";

    fn title(&self) -> &'static str {
        "entity-request-title"
    }

    fn samples() -> Vec<Self> {
        let asked = |id: &str, state: &str| Asked {
            id: id.into(),
            label: "Naam".into(),
            before: vec!["Ans <b>".into()],
            after: vec!["Bas".into()],
            now: vec!["Carla".into()],
            changed: true,
            state: state.into(),
            reason: if state == "refused" { "Klopt niet".into() } else { String::new() },
            error: String::new(),
        };
        let page = Self {
            id: "req_1".into(),
            entity: "org_1".into(),
            name: "Ans <b>".into(),
            note: "Wij zijn verhuisd".into(),
            at: 1_763_653_200_000_000,
            fields: vec![asked("name", "open"), asked("city", "accepted"), asked("street", "refused")],
            open: true,
            may_settle: true,
        };
        let lacks = Asked { error: "Geef een reden.".into(), changed: false, ..asked("name", "open") };
        vec![
            Self { fields: vec![lacks], ..page.clone() },
            Self { may_settle: false, note: String::new(), ..page.clone() },
            page,
        ]
    }
}
