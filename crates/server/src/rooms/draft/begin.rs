//! The beginning of a report: of what kind it is, and whether it is an exercise.

use super::{frame, go_with_code, held};
use crate::{
    Server,
    door::Caller,
    form::Form,
    page::{Choice, Page},
    problem::Problem,
};
use axum::{extract::State, response::Response};
use meldkamer_app::draft::{self, Opening};
use meldkamer_domain::question::{Catalogue, Stage};
use serde::Serialize;
use serde_json::{Map, Value, json};

/// The page where a report begins.
#[derive(Debug, Serialize)]
pub struct Begin {
    /// Whether help is needed now: the telephone comes first.
    pub urgent: bool,
    /// Whether it is an exercise.
    pub exercise: bool,
    /// Whether a report is being written already under the code in this browser.
    pub another: bool,
    /// The kinds of report.
    pub kinds: Vec<Choice>,
    /// `report` or `assess`: where the answers are given.
    pub then: &'static str,
}

impl Begin {
    /// The page in a language.
    pub fn new(catalogue: &Catalogue, language: &str, urgent: bool, exercise: bool, another: bool) -> Self {
        let kinds =
            catalogue.question("not.kind").map(|one| one.field.options.as_slice()).unwrap_or_default();
        let kind = |one: &meldkamer_domain::question::Choice| {
            Choice::new(&*one.id, one.said.in_language(language)).chosen(one.id == "significant-incident")
        };
        Self { urgent, exercise, another, kinds: kinds.iter().map(kind).collect(), then: "report" }
    }
}

impl Page for Begin {
    const TEMPLATE: &'static str = "door/begin.html";

    fn title(&self) -> &'static str {
        "door-begin-title"
    }

    fn samples() -> Vec<Self> {
        let kinds = || {
            vec![
                Choice::new("significant-incident", "Significant").chosen(true),
                Choice::new("near-miss", "Bijna"),
            ]
        };
        let plain = Self { urgent: false, exercise: false, another: false, kinds: kinds(), then: "report" };
        vec![plain, Self { urgent: true, exercise: true, another: true, kinds: kinds(), then: "report" }]
    }
}

/// `POST /report`: begins a draft and goes to its form.
pub async fn open(State(server): State<Server>, caller: Caller, form: Form) -> Result<Response, Problem> {
    let kind = match form.text("kind") {
        "" => "significant-incident",
        kind => kind,
    };
    let known =
        server.house.law().catalogue.question("not.kind").is_some_and(|one| one.field.option(kind).is_some());
    if !known {
        return again(&server, &caller, &form).await;
    }
    let to = if form.text("then") == "assess" { "/assess" } else { "/report" };
    let opening = Opening {
        stage: draft::stage_of(kind, Stage::EarlyWarning),
        kind: kind.to_owned(),
        exercise: matches!(form.text("exercise"), "1" | "yes"),
        channel: "form".into(),
        origin: String::new(),
        answers: first_answers(kind, matches!(form.text("urgent"), "1" | "yes"), to == "/assess"),
    };
    let opened = draft::open(&server.house, &caller.stranger(), &opening).await?;
    Ok(go_with_code(&server, to, &opened.code))
}

/// What is known before the first question: the kind, and that help is wanted now.
fn first_answers(kind: &str, urgent: bool, assessing: bool) -> Map<String, Value> {
    let mut answers = Map::new();
    if !assessing {
        answers.insert("not.kind".into(), json!(kind));
    }
    if urgent {
        answers.insert("h.want".into(), json!("yes"));
        answers.insert("h.urgency".into(), json!("now"));
    }
    answers
}

async fn again(server: &Server, caller: &Caller, form: &Form) -> Result<Response, Problem> {
    let another = held(server, caller).await?.is_some();
    let (urgent, exercise) = (form.text("urgent") == "1", form.text("exercise") == "1");
    let law = server.house.law();
    let page = Begin::new(&law.catalogue, caller.language.code(), urgent, exercise, another);
    server.show_again(&frame(server, caller, exercise), &page)
}
