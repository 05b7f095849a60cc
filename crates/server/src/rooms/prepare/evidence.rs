//! What to take before it vanishes, for each kind of incident: the cards without a case, on screen and on
//! paper, with what to do now and what to leave.
//!
//! Not here: the kit of a case, which names a system, a link and a key.

mod view;

pub(crate) use view::{CardView, Thing, tips};

use crate::{
    Server,
    door::Caller,
    page::{Page, Sample, samples_of},
    problem::Problem,
    rooms::{desk::asked, draft::frame},
    route::{Gate, Route},
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use serde::Serialize;

/// The routes of the cards.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/prepare/evidence", Gate::Public, list),
        Route::get("/prepare/evidence/{card}", Gate::Public, card),
    ]
}

/// Every state of its pages.
pub fn samples() -> Vec<Sample> {
    let mut all = samples_of::<ListPage>();
    all.extend(samples_of::<CardPage>());
    all
}

/// The cards to choose from.
#[derive(Debug, Serialize)]
struct ListPage {
    /// Title, address and when to use it.
    cards: Vec<(String, String, String)>,
}

impl Page for ListPage {
    const TEMPLATE: &'static str = "prepare/evidence.html";

    fn title(&self) -> &'static str {
        "cards-title"
    }

    fn samples() -> Vec<Self> {
        let card = ("Randapparaat".into(), "/prepare/evidence/edge-device".into(), "Een VPN-gateway.".into());
        vec![Self { cards: vec![card] }, Self { cards: Vec::new() }]
    }
}

/// One card.
#[derive(Debug, Serialize)]
struct CardPage {
    card: CardView,
}

impl Page for CardPage {
    const TEMPLATE: &'static str = "prepare/evidence-card.html";

    fn title(&self) -> &'static str {
        "cards-title"
    }

    fn samples() -> Vec<Self> {
        let bare = CardView { advice: Vec::new(), systems: Vec::new(), ..CardView::sample() };
        vec![Self { card: CardView::sample() }, Self { card: bare }]
    }
}

/// `GET /prepare/evidence`.
async fn list(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let (library, language) = (server.house.law(), caller.language.code());
    let all = library.acquisitions.on(server.house.day(caller.at));
    let said = |text: &meldkamer_domain::rulebook::Said| text.in_language(language).to_owned();
    let cards = all
        .iter()
        .map(|one| (said(&one.title), format!("/prepare/evidence/{}", one.id), said(&one.about)))
        .collect();
    server.show(&frame(&server, &caller, false), &ListPage { cards })
}

/// `GET /prepare/evidence/{card}`, with the system under `system` when one is chosen.
async fn card(
    State(server): State<Server>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let (library, asked) = (server.house.law(), asked(&caller));
    let day = server.house.day(caller.at);
    let all = library.acquisitions.on(day);
    let card = all.iter().find(|one| one.id == id).ok_or_else(Problem::not_found)?;
    let system = card.system(asked.text("system"));
    let advice = library.advice.for_scenario(card.scenario, day);
    let card = CardView::of(card, system, &advice, caller.language.code());
    server.show(&frame(&server, &caller, false), &CardPage { card })
}
