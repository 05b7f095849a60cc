//! What an organisation, or whoever helps it, sees of the material of its case: findings and courses of
//! action that were released, and reports that were sent. Nothing else of it exists for them.

use super::{
    findings::{Action, Finding},
    writing,
};
use crate::{
    Server,
    page::Page,
    problem::Problem,
    rooms::case::{Guest, Head},
    route::{Gate, Route},
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use meldkamer_app::{
    case,
    material::{self, reports},
};
use serde::Serialize;

/// The routes of what was released.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/case/{case}/released", Gate::Party, show),
        Route::get("/case/{case}/released/{id}/{format}", Gate::Party, take),
    ]
}

/// What was released.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ReleasedPage {
    head: Head,
    findings: Vec<Finding>,
    courses: Vec<Action>,
    /// Id, kind, title, version, when it was sent.
    reports: Vec<(String, String, String, i64, i64)>,
}

async fn show(State(server): State<Server>, guest: Guest) -> Result<Response, Problem> {
    let released = material::released(&server.house, &guest.door, &guest.case).await?;
    let row = case::find(&server.house.database, &guest.case).await?;
    let language = guest.caller.language.code();
    let courses = released.courses.iter();
    let page = ReleasedPage {
        head: guest.head(&row, "released"),
        findings: released.findings.iter().map(Finding::of).collect(),
        courses: courses.map(|(course, at)| Action::of("", course, Some(*at), language)).collect(),
        reports: released
            .reports
            .into_iter()
            .map(|(row, title)| {
                let (version, at) = (row.released_version.unwrap_or(0), row.released_at.unwrap_or(0));
                (row.id, row.kind, title, version, at)
            })
            .collect(),
    };
    server.show(&guest.frame(&server, &row), &page)
}

async fn take(
    State(server): State<Server>,
    Path((_, id, format)): Path<(String, String, String)>,
    guest: Guest,
) -> Result<Response, Problem> {
    writing::known(&format)?;
    let (report, version) = reports::sent(&server.house, &guest.door, &guest.case, &id).await?;
    let row = case::find(&server.house.database, &guest.case).await?;
    writing::file(&server, &row, &report, &version, &format).await
}

impl Page for ReleasedPage {
    const TEMPLATE: &'static str = "material/released.html";

    fn title(&self) -> &'static str {
        "material-released-title"
    }

    fn samples() -> Vec<Self> {
        let at = 1_763_653_200_000_000;
        let none = Self { head: Head::sample("released", false), ..Self::default() };
        let all = Self {
            findings: vec![Finding::sample()],
            courses: vec![Action::sample()],
            reports: vec![("rep_1".into(), "situation".into(), "Stand <b>".into(), 2, at)],
            ..none.clone()
        };
        vec![all, none]
    }
}
