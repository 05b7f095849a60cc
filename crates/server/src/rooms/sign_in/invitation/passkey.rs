//! The second step of an invitation for who wants a passkey; it leads straight in.

use crate::{
    Server,
    browser::Browser,
    door::Caller,
    form::Form,
    page::{Page, Sample, samples_of},
    problem::Problem,
    rooms::sign_in::{Network, entered, passkey::origin},
    route::{Gate, Route},
};
use axum::{
    Json,
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use meldkamer_app::{Failed, account::invitation::passkey};
use meldkamer_domain::refused::Refused;
use serde::Serialize;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/invitation/{secret}/passkey", Gate::Public, options),
        Route::post("/invitation/{secret}/passkey", Gate::Public, take),
    ]
}

pub(super) fn samples() -> Vec<Sample> {
    samples_of::<WithPasskey>()
}

/// The page that makes a passkey for a new account.
#[derive(Serialize)]
pub struct WithPasskey {
    secret: String,
    origin: String,
    fault: &'static str,
}

impl Page for WithPasskey {
    const TEMPLATE: &'static str = "staff/invitation_passkey.html";

    fn title(&self) -> &'static str {
        "invitation-passkey-title"
    }

    fn samples() -> Vec<Self> {
        let with = |fault| Self { secret: "x".into(), origin: "https://meldkamer.example".into(), fault };
        ["", "not-made", "over", "known"].into_iter().map(with).collect()
    }
}

pub(super) fn page(
    server: &Server,
    caller: &Caller,
    secret: &str,
    fault: &'static str,
) -> Result<Response, Problem> {
    let page = WithPasskey { secret: secret.to_owned(), origin: origin(&server.house.settings), fault };
    let frame = server.frame_of(caller);
    if fault.is_empty() { server.show(&frame, &page) } else { server.show_again(&frame, &page) }
}

async fn options(
    State(server): State<Server>,
    caller: Caller,
    Path(secret): Path<String>,
) -> Result<Response, Problem> {
    let asked = passkey::options(&server.house, caller.at, &secret).await?;
    Ok(Json(asked).into_response())
}

async fn take(
    State(server): State<Server>,
    caller: Caller,
    browser: Browser,
    Network(network): Network,
    Path(secret): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    let made = (form.text("ceremony"), form.text("passkey"));
    let (door, from) = (caller.stranger(), browser.from(network));
    match passkey::take(&server.house, &door, &secret, made, &from).await {
        Ok(one) => Ok(entered(&server, &one, "/home")),
        Err(Failed::Refused(Refused::NotUnderstood { fault, .. })) => {
            let known = ["not-made", "over", "known"].into_iter().find(|known| *known == fault);
            page(&server, &caller, &secret, known.unwrap_or("not-made"))
        }
        Err(failed) => Err(failed.into()),
    }
}
