//! Making a scan that is kept: filled in, or taken from a file.

use crate::{
    Server,
    door::Caller,
    form::Form,
    page::{Field, Kind, Page},
    problem::Problem,
    rooms::prepare::{
        own::{body, entity},
        scan::{files, of_today, said, sheet, sheet::Sheet},
    },
    words::Gaps,
};
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use meldkamer_app::scan;
use meldkamer_domain::scan::Answers;
use serde::Serialize;

/// The questions, with the answers of the newest scan.
#[derive(Debug, Serialize)]
pub struct AskPage {
    body: String,
    sheet: Sheet,
    load: Field,
}

impl Page for AskPage {
    const TEMPLATE: &'static str = "prepare/own-scan-new.html";

    fn title(&self) -> &'static str {
        "scan-title"
    }

    fn samples() -> Vec<Self> {
        let load = Field::new("file", "Bestand", Kind::File { limit: "2 MB".into(), accept: ".json".into() });
        vec![Self { body: "Noord".into(), sheet: Sheet::sample(true), load: load.error("Dit is leeg.") }]
    }
}

fn drawn(server: &Server, caller: &Caller, sheet: Sheet, error: String) -> AskPage {
    let say = |key: &str| server.pages.words().say_anyhow(caller.language, key, &Gaps::new());
    let kind = Kind::File { limit: "2 MB".into(), accept: ".json,.csv".into() };
    let load = Field::new("file", say("scan-load-label"), kind).required().error(error);
    AskPage { body: body(caller), sheet, load }
}

/// `GET /organisation/scan/new`.
pub async fn ask(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let library = server.house.law();
    let scan = of_today(&server, &library, &caller)?;
    let newest = scan::of_entity(&server.house, &entity(&caller)?, 1, 0).await?.pop();
    let answers = newest.map(|one| one.answers).unwrap_or_default();
    let page = drawn(&server, &caller, Sheet::of(&server, &caller, scan, &answers), String::new());
    server.show(&server.frame_of(&caller), &page)
}

/// `POST /organisation/scan`: what was filled in is kept, or what a file holds.
pub async fn keep(State(server): State<Server>, caller: Caller, form: Form) -> Result<Response, Problem> {
    let library = server.house.law();
    let scan = of_today(&server, &library, &caller)?;
    let door = caller.signed_in()?;
    if form.text("do") == "load" {
        let bytes = form.files.first().map(|file| file.bytes.as_ref()).unwrap_or_default();
        return match files::read(scan, bytes) {
            Ok(taken) => {
                let id = scan::keep(&server.house, &door, scan, &taken.answers, taken.source).await?;
                Ok(Redirect::to(&format!("/organisation/scan/{id}")).into_response())
            }
            Err(fault) => {
                let sheet = Sheet::of(&server, &caller, scan, &Answers::default());
                let page = drawn(&server, &caller, sheet, said(&server, &caller, fault));
                server.show_again(&server.frame_of(&caller), &page)
            }
        };
    }
    let sheet = Sheet::sent(&server, &caller, scan, &form);
    if sheet.is_wrong() {
        let page = drawn(&server, &caller, sheet, String::new());
        return server.show_again(&server.frame_of(&caller), &page);
    }
    let id = scan::keep(&server.house, &door, scan, &sheet::answers(scan, &form), "form").await?;
    Ok(Redirect::to(&format!("/organisation/scan/{id}")).into_response())
}
