//! Assessing and deciding, for machines: the same acts, the same rules about reasons and a second person.

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
    extract::{Path, State},
    http::StatusCode,
};
use meldkamer_app::triage::{
    decision::{self, Settled, Wish},
    kept,
    weigh::{self, Typed},
};
use meldkamer_domain::{
    access::Verb,
    triage::{Assessment, Confidence, Framework},
};
use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use utoipa::ToSchema;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/dossiers/{reference}/assessments", Gate::SignedIn(Verb::ReadDossier), look),
        Route::post("/api/v1/dossiers/{reference}/assessments", Gate::SignedIn(Verb::Assess), assess),
        Route::post("/api/v1/dossiers/{reference}/decision", Gate::SignedIn(Verb::Decide), decide),
        Route::post(
            "/api/v1/dossiers/{reference}/decision/confirmation",
            Gate::SignedIn(Verb::ConfirmDecision),
            confirm,
        ),
    ]
}

/// One answered criterion.
#[derive(Debug, Serialize, ToSchema)]
pub struct Line {
    criterion: String,
    /// The option that counts.
    option: String,
    /// `reporter`, `csirt` or `default`.
    given: &'static str,
    /// `high`, `medium` or `low`.
    confidence: &'static str,
    #[schema(format = DateTime)]
    at: String,
    weight: f64,
    value: f64,
}

/// One conclusion.
#[derive(Debug, Serialize, ToSchema)]
pub struct Outcome {
    /// `gate`, `urgency`, `score`, `category`, `help`, `intensity`, `forms`, …
    axis: String,
    gives: Vec<String>,
    /// The number behind it, where there is one.
    value: Option<f64>,
    /// The rules that say so, the deciding one first.
    reasons: Vec<String>,
    /// Whether a person decides on it.
    decides: bool,
}

/// A weighing of a dossier.
#[derive(Debug, Serialize, ToSchema)]
pub struct Weighing {
    framework: String,
    framework_version: String,
    lines: Vec<Line>,
    outcomes: Vec<Outcome>,
}

impl Weighing {
    fn of(framework: &Framework, made: &Assessment) -> Self {
        let line = |one: &meldkamer_domain::triage::Line| Line {
            criterion: one.criterion.clone(),
            option: one.answer.option.clone(),
            given: one.answer.given.code(),
            confidence: kept::sure(one.answer.confidence),
            at: one.answer.at.rfc3339(),
            weight: one.weight,
            value: one.value,
        };
        let decides = |id: &str| framework.axes.iter().any(|axis| axis.decides && axis.id.get_ref() == id);
        let outcome = |one: &meldkamer_domain::triage::Outcome| Outcome {
            decides: decides(&one.axis),
            axis: one.axis.clone(),
            gives: one.gives.clone(),
            value: one.value,
            reasons: one.fired.clone(),
        };
        Self {
            framework: made.framework.clone(),
            framework_version: made.version.clone(),
            lines: made.lines.iter().map(line).collect(),
            outcomes: made.outcomes.iter().map(outcome).collect(),
        }
    }
}

/// One kept version.
#[derive(Debug, Serialize, ToSchema)]
pub struct Version {
    version: i64,
    framework: String,
    framework_version: String,
    by: String,
    #[schema(format = DateTime)]
    at: String,
    #[schema(format = DateTime)]
    decided_at: Option<String>,
}

/// Where the assessment of a dossier stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct Assessments {
    /// How the dossier weighs now, with the answers of the newest version. Not kept.
    proposal: Weighing,
    /// What was kept, the oldest first.
    versions: Vec<Version>,
}

/// A version that was just kept.
#[derive(Debug, Serialize, ToSchema)]
pub struct Kept {
    /// Name this in the decision.
    version: i64,
    assessment: Weighing,
}

/// What became of a decision.
#[derive(Debug, Serialize, ToSchema)]
pub struct Decided {
    /// `binds`, or `waits` for a second person.
    settled: &'static str,
}

