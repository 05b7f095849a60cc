//! Getting ready: what to have in place before the worst night of the year, checked, printed and practised.
//!
//! For everybody, without an account; what an entity keeps of it stands in its own room, under
//! `/organisation`. Not here: the report itself.

pub mod desk;
pub mod drill;
pub mod evidence;
pub mod own;
pub mod pack;
pub mod scan;

use crate::{
    Server,
    door::Caller,
    page::{Page, Sample, samples_of},
    problem::Problem,
    rooms::draft::frame,
    route::{Gate, Route},
};
use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use serde::Serialize;

/// The routes of this room.
pub fn routes() -> Vec<Route> {
    let mut all = vec![Route::get("/prepare", Gate::Public, home)];
    all.extend(scan::routes());
    all.extend(pack::routes());
    all.extend(drill::routes());
    all.extend(evidence::routes());
    all.extend(own::routes());
    all.extend(desk::routes());
    all
}

/// Every state of the pages of this room.
pub fn samples() -> Vec<Sample> {
    let mut all = samples_of::<Home>();
    all.extend(scan::samples());
    all.extend(pack::samples());
    all.extend(drill::samples());
    all.extend(evidence::samples());
    all.extend(own::samples());
    all.extend(desk::samples());
    all
}

/// The way to everything in this room.
#[derive(Debug, Serialize)]
struct Home {}

impl Page for Home {
    const TEMPLATE: &'static str = "prepare/home.html";

    fn title(&self) -> &'static str {
        "prepare-title"
    }

    fn samples() -> Vec<Self> {
        vec![Self {}]
    }
}

async fn home(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    server.show(&frame(&server, &caller, false), &Home {})
}

/// A file to take along.
pub(crate) fn file(name: &str, media: &str, bytes: impl Into<Vec<u8>>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, media.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
    ];
    (headers, bytes.into()).into_response()
}
