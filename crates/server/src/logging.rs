//! The log: what operators read when something is wrong, without anything that is secret.
//!
//! `MELDKAMER_LOG` says how much (`info`, `warn,meldkamer=debug`), `MELDKAMER_LOG_FORMAT` is `text` or
//! `json`. A request is logged with its route, not its path: a path may hold an id or a secret.

use axum::{
    extract::{MatchedPath, Request},
    http::{HeaderName, HeaderValue},
    middleware::Next,
    response::Response,
};
use meldkamer_app::chance;
use std::{env, io, time::Instant};
use tracing::{Instrument, info, info_span};
use tracing_subscriber::EnvFilter;

/// The header that carries the trace id of a request.
pub const TRACE: HeaderName = HeaderName::from_static("x-trace-id");

/// The trace id of a request: in its log, in its answer, and on the page that says what went wrong.
#[derive(Clone, Debug)]
pub struct Trace(pub String);

/// Starts the log of this process, on standard error. A second start is none.
pub fn start() {
    let wanted = env::var("MELDKAMER_LOG").unwrap_or_default();
    let wanted = if wanted.is_empty() { "info,sqlx=warn,lettre=warn".to_owned() } else { wanted };
    let filter = EnvFilter::try_new(&wanted).unwrap_or_else(|_| EnvFilter::new("info"));
    // Where the log goes may be full: complaining of that in the same place would end whoever complains.
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .with_target(false)
        .log_internal_errors(false);
    let started = match env::var("MELDKAMER_LOG_FORMAT").as_deref() {
        Ok("json") => log.json().flatten_event(true).try_init(),
        _ => log.with_ansi(false).try_init(),
    };
    if let Err(why) = started {
        tracing::debug!(%why, "the log was started before");
    }
}

/// Counts and logs each request, under a trace id of its own that the answer carries.
#[expect(clippy::disallowed_methods, reason = "how long an answer took is no moment of an act")]
pub async fn request(mut request: Request, next: Next) -> Response {
    let trace: String = chance::bytes::<6>().iter().map(|byte| format!("{byte:02x}")).collect();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map_or("-", MatchedPath::as_str).to_owned();
    let span = info_span!("request", %trace);
    request.extensions_mut().insert(Trace(trace.clone()));
    let begun = Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    let (status, took) = (response.status().as_u16(), begun.elapsed());
    metrics::counter!(
        "meldkamer_requests_total", "route" => route.clone(), "method" => method.to_string(), "status" => status.to_string()
    )
    .increment(1);
    metrics::histogram!("meldkamer_request_seconds").record(took.as_secs_f64());
    span.in_scope(|| info!(%method, route, status, milliseconds = took.as_millis(), "answered"));
    if let Ok(value) = HeaderValue::from_str(&trace) {
        response.headers_mut().insert(TRACE, value);
    }
    response
}
