//! Messages in a case: threads and one thread, at the desk and for those who take part from outside.

mod keys;
mod view;

pub use keys::KeysPage;
pub use view::{ThreadPage, ThreadsPage};

use super::{
    form::{Asked, Faults, filled},
    viewer::{Viewer, both},
};
use crate::{
    Server,
    form::{Form, Parcel},
    problem::Problem,
    rooms::{desk, mine::talk::as_download},
    route::Route,
};
use axum::{
    extract::{DefaultBodyLimit, Path, State},
    handler::Handler,
    http::{Method, StatusCode},
    response::{IntoResponse, Response},
};
use meldkamer_app::{
    Failed,
    attachment::Kept,
    case::talk::{self, Said, read},
};
use meldkamer_domain::{access::Verb, refused::Refused};
use serde::Deserialize;

/// The address of a part of the messages, at the desk and outside.
macro_rules! paths {
    ($rest:literal) => {
        [concat!("/desk/case/{case}/messages", $rest), concat!("/case/{case}/messages", $rest)]
    };
}

/// The routes of messages.
pub fn routes() -> Vec<Route> {
    // The size is watched while it streams in, so that a file too many does not cost the words.
    let free = DefaultBodyLimit::disable;
    [
        both(Method::GET, paths!(""), Verb::ReadCase, threads),
        both(Method::POST, paths!(""), Verb::WriteInCase, open.layer(free())),
        both(Method::POST, paths!("/draft"), Verb::WriteInCase, draft_new),
        both(Method::GET, paths!("/{thread}"), Verb::ReadCase, thread),
        both(Method::POST, paths!("/{thread}"), Verb::WriteInCase, write.layer(free())),
        both(Method::POST, paths!("/{thread}/draft"), Verb::WriteInCase, draft),
        both(Method::GET, paths!("/{thread}/files/{id}"), Verb::ReadCase, file),
    ]
    .into_iter()
    .flatten()
    .chain(keys::routes())
    .collect()
}

#[derive(Deserialize)]
struct OfThread {
    thread: String,
}

#[derive(Deserialize)]
struct OfFile {
    id: String,
}

async fn threads(State(server): State<Server>, viewer: Viewer) -> Result<Response, Problem> {
    shown(&server, &viewer, None, Faults::new()).await
}

/// The list with the form of a new thread; filled with the draft when nothing was typed.
async fn shown(
    server: &Server,
    viewer: &Viewer,
    typed: Option<&Form>,
    faults: Faults,
) -> Result<Response, Problem> {
    let found = read::threads(&server.house, &viewer.door, &viewer.case).await?;
    let kept = found
        .draft
        .as_ref()
        .map(|one| filled([("thread_title", one.title.clone()), ("body", one.body.clone())]));
    let typed = typed.cloned().or(kept).unwrap_or_default();
    let asked = Asked::new(server, &viewer.caller, &typed, &faults);
    let (frame, page) = (viewer.frame(server, &found.case), ThreadsPage::of(viewer, &found, &asked, server));
    if faults.is_empty() { server.show(&frame, &page) } else { server.show_again(&frame, &page) }
}

async fn thread(
    State(server): State<Server>,
    Path(OfThread { thread }): Path<OfThread>,
    viewer: Viewer,
) -> Result<Response, Problem> {
    one(&server, &viewer, &thread, None, Faults::new()).await
}

async fn one(
    server: &Server,
    viewer: &Viewer,
    thread: &str,
    typed: Option<&Form>,
    faults: Faults,
) -> Result<Response, Problem> {
    let found = read::conversation(&server.house, &viewer.door, &viewer.case, thread).await?;
    let kept = found.draft.as_ref().map(|one| filled([("body", one.body.clone())]));
    let typed = typed.cloned().or(kept).unwrap_or_default();
    let asked = Asked::new(server, &viewer.caller, &typed, &faults);
    let (frame, page) = (viewer.frame(server, &found.case), ThreadPage::of(viewer, &found, &asked, server));
    if faults.is_empty() { server.show(&frame, &page) } else { server.show_again(&frame, &page) }
}

