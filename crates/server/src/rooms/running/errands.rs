//! What waits to leave the house: mails, webhooks and copies, and why one is stuck.

use crate::{
    Server,
    door::Caller,
    page::{Page, Sample, samples_of},
    problem::Problem,
    route::{Gate, Route},
};
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use meldkamer_app::{
    courier::Undelivered,
    errand::{self, KINDS},
};
use meldkamer_domain::access::{Role, Tie, Verb, ruling};
use meldkamer_store::errand::ErrandRow;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

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
#[derive(Default, Serialize)]
pub struct Errands {
    errands: Vec<Waiting>,
    /// How many are stuck, whether they are shown or not.
    stuck: i64,
    /// The reasons there are, by code, with how many; the one that is asked for.
    reasons: Vec<(&'static str, i64)>,
    why: String,
    /// A reason that holds for all that are shown and of which there is no more to say.
    all: String,
    page: u32,
    more: bool,
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
    fn of(mut rows: Vec<ErrandRow>, references: &BTreeMap<String, String>, may_retry: bool) -> Self {
        let more = rows.len() > errand::SHOWN;
        rows.truncate(errand::SHOWN);
        let errands: Vec<Waiting> = rows.into_iter().map(|row| waiting(row, references)).collect();
        let first = errands.first().map(|one| one.why.clone()).unwrap_or_default();
        let said = matches!(first.as_str(), "no-mail-server" | "no-address");
        let all = if said && errands.iter().all(|one| one.why == first) { first } else { String::new() };
        Self { errands, all, more, may_retry, page: 1, ..Self::default() }
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
        let reasons = Undelivered::CODES.map(|code| (code, 3)).to_vec();
        let missing = vec![row("mail", "stuck", "no-mail-server: the settings name no mail server")];
        vec![
            Self::of(Vec::new(), &none, true),
            Self { stuck: 2, reasons: reasons.clone(), ..Self::of(rows(), &known, true) },
            Self { stuck: 2, reasons, why: "refused".into(), page: 2, ..Self::of(rows(), &none, false) },
            Self { stuck: 1, more: true, ..Self::of(missing, &known, true) },
        ]
    }
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    why: String,
    #[serde(default)]
    page: String,
}

async fn show(
    State(server): State<Server>,
    caller: Caller,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let role = caller.signed_in.as_ref().map_or(Role::Stranger, |staff| staff.role);
    let why = Undelivered::CODES.into_iter().find(|code| *code == asked.why).unwrap_or_default();
    let page = asked.page.parse().unwrap_or(1).max(1);
    let rows = errand::undelivered(&server.house, why, page).await?;
    let references = errand::references(&server.house, &rows).await?;
    let shown = Errands {
        stuck: errand::stuck(&server.house).await?,
        reasons: errand::reasons(&server.house).await?,
        why: why.to_owned(),
        page,
        ..Errands::of(rows, &references, ruling(role, Verb::RetryErrand, Tie::None))
    };
    server.show(&server.frame_of(&caller), &shown)
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
