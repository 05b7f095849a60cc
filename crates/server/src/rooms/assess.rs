//! "Must I report this?": a few questions and a verdict with reasons. The answers are those of the
//! draft, so that nothing is typed twice; nothing has to be reported.

mod verdict;

use super::draft::{
    code_words,
    fields::{self, Group},
    frame, held, view,
    write::new_writer,
};
use crate::{
    Server,
    door::Caller,
    page::{Field, Page, Sample, samples_of},
    problem::Problem,
    route::{Gate, Route},
    words::Gaps,
};
use axum::{extract::State, http::HeaderMap, response::Response};
use meldkamer_domain::{fact::Facts, question::Question};
use serde::Serialize;

/// The questions of the assessment besides those of the thresholds, by heading.
const ASKED: [(&str, &[&str]); 3] = [
    ("door-assess-you", &["org.sector", "org.subsector", "org.kind", "org.class", "org.ms", "not.duty"]),
    ("door-assess-what", &["t.aware", "w.status", "w.malicious", "w.cross", "i.safety", "i.data"]),
    ("door-assess-how-bad", &["i.users", "i.duration", "i.money"]),
];

/// The routes of this room.
pub fn routes() -> Vec<Route> {
    vec![Route::get("/assess", Gate::Public, show), Route::get("/assess/verdict", Gate::Code, verdict::show)]
}

/// Every state of the pages of this room.
pub fn samples() -> Vec<Sample> {
    let mut all = samples_of::<Assess>();
    all.extend(samples_of::<verdict::VerdictPage>());
    all
}

/// The questions.
#[derive(Debug, Default, Serialize)]
struct Assess {
    /// The questions; none before a draft was begun.
    groups: Vec<Group>,
    /// The fields with something to put right.
    faults: Vec<Field>,
    /// The words of the code.
    code: String,
    /// Which draft it is; empty before one was begun.
    key: String,
    /// Which page writes.
    writer: String,
}

impl Page for Assess {
    const TEMPLATE: &'static str = "door/assess.html";

    fn title(&self) -> &'static str {
        "door-assess-title"
    }

    fn samples() -> Vec<Self> {
        let begun = Self {
            groups: super::draft::write::sample_groups(),
            code: "hotel-radio".into(),
            key: "dra-1".into(),
            writer: "ab12".into(),
            ..Self::default()
        };
        vec![Self::default(), begun]
    }
}

/// `GET /assess`: the questions, or the button that begins.
async fn show(State(server): State<Server>, caller: Caller, headers: HeaderMap) -> Result<Response, Problem> {
    let draft = held(&server, &caller).await?.filter(|draft| draft.row.filed_as.is_none());
    let Some(draft) = draft else {
        return server.show(&frame(&server, &caller, false), &Assess::default());
    };
    let (law, zone) = (server.house.law(), server.house.zone());
    let (filing, gaps) = draft.read(&server.house, caller.at);
    let view = view(&server, &caller, &zone);
    let all = fields::of(view, &law.catalogue, draft.stage(), &filing, &gaps);
    let facts = filing.facts();
    let matters = |id: &str| {
        let question = law.catalogue.question(id);
        filing.get(id).is_some() || question.is_some_and(|one| concerns(one, &facts))
    };
    let say = |key: &str| view.words.say_anyhow(view.language, key, &Gaps::new());
    let mut groups = chosen(all, matters, say);
    for asked in groups.iter_mut().flat_map(|group| &mut group.asked) {
        asked.version = draft.version(&asked.id);
    }
    let page = Assess {
        faults: fields::faults(&groups),
        groups,
        code: code_words(&headers),
        key: draft.row.id.clone(),
        writer: new_writer(),
    };
    server.show(&frame(&server, &caller, draft.row.exercise == 1), &page)
}

/// Whether the thresholds behind a question certainly concern this organisation.
fn concerns(question: &Question, facts: &Facts) -> bool {
    let holds = |test: &meldkamer_domain::question::Test| match test.is {
        Some(wanted) => facts.flag(&test.fact) == Some(wanted),
        None => test.among.iter().any(|option| facts.has(&test.fact, option) == Some(true)),
    };
    question.when.is_empty() || question.when.iter().any(holds)
}

/// The questions of the assessment out of all those of the stage.
fn chosen(all: Vec<Group>, matters: impl Fn(&str) -> bool, say: impl Fn(&str) -> String) -> Vec<Group> {
    let threshold = |id: &str| {
        let asks = id.starts_with("a.") && !["a.self-judgement", "a.files"].contains(&id);
        (asks || id.starts_with("d.")) && matters(id)
    };
    let mut asked: Vec<_> = all.into_iter().flat_map(|group| group.asked).collect();
    let mut groups = Vec::new();
    for (key, ids) in ASKED {
        let title = say(key);
        let mut group = Group { id: key.into(), title, core: true, open: true, filled: 0, asked: Vec::new() };
        for id in ids {
            if let Some(at) = asked.iter().position(|one| one.id == *id) {
                group.asked.push(asked.remove(at));
            }
        }
        if key == "door-assess-how-bad" {
            let (thresholds, rest): (Vec<_>, Vec<_>) = asked.into_iter().partition(|one| threshold(&one.id));
            group.asked.splice(0..0, thresholds);
            asked = rest;
        }
        groups.push(group);
    }
    groups
}
