//! Links that we mailed: a page that shows what is asked, and one button that says yes.

use crate::{
    Server,
    door::Caller,
    page::{Page, Sample, samples_of},
    problem::Problem,
    route::{Gate, Route},
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use meldkamer_app::{
    Failed,
    entity::{care, claim},
};
use meldkamer_domain::refused::Refused;
use meldkamer_store::entity::contact::ContactRow;
use serde::Serialize;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/contact/{secret}", Gate::Public, contact),
        Route::post("/contact/{secret}", Gate::Public, confirm),
        Route::get("/claim/{secret}", Gate::Public, asset),
        Route::post("/claim/{secret}", Gate::Public, prove),
    ]
}

pub(super) fn samples() -> Vec<Sample> {
    let mut all = samples_of::<ContactPage>();
    all.extend(samples_of::<ClaimPage>());
    all
}

/// A contact that is asked whether it is still right.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ContactPage {
    secret: String,
    organisation: String,
    /// Part and text.
    parts: Vec<(&'static str, String)>,
    /// `asks`, `done` or `over`.
    state: &'static str,
}

/// A domain name that is asked for.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ClaimPage {
    secret: String,
    organisation: String,
    domain: String,
    /// `asks`, `done` or `over`.
    state: &'static str,
}

fn is_over(failed: &Failed) -> bool {
    matches!(failed, Failed::Refused(Refused::Expired))
}

fn parts(row: ContactRow) -> Vec<(&'static str, String)> {
    let all = [
        ("name", row.name),
        ("job", row.job),
        ("email", row.email),
        ("phone", row.phone),
        ("outside_email", row.outside_email),
        ("outside_phone", row.outside_phone),
    ];
    all.into_iter().filter(|(_, text)| !text.is_empty()).collect()
}

async fn contact(
    State(server): State<Server>,
    Path(secret): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    let page = match care::opened(&server.house, &secret, caller.at).await {
        Ok((entity, row)) => {
            ContactPage { secret, organisation: entity.name, parts: parts(row), state: "asks" }
        }
        Err(failed) if is_over(&failed) => ContactPage { state: "over", ..ContactPage::default() },
        Err(failed) => return Err(failed.into()),
    };
    server.show(&server.frame_of(&caller), &page)
}

async fn confirm(
    State(server): State<Server>,
    Path(secret): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    match care::confirm(&server.house, &caller.stranger(), &secret).await {
        Ok(()) => {
            server.show(&server.frame_of(&caller), &ContactPage { state: "done", ..ContactPage::default() })
        }
        Err(failed) if is_over(&failed) => server
            .show_again(&server.frame_of(&caller), &ContactPage { state: "over", ..ContactPage::default() }),
        Err(failed) => Err(failed.into()),
    }
}

async fn asset(
    State(server): State<Server>,
    Path(secret): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    let page = match claim::opened(&server.house, &secret, caller.at).await {
        Ok((entity, domain)) => {
            ClaimPage { secret, organisation: entity.name, domain: claim::shown(&domain), state: "asks" }
        }
        Err(failed) if is_over(&failed) => ClaimPage { state: "over", ..ClaimPage::default() },
        Err(failed) => return Err(failed.into()),
    };
    server.show(&server.frame_of(&caller), &page)
}

async fn prove(
    State(server): State<Server>,
    Path(secret): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    match claim::by_link(&server.house, &caller.stranger(), &secret).await {
        Ok(()) => {
            server.show(&server.frame_of(&caller), &ClaimPage { state: "done", ..ClaimPage::default() })
        }
        Err(failed) if is_over(&failed) => {
            server.show_again(&server.frame_of(&caller), &ClaimPage { state: "over", ..ClaimPage::default() })
        }
        Err(failed) => Err(failed.into()),
    }
}

impl Page for ContactPage {
    const TEMPLATE: &'static str = "register/contact.html";

    fn title(&self) -> &'static str {
        "register-contact-title"
    }

    fn samples() -> Vec<Self> {
        let asks = Self {
            secret: "ab".into(),
            organisation: "Ans <b>".into(),
            parts: vec![
                ("name", "Ans <b>".into()),
                ("job", "Piket".into()),
                ("email", "soc@wbn.example".into()),
                ("phone", "+31 6 0000 0000".into()),
                ("outside_email", "soc@elders.example".into()),
                ("outside_phone", "+31 6 1111 1111".into()),
            ],
            state: "asks",
        };
        vec![asks, Self { state: "done", ..Self::default() }, Self { state: "over", ..Self::default() }]
    }
}

impl Page for ClaimPage {
    const TEMPLATE: &'static str = "register/claim.html";

    fn title(&self) -> &'static str {
        "register-claim-title"
    }

    fn samples() -> Vec<Self> {
        let asks = Self {
            secret: "ab".into(),
            organisation: "Ans <b>".into(),
            domain: "wbn.example".into(),
            state: "asks",
        };
        vec![asks, Self { state: "done", ..Self::default() }, Self { state: "over", ..Self::default() }]
    }
}
