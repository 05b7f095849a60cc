//! The quick scan at the public door: answered, weighed, saved as a file and loaded again; nothing is kept.

pub(crate) mod files;
pub(crate) mod sheet;
pub(crate) mod verdict;

use super::file;
use crate::{
    Server,
    door::Caller,
    form::Form,
    page::{Field, Kind, Page, Sample, samples_of},
    papers,
    problem::Problem,
    rooms::draft::frame,
    route::{Gate, Route},
    words::{Gaps, gap},
};
use axum::{extract::State, response::Response};
use files::NotTaken;
use meldkamer_app::{library::Library, scan as kept};
use meldkamer_domain::scan::{Answers, Scan};
use serde::Serialize;
use sheet::Sheet;
use verdict::Verdict;

/// The routes of the scan.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/prepare/scan", Gate::Public, ask),
        Route::post("/prepare/scan", Gate::Public, answer),
        Route::get("/prepare/scan/framework.yaml", Gate::Public, framework),
    ]
}

/// Every state of its pages.
pub fn samples() -> Vec<Sample> {
    let mut all = samples_of::<ScanPage>();
    all.extend(samples_of::<ResultPage>());
    all
}

/// The questions.
#[derive(Debug, Serialize)]
struct ScanPage {
    sheet: Sheet,
    /// How many entries of a file that was just loaded were left out; nothing when none was loaded.
    left_out: Option<usize>,
    /// The field for a file.
    load: Field,
}

impl Page for ScanPage {
    const TEMPLATE: &'static str = "prepare/scan.html";

    fn title(&self) -> &'static str {
        "scan-title"
    }

    fn samples() -> Vec<Self> {
        let load = |error: &str| load_field("Bestand", error.into());
        vec![
            Self { sheet: Sheet::sample(false), left_out: None, load: load("") },
            Self {
                sheet: Sheet::sample(true),
                left_out: Some(2),
                load: load("Dit bestand kennen wij niet."),
            },
        ]
    }
}

/// What the answers come to.
#[derive(Debug, Serialize)]
struct ResultPage {
    verdict: Verdict,
    /// Everything that was answered, to be sent along with the next wish.
    sent: Vec<(String, String)>,
}

impl Page for ResultPage {
    const TEMPLATE: &'static str = "prepare/scan-result.html";

    fn title(&self) -> &'static str {
        "scan-result-title"
    }

    fn samples() -> Vec<Self> {
        let sent = vec![("1.1".to_owned(), "no".to_owned())];
        vec![
            Self { verdict: Verdict::sample(), sent: sent.clone() },
            Self { verdict: Verdict { steps: Vec::new(), ..Verdict::sample() }, sent },
        ]
    }
}

fn load_field(label: &str, error: String) -> Field {
    let kind = Kind::File { limit: "2 MB".into(), accept: ".json,.csv".into() };
    Field::new("file", label, kind).required().error(error)
}

/// The scan of a day; not found when an operator took it away.
pub(crate) fn of_today<'a>(
    server: &Server,
    library: &'a Library,
    caller: &Caller,
) -> Result<&'a Scan, Problem> {
    library.scans.on(kept::USUAL, server.house.day(caller.at)).ok_or_else(Problem::not_found)
}

fn drawn(server: &Server, caller: &Caller, sheet: Sheet, left_out: Option<usize>, error: String) -> ScanPage {
    let say = |key: &str| server.pages.words().say_anyhow(caller.language, key, &Gaps::new());
    ScanPage { sheet, left_out, load: load_field(&say("scan-load-label"), error) }
}

/// `GET /prepare/scan`.
async fn ask(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let library = server.house.law();
    let sheet = Sheet::of(&server, &caller, of_today(&server, &library, &caller)?, &Answers::default());
    server.show(&frame(&server, &caller, false), &drawn(&server, &caller, sheet, None, String::new()))
}

/// `POST /prepare/scan`: what is wanted of the answers stands in `do`.
async fn answer(State(server): State<Server>, caller: Caller, form: Form) -> Result<Response, Problem> {
    let library = server.house.law();
    let scan = of_today(&server, &library, &caller)?;
    if form.text("do") == "load" {
        return load(&server, &caller, scan, &form).await;
    }
    let sheet = Sheet::sent(&server, &caller, scan, &form);
    if sheet.is_wrong() {
        let page = drawn(&server, &caller, sheet, None, String::new());
        return server.show_again(&frame(&server, &caller, false), &page);
    }
    let answers = sheet::answers(scan, &form);
    kept::tried(&server.house, &caller.stranger(), scan, &answers).await?;
    wanted(&server, &caller, scan, &answers, form.text("do")).await
}

async fn wanted(
    server: &Server,
    caller: &Caller,
    scan: &Scan,
    answers: &Answers,
    wish: &str,
) -> Result<Response, Problem> {
    let frame = frame(server, caller, false);
    match wish {
        "change" => {
            let sheet = Sheet::of(server, caller, scan, answers);
            server.show(&frame, &drawn(server, caller, sheet, None, String::new()))
        }
        "save" => Ok(file("quick-scan.json", "application/json", files::json(scan, answers, caller.at))),
        "csv" => {
            Ok(file("quick-scan-ciso-assistant.csv", "text/csv; charset=utf-8", files::csv(scan, answers)))
        }
        "paper" => {
            let verdict = Verdict::of(server, caller, scan, answers);
            let paper = verdict.paper(server, caller, "");
            Ok(file("quick-scan.pdf", "application/pdf", papers::print(paper).await?))
        }
        _ => {
            let verdict = Verdict::of(server, caller, scan, answers);
            server.show(&frame, &ResultPage { verdict, sent: sheet::pairs(answers) })
        }
    }
}

/// The answers of a file stand in the form again.
async fn load(server: &Server, caller: &Caller, scan: &Scan, form: &Form) -> Result<Response, Problem> {
    let frame = frame(server, caller, false);
    match files::read(scan, form.files.first().map(|file| file.bytes.as_ref()).unwrap_or_default()) {
        Ok(taken) => {
            kept::tried(&server.house, &caller.stranger(), scan, &taken.answers).await?;
            let sheet = Sheet::of(server, caller, scan, &taken.answers);
            server.show(&frame, &drawn(server, caller, sheet, Some(taken.left_out), String::new()))
        }
        Err(fault) => {
            let sheet = Sheet::of(server, caller, scan, &Answers::default());
            let error = said(server, caller, fault);
            server.show_again(&frame, &drawn(server, caller, sheet, None, error))
        }
    }
}

/// What is wrong with a file.
pub(crate) fn said(server: &Server, caller: &Caller, fault: NotTaken) -> String {
    let mut gaps = Gaps::new();
    gaps.set("line", gap(f64::from(fault.line())));
    server.pages.words().say_anyhow(caller.language, fault.key(), &gaps)
}

/// `GET /prepare/scan/framework.yaml`: the questions as a library of CISO Assistant.
async fn framework(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let library = server.house.law();
    let scan = of_today(&server, &library, &caller)?;
    let text = files::framework(scan, &server.house.settings.csirt);
    Ok(file(&format!("{}.yaml", scan.id), "application/yaml; charset=utf-8", text))
}
