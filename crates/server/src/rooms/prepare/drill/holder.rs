//! Who holds the code of an exercise.

use crate::{Server, door::Caller, problem::Problem};
use axum::{
    extract::FromRequestParts,
    http::{HeaderValue, Method, header, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::CookieJar;
use meldkamer_app::{Actor, Door, drill};
use meldkamer_store::drill::DrillRow;

/// Cookie that holds the code of an exercise; the code of a report has its own.
pub const DRILL_COOKIE: &str = "meldkamer-drill";
/// So many seconds a browser keeps it.
const KEPT_SECONDS: i64 = 7 * 24 * 3600;

/// The player of one exercise.
pub struct Player {
    /// The request.
    pub caller: Caller,
    /// The way in for acts.
    pub door: Door,
    /// The exercise.
    pub row: DrillRow,
    /// The words of its code.
    pub code: String,
}

impl FromRequestParts<Server> for Player {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, server: &Server) -> Result<Self, Response> {
        let caller = Caller::from_request_parts(parts, server).await.map_err(|never| match never {})?;
        let words =
            CookieJar::from_headers(&parts.headers).get(DRILL_COOKIE).map(|one| one.value().to_owned());
        let code = words.as_deref().and_then(|words| server.house.keys.code_digest(words));
        let found = match code {
            Some(code) => drill::by_code(&server.house, &code).await,
            None => Ok(None),
        };
        match found.map_err(|failed| Problem::from(failed).into_response())? {
            Some(row) => {
                let door = caller.door(Actor::reporter(&row.id));
                Ok(Self { caller, door, row, code: words.unwrap_or_default() })
            }
            None if parts.method == Method::GET => Err(Redirect::to("/prepare/drill").into_response()),
            None => {
                let go = Some("/prepare/drill".into());
                Err(Problem { go, ..Problem::not_found() }.into_response())
            }
        }
    }
}

/// Sends on, with the code of an exercise in a cookie that no script can read.
pub fn go_with_drill(server: &Server, to: &str, words: &str) -> Response {
    let secure = if server.house.settings.public_address().starts_with("https") { "; Secure" } else { "" };
    let cookie = format!(
        "{DRILL_COOKIE}={words}; Path=/prepare/drill; Max-Age={KEPT_SECONDS}; HttpOnly; SameSite=Lax{secure}"
    );
    let mut response = Redirect::to(to).into_response();
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}
