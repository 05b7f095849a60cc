//! Playbooks in a case: what runs, taking one in from the outside world, and the tasks as a playbook.

use super::{Head, address};
use crate::{
    Server,
    door::Caller,
    form::Parcel,
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
use meldkamer_domain::{access::Verb, refused::Refused};
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
        Route::get("/desk/case/{case}/playbook.json", Gate::SignedIn(Verb::ReadCase), export),
    ]
}

/// The playbooks of a case.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PlaybooksPage {
    head: Head,
    runs: Vec<Run>,
    /// What cannot be taken in: step and code.
    faults: Vec<(String, String)>,
    /// What did not come along.
    notes: Vec<(String, String)>,
}

#[derive(Clone, Debug, Default, Serialize)]
struct Run {
    title: String,
    source: String,
    version: String,
    at: i64,
    who: Who,
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
        faults: told(faults),
        notes: told(notes),
    };
    let mut frame = desk::frame(server, caller);
    frame.reference = Some(whole.row.reference.clone());
    frame.exercise = whole.row.exercise == 1;
    if faulty { server.show_again(&frame, &page) } else { server.show(&frame, &page) }
}

async fn take_in(
    State(server): State<Server>,
    Path(case): Path<String>,
    caller: Caller,
    sent: Parcel,
) -> Result<Response, Problem> {
    let fault = |code: &str| vec![Remark { step: String::new(), code: code.to_owned() }];
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
    let heads = [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (header::CONTENT_DISPOSITION, disposition(&format!("{reference}-cacao.json"))),
    ];
    Ok((StatusCode::OK, heads, json).into_response())
}

impl Page for PlaybooksPage {
    const TEMPLATE: &'static str = "case/playbooks.html";

    fn title(&self) -> &'static str {
        "case-playbooks-title"
    }

    fn samples() -> Vec<Self> {
        let run = Run {
            title: "Gijzelsoftware <b>".into(),
            source: "cacao".into(),
            version: "2026-11-20T16:00:00Z".into(),
            at: 1_763_653_200_000_000,
            who: Who { name: "Ans".into(), role: "analyst".into() },
        };
        let remark = |step: &str, code: &str| (step.to_owned(), code.to_owned());
        let head = Head::sample("playbooks", true);
        let full = Self { head: head.clone(), runs: vec![run], ..Self::default() };
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
