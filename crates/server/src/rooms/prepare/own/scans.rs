//! The scans that an entity kept: one beside the other, and each with what it came to.

mod ask;

use super::{body, entity, may};
use crate::{
    Server,
    door::Caller,
    page::{Page, Sample, samples_of},
    papers,
    problem::Problem,
    rooms::prepare::{
        file,
        scan::{files, of_today, verdict::Verdict},
    },
    route::{Gate, Route},
    words::Gaps,
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use meldkamer_app::{
    library::Library,
    scan::{self, Kept},
};
use meldkamer_domain::{access::Verb, scan::Scan};
use serde::Serialize;

/// So many stand beside each other.
const BESIDE: usize = 5;
/// So many are listed on a page.
const PAGE: i64 = 20;

/// The routes of scans that are kept.
pub fn routes() -> Vec<Route> {
    let read = Gate::SignedIn(Verb::ReadOrganisation);
    vec![
        Route::get("/organisation/scan", read, list),
        Route::get("/organisation/scan/new", Gate::SignedIn(Verb::KeepScan), ask::ask),
        Route::post("/organisation/scan", Gate::SignedIn(Verb::KeepScan), ask::keep),
        Route::get("/organisation/scan/{id}", read, show),
        Route::get("/organisation/scan/{id}/answers.json", read, as_json),
        Route::get("/organisation/scan/{id}/answers.csv", read, as_csv),
        Route::get("/organisation/scan/{id}/result.pdf", read, as_paper),
    ]
}

/// Every state of their pages.
pub fn samples() -> Vec<Sample> {
    let mut all = samples_of::<ListPage>();
    all.extend(samples_of::<ask::AskPage>());
    all.extend(samples_of::<ShowPage>());
    all
}

/// Moments, and the name and shares of each line.
type Beside = (Vec<i64>, Vec<(String, Vec<u8>)>);

/// One scan in the list.
#[derive(Clone, Debug, Serialize)]
struct Row {
    id: String,
    at: i64,
    name: String,
    share: i64,
    source: String,
}

/// All scans, and the newest beside each other.
#[derive(Debug, Serialize)]
struct ListPage {
    body: String,
    works: bool,
    rows: Vec<Row>,
    /// The moments of those beside each other, the oldest first.
    beside: Vec<i64>,
    /// For each principle, and for all together: its name and a share for each of those.
    lines: Vec<(String, Vec<u8>)>,
    /// Pages of the list: this one and whether there are more.
    page: i64,
    more: bool,
}

impl Page for ListPage {
    const TEMPLATE: &'static str = "prepare/own-scans.html";

    fn title(&self) -> &'static str {
        "scan-own-title"
    }

    fn samples() -> Vec<Self> {
        let at = 1_795_189_200_000_000;
        let row =
            |share| Row { id: "scn_1".into(), at, name: "Ans <b>".into(), share, source: "form".into() };
        let full = Self {
            body: "Waterbedrijf Noord".into(),
            works: true,
            rows: vec![row(62), row(40)],
            beside: vec![at, at + 1],
            lines: vec![("Breng uw risico's in kaart".into(), vec![40, 62]), ("Alles".into(), vec![40, 62])],
            page: 1,
            more: true,
        };
        let none = Self {
            rows: vec![],
            beside: vec![],
            lines: vec![],
            works: false,
            more: false,
            body: String::new(),
            page: 1,
        };
        vec![full, none]
    }
}

/// One scan.
#[derive(Debug, Serialize)]
struct ShowPage {
    body: String,
    id: String,
    at: i64,
    name: String,
    verdict: Verdict,
}

impl Page for ShowPage {
    const TEMPLATE: &'static str = "prepare/own-scan.html";

    fn title(&self) -> &'static str {
        "scan-result-title"
    }

    fn samples() -> Vec<Self> {
        let (body, id, name) = ("Noord".into(), "scn_1".into(), "Ans".into());
        vec![Self { body, id, at: 1_795_189_200_000_000, name, verdict: Verdict::sample() }]
    }
}

