//! The web server: all routes behind their gates, in the layers that every answer passes.

use crate::{
    Server, assets,
    carbon::Carbon,
    door::{self, Caller, SignedIn},
    form,
    language::Language,
    logging::{self, Trace},
    page::{Frame, Page, Person},
    problem::Problem,
    rooms::{self, problem::ProblemPage},
    route,
};
use axum::{
    Json, Router,
    extract::{DefaultBodyLimit, Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::{Html, IntoResponse, Response},
};
use serde_json::json;
use std::any::Any;
use tower_http::{
    catch_panic::CatchPanicLayer, compression::CompressionLayer, csrf::CsrfLayer,
    set_header::SetResponseHeaderLayer,
};

/// Nothing from elsewhere, nothing inline, no frames: what a page may do in a browser.
const CONTENT_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
     font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The whole server.
pub fn app(server: Server) -> Router {
    let fixed = |name, value: &'static str| {
        SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
    };
    let app = route::router(rooms::routes(), &server)
        .merge(assets::router())
        .fallback(async || Problem::not_found())
        .layer(DefaultBodyLimit::max(form::LIMIT))
        .layer(CsrfLayer::new())
        .layer(CatchPanicLayer::custom(panicked))
        .layer(middleware::from_fn_with_state(server.clone(), words_for_problems))
        .layer(fixed(header::CONTENT_SECURITY_POLICY, CONTENT_POLICY))
        .layer(fixed(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(fixed(header::REFERRER_POLICY, "same-origin"))
        .layer(fixed(header::CACHE_CONTROL, "no-store"));
    // Who came once by TLS comes back by TLS; without it, browsers pay no heed to this.
    let safe = server.house.settings.public_address().starts_with("https://");
    let app =
        if safe { app.layer(fixed(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000")) } else { app };
    app.layer(CompressionLayer::new()).layer(middleware::from_fn(logging::request)).with_state(server)
}

/// A handler that fell over: logged with the trace id that the person sees.
fn panicked(cause: Box<dyn Any + Send>) -> Response {
    let text = cause.downcast_ref::<&str>().map(|text| (*text).to_owned());
    let text = text.or_else(|| cause.downcast_ref::<String>().cloned()).unwrap_or_default();
    tracing::error!(panic = %text, "a handler fell over");
    Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "trouble").into_response()
}

/// Gives a problem its words: a page for people, problem details (RFC 9457) for machines.
async fn words_for_problems(State(server): State<Server>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let language = Language::of(&parts);
    parts.extensions.insert(language);
    let path = parts.uri.path().to_owned();
    let trace = parts.extensions.get::<Trace>().map(|trace| trace.0.clone()).unwrap_or_default();
    let machine = path.starts_with("/api/") || accepts_json(&parts.headers);
    let session = door::session_of(&parts.headers);
    let (body, carbon) = if machine { (body, None) } else { Carbon::under(&parts, body) };
    let response = next.run(Request::from_parts(parts, body)).await;
    let problem = match response.extensions().get::<Problem>() {
        Some(problem) => problem.clone(),
        None => match plain_fault(&response) {
            Some(problem) => problem,
            None => return response,
        },
    };
    if !machine && let Some(back) = problem.go.as_deref().filter(|_| problem.code == "sign-in-first") {
        let to = format!("/sign-in?next={}", rooms::encoded(back));
        return axum::response::Redirect::to(&to).into_response();
    }
    let mut said = if machine {
        told(&server, language, &problem, &trace)
    } else {
        let again = match carbon {
            Some(carbon) if problem.code == "not-now" => carbon.again().await,
            _ => None,
        };
        let mut page = ProblemPage::of(&problem, &trace);
        page.again = again;
        let mut frame = server.frame(language);
        frame.path = path;
        // Of a house in trouble nothing more is asked.
        if let Some(secret) = session.filter(|_| !problem.status.is_server_error()) {
            frame.person = door::visitor(&server, &secret).await.as_ref().map(Person::from);
        }
        shown(&server, &frame, &problem, &page)
    };
    if let (429 | 503, Some(seconds)) = (problem.status.as_u16(), problem.number) {
        said.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds.max(1)));
    }
    said
}

/// An error that a library answered with bare text gets our words too.
fn plain_fault(response: &Response) -> Option<Problem> {
    let ours = response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| {
        kind.as_bytes().starts_with(b"text/html") || kind.as_bytes().starts_with(b"application/")
    });
    let code = match response.status() {
        _ if ours => return None,
        StatusCode::PAYLOAD_TOO_LARGE => "too-large",
        StatusCode::METHOD_NOT_ALLOWED => "not-this-way",
        StatusCode::FORBIDDEN => "from-elsewhere",
        status if status.is_client_error() => "not-readable",
        _ => return None,
    };
    Some(Problem::new(response.status(), code))
}

fn accepts_json(headers: &axum::http::HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    accept.is_some_and(|accept| accept.starts_with("application/json"))
}

/// Problem details for a machine, with the trace id by which the log can be asked.
fn told(server: &Server, language: Language, problem: &Problem, trace: &str) -> Response {
    let (page, words) = (ProblemPage::of(problem, trace), server.pages.words());
    let body = json!({
        "type": format!("about:blank#{}", problem.code),
        "title": words.say_anyhow(language, page.title(), &page.gaps()),
        "status": problem.status.as_u16(),
        "code": problem.code,
        "detail": words.say_anyhow(language, &page.text, &page.gaps()),
        "field": problem.field,
        "fault": problem.fault,
        "trace": trace,
    });
    let kind = [(header::CONTENT_TYPE, "application/problem+json")];
    (problem.status, kind, Json(body).into_response().into_body()).into_response()
}

/// A page for a person, with a way on.
fn shown(server: &Server, frame: &Frame, problem: &Problem, page: &ProblemPage) -> Response {
    let html = server.pages.render(frame, page).unwrap_or_else(|trouble| {
        tracing::error!(%trouble, "the page of a problem could not be drawn");
        problem.status.to_string()
    });
    (problem.status, Html(html)).into_response()
}

impl From<&SignedIn> for Person {
    fn from(one: &SignedIn) -> Self {
        Self { name: one.actor.name.clone(), role: one.role.name().to_owned(), body: one.body.clone() }
    }
}

impl Server {
    /// A frame with the names of the installation, for a page in a language.
    pub fn frame(&self, language: Language) -> Frame {
        let mut frame = Frame::new(language, self.house.clock.now());
        frame.telephone.clone_from(&self.house.settings.telephone);
        frame.csirt.clone_from(&self.house.settings.csirt);
        frame
    }

    /// The frame of a request: its language, path and query, and who is signed in.
    pub fn frame_of(&self, caller: &Caller) -> Frame {
        let mut frame = self.frame(caller.language);
        let (path, query) = caller.path.split_once('?').unwrap_or((&caller.path, ""));
        (frame.path, frame.query) = (path.to_owned(), query.to_owned());
        frame.person = caller.signed_in.as_ref().map(Person::from);
        frame
    }

    /// A page as an answer.
    pub fn show<P: Page>(&self, frame: &Frame, page: &P) -> Result<Response, Problem> {
        let html = self.pages.render(frame, page).map_err(|trouble| Problem::trouble(&trouble))?;
        Ok(Html(html).into_response())
    }

    /// A page that asks the person to put something right: the same page, status 422.
    pub fn show_again<P: Page>(&self, frame: &Frame, page: &P) -> Result<Response, Problem> {
        Ok((StatusCode::UNPROCESSABLE_ENTITY, self.show(frame, page)?).into_response())
    }
}
