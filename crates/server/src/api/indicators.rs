//! Indicators of a case, for machines: a list with search, and any text out of which they are taken.

use super::{
    body::{Sent, wrong},
    shapes::{ProblemDetails, at},
};
use crate::{
    Server,
    door::Caller,
    problem::Problem,
    route::{Gate, Route},
};
use axum::{
    Json,
    extract::{Path, Query, State},
    http::StatusCode,
};
use meldkamer_app::material::{
    PAGE,
    indicators::{self, Wish},
    look,
};
use meldkamer_domain::{access::Verb, indicator::Mark, time::Instant};
use meldkamer_store::material::{Part, indicator::IndicatorRow};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/cases/{case}/indicators", Gate::SignedIn(Verb::ReadCase), list),
        Route::post("/api/v1/cases/{case}/indicators", Gate::SignedIn(Verb::AddMaterial), add),
    ]
}

/// An indicator.
#[derive(Debug, Serialize, ToSchema)]
pub struct Indicator {
    id: String,
    /// `ipv4`, `ipv6`, `network`, `domain`, `url`, `mail`, `md5`, `sha1`, `sha256`, `sha512`, `cve`, `file-name`.
    kind: String,
    value: String,
    /// `clear`, `green`, `amber`, `amber-strict`, `red`.
    tlp: String,
    /// `clear`, `green`, `amber`, `red`.
    pap: String,
    /// `unknown`, `low`, `medium`, `high`.
    confidence: String,
    #[schema(format = DateTime)]
    first_seen: Option<String>,
    #[schema(format = DateTime)]
    last_seen: Option<String>,
    note: String,
    source: String,
    /// Organisations of the case whose own it is.
    own: Vec<String>,
    /// Lists of the well known that it stands on.
    benign: Vec<String>,
    #[schema(format = DateTime)]
    added_at: String,
}

impl Indicator {
    fn of(row: IndicatorRow) -> Self {
        let (mut own, mut benign) = (Vec::new(), Vec::new());
        for mark in indicators::marks_of(&row) {
            match mark {
                Mark::Own(name) => own.push(name),
                Mark::Benign(list) => benign.push(list),
            }
        }
        Self {
            id: row.id,
            kind: row.kind,
            value: row.value,
            tlp: row.tlp,
            pap: row.pap,
            confidence: row.confidence,
            first_seen: row.first_at.map(at),
            last_seen: row.last_at.map(at),
            note: row.note,
            source: row.source,
            own,
            benign,
            added_at: at(row.added_at),
        }
    }
}

/// A page of indicators.
#[derive(Debug, Serialize, ToSchema)]
pub struct Indicators {
    indicators: Vec<Indicator>,
    /// Send this as `after` for the next page; nothing on the last.
    next: Option<i64>,
}

/// What was taken out of a text.
#[derive(Debug, Serialize, ToSchema)]
pub struct Taken {
    /// How many were new to the case.
    new: usize,
}

/// The indicators of a case, those added last first. Reading them is a line in the journal of the case.
#[utoipa::path(
    get,
    path = "/api/v1/cases/{case}/indicators",
    tag = "desk",
    params(
        ("case" = String, Path, description = "The id of the case"),
        ("q" = Option<String>, Query, description = "Words that must all occur, or an indicator, defanged or not"),
        ("after" = Option<i64>, Query, description = "`next` of the page before"),
    ),
    responses(
        (status = 200, description = "A page", body = Indicators),
        (status = 401, description = "No token, or one that does not live", body = ProblemDetails, content_type = "application/problem+json"),
        (status = 403, description = "The role may not do this", body = ProblemDetails, content_type = "application/problem+json"),
        (status = 404, description = "No such case", body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("token" = []))
)]
pub(super) async fn list(
    State(server): State<Server>,
    Path(case): Path<String>,
    Query(asked): Query<BTreeMap<String, String>>,
    caller: Caller,
) -> Result<Json<Indicators>, Problem> {
    let asked_for = |name: &str| asked.get(name).map(String::as_str).unwrap_or_default();
    let after = match asked_for("after") {
        "" => None,
        text => Some(text.parse().map_err(|_| wrong("after", "not-number"))?),
    };
    look(&server.house, &caller.signed_in()?, &case, Part::Indicator).await?;
    let mut rows = indicators::page(&server.house, &case, asked_for("q"), after).await?;
    let most = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let more = rows.len() > most;
    rows.truncate(most);
    let next = rows.last().filter(|_| more).map(|row| row.serial);
    Ok(Json(Indicators { indicators: rows.into_iter().map(Indicator::of).collect(), next }))
}

/// Take indicators out of a text, defanged or not. What the case has already stays as it is.
#[utoipa::path(
    post,
    path = "/api/v1/cases/{case}/indicators",
    tag = "desk",
    params(("case" = String, Path, description = "The id of the case")),
    request_body(content = super::openapi::NewIndicators, description = "The text, and how they are marked"),
    responses(
        (status = 201, description = "Kept", body = Taken),
        (status = 401, description = "No token, or one that does not live", body = ProblemDetails, content_type = "application/problem+json"),
        (status = 403, description = "The role may not do this", body = ProblemDetails, content_type = "application/problem+json"),
        (status = 404, description = "No such case", body = ProblemDetails, content_type = "application/problem+json"),
        (status = 409, description = "The case is over", body = ProblemDetails, content_type = "application/problem+json"),
        (status = 422, description = "A field cannot be used as it was sent, or nothing was found", body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("token" = []))
)]
pub(super) async fn add(
    State(server): State<Server>,
    Path(case): Path<String>,
    caller: Caller,
    sent: Sent,
) -> Result<(StatusCode, Json<Taken>), Problem> {
    let known = ["text", "tlp", "pap", "confidence", "first_seen", "last_seen", "note", "source"];
    let sent = sent.only(&known)?;
    let text =
        |name: &str| -> Result<String, Problem> { Ok(sent.text(name)?.unwrap_or_default().to_owned()) };
    let moment = |name: &str| -> Result<Option<Instant>, Problem> {
        let told = sent.text(name)?;
        told.map(|told| Instant::parse(told).map_err(|_| wrong(name, "not-a-moment"))).transpose()
    };
    let wish = Wish {
        text: text("text")?,
        leave: Vec::new(),
        tlp: text("tlp")?,
        pap: text("pap")?,
        confidence: text("confidence")?,
        first: moment("first_seen")?,
        last: moment("last_seen")?,
        note: text("note")?,
        source: text("source")?,
    };
    let new = indicators::take_in(&server.house, &caller.signed_in()?, &case, &wish).await?;
    Ok((StatusCode::CREATED, Json(Taken { new })))
}
