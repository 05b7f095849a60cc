//! The workspace of a competent authority or another CSIRT: the stages it received, those that are
//! overdue, and what was shared with it.
//!
//! It shows the authority's own part and nothing else; the desk of the CSIRT is another room.

mod dossier;
mod entities;
mod export;
mod view;

use crate::{
    Server,
    door::Caller,
    page::{Choice, Page, Sample, samples_of},
    problem::Problem,
    rooms::{desk, encoded},
    route::{Gate, Route},
};
use axum::{extract::State, response::Response};
pub(crate) use export::quoted;
use meldkamer_app::authority::part;
use meldkamer_domain::access::{Role, Verb};
use meldkamer_store::recipient::Sought;
use serde::Serialize;
use view::Late;
pub(crate) use view::{Group, Row, Stage, Voice, sample_rows};

/// The routes of this room.
pub fn routes() -> Vec<Route> {
    let mut all = vec![Route::get("/authority", Gate::SignedIn(Verb::SeeAuthority), home)];
    all.extend(dossier::routes());
    all.extend(entities::routes());
    all.extend(export::routes());
    all
}

/// All states of the pages of this room.
pub fn samples() -> Vec<Sample> {
    samples_of::<Authority>().into_iter().chain(dossier::samples()).chain(entities::samples()).collect()
}

/// The first page: what was received, and what is overdue.
#[derive(Debug, Default, Serialize)]
pub struct Authority {
    body: String,
    /// Whether this is another CSIRT, which gets no limits of supervision.
    csirt: bool,
    text: String,
    sectors: Vec<Choice>,
    /// Whether anything is looked for.
    sifted: bool,
    rows: Vec<Row>,
    overdue: Vec<Late>,
    next: String,
    /// The query of the page, for the exports.
    query: String,
}

impl Page for Authority {
    const TEMPLATE: &'static str = "authority/home.html";

    fn title(&self) -> &'static str {
        "authority-title"
    }

    fn samples() -> Vec<Self> {
        let choice = |id: &str, name: &str| Choice::new(id, name).chosen(id == "energy");
        let sectors = vec![choice("energy", "Energie"), choice("food", "Levensmiddelen")];
        let (body, empty) = ("Inspectie <b>".to_owned(), Vec::new());
        vec![
            Self { body: body.clone(), sectors: sectors.clone(), ..Self::default() },
            Self {
                rows: view::sample_rows(),
                overdue: view::sample_late(),
                next: "/authority?before=7".into(),
                body: body.clone(),
                sectors: sectors.clone(),
                ..Self::default()
            },
            Self {
                sifted: true,
                text: "noord \"<b>".into(),
                csirt: true,
                rows: empty,
                body,
                sectors,
                ..Self::default()
            },
        ]
    }
}

/// What the address looks for.
fn sought(caller: &Caller) -> Sought {
    let asked = desk::asked(caller);
    let text: String = asked.text("q").chars().take(100).collect();
    Sought {
        text,
        sector: asked.text("sector").to_owned(),
        before: asked.text("before").parse().ok(),
        ..Sought::default()
    }
}

/// The query of an address that looks for the same.
fn query(sought: &Sought) -> String {
    format!("q={}&sector={}", encoded(&sought.text), encoded(&sought.sector))
}

/// The sectors to choose from.
fn sectors(server: &Server, caller: &Caller, chosen: &str) -> Vec<Choice> {
    let library = server.house.law();
    let named = library.law.sectors.iter().map(|one| {
        let (id, name) = (one.id.get_ref(), one.name.in_language(caller.language.code()));
        Choice::new(id, name).chosen(id == chosen)
    });
    named.collect()
}

async fn home(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let (door, sought) = (caller.signed_in()?, sought(&caller));
    let list = part::list(&server.house, &door, &sought, part::ROWS).await?;
    let overdue = part::overdue(&server.house, &door, "").await?;
    let voice = Voice::new(&server, &caller);
    let page = Authority {
        body: caller.signed_in.as_ref().map(|one| one.body.clone()).unwrap_or_default(),
        csirt: door.actor.role == Role::OtherCsirt,
        sectors: sectors(&server, &caller, &sought.sector),
        sifted: !sought.text.is_empty() || !sought.sector.is_empty() || sought.before.is_some(),
        rows: list.rows.iter().map(|one| voice.row(one)).collect(),
        overdue: overdue.iter().map(|one| voice.late(one)).collect(),
        next: list.next.map(|at| format!("/authority?{}&before={at}", query(&sought))).unwrap_or_default(),
        query: query(&sought),
        text: sought.text,
    };
    server.show(&server.frame_of(&caller), &page)
}
