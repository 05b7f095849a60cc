//! The organisation's own room: its dossiers, its people, what waits for it.
//!
//! What one may see there is the policy's; the desk of the CSIRT is another room.

use crate::{
    Server,
    door::Caller,
    page::{Page, Sample, samples_of},
    problem::Problem,
    route::{Gate, Route},
};
use axum::{extract::State, response::Response};
use meldkamer_domain::access::Verb;
use serde::Serialize;

/// The routes of this room.
pub fn routes() -> Vec<Route> {
    vec![Route::get("/organisation", Gate::SignedIn(Verb::ReadOrganisation), home)]
}

/// All states of the pages of this room.
pub fn samples() -> Vec<Sample> {
    samples_of::<Organisation>()
}

/// The first page.
#[derive(Serialize)]
pub struct Organisation {
    body: String,
}

impl Page for Organisation {
    const TEMPLATE: &'static str = "organisation/home.html";

    fn title(&self) -> &'static str {
        "organisation-title"
    }

    fn samples() -> Vec<Self> {
        vec![Self { body: "Noord <b>".into() }]
    }
}

async fn home(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let body = caller.signed_in.as_ref().map(|one| one.body.clone()).unwrap_or_default();
    server.show(&server.frame_of(&caller), &Organisation { body })
}
