//! Filing for a caller, or about an organisation by somebody else.

use crate::{
    Server,
    door::Caller,
    form::Form,
    page::{Field, Kind, Page},
    problem::Problem,
    rooms::{
        desk::{asked, frame},
        draft::{
            Spoken,
            fields::{self, Asked, Group, View},
        },
    },
};
use axum::{extract::State, response::Response};
use meldkamer_app::{
    chance,
    desk::intake::{self, Call},
    filing::Filed,
};
use meldkamer_domain::{
    filing::{self, Filing, Gap, from_form},
    question::Stage,
};
use serde::Serialize;
use serde_json::{Map, Value};

/// Fields of the form that are not questions.
const OURS: [&str; 7] = ["channel", "language", "speak", "exercise", "key", "base", "then"];

/// The questions with what the duty officer says.
#[derive(Debug, Default, Serialize)]
pub struct CallPage {
    channel: String,
    language: String,
    exercise: bool,
    key: String,
    groups: Vec<Group>,
}

/// What to read out when it was filed.
#[derive(Debug, Default, Serialize)]
pub struct FiledPage {
    reference: String,
    secret: String,
    received_at: i64,
    exercise: bool,
    channel: String,
    limits: Vec<(String, i64)>,
    again: bool,
}

/// GET /desk/intake/call?channel=…&language=…
pub(super) async fn blank(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let form = asked(&caller);
    let page = CallPage::of(&server, &caller, &form, Map::new(), &[]);
    server.show(&frame(&server, &caller), &page)
}

/// POST /desk/intake
pub(super) async fn file(
    State(server): State<Server>,
    caller: Caller,
    form: Form,
) -> Result<Response, Problem> {
    let door = caller.signed_in()?;
    let answers = answers(&server, &form);
    // Another language to put the questions in; what was typed stays.
    if form.text("then").is_empty() && !form.text("speak").is_empty() {
        let page = CallPage::of(&server, &caller, &form, answers, &[]);
        return server.show(&frame(&server, &caller), &page);
    }
    if answers.is_empty() || form.text("then") == "check" {
        let page = CallPage::of(&server, &caller, &form, answers, &[]);
        return server.show_again(&frame(&server, &caller), &page);
    }
    let call = Call {
        channel: channel(&form),
        answers,
        language: language(&form),
        exercise: form.text("exercise") == "yes",
        key: form.text("key").to_owned(),
    };
    let filed = intake::file(&server.house, &door, &call).await?;
    let page = FiledPage::of(&server, &caller, &filed);
    let mut frame = frame(&server, &caller);
    frame.exercise = page.exercise;
    frame.reference = Some(page.reference.clone());
    server.show(&frame, &page)
}

fn answers(server: &Server, form: &Form) -> Map<String, Value> {
    let asked = form.pairs.iter().filter(|(name, _)| !OURS.contains(&name.as_str())).cloned();
    from_form(&server.house.law().catalogue, &asked.collect::<Vec<_>>())
}

fn channel(form: &Form) -> String {
    let given = form.text("channel");
    if given == "third-party" { given.to_owned() } else { "telephone".to_owned() }
}

fn language(form: &Form) -> String {
    let given = Some(form.text("speak")).filter(|speak| !speak.is_empty());
    let given = given.unwrap_or_else(|| form.text("language"));
    if given == "en" { "en".to_owned() } else { "nl".to_owned() }
}

/// The questions of the first report with the answers so far.
pub(super) fn groups(
    server: &Server,
    caller: &Caller,
    answers: Map<String, Value>,
    gaps: &[Gap],
) -> (Filing, Vec<Group>) {
    let (library, zone) = (server.house.law(), server.house.zone());
    let stage = Stage::EarlyWarning;
    let (filing, _) = filing::read(&library.catalogue, stage, &Value::Object(answers), caller.at, &zone);
    let view = View { language: caller.language, words: server.pages.words(), zone: &zone, now: caller.at };
    let groups = fields::of(view, &library.catalogue, stage, &filing, gaps);
    (filing, groups)
}

