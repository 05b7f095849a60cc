//! The link of one person: a page that says whose case it is and until when, and one button to come in.

use super::LINK_COOKIE;
use crate::{
    Server, browser,
    door::Caller,
    page::Page,
    problem::Problem,
    route::{Gate, Route},
};
use axum::{
    extract::{Path, State},
    http::{StatusCode, header},
    response::{AppendHeaders, IntoResponse, Redirect, Response},
};
use meldkamer_app::{Failed, case::party};
use meldkamer_domain::refused::Refused;
use serde::Serialize;

/// The routes of the link.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/case/link/{secret}", Gate::Public, ask),
        Route::post("/case/link/{secret}", Gate::Public, come_in),
    ]
}

/// Whose case it is.
#[derive(Clone, Debug, Default, Serialize)]
pub struct LinkPage {
    secret: String,
    reference: String,
    person: String,
    firm: String,
    until: Option<i64>,
    /// Whether the link opens nothing any more.
    over: bool,
}

async fn ask(
    State(server): State<Server>,
    Path(secret): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    match party::by_link(&server.house, &secret, caller.at).await {
        Ok((one, case)) => {
            let page = LinkPage {
                secret,
                reference: case.reference,
                person: one.person,
                firm: one.name,
                until: one.until_at,
                over: false,
            };
            server.show(&server.frame_of(&caller), &page)
        }
        Err(Failed::Refused(Refused::Expired)) => ended(&server, &caller),
        Err(failed) => Err(failed.into()),
    }
}

fn ended(server: &Server, caller: &Caller) -> Result<Response, Problem> {
    let page = LinkPage { over: true, ..LinkPage::default() };
    Ok((StatusCode::GONE, server.show(&server.frame_of(caller), &page)?).into_response())
}

async fn come_in(
    State(server): State<Server>,
    Path(secret): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    match party::come_in(&server.house, &caller.stranger(), &secret).await {
        Ok(case) => {
            let cookie = browser::written(&server, LINK_COOKIE, &secret, None);
            let go = Redirect::to(&format!("/case/{case}"));
            Ok((AppendHeaders([(header::SET_COOKIE, cookie)]), go).into_response())
        }
        Err(Failed::Refused(Refused::Expired)) => ended(&server, &caller),
        Err(failed) => Err(failed.into()),
    }
}

impl Page for LinkPage {
    const TEMPLATE: &'static str = "case/link.html";

    fn title(&self) -> &'static str {
        "case-link-title"
    }

    fn samples() -> Vec<Self> {
        let live = Self {
            secret: "0123".into(),
            reference: "CASE-26-ABCD-EFGH-J".into(),
            person: "Jan <b>".into(),
            firm: "Recherche BV".into(),
            until: Some(1_763_653_200_000_000),
            over: false,
        };
        vec![live, Self { over: true, ..Self::default() }]
    }
}
