//! The working material of a case on pages: timeline, scope, indicators, findings and courses of action,
//! reports; and what the organisation sees of it.

mod findings;
mod form;
mod indicators;
mod outside;
mod reports;
mod scope;
mod timeline;
mod writing;

use crate::{
    Server,
    door::Caller,
    form::Form,
    page::{Frame, Sample, samples_of},
    problem::Problem,
    rooms::desk,
    route::{Gate, Route},
};
use axum::{
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Response},
};
use meldkamer_app::{Failed, material};
use meldkamer_domain::{access::Verb, refused::Refused};
use meldkamer_store::{material::Part, support_case::CaseRow};

/// The two routes by which something of a part (by its place in [`Part::ALL`]) is removed and put back.
macro_rules! undoable {
    ($part:literal, $name:literal) => {{
        let (remove, restore) = (
            concat!("/desk/case/{case}/", $name, "/{id}/remove"),
            concat!("/desk/case/{case}/", $name, "/{id}/restore"),
        );
        vec![
            Route::post(remove, Gate::SignedIn(Verb::RemoveMaterial), self::remove::<$part>),
            Route::post(restore, Gate::SignedIn(Verb::RestoreMaterial), self::restore::<$part>),
        ]
    }};
}

/// The routes of the room.
pub fn routes() -> Vec<Route> {
    let rooms = [
        undoable!(0, "timeline"),
        undoable!(1, "indicators"),
        undoable!(2, "scope"),
        undoable!(3, "findings"),
        undoable!(4, "courses"),
        undoable!(5, "reports"),
        timeline::routes(),
        scope::routes(),
        indicators::routes(),
        findings::routes(),
        reports::routes(),
        outside::routes(),
    ];
    rooms.into_iter().flatten().collect()
}

/// The pages of the room.
pub fn samples() -> Vec<Sample> {
    let mut all = samples_of::<timeline::TimelinePage>();
    all.extend(samples_of::<timeline::PreviewPage>());
    all.extend(samples_of::<scope::ScopePage>());
    all.extend(samples_of::<indicators::IndicatorsPage>());
    all.extend(samples_of::<indicators::PastePage>());
    all.extend(samples_of::<findings::FindingsPage>());
    all.extend(samples_of::<reports::ReportsPage>());
    all.extend(samples_of::<reports::ReportPage>());
    all.extend(samples_of::<outside::ReleasedPage>());
    all
}

/// The frame of a page in a case.
fn frame(server: &Server, caller: &Caller, row: &CaseRow) -> Frame {
    let mut frame = desk::frame(server, caller);
    frame.reference = Some(row.reference.clone());
    frame.exercise = row.exercise == 1;
    frame
}

/// The address of a part of a case.
fn address(case: &str, part: Part) -> String {
    let place = if part == Part::Course { "findings#courses" } else { part.name() };
    format!("/desk/case/{case}/{place}")
}

/// The first lines of a page and whether there are more.
fn cut<T>(mut rows: Vec<T>) -> (Vec<T>, bool) {
    let most = usize::try_from(material::PAGE).unwrap_or(usize::MAX);
    let more = rows.len() > most;
    rows.truncate(most);
    (rows, more)
}

/// A query with what is not empty.
fn query(pairs: &[(&str, &str)]) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(pairs.iter().filter(|(_, value)| !value.is_empty()));
    query.finish()
}

/// A file to take away.
fn file(name: &str, media: &'static str, bytes: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, media.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'unsafe-inline'; sandbox".to_owned(),
        ),
    ];
    (headers, bytes).into_response()
}

async fn remove<const PART: usize>(
    State(server): State<Server>,
    Path((case, id)): Path<(String, String)>,
    caller: Caller,
) -> Result<Response, Problem> {
    let part = Part::ALL.get(PART).copied().ok_or_else(Problem::not_found)?;
    material::remove(&server.house, &caller.signed_in()?, &case, part, &id).await?;
    Ok(desk::back(&address(&case, part)))
}

async fn restore<const PART: usize>(
    State(server): State<Server>,
    Path((case, id)): Path<(String, String)>,
    caller: Caller,
) -> Result<Response, Problem> {
    let part = Part::ALL.get(PART).copied().ok_or_else(Problem::not_found)?;
    material::restore(&server.house, &caller.signed_in()?, &case, part, &id).await?;
    Ok(desk::back(&address(&case, part)))
}

/// What a form can show at its field; anything else is passed on.
fn at_its_field(done: Result<(), Failed>) -> Result<material::Faults, Problem> {
    match done {
        Ok(()) => Ok(material::Faults::new()),
        Err(Failed::Refused(Refused::NotUnderstood { field, fault })) => Ok(vec![(field, fault)]),
        Err(Failed::Refused(Refused::ReasonNeeded { field })) => Ok(vec![(field, "missing")]),
        Err(failed) => Err(failed.into()),
    }
}

/// Only the texts of a form, as they were typed.
fn text(typed: &Form, name: &str) -> String {
    typed.text(name).replace("\r\n", "\n")
}
