//! One dossier as the contact point sees it: its part, why it is here, and what was forwarded of it.

use super::address;
use crate::{
    Server,
    door::Caller,
    page::{Page, Sample, samples_of},
    problem::Problem,
    rooms::{
        authority::{Group, Stage, Voice},
        desk,
    },
    route::{Gate, Route},
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use meldkamer_app::{
    Failed,
    contact_point::{self, Crossed, Sent},
};
use meldkamer_domain::{access::Verb, refused::Refused};
use serde::Serialize;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/contact-point/dossiers/{reference}", Gate::SignedIn(Verb::ReadCrossing), open),
        Route::post(
            "/contact-point/dossiers/{reference}/settle",
            Gate::SignedIn(Verb::SettleCrossing),
            settle,
        ),
        Route::post(
            "/contact-point/dossiers/{reference}/reopen",
            Gate::SignedIn(Verb::SettleCrossing),
            reopen,
        ),
    ]
}

pub(super) fn samples() -> Vec<Sample> {
    samples_of::<CrossedPage>()
}

/// The page.
#[derive(Clone, Debug, Serialize)]
pub struct CrossedPage {
    reference: String,
    organisation: String,
    withdrawn: bool,
    why: String,
    states: Vec<String>,
    /// When nothing more was needed, if so.
    done: Option<i64>,
    stages: Vec<Stage>,
    sent: Vec<SentLine>,
}

/// Something that was forwarded.
#[derive(Clone, Debug, Serialize)]
struct SentLine {
    state: String,
    body: String,
    at: i64,
    text: String,
    /// `waiting`, `done` or `stuck`.
    errand: String,
    proof: String,
    /// Code of why the last try failed, and what was said.
    why: String,
    error: String,
    delivered: Option<i64>,
}

impl Page for CrossedPage {
    const TEMPLATE: &'static str = "contact-point/dossier.html";

    fn title(&self) -> &'static str {
        "contact-point-dossier"
    }

    fn samples() -> Vec<Self> {
        let at = 1_763_653_200_000_000;
        let group = Group::sample();
        let stage = |version, newest| Stage {
            stage: "early-warning".into(),
            version,
            at,
            newest,
            groups: vec![group.clone()],
        };
        let sent = |errand: &str, delivered: Option<i64>| SentLine {
            state: "DE".into(),
            body: "Kontaktstelle <b>".into(),
            at,
            text: "What happened?\nRansomware at […]".into(),
            errand: errand.into(),
            proof: delivered.map(|_| "250 2.0.0 Ok".into()).unwrap_or_default(),
            why: if errand == "stuck" { "refused".into() } else { String::new() },
            error: if errand == "stuck" { "550 <b>".into() } else { String::new() },
            delivered,
        };
        let bare = Self {
            reference: "NL-26-ABCD-EFGH-J".into(),
            organisation: String::new(),
            withdrawn: true,
            why: "serves".into(),
            states: Vec::new(),
            done: Some(at),
            stages: Vec::new(),
            sent: Vec::new(),
        };
        let full = Self {
            organisation: "Waterbedrijf <Noord>".into(),
            withdrawn: false,
            why: "named".into(),
            states: vec!["BE".into(), "DE".into()],
            done: None,
            stages: vec![stage(2, true), stage(1, false)],
            sent: vec![sent("done", Some(at)), sent("waiting", None), sent("stuck", None)],
            ..bare.clone()
        };
        vec![bare, full]
    }
}

impl CrossedPage {
    fn of(server: &Server, caller: &Caller, crossed: &Crossed) -> Self {
        let voice = Voice::new(server, caller);
        let row = voice.row(&crossed.opened.held);
        Self {
            reference: row.reference,
            organisation: row.organisation,
            withdrawn: row.withdrawn,
            why: crossed.crossing.why.clone(),
            states: serde_json::from_str(&crossed.crossing.states).unwrap_or_default(),
            done: crossed.crossing.done_at,
            stages: voice.stages(&crossed.opened.held),
            sent: crossed.sent.iter().map(|one| SentLine::of(&voice, one)).collect(),
        }
    }
}

impl SentLine {
    fn of(voice: &Voice, sent: &Sent) -> Self {
        let errand = sent.errand.as_ref();
        let of_errand = |part: fn(&meldkamer_store::errand::ErrandRow) -> &String| {
            errand.map(|row| part(row).clone()).unwrap_or_default()
        };
        let (why, error) = errand.map(meldkamer_store::errand::ErrandRow::why).unwrap_or_default();
        let lines: Vec<String> = serde_json::from_str(&sent.row.lines).unwrap_or_default();
        Self {
            state: sent.row.state.clone(),
            body: voice.body(&sent.row.body),
            at: sent.row.at,
            text: lines.join("\n"),
            errand: of_errand(|row| &row.state),
            proof: of_errand(|row| &row.proof),
            why,
            error,
            delivered: errand.and_then(|row| row.done_at),
        }
    }
}

async fn open(
    State(server): State<Server>,
    Path(reference): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    let crossed = contact_point::open(&server.house, &caller.signed_in()?, &reference).await?;
    let page = CrossedPage::of(&server, &caller, &crossed);
    let mut frame = server.frame_of(&caller);
    frame.reference = Some(page.reference.clone());
    server.show(&frame, &page)
}

async fn settle(
    State(server): State<Server>,
    Path(reference): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    change(&server, &reference, &caller, true).await
}

async fn reopen(
    State(server): State<Server>,
    Path(reference): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    change(&server, &reference, &caller, false).await
}

async fn change(server: &Server, reference: &str, caller: &Caller, done: bool) -> Result<Response, Problem> {
    match contact_point::settle(&server.house, &caller.signed_in()?, reference, done).await {
        // Two people who say so at once both want it so.
        Ok(()) | Err(Failed::Refused(Refused::AlreadyDone)) => Ok(desk::back(&address(reference))),
        Err(failed) => Err(failed.into()),
    }
}
