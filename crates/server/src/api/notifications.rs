//! Reporting: the first report, later stages, corrections and withdrawal.

use super::{
    body::{Sent, wrong},
    dossier::{Holder, State as Dossier},
    shapes::{ProblemDetails, Receipt},
};
use crate::{
    Server,
    door::Caller,
    language::Language,
    problem::Problem,
    route::{Gate, Route},
};
use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, Method, StatusCode},
};
use meldkamer_app::{
    clocks,
    filing::{
        Wish, first,
        later::{self, Next},
    },
};
use meldkamer_domain::question::Stage;
use serde_json::Value;

/// Header that makes a filing safe to send twice.
pub(super) const KEY: &str = "idempotency-key";
/// The longest key.
const LONGEST_KEY: usize = 255;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::post("/api/v1/notifications", Gate::Public, file),
        Route::new(Method::PUT, "/api/v1/notifications/{reference}/{stage}", Gate::Code, next),
        Route::post("/api/v1/notifications/{reference}/withdrawal", Gate::Code, withdraw),
    ]
}

/// Report an incident. No account is needed and nothing is refused for being incomplete.
///
/// With an `Idempotency-Key` the same body gets the same answer again, code included, and another
/// body under the same key is refused.
#[utoipa::path(
    post,
    path = "/api/v1/notifications",
    tag = "reporting",
    params(("Idempotency-Key" = Option<String>, Header, description = "A text of your choice, 255 characters at most, new for each report")),
    request_body(content = super::openapi::Report, description = "The report"),
    responses(
        (status = 201, description = "Received", body = Receipt),
        (status = 400, description = "Not UTF-8 or not JSON", body = ProblemDetails, content_type = "application/problem+json"),
        (status = 409, description = "The key was used with another body", body = ProblemDetails, content_type = "application/problem+json"),
        (status = 413, description = "More than 2 MiB", body = ProblemDetails, content_type = "application/problem+json"),
        (status = 422, description = "A field cannot be used as it was sent", body = ProblemDetails, content_type = "application/problem+json"),
    )
)]
pub(super) async fn file(
    State(server): State<Server>,
    caller: Caller,
    headers: HeaderMap,
    sent: Sent,
) -> Result<(StatusCode, Json<Receipt>), Problem> {
    let wish = wish(&server, &caller, sent.only(&["stage", "regime", "language", "exercise", "answers"])?)?;
    let key = key(&headers)?;
    let language = Language::read(&wish.language).unwrap_or_default();
    let filed = first::at_once(&server.house, &caller.stranger(), &wish, key.as_deref()).await?;
    Ok((StatusCode::CREATED, Json(Receipt::of(&server, language, filed))))
}

fn wish(server: &Server, caller: &Caller, sent: Sent) -> Result<Wish, Problem> {
    let stage = stage(sent.must("stage")?)?;
    let language = match sent.text("language")? {
        None => caller.language,
        Some(tag) => Language::read(tag).ok_or_else(|| wrong("language", "not-a-language"))?,
    };
    let regime = sent.text("regime")?;
    let day = server.house.day(caller.at);
    if regime.is_some_and(|id| server.house.law().law.regime(id, day).is_none()) {
        return Err(wrong("regime", "not-a-regime"));
    }
    Ok(Wish {
        stage,
        answers: Value::Object(sent.must_object("answers")?),
        regime: regime.map(str::to_owned),
        language: language.code().to_owned(),
        exercise: sent.flag("exercise")?,
        channel: "api".to_owned(),
    })
}

fn stage(id: &str) -> Result<Stage, Problem> {
    Stage::parse(id)
        .filter(|stage| *stage != Stage::PreRegistered)
        .ok_or_else(|| wrong("stage", "not-a-stage"))
}

fn key(headers: &HeaderMap) -> Result<Option<String>, Problem> {
    let Some(value) = headers.get(KEY) else { return Ok(None) };
    let text = value.to_str().map_err(|_| wrong("Idempotency-Key", "not-text"))?.trim();
    match text.len() {
        0 => Err(wrong("Idempotency-Key", "missing")),
        1..=LONGEST_KEY => Ok(Some(text.to_owned())),
        _ => Err(wrong("Idempotency-Key", "too-long")),
    }
}

/// File a later stage, or correct one that was filed: each correction is a new version.
#[utoipa::path(
    put,
    path = "/api/v1/notifications/{reference}/{stage}",
    tag = "reporting",
    params(
        ("reference" = String, Path, description = "The reference of the report"),
        ("stage" = String, Path, description = "`notification`, `intermediate`, `progress`, `final`, …"),
    ),
    request_body(content = super::openapi::NextStage, description = "The answers of the stage"),
    responses(
        (status = 200, description = "Received", body = Receipt),
        (status = 401, description = "No code, or one that does not exist", body = ProblemDetails, content_type = "application/problem+json"),
        (status = 404, description = "No such report for this code", body = ProblemDetails, content_type = "application/problem+json"),
        (status = 410, description = "Withdrawn or merged", body = ProblemDetails, content_type = "application/problem+json"),
        (status = 422, description = "A field cannot be used as it was sent", body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("code" = []))
)]
pub(super) async fn next(
    State(server): State<Server>,
    Path((reference, named)): Path<(String, String)>,
    caller: Caller,
    sent: Sent,
) -> Result<Json<Receipt>, Problem> {
    let holder = Holder::of(&server, &caller, &reference).await?;
    let sent = sent.only(&["answers", "reason"])?;
    let next = Next {
        stage: stage(&named)?,
        answers: Value::Object(sent.must_object("answers")?),
        reason: sent.text("reason")?.unwrap_or_default().to_owned(),
    };
    let filed = later::file(&server.house, &holder.door, &holder.row.id, &next).await?;
    let standing = clocks::standing(&server.house.database, &holder.row.id).await?;
    Ok(Json(Receipt::of(&server, caller.language, filed).with(&standing)))
}

/// Withdraw a report, with a reason: it was not significant, or not an incident at all.
#[utoipa::path(
    post,
    path = "/api/v1/notifications/{reference}/withdrawal",
    tag = "reporting",
    params(("reference" = String, Path, description = "The reference of the report")),
    request_body(content = super::openapi::Withdrawal, description = "Why"),
    responses(
        (status = 200, description = "Withdrawn", body = Dossier),
        (status = 401, description = "No code, or one that does not exist", body = ProblemDetails, content_type = "application/problem+json"),
        (status = 404, description = "No such report for this code", body = ProblemDetails, content_type = "application/problem+json"),
        (status = 409, description = "Withdrawn before", body = ProblemDetails, content_type = "application/problem+json"),
        (status = 422, description = "No reason was given", body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("code" = []))
)]
pub(super) async fn withdraw(
    State(server): State<Server>,
    Path(reference): Path<String>,
    caller: Caller,
    sent: Sent,
) -> Result<Json<Dossier>, Problem> {
    let holder = Holder::of(&server, &caller, &reference).await?;
    let sent = sent.only(&["reason"])?;
    later::withdraw(&server.house, &holder.door, &holder.row.id, sent.must("reason")?).await?;
    holder.state(&server, &caller).await
}
