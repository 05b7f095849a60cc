//! Systems and accounts in the scope of a case: suspected, confirmed or cleared, each with its history.

use super::{
    address, at_its_field, cut,
    form::{Asked, sampled, wrong},
    frame, query, text,
};
use crate::{
    Server,
    door::Caller,
    form::Form,
    page::{Field, Page},
    problem::Problem,
    rooms::{case::Head, desk},
    route::{Gate, Route},
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use meldkamer_app::material::{
    Faults, look,
    scope::{self, Wish},
};
use meldkamer_domain::{
    access::Verb,
    affected::{Kind, State as Hit},
};
use meldkamer_store::{
    material::{
        Part,
        affected::{AffectedRow, StateRow},
    },
    view::{self, ColleagueRow},
};
use serde::Serialize;

/// The routes of the scope.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/desk/case/{case}/scope", Gate::SignedIn(Verb::ReadCase), show),
        Route::post("/desk/case/{case}/scope", Gate::SignedIn(Verb::AddMaterial), add),
        Route::post("/desk/case/{case}/scope/{id}/state", Gate::SignedIn(Verb::JudgeAffected), judge),
    ]
}

/// What is in scope.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ScopePage {
    head: Head,
    /// States with how much is in each; the one that is asked for, or nothing for all.
    counts: Vec<(&'static str, i64)>,
    state: &'static str,
    rows: Vec<Row>,
    next: String,
    fields: Vec<Field>,
    wrong: Vec<Field>,
    removed: Vec<Row>,
}

/// A system or an account.
#[derive(Clone, Debug, Default, Serialize)]
struct Row {
    id: String,
    kind: String,
    name: String,
    place: String,
    note: String,
    state: String,
    /// The states that can follow.
    others: Vec<&'static str>,
    /// State, when, who, why; the newest first.
    history: Vec<(String, i64, desk::Who, String)>,
}

impl Row {
    fn of(row: &AffectedRow, history: &[StateRow], colleagues: &[ColleagueRow]) -> Self {
        let of = history.iter().filter(|one| one.affected == row.id);
        let others = Hit::ALL.into_iter().map(Hit::code).filter(|code| *code != row.state);
        Self {
            id: row.id.clone(),
            kind: row.kind.clone(),
            name: row.name.clone(),
            place: row.place.clone(),
            note: row.note.clone(),
            state: row.state.clone(),
            others: others.collect(),
            history: of
                .map(|one| {
                    (one.state.clone(), one.at, desk::Who::of(&one.actor, colleagues), one.why.clone())
                })
                .collect(),
        }
    }
}

fn fields(asked: &Asked<'_>) -> Vec<Field> {
    vec![
        asked.one_of("kind", "affected", &Kind::ALL.map(Kind::code), false).required(),
        asked.line("name").required(),
        asked.helped(asked.line("place")),
        asked.long("note", 2, scope::NOTE),
        asked.one_of("state", "state", &Hit::ALL.map(Hit::code), false).required(),
        asked.helped(asked.long("why", 2, scope::NOTE)),
    ]
}

async fn show(
    State(server): State<Server>,
    Path(case): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    page(&server, &caller, &case, &Form::default(), &Faults::new()).await
}

async fn page(
    server: &Server,
    caller: &Caller,
    case: &str,
    typed: &Form,
    faults: &Faults,
) -> Result<Response, Problem> {
    let row = look(&server.house, &caller.signed_in()?, case, Part::Affected).await?;
    let asked = desk::asked(caller);
    let (state, after) = (Hit::parse(asked.text("state")), (asked.text("after"), asked.text("id")));
    let counts = scope::counts(&server.house, case).await?;
    let (rows, history) = scope::page(&server.house, case, state, after).await?;
    let state = state.map_or("", Hit::code);
    let (rows, more) = cut(rows);
    let colleagues = view::colleagues(&server.house.database).await?;
    let next = rows.last().filter(|_| more).map(|last| {
        let place = query(&[("state", state), ("after", &last.name), ("id", &last.id)]);
        format!("{}?{place}", address(case, Part::Affected))
    });
    let fields = fields(&Asked::new(server, caller, typed, faults));
    let removed = scope::removed(&server.house, case).await?;
    let page = ScopePage {
        head: Head::at_the_desk(&row, caller, "scope"),
        counts: counts.into_iter().map(|(state, count)| (state.code(), count)).collect(),
        state,
        rows: rows.iter().map(|row| Row::of(row, &history, &colleagues)).collect(),
        next: next.unwrap_or_default(),
        wrong: wrong(&fields),
        fields,
        removed: removed.iter().map(|row| Row::of(row, &[], &colleagues)).collect(),
    };
    let frame = frame(server, caller, &row);
    if faults.is_empty() { server.show(&frame, &page) } else { server.show_again(&frame, &page) }
}

async fn add(
    State(server): State<Server>,
    Path(case): Path<String>,
    caller: Caller,
    typed: Form,
) -> Result<Response, Problem> {
    let wish = Wish {
        kind: text(&typed, "kind"),
        name: text(&typed, "name"),
        place: text(&typed, "place"),
        note: text(&typed, "note"),
        state: text(&typed, "state"),
        why: text(&typed, "why"),
    };
    let faults = scope::faults(&wish);
    if !faults.is_empty() {
        return page(&server, &caller, &case, &typed, &faults).await;
    }
    scope::add(&server.house, &caller.signed_in()?, &case, &wish).await?;
    Ok(desk::back(&address(&case, Part::Affected)))
}

async fn judge(
    State(server): State<Server>,
    Path((case, id)): Path<(String, String)>,
    caller: Caller,
    typed: Form,
) -> Result<Response, Problem> {
    let (state, why) = (typed.text("state"), text(&typed, "why"));
    let done = scope::judge(&server.house, &caller.signed_in()?, &case, &id, state, &why).await;
    let faults = at_its_field(done)?;
    if !faults.is_empty() {
        // What was typed stands in the form below, under the field that is wrong.
        return page(&server, &caller, &case, &typed, &faults).await;
    }
    Ok(desk::back(&address(&case, Part::Affected)))
}

impl Page for ScopePage {
    const TEMPLATE: &'static str = "material/scope.html";

    fn title(&self) -> &'static str {
        "material-scope-title"
    }

    fn samples() -> Vec<Self> {
        let who = desk::Who { name: "Ans".into(), role: "analyst".into() };
        let row = Row {
            id: "aff_1".into(),
            kind: "system".into(),
            name: "DC01 <b>".into(),
            place: "10.0.0.4".into(),
            note: "Domeincontroller".into(),
            state: "confirmed".into(),
            others: vec!["suspected", "cleared"],
            history: vec![
                ("confirmed".into(), 1_763_653_200_000_000, who.clone(), "Webshell <b>".into()),
                ("suspected".into(), 1_763_653_100_000_000, who, String::new()),
            ],
        };
        let none =
            Self { head: Head::sample("scope", true), fields: sampled(&[], &[], fields), ..Self::default() };
        let bad = sampled(&[("kind", "system")], &["name", "state"], fields);
        vec![
            Self {
                counts: Hit::ALL.map(|state| (state.code(), 1)).into(),
                state: "confirmed",
                rows: vec![row.clone()],
                next: "?after=x".into(),
                removed: vec![row],
                wrong: wrong(&bad),
                fields: bad,
                ..none.clone()
            },
            none,
        ]
    }
}
