//! The page that says what did not happen, and offers a way on.

use crate::{
    carbon::Again,
    page::Page,
    problem::Problem,
    words::{Gaps, gap},
};
use serde::Serialize;

/// What the person is told.
#[derive(Debug, Serialize)]
pub struct ProblemPage {
    /// Key of the explanation.
    pub text: String,
    code: &'static str,
    number: i64,
    field: String,
    fault: &'static str,
    go: String,
    /// The number to name when one calls about it: the log knows it too.
    trace: String,
    /// What was sent and could not be kept, to be sent again.
    pub again: Option<Again>,
}

impl ProblemPage {
    /// The page of a problem.
    pub fn of(problem: &Problem, trace: &str) -> Self {
        Self {
            text: format!("problem-{}", problem.code),
            code: problem.code,
            number: problem.number.unwrap_or_default(),
            field: problem.field.clone().unwrap_or_default(),
            fault: problem.fault.unwrap_or_default(),
            go: problem.go.clone().unwrap_or_default(),
            trace: trace.to_owned(),
            again: None,
        }
    }

    /// The gaps in its words.
    pub fn gaps(&self) -> Gaps<'static> {
        let mut gaps = Gaps::new();
        gaps.set("number", gap(u32::try_from(self.number).map_or(0.0, f64::from)));
        gaps.set("field", gap(self.field.clone()));
        gaps.set("fault", gap(self.fault));
        gaps
    }
}

impl Page for ProblemPage {
    const TEMPLATE: &'static str = "problem.html";

    fn title(&self) -> &'static str {
        match self.code {
            "trouble" | "not-now" => "problem-title-ours",
            "not-found" => "problem-title-nothing-here",
            _ => "problem-title",
        }
    }

    fn samples() -> Vec<Self> {
        let codes = [
            "not-allowed",
            "not-found",
            "moved",
            "closed",
            "expired",
            "already-done",
            "wrong-secret",
            "slow-down",
            "reason-needed",
            "second-person-needed",
            "not-understood",
            "too-large",
            "key-reused",
            "trouble",
            "not-this-way",
            "from-elsewhere",
            "not-readable",
            "sign-in-first",
            "factor-needed",
            "code-needed",
            "body-too-large",
            "not-utf8",
            "not-json",
            "not-an-object",
            "wrong-field",
            "not-now",
        ];
        let problem =
            |code| Self::of(&Problem::new(axum::http::StatusCode::BAD_REQUEST, code), "3f9a12c07b55");
        let fields = vec![("message".into(), "Wij hebben hulp nodig bij het herstel van de servers.".into())];
        let again = Some(Again { action: "/mine/messages".into(), parts: true, fields });
        let unkept = Self { again, ..problem("not-now") };
        codes.into_iter().map(problem).chain([unkept]).collect()
    }
}
