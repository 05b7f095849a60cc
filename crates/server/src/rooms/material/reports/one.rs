//! One report: its text to edit, how it reads, its versions, and the files it can be taken away as.

use super::{
    super::{at_its_field, frame, writing},
    Asked, Faults, Wish, address, markings, sampled, text, wrong,
};
use crate::{
    Server,
    door::Caller,
    form::Form,
    page::{Field, Page},
    problem::Problem,
    rooms::{case::Head, desk},
    route::{Gate, Route},
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use meldkamer_app::{
    Failed,
    material::{look, reports},
};
use meldkamer_domain::{
    access::Verb,
    marking::Tlp,
    refused::Refused,
    report::{LONGEST, read},
};
use meldkamer_store::material::Part;
use serde::Serialize;

/// The routes of one report.
pub fn routes() -> Vec<Route> {
    let (look, write) = (Gate::SignedIn(Verb::ReadCase), Gate::SignedIn(Verb::WriteReport));
    vec![
        Route::get("/desk/case/{case}/reports/{id}", look, show),
        Route::post("/desk/case/{case}/reports/{id}", write, save),
        Route::post("/desk/case/{case}/reports/{id}/send", Gate::SignedIn(Verb::ReleaseMaterial), send),
        Route::get("/desk/case/{case}/reports/{id}/{version}/{format}", look, take),
    ]
}

/// One report.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ReportPage {
    head: Head,
    id: String,
    kind: String,
    language: String,
    version: i64,
    marking: &'static str,
    /// Whether what is kept of the newest version is what was signed.
    whole: bool,
    released_version: Option<i64>,
    released_at: Option<i64>,
    /// How it reads.
    blocks: Vec<writing::Shown>,
    /// Number, when, title, marking.
    versions: Vec<(i64, i64, String, &'static str)>,
    fields: Vec<Field>,
    wrong: Vec<Field>,
    /// Whether somebody wrote a version meanwhile.
    moved: bool,
}

fn fields(asked: &Asked<'_>) -> Vec<Field> {
    vec![
        asked.line("title").required(),
        asked.helped(asked.labelled("tlp", &markings())).required(),
        asked.helped(asked.long("body", 24, LONGEST)).required(),
    ]
}

async fn show(
    State(server): State<Server>,
    Path((case, id)): Path<(String, String)>,
    caller: Caller,
) -> Result<Response, Problem> {
    page(&server, &caller, (&case, &id), None, &Faults::new(), false).await
}

async fn page(
    server: &Server,
    caller: &Caller,
    (case, id): (&str, &str),
    typed: Option<&Form>,
    faults: &Faults,
    moved: bool,
) -> Result<Response, Problem> {
    let (report, versions) = reports::one(&server.house, case, id).await?;
    let row = look(&server.house, &caller.signed_in()?, case, Part::Report).await?;
    let newest = versions.first().ok_or_else(Problem::not_found)?;
    let kept =
        super::super::form::filled(&[("title", &newest.title), ("tlp", &newest.tlp), ("body", &newest.body)]);
    let fields = fields(&Asked::new(server, caller, typed.unwrap_or(&kept), faults));
    let label = |tlp: &str| Tlp::parse(tlp).unwrap_or(Tlp::Red).label();
    let page = ReportPage {
        head: Head::at_the_desk(&row, caller, "reports"),
        id: report.id.clone(),
        kind: report.kind.clone(),
        language: report.language.clone(),
        version: report.version,
        marking: label(&newest.tlp),
        whole: reports::is_whole(&server.house, &report, newest),
        released_version: report.released_version,
        released_at: report.released_at,
        blocks: read(&newest.body).iter().map(writing::Shown::of).collect(),
        versions: versions
            .iter()
            .map(|one| (one.version, one.at, one.title.clone(), label(&one.tlp)))
            .collect(),
        wrong: wrong(&fields),
        fields,
        moved,
    };
    let frame = frame(server, caller, &row);
    if faults.is_empty() && !moved { server.show(&frame, &page) } else { server.show_again(&frame, &page) }
}

async fn save(
    State(server): State<Server>,
    Path((case, id)): Path<(String, String)>,
    caller: Caller,
    typed: Form,
) -> Result<Response, Problem> {
    let wish = Wish { title: text(&typed, "title"), tlp: text(&typed, "tlp"), body: text(&typed, "body") };
    let faults = reports::faults(&wish);
    if !faults.is_empty() {
        return page(&server, &caller, (&case, &id), Some(&typed), &faults, false).await;
    }
    let seen = desk::version(&typed);
    match reports::write(&server.house, &caller.signed_in()?, &case, &id, &wish, seen).await {
        Ok(()) => Ok(desk::back(&format!("{}/{id}", address(&case, Part::Report)))),
        Err(Failed::Refused(Refused::Moved)) => {
            page(&server, &caller, (&case, &id), Some(&typed), &Faults::new(), true).await
        }
        Err(failed) => {
            let faults = at_its_field(Err(failed))?;
            page(&server, &caller, (&case, &id), Some(&typed), &faults, false).await
        }
    }
}

async fn send(
    State(server): State<Server>,
    Path((case, id)): Path<(String, String)>,
    caller: Caller,
    typed: Form,
) -> Result<Response, Problem> {
    let seen = desk::version(&typed);
    match reports::send(&server.house, &caller.signed_in()?, &case, &id, seen).await {
        Ok(()) | Err(Failed::Refused(Refused::AlreadyDone)) => {
            Ok(desk::back(&format!("{}/{id}", address(&case, Part::Report))))
        }
        Err(Failed::Refused(Refused::Moved)) => {
            page(&server, &caller, (&case, &id), None, &Faults::new(), true).await
        }
        Err(failed) => Err(failed.into()),
    }
}

async fn take(
    State(server): State<Server>,
    Path((case, id, version, format)): Path<(String, String, i64, String)>,
    caller: Caller,
) -> Result<Response, Problem> {
    let (report, versions) = reports::one(&server.house, &case, &id).await?;
    let version = versions.into_iter().find(|one| one.version == version).ok_or_else(Problem::not_found)?;
    writing::known(&format)?;
    let row = look(&server.house, &caller.signed_in()?, &case, Part::Report).await?;
    writing::file(&server, &row, &report, &version, &format).await
}

impl Page for ReportPage {
    const TEMPLATE: &'static str = "material/report.html";

    fn title(&self) -> &'static str {
        "material-report-title"
    }

    fn samples() -> Vec<Self> {
        let body = "# Samenvatting <b>\n\nTekst **vet** en `mono`.\n\n- punt\n\n1. een\n\n| A | B |\n| --- | --- |\n| 1 | 2 |\n\n```\ncode\n```\n";
        let at = 1_763_653_200_000_000;
        let good = Self {
            head: Head::sample("reports", true),
            id: "rep_1".into(),
            kind: "situation".into(),
            language: "nl".into(),
            version: 2,
            marking: "TLP:AMBER",
            whole: true,
            released_version: Some(1),
            released_at: Some(at),
            blocks: read(body).iter().map(writing::Shown::of).collect(),
            versions: vec![(2, at, "Stand <b>".into(), "TLP:AMBER"), (1, at, "Stand".into(), "TLP:RED")],
            fields: sampled(&[("title", "Stand <b>"), ("tlp", "amber"), ("body", body)], &[], fields),
            wrong: Vec::new(),
            moved: false,
        };
        let bad = sampled(&[], &["title", "body"], fields);
        vec![
            good.clone(),
            Self {
                whole: false,
                moved: true,
                released_version: None,
                released_at: None,
                wrong: wrong(&bad),
                fields: bad,
                ..good
            },
        ]
    }
}
