//! The exercises of one entity: beginning one, playing along, and the accounts beside each other.

use super::{body, entity, may};
use crate::{
    Server,
    door::Caller,
    form::Form,
    page::{Choice, Field, Kind, Page, Sample, samples_of},
    papers,
    problem::Problem,
    rooms::prepare::{
        drill::{
            account::{self, Account, AccountPage},
            go_with_drill, scenario_field,
        },
        file,
    },
    route::{Gate, Route},
    words::Gaps,
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use meldkamer_app::{
    Failed,
    drill::{self, Start, after},
    pack::{self, Contact},
};
use meldkamer_domain::{access::Verb, refused::Refused};
use meldkamer_store::drill::{DrillRow, PlayerRow};
use serde::Serialize;

/// So many are listed on a page.
const PAGE: i64 = 10;

/// The routes of one entity's exercises.
pub fn routes() -> Vec<Route> {
    let read = Gate::SignedIn(Verb::ReadOrganisation);
    vec![
        Route::get("/organisation/drills", read, list),
        Route::post("/organisation/drills", Gate::SignedIn(Verb::StartOwnDrill), start),
        Route::get("/organisation/drills/{id}", read, show),
        Route::get("/organisation/drills/{id}/play", Gate::SignedIn(Verb::StartOwnDrill), play),
        Route::get("/organisation/drills/{id}/account.pdf", read, as_paper),
        Route::get("/organisation/drills/{id}/account.json", read, as_json),
    ]
}

/// Every state of their pages.
pub fn samples() -> Vec<Sample> {
    samples_of::<ListPage>()
}

/// One exercise beside the others.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Row {
    pub id: String,
    pub scenario: String,
    pub organisation: String,
    pub started_at: i64,
    pub ended: bool,
    /// Hours and minutes of the story, or nothing: first report, asking for help, answer.
    pub report: String,
    pub help: String,
    pub answer: String,
    /// Answered, of how many that happened.
    pub answered: (usize, usize),
    pub late: usize,
}

impl Row {
    /// An exercise with what came of it so far.
    pub async fn of(server: &Server, caller: &Caller, row: DrillRow) -> Result<Self, Problem> {
        let found = after::after(&server.house, row, caller.at).await?;
        let (row, review) = (&found.look.row, &found.review);
        let time = |time: Option<i64>| time.map(account::story_time).unwrap_or_default();
        let bad = |verdict: &&meldkamer_domain::drill::Verdict| matches!(verdict.name(), "late" | "missed");
        Ok(Self {
            id: row.id.clone(),
            scenario: drill::said(&row.title, "", caller.language.code()),
            organisation: row.organisation.clone(),
            started_at: row.started_at,
            ended: row.ended_at.is_some(),
            report: time(review.first_report),
            help: time(review.help),
            answer: time(review.answer),
            answered: (review.answered, review.shown),
            late: review.limits.iter().filter(bad).count(),
        })
    }

    pub fn sample(ended: bool) -> Self {
        Self {
            id: "drl_1".into(),
            scenario: "Gijzelsoftware in het weekend".into(),
            organisation: "Waterbedrijf <Noord>".into(),
            started_at: 1_795_189_200_000_000,
            ended,
            report: if ended { "8:00".into() } else { String::new() },
            help: String::new(),
            answer: String::new(),
            answered: (2, 6),
            late: 1,
        }
    }
}

/// All of them, and the form to begin one.
#[derive(Debug, Serialize)]
struct ListPage {
    body: String,
    works: bool,
    rows: Vec<Row>,
    fields: Vec<Field>,
    page: i64,
    more: bool,
}

impl Page for ListPage {
    const TEMPLATE: &'static str = "prepare/own-drills.html";

    fn title(&self) -> &'static str {
        "drill-own-title"
    }

    fn samples() -> Vec<Self> {
        let choices = vec![Choice::new("ddos", "Een overbelaste dienst")];
        let field = |name: &str, kind| Field::new(name, "Welk scenario?", kind).required();
        let fields = vec![
            field("scenario", Kind::Choice { choices: choices.clone(), list: false }),
            field("player", Kind::Choices { choices }),
        ];
        let body = || "Waterbedrijf Noord".to_owned();
        vec![
            Self {
                body: body(),
                works: true,
                rows: vec![Row::sample(false), Row::sample(true)],
                fields,
                page: 1,
                more: true,
            },
            Self { body: body(), works: false, rows: vec![], fields: vec![], page: 1, more: false },
        ]
    }
}

