//! Playbooks in a case: what runs, taking one in from the outside world, and the tasks as a playbook.

use super::{Head, address};
use crate::{
    Server,
    door::Caller,
    form::{Form, Parcel},
    language::Language,
    page::Page,
    problem::Problem,
    rooms::{
        desk::{self, Who},
        mine::talk::disposition,
    },
    route::{Gate, Route},
};
use axum::{
    extract::{DefaultBodyLimit, Path, State},
    handler::Handler,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use meldkamer_app::{
    Failed,
    case::playbook::{self, Imported, LARGEST},
};
use meldkamer_domain::{
    access::Verb,
    playbook::{Playbook, Step},
    refused::Refused,
};
use meldkamer_exchange::cacao::Remark;
use meldkamer_store::view as colleagues;
use serde::Serialize;

/// The routes of playbooks.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/desk/case/{case}/playbooks", Gate::SignedIn(Verb::ReadCase), look),
        Route::post(
            "/desk/case/{case}/playbooks",
            Gate::SignedIn(Verb::StartPlaybook),
            take_in.layer(DefaultBodyLimit::disable()),
        ),
        Route::post("/desk/case/{case}/playbooks/begin", Gate::SignedIn(Verb::StartPlaybook), begin),
        Route::post("/desk/case/{case}/playbooks/{run}/undo", Gate::SignedIn(Verb::StartPlaybook), undo),
        Route::get("/desk/playbooks/{id}/{language}", Gate::SignedIn(Verb::StartPlaybook), as_cacao),
        Route::get("/desk/case/{case}/playbook.json", Gate::SignedIn(Verb::ReadCase), export),
    ]
}

/// The playbooks of a case.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PlaybooksPage {
    head: Head,
    runs: Vec<Run>,
    /// Those of the rulebooks that can be started.
    own: Vec<Own>,
    /// What cannot be taken in: step and code.
    faults: Vec<(String, String)>,
    /// What did not come along.
    notes: Vec<(String, String)>,
}

#[derive(Clone, Debug, Default, Serialize)]
struct Run {
    id: String,
    title: String,
    source: String,
    version: String,
    at: i64,
    who: Who,
}

/// A playbook of the rulebooks.
#[derive(Clone, Debug, Default, Serialize)]
struct Own {
    id: String,
    title: String,
    about: String,
    version: String,
    steps: Vec<OwnStep>,
}

#[derive(Clone, Debug, Default, Serialize)]
struct OwnStep {
    title: String,
    /// `csirt`, `organisation` or `ir-firm`.
    who: &'static str,
    /// Within how many hours, at least one.
    hours: i64,
}

impl Own {
    fn of(book: &Playbook, language: Language) -> Self {
        let step = |one: &Step| OwnStep {
            title: one.title.in_language(language.code()).to_owned(),
            who: one.who.name(),
            hours: (one.within / 60).max(1),
        };
        Self {
            id: book.id.clone(),
            title: book.title.in_language(language.code()).to_owned(),
            about: book.about.in_language(language.code()).to_owned(),
            version: book.version.clone(),
            steps: book.steps.iter().map(step).collect(),
        }
    }
}

async fn look(
    State(server): State<Server>,
    Path(case): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    shown(&server, &caller, &case, (Vec::new(), Vec::new())).await
}

async fn shown(
    server: &Server,
    caller: &Caller,
    case: &str,
    (faults, notes): (Vec<Remark>, Vec<Remark>),
) -> Result<Response, Problem> {
    let (whole, rows) = playbook::look(&server.house, &caller.signed_in()?, case).await?;
    let known = colleagues::colleagues(&server.house.database).await?;
    let run = |one: &meldkamer_store::support_case::task::RunRow| Run {
        id: one.id.clone(),
        title: one.title.clone(),
        source: one.source.clone(),
        version: one.playbook_version.clone(),
        at: one.at,
        who: Who::of(&one.actor, &known),
    };
    let told = |all: Vec<Remark>| all.into_iter().map(|one| (one.step, one.code)).collect();
    let faulty = !faults.is_empty();
    let page = PlaybooksPage {
        head: Head::at_the_desk(&whole.row, caller, "playbooks"),
        runs: rows.iter().map(run).collect(),
        own: playbook::own(&server.house, caller.at)
            .iter()
            .map(|one| Own::of(one, caller.language))
            .collect(),
        faults: told(faults),
        notes: told(notes),
    };
    let mut frame = desk::frame(server, caller);
    frame.reference = Some(whole.row.reference.clone());
    frame.exercise = whole.row.exercise == 1;
    if faulty { server.show_again(&frame, &page) } else { server.show(&frame, &page) }
}

