//! The workspace of a competent authority or another CSIRT.
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
    vec![Route::get("/authority", Gate::SignedIn(Verb::SeeAuthority), home)]
}

/// All states of the pages of this room.
pub fn samples() -> Vec<Sample> {
    samples_of::<Authority>()
}

/// The first page.
#[derive(Serialize)]
pub struct Authority {
    body: String,
}

impl Page for Authority {
    const TEMPLATE: &'static str = "authority/home.html";

    fn title(&self) -> &'static str {
        "authority-title"
    }

    fn samples() -> Vec<Self> {
        vec![Self { body: "Noord <b>".into() }]
    }
}

async fn home(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let body = caller.signed_in.as_ref().map(|one| one.body.clone()).unwrap_or_default();
    server.show(&server.frame_of(&caller), &Authority { body })
}