impl CallPage {
    fn of(server: &Server, caller: &Caller, form: &Form, answers: Map<String, Value>, gaps: &[Gap]) -> Self {
        let library = server.house.law();
        let language = language(form);
        let script = library.catalogue.script(Stage::EarlyWarning, &language);
        let (_, mut groups) = groups(server, caller, answers, gaps);
        let foreign = language != caller.language.code();
        for asked in groups.iter_mut().flat_map(|group| &mut group.asked) {
            let line = script.iter().find(|line| line.question == asked.id);
            asked.spoken = line.map(|line| Spoken {
                text: line.say.to_owned(),
                options: if foreign { line.options.join(" / ") } else { String::new() },
                language: language.clone(),
            });
        }
        let given = form.text("key");
        Self {
            channel: channel(form),
            exercise: form.text("exercise") == "yes",
            key: if given.is_empty() { fresh_key() } else { given.to_owned() },
            groups,
            language,
        }
    }
}

/// A key that makes a form sent twice one report.
fn fresh_key() -> String {
    chance::bytes::<16>().iter().map(|byte| format!("{byte:02x}")).collect()
}

impl FiledPage {
    fn of(server: &Server, caller: &Caller, filed: &Filed) -> Self {
        let library = server.house.law();
        let (language, day) = (caller.language.code(), server.house.day(caller.at));
        let stage = |regime: &str, stage: &str| {
            let found = library.law.regime(regime, day).and_then(|one| one.stage(stage, day));
            found.map_or_else(|| stage.to_owned(), |one| one.name.in_language(language).to_owned())
        };
        Self {
            reference: filed.dossier.reference.clone(),
            secret: filed.code.clone().unwrap_or_default(),
            received_at: filed.received_at.micros(),
            exercise: filed.dossier.exercise == 1,
            channel: filed.dossier.channel.clone(),
            limits: filed
                .limits
                .iter()
                .map(|limit| (stage(&limit.regime, &limit.stage), limit.due.micros()))
                .collect(),
            again: filed.again,
        }
    }
}

impl Page for CallPage {
    const TEMPLATE: &'static str = "desk/call.html";

    fn title(&self) -> &'static str {
        if self.channel == "third-party" { "desk-call-third-title" } else { "desk-call-title" }
    }

    fn samples() -> Vec<Self> {
        let field = Field::new("w.status", "Hoe staat het ervoor?", Kind::text(""));
        let spoken = Spoken { text: "Is it over?".into(), options: "yes / no".into(), language: "en".into() };
        let asked = Asked { id: "w.status".into(), field, version: 0, clash: None, spoken: Some(spoken) };
        let group =
            Group { title: "Wat er gebeurde".into(), open: true, asked: vec![asked], ..Group::default() };
        let call = Self {
            channel: "telephone".into(),
            language: "nl".into(),
            key: "0af3".into(),
            groups: vec![group],
            ..Self::default()
        };
        let third =
            Self { channel: "third-party".into(), language: "en".into(), exercise: true, ..Self::default() };
        vec![call, third]
    }
}

impl Page for FiledPage {
    const TEMPLATE: &'static str = "desk/call-filed.html";

    fn title(&self) -> &'static str {
        "desk-call-filed-title"
    }

    fn samples() -> Vec<Self> {
        let at = 1_763_653_200_000_000;
        let call = Self {
            reference: "NL-26-K7M4".into(),
            secret: "anker molen zilver".into(),
            received_at: at,
            channel: "telephone".into(),
            limits: vec![("Melding".into(), at)],
            ..Self::default()
        };
        let third = Self {
            channel: "third-party".into(),
            again: true,
            exercise: true,
            reference: "NL-26-OEF".into(),
            ..Self::default()
        };
        vec![call, third]
    }
}