/// The questions that a kept scan answered.
fn asked<'a>(
    server: &Server,
    library: &'a Library,
    caller: &Caller,
    kept: &Kept,
) -> Result<&'a Scan, Problem> {
    match library.scans.version(&kept.row.scan, &kept.row.version) {
        Some(scan) => Ok(scan),
        None => of_today(server, library, caller),
    }
}

async fn list(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let entity = entity(&caller)?;
    let page = crate::rooms::desk::asked(&caller).text("page").parse::<i64>().unwrap_or(1).clamp(1, 1000);
    let mut kept = scan::of_entity(&server.house, &entity, PAGE + 1, (page - 1) * PAGE).await?;
    let more = kept.len() as i64 > PAGE;
    kept.truncate(usize::try_from(PAGE).unwrap_or(0));
    let row = |one: &Kept| Row {
        id: one.row.id.clone(),
        at: one.row.at,
        name: one.row.name.clone(),
        share: one.row.share,
        source: one.row.source.clone(),
    };
    let (beside, lines) = beside(&server, &caller, &kept)?;
    let page = ListPage {
        body: body(&caller),
        works: may(&caller, Verb::KeepScan),
        rows: kept.iter().map(row).collect(),
        beside,
        lines,
        page,
        more,
    };
    server.show(&server.frame_of(&caller), &page)
}

/// The newest beside each other, the oldest first: moments, and a line for each principle of today.
fn beside(server: &Server, caller: &Caller, kept: &[Kept]) -> Result<Beside, Problem> {
    let library = server.house.law();
    let (scan, today) = (of_today(server, &library, caller)?, server.house.day(caller.at));
    let newest: Vec<&Kept> = kept.iter().take(BESIDE).rev().collect();
    let outcomes: Vec<_> = newest.iter().map(|one| scan.outcome(&one.answers, today)).collect();
    let line = |(at, principle): (usize, &meldkamer_domain::scan::Principle)| {
        let shares = outcomes.iter().map(|one| one.standings[at].share).collect();
        (principle.name.in_language(caller.language.code()).to_owned(), shares)
    };
    let mut lines: Vec<_> = scan.principles.iter().enumerate().map(line).collect();
    let all = server.pages.words().say_anyhow(caller.language, "scan-all", &Gaps::new());
    lines.push((all, outcomes.iter().map(|one| one.share).collect()));
    Ok((newest.iter().map(|one| one.row.at).collect(), if kept.is_empty() { Vec::new() } else { lines }))
}

async fn show(
    State(server): State<Server>,
    Path(id): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    let kept = scan::one(&server.house, &entity(&caller)?, &id).await?;
    let library = server.house.law();
    let verdict = Verdict::of(&server, &caller, asked(&server, &library, &caller, &kept)?, &kept.answers);
    let page = ShowPage { body: body(&caller), id, at: kept.row.at, name: kept.row.name, verdict };
    server.show(&server.frame_of(&caller), &page)
}

async fn as_json(
    State(server): State<Server>,
    Path(id): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    let kept = scan::one(&server.house, &entity(&caller)?, &id).await?;
    let library = server.house.law();
    let at = meldkamer_domain::time::Instant::from_micros(kept.row.at);
    let text = files::json(asked(&server, &library, &caller, &kept)?, &kept.answers, at);
    Ok(file("quick-scan.json", "application/json", text))
}

async fn as_csv(
    State(server): State<Server>,
    Path(id): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    let kept = scan::one(&server.house, &entity(&caller)?, &id).await?;
    let library = server.house.law();
    let text = files::csv(asked(&server, &library, &caller, &kept)?, &kept.answers);
    Ok(file("quick-scan-ciso-assistant.csv", "text/csv; charset=utf-8", text))
}

async fn as_paper(
    State(server): State<Server>,
    Path(id): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    let kept = scan::one(&server.house, &entity(&caller)?, &id).await?;
    let library = server.house.law();
    let verdict = Verdict::of(&server, &caller, asked(&server, &library, &caller, &kept)?, &kept.answers);
    let paper = verdict.paper(&server, &caller, &body(&caller));
    Ok(file("quick-scan.pdf", "application/pdf", papers::print(paper).await?))
}