/// Contacts that can be mailed: address and how they are shown.
fn reachable(contacts: &[Contact]) -> Vec<(String, String)> {
    let one = |one: &Contact| {
        let email = one.reach.iter().find(|reach| reach.contains('@'))?;
        Some((
            email.clone(),
            format!("{} ({email})", if one.name.is_empty() { &one.role } else { &one.name }),
        ))
    };
    contacts.iter().filter_map(one).collect()
}

async fn drawn(server: &Server, caller: &Caller, form: &Form, error: &str) -> Result<ListPage, Problem> {
    let entity = entity(caller)?;
    let page = crate::rooms::desk::asked(caller).text("page").parse::<i64>().unwrap_or(1).clamp(1, 1000);
    let mut found = drill::of_entity(&server.house, &entity, PAGE + 1, (page - 1) * PAGE).await?;
    let more = found.len() as i64 > PAGE;
    found.truncate(usize::try_from(PAGE).unwrap_or(0));
    let mut rows = Vec::new();
    for row in found {
        rows.push(Row::of(server, caller, row).await?);
    }
    let works = may(caller, Verb::StartOwnDrill);
    let mut fields = Vec::new();
    if works {
        let say = |key: &str| server.pages.words().say_anyhow(caller.language, key, &Gaps::new());
        let contents = pack::standing(&server.house, &entity).await?.contents;
        let chosen = form.all("player");
        let choice = |(email, shown): (String, String)| {
            let chosen = chosen.contains(&email.as_str());
            Choice::new(email, shown).chosen(chosen)
        };
        let choices: Vec<_> = reachable(&contents.contacts).into_iter().map(choice).collect();
        fields.push(scenario_field(server, caller, form, error));
        if !choices.is_empty() {
            let players = Field::new("player", say("drill-players"), Kind::Choices { choices });
            fields.push(players.hint(say("drill-players-hint")));
        }
    }
    Ok(ListPage { body: body(caller), works, rows, fields, page, more })
}

async fn list(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let page = drawn(&server, &caller, &Form::default(), "").await?;
    server.show(&server.frame_of(&caller), &page)
}

/// `POST /organisation/drills`: only registered contacts are mailed.
async fn start(State(server): State<Server>, caller: Caller, form: Form) -> Result<Response, Problem> {
    let entity = entity(&caller)?;
    let contents = pack::standing(&server.house, &entity).await?.contents;
    let chosen = form.all("player");
    let players =
        reachable(&contents.contacts).into_iter().filter(|(email, _)| chosen.contains(&email.as_str()));
    let wish = Start {
        scenario: form.text("scenario").to_owned(),
        organisation: contents.organisation,
        entity: Some(entity),
        players: players.map(|(email, _)| PlayerRow { email, name: String::new() }).collect(),
    };
    match drill::start(&server.house, &caller.signed_in()?, &wish).await {
        Ok(started) => Ok(go_with_drill(&server, "/prepare/drill/play", &started.code)),
        Err(Failed::Refused(Refused::NotUnderstood { .. })) => {
            let page = drawn(&server, &caller, &form, "drill-scenario-missing").await?;
            server.show_again(&server.frame_of(&caller), &page)
        }
        Err(failed) => Err(failed.into()),
    }
}

async fn found(server: &Server, caller: &Caller, id: &str) -> Result<after::After, Problem> {
    let row = drill::one(&server.house, Some(&entity(caller)?), id).await?;
    Ok(after::after(&server.house, row, caller.at).await?)
}

async fn told(server: &Server, caller: &Caller, id: &str) -> Result<Account, Problem> {
    let found = found(server, caller, id).await?;
    Ok(Account::of(server, caller, &found, &format!("/organisation/drills/{id}/account")))
}

async fn show(
    State(server): State<Server>,
    Path(id): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    let account = told(&server, &caller, &id).await?;
    let frame = crate::page::Frame { exercise: true, ..server.frame_of(&caller) };
    server.show(&frame, &AccountPage { account, room: "organisation" })
}

/// `GET /organisation/drills/{id}/play`: into the exercise, with its code.
async fn play(
    State(server): State<Server>,
    Path(id): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    let row = drill::one(&server.house, Some(&entity(&caller)?), &id).await?;
    Ok(go_with_drill(&server, "/prepare/drill/play", &drill::code_of(&server.house, &row.id).to_string()))
}

async fn as_paper(
    State(server): State<Server>,
    Path(id): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    let paper = told(&server, &caller, &id).await?.paper(&server, &caller);
    Ok(file("exercise.pdf", "application/pdf", papers::print(paper).await?))
}

async fn as_json(
    State(server): State<Server>,
    Path(id): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    let text = format!("{:#}\n", account::json(&found(&server, &caller, &id).await?));
    Ok(file("exercise.json", "application/json", text))
}
