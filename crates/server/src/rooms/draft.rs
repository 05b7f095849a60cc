//! The report being written: each answer kept as it is typed, by one person or several.
//!
//! Not here: what the law makes of the answers (`assess`) and what filing gives back (`filed`).

mod begin;
pub mod fields;
pub mod files;
mod keep;
mod resume;
pub mod sent;
pub mod write;

pub(crate) use resume::network;

use crate::{
    Server,
    door::{CODE_COOKIE, Caller},
    page::{Frame, Sample, samples_of},
    problem::Problem,
    route::{Gate, Route},
};
use axum::{
    extract::DefaultBodyLimit,
    handler::Handler,
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::CookieJar;
use fields::View;
use meldkamer_app::draft::{self, Draft};
use serde::Serialize;

/// What is said to who is asked over the telephone.
#[derive(Clone, Debug, Serialize)]
pub struct Spoken {
    /// The question.
    pub text: String,
    /// The answers to choose from, to read aloud, where the form has them in another language.
    pub options: String,
    /// In which language both are.
    pub language: String,
}

/// So many seconds a browser keeps the code.
const KEPT_SECONDS: i64 = 60 * 24 * 3600;

/// The routes of this room.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/report", Gate::Public, write::show),
        Route::post("/report", Gate::Public, begin::open),
        // The size is watched while it streams in, so that a file too many does not cost the words.
        Route::post("/report/keep", Gate::Code, keep::keep.layer(DefaultBodyLimit::disable())),
        Route::get("/report/files/{id}", Gate::Code, files::fetch),
        Route::get("/continue", Gate::Public, resume::ask),
        Route::post("/continue", Gate::Public, resume::find),
        Route::get("/entities", Gate::Public, write::organisations),
    ]
}

/// Every state of the pages of this room.
pub fn samples() -> Vec<Sample> {
    let mut all = samples_of::<begin::Begin>();
    all.extend(samples_of::<write::Write>());
    all.extend(samples_of::<resume::Resume>());
    all
}

/// The frame of a page at the public door: its path and query for the switch of language.
pub fn frame(server: &Server, caller: &Caller, exercise: bool) -> Frame {
    let mut frame = server.frame(caller.language);
    let (path, query) = caller.path.split_once('?').unwrap_or((&caller.path, ""));
    (frame.path, frame.query, frame.exercise) = (path.to_owned(), query.to_owned(), exercise);
    frame
}

/// How fields are drawn for a caller.
pub fn view<'a>(server: &'a Server, caller: &Caller, zone: &'a jiff::tz::TimeZone) -> View<'a> {
    View { language: caller.language, words: server.pages.words(), zone, now: caller.at }
}

/// The words of the code that the browser holds; empty for none.
pub fn code_words(headers: &HeaderMap) -> String {
    CookieJar::from_headers(headers).get(CODE_COOKIE).map(|one| one.value().to_owned()).unwrap_or_default()
}

/// The draft of the code that somebody holds.
pub async fn held(server: &Server, caller: &Caller) -> Result<Option<Draft>, Problem> {
    match caller.code {
        Some(code) => Ok(draft::by_code(&server.house, &code).await?),
        None => Ok(None),
    }
}

/// Sends on, with the code in a cookie that no script can read.
pub fn go_with_code(server: &Server, to: &str, words: &str) -> Response {
    let secure = if server.house.settings.public_address().starts_with("https") { "; Secure" } else { "" };
    let cookie =
        format!("{CODE_COOKIE}={words}; Path=/; Max-Age={KEPT_SECONDS}; HttpOnly; SameSite=Lax{secure}");
    let mut response = Redirect::to(to).into_response();
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// Who asks for a machine's answer: the script that keeps words while they are typed.
pub fn wants_json(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    accept.is_some_and(|accept| accept.starts_with("application/json"))
}
