//! Reporting without a line: a form on paper, a form in a file, and taking that file in later.
//!
//! The script that fills in the file stands in the file itself and runs from disk only; no page of
//! the house holds a script.

pub(crate) mod paper;
mod taken;

use super::draft::{
    fields::{self, Group},
    frame, go_with_code, view,
};
use crate::{
    Server,
    door::Caller,
    form::Form,
    page::{Field, Kind, Page, Sample, samples_of},
    problem::Problem,
    route::{Gate, Route},
    words::{Gaps, gap},
};
use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use meldkamer_app::draft::{self, Opening};
use meldkamer_domain::{filing::Filing, question::Stage};
use serde::Serialize;
use taken::NotTaken;

/// The routes of this room.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/offline.html", Gate::Public, file),
        Route::get("/form.pdf", Gate::Public, paper::form),
        Route::get("/upload", Gate::Public, ask),
        Route::post("/upload", Gate::Public, take),
    ]
}

/// Every state of the pages of this room. The file is none of them: it has a script of its own.
pub fn samples() -> Vec<Sample> {
    samples_of::<Upload>()
}

/// The form as a file that works from disk.
#[derive(Debug, Serialize)]
struct OfflineFile {
    groups: Vec<Group>,
    stage: &'static str,
    address: String,
}

impl Page for OfflineFile {
    const TEMPLATE: &'static str = "door/offline.html";

    fn title(&self) -> &'static str {
        "door-offline-title"
    }

    fn samples() -> Vec<Self> {
        Vec::new()
    }
}

/// The page that takes a filled-in file.
#[derive(Debug, Serialize)]
struct Upload {
    fields: Vec<Field>,
}

impl Page for Upload {
    const TEMPLATE: &'static str = "door/upload.html";

    fn title(&self) -> &'static str {
        "door-upload-title"
    }

    fn samples() -> Vec<Self> {
        let file = || Kind::File { limit: "2 MB".into(), accept: ".json".into() };
        let field = || Field::new("file", "Bestand", file()).required();
        vec![Self { fields: vec![field()] }, Self { fields: vec![field().error("Dit is geen JSON.")] }]
    }
}

async fn file(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let text = document(&server, &caller, &Filing::new(Stage::EarlyWarning))?;
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"meldkamer.html\""),
    ];
    Ok((headers, text).into_response())
}

/// The form as one file that works without a line, with these answers in it.
pub(crate) fn document(server: &Server, caller: &Caller, filled: &Filing) -> Result<String, Problem> {
    let (law, zone) = (server.house.law(), server.house.zone());
    let stage = Stage::EarlyWarning;
    let mut groups = fields::of(view(server, caller, &zone), &law.catalogue, stage, filled, &[]);
    groups.retain(|group| group.id != "dora");
    groups.iter_mut().flat_map(|group| &mut group.asked).for_each(|asked| timeless(&mut asked.field));
    let address = server.house.settings.public_address();
    let page = OfflineFile { groups, stage: stage.id(), address };
    server.pages.render(&frame(server, caller, false), &page).map_err(|wrong| Problem::trouble(&wrong))
}

/// A file is opened on another day: it does not say what time it is.
fn timeless(field: &mut Field) {
    match &mut field.kind {
        Kind::Moment { now_date, now_time, .. } => {
            now_date.clear();
            now_time.clear();
        }
        Kind::Parts { parts } => parts.iter_mut().for_each(timeless),
        Kind::Lines { lines } => lines.iter_mut().flatten().for_each(timeless),
        _ => {}
    }
}

fn upload(server: &Server, caller: &Caller, typed: &str, fault: String) -> Upload {
    let say = |key: &str| server.pages.words().say_anyhow(caller.language, key, &Gaps::new());
    let file = Kind::File { limit: "2 MB".into(), accept: ".json,application/json".into() };
    let pasted = Kind::Long { value: typed.to_owned(), rows: 8, most: 0 };
    let fields = vec![
        Field::new("file", say("door-upload-file"), file).required().error(fault),
        Field::new("text", say("door-upload-text"), pasted).required(),
    ];
    Upload { fields }
}

async fn ask(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    server.show(&frame(&server, &caller, false), &upload(&server, &caller, "", String::new()))
}

/// `POST /upload`: the answers of a file become a draft, to look over before it is sent.
async fn take(State(server): State<Server>, caller: Caller, form: Form) -> Result<Response, Problem> {
    let bytes = match form.files.first() {
        Some(file) => file.bytes.to_vec(),
        None => form.text("text").as_bytes().to_vec(),
    };
    let taken = match taken::read(&server.house.law().catalogue, &bytes) {
        Ok(taken) => taken,
        Err(fault) => {
            let page = upload(&server, &caller, form.text("text"), say(&server, &caller, &fault));
            return server.show_again(&frame(&server, &caller, false), &page);
        }
    };
    let opening = Opening {
        stage: taken.stage,
        kind: taken.kind,
        exercise: taken.exercise,
        channel: "file".into(),
        origin: String::new(),
        answers: taken.answers,
    };
    let opened = draft::open(&server.house, &caller.stranger(), &opening).await?;
    Ok(go_with_code(&server, "/report", &opened.code))
}

fn say(server: &Server, caller: &Caller, fault: &NotTaken) -> String {
    let mut gaps = Gaps::new();
    if let NotTaken::NotJson { line } = fault {
        gaps.set("line", gap(f64::from(u32::try_from(*line).unwrap_or(0))));
    }
    server.pages.words().say_anyhow(caller.language, fault.key(), &gaps)
}