/// How a dossier weighs, and the versions that were kept. Journalled as a read.
#[utoipa::path(
    get,
    path = "/api/v1/dossiers/{reference}/assessments",
    tag = "desk",
    params(("reference" = String, Path, description = "The reference")),
    responses(
        (status = 200, description = "The proposal and the versions", body = Assessments),
        (status = 401, description = "No token, or one that does not live", body = ProblemDetails, content_type = "application/problem+json"),
        (status = 404, description = "No such dossier", body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("token" = []))
)]
pub(super) async fn look(
    State(server): State<Server>,
    Path(reference): Path<String>,
    caller: Caller,
) -> Result<Json<Assessments>, Problem> {
    let seen = weigh::look(&server.house, &caller.signed_in()?, &reference, "", None).await?;
    let version = |row: &meldkamer_store::assessment::AssessmentRow| Version {
        version: row.version,
        framework: row.framework.clone(),
        framework_version: row.framework_version.clone(),
        by: row.by_name.clone(),
        at: at(row.at),
        decided_at: row.decided_at.map(at),
    };
    Ok(Json(Assessments {
        proposal: Weighing::of(&seen.framework, &seen.made),
        versions: seen.versions.iter().map(version).collect(),
    }))
}

/// Keep an assessment as a new version.
#[utoipa::path(
    post,
    path = "/api/v1/dossiers/{reference}/assessments",
    tag = "desk",
    params(("reference" = String, Path, description = "The reference")),
    request_body(content = super::openapi::NewAssessment, description = "The answers of the CSIRT"),
    responses(
        (status = 201, description = "Kept", body = Kept),
        (status = 401, description = "No token, or one that does not live", body = ProblemDetails, content_type = "application/problem+json"),
        (status = 403, description = "The role may not do this", body = ProblemDetails, content_type = "application/problem+json"),
        (status = 404, description = "No such dossier or framework", body = ProblemDetails, content_type = "application/problem+json"),
        (status = 409, description = "There is a newer version than `seen`", body = ProblemDetails, content_type = "application/problem+json"),
        (status = 422, description = "A field cannot be used as it was sent", body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("token" = []))
)]
pub(super) async fn assess(
    State(server): State<Server>,
    Path(reference): Path<String>,
    caller: Caller,
    sent: Sent,
) -> Result<(StatusCode, Json<Kept>), Problem> {
    let known = ["framework", "answers", "seen", "evidence_vanishing", "free_handlers", "free_analysts"];
    let sent = sent.only(&known)?;
    let count = |name: &str| {
        let number = sent.number(name)?.unwrap_or_default();
        u32::try_from(number).map_err(|_| wrong(name, "not-number"))
    };
    let typed = Typed {
        framework: sent.text("framework")?.unwrap_or_default().to_owned(),
        answers: answers(sent.object("answers")?)?,
        evidence_vanishing: sent.flag("evidence_vanishing")?,
        free_handlers: count("free_handlers")?,
        free_analysts: count("free_analysts")?,
    };
    let seen = sent.number("seen")?.unwrap_or_default();
    let row = weigh::keep(&server.house, &caller.signed_in()?, &reference, &typed, seen).await?;
    let (framework, made, _) = weigh::version(&server.house, &row).await?;
    let kept = Kept { version: row.version, assessment: Weighing::of(&framework, &made) };
    Ok((StatusCode::CREATED, Json(kept)))
}

/// `{"coping": "no"}` or `{"coping": {"option": "no", "confidence": "high"}}`.
fn answers(sent: Map<String, Value>) -> Result<BTreeMap<String, (String, Confidence)>, Problem> {
    let one = |(criterion, value): (String, Value)| {
        let field = format!("answers.{criterion}");
        let option = value.as_str().or_else(|| value["option"].as_str());
        let option = option.ok_or_else(|| wrong(&field, "not-text"))?.to_owned();
        let sure = match value["confidence"].as_str() {
            None => Confidence::Medium,
            Some(code @ ("high" | "medium" | "low")) => kept::confidence(code),
            Some(_) => return Err(wrong(&format!("{field}.confidence"), "not-a-confidence")),
        };
        Ok((criterion, (option, sure)))
    };
    sent.into_iter().map(one).collect()
}

