//! The gate of dangerous acts: what is sent without a fresh factor is held, a page asks for the
//! factor, and what was held goes on as if it had just been sent. The only place where this happens:
//! which acts are dangerous, `domain::access` says.

use crate::{Server, door::SignedIn, problem::Problem};
use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::{HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Redirect, Response},
};
use base64::{Engine, prelude::BASE64_STANDARD};
use meldkamer_app::{
    Door, Failed,
    passkey::enter::Given,
    step_up::{self, Factor, Held},
};
use meldkamer_domain::{access::Verb, refused::Refused, time::Instant};

/// The most that is held, in bytes.
const MOST: usize = 2 * 1024 * 1024;
/// The part of the query that says under which secret something is held.
pub const KEY: &str = "step-up";

/// Lets a request through when its act is not dangerous or a factor is fresh.
pub async fn guard(
    server: &Server,
    one: &SignedIn,
    verb: Verb,
    request: Request,
) -> Result<Request, Response> {
    if !verb.is_dangerous() || request.method().is_safe() {
        return Ok(request);
    }
    // A token has no factor to give.
    if one.session.is_empty() {
        return Err(factor_needed().into_response());
    }
    let now = server.house.clock.now();
    let fresh = step_up::is_fresh(one.factor_at, now);
    let done = match secret(request.uri()) {
        Some(secret) => resume(server, one, now, &secret, fresh, request).await,
        None if fresh => return Ok(request),
        None => hold(server, one, now, request).await.map(Err),
    };
    match done {
        Ok(led) => led,
        Err(problem) => Err(problem.into_response()),
    }
}

fn secret(uri: &Uri) -> Option<String> {
    let query = uri.query()?;
    let found = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == KEY)?.1.into_owned();
    Some(found)
}

fn factor_needed() -> Problem {
    Problem::new(StatusCode::PRECONDITION_REQUIRED, "factor-needed")
}

/// Holds what was sent and leads to the page that asks for a factor.
async fn hold(server: &Server, one: &SignedIn, now: Instant, request: Request) -> Result<Response, Problem> {
    let (parts, body) = request.into_parts();
    let path = parts.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
    if path.starts_with("/api/") {
        return Err(factor_needed());
    }
    let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let body = to_bytes(body, MOST).await.map_err(|_| Refused::TooLarge { limit: MOST as u64 })?;
    let held = Held { path, kind: kind.unwrap_or_default().to_owned(), body: BASE64_STANDARD.encode(&body) };
    let secret = step_up::hold(&server.house, now, &one.session, &held).await?;
    Ok(Redirect::to(&format!("/step-up/{secret}")).into_response())
}

/// Takes the factor, and lets go on what is held.
async fn resume(
    server: &Server,
    one: &SignedIn,
    now: Instant,
    secret: &str,
    fresh: bool,
    request: Request,
) -> Result<Result<Request, Response>, Problem> {
    let (mut parts, body) = request.into_parts();
    if !fresh {
        let body = to_bytes(body, MOST).await.map_err(|_| Refused::TooLarge { limit: MOST as u64 })?;
        let door = Door { at: now, actor: one.actor.clone(), language: "nl".into() };
        match give(server, &door, &one.session, &body).await {
            Ok(()) => {}
            Err(Failed::Refused(Refused::WrongSecret)) => {
                return Ok(Err(Redirect::to(&format!("/step-up/{secret}?wrong")).into_response()));
            }
            Err(Failed::Refused(Refused::SlowDown { seconds })) => {
                return Ok(Err(Redirect::to(&format!("/step-up/{secret}?wait={seconds}")).into_response()));
            }
            Err(failed) => return Err(failed.into()),
        }
    }
    let held = step_up::go_on(&server.house, now, &one.session, secret).await?;
    // What was held for one address does not go to another.
    let held = held.filter(|held| held.path.split('?').next() == Some(parts.uri.path()));
    let held = held.ok_or(Refused::Expired)?;
    let body = BASE64_STANDARD.decode(&held.body).map_err(|_| Problem::not_found())?;
    parts.uri = held.path.parse().map_err(|_| Problem::not_found())?;
    parts.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
    match HeaderValue::from_str(&held.kind) {
        Ok(kind) if !held.kind.is_empty() => parts.headers.insert(header::CONTENT_TYPE, kind),
        _ => parts.headers.remove(header::CONTENT_TYPE),
    };
    Ok(Ok(Request::from_parts(parts, Body::from(body))))
}

async fn give(server: &Server, door: &Door, session: &str, body: &[u8]) -> Result<(), Failed> {
    let typed: Vec<(String, String)> = form_urlencoded::parse(body).into_owned().collect();
    let text = |wanted: &str| typed.iter().find(|(name, _)| name == wanted).map_or("", |(_, value)| value);
    let passkey = text("passkey");
    let given = Given { ceremony: text("ceremony"), binding: session, answer: passkey };
    let factor = if passkey.is_empty() { Factor::Code(text("code").trim()) } else { Factor::Passkey(given) };
    step_up::give(&server.house, door, session, &factor).await
}
