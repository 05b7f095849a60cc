//! Sending the report, and the page that says what was received, by whom, and what comes next.
//!
//! Not here: the dossier that follows (`mine`) and checking a receipt (`receipt`).

pub mod check;
pub mod limits;
pub mod said;

use super::draft::{code_words, frame, held, view};
use crate::{
    Server,
    door::Caller,
    page::{Page, Sample, samples_of},
    problem::Problem,
    route::{Gate, Route},
};
use axum::{
    extract::State,
    http::{HeaderMap, header},
    response::{IntoResponse, Redirect, Response},
};
use limits::Limit;
use meldkamer_app::{
    Actor, clocks,
    filing::{Filed, first, later, together},
    mine::{self, Reading},
};
use meldkamer_domain::{filing::Filing, refused::Refused};
use meldkamer_store::{dossier, filing};
use said::Lacking;
use serde::Serialize;

/// The routes of this room.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/report/check", Gate::Code, check::show),
        Route::post("/report/file", Gate::Code, file),
        Route::get("/filed", Gate::Code, show),
        Route::get("/filed/receipt", Gate::Code, receipt),
    ]
}

/// Every state of the pages of this room.
pub fn samples() -> Vec<Sample> {
    let mut all = samples_of::<FiledPage>();
    all.extend(samples_of::<check::Check>());
    all
}

/// What the reporter gets back.
#[derive(Debug, Serialize)]
struct FiledPage {
    /// The reference with its check character.
    reference: String,
    /// When it was received, in microseconds.
    received_at: i64,
    /// The stage's id, for the link to its questions.
    stage: String,
    /// `early-warning` or `voluntary`, in words of the house.
    kind: String,
    /// Whether a duty makes this report.
    mandatory: bool,
    /// Who received it, by name.
    bodies: Vec<String>,
    /// The limits that follow, the next one first.
    limits: Vec<Limit>,
    /// What is missing, as questions.
    lacking: Vec<Lacking>,
    /// The words of the code; empty when this browser does not hold them.
    code: String,
    /// Where the confirmation goes; empty for nowhere.
    confirmed_to: String,
    /// The domain of the organisation that the confirmation would go into.
    inside: String,
    /// By when the CSIRT answers, in microseconds.
    answer_due: Option<i64>,
    /// `now`, `four-hours`, … or empty when no help was asked.
    help: String,
}

impl Page for FiledPage {
    const TEMPLATE: &'static str = "door/filed.html";

    fn title(&self) -> &'static str {
        "door-filed-title"
    }

    fn samples() -> Vec<Self> {
        let empty = || Self {
            reference: "NL-26-K7M4-20PX-3".into(),
            received_at: 1_763_653_200_000_000,
            stage: "voluntary".into(),
            kind: "near-miss".into(),
            mandatory: false,
            bodies: vec!["CSIRT".into()],
            limits: Vec::new(),
            lacking: Vec::new(),
            code: String::new(),
            confirmed_to: String::new(),
            inside: String::new(),
            answer_due: None,
            help: String::new(),
        };
        let full = Self {
            stage: "early-warning".into(),
            kind: "significant-incident".into(),
            mandatory: true,
            limits: Limit::samples(),
            lacking: vec![Lacking {
                id: "org.id".into(),
                label: "Welke organisatie?".into(),
                hint: "De naam.".into(),
                wrong: String::new(),
            }],
            code: "hotel-radio-winter-lamp-tram-piano-oven".into(),
            confirmed_to: "ans@voorbeeld.nl".into(),
            inside: "voorbeeld.nl".into(),
            answer_due: Some(1_763_740_000_000_000),
            help: "now".into(),
            ..empty()
        };
        vec![empty(), full]
    }
}

/// `POST /report/file`: files the draft at hand. Sent twice, it gives the same page.
async fn file(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    caller.code()?;
    let draft = held(&server, &caller).await?.ok_or_else(Problem::not_found)?;
    let door = caller.door(Actor::reporter(&draft.row.id));
    match first::from_draft(&server.house, &door, &draft.row.id).await {
        // Two at once: the other one filed it.
        Ok(_) | Err(meldkamer_app::Failed::Refused(Refused::AlreadyDone)) => {}
        Err(failed) => return Err(failed.into()),
    }
    Ok(Redirect::to("/filed").into_response())
}

/// `GET /filed`: what was received under the code at hand.
async fn show(State(server): State<Server>, caller: Caller, headers: HeaderMap) -> Result<Response, Problem> {
    let Some((filed, told)) = found(&server, &caller).await? else {
        let there = held(&server, &caller).await?.is_some();
        return if there {
            Ok(Redirect::to("/report").into_response())
        } else {
            Err(caller.code().err().unwrap_or_else(Problem::not_found))
        };
    };
    let door = caller.door(Actor::reporter(&filed.dossier.id));
    mine::read(&server.house, &door, &filed.dossier, Reading::Filing).await?;
    let page = page(&server, &caller, &filed, &told, code_words(&headers)).await?;
    let mut frame = frame(&server, &caller, filed.dossier.exercise == 1);
    frame.reference = Some(filed.dossier.reference.clone());
    server.show(&frame, &page)
}

/// `GET /filed/receipt`: the signed receipt of the first report, as a file.
async fn receipt(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let (filed, _) = found(&server, &caller).await?.ok_or_else(Problem::not_found)?;
    let name = format!("attachment; filename=\"{}.receipt.txt\"", filed.dossier.reference);
    let kind = "text/plain; charset=utf-8".to_owned();
    Ok(([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, name)], filed.receipt).into_response())
}

/// The first report under the code at hand, and all that was told in it.
async fn found(server: &Server, caller: &Caller) -> Result<Option<(Filed, Filing)>, Problem> {
    let (house, code) = (&server.house, caller.code()?);
    let Some(row) = dossier::by_code(&house.database, &code.0).await? else { return Ok(None) };
    let filings = filing::of_dossier(&house.database, &row.id).await?;
    let Some(first) = filings.into_iter().next() else { return Ok(None) };
    let told = meldkamer_app::filing::stored(house, &first.stage, &first.answers, first.submitted_at)?;
    let filed = later::recall(house, row, &first, None).await?;
    Ok(Some((filed, together([told]))))
}

async fn page(
    server: &Server,
    caller: &Caller,
    filed: &Filed,
    told: &Filing,
    code: String,
) -> Result<FiledPage, Problem> {
    let (house, law, zone) = (&server.house, server.house.law(), server.house.zone());
    let day = house.day(filed.received_at);
    let view = view(server, caller, &zone);
    let rows = clocks::standing(&house.database, &filed.dossier.id).await?;
    let facts = told.facts();
    let confirmed_to = meldkamer_app::filing::copies::confirmed_to(&facts).unwrap_or_default();
    Ok(FiledPage {
        reference: filed.dossier.reference.clone(),
        received_at: filed.received_at.micros(),
        stage: filed.stage.id().to_owned(),
        kind: filed.dossier.kind.clone(),
        mandatory: filed.dossier.duty == "mandatory",
        bodies: said::bodies(server, caller, &filed.recipients, day),
        limits: Limit::of_rows(view, &law.law, day, rows),
        lacking: said::lacking(view, &law.catalogue, &filed.gaps),
        code,
        inside: said::inside(confirmed_to, told).unwrap_or_default(),
        confirmed_to: confirmed_to.to_owned(),
        answer_due: filed.dossier.answer_due,
        help: facts
            .text("h.urgency")
            .filter(|_| facts.flag("h.want") == Some(true))
            .unwrap_or_default()
            .to_owned(),
    })
}