/// Decide whether, how urgently, how intensively and in which forms to help.
///
/// An axis that is not named follows the proposal; one that differs needs a written reason.
#[utoipa::path(
    post,
    path = "/api/v1/dossiers/{reference}/decision",
    tag = "desk",
    params(("reference" = String, Path, description = "The reference")),
    request_body(content = super::openapi::NewDecision, description = "What was chosen, and why it differs"),
    responses(
        (status = 200, description = "Decided", body = Decided),
        (status = 401, description = "No token, or one that does not live", body = ProblemDetails, content_type = "application/problem+json"),
        (status = 403, description = "The role may not do this", body = ProblemDetails, content_type = "application/problem+json"),
        (status = 404, description = "No such dossier, or it was not assessed", body = ProblemDetails, content_type = "application/problem+json"),
        (status = 409, description = "Decided before, or there is a newer version", body = ProblemDetails, content_type = "application/problem+json"),
        (status = 422, description = "A reason is missing, or a field cannot be used", body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("token" = []))
)]
pub(super) async fn decide(
    State(server): State<Server>,
    Path(reference): Path<String>,
    caller: Caller,
    sent: Sent,
) -> Result<Json<Decided>, Problem> {
    let sent = sent.only(&["version", "chosen", "reasons", "plain"])?;
    let wish = Wish {
        version: sent.number("version")?.ok_or_else(|| wrong("version", "missing"))?,
        chosen: chosen(sent.object("chosen")?)?,
        reasons: reasons(sent.object("reasons")?)?,
        plain: sent.text("plain")?.unwrap_or_default().to_owned(),
    };
    let settled = match decision::decide(&server.house, &caller.signed_in()?, &reference, &wish).await? {
        Settled::Binds => "binds",
        Settled::Waits => "waits",
        Settled::Lacks(axes) => {
            let fields: Vec<String> = axes.iter().map(|axis| format!("reasons.{axis}")).collect();
            let field = Some(fields.join(", "));
            return Err(Problem { field, ..Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "reason-needed") });
        }
    };
    Ok(Json(Decided { settled }))
}

fn chosen(sent: Map<String, Value>) -> Result<BTreeMap<String, Vec<String>>, Problem> {
    let one = |(axis, value): (String, Value)| {
        let levels: Option<Vec<String>> = match &value {
            Value::String(level) => Some(vec![level.clone()]),
            Value::Array(all) => all.iter().map(|level| level.as_str().map(str::to_owned)).collect(),
            _ => None,
        };
        let field = format!("chosen.{axis}");
        Ok((axis, levels.ok_or_else(|| wrong(&field, "not-text"))?))
    };
    sent.into_iter().map(one).collect()
}

fn reasons(sent: Map<String, Value>) -> Result<BTreeMap<String, String>, Problem> {
    let one = |(axis, value): (String, Value)| {
        let text = value.as_str().ok_or_else(|| wrong(&format!("reasons.{axis}"), "not-text"))?;
        Ok((axis, text.to_owned()))
    };
    sent.into_iter().map(one).collect()
}

/// Confirm somebody else's decision, which then binds.
#[utoipa::path(
    post,
    path = "/api/v1/dossiers/{reference}/decision/confirmation",
    tag = "desk",
    params(("reference" = String, Path, description = "The reference")),
    request_body(content = super::openapi::Confirmation, description = "Which version"),
    responses(
        (status = 200, description = "It binds", body = Decided),
        (status = 401, description = "No token, or one that does not live", body = ProblemDetails, content_type = "application/problem+json"),
        (status = 403, description = "The role may not do this", body = ProblemDetails, content_type = "application/problem+json"),
        (status = 404, description = "No such dossier, or nothing waits", body = ProblemDetails, content_type = "application/problem+json"),
        (status = 409, description = "Confirmed before, or you decided it yourself", body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("token" = []))
)]
pub(super) async fn confirm(
    State(server): State<Server>,
    Path(reference): Path<String>,
    caller: Caller,
    sent: Sent,
) -> Result<Json<Decided>, Problem> {
    let sent = sent.only(&["version"])?;
    let version = sent.number("version")?.ok_or_else(|| wrong("version", "missing"))?;
    decision::confirm(&server.house, &caller.signed_in()?, &reference, version).await?;
    Ok(Json(Decided { settled: "binds" }))
}
