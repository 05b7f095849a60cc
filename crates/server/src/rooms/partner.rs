//! What was shared on purpose: the workspace of a receiving partner, and for other bodies what came to
//! them besides their own part.
//!
//! What one may see there is the policy's; the desk of the CSIRT is another room.

mod shared;

use crate::{
    Server,
    door::Caller,
    page::{Page, Sample, samples_of},
    problem::Problem,
    route::{Gate, Route},
};
use axum::{extract::State, response::Response};
use meldkamer_app::share::seen::{self, Listed};
use meldkamer_domain::access::Verb;
use serde::Serialize;

/// The routes of this room.
pub fn routes() -> Vec<Route> {
    let mut all = vec![Route::get("/partner", Gate::SignedIn(Verb::SeePartner), list)];
    all.extend(shared::routes());
    all
}

/// All states of the pages of this room.
pub fn samples() -> Vec<Sample> {
    samples_of::<Partner>().into_iter().chain(samples_of::<shared::SharedPage>()).collect()
}

/// What was shared, in a list.
#[derive(Default, Serialize)]
pub struct Partner {
    body: String,
    rows: Vec<Row>,
}

/// One share.
#[derive(Clone, Serialize)]
struct Row {
    id: String,
    reference: String,
    at: i64,
    until: i64,
}

impl Page for Partner {
    const TEMPLATE: &'static str = "partner/home.html";

    fn title(&self) -> &'static str {
        "partner-title"
    }

    fn samples() -> Vec<Self> {
        let at = 1_763_653_200_000_000;
        let row = Row { id: "shr_1".into(), reference: "NL-26-ABCD-EFGH-J".into(), at, until: at };
        let rows = vec![row.clone(), row];
        vec![Self { body: "Noord <b>".into(), ..Self::default() }, Self { body: "ILT".into(), rows }]
    }
}

async fn list(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let door = caller.signed_in()?;
    let row = |one: Listed| Row {
        id: one.share.id,
        reference: one.reference,
        at: one.share.at,
        until: one.share.until_at,
    };
    let page = Partner {
        body: caller.signed_in.as_ref().map(|one| one.body.clone()).unwrap_or_default(),
        rows: seen::list(&server.house, &door).await?.into_iter().map(row).collect(),
    };
    server.show(&server.frame_of(&caller), &page)
}
