//! The start page, and what happens with what is told.
//!
//! Not here: the report itself, nor how to prepare.

use super::draft::{code_words, frame, held};
use crate::{
    Server,
    door::Caller,
    page::{Page, Sample, samples_of},
    problem::Problem,
    route::{Gate, Route},
};
use axum::{extract::State, http::HeaderMap, response::Response};
use serde::Serialize;

/// The routes of this room.
pub fn routes() -> Vec<Route> {
    vec![Route::get("/", Gate::Public, start), Route::get("/privacy", Gate::Public, privacy)]
}

/// Every state of the pages of this room.
pub fn samples() -> Vec<Sample> {
    let mut all = samples_of::<Start>();
    all.extend(samples_of::<Privacy>());
    all
}

/// The first page that anybody sees.
#[derive(Debug, Serialize)]
struct Start {
    /// Whether a report is being written in this browser.
    writing: bool,
    /// Whether the code in this browser is that of a filed report.
    filed: bool,
}

impl Page for Start {
    const TEMPLATE: &'static str = "door/start.html";

    fn title(&self) -> &'static str {
        "door-start-title"
    }

    fn samples() -> Vec<Self> {
        vec![
            Self { writing: false, filed: false },
            Self { writing: true, filed: false },
            Self { writing: false, filed: true },
        ]
    }
}

/// What happens with what is told.
#[derive(Debug, Serialize)]
struct Privacy {}

impl Page for Privacy {
    const TEMPLATE: &'static str = "door/privacy.html";

    fn title(&self) -> &'static str {
        "door-privacy-title"
    }

    fn samples() -> Vec<Self> {
        vec![Self {}]
    }
}

async fn start(
    State(server): State<Server>,
    caller: Caller,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let draft = held(&server, &caller).await?;
    let filed = match &draft {
        Some(draft) => draft.row.filed_as.is_some(),
        None => !code_words(&headers).is_empty() && caller.code.is_some(),
    };
    let page = Start { writing: draft.is_some() && !filed, filed };
    server.show(&frame(&server, &caller, false), &page)
}

async fn privacy(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    server.show(&frame(&server, &caller, false), &Privacy {})
}
