//! The list of cases at the desk: sifted, page by page, with who has how much in hand.

use crate::{
    Server,
    door::Caller,
    page::Page,
    problem::Problem,
    rooms::{desk, encoded},
    route::{Gate, Route},
};
use axum::{extract::State, response::Response};
use meldkamer_app::case::read;
use meldkamer_domain::{
    access::Verb,
    support_case::{Form, State as Standing},
};
use meldkamer_store::support_case::listed::{After, Filter, ListedRow, LoadRow};
use serde::Serialize;

/// The routes of the list.
pub fn routes() -> Vec<Route> {
    vec![Route::get("/desk/cases", Gate::SignedIn(Verb::ReadCases), list)]
}

/// The list.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ListPage {
    sift: Sift,
    rows: Vec<Row>,
    load: Vec<Load>,
    /// Whether anything was sifted.
    sifted: bool,
    /// Where the next page is, or nothing.
    next: String,
    /// Whether this is a later page.
    later: bool,
}

#[derive(Clone, Debug, Default, Serialize)]
struct Sift {
    q: String,
    state: String,
    form: String,
    whose: String,
}

#[derive(Clone, Debug, Default, Serialize)]
struct Row {
    address: String,
    reference: String,
    title: String,
    organisation: String,
    dossiers: i64,
    forms: Vec<String>,
    intensity: String,
    state: String,
    exercise: bool,
    lead: String,
    opened_at: i64,
    next_due: Option<i64>,
    late: bool,
}

#[derive(Clone, Debug, Default, Serialize)]
struct Load {
    name: String,
    leads: i64,
    works: i64,
}

async fn list(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let asked = desk::asked(&caller);
    let text = |name: &str| asked.text(name).to_owned();
    let sift = Sift { q: text("q"), state: text("state"), form: text("form"), whose: text("whose") };
    let me = desk::me(&caller)?;
    let known = |name: &str| name == "all" || Standing::named(name).is_some();
    let filter = Filter {
        state: Some(sift.state.clone()).filter(|name| known(name)).unwrap_or_default(),
        form: Some(sift.form.clone()).filter(|name| Form::named(name).is_some()).unwrap_or_default(),
        account: if sift.whose == "mine" { me } else { String::new() },
        words: sift.q.chars().take(200).collect(),
    };
    let after = asked
        .text("after")
        .split_once('.')
        .and_then(|(at, id)| Some(After { opened_at: at.parse().ok()?, id: id.to_owned() }));
    let (rows, load) = read::list(&server.house, &filter, after.as_ref()).await?;
    let page = ListPage::of(sift, rows, load, after.is_some(), &caller);
    server.show(&desk::frame(&server, &caller), &page)
}

impl ListPage {
    fn of(sift: Sift, mut rows: Vec<ListedRow>, load: Vec<LoadRow>, later: bool, caller: &Caller) -> Self {
        let most = usize::try_from(read::PAGE).unwrap_or(usize::MAX);
        let more = rows.len() > most;
        rows.truncate(most);
        let next = rows.last().filter(|_| more).map(|last| {
            let Sift { q, state, form, whose } = &sift;
            let (q, state, form, whose) = (encoded(q), encoded(state), encoded(form), encoded(whose));
            format!(
                "/desk/cases?q={q}&state={state}&form={form}&whose={whose}&after={}.{}",
                last.opened_at, last.id
            )
        });
        let sifted = [&sift.q, &sift.state, &sift.form, &sift.whose].iter().any(|one| !one.is_empty());
        Self {
            rows: rows.into_iter().map(|row| Row::of(row, caller.at.micros())).collect(),
            load: load
                .into_iter()
                .map(|row| Load { name: row.name, leads: row.leads, works: row.works })
                .collect(),
            next: next.unwrap_or_default(),
            sift,
            sifted,
            later,
        }
    }
}

impl Row {
    fn of(row: ListedRow, now: i64) -> Self {
        Self {
            address: super::address(&row.id),
            reference: row.reference,
            title: row.title,
            organisation: row.organisation.unwrap_or_default(),
            dossiers: row.dossiers,
            forms: serde_json::from_str(&row.forms).unwrap_or_default(),
            intensity: row.intensity,
            state: row.state,
            exercise: row.exercise == 1,
            lead: row.lead_name.unwrap_or_default(),
            opened_at: row.opened_at,
            late: row.next_due.is_some_and(|at| at <= now),
            next_due: row.next_due,
        }
    }
}

impl Page for ListPage {
    const TEMPLATE: &'static str = "case/list.html";

    fn title(&self) -> &'static str {
        "case-list-title"
    }

    fn samples() -> Vec<Self> {
        let at = 1_763_653_200_000_000;
        let row = |state: &str, late| Row {
            address: "/desk/case/cas_1".into(),
            reference: "CASE-26-ABCD-EFGH-J".into(),
            title: "Gijzelsoftware <b>".into(),
            organisation: "Waterbedrijf Noord".into(),
            dossiers: 3,
            forms: vec!["advisory".into(), "technical".into()],
            intensity: "technical-team".into(),
            state: state.into(),
            exercise: late,
            lead: "Ans".into(),
            opened_at: at,
            next_due: Some(at),
            late,
        };
        let load = Load { name: "Ans".into(), leads: 2, works: 3 };
        let full = Self {
            rows: vec![row("open", true), row("waiting", false), row("closed", false)],
            load: vec![load],
            next: "/desk/cases?after=1.cas_1".into(),
            later: true,
            ..Self::default()
        };
        let sift =
            Sift { q: "x <b>".into(), state: "all".into(), form: "technical".into(), whose: "mine".into() };
        vec![Self::default(), full, Self { sift, sifted: true, ..Self::default() }]
    }
}
