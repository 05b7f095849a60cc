//! The description of the API (OpenAPI 3.1), made from the handlers themselves.
//!
//! `docs/openapi.json` is its golden copy; a test fails when the two differ.

use super::{catalogue, desk, dossier, indicators, notifications, shapes::ProblemDetails, triage};
use crate::route::{Gate, Route};
use axum::Json;
use serde_json::{Map, Value};
use utoipa::{
    Modify, OpenApi, ToSchema,
    openapi::{
        ComponentsBuilder,
        security::{Http, HttpAuthScheme, SecurityScheme},
    },
};

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get("/api/v1/openapi.json", Gate::Public, description)]
}

/// A report, as it is sent.
#[derive(Debug, ToSchema)]
pub struct Report {
    /// `early-warning`, `notification`, `voluntary`, `initial`, …
    #[schema(example = "early-warning")]
    pub stage: String,
    /// A regime to report under, besides those that the answers lead to.
    #[schema(example = "nl-cbw")]
    pub regime: Option<String>,
    /// `nl` or `en`: the language of the answer and of all that follows.
    #[schema(example = "nl")]
    pub language: Option<String>,
    /// Whether it is an exercise: marked everywhere, sent to no authority, clocks sixty times faster.
    pub exercise: Option<bool>,
    /// Question ids and answers, as `/api/v1/schema/{stage}` says; `unknown` is always an answer.
    #[schema(example = json!({"t.aware": "2026-11-20T16:40:00+01:00", "w.summary": "De bediening reageert niet.", "w.malicious": "yes"}))]
    pub answers: Map<String, Value>,
}

/// A later stage or a correction, as it is sent.
#[derive(Debug, ToSchema)]
pub struct NextStage {
    /// Question ids and answers. An earlier stage's answers stand where none is given.
    pub answers: Map<String, Value>,
    /// Why it is a correction, why a moment changed, or why it is late.
    pub reason: Option<String>,
}

/// A withdrawal, as it is sent.
#[derive(Debug, ToSchema)]
pub struct Withdrawal {
    /// Why the report is withdrawn.
    pub reason: String,
}

/// A message to the CSIRT, as it is sent.
#[derive(Debug, ToSchema)]
pub struct NewMessage {
    /// Plain text, 20,000 characters at most.
    pub text: String,
}

/// An assessment, as it is sent.
#[derive(Debug, ToSchema)]
pub struct NewAssessment {
    /// The framework; the newest version's, else the first, when it is left out.
    pub framework: Option<String>,
    /// Option by criterion, or an object with `option` and `confidence` (`high`, `medium`, `low`).
    /// A criterion that is left out follows the report.
    pub answers: Map<String, Value>,
    /// The newest version that was seen; 0 when there was none.
    pub seen: i64,
    /// Whether evidence is about to vanish.
    pub evidence_vanishing: Option<bool>,
    /// Handlers who can take a case now.
    pub free_handlers: Option<u32>,
    /// Analysts who can take evidence now.
    pub free_analysts: Option<u32>,
}

/// A text with indicators, as it is sent.
#[derive(Debug, ToSchema)]
pub struct NewIndicators {
    /// Any text; every indicator in it is taken, defanged or not.
    #[schema(example = "C2: hxxps://evil[.]example/gate")]
    pub text: String,
    /// How far they may go: `clear`, `green`, `amber`, `amber-strict`, `red`.
    #[schema(example = "amber")]
    pub tlp: String,
    /// What may be done with them: `clear`, `green`, `amber`, `red`.
    #[schema(example = "amber")]
    pub pap: String,
    /// `unknown`, `low`, `medium`, `high`.
    #[schema(example = "medium")]
    pub confidence: String,
    /// When they were first seen.
    #[schema(format = DateTime)]
    pub first_seen: Option<String>,
    /// When they were last seen.
    #[schema(format = DateTime)]
    pub last_seen: Option<String>,
    /// What they are in this case.
    pub note: Option<String>,
    /// Where they come from.
    pub source: Option<String>,
}

