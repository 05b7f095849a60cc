//! Signing in with a passkey: what the device is asked, and what it answers.

use super::{SignIn, entered, local};
use crate::{
    Server,
    browser::Browser,
    door::Caller,
    form::Form,
    problem::Problem,
    rooms::sign_in::Network,
    route::{Gate, Route},
};
use axum::{
    Json,
    extract::State,
    http::header,
    response::{AppendHeaders, IntoResponse, Response},
};
use meldkamer_app::{
    Failed,
    passkey::{
        self,
        enter::{self, Given},
    },
    settings::Settings,
};
use meldkamer_domain::refused::Refused;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/sign-in/passkey", Gate::Public, options),
        Route::post("/sign-in/passkey", Gate::Public, give),
    ]
}

/// The origin at which passkeys can be given; empty when they cannot.
pub fn origin(settings: &Settings) -> String {
    passkey::origin(settings).map(|(_, url)| url.origin().ascii_serialization()).unwrap_or_default()
}

async fn options(
    State(server): State<Server>,
    caller: Caller,
    browser: Browser,
) -> Result<Response, Problem> {
    let asked = enter::options(&server.house, caller.at, &browser.secret).await?;
    let cookie = browser.cookie(&server).map(|cookie| (header::SET_COOKIE, cookie));
    Ok((AppendHeaders(cookie), Json(asked)).into_response())
}

async fn give(
    State(server): State<Server>,
    caller: Caller,
    browser: Browser,
    Network(network): Network,
    form: Form,
) -> Result<Response, Problem> {
    let given =
        Given { ceremony: form.text("ceremony"), binding: &browser.secret, answer: form.text("passkey") };
    let from = browser.from(network);
    let next = local(form.text("next"));
    let trouble = match enter::enter(&server.house, &caller.stranger(), &given, &from).await {
        Ok(one) => return Ok(entered(&server, &one, next)),
        Err(Failed::Refused(Refused::WrongSecret)) => "wrong",
        Err(Failed::Refused(Refused::Expired)) => "over",
        Err(failed) => return Err(failed.into()),
    };
    let page = SignIn { trouble, ..SignIn::new(&server, caller.language, "", next) };
    server.show_again(&server.frame_of(&caller), &page)
}
