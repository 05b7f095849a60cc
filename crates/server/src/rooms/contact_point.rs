//! The workspace of the single point of contact.
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
    vec![Route::get("/contact-point", Gate::SignedIn(Verb::SeeContactPoint), home)]
}

/// All states of the pages of this room.
pub fn samples() -> Vec<Sample> {
    samples_of::<ContactPoint>()
}

/// The first page.
#[derive(Serialize)]
pub struct ContactPoint {
    body: String,
}

impl Page for ContactPoint {
    const TEMPLATE: &'static str = "contact-point/home.html";

    fn title(&self) -> &'static str {
        "contact-point-title"
    }

    fn samples() -> Vec<Self> {
        vec![Self { body: "Noord <b>".into() }]
    }
}

async fn home(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let body = caller.signed_in.as_ref().map(|one| one.body.clone()).unwrap_or_default();
    server.show(&server.frame_of(&caller), &ContactPoint { body })
}
