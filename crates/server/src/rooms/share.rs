//! Sharing a part of a dossier on purpose: to whom, on what ground, with the tests of the law written
//! down, and ending it.
//!
//! What was shared stands on the page of audiences.

mod form;

use crate::{
    Server,
    door::Caller,
    form::Form,
    page::{Field, Page, Sample, samples_of},
    problem::Problem,
    rooms::desk,
    route::{Gate, Route},
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use meldkamer_app::{Failed, share};
use meldkamer_domain::{access::Verb, refused::Refused};
use meldkamer_store::dossier::DossierRow;
use serde::Serialize;

/// The routes of the room.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/desk/dossiers/{reference}/share", Gate::SignedIn(Verb::Share), ask),
        Route::post("/desk/dossiers/{reference}/share", Gate::SignedIn(Verb::Share), give),
        Route::post("/desk/dossiers/{reference}/shares/{id}/revoke", Gate::SignedIn(Verb::Unshare), revoke),
    ]
}

/// The pages of the room.
pub fn samples() -> Vec<Sample> {
    samples_of::<SharePage>()
}

/// The form.
#[derive(Clone, Debug, Serialize)]
pub struct SharePage {
    reference: String,
    organisation: String,
    exercise: bool,
    whom: Vec<Field>,
    what: Vec<Field>,
    tests: Vec<Field>,
    until: Field,
    /// Everything that is wrong, for the summary.
    wrong: Vec<Field>,
}

impl Page for SharePage {
    const TEMPLATE: &'static str = "share/give.html";

    fn title(&self) -> &'static str {
        "share-title"
    }

    fn samples() -> Vec<Self> {
        form::samples()
    }
}

async fn page(
    server: &Server,
    caller: &Caller,
    row: DossierRow,
    answered: &[String],
    typed: &Form,
    faults: &share::Faults,
) -> Result<Response, Problem> {
    let bodies = share::bodies(&server.house, caller.language.code(), caller.at).await?;
    let page = form::Asked::new(server, caller, typed, faults).page(row, &bodies, answered);
    let mut frame = desk::frame(server, caller);
    frame.reference = Some(page.reference.clone());
    frame.exercise = page.exercise;
    if faults.is_empty() { server.show(&frame, &page) } else { server.show_again(&frame, &page) }
}

async fn ask(
    State(server): State<Server>,
    Path(reference): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    let (row, answered) = share::prepare(&server.house, &reference).await?;
    page(&server, &caller, row, &answered, &Form::default(), &share::Faults::new()).await
}

async fn give(
    State(server): State<Server>,
    Path(reference): Path<String>,
    caller: Caller,
    typed: Form,
) -> Result<Response, Problem> {
    let (row, answered) = share::prepare(&server.house, &reference).await?;
    let wish = form::wish(&server, &typed);
    let faults = share::faults(&server.house, &wish, caller.at).await?;
    if !faults.is_empty() {
        return page(&server, &caller, row, &answered, &typed, &faults).await;
    }
    share::give(&server.house, &caller.signed_in()?, &reference, &wish).await?;
    Ok(desk::back(&format!("{}/audience#shared", desk::address(&row.reference))))
}

async fn revoke(
    State(server): State<Server>,
    Path((reference, id)): Path<(String, String)>,
    caller: Caller,
    typed: Form,
) -> Result<Response, Problem> {
    let done =
        share::revoke(&server.house, &caller.signed_in()?, &reference, &id, typed.text("reason")).await;
    match done {
        // Two people who end it at once both want it ended.
        Ok(()) | Err(Failed::Refused(Refused::AlreadyDone)) => {
            Ok(desk::back(&format!("{}/audience#shared", desk::address(&reference))))
        }
        Err(failed) => Err(failed.into()),
    }
}
