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
use meldkamer_app::errand::{self, KINDS};
use meldkamer_domain::access::{Role, Tie, Verb, ruling};
use meldkamer_store::errand::ErrandRow;
use serde::Serialize;
use std::collections::BTreeMap;

/// How many are shown.
const SHOWN: i64 = 200;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/running/errands", Gate::SignedIn(Verb::ReadErrands), show),
        Route::post("/running/errands/retry", Gate::SignedIn(Verb::RetryErrand), retry_stuck),
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
    /// How many are stuck, whether they are shown or not.
    stuck: i64,
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
    /// Code of why the last try failed, and what was said.
    why: String,
    error: String,
    created_at: i64,
    next_at: i64,
}

impl Errands {
    fn new(rows: Vec<ErrandRow>, stuck: i64, references: &BTreeMap<String, String>, may_retry: bool) -> Self {
        Self { errands: rows.into_iter().map(|row| waiting(row, references)).collect(), stuck, may_retry }
    }
}

/// What an errand carries is not shown: an invitation in a mail is a secret.
fn waiting(row: ErrandRow, references: &BTreeMap<String, String>) -> Waiting {
    let payload: serde_json::Value = serde_json::from_str(&row.payload).unwrap_or_default();
    let letter = payload.get("letter").and_then(|letter| letter.as_str()).unwrap_or_default();
    let (why, error) = row.why();
    Waiting {
        letter: letter.to_owned(),
        why,
        error,
        stuck: row.state == "stuck",
        id: row.id,
        kind: row.kind,
        target: row.target,
        reference: row.dossier.and_then(|id| references.get(&id).cloned()).unwrap_or_default(),
        attempts: row.attempts,
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
        let row = |kind: &str, state: &str, error: &str| ErrandRow {
            id: format!("err_{kind}_{state}"),
            key: kind.into(),
            kind: kind.into(),
            target: "meldpunt@rdi.example".into(),
            dossier: Some("dos_1".into()),
            payload: "{\"letter\":\"confirmation\"}".into(),
            state: state.into(),
            attempts: 3,
            next_at: at,
            leased_until: None,
            error: error.into(),
            proof: String::new(),
            created_at: at,
            done_at: None,
        };
        let rows = || {
            let refused = row("mail", "stuck", "refused: 550 no such mailbox <b>");
            let missing = row("copy", "stuck", "no-address: there is no address to deliver to");
            let kinds = KINDS.map(|kind| row(kind, "waiting", ""));
            [refused, missing].into_iter().chain(kinds).collect::<Vec<_>>()
        };
        let known = BTreeMap::from([("dos_1".to_owned(), "NL-2026-0001-7".to_owned())]);
        let none = BTreeMap::new();
        vec![
            Self::new(Vec::new(), 0, &none, true),
            Self::new(rows(), 2, &known, true),
            Self::new(rows(), 2, &none, false),
        ]
    }
}

async fn show(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let role = caller.signed_in.as_ref().map_or(Role::Stranger, |staff| staff.role);
    let rows = errand::undelivered(&server.house, SHOWN).await?;
    let references = errand::references(&server.house, &rows).await?;
    let stuck = errand::stuck(&server.house).await?;
    let page = Errands::new(rows, stuck, &references, ruling(role, Verb::RetryErrand, Tie::None));
    server.show(&server.frame_of(&caller), &page)
}

async fn retry_stuck(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    errand::retry_stuck(&server.house, &caller.signed_in()?).await?;
    Ok(Redirect::to("/running/errands").into_response())
}

async fn retry(
    State(server): State<Server>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    errand::retry(&server.house, &caller.signed_in()?, &id).await?;
    Ok(Redirect::to("/running/errands").into_response())
}
