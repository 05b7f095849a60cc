//! The workspace of the single point of contact: what may concern other Member States, from the first
//! minute, and what was done with it.
//!
//! What one may see there is the policy's; the desk of the CSIRT is another room.

mod dossier;
mod forward;
mod summary;

use crate::{
    Server,
    door::Caller,
    page::{Page, Sample, samples_of},
    problem::Problem,
    rooms::{
        authority::{Row, Voice, sample_rows},
        desk,
    },
    route::{Gate, Route},
};
use axum::{extract::State, response::Response};
use meldkamer_app::contact_point::{self, Queued};
use meldkamer_domain::access::Verb;
use serde::Serialize;

/// The routes of this room.
pub fn routes() -> Vec<Route> {
    let mut all = vec![Route::get("/contact-point", Gate::SignedIn(Verb::SeeContactPoint), home)];
    all.extend(dossier::routes());
    all.extend(forward::routes());
    all.extend(summary::routes());
    all
}

/// All states of the pages of this room.
pub fn samples() -> Vec<Sample> {
    let mut all = samples_of::<ContactPoint>();
    all.extend(dossier::samples());
    all.extend(forward::samples());
    all.extend(summary::samples());
    all
}

/// The queue.
#[derive(Debug, Serialize)]
pub struct ContactPoint {
    body: String,
    /// Whether what is done is shown, instead of what waits.
    done: bool,
    rows: Vec<Line>,
    next: String,
}

/// One dossier in it.
#[derive(Clone, Debug, Serialize)]
struct Line {
    row: Row,
    why: String,
    states: Vec<String>,
    forwarded: i64,
}

impl Page for ContactPoint {
    const TEMPLATE: &'static str = "contact-point/home.html";

    fn title(&self) -> &'static str {
        "contact-point-title"
    }

    fn samples() -> Vec<Self> {
        let line = |row: Row, why: &str, states: &[&str], forwarded| Line {
            row,
            why: why.into(),
            states: states.iter().map(|one| (*one).to_owned()).collect(),
            forwarded,
        };
        let mut rows = sample_rows().into_iter();
        let one = rows.next().map(|row| line(row, "named", &["BE", "DE"], 2));
        let two = rows.next().map(|row| line(row, "unsure", &[], 0));
        let lines: Vec<Line> = one.into_iter().chain(two).collect();
        let body = || "Noord <b>".to_owned();
        vec![
            Self { body: body(), done: false, rows: Vec::new(), next: String::new() },
            Self { body: body(), done: true, rows: Vec::new(), next: String::new() },
            Self { body: body(), done: false, rows: lines, next: "/contact-point?before=7".into() },
        ]
    }
}

impl Line {
    fn of(voice: &Voice, queued: &Queued) -> Self {
        Self {
            row: voice.row(&queued.held),
            why: queued.row.why.clone(),
            states: serde_json::from_str(&queued.row.states).unwrap_or_default(),
            forwarded: queued.row.forwarded,
        }
    }
}

async fn home(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let asked = desk::asked(&caller);
    let done = asked.text("show") == "done";
    let before = asked.text("before").parse().ok();
    let queue = contact_point::queue(&server.house, &caller.signed_in()?, done, before).await?;
    let voice = Voice::new(&server, &caller);
    let show = if done { "done" } else { "open" };
    let page = ContactPoint {
        body: caller.signed_in.as_ref().map(|one| one.body.clone()).unwrap_or_default(),
        done,
        rows: queue.rows.iter().map(|one| Line::of(&voice, one)).collect(),
        next: queue.next.map(|at| format!("/contact-point?show={show}&before={at}")).unwrap_or_default(),
    };
    server.show(&server.frame_of(&caller), &page)
}

/// The address of a dossier in this room.
fn address(reference: &str) -> String {
    format!("/contact-point/dossiers/{reference}")
}