async fn begin(
    State(server): State<Server>,
    Path(case): Path<String>,
    caller: Caller,
    typed: Form,
) -> Result<Response, Problem> {
    match playbook::begin(&server.house, &caller.signed_in()?, &case, typed.text("playbook")).await {
        Ok(_) => Ok(desk::back(&format!("{}/tasks", address(&case)))),
        Err(Failed::Refused(Refused::NotUnderstood { fault, .. })) => {
            shown(&server, &caller, &case, (vec![whole(fault)], Vec::new())).await
        }
        Err(failed) => Err(failed.into()),
    }
}

async fn undo(
    State(server): State<Server>,
    Path((case, run)): Path<(String, String)>,
    caller: Caller,
) -> Result<Response, Problem> {
    match playbook::undo(&server.house, &caller.signed_in()?, &case, &run).await {
        Ok(_) => Ok(desk::back(&format!("{}/tasks", address(&case)))),
        Err(Failed::Refused(Refused::AlreadyDone)) => {
            shown(&server, &caller, &case, (vec![whole("nothing-to-undo")], Vec::new())).await
        }
        Err(failed) => Err(failed.into()),
    }
}

/// Something about a playbook as a whole.
fn whole(code: &str) -> Remark {
    Remark { step: String::new(), code: code.to_owned() }
}

async fn as_cacao(
    State(server): State<Server>,
    Path((id, language)): Path<(String, String)>,
    caller: Caller,
) -> Result<Response, Problem> {
    let json = playbook::as_cacao(&server.house, caller.at, &id, &language)?;
    Ok(download(&id, json))
}

fn download(name: &str, json: String) -> Response {
    let heads = [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (header::CONTENT_DISPOSITION, disposition(&format!("{name}-cacao.json"))),
    ];
    (StatusCode::OK, heads, json).into_response()
}

async fn take_in(
    State(server): State<Server>,
    Path(case): Path<String>,
    caller: Caller,
    sent: Parcel,
) -> Result<Response, Problem> {
    let fault = |code: &str| vec![whole(code)];
    let file = sent.form.files.first();
    let bytes = match file {
        _ if sent.too_large => return shown(&server, &caller, &case, (fault("too-large"), Vec::new())).await,
        None => return shown(&server, &caller, &case, (fault("missing"), Vec::new())).await,
        Some(file) if file.bytes.len() > LARGEST => {
            return shown(&server, &caller, &case, (fault("too-large"), Vec::new())).await;
        }
        Some(file) => file.bytes.clone(),
    };
    match playbook::import(&server.house, &caller.signed_in()?, &case, &bytes).await {
        Ok(Imported::Started(notes)) if notes.is_empty() => {
            Ok(desk::back(&format!("{}/tasks", address(&case))))
        }
        Ok(Imported::Started(notes)) => shown(&server, &caller, &case, (Vec::new(), notes)).await,
        Ok(Imported::Faulty(faults)) => shown(&server, &caller, &case, (faults, Vec::new())).await,
        Err(Failed::Refused(Refused::NotUnderstood { fault: code, .. })) => {
            shown(&server, &caller, &case, (fault(code), Vec::new())).await
        }
        Err(failed) => Err(failed.into()),
    }
}

async fn export(
    State(server): State<Server>,
    Path(case): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    let (reference, json) = playbook::export(&server.house, &caller.signed_in()?, &case).await?;
    Ok(download(&reference, json))
}

impl Page for PlaybooksPage {
    const TEMPLATE: &'static str = "case/playbooks.html";

    fn title(&self) -> &'static str {
        "case-playbooks-title"
    }

    fn samples() -> Vec<Self> {
        let run = Run {
            id: "run_1".into(),
            title: "Gijzelsoftware <b>".into(),
            source: "cacao".into(),
            version: "2026-11-20T16:00:00Z".into(),
            at: 1_763_653_200_000_000,
            who: Who { name: "Ans".into(), role: "analyst".into() },
        };
        let remark = |step: &str, code: &str| (step.to_owned(), code.to_owned());
        let head = Head::sample("playbooks", true);
        let step = |who: &'static str| OwnStep { title: "Bel <b>".into(), who, hours: 4 };
        let own = Own {
            id: "ransomware".into(),
            title: "Gijzelsoftware <b>".into(),
            about: "Bestanden zijn versleuteld.".into(),
            version: "2026.1".into(),
            steps: ["csirt", "organisation", "ir-firm"].map(step).into(),
        };
        let other = Own { id: "ddos".into(), title: "DDoS".into(), ..own.clone() };
        let own = vec![own, other];
        let full = Self { head: head.clone(), runs: vec![run], own, ..Self::default() };
        vec![
            Self {
                faults: vec![remark("if-condition--1 <b>", "if-condition"), remark("", "not-json")],
                ..full.clone()
            },
            Self {
                notes: vec![remark("action--1", "command-bash"), remark("action--2", "not-reached")],
                ..full
            },
            Self { head: Head { works: false, ..head }, ..Self::default() },
        ]
    }
}
