//! What the law says when a reporter wants more time, or wants to take a report back.

use super::{
    Holder, both,
    view::{ClockView, Overview},
    voice::Voice,
};
use crate::{
    Server,
    form::Form,
    page::{Field, Kind, Page, Sample, samples_of},
    problem::Problem,
    route::Route,
};
use axum::{extract::State, http::Method, response::Response};
use meldkamer_app::{filing::later, mine::Mine};
use meldkamer_domain::{access::Verb, refused::Refused};
use serde::Serialize;

pub(super) fn routes() -> Vec<Route> {
    [
        both(Method::GET, paths!("/more-time"), Verb::ReadOwn, more_time),
        both(Method::GET, paths!("/withdraw"), Verb::Withdraw, ask_reason),
        both(Method::POST, paths!("/withdraw"), Verb::Withdraw, withdraw),
    ]
    .into_iter()
    .flatten()
    .collect()
}

pub(super) fn samples() -> Vec<Sample> {
    let mut all = samples_of::<MoreTimePage>();
    all.extend(samples_of::<WithdrawPage>());
    all
}

/// There is no more time; there are other ways.
#[derive(Clone, Debug, Serialize)]
pub struct MoreTimePage {
    clocks: Vec<ClockView>,
    laws: Vec<LawView>,
    /// Whether a progress report can take the place of the final one.
    lasting: bool,
    /// Whether the reader may still file a stage.
    open: bool,
}

/// What one law says.
#[derive(Clone, Debug, Serialize)]
pub struct LawView {
    name: String,
    clause: String,
    progress: String,
}

/// Taking a report back.
#[derive(Clone, Debug, Serialize)]
pub struct WithdrawPage {
    reason: Field,
    wrong: Vec<Field>,
}

async fn more_time(State(server): State<Server>, holder: Holder) -> Result<Response, Problem> {
    let mine = holder.look(&server).await?;
    let voice = holder.voice(&server);
    let overview = Overview::of(&voice, &mine, holder.caller.at.micros(), String::new());
    let resolved = mine.moment("resolved").is_some_and(|one| one.value.is_some());
    let page = MoreTimePage {
        clocks: overview.clocks.into_iter().filter(|one| one.done_at.is_none()).collect(),
        laws: laws(&voice, &mine),
        lasting: !resolved && mine.newest("notification").is_some(),
        open: overview.open && holder.writes(),
    };
    server.show(&holder.frame(&server), &page)
}

/// The clauses on reporting and on lasting incidents of each law that applies.
fn laws(voice: &Voice<'_>, mine: &Mine) -> Vec<LawView> {
    let ids: Vec<String> = serde_json::from_str(&mine.row.regimes).unwrap_or_default();
    let view = |id: &String| {
        let regime = voice.library.law.regime(id, voice.day)?;
        let progress = regime.stages.iter().find(|stage| stage.id.get_ref() == "progress");
        Some(LawView {
            name: regime.name.in_language(voice.language.code()).to_owned(),
            clause: regime.basis.clause.clone(),
            progress: progress.map(|stage| stage.basis.clause.clone()).unwrap_or_default(),
        })
    };
    ids.iter().filter_map(view).collect()
}

async fn ask_reason(State(server): State<Server>, holder: Holder) -> Result<Response, Problem> {
    if matches!(holder.row.state.as_str(), "withdrawn" | "merged") {
        return Err(Refused::Closed.into());
    }
    server.show(&holder.frame(&server), &WithdrawPage::with(&holder.voice(&server), "", false))
}

async fn withdraw(State(server): State<Server>, holder: Holder, form: Form) -> Result<Response, Problem> {
    let reason = form.text("reason");
    if reason.is_empty() {
        let page = WithdrawPage::with(&holder.voice(&server), "", true);
        return server.show_again(&holder.frame(&server), &page);
    }
    later::withdraw(&server.house, &holder.door, &holder.row.id, reason).await?;
    Ok(holder.to("?done=withdrawn"))
}

impl WithdrawPage {
    fn with(voice: &Voice<'_>, reason: &str, missing: bool) -> Self {
        let kind = Kind::Long { value: reason.to_owned(), rows: 3, most: 2000 };
        let mut reason = Field::new("reason", voice.say("mine-withdraw-reason"), kind)
            .hint(voice.say("mine-withdraw-hint"))
            .required();
        if missing {
            reason.error = voice.say("mine-fault-reason");
        }
        let wrong = missing.then(|| reason.clone()).into_iter().collect();
        Self { reason, wrong }
    }
}

impl Page for MoreTimePage {
    const TEMPLATE: &'static str = "mine/more-time.html";

    fn title(&self) -> &'static str {
        "mine-more-time-title"
    }

    fn samples() -> Vec<Self> {
        let law = LawView {
            name: "Cyberbeveiligingswet".into(),
            clause: "Cbw 25".into(),
            progress: "Cbw 29(2)".into(),
        };
        let clocks = super::view::examples::clocks();
        vec![
            Self { clocks, laws: vec![law], lasting: true, open: true },
            Self { clocks: Vec::new(), laws: Vec::new(), lasting: false, open: false },
        ]
    }
}

impl Page for WithdrawPage {
    const TEMPLATE: &'static str = "mine/withdraw.html";

    fn title(&self) -> &'static str {
        "mine-withdraw-title"
    }

    fn samples() -> Vec<Self> {
        super::view::examples::with_voice(|voice| {
            vec![Self::with(&voice, "", false), Self::with(&voice, "", true)]
        })
    }
}
