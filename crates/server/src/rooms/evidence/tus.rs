//! The protocol tus 1.0 for resumable uploads: core, creation, creation with upload, checksum,
//! termination and expiration. An offset is told only when the bytes before it are durable.

use super::receive::{self, Wanted};
use crate::{
    Server,
    door::Caller,
    language::Language,
    page::Page,
    problem::Problem,
    rooms::problem::ProblemPage,
    route::{Gate, Route},
};
use axum::{
    Json,
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use meldkamer_app::evidence::{
    arrive::{self, Announced},
    arriving::{Expected, Sum},
    link,
};
use meldkamer_domain::time::Instant;
use meldkamer_store::evidence::{LinkRow, item, upload::UploadRow};
use serde_json::json;

const VERSION: &str = "1.0.0";
const EXTENSIONS: &str = "creation,creation-with-upload,checksum,termination,expiration";
const BYTES: &str = "application/offset+octet-stream";

pub(super) fn routes() -> Vec<Route> {
    let (files, file) = ("/evidence/{secret}/files", "/evidence/{secret}/files/{file}");
    vec![
        Route::get(files, Gate::Public, list),
        Route::new(Method::OPTIONS, files, Gate::Public, options),
        Route::new(Method::POST, files, Gate::Public, create),
        Route::new(Method::OPTIONS, file, Gate::Public, options),
        Route::new(Method::HEAD, file, Gate::Public, head),
        Route::new(Method::PATCH, file, Gate::Public, patch),
        Route::new(Method::DELETE, file, Gate::Public, delete),
    ]
}

/// A problem as a tus client wants it: the status, and JSON that says more.
struct Told(Response);

impl Told {
    fn of(server: &Server, language: Language, problem: &Problem) -> Self {
        let (page, words) = (ProblemPage::of(problem, ""), server.pages.words());
        let body = json!({
            "title": words.say_anyhow(language, page.title(), &page.gaps()),
            "status": problem.status.as_u16(),
            "code": problem.code,
            "detail": words.say_anyhow(language, &page.text, &page.gaps()),
            "field": problem.field,
            "number": problem.number,
        });
        let kind = [(header::CONTENT_TYPE, "application/problem+json")];
        let mut response = (problem.status, kind, Json(body).into_response().into_body()).into_response();
        if let (429 | 503, Some(seconds)) = (problem.status.as_u16(), problem.number) {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds.max(1)));
        }
        Self(response)
    }
}

fn set(response: &mut Response, name: &'static str, value: impl ToString) {
    if let Ok(value) = HeaderValue::from_str(&value.to_string()) {
        response.headers_mut().insert(HeaderName::from_static(name), value);
    }
}

fn answer(server: &Server, caller: &Caller, done: Result<Response, Problem>) -> Response {
    let mut response = done.unwrap_or_else(|problem| Told::of(server, caller.language, &problem).0);
    set(&mut response, "tus-resumable", VERSION);
    response
}

async fn options() -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    set(&mut response, "tus-resumable", VERSION);
    set(&mut response, "tus-version", VERSION);
    set(&mut response, "tus-extension", EXTENSIONS);
    set(&mut response, "tus-checksum-algorithm", "sha256,sha1");
    response
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

fn number(headers: &HeaderMap, name: &'static str) -> Result<u64, Problem> {
    let bad =
        || Problem { field: Some(name.into()), ..Problem::new(StatusCode::BAD_REQUEST, "not-readable") };
    text(headers, name).and_then(|text| text.trim().parse().ok()).ok_or_else(bad)
}

/// The version that the client speaks must be ours.
fn spoken(headers: &HeaderMap) -> Result<(), Problem> {
    match text(headers, "tus-resumable") {
        Some(VERSION) => Ok(()),
        _ => Err(Problem::new(StatusCode::PRECONDITION_FAILED, "not-this-way")),
    }
}

/// The pairs of `Upload-Metadata`: a key, and base64 of a text.
fn metadata(headers: &HeaderMap) -> Announced {
    let mut told = Announced { name: "file".into(), ..Announced::default() };
    for pair in text(headers, "upload-metadata").unwrap_or_default().split(',') {
        let (key, value) = pair.trim().split_once(' ').unwrap_or((pair.trim(), ""));
        let value = STANDARD.decode(value.trim()).unwrap_or_default();
        let value = String::from_utf8_lossy(&value).into_owned();
        match key {
            "filename" | "name" => told.name = value,
            "filetype" | "type" => told.media = value,
            "sha256" => told.stated = value,
            "sealed" => told.sealed = value != "0",
            "plain-sha256" => told.plain_stated = value,
            _ => {}
        }
    }
    told
}

/// What the bytes of a request must sum to.
fn expected(headers: &HeaderMap) -> Result<Option<Expected>, Problem> {
    let Some(told) = text(headers, "upload-checksum") else { return Ok(None) };
    let bad = || Problem::new(StatusCode::BAD_REQUEST, "not-readable");
    let (name, value) = told.trim().split_once(' ').ok_or_else(bad)?;
    let sum = match name {
        "sha256" => Sum::Sha256,
        "sha1" => Sum::Sha1,
        _ => return Err(bad()),
    };
    let value = STANDARD.decode(value.trim()).map_err(|_| bad())?;
    Ok(Some(Expected { sum, value }))
}

