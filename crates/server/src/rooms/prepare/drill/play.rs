//! The exercise under way: what happened so far, what players are asked, and the way to report.

use super::{
    account::{self, Account},
    holder::Player,
    marked,
};
use crate::{
    Server,
    form::Form,
    page::{Field, Kind, Page, Sample, samples_of},
    papers,
    problem::Problem,
    rooms::{draft::go_with_code, prepare::file},
    route::{Gate, Route},
    words::Gaps,
};
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use meldkamer_app::{
    Failed, draft,
    drill::{self, LONGEST, Look, after},
};
use meldkamer_domain::refused::Refused;
use serde::Serialize;

/// The routes of who plays.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/prepare/drill/play", Gate::Code, look),
        Route::post("/prepare/drill/play/answer", Gate::Code, answer),
        Route::post("/prepare/drill/play/report", Gate::Code, report),
        Route::post("/prepare/drill/play/end", Gate::Code, end),
        Route::get("/prepare/drill/account", Gate::Code, read),
        Route::get("/prepare/drill/account.pdf", Gate::Code, paper),
        Route::get("/prepare/drill/account.json", Gate::Code, json),
    ]
}

/// Every state of its pages.
pub fn samples() -> Vec<Sample> {
    samples_of::<PlayPage>()
}

/// The exercise as its players see it.
#[derive(Clone, Debug, Serialize)]
struct PlayPage {
    scenario: String,
    organisation: String,
    code: String,
    started_at: i64,
    ends_at: i64,
    ended: bool,
    /// How many more will happen.
    coming: usize,
    /// What happened, the newest first.
    happened: Vec<Happened>,
    /// What has to be put right, for the summary.
    wrong: Vec<Field>,
}

/// Something that happened.
#[derive(Clone, Debug, Serialize)]
struct Happened {
    id: String,
    title: String,
    text: String,
    at: i64,
    /// Hours and minutes of the story since its beginning.
    story: String,
    /// Answers so far: who, when, text.
    answers: Vec<(String, i64, String)>,
    answer: Field,
    author: Field,
}

impl Page for PlayPage {
    const TEMPLATE: &'static str = "prepare/drill-play.html";

    fn title(&self) -> &'static str {
        "drill-play-title"
    }

    fn samples() -> Vec<Self> {
        let happened = |id: &str, answered: bool, error: &str| Happened {
            id: id.into(),
            title: "Een beheerder belt".into(),
            text: "Het is zaterdag 06.40 uur.".into(),
            at: 1_795_189_200_000_000,
            story: "0:00".into(),
            answers: if answered {
                vec![("Ans".into(), 1_795_189_260_000_000, "Wij bellen.".into())]
            } else {
                vec![]
            },
            answer: answer_field(id, "Wie belt u?", "", error.into()),
            author: author_field(id, "Uw naam", ""),
        };
        let page = Self {
            scenario: "Gijzelsoftware in het weekend".into(),
            organisation: "Waterbedrijf <Noord>".into(),
            code: "hotel-radio-winter-lamp-tram-piano-oven".into(),
            started_at: 1_795_189_200_000_000,
            ends_at: 1_795_191_360_000_000,
            ended: false,
            coming: 4,
            happened: vec![happened("second", false, "Schrijf eerst iets op."), happened("first", true, "")],
            wrong: vec![answer_field("second", "Wie belt u?", "", "Schrijf eerst iets op.".into())],
        };
        vec![page.clone(), Self { ended: true, coming: 0, wrong: Vec::new(), ..page }]
    }
}

fn answer_field(inject: &str, label: &str, typed: &str, error: String) -> Field {
    let most = u32::try_from(LONGEST).unwrap_or(u32::MAX);
    let kind = Kind::Long { value: typed.to_owned(), rows: 4, most };
    Field::new(format!("answer-{inject}"), label, kind).error(error).required()
}

fn author_field(inject: &str, label: &str, typed: &str) -> Field {
    let kind = Kind::Text { value: typed.to_owned(), input: "text", autocomplete: "name" };
    Field::new(format!("author-{inject}"), label, kind)
}

