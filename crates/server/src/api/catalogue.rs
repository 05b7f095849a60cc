//! The questions, for machines: the catalogue in both languages, and a schema for each stage.

use super::{body::wrong, shapes::ProblemDetails};
use crate::{
    Server,
    problem::Problem,
    route::{Gate, Route},
};
use axum::{
    Json,
    extract::{Path, Query, State},
    http::header,
    response::{IntoResponse, Response},
};
use meldkamer_domain::{
    fact::Facts,
    question::{Asked, Choice, Field, Kind, Requirement, Stage},
    rulebook::Said,
};
use serde::Deserialize;
use serde_json::{Value, json};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/catalogue", Gate::Public, catalogue),
        Route::get("/api/v1/schema/{stage}", Gate::Public, schema),
    ]
}

/// Which stage is asked about.
#[derive(Debug, Deserialize)]
pub(super) struct Wanted {
    stage: Option<String>,
}

fn parse(id: &str) -> Result<Stage, Problem> {
    Stage::parse(id).ok_or_else(|| wrong("stage", "not-a-stage"))
}

/// The questions of a stage, in order and under their headings.
#[utoipa::path(
    get,
    path = "/api/v1/catalogue",
    tag = "questions",
    params(("stage" = Option<String>, Query, description = "The stage; `early-warning` when it is left out")),
    responses(
        (status = 200, description = "The questions, each with its type, options, parts and texts in both languages", body = Value),
        (status = 422, description = "No such stage", body = ProblemDetails, content_type = "application/problem+json"),
    )
)]
pub(super) async fn catalogue(
    State(server): State<Server>,
    Query(wanted): Query<Wanted>,
) -> Result<Json<Value>, Problem> {
    let stage = parse(wanted.stage.as_deref().unwrap_or("early-warning"))?;
    let library = server.house.law();
    let mut groups: Vec<Value> = Vec::new();
    for asked in library.catalogue.stage(stage, &Facts::default()) {
        let id = &asked.group.id;
        if groups.last().is_none_or(|last| last["id"] != **id) {
            groups.push(json!({"id": id, "title": said(&asked.group.title), "questions": []}));
        }
        if let Some(questions) = groups.last_mut().and_then(|last| last["questions"].as_array_mut()) {
            questions.push(question(&asked));
        }
    }
    Ok(Json(json!({"edition": library.edition, "stage": stage.id(), "groups": groups})))
}

fn question(asked: &Asked<'_>) -> Value {
    let mut object = field(&asked.question.field);
    object["help"] = said(&asked.question.help);
    object["required"] = json!(asked.requirement == Requirement::Required);
    object["core"] = json!(asked.question.core);
    object["clause"] = json!(asked.question.basis.clause);
    object["confirmed"] = json!(asked.question.basis.confirmed);
    object
}

fn field(field: &Field) -> Value {
    let option = |one: &Choice| json!({"id": one.id, "label": said(&one.said)});
    json!({
        "id": field.id,
        "type": kind(field.kind),
        "label": said(&field.label),
        "options": field.options.iter().map(option).collect::<Vec<_>>(),
        "parts": field.parts.iter().map(self::field).collect::<Vec<_>>(),
        "max": field.max,
        "unit": field.unit,
    })
}

fn said(said: &Said) -> Value {
    json!({"nl": said.nl, "en": said.en})
}

/// The type's name, as rulebooks write it.
fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::LongText => "long-text",
        Kind::YesNo => "yes-no",
        Kind::Choice => "choice",
        Kind::Choices => "choices",
        Kind::Moment => "moment",
        Kind::Number => "number",
        Kind::States => "states",
        Kind::Email => "email",
        Kind::Phone => "phone",
        Kind::Composite => "composite",
        Kind::Rows => "rows",
        Kind::Person => "person",
        Kind::Organisation => "organisation",
        Kind::Files => "files",
    }
}

/// The answers of a stage as JSON Schema 2020-12. It guides: nothing is refused for breaking it.
#[utoipa::path(
    get,
    path = "/api/v1/schema/{stage}",
    tag = "questions",
    params(("stage" = String, Path, description = "The stage")),
    responses(
        (status = 200, description = "The schema", body = Value, content_type = "application/schema+json"),
        (status = 422, description = "No such stage", body = ProblemDetails, content_type = "application/problem+json"),
    )
)]
pub(super) async fn schema(
    State(server): State<Server>,
    Path(stage): Path<String>,
) -> Result<Response, Problem> {
    let schema = server.house.law().catalogue.schema(parse(&stage)?);
    Ok(([(header::CONTENT_TYPE, "application/schema+json")], schema.to_string()).into_response())
}
