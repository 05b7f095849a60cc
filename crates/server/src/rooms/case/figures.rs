//! The figures over all real cases: how many, how long, how soon, how they ended, what people thought.

use crate::{
    Server,
    door::Caller,
    page::Page,
    problem::Problem,
    rooms::desk,
    route::{Gate, Route},
};
use axum::{extract::State, response::Response};
use meldkamer_app::case::end::{self, Figures};
use meldkamer_domain::access::Verb;
use serde::Serialize;

/// The routes of the figures.
pub fn routes() -> Vec<Route> {
    vec![Route::get("/desk/cases/figures", Gate::SignedIn(Verb::ReadCases), look)]
}

/// The figures.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FiguresPage {
    /// Name and count.
    states: Vec<(String, i64)>,
    intensities: Vec<(String, i64)>,
    dispositions: Vec<(String, i64)>,
    closed: i64,
    /// Mean length in hours.
    hours: Option<i64>,
    in_time: i64,
    contacts: i64,
    opinions: i64,
    /// The mean opinion with one decimal, such as `4.2`.
    score: String,
}

async fn look(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let figures = end::figures(&server.house).await?;
    server.show(&desk::frame(&server, &caller), &FiguresPage::of(figures))
}

impl FiguresPage {
    fn of(figures: Figures) -> Self {
        let counts = |rows: Vec<meldkamer_store::support_case::log::CountRow>| {
            rows.into_iter().map(|one| (one.name, one.count)).collect()
        };
        let score = figures.all.score.map(|score| {
            let tenths = (score + 5).div_euclid(10);
            format!("{}.{}", tenths.div_euclid(10), tenths.rem_euclid(10))
        });
        Self {
            states: counts(figures.states),
            intensities: counts(figures.intensities),
            dispositions: counts(figures.dispositions),
            closed: figures.all.closed,
            hours: figures.all.seconds.map(|seconds| seconds.div_euclid(3600)),
            in_time: figures.all.in_time,
            contacts: figures.all.contacts,
            opinions: figures.all.opinions,
            score: score.unwrap_or_default(),
        }
    }
}

impl Page for FiguresPage {
    const TEMPLATE: &'static str = "case/figures.html";

    fn title(&self) -> &'static str {
        "case-figures-title"
    }

    fn samples() -> Vec<Self> {
        let full = Self {
            states: vec![("closed".into(), 3), ("open".into(), 2)],
            intensities: vec![("handler".into(), 5)],
            dispositions: vec![("answered".into(), 3)],
            closed: 3,
            hours: Some(41),
            in_time: 2,
            contacts: 3,
            opinions: 2,
            score: "4.5".into(),
        };
        vec![full, Self::default()]
    }
}