/// What was sent, with its files in the depot; or what is wrong with it before an act is tried.
async fn received(server: &Server, sent: Parcel) -> Result<(Form, Result<Vec<Kept>, Faults>), Problem> {
    let faulty = if sent.too_large {
        Some(("files", "too-large"))
    } else {
        sent.garbled.iter().any(|name| name == "body").then_some(("body", "not-utf8"))
    };
    let form = sent.form.clone();
    Ok(match faulty {
        Some((field, fault)) => (form, Err(vec![(field.to_owned(), fault)])),
        None => (form, Ok(sent.deposit(server).await?)),
    })
}

fn said<'a>(form: &'a Form, body: &'a str, files: &'a [Kept]) -> Said<'a> {
    Said { body, urgent: form.text("urgent") == "yes", files, way: "", mark: form.text("once") }
}

async fn open(State(server): State<Server>, viewer: Viewer, sent: Parcel) -> Result<Response, Problem> {
    let (form, files) = received(&server, sent).await?;
    let files = match files {
        Ok(files) => files,
        Err(faults) => return shown(&server, &viewer, Some(&form), faults).await,
    };
    let body = form.text("body").replace("\r\n", "\n");
    let parties: Vec<String> = form.all("parties").into_iter().map(str::to_owned).collect();
    let what = (form.text("thread_title"), parties.as_slice());
    let said = said(&form, &body, &files);
    match talk::open(&server.house, &viewer.door, &viewer.case, what, &said).await {
        Ok(Some(id)) => Ok(desk::back(&format!("{}/messages/{id}", viewer.base()))),
        Ok(None) => Ok(desk::back(&format!("{}/messages", viewer.base()))),
        Err(Failed::Refused(Refused::NotUnderstood { field, fault })) => {
            shown(&server, &viewer, Some(&form), vec![(field, fault)]).await
        }
        Err(failed) => Err(failed.into()),
    }
}

async fn write(
    State(server): State<Server>,
    Path(OfThread { thread }): Path<OfThread>,
    viewer: Viewer,
    sent: Parcel,
) -> Result<Response, Problem> {
    let (form, files) = received(&server, sent).await?;
    let files = match files {
        Ok(files) => files,
        Err(faults) => return one(&server, &viewer, &thread, Some(&form), faults).await,
    };
    let body = form.text("body").replace("\r\n", "\n");
    let said = said(&form, &body, &files);
    match talk::write(&server.house, &viewer.door, &viewer.case, &thread, &said).await {
        Ok(()) => Ok(desk::back(&format!("{}/messages/{thread}#last", viewer.base()))),
        Err(Failed::Refused(Refused::NotUnderstood { field, fault })) => {
            one(&server, &viewer, &thread, Some(&form), vec![(field, fault)]).await
        }
        Err(failed) => Err(failed.into()),
    }
}

async fn draft_new(State(server): State<Server>, viewer: Viewer, form: Parcel) -> Result<Response, Problem> {
    keep(&server, &viewer, None, &form.form).await
}

async fn draft(
    State(server): State<Server>,
    Path(OfThread { thread }): Path<OfThread>,
    viewer: Viewer,
    form: Parcel,
) -> Result<Response, Problem> {
    keep(&server, &viewer, Some(&thread), &form.form).await
}

async fn keep(
    server: &Server,
    viewer: &Viewer,
    thread: Option<&str>,
    form: &Form,
) -> Result<Response, Problem> {
    let body = form.text("body").replace("\r\n", "\n");
    let what = (form.text("thread_title"), body.as_str());
    match talk::keep_draft(&server.house, &viewer.door, &viewer.case, thread, what).await {
        Ok(()) => {
            let rest = thread.map_or(String::new(), |thread| format!("/{thread}"));
            Ok(desk::back(&format!("{}/messages{rest}?kept=draft#write", viewer.base())))
        }
        Err(Failed::Refused(Refused::NotUnderstood { field, fault })) => match thread {
            Some(thread) => one(server, viewer, thread, Some(form), vec![(field, fault)]).await,
            None => shown(server, viewer, Some(form), vec![(field, fault)]).await,
        },
        Err(failed) => Err(failed.into()),
    }
}

/// A file is always saved, never shown: nobody knows what is in it.
async fn file(
    State(server): State<Server>,
    Path(OfFile { id }): Path<OfFile>,
    viewer: Viewer,
) -> Result<Response, Problem> {
    let (row, bytes) = read::file(&server.house, &viewer.door, &viewer.case, &id).await?;
    Ok((StatusCode::OK, as_download(&row.name, bytes)).into_response())
}
