//! What waits to leave the house: mails, webhooks and copies, and why one is stuck.

use crate::{
    Server,
    door::Caller,
    page::{Page, Sample, samples_of},
    problem::Problem,
    route::{Gate, Route},
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use meldkamer_app::errand;
use meldkamer_domain::access::{Role, Tie, Verb, ruling};
use meldkamer_store::errand::ErrandRow;
use serde::Serialize;
use std::collections::BTreeMap;

/// How many are shown.
const SHOWN: i64 = 200;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/running/errands", Gate::SignedIn(Verb::ReadErrands), show),
        Route::post("/running/errands/{id}/retry", Gate::SignedIn(Verb::RetryErrand), retry),
    ]
}

pub(super) fn samples() -> Vec<Sample> {
    samples_of::<Errands>()
}

/// What waits to leave the house.
#[derive(Serialize)]
pub struct Errands {
    errands: Vec<Waiting>,
    stuck: usize,
    may_retry: bool,
}

#[derive(Serialize)]
struct Waiting {
    id: String,
    kind: String,
    letter: String,
    target: String,
    reference: String,
    stuck: bool,
    attempts: i64,
    error: String,
    created_at: i64,
    next_at: i64,
}

impl Errands {
    fn new(rows: Vec<ErrandRow>, references: &BTreeMap<String, String>, may_retry: bool) -> Self {
        let errands: Vec<Waiting> = rows.into_iter().map(|row| waiting(row, references)).collect();
        Self { stuck: errands.iter().filter(|one| one.stuck).count(), errands, may_retry }
    }
}

/// What an errand carries is not shown: an invitation in a mail is a secret.
fn waiting(row: ErrandRow, references: &BTreeMap<String, String>) -> Waiting {
    let payload: serde_json::Value = serde_json::from_str(&row.payload).unwrap_or_default();
    let letter = payload.get("letter").and_then(|letter| letter.as_str()).unwrap_or_default();
    Waiting {
        letter: letter.to_owned(),
        stuck: row.state == "stuck",
        id: row.id,
        kind: row.kind,
        target: row.target,
        reference: row.dossier.and_then(|id| references.get(&id).cloned()).unwrap_or_default(),
        attempts: row.attempts,
        error: row.error,
        created_at: row.created_at,
        next_at: row.next_at,
    }
}

impl Page for Errands {
    const TEMPLATE: &'static str = "staff/errands.html";

    fn title(&self) -> &'static str {
        "staff-errands-title"
    }

    fn samples() -> Vec<Self> {
        let at = 1_763_653_200_000_000;
        let row = |id: &str, kind: &str, state: &str| ErrandRow {
            id: id.into(),
            key: id.into(),
            kind: kind.into(),
            target: "meldpunt@rdi.example".into(),
            dossier: Some("dos_1".into()),
            payload: "{\"letter\":\"confirmation\"}".into(),
            state: state.into(),
            attempts: 3,
            next_at: at,
            leased_until: None,
            error: "550 no such mailbox <b>".into(),
            proof: String::new(),
            created_at: at,
            done_at: None,
        };
        let rows = || {
            vec![
                row("err_1", "mail", "stuck"),
                row("err_2", "copy", "waiting"),
                row("err_3", "webhook", "waiting"),
            ]
        };
        let known = BTreeMap::from([("dos_1".to_owned(), "NL-2026-0001-7".to_owned())]);
        let none = BTreeMap::new();
        vec![
            Self::new(Vec::new(), &none, true),
            Self::new(rows(), &known, true),
            Self::new(rows(), &none, false),
        ]
    }
}

async fn show(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let role = caller.signed_in.as_ref().map_or(Role::Stranger, |staff| staff.role);
    let rows = errand::undelivered(&server.house, SHOWN).await?;
    let references = errand::references(&server.house, &rows).await?;
    let page = Errands::new(rows, &references, ruling(role, Verb::RetryErrand, Tie::None));
    server.show(&server.frame_of(&caller), &page)
}

async fn retry(
    State(server): State<Server>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    errand::retry(&server.house, &caller.signed_in()?, &id).await?;
    Ok(Redirect::to("/running/errands").into_response())
}
