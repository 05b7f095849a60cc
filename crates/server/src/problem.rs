//! What a person or a machine is told when something did not happen.
//!
//! The only place that knows status codes. A page shows it with a way on; the API answers with
//! problem details (RFC 9457). What went wrong inside is logged once, here, with the trace id that
//! the person sees.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use meldkamer_app::Failed;
use meldkamer_domain::refused::Refused;

/// After so many seconds it is worth trying again when nothing could be kept.
const AGAIN_SECONDS: i64 = 30;

/// Something that did not happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The status to answer with.
    pub status: StatusCode,
    /// Stable code: the key of its words, `refused-<code>`.
    pub code: &'static str,
    /// The field it is about.
    pub field: Option<String>,
    /// What is wrong with the field.
    pub fault: Option<&'static str>,
    /// A number that belongs to it: seconds to wait, mebibytes at the most.
    pub number: Option<i64>,
    /// Where to go on: the sign-in page for who is not signed in.
    pub go: Option<String>,
}

impl Problem {
    /// A problem with nothing but a status and a code.
    pub fn new(status: StatusCode, code: &'static str) -> Self {
        Self { status, code, field: None, fault: None, number: None, go: None }
    }

    /// There is no such page or thing.
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not-found")
    }

    /// Nobody is signed in; after signing in the person comes back to this path.
    pub fn sign_in_first(path: &str) -> Self {
        Self { go: Some(path.to_owned()), ..Self::new(StatusCode::UNAUTHORIZED, "sign-in-first") }
    }

    /// The house has trouble; what it is goes to the log, not to the person.
    pub fn trouble(what: &dyn std::error::Error) -> Self {
        tracing::error!(trouble = %chain(what), "an act failed");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "trouble")
    }

    /// Nothing can be kept or read at the moment: the disk is full, the database cannot be reached.
    fn not_now(what: &dyn std::error::Error) -> Self {
        tracing::error!(trouble = %chain(what), "an act must be tried again");
        let number = Some(AGAIN_SECONDS);
        Self { number, ..Self::new(StatusCode::SERVICE_UNAVAILABLE, "not-now") }
    }
}

fn chain(what: &dyn std::error::Error) -> String {
    let mut chain = what.to_string();
    let mut source = what.source();
    while let Some(inner) = source {
        chain.push_str(": ");
        chain.push_str(&inner.to_string());
        source = inner.source();
    }
    chain
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        let status = match &refused {
            Refused::NotAllowed => StatusCode::FORBIDDEN,
            Refused::NotFound => StatusCode::NOT_FOUND,
            Refused::WrongSecret => StatusCode::UNAUTHORIZED,
            Refused::Moved | Refused::AlreadyDone | Refused::KeyReused | Refused::SecondPersonNeeded => {
                StatusCode::CONFLICT
            }
            Refused::Closed | Refused::Expired => StatusCode::GONE,
            Refused::SlowDown { .. } => StatusCode::TOO_MANY_REQUESTS,
            Refused::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Refused::NoRoom { .. } => StatusCode::INSUFFICIENT_STORAGE,
            // What tus says when a checksum does not fit.
            Refused::CorruptPart { .. } => StatusCode::from_u16(460).unwrap_or(StatusCode::BAD_REQUEST),
            Refused::ReasonNeeded { .. } | Refused::NotUnderstood { .. } => StatusCode::UNPROCESSABLE_ENTITY,
        };
        let mut problem = Self::new(status, refused.code());
        match refused {
            Refused::SlowDown { seconds } => problem.number = Some(seconds),
            Refused::TooLarge { limit } => problem.number = i64::try_from(limit >> 20).ok(),
            Refused::NoRoom { free } => problem.number = i64::try_from(free >> 20).ok(),
            Refused::CorruptPart { begins } => problem.number = i64::try_from(begins).ok(),
            Refused::KeyReused => problem.field = Some("Idempotency-Key".into()),
            Refused::ReasonNeeded { field } => problem.field = Some(field),
            Refused::NotUnderstood { field, fault } => {
                problem.field = Some(field);
                problem.fault = Some(fault);
            }
            _ => {}
        }
        problem
    }
}

impl From<Failed> for Problem {
    fn from(failed: Failed) -> Self {
        match failed {
            Failed::Refused(refused) => refused.into(),
            Failed::Trouble(trouble) => trouble.into(),
        }
    }
}

impl From<meldkamer_store::Trouble> for Problem {
    fn from(trouble: meldkamer_store::Trouble) -> Self {
        if trouble.may_pass() { Self::not_now(&trouble) } else { Self::trouble(&trouble) }
    }
}

impl IntoResponse for Problem {
    /// Leaves the words to the outermost layer, which knows the language and whether this is the API.
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}
