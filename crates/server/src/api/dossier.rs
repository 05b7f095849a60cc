//! The reporter's dossier: its state, and messages with the CSIRT. The code is the bearer token.

use super::{
    body::Sent,
    notifications::KEY,
    shapes::{Deadline, Gap, ProblemDetails, Significance, at},
};
use crate::{
    Server,
    door::Caller,
    problem::Problem,
    route::{Gate, Route},
};
use axum::{
    Json,
    extract::{Path, State as Extracted},
    http::{HeaderMap, StatusCode},
};
use meldkamer_app::{
    Actor, Door,
    filing::later,
    message,
    mine::{self, Reading},
};
use meldkamer_domain::reference::Reference;
use meldkamer_store::{dossier::DossierRow, filing::FilingRow, help::HelpRow, message::MessageRow};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/notifications/{reference}", Gate::Code, state),
        Route::post("/api/v1/notifications/{reference}/messages", Gate::Code, write),
    ]
}

/// Who holds the code of the dossier that the address names.
pub struct Holder {
    /// The way in for acts.
    pub door: Door,
    /// The dossier.
    pub row: DossierRow,
}

impl Holder {
    /// Compares code and reference. A reference of another dossier answers like one that does not exist.
    pub async fn of(server: &Server, caller: &Caller, reference: &str) -> Result<Self, Problem> {
        let unauthorised = |code| Problem::new(StatusCode::UNAUTHORIZED, code);
        let code = caller.code.ok_or_else(|| unauthorised("code-needed"))?;
        let row = mine::by_code(&server.house, &code).await?.ok_or_else(|| unauthorised("wrong-secret"))?;
        let named: Reference = reference.parse().map_err(|_| Problem::not_found())?;
        if named.as_str() != row.reference {
            return Err(Problem::not_found());
        }
        Ok(Self { door: caller.door(Actor::reporter(&row.id)), row })
    }

    /// The dossier as it stands now.
    pub async fn state(self, server: &Server, caller: &Caller) -> Result<Json<State>, Problem> {
        let row = mine::by_code(&server.house, &caller.code()?).await?.ok_or_else(Problem::not_found)?;
        let mine = mine::look(&server.house, &self.door, row).await?;
        Ok(Json(State::of(server, caller, &mine)?))
    }
}

/// One stage as it was filed.
#[derive(Debug, Serialize, ToSchema)]
pub struct Filing {
    stage: String,
    /// 1 for the first, more for corrections.
    version: i64,
    #[schema(format = DateTime)]
    submitted_at: String,
    /// Why it was corrected or late.
    reason: String,
    /// The answers by question id; what was not understood stands here word for word.
    answers: Value,
    /// What is open, read anew today.
    gaps: Vec<Gap>,
    /// The signed receipt.
    receipt: String,
}

/// One message.
#[derive(Debug, Serialize, ToSchema)]
pub struct Message {
    /// `reporter` or `csirt`.
    from: &'static str,
    /// The name beside it.
    author: String,
    text: String,
    #[schema(format = DateTime)]
    at: String,
}

impl From<&MessageRow> for Message {
    fn from(row: &MessageRow) -> Self {
        Self {
            from: if row.direction == "in" { "reporter" } else { "csirt" },
            author: row.author.clone(),
            text: row.body.clone(),
            at: at(row.at),
        }
    }
}

/// A request for help.
#[derive(Debug, Serialize, ToSchema)]
pub struct Help {
    /// `now`, `four-hours`, `next-working-day`, `information-only`.
    urgency: String,
    #[schema(format = DateTime)]
    asked_at: String,
    /// When the duty officer saw it.
    #[schema(format = DateTime)]
    seen_at: Option<String>,
    seen_by: String,
}

impl From<&HelpRow> for Help {
    fn from(row: &HelpRow) -> Self {
        Self {
            urgency: row.urgency.clone(),
            asked_at: at(row.asked_at),
            seen_at: row.seen_at.map(at),
            seen_by: row.seen_name.clone(),
        }
    }
}

