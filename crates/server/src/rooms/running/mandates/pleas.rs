//! Requests for an administrator that wait, and the answer to each: one is appointed, or it is declined.

use super::{Mandates, fresh, page};
use crate::{Server, door::Caller, form::Form, problem::Problem, rooms::sign_in::say::fault_of};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use meldkamer_app::{Failed, mandate::plea};
use meldkamer_store::plea::PleaRow;
use serde::Serialize;

/// A request for an administrator, as the list shows it.
#[derive(Serialize)]
pub(super) struct Plea {
    id: String,
    organisation: String,
    number: String,
    name: String,
    email: String,
    phone: String,
    body: String,
    at: i64,
    /// What to type to mean the entity, when it is known.
    meant: String,
}

impl From<PleaRow> for Plea {
    fn from(row: PleaRow) -> Self {
        Self {
            meant: row.entity.as_ref().map(|_| row.register_number.clone()).unwrap_or_default(),
            id: row.id,
            organisation: row.organisation,
            number: row.register_number,
            name: row.name,
            email: row.email,
            phone: row.phone,
            body: row.body,
            at: row.at,
        }
    }
}

/// The list again, with what was wrong with the answer to a request.
async fn unsettled(server: &Server, caller: &Caller, failed: Failed) -> Result<Response, Problem> {
    let Failed::Refused(refused) = failed else { return Err(failed.into()) };
    let (_, fault) = fault_of(&refused).ok_or(refused)?;
    let page = Mandates { wrong: fault.to_owned(), ..page(server, caller, &fresh(), &Vec::new()).await? };
    let mut frame = server.frame_of(caller);
    frame.path = "/running/mandates".into();
    server.show_again(&frame, &page)
}

pub(super) async fn appoint(
    State(server): State<Server>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    let (entity, checked) = (form.text("entity"), form.text("checked"));
    match plea::appoint(&server.house, &caller.signed_in()?, &id, entity, checked).await {
        Ok(given) => {
            let mut frame = server.frame_of(&caller);
            frame.path = "/running/mandates".into();
            let page = page(&server, &caller, &fresh(), &Vec::new()).await?;
            server.show(&frame, &page.with(given))
        }
        Err(failed) => unsettled(&server, &caller, failed).await,
    }
}

pub(super) async fn decline(
    State(server): State<Server>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    match plea::decline(&server.house, &caller.signed_in()?, &id, form.text("checked")).await {
        Ok(()) => Ok(Redirect::to("/running/mandates").into_response()),
        Err(failed) => unsettled(&server, &caller, failed).await,
    }
}
