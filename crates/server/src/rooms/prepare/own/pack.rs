//! The emergency pack of one entity: how it stands, taking one, new words for first contact.

use super::{body, entity, may};
use crate::{
    Server,
    door::Caller,
    page::{Page, Sample, samples_of},
    problem::Problem,
    rooms::prepare::{file, pack::bundle},
    route::{Gate, Route},
};
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use meldkamer_app::pack;
use meldkamer_domain::access::Verb;
use serde::Serialize;

/// The routes of the pack.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/organisation/pack", Gate::SignedIn(Verb::ReadOrganisation), page),
        Route::post("/organisation/pack", Gate::SignedIn(Verb::MakePack), take),
        Route::post("/organisation/pack/words", Gate::SignedIn(Verb::RenewCode), renew),
    ]
}

/// Every state of its pages.
pub fn samples() -> Vec<Sample> {
    samples_of::<PackPage>()
}

/// How the pack stands.
#[derive(Debug, Serialize)]
struct PackPage {
    body: String,
    works: bool,
    /// When it was last taken.
    taken_at: Option<i64>,
    outdated: bool,
    /// How many people stand on it.
    contacts: usize,
}

impl Page for PackPage {
    const TEMPLATE: &'static str = "prepare/own-pack.html";

    fn title(&self) -> &'static str {
        "pack-own-title"
    }

    fn samples() -> Vec<Self> {
        let at = Some(1_795_189_200_000_000);
        let page = |taken_at, outdated, contacts, works| Self {
            body: "Waterbedrijf Noord".into(),
            works,
            taken_at,
            outdated,
            contacts,
        };
        vec![page(None, false, 0, true), page(at, false, 3, true), page(at, true, 3, false)]
    }
}

async fn page(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let found = pack::standing(&server.house, &entity(&caller)?).await?;
    let page = PackPage {
        body: body(&caller),
        works: may(&caller, Verb::MakePack),
        taken_at: found.taken.map(|one| one.at),
        outdated: found.outdated,
        contacts: found.contents.contacts.len(),
    };
    server.show(&server.frame_of(&caller), &page)
}

/// `POST /organisation/pack`: the pack of today; that it was taken is kept, to tell when it is outdated.
async fn take(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let contents = pack::take(&server.house, &caller.signed_in()?).await?;
    let bytes = bundle::zip(&server, &caller, &contents).await?;
    Ok(file("meldkamer.zip", "application/zip", bytes))
}

async fn renew(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    pack::renew(&server.house, &caller.signed_in()?).await?;
    Ok(Redirect::to("/organisation/pack").into_response())
}