/// A decision, as it is sent.
#[derive(Debug, ToSchema)]
pub struct NewDecision {
    /// The version of the assessment that it rests on.
    pub version: i64,
    /// Chosen levels by axis, such as `{"help": "yes", "forms": ["advisory"]}`.
    pub chosen: Option<Map<String, Value>>,
    /// Why an axis differs from its proposal, by axis.
    pub reasons: Option<Map<String, Value>>,
    /// The reason for the organisation, in plain words.
    pub plain: Option<String>,
}

/// A confirmation, as it is sent.
#[derive(Debug, ToSchema)]
pub struct Confirmation {
    /// The version of the assessment whose decision is confirmed.
    pub version: i64,
}

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Meldkamer",
        version = "1",
        description = "Report a cyber incident to the CSIRT and follow it. Texts are in the language of \
            `Accept-Language` (nl or en). Instants are RFC 3339 in UTC.",
        license(name = "EUPL-1.2", identifier = "EUPL-1.2"),
    ),
    paths(
        notifications::file,
        notifications::next,
        notifications::withdraw,
        dossier::state,
        dossier::write,
        desk::list,
        desk::open,
        triage::look,
        triage::assess,
        triage::decide,
        triage::confirm,
        indicators::list,
        indicators::add,
        catalogue::catalogue,
        catalogue::schema,
        description,
    ),
    components(schemas(ProblemDetails)),
    modifiers(&Bearers),
    tags(
        (name = "reporting", description = "For organisations; no account"),
        (name = "questions", description = "What can be asked and answered"),
        (name = "desk", description = "For staff of the CSIRT, with an API token"),
        (name = "description", description = "This document"),
    )
)]
struct Description;

struct Bearers;

impl Modify for Bearers {
    fn modify(&self, description: &mut utoipa::openapi::OpenApi) {
        let bearer = |said: &str| {
            let mut http = Http::new(HttpAuthScheme::Bearer);
            http.description = Some(said.to_owned());
            SecurityScheme::Http(http)
        };
        let known = description.components.take().unwrap_or_default();
        let components = ComponentsBuilder::from(known)
            .security_scheme("code", bearer("The words of the code that the first report answered"))
            .security_scheme("token", bearer("An API token of a member of staff"));
        description.components = Some(components.build());
    }
}

/// The description of this API.
#[utoipa::path(
    get,
    path = "/api/v1/openapi.json",
    tag = "description",
    responses((status = 200, description = "OpenAPI 3.1", body = Value))
)]
async fn description() -> Json<utoipa::openapi::OpenApi> {
    Json(Description::openapi())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn the_golden_copy_is_up_to_date() {
        let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/openapi.json");
        let made = Description::openapi().to_pretty_json().unwrap() + "\n";
        if std::env::var_os("INSTA_UPDATE").is_some_and(|how| how == "always") {
            std::fs::write(&golden, &made).unwrap();
        }
        let kept = std::fs::read_to_string(&golden).unwrap_or_default();
        assert!(kept == made, "docs/openapi.json differs from the handlers; `./dev bless` writes it anew");
        assert!(made.contains("\"openapi\": \"3.1.0\""));
    }

    #[test]
    fn every_route_is_described_and_nothing_else() {
        let description: Value = serde_json::to_value(Description::openapi()).unwrap();
        let paths = description["paths"].as_object().unwrap();
        let mut described: Vec<String> = paths
            .iter()
            .flat_map(|(path, ways)| {
                ways.as_object().unwrap().keys().map(move |way| format!("{} {path}", way.to_uppercase()))
            })
            .collect();
        let mut routed: Vec<String> =
            super::super::routes().iter().map(|one| format!("{} {}", one.method, one.path)).collect();
        described.sort();
        routed.sort();
        assert_eq!(described, routed);
    }
}
