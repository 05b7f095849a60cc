//! One share: what was chosen of a dossier, as it was when it was shared.

use crate::{
    Server,
    door::Caller,
    page::Page,
    problem::Problem,
    rooms::{
        authority::{Group, Voice},
        desk::dossier::law::{self, Regime},
        mine::talk::as_download,
    },
    route::{Gate, Route},
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use meldkamer_app::share::seen::{self, Seen};
use meldkamer_domain::access::Verb;
use meldkamer_store::{clock::DeadlineRow, message::MessageRow};
use serde::Serialize;

/// The routes of a share.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/partner/shared/{id}", Gate::SignedIn(Verb::ReadShared), open),
        Route::get("/partner/shared/{id}/files/{file}", Gate::SignedIn(Verb::ReadShared), file),
    ]
}

/// The page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SharedPage {
    id: String,
    reference: String,
    shared_at: i64,
    until: i64,
    ground: String,
    groups: Vec<Group>,
    /// Stage, regime with its clause, until when, when it was met.
    limits: Vec<(String, String, i64, Option<i64>)>,
    verdict: String,
    regimes: Vec<Regime>,
    help: Vec<Vec<Group>>,
    messages: Vec<Said>,
    notes: Vec<Said>,
    /// Id, name and KiB.
    files: Vec<(String, String, i64)>,
    /// What was decided on each axis.
    decided: Vec<(String, String)>,
}

#[derive(Clone, Debug, Default, Serialize)]
struct Said {
    direction: String,
    author: String,
    body: String,
    at: i64,
}

impl SharedPage {
    fn of(voice: &Voice, seen: &Seen) -> Self {
        let (library, language) = (&voice.library, voice.language);
        let limit = |one: &DeadlineRow| {
            let law = format!("{}, {}", voice.regime(&one.regime), one.clause);
            (voice.stage(&one.regime, &one.stage), law, one.due, one.met_at)
        };
        let said = |one: &MessageRow| Said {
            direction: one.direction.clone(),
            author: one.author.clone(),
            body: one.body.clone(),
            at: one.at,
        };
        let (verdict, regimes) = law::regimes(&seen.verdict, library, voice.today, language);
        let ground = library.law.grounds(voice.today);
        let ground = ground.iter().find(|one| *one.id.get_ref() == seen.share.ground);
        Self {
            id: seen.share.id.clone(),
            reference: seen.dossier.reference.clone(),
            shared_at: seen.share.at,
            until: seen.share.until_at,
            ground: ground.map_or(&*seen.share.ground, |one| one.name.in_language(language)).to_owned(),
            groups: voice.groups(&seen.answers),
            limits: seen.limits.iter().map(limit).collect(),
            verdict,
            regimes,
            help: seen.help.iter().map(|one| voice.groups(one)).collect(),
            messages: seen.messages.iter().map(said).collect(),
            notes: seen.notes.iter().map(said).collect(),
            files: seen
                .files
                .iter()
                .map(|one| (one.id.clone(), one.name.clone(), one.size.div_euclid(1024) + 1))
                .collect(),
            decided: decided(seen, language),
        }
    }
}

/// The decision in the words of its framework: axis and levels.
fn decided(seen: &Seen, language: &str) -> Vec<(String, String)> {
    let Some((framework, decided)) = &seen.decided else { return Vec::new() };
    let axis = |(id, chosen): (&String, &Vec<String>)| {
        let axis = framework.axis(id)?;
        let named = axis.levels.iter().filter(|level| chosen.contains(level.id.get_ref()));
        let named: Vec<&str> = named.map(|level| level.text.in_language(language)).collect();
        Some((axis.title.in_language(language).to_owned(), named.join(", ")))
    };
    decided.chosen.iter().filter_map(axis).collect()
}

async fn open(
    State(server): State<Server>,
    Path(id): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    let seen = seen::open(&server.house, &caller.signed_in()?, &id).await?;
    let page = SharedPage::of(&Voice::new(&server, &caller), &seen);
    let mut frame = server.frame_of(&caller);
    frame.reference = Some(page.reference.clone());
    server.show(&frame, &page)
}

async fn file(
    State(server): State<Server>,
    Path((id, file)): Path<(String, String)>,
    caller: Caller,
) -> Result<Response, Problem> {
    let (name, bytes) = seen::file(&server.house, &caller.signed_in()?, &id, &file).await?;
    Ok(as_download(&name, bytes))
}

impl Page for SharedPage {
    const TEMPLATE: &'static str = "partner/shared.html";

    fn title(&self) -> &'static str {
        "partner-shared"
    }

    fn samples() -> Vec<Self> {
        let at = 1_763_653_200_000_000;
        let said = |direction: &str| Said {
            direction: direction.into(),
            author: "Ans <b>".into(),
            body: "De logs\nkomen.".into(),
            at,
        };
        let bare = Self {
            id: "shr_1".into(),
            reference: "NL-26-ABCD-EFGH-J".into(),
            shared_at: at,
            until: at,
            ground: "Toezicht <b>".into(),
            ..Self::default()
        };
        let limit = |met| ("Incidentmelding".to_owned(), "Cyberbeveiligingswet, Cbw 27".to_owned(), at, met);
        let full = Self {
            groups: vec![Group::sample()],
            limits: vec![limit(None), limit(Some(at))],
            verdict: "yes".into(),
            regimes: vec![Regime::sample()],
            help: vec![vec![Group::sample()]],
            messages: vec![said("in"), said("out")],
            notes: vec![said("own")],
            files: vec![("att_1".into(), "vpn <b>.log".into(), 12)],
            decided: vec![("Urgentie".into(), "Gepland".into())],
            ..bare.clone()
        };
        vec![bare, full]
    }
}
