//! Forwarding: which answers, to which state, and the text as it will leave, to be put right first.

use super::address;
use crate::{
    Server,
    door::Caller,
    form::Form,
    page::{Choice, Field, Kind, Page, Sample, samples_of},
    problem::Problem,
    rooms::{authority::Voice, desk},
    route::{Gate, Route},
    words::{Gaps, sample_words},
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use meldkamer_app::{
    Failed,
    contact_point::forward::{self, Abroad, Proposal},
};
use meldkamer_domain::{access::Verb, refused::Refused};
use serde::Serialize;

pub(super) fn routes() -> Vec<Route> {
    const FORWARD: &str = "/contact-point/dossiers/{reference}/forward";
    vec![
        Route::get(FORWARD, Gate::SignedIn(Verb::ReadCrossing), show),
        Route::post(FORWARD, Gate::SignedIn(Verb::Forward), send),
    ]
}

pub(super) fn samples() -> Vec<Sample> {
    samples_of::<ForwardPage>()
}

/// The page.
#[derive(Clone, Debug, Serialize)]
pub struct ForwardPage {
    reference: String,
    /// The answers to choose from; none when only what was refused is shown again.
    choices: Vec<Choice>,
    replaced: usize,
    state: Field,
    text: Field,
    wrong: Vec<Field>,
}

impl Page for ForwardPage {
    const TEMPLATE: &'static str = "contact-point/forward.html";

    fn title(&self) -> &'static str {
        "contact-point-forward"
    }

    fn samples() -> Vec<Self> {
        let say = sample_words();
        let abroad = [
            Abroad { state: "BE".into(), body: "x".into(), name: "CCB <b>".into(), reachable: true },
            Abroad { state: "DE".into(), body: "y".into(), name: "BSI".into(), reachable: false },
        ];
        let page = |text: &str, wrong, choices: Vec<Choice>, replaced| {
            Self::new(&say, "NL-26-ABCD-EFGH-J", &abroad, ("DE", text), wrong).with(choices, replaced)
        };
        let choices = vec![
            Choice::new("w.summary", "Wat is er gebeurd <b>?").chosen(true),
            Choice::new("i.services", "Welke diensten?"),
        ];
        vec![
            page("What happened?\nRansomware at […]", None, choices, 3),
            page("Bij Waterbedrijf <Noord>", Some(("text", "names")), Vec::new(), 0),
            page("", Some(("state", "missing")), Vec::new(), 0),
        ]
    }
}

impl ForwardPage {
    fn new(
        say: &dyn Fn(&str) -> String,
        reference: &str,
        abroad: &[Abroad],
        (chosen, text): (&str, &str),
        wrong: Option<(&str, &str)>,
    ) -> Self {
        let choice = |one: &Abroad| {
            let there = if one.reachable { "" } else { "contact-point-no-address" };
            let more = if there.is_empty() { String::new() } else { format!(", {}", say(there)) };
            let label = format!("{}: {}{more}", one.state, one.name);
            Choice::new(&one.state, label).chosen(one.state == chosen)
        };
        let states = Kind::Choice { choices: abroad.iter().map(choice).collect(), list: true };
        let most = u32::try_from(forward::LONGEST).unwrap_or(u32::MAX);
        let text = Kind::Long { value: text.to_owned(), rows: 16, most };
        let fault = |field: Field| match wrong {
            Some((name, fault)) if name == field.name => {
                field.error(say(&format!("contact-point-fault-{fault}")))
            }
            _ => field,
        };
        let state = fault(Field::new("state", say("contact-point-ask-state"), states).required());
        let text = Field::new("text", say("contact-point-ask-text"), text).required();
        let text = fault(text.hint(say("contact-point-ask-text.hint")));
        let wrong = [&state, &text].into_iter().filter(|one| !one.error.is_empty()).cloned().collect();
        let reference = reference.to_owned();
        Self { reference, choices: Vec::new(), replaced: 0, state, text, wrong }
    }

    fn with(self, choices: Vec<Choice>, replaced: usize) -> Self {
        Self { choices, replaced, ..self }
    }
}

async fn page(
    server: &Server,
    caller: &Caller,
    reference: &str,
    typed: (&str, &str),
    wrong: Option<(&str, &str)>,
) -> Result<ForwardPage, Problem> {
    let words = server.pages.words();
    let say = |key: &str| words.say_anyhow(caller.language, key, &Gaps::new());
    let abroad = forward::abroad(&server.house, &caller.signed_in()?).await?;
    Ok(ForwardPage::new(&say, reference, &abroad, typed, wrong))
}

async fn show(
    State(server): State<Server>,
    Path(reference): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    let asked = desk::asked(&caller);
    let chosen = asked.all("questions");
    let proposal = forward::propose(&server.house, &caller.signed_in()?, &reference, &chosen).await?;
    let choices = choices(&Voice::new(&server, &caller), &proposal, &chosen);
    let typed = (asked.text("state"), proposal.text.as_str());
    let page = page(&server, &caller, &proposal.reference, typed, None).await?;
    let mut frame = server.frame_of(&caller);
    frame.reference = Some(page.reference.clone());
    server.show(&frame, &page.with(choices, proposal.replaced))
}

fn choices(voice: &Voice, proposal: &Proposal, chosen: &[&str]) -> Vec<Choice> {
    let choice = |id: &String| {
        let question = voice.library.catalogue.question(id);
        let label = question.map_or(id.as_str(), |one| one.field.label.in_language(voice.language));
        Choice::new(id, label).chosen(chosen.is_empty() || chosen.contains(&id.as_str()))
    };
    proposal.choices.iter().map(choice).collect()
}

async fn send(
    State(server): State<Server>,
    Path(reference): Path<String>,
    caller: Caller,
    typed: Form,
) -> Result<Response, Problem> {
    let (state, text) = (typed.text("state"), typed.text("text"));
    match forward::send(&server.house, &caller.signed_in()?, &reference, state, text).await {
        Ok(()) => Ok(desk::back(&format!("{}#sent", address(&reference)))),
        Err(Failed::Refused(Refused::NotUnderstood { field, fault })) => {
            let wrong = Some((field.as_str(), fault));
            let page = page(&server, &caller, &reference, (state, text), wrong).await?;
            server.show_again(&server.frame_of(&caller), &page)
        }
        Err(failed) => Err(failed.into()),
    }
}