fn brings_bytes(headers: &HeaderMap) -> bool {
    text(headers, "content-type") == Some(BYTES)
}

/// The moment at which a file is forgotten, as HTTP writes moments.
fn expires(row: &UploadRow) -> String {
    let at = Instant::from_micros(row.expires_at).in_zone(&jiff::tz::TimeZone::UTC);
    at.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

/// What every answer about a file says.
async fn about(server: &Server, status: StatusCode, row: &UploadRow) -> Result<Response, Problem> {
    let mut response = status.into_response();
    set(&mut response, "upload-offset", row.received);
    set(&mut response, "upload-length", row.length);
    if row.finished_at.is_none() {
        set(&mut response, "upload-expires", expires(row));
    } else if let Some(item) = item::of_upload(&server.house.database, &row.id).await? {
        let bytes: Vec<u8> = (0..item.digest.len() / 2)
            .filter_map(|at| u8::from_str_radix(item.digest.get(2 * at..2 * at + 2)?, 16).ok())
            .collect();
        set(&mut response, "repr-digest", format!("sha-256=:{}:", STANDARD.encode(bytes)));
    }
    Ok(response)
}

async fn opened(server: &Server, caller: &Caller, secret: &str) -> Result<LinkRow, Problem> {
    Ok(link::opened(&server.house, secret, caller.at).await?)
}

/// The files of a link, for a client that comes back and remembers nothing. Not part of tus.
async fn list(State(server): State<Server>, Path(secret): Path<String>, caller: Caller) -> Response {
    let found = async {
        let link = opened(&server, &caller, &secret).await?;
        let sent = arrive::sent(&server.house, &link).await?;
        let told = sent.into_iter().map(|(row, item)| {
            json!({
                "address": format!("/evidence/{secret}/files/{}", row.id),
                "name": row.name,
                "length": row.length,
                "received": row.received,
                "stated": row.stated,
                "finished": row.finished_at.is_some(),
                "sha256": item.map(|item| item.digest),
            })
        });
        Ok(Json(told.collect::<Vec<_>>()).into_response())
    };
    let done = found.await;
    answer(&server, &caller, done)
}

async fn create(
    State(server): State<Server>,
    Path(secret): Path<String>,
    caller: Caller,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let done = created(&server, &secret, &caller, &headers, body).await;
    answer(&server, &caller, done)
}

async fn created(
    server: &Server,
    secret: &str,
    caller: &Caller,
    headers: &HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let link = opened(server, caller, secret).await?;
    spoken(headers)?;
    let wish = Announced { length: number(headers, "upload-length")?, ..metadata(headers) };
    let expected = expected(headers)?;
    let door = arrive::door(&link, caller.at, caller.language.code());
    let mut row = arrive::announce(&server.house, &door, &link, &wish).await?;
    if brings_bytes(headers) && row.length > 0 {
        let wanted = Wanted { link, row: row.clone(), offset: 0, expected };
        // The file is announced: when its first bytes fail, the client goes on from the offset.
        if let Ok(after) = receive::body(server, door, wanted, body).await {
            row = after;
        }
    }
    let mut response = about(server, StatusCode::CREATED, &row).await?;
    set(&mut response, "location", format!("/evidence/{secret}/files/{}", row.id));
    Ok(response)
}

async fn head(
    State(server): State<Server>,
    Path((secret, file)): Path<(String, String)>,
    caller: Caller,
) -> Response {
    let found = async {
        let link = opened(&server, &caller, &secret).await?;
        let row = arrive::find(&server.house, &link, &file, caller.at).await?;
        about(&server, StatusCode::OK, &row).await
    };
    let done = found.await;
    answer(&server, &caller, done)
}

async fn patch(
    State(server): State<Server>,
    Path((secret, file)): Path<(String, String)>,
    caller: Caller,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let done = patched(&server, (&secret, &file), &caller, &headers, body).await;
    answer(&server, &caller, done)
}

async fn patched(
    server: &Server,
    (secret, file): (&str, &str),
    caller: &Caller,
    headers: &HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let link = opened(server, caller, secret).await?;
    let row = arrive::find(&server.house, &link, file, caller.at).await?;
    spoken(headers)?;
    if !brings_bytes(headers) {
        return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not-readable"));
    }
    let (offset, expected) = (number(headers, "upload-offset")?, expected(headers)?);
    let door = arrive::door(&link, caller.at, caller.language.code());
    let wanted = Wanted { link, row, offset, expected };
    let row = receive::body(server, door, wanted, body).await?;
    about(server, StatusCode::NO_CONTENT, &row).await
}

async fn delete(
    State(server): State<Server>,
    Path((secret, file)): Path<(String, String)>,
    caller: Caller,
    headers: HeaderMap,
) -> Response {
    let done = async {
        let link = opened(&server, &caller, &secret).await?;
        spoken(&headers)?;
        let door = arrive::door(&link, caller.at, caller.language.code());
        arrive::stop(&server.house, &door, &link, &file).await?;
        Ok(StatusCode::NO_CONTENT.into_response())
    };
    let done = done.await;
    answer(&server, &caller, done)
}
