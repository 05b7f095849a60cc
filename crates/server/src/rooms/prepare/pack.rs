//! The emergency pack for everybody: a card, the form, what to say on the telephone, a file to fill in.
//!
//! The pack of one entity, with its own people on it, is in the organisation's room and made of the same
//! sheets.

pub(crate) mod bundle;
mod card;
mod telephone;

use super::file;
use crate::{
    Server,
    door::Caller,
    page::{Page, Sample, samples_of},
    papers,
    problem::Problem,
    rooms::draft::frame,
    route::{Gate, Route},
};
use axum::{extract::State, response::Response};
use meldkamer_app::pack::Contents;
use serde::Serialize;

/// The routes of the pack.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/prepare/pack", Gate::Public, page),
        Route::get("/prepare/pack.zip", Gate::Public, zip),
        Route::get("/prepare/pack/card.pdf", Gate::Public, card_paper),
        Route::get("/prepare/pack/telephone.pdf", Gate::Public, telephone_paper),
    ]
}

/// Every state of its pages.
pub fn samples() -> Vec<Sample> {
    samples_of::<PackPage>()
}

/// What is in the pack, and where to get it.
#[derive(Debug, Serialize)]
struct PackPage {}

impl Page for PackPage {
    const TEMPLATE: &'static str = "prepare/pack.html";

    fn title(&self) -> &'static str {
        "pack-title"
    }

    fn samples() -> Vec<Self> {
        vec![Self {}]
    }
}

async fn page(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    server.show(&frame(&server, &caller, false), &PackPage {})
}

async fn zip(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let bytes = bundle::zip(&server, &caller, &Contents::default()).await?;
    Ok(file("meldkamer.zip", "application/zip", bytes))
}

async fn card_paper(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let paper = card::paper(&server, &caller, &Contents::default());
    Ok(file("emergency-card.pdf", "application/pdf", papers::print(paper).await?))
}

async fn telephone_paper(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let paper = telephone::paper(&server, &caller, &Contents::default());
    Ok(file("telephone.pdf", "application/pdf", papers::print(paper).await?))
}