impl PlayPage {
    fn of(server: &Server, player: &Player, found: &Look, form: &Form, fault: &str) -> Self {
        let (row, language) = (&found.row, player.caller.language.code());
        let say = |key: &str| server.pages.words().say_anyhow(player.caller.language, key, &Gaps::new());
        let sent = form.text("inject");
        let happened = |one: &meldkamer_store::drill::InjectRow| {
            let at = one.shown_at?;
            let (typed, error) =
                if one.id == sent { (typed(form, "answer", &one.id), fault) } else { ("", "") };
            let error = if error.is_empty() { String::new() } else { say(error) };
            let answers = found.answers.iter().filter(|answer| answer.inject == one.id);
            Some(Happened {
                title: drill::said(&one.said, "title", language),
                text: drill::said(&one.said, "text", language),
                at,
                story: account::story_time((one.due_at - row.started_at) * 60 / 60_000_000),
                answers: answers.map(|one| (one.author.clone(), one.at, one.body.clone())).collect(),
                answer: answer_field(&one.id, &drill::said(&one.said, "ask", language), typed, error),
                author: author_field(&one.id, &say("drill-author"), typed_author(form, &one.id)),
                id: one.id.clone(),
            })
        };
        let mut happened: Vec<_> = found.injects.iter().filter_map(happened).collect();
        happened.reverse();
        Self {
            scenario: drill::said(&row.title, "", language),
            organisation: row.organisation.clone(),
            code: player.code.clone(),
            started_at: row.started_at,
            ends_at: row.ends_at,
            ended: row.ended_at.is_some(),
            coming: found.injects.len() - happened.len(),
            wrong: happened
                .iter()
                .map(|one| one.answer.clone())
                .filter(|one| !one.error.is_empty())
                .collect(),
            happened,
        }
    }
}

fn typed<'a>(form: &'a Form, name: &str, inject: &str) -> &'a str {
    form.text(&format!("{name}-{inject}"))
}

fn typed_author<'a>(form: &'a Form, inject: &str) -> &'a str {
    typed(form, "author", inject)
}

async fn look(State(server): State<Server>, player: Player) -> Result<Response, Problem> {
    let found = drill::look(&server.house, player.row.clone()).await?;
    let page = PlayPage::of(&server, &player, &found, &Form::default(), "");
    server.show(&marked(&server, &player.caller), &page)
}

async fn answer(State(server): State<Server>, player: Player, form: Form) -> Result<Response, Problem> {
    let inject = form.text("inject").to_owned();
    let (body, author) = (typed(&form, "answer", &inject), typed_author(&form, &inject));
    match drill::answer(&server.house, &player.door, &player.row.id, &inject, body, author).await {
        Ok(()) => Ok(Redirect::to(&format!("/prepare/drill/play#{inject}")).into_response()),
        Err(Failed::Refused(Refused::NotUnderstood { fault, .. })) => {
            let found = drill::look(&server.house, player.row.clone()).await?;
            let key = if fault == "too-long" { "drill-answer-too-long" } else { "drill-answer-missing" };
            let page = PlayPage::of(&server, &player, &found, &form, key);
            server.show_again(&marked(&server, &player.caller), &page)
        }
        Err(failed) => Err(failed.into()),
    }
}

/// `POST /prepare/drill/play/report`: begins a report within the exercise, as in real life.
async fn report(State(server): State<Server>, player: Player) -> Result<Response, Problem> {
    if player.row.ended_at.is_some() {
        return Err(Refused::Closed.into());
    }
    let opening = drill::opening(&player.row);
    let opened = draft::open(&server.house, &player.caller.stranger(), &opening).await?;
    Ok(go_with_code(&server, "/report", &opened.code))
}

async fn end(State(server): State<Server>, player: Player) -> Result<Response, Problem> {
    drill::end(&server.house, &player.door, &player.row.id).await?;
    Ok(Redirect::to("/prepare/drill/account").into_response())
}

async fn told(server: &Server, player: &Player) -> Result<Account, Problem> {
    let found = after::after(&server.house, player.row.clone(), player.caller.at).await?;
    Ok(Account::of(server, &player.caller, &found, "/prepare/drill/account"))
}

async fn read(State(server): State<Server>, player: Player) -> Result<Response, Problem> {
    let account = told(&server, &player).await?;
    server.show(&marked(&server, &player.caller), &account::AccountPage { account, room: "players" })
}

async fn paper(State(server): State<Server>, player: Player) -> Result<Response, Problem> {
    let paper = told(&server, &player).await?.paper(&server, &player.caller);
    Ok(file("exercise.pdf", "application/pdf", papers::print(paper).await?))
}

async fn json(State(server): State<Server>, player: Player) -> Result<Response, Problem> {
    let found = after::after(&server.house, player.row.clone(), player.caller.at).await?;
    let text = format!("{:#}\n", account::json(&found));
    Ok(file("exercise.json", "application/json", text))
}
