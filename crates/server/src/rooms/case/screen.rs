//! A case on one big screen in a crisis room: where it stands, what is promised, what is late, what was
//! decided. It asks for itself anew every minute, without a script.

use super::{log::Line, tasks::Task};
use crate::{
    Server,
    door::Caller,
    page::Page,
    problem::Problem,
    rooms::{case::Head, desk},
    route::{Gate, Route},
};
use axum::{
    extract::{Path, State},
    http::{HeaderName, HeaderValue},
    response::{IntoResponse, Response},
};
use meldkamer_app::case::{log, task};
use meldkamer_domain::access::Verb;
use serde::Serialize;

/// After so many seconds the screen asks for itself anew.
const AGAIN: &str = "60";
/// So many tasks and lines fit on it.
const FIT: usize = 8;

/// The routes of the screen.
pub fn routes() -> Vec<Route> {
    vec![Route::get("/desk/case/{case}/screen", Gate::SignedIn(Verb::ReadCase), look)]
}

/// The screen.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ScreenPage {
    head: Head,
    to_answer: String,
    now: i64,
    /// Whether it stands still.
    still: bool,
    /// Name, until when and state of the clocks that were not met.
    clocks: Vec<(String, i64, &'static str)>,
    /// Tasks that are not over, the late ones first.
    tasks: Vec<Task>,
    open_tasks: usize,
    done_tasks: usize,
    lines: Vec<Line>,
    /// Kind and name of who takes part.
    parties: Vec<(String, String)>,
}

async fn look(
    State(server): State<Server>,
    Path(case): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    let (whole, rows) = log::look(&server.house, &caller.signed_in()?, &case).await?;
    let tasks = task::Tasks::of(&server.house.database, &case).await?;
    let shown = tasks.rows.iter().map(|row| Task::of(row, &tasks, String::new(), caller.at));
    let (done, mut open): (Vec<Task>, Vec<Task>) = shown.partition(|one| one.over);
    open.sort_by_key(|one| (!one.late, one.until.unwrap_or(i64::MAX), one.number));
    let clocks = whole.clocks.iter().filter(|one| one.met_at.is_none());
    let live = whole.parties.iter().filter(|one| one.is_live(caller.at.micros()));
    let still = !desk::asked(&caller).text("still").is_empty();
    let page = ScreenPage {
        head: Head::at_the_desk(&whole.row, &caller, "screen"),
        to_answer: whole.row.to_answer.clone(),
        now: caller.at.micros(),
        still,
        clocks: clocks
            .map(|one| (one.name.clone(), one.due_at, desk::queue::clock(Some(one.due_at), None, caller.at)))
            .collect(),
        open_tasks: open.len(),
        done_tasks: done.len(),
        tasks: open.into_iter().take(FIT).collect(),
        lines: rows.iter().take(FIT).map(Line::of).collect(),
        parties: live.map(|one| (one.kind.clone(), one.name.clone())).collect(),
    };
    let mut frame = desk::frame(&server, &caller);
    frame.reference = Some(whole.row.reference.clone());
    frame.exercise = whole.row.exercise == 1;
    let drawn = server.show(&frame, &page)?;
    if still {
        return Ok(drawn);
    }
    let again = (HeaderName::from_static("refresh"), HeaderValue::from_static(AGAIN));
    Ok(([again], drawn).into_response())
}

impl Page for ScreenPage {
    const TEMPLATE: &'static str = "case/screen.html";

    fn title(&self) -> &'static str {
        "case-screen-title"
    }

    fn samples() -> Vec<Self> {
        let at = 1_763_653_200_000_000;
        let full = Self {
            head: Head::sample("screen", true),
            to_answer: "Hoe kwamen zij binnen? <b>".into(),
            now: at,
            still: false,
            clocks: vec![("next-report".into(), at, "late"), ("review".into(), at, "open")],
            tasks: Task::samples(),
            open_tasks: 12,
            done_tasks: 3,
            lines: Line::samples(),
            parties: vec![("ir-firm".into(), "Recherche <b> BV".into())],
        };
        vec![full, Self { head: Head::sample("screen", true), still: true, now: at, ..Self::default() }]
    }
}
