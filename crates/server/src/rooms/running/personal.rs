//! Personal data: how long it is kept, and what was erased and why.
//!
//! Holds and marks are in `holds`, all data about one person in `person`.

mod holds;
mod person;

use crate::{
    Server,
    door::Caller,
    page::{Page, Sample, samples_of},
    problem::Problem,
    route::{Gate, Route},
};
use axum::{
    extract::{Query, State},
    http::header,
    response::{IntoResponse, Response},
};
use meldkamer_app::erasing::report;
use meldkamer_domain::{access::Verb, retention::Period};
use meldkamer_store::erasure::{ErasureRow, Sum};
use serde::{Deserialize, Serialize};

/// So many lines of the report are on one page.
const SHOWN: usize = 50;

pub(super) fn routes() -> Vec<Route> {
    let own = vec![
        Route::get("/running/personal", Gate::SignedIn(Verb::ReadErasures), show),
        Route::get("/running/personal/erased.csv", Gate::SignedIn(Verb::ReadErasures), as_csv),
        Route::get("/running/personal/erased.json", Gate::SignedIn(Verb::ReadErasures), as_json),
    ];
    [own, holds::routes(), person::routes()].into_iter().flatten().collect()
}

pub(super) fn samples() -> Vec<Sample> {
    let mut all = samples_of::<Report>();
    all.extend(holds::samples());
    all.extend(person::samples());
    all
}

/// What was erased and why.
#[derive(Serialize)]
pub struct Report {
    periods: Vec<PeriodView>,
    erased: Vec<Line>,
    older: Option<String>,
    first: bool,
}

#[derive(Serialize)]
struct PeriodView {
    name: String,
    months: u32,
    counts: &'static str,
    holder: &'static str,
    clause: String,
    confirmed: bool,
    /// Whether this installation goes by it.
    ours: bool,
    count: i64,
    last_at: Option<i64>,
}

#[derive(Serialize)]
struct Line {
    at: i64,
    kind: String,
    name: String,
    part: String,
    count: i64,
    since: i64,
    period: String,
    clause: String,
}

impl Report {
    fn new(language: &str, periods: &[Period], sums: &[Sum], rows: Vec<ErasureRow>) -> Self {
        let full = rows.len() == SHOWN;
        let older = rows.last().filter(|_| full).map(|row| format!("{}-{}", row.at, row.id));
        let period = |one: &Period| {
            let sum = sums.iter().find(|sum| sum.period == *one.id.get_ref());
            PeriodView {
                name: one.name.in_language(language).to_owned(),
                months: *one.months.get_ref(),
                counts: one.counts.id(),
                holder: one.holder.id(),
                clause: one.basis.clause.clone(),
                confirmed: one.basis.confirmed,
                ours: one.category.holder() == one.holder,
                count: sum.map_or(0, |sum| sum.count),
                last_at: sum.map(|sum| sum.last_at),
            }
        };
        let line = |row: ErasureRow| Line {
            at: row.at,
            kind: row.kind,
            name: row.name,
            part: row.part,
            count: row.count,
            since: row.since,
            period: row.period,
            clause: row.clause,
        };
        Self {
            periods: periods.iter().map(period).collect(),
            erased: rows.into_iter().map(line).collect(),
            older,
            first: true,
        }
    }
}

impl Page for Report {
    const TEMPLATE: &'static str = "personal/report.html";

    fn title(&self) -> &'static str {
        "personal-title"
    }

    fn samples() -> Vec<Self> {
        let empty = Self { periods: Vec::new(), erased: Vec::new(), older: None, first: true };
        let period = |months, confirmed, count| PeriodView {
            name: "Andere persoonsgegevens".into(),
            months,
            counts: "first-processed",
            holder: "csirt",
            clause: "Cbb 29".into(),
            confirmed,
            ours: true,
            count,
            last_at: (count > 0).then_some(1_763_653_200_000_000),
        };
        let line = |part: &str, name: &str| Line {
            at: 1_763_653_200_000_000,
            kind: "dossier".into(),
            name: name.into(),
            part: part.into(),
            count: 3,
            since: 1_605_800_000_000_000,
            period: "ordinary-csirt".into(),
            clause: "Cbb 29".into(),
        };
        let full = Self {
            periods: vec![period(60, true, 12), period(6, false, 0)],
            erased: vec![line("message", "NL-20-ABCD-EF12-3"), line("journal-salt", "")],
            older: Some("1-era_1".into()),
            first: false,
        };
        vec![empty, full]
    }
}

/// Where the page goes on.
#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    before: String,
}

impl Asked {
    /// The row to go on from: its moment and id.
    fn before(&self) -> (i64, &str) {
        let found = self.before.split_once('-').and_then(|(at, id)| Some((at.parse().ok()?, id)));
        found.unwrap_or((i64::MAX, ""))
    }
}

async fn show(
    State(server): State<Server>,
    caller: Caller,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let house = &server.house;
    let rows = report::erased(house, asked.before(), SHOWN as i64).await?;
    let (periods, sums) = (report::periods(house, caller.at), report::sums(house).await?);
    let mut page = Report::new(caller.language.code(), &periods, &sums, rows);
    page.first = asked.before.is_empty();
    server.show(&server.frame_of(&caller), &page)
}

async fn as_csv(State(server): State<Server>) -> Result<Response, Problem> {
    let rows = report::erased(&server.house, (i64::MAX, ""), report::MOST).await?;
    Ok(download("erased.csv", "text/csv; charset=utf-8", report::csv(&rows)))
}

async fn as_json(State(server): State<Server>) -> Result<Response, Problem> {
    let rows = report::erased(&server.house, (i64::MAX, ""), report::MOST).await?;
    Ok(download("erased.json", "application/json", format!("{:#}\n", report::json(&rows))))
}

/// A file to keep.
fn download(name: &str, media: &str, text: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, media.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    (headers, text).into_response()
}
