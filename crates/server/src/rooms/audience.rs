//! Who may see what of a dossier, who received it, with whom it was shared, and who read it: one page
//! for the desk and for the owner of the data.
//!
//! Sharing itself is another room.

mod samples;
mod view;

use crate::{
    Server,
    door::Caller,
    page::{Page, Sample, samples_of},
    problem::Problem,
    rooms::{desk, mine::Holder},
    route::{Gate, Route},
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use meldkamer_app::audience;
use meldkamer_domain::access::Verb;
use serde::Serialize;
use view::{Given, Looker, Sight};
pub(crate) use view::{Reading, Speaker, readings, why};

/// The routes of the room.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/desk/dossiers/{reference}/audience", Gate::SignedIn(Verb::ReadDossier), at_desk),
        Route::get("/mine/audience", Gate::Code, of_own),
        Route::get("/organisation/dossiers/{reference}/audience", Gate::SignedIn(Verb::ReadOwn), of_own),
    ]
}

/// The pages of the room.
pub fn samples() -> Vec<Sample> {
    samples_of::<AudiencePage>()
}

/// The page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct AudiencePage {
    /// Whether this is the desk, rather than the owner.
    desk: bool,
    reference: String,
    organisation: String,
    /// Whether the reader may share and end shares.
    shares_here: bool,
    sights: Vec<Sight>,
    received: Vec<view::Received>,
    given: Vec<Given>,
    readings: Vec<Reading>,
    /// The address of the next page of readings, or nothing.
    older: String,
    /// Whether this is a later page of readings.
    later: bool,
}

impl AudiencePage {
    fn of(looker: &Looker<'_>, looked: &audience::Looked, before: Option<i64>, path: &str) -> Self {
        Self {
            desk: looker.desk,
            reference: looked.row.reference.clone(),
            organisation: looked.row.organisation.clone(),
            shares_here: looker.shares,
            sights: view::sights(looker, looked),
            received: view::received(looker, looked),
            given: view::given(looker, looked),
            readings: view::readings(looker.server, &looker.speaker, &looked.readings),
            older: looked.readings.older.map(|seq| format!("{path}?before={seq}#read")).unwrap_or_default(),
            later: before.is_some(),
        }
    }
}

impl Page for AudiencePage {
    const TEMPLATE: &'static str = "audience/dossier.html";

    fn title(&self) -> &'static str {
        "audience-title"
    }

    fn samples() -> Vec<Self> {
        samples::pages()
    }
}

/// The number in `?before=`, from which on the older readings are shown.
fn before(caller: &Caller) -> Option<i64> {
    desk::asked(caller).text("before").parse().ok().filter(|seq| *seq >= 0)
}

async fn at_desk(
    State(server): State<Server>,
    Path(reference): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    let before = before(&caller);
    let looked = audience::at_desk(&server.house, &caller.signed_in()?, &reference, before).await?;
    let looker = Looker::at_desk(&server, &caller, looked.row.received_at);
    let path = format!("{}/audience", desk::address(&looked.row.reference));
    let page = AudiencePage::of(&looker, &looked, before, &path);
    let mut frame = desk::frame(&server, &caller);
    frame.reference = Some(page.reference.clone());
    frame.exercise = looked.row.exercise == 1;
    server.show(&frame, &page)
}

async fn of_own(State(server): State<Server>, holder: Holder) -> Result<Response, Problem> {
    let before = before(&holder.caller);
    let looked = audience::of_own(&server.house, &holder.door, holder.row.clone(), before).await?;
    let looker = Looker::owner(&server, holder.caller.language, holder.row.received_at);
    let page = AudiencePage::of(&looker, &looked, before, &format!("{}/audience", holder.base));
    server.show(&holder.frame(&server), &page)
}
