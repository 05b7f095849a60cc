//! The periodic summary for ENISA (NIS2 23(9)): on a page, as CSV and as JSON. Counts only.

use crate::{
    Server,
    door::Caller,
    page::{Page, Sample, samples_of},
    problem::Problem,
    rooms::{
        authority::{Voice, quoted},
        desk,
    },
    route::{Gate, Route},
};
use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use meldkamer_app::contact_point::summary::{self, LEAST, Period, REST, Summary};
use meldkamer_domain::access::Verb;
use serde::Serialize;
use serde_json::json;

pub(super) fn routes() -> Vec<Route> {
    let gate = || Gate::SignedIn(Verb::SeeContactPoint);
    vec![
        Route::get("/contact-point/summary", gate(), show),
        Route::get("/contact-point/summary.csv", gate(), csv),
        Route::get("/contact-point/summary.json", gate(), machine),
    ]
}

pub(super) fn samples() -> Vec<Sample> {
    samples_of::<SummaryPage>()
}

/// The page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SummaryPage {
    from: String,
    until: String,
    /// The field that is wrong, and how; both empty when none is.
    wrong: (String, String),
    lines: Vec<Line>,
    crossing: Option<i64>,
    least: i64,
}

/// One line, its sector in words.
#[derive(Clone, Debug, Serialize)]
struct Line {
    kind: String,
    duty: String,
    sector: String,
    count: Option<i64>,
}

impl Page for SummaryPage {
    const TEMPLATE: &'static str = "contact-point/summary.html";

    fn title(&self) -> &'static str {
        "contact-point-summary"
    }

    fn samples() -> Vec<Self> {
        let line = |kind: &str, duty: &str, count| Line {
            kind: kind.into(),
            duty: duty.into(),
            sector: "Drinkwater".into(),
            count,
        };
        let empty =
            Self { from: "2026-07-01".into(), until: "2026-09-30".into(), least: LEAST, ..Self::default() };
        let lines =
            vec![line("significant-incident", "mandatory", Some(12)), line("near-miss", "voluntary", None)];
        vec![
            empty.clone(),
            Self { lines, crossing: Some(7), ..empty.clone() },
            Self { from: "gisteren <b>".into(), wrong: ("from".into(), "impossible-date".into()), ..empty },
        ]
    }
}

/// The period of the address; the quarter that is over when it names none.
fn period(server: &Server, caller: &Caller) -> Result<Period, (String, String, (String, String))> {
    let asked = desk::asked(caller);
    let (from, until) = (asked.text("from"), asked.text("until"));
    if from.is_empty() && until.is_empty() {
        return Ok(Period::before(server.house.day(caller.at)));
    }
    let wrong = |(field, fault): (&str, &str)| {
        (from.to_owned(), until.to_owned(), (field.to_owned(), fault.to_owned()))
    };
    Period::parse(from, until).map_err(wrong)
}

async fn show(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let frame = server.frame_of(&caller);
    let period = match period(&server, &caller) {
        Ok(period) => period,
        Err((from, until, wrong)) => {
            let page = SummaryPage { from, until, wrong, least: LEAST, ..SummaryPage::default() };
            return server.show_again(&frame, &page);
        }
    };
    let summary = summary::of(&server.house, &caller.signed_in()?, period).await?;
    let voice = Voice::new(&server, &caller);
    let line = |one: &summary::Line| Line {
        kind: one.kind.clone(),
        duty: one.duty.clone(),
        // Which sectors the rest are, is not told.
        sector: if one.sector == REST { String::new() } else { voice.sector(&one.sector) },
        count: one.count,
    };
    let page = SummaryPage {
        from: period.from.to_string(),
        until: period.until.to_string(),
        wrong: <_>::default(),
        lines: summary.lines.iter().map(line).collect(),
        crossing: summary.crossing,
        least: LEAST,
    };
    server.show(&frame, &page)
}

async fn counted(server: &Server, caller: &Caller) -> Result<Summary, Problem> {
    let period = period(server, caller).map_err(|_| Problem::not_found())?;
    Ok(summary::of(&server.house, &caller.signed_in()?, period).await?)
}

/// A count, or that it is too small to be told.
fn count(count: Option<i64>) -> String {
    count.map_or_else(|| format!("<{LEAST}"), |count| count.to_string())
}

async fn csv(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let summary = counted(&server, &caller).await?;
    let mut text = String::from("from,until,kind,duty,sector,count\r\n");
    let days = format!("{},{}", summary.period.from, summary.period.until);
    for one in &summary.lines {
        let cells = [&one.kind, &one.duty, &one.sector].map(|cell| quoted(cell));
        text.push_str(&format!("{days},{},{}\r\n", cells.join(","), count(one.count)));
    }
    text.push_str(&format!("{days},\"cross-border\",\"\",\"\",{}\r\n", count(summary.crossing)));
    let heads = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"summary.csv\""),
    ];
    Ok((heads, text).into_response())
}

async fn machine(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let summary = counted(&server, &caller).await?;
    let line = |one: &summary::Line| json!({"kind": one.kind, "duty": one.duty, "sector": one.sector, "count": one.count});
    let answer = json!({
        "state": server.house.settings.state,
        "from": summary.period.from.to_string(),
        "until": summary.period.until.to_string(),
        "not_told_below": LEAST,
        "lines": summary.lines.iter().map(line).collect::<Vec<_>>(),
        "cross_border": summary.crossing,
    });
    let name = (header::CONTENT_DISPOSITION, "attachment; filename=\"summary.json\"");
    Ok(([name], axum::Json(answer)).into_response())
}
