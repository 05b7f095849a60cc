//! Asking for help after filing, and whether it was seen.

use super::{
    Holder, both,
    view::{self, HelpView},
    voice::Voice,
};
use crate::{
    Server,
    form::Form,
    page::{Field, Page, Sample, samples_of},
    problem::Problem,
    rooms::draft::{
        fields::{self, Group, View},
        sent::answers,
    },
    route::Route,
};
use axum::{extract::State, http::Method, response::Response};
use meldkamer_app::mine;
use meldkamer_domain::{
    access::Verb,
    filing::{Answer, Filing, Gap, Severity, read},
    question::Stage,
    time::Instant,
};
use serde::Serialize;
use serde_json::{Map, Value};

pub(super) fn routes() -> Vec<Route> {
    [
        both(Method::GET, paths!("/help"), Verb::AskHelp, show),
        both(Method::POST, paths!("/help"), Verb::AskHelp, ask),
        both(Method::GET, paths!("/status"), Verb::ReadOwn, status),
    ]
    .into_iter()
    .flatten()
    .collect()
}

pub(super) fn samples() -> Vec<Sample> {
    let mut all = samples_of::<HelpPage>();
    all.extend(samples_of::<StatusPage>());
    all
}

/// The form for help.
#[derive(Clone, Debug, Serialize)]
pub struct HelpPage {
    groups: Vec<Group>,
    wrong: Vec<Field>,
    help: Option<HelpView>,
}

/// Whether help was seen: a small page that the dossier's page looks at every now and then.
#[derive(Clone, Debug, Serialize)]
pub struct StatusPage {
    help: Option<HelpView>,
    unread: usize,
}

async fn show(State(server): State<Server>, holder: Holder) -> Result<Response, Problem> {
    let mine = holder.look(&server).await?;
    let page = page(&holder.voice(&server), holder.caller.at, Filing::new(Stage::EarlyWarning), &[]);
    server.show(&holder.frame(&server), &HelpPage { help: view::help(&mine), ..page })
}

async fn ask(State(server): State<Server>, holder: Holder, form: Form) -> Result<Response, Problem> {
    let voice = holder.voice(&server);
    let pairs: Vec<_> = form.pairs.iter().filter(|(name, _)| name.starts_with("h.")).cloned().collect();
    let answers: Map<String, Value> = answers(&voice.library.catalogue, &pairs);
    let value = Value::Object(answers.clone());
    let (typed, gaps) =
        read(&voice.library.catalogue, Stage::EarlyWarning, &value, holder.caller.at, &voice.zone);
    let asked = |gap: &Gap| gap.severity == Severity::Wrong && gap.question.starts_with("h.");
    let wrong: Vec<Gap> = gaps.into_iter().filter(asked).collect();
    if !wrong.is_empty() || answers.is_empty() {
        let mine = holder.look(&server).await?;
        let mut page = page(&voice, holder.caller.at, typed, &wrong);
        page.help = view::help(&mine);
        if answers.is_empty() {
            page.need_urgency(&voice);
        }
        return server.show_again(&holder.frame(&server), &page);
    }
    mine::ask_help(&server.house, &holder.door, &holder.row.id, &answers, form.text("once")).await?;
    Ok(holder.to("?done=help#help"))
}

async fn status(State(server): State<Server>, holder: Holder) -> Result<Response, Problem> {
    let mine = holder.look(&server).await?;
    let page = StatusPage { help: view::help(&mine), unread: mine.unread() };
    server.show(&holder.frame(&server), &page)
}

/// The questions on help and nothing else: whoever is here wants help.
fn page(voice: &Voice<'_>, now: Instant, mut typed: Filing, gaps: &[Gap]) -> HelpPage {
    typed.set("h.want", Answer::Flag(true));
    let view = View { language: voice.language, words: voice.words, zone: &voice.zone, now };
    let mut groups = fields::of(view, &voice.library.catalogue, Stage::EarlyWarning, &typed, gaps);
    groups.retain(|group| group.id == "help");
    for group in &mut groups {
        group.asked.retain(|one| one.id.starts_with("h.") && one.id != "h.want");
        group.open = true;
    }
    let wrong = fields::faults(&groups);
    HelpPage { groups, wrong, help: None }
}

impl HelpPage {
    /// Something has to be told: how soon is the least.
    fn need_urgency(&mut self, voice: &Voice<'_>) {
        let mut all = self.groups.iter_mut().flat_map(|group| &mut group.asked);
        if let Some(asked) = all.find(|one| one.id == "h.urgency") {
            asked.field.error = voice.say("mine-fault-urgency");
            self.wrong.push(asked.field.clone());
        }
    }
}

impl Page for HelpPage {
    const TEMPLATE: &'static str = "mine/help.html";

    fn title(&self) -> &'static str {
        "mine-help-title"
    }

    fn samples() -> Vec<Self> {
        view::examples::with_voice(|voice| {
            let now = view::examples::now();
            let blank = page(&voice, now, Filing::new(Stage::EarlyWarning), &[]);
            let mut wrong = blank.clone();
            wrong.need_urgency(&voice);
            let seen = Self { help: Some(view::examples::help(true)), ..blank.clone() };
            vec![blank, wrong, seen]
        })
    }
}

impl Page for StatusPage {
    const TEMPLATE: &'static str = "mine/status.html";

    fn title(&self) -> &'static str {
        "mine-status-title"
    }

    fn samples() -> Vec<Self> {
        vec![
            Self { help: None, unread: 0 },
            Self { help: Some(view::examples::help(false)), unread: 1 },
            Self { help: Some(view::examples::help(true)), unread: 2 },
        ]
    }
}
