//! The dossier at the desk: everything there is about one incident, and what can be done with it.
//!
//! Opening it is journalled. What was typed into an act that was refused comes back on the page.

mod exports;
mod facts;
pub mod law;
mod story;
mod view;

pub use view::{DossierPage, Undone};

use super::{address, back, frame, version};
use crate::{
    Server,
    door::Caller,
    form::Form,
    problem::Problem,
    route::{Gate, Route},
};
use axum::{
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use meldkamer_app::{
    Failed, case,
    desk::{dossier, mark, read},
};
use meldkamer_domain::{
    access::{self, Role, Tie, Verb},
    refused::Refused,
};
use std::fmt::Write;

/// The routes of one dossier.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/desk/dossiers/{reference}", Gate::SignedIn(Verb::ReadDossier), open),
        Route::get("/desk/dossiers/{reference}/files/{id}", Gate::SignedIn(Verb::ReadDossier), file),
        Route::get(
            "/desk/dossiers/{reference}/dossier.json",
            Gate::SignedIn(Verb::ReadDossier),
            exports::as_json,
        ),
        Route::get(
            "/desk/dossiers/{reference}/dossier.pdf",
            Gate::SignedIn(Verb::ReadDossier),
            exports::as_paper,
        ),
        Route::post("/desk/dossiers/{reference}/seen", Gate::SignedIn(Verb::SeeAlarm), seen),
        Route::post("/desk/dossiers/{reference}/note", Gate::SignedIn(Verb::WriteNote), note),
        Route::post("/desk/dossiers/{reference}/assign", Gate::SignedIn(Verb::Assign), assign),
        Route::post("/desk/dossiers/{reference}/mark", Gate::SignedIn(Verb::Mark), put_mark),
        Route::post("/desk/dossiers/{reference}/close", Gate::SignedIn(Verb::Close), close),
        Route::post("/desk/dossiers/{reference}/reopen", Gate::SignedIn(Verb::Close), reopen),
    ]
}

/// Whether this role does things with dossiers, rather than reading along.
pub fn works(role: Role) -> bool {
    access::ruling(role, Verb::WriteNote, Tie::Other)
}

async fn open(
    State(server): State<Server>,
    Path(reference): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    let page = drawn(&server, &caller, &reference, None).await?;
    let frame = page.framed(frame(&server, &caller));
    server.show(&frame, &page)
}

async fn drawn(
    server: &Server,
    caller: &Caller,
    reference: &str,
    undone: Option<Undone>,
) -> Result<DossierPage, Problem> {
    let opened = read::open(&server.house, &caller.signed_in()?, reference).await?;
    let cases = case::open::of_dossier(&server.house, &opened.row.id).await?;
    Ok(DossierPage::of(server, caller, opened, undone).with_cases(&cases))
}

/// After an act: back to the dossier, or the dossier again with what was typed and why it was not done.
pub(super) async fn after(
    server: &Server,
    caller: &Caller,
    reference: &str,
    form: &Form,
    done: Result<(), Failed>,
) -> Result<Response, Problem> {
    let refused = match done {
        Ok(()) => return Ok(back(&address(reference))),
        Err(Failed::Refused(refused)) if can_be_told(&refused) => refused,
        Err(failed) => return Err(failed.into()),
    };
    let undone = Undone::of(&refused, form);
    let status = Problem::from(refused).status;
    let page = drawn(server, caller, reference, Some(undone)).await?;
    let frame = page.framed(frame(server, caller));
    Ok((status, server.show(&frame, &page)?).into_response())
}

/// Whether a page can say why something was refused.
pub fn can_be_told(refused: &Refused) -> bool {
    matches!(
        refused,
        Refused::Moved
            | Refused::Closed
            | Refused::AlreadyDone
            | Refused::ReasonNeeded { .. }
            | Refused::NotUnderstood { .. }
    )
}

async fn seen(
    State(server): State<Server>,
    Path(reference): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    match dossier::seen(&server.house, &caller.signed_in()?, &reference).await {
        // Two people who press at once both want to see the dossier.
        Ok(()) | Err(Failed::Refused(Refused::AlreadyDone)) => Ok(back(&address(&reference))),
        Err(failed) => Err(failed.into()),
    }
}

async fn note(
    State(server): State<Server>,
    Path(reference): Path<String>,
    caller: Caller,
    form: Form,
) -> Result<Response, Problem> {
    let done = dossier::note(&server.house, &caller.signed_in()?, &reference, form.text("note")).await;
    after(&server, &caller, &reference, &form, done).await
}

async fn assign(
    State(server): State<Server>,
    Path(reference): Path<String>,
    caller: Caller,
    form: Form,
) -> Result<Response, Problem> {
    let door = caller.signed_in()?;
    let to = form.text("assignee");
    let done = dossier::assign(&server.house, &door, &reference, to, version(&form)).await;
    after(&server, &caller, &reference, &form, done).await
}

async fn put_mark(
    State(server): State<Server>,
    Path(reference): Path<String>,
    caller: Caller,
    form: Form,
) -> Result<Response, Problem> {
    let text = |name| form.text(name).to_owned();
    let wish = mark::Mark { kind: text("mark"), csirt: text("csirt"), reason: text("reason") };
    let done = mark::mark(&server.house, &caller.signed_in()?, &reference, &wish, version(&form)).await;
    after(&server, &caller, &reference, &form, done).await
}

async fn close(
    State(server): State<Server>,
    Path(reference): Path<String>,
    caller: Caller,
    form: Form,
) -> Result<Response, Problem> {
    let (door, why) = (caller.signed_in()?, form.text("reason"));
    let done = mark::close(&server.house, &door, &reference, why, version(&form)).await;
    after(&server, &caller, &reference, &form, done).await
}

async fn reopen(
    State(server): State<Server>,
    Path(reference): Path<String>,
    caller: Caller,
    form: Form,
) -> Result<Response, Problem> {
    let (door, why) = (caller.signed_in()?, form.text("reason"));
    let done = mark::reopen(&server.house, &door, &reference, why, version(&form)).await;
    after(&server, &caller, &reference, &form, done).await
}

/// A file is always saved, never shown: nobody knows what is in it.
async fn file(
    State(server): State<Server>,
    Path((reference, id)): Path<(String, String)>,
    caller: Caller,
) -> Result<Response, Problem> {
    let (row, bytes) = read::file(&server.house, &caller.signed_in()?, &reference, &id).await?;
    let name = HeaderValue::from_str(&saved_as(&row.name))
        .unwrap_or_else(|_| HeaderValue::from_static("attachment"));
    let kind = HeaderValue::from_static("application/octet-stream");
    let heads = [(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, name)];
    Ok((StatusCode::OK, heads, bytes).into_response())
}

/// The head that names a file (RFC 6266), every odd byte written out.
fn saved_as(name: &str) -> String {
    let mut head = String::from("attachment; filename*=UTF-8''");
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_') {
            head.push(char::from(byte));
        } else {
            // Writing to a text cannot fail.
            let _ = write!(head, "%{byte:02X}");
        }
    }
    head
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_break_out_of_its_head() {
        assert_eq!(saved_as("log \"é\r\n.txt"), "attachment; filename*=UTF-8''log%20%22%C3%A9%0D%0A.txt");
    }
}
