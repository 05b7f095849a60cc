//! The queue: who needs us most, and why; what rings, on top. Searching and views too.
//!
//! The page asks itself anew every few seconds when there is script; a plain reload does the same.

mod row;
mod sift;

pub use row::{Ringing, Row, clock, kind, sector};
pub use sift::Sift;

use super::{asked, back, frame, me};
use crate::{
    Server,
    door::Caller,
    form::Form,
    page::{Choice, Page},
    problem::Problem,
    route::{Gate, Route},
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use meldkamer_app::desk::queue::{self, Look};
use meldkamer_domain::access::Verb;
use serde::Serialize;

/// The routes of the queue.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/desk", Gate::SignedIn(Verb::ReadQueue), look),
        Route::post("/desk/views", Gate::SignedIn(Verb::KeepView), keep_view),
        Route::post("/desk/views/{id}/drop", Gate::SignedIn(Verb::KeepView), drop_view),
    ]
}

/// The queue, or what was searched for.
#[derive(Debug, Serialize)]
pub struct QueuePage {
    /// Urgent requests that nobody has seen.
    ringing: Vec<Ringing>,
    /// The rows.
    rows: Vec<Row>,
    /// What the list is narrowed down to.
    sift: Sift,
    /// Whether this is a search or an archive, rather than the queue.
    archive: bool,
    /// Whether only whole words were looked for.
    whole_words: bool,
    /// The page's own address, for asking anew.
    here: String,
    previous: String,
    next: String,
    /// Saved views: id, name, address.
    views: Vec<(String, String, String)>,
    sectors: Vec<Choice>,
    kinds: Vec<Choice>,
    /// Whether this person may act on what they see.
    works: bool,
}

async fn look(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let (me, sift) = (me(&caller)?, Sift::of(&asked(&caller)));
    let found = queue::look(&server.house, &caller.signed_in()?, &sift.wish(&me)).await?;
    let page = QueuePage::of(&server, &caller, sift, found);
    server.show(&frame(&server, &caller), &page)
}

impl QueuePage {
    fn of(server: &Server, caller: &Caller, sift: Sift, look: Look) -> Self {
        let (library, language) = (server.house.law(), caller.language.code());
        let first = look.rows.first().filter(|_| look.earlier);
        let last = look.rows.last().filter(|_| look.later);
        let mark = |row| sift.mark(row);
        let sectors = library
            .law
            .sectors
            .iter()
            .map(|one| (one.id.get_ref().as_str(), one.name.in_language(language).to_owned()));
        let kinds = library.catalogue.question("not.kind").into_iter().flat_map(|one| &one.field.options);
        let kinds = kinds.map(|one| (one.id.as_str(), one.said.in_language(language).to_owned()));
        let role = caller.signed_in.as_ref().map(|staff| staff.role);
        Self {
            archive: sift.is_archive(),
            previous: first.map(|row| sift.address("before", &mark(row))).unwrap_or_default(),
            next: last.map(|row| sift.address("after", &mark(row))).unwrap_or_default(),
            here: caller.path.clone(),
            sectors: super::choices(sectors, &sift.sector),
            kinds: super::choices(kinds, &sift.kind),
            rows: look.rows.iter().map(|row| Row::of(row, &look.colleagues, &library, caller)).collect(),
            ringing: look.alarms.iter().map(|one| Ringing::of(one, &library, language)).collect(),
            views: look
                .views
                .into_iter()
                .map(|one| (one.id, one.name, format!("/desk?{}", one.query)))
                .collect(),
            whole_words: look.whole_words,
            works: role.is_some_and(super::dossier::works),
            sift,
        }
    }
}

async fn keep_view(State(server): State<Server>, caller: Caller, form: Form) -> Result<Response, Problem> {
    // Only what the queue understands is kept, and written as an address wants it.
    let query = Sift::of(&Form::of_query(form.text("query").trim_start_matches('?'))).query;
    queue::keep_view(&server.house, &caller.signed_in()?, form.text("name"), &query).await?;
    Ok(back(&format!("/desk?{query}")))
}

async fn drop_view(
    State(server): State<Server>,
    Path(id): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    queue::drop_view(&server.house, &caller.signed_in()?, &id).await?;
    Ok(back("/desk"))
}

impl Page for QueuePage {
    const TEMPLATE: &'static str = "desk/queue.html";

    fn title(&self) -> &'static str {
        "desk-queue-title"
    }

    fn samples() -> Vec<Self> {
        let empty = |q: &str| Self {
            ringing: Vec::new(),
            rows: Vec::new(),
            sift: Sift { q: q.into(), ..Sift::default() },
            archive: !q.is_empty(),
            whole_words: false,
            here: "/desk".into(),
            previous: String::new(),
            next: String::new(),
            views: Vec::new(),
            sectors: vec![Choice::new("energy", "Energie")],
            kinds: vec![Choice::new("near-miss", "Bijna-incident")],
            works: true,
        };
        let full = Self {
            ringing: Ringing::samples(),
            rows: Row::samples(),
            previous: "/desk?before=1".into(),
            next: "/desk?after=2".into(),
            views: vec![("vie_1".into(), "Energie, van mij".into(), "/desk?sector=energy".into())],
            ..empty("")
        };
        let found = Self { rows: Row::samples(), whole_words: true, works: false, ..empty("water") };
        vec![empty(""), empty("niets"), full, found]
    }
}