/// A dossier as its reporter may see it.
#[derive(Debug, Serialize, ToSchema)]
pub struct State {
    reference: String,
    /// `received`, `assessed`, `answered`, `working`, `closed`, `withdrawn`, `merged`.
    state: String,
    exercise: bool,
    /// Whether it is bound to an entity of the register; until then nobody verified whose it is.
    verified: bool,
    /// `mandatory` or `voluntary`.
    duty: String,
    #[schema(format = DateTime)]
    received_at: String,
    #[schema(format = DateTime)]
    changed_at: String,
    /// When the CSIRT owes its first answer.
    #[schema(format = DateTime)]
    answer_due: Option<String>,
    #[schema(format = DateTime)]
    answered_at: Option<String>,
    significance: Significance,
    /// The clocks that stand.
    deadlines: Vec<Deadline>,
    filings: Vec<Filing>,
    messages: Vec<Message>,
    help: Vec<Help>,
}

impl State {
    fn of(server: &Server, caller: &Caller, mine: &mine::Mine) -> Result<Self, Problem> {
        let row = &mine.row;
        let standing = mine.deadlines.iter().filter(|one| one.retired_at.is_none());
        Ok(Self {
            reference: row.reference.clone(),
            state: row.state.clone(),
            exercise: row.exercise == 1,
            verified: row.entity.is_some(),
            duty: row.duty.clone(),
            received_at: at(row.received_at),
            changed_at: at(row.changed_at),
            answer_due: row.answer_due.map(at),
            answered_at: row.answered_at.map(at),
            significance: Significance::kept(&row.significance, caller.language),
            deadlines: standing.map(Deadline::from).collect(),
            filings: mine.filings.iter().map(|one| filing(server, caller, one)).collect(),
            messages: mine.messages.iter().map(Message::from).collect(),
            help: mine.help.iter().map(Help::from).collect(),
        })
    }
}

/// A stored filing with its answers and gaps.
pub fn filing(server: &Server, caller: &Caller, row: &FilingRow) -> Filing {
    let gaps = later::gaps(&server.house, row);
    Filing {
        stage: row.stage.clone(),
        version: row.version,
        submitted_at: at(row.submitted_at),
        reason: row.reason.clone(),
        answers: serde_json::from_str(&row.answers).unwrap_or_default(),
        gaps: gaps.iter().map(|one| Gap::of(server, caller.language, one)).collect(),
        receipt: row.receipt.clone(),
    }
}

/// The state of a report: what was filed, which clocks run, what was written.
#[utoipa::path(
    get,
    path = "/api/v1/notifications/{reference}",
    tag = "reporting",
    params(("reference" = String, Path, description = "The reference of the report")),
    responses(
        (status = 200, description = "The dossier as its reporter may see it", body = State),
        (status = 401, description = "No code, or one that does not exist", body = ProblemDetails, content_type = "application/problem+json"),
        (status = 404, description = "No such report for this code", body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("code" = []))
)]
pub(super) async fn state(
    Extracted(server): Extracted<Server>,
    Path(reference): Path<String>,
    caller: Caller,
) -> Result<Json<State>, Problem> {
    let holder = Holder::of(&server, &caller, &reference).await?;
    mine::read(&server.house, &holder.door, &holder.row, Reading::Export).await?;
    holder.state(&server, &caller).await
}

/// Write to the CSIRT.
#[utoipa::path(
    post,
    path = "/api/v1/notifications/{reference}/messages",
    tag = "reporting",
    params(
        ("reference" = String, Path, description = "The reference of the report"),
        ("Idempotency-Key" = Option<String>, Header, description = "A message sent twice under one key is one message"),
    ),
    request_body(content = super::openapi::NewMessage, description = "The message"),
    responses(
        (status = 201, description = "Received; the dossier as it stands", body = State),
        (status = 401, description = "No code, or one that does not exist", body = ProblemDetails, content_type = "application/problem+json"),
        (status = 404, description = "No such report for this code", body = ProblemDetails, content_type = "application/problem+json"),
        (status = 422, description = "The message is empty or too long", body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("code" = []))
)]
pub(super) async fn write(
    Extracted(server): Extracted<Server>,
    Path(reference): Path<String>,
    caller: Caller,
    headers: HeaderMap,
    sent: Sent,
) -> Result<(StatusCode, Json<State>), Problem> {
    let holder = Holder::of(&server, &caller, &reference).await?;
    let sent = sent.only(&["text"])?;
    let mark = headers.get(KEY).and_then(|key| key.to_str().ok()).unwrap_or_default();
    message::write(&server.house, &holder.door, &holder.row.id, sent.must("text")?, None, mark).await?;
    Ok((StatusCode::CREATED, holder.state(&server, &caller).await?))
}
