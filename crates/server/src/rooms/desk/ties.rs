//! Links, merging and splitting, from the page of a dossier.

use super::{dossier::after, version};
use crate::{
    Server,
    door::Caller,
    form::Form,
    problem::Problem,
    route::{Gate, Route},
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use meldkamer_app::desk::tie;
use meldkamer_domain::access::Verb;

/// The routes of ties.
pub fn routes() -> Vec<Route> {
    vec![
        Route::post("/desk/dossiers/{reference}/links", Gate::SignedIn(Verb::Link), link),
        Route::post("/desk/dossiers/{reference}/links/{id}/undo", Gate::SignedIn(Verb::Unlink), unlink),
        Route::post("/desk/dossiers/{reference}/merge", Gate::SignedIn(Verb::Merge), merge),
        Route::post("/desk/dossiers/{reference}/split", Gate::SignedIn(Verb::Split), split),
    ]
}

async fn link(
    State(server): State<Server>,
    Path(reference): Path<String>,
    caller: Caller,
    form: Form,
) -> Result<Response, Problem> {
    let (other, kind, why) = (form.text("other"), form.text("kind"), form.text("reason"));
    let done = tie::link(&server.house, &caller.signed_in()?, &reference, other, kind, why).await;
    after(&server, &caller, &reference, &form, done).await
}

async fn unlink(
    State(server): State<Server>,
    Path((reference, id)): Path<(String, String)>,
    caller: Caller,
    form: Form,
) -> Result<Response, Problem> {
    let done = tie::unlink(&server.house, &caller.signed_in()?, &reference, &id, form.text("reason")).await;
    after(&server, &caller, &reference, &form, done).await
}

async fn merge(
    State(server): State<Server>,
    Path(reference): Path<String>,
    caller: Caller,
    form: Form,
) -> Result<Response, Problem> {
    let (door, into, why) = (caller.signed_in()?, form.text("into"), form.text("reason"));
    let done = tie::merge(&server.house, &door, &reference, into, why, version(&form)).await;
    after(&server, &caller, &reference, &form, done).await
}

async fn split(
    State(server): State<Server>,
    Path(reference): Path<String>,
    caller: Caller,
    form: Form,
) -> Result<Response, Problem> {
    let (door, why) = (caller.signed_in()?, form.text("reason"));
    let done = tie::split(&server.house, &door, &reference, why, version(&form)).await;
    after(&server, &caller, &reference, &form, done).await
}
