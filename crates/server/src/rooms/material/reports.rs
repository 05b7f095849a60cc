//! Reports of a case: begun from its data, edited as text in versions that are signed, taken away as PDF,
//! document or page, and sent to the organisation.

mod compose;
mod one;

pub use one::ReportPage;

use super::{
    address,
    form::{Asked, markings, sampled, wrong},
    frame, text,
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
use meldkamer_app::material::{
    Faults, look,
    reports::{self, Wish},
};
use meldkamer_domain::{access::Verb, marking::Tlp, report::Kind};
use meldkamer_store::material::Part;
use serde::Serialize;

/// The routes of reports.
pub fn routes() -> Vec<Route> {
    let mut all = vec![
        Route::get("/desk/case/{case}/reports", Gate::SignedIn(Verb::ReadCase), show),
        Route::post("/desk/case/{case}/reports", Gate::SignedIn(Verb::WriteReport), start),
    ];
    all.extend(one::routes());
    all
}

/// All reports.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ReportsPage {
    head: Head,
    rows: Vec<Row>,
    fields: Vec<Field>,
    wrong: Vec<Field>,
    removed: Vec<Row>,
}

#[derive(Clone, Debug, Default, Serialize)]
struct Row {
    id: String,
    kind: String,
    language: String,
    title: String,
    version: i64,
    at: i64,
    released_version: Option<i64>,
    released_at: Option<i64>,
}

fn fields(asked: &Asked<'_>) -> Vec<Field> {
    vec![
        asked.one_of("kind", "report", &Kind::ALL.map(Kind::code), false).required(),
        asked.one_of("language", "language", &["nl", "en"], false).required(),
        asked.helped(asked.labelled("tlp", &markings())).required(),
    ]
}

async fn show(
    State(server): State<Server>,
    Path(case): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    page(&server, &caller, &case, &Form::default(), &Faults::new()).await
}

async fn page(
    server: &Server,
    caller: &Caller,
    case: &str,
    typed: &Form,
    faults: &Faults,
) -> Result<Response, Problem> {
    let row = look(&server.house, &caller.signed_in()?, case, Part::Report).await?;
    let all = reports::all(&server.house, case).await?;
    let (gone, there): (Vec<_>, Vec<_>) = all.into_iter().partition(|(row, _)| row.removed_at.is_some());
    let shown = |(row, title): (meldkamer_store::material::report::ReportRow, String)| Row {
        id: row.id,
        kind: row.kind,
        language: row.language,
        title,
        version: row.version,
        at: row.added_at,
        released_version: row.released_version,
        released_at: row.released_at,
    };
    let fields = fields(&Asked::new(server, caller, typed, faults));
    let page = ReportsPage {
        head: Head::at_the_desk(&row, caller, "reports"),
        rows: there.into_iter().map(shown).collect(),
        removed: gone.into_iter().map(shown).collect(),
        wrong: wrong(&fields),
        fields,
    };
    let frame = frame(server, caller, &row);
    if faults.is_empty() { server.show(&frame, &page) } else { server.show_again(&frame, &page) }
}

async fn start(
    State(server): State<Server>,
    Path(case): Path<String>,
    caller: Caller,
    typed: Form,
) -> Result<Response, Problem> {
    let mut faults = Faults::new();
    let known = [
        ("kind", Kind::parse(typed.text("kind")).is_some()),
        ("language", ["nl", "en"].contains(&typed.text("language"))),
        ("tlp", Tlp::parse(typed.text("tlp")).is_some()),
    ];
    for (field, _) in known.into_iter().filter(|(_, known)| !known) {
        let fault = if typed.text(field).is_empty() { "missing" } else { "not-an-option" };
        faults.push((field.to_owned(), fault));
    }
    let Some(kind) = Kind::parse(typed.text("kind")).filter(|_| faults.is_empty()) else {
        return page(&server, &caller, &case, &typed, &faults).await;
    };
    let (language, tlp) = (typed.text("language"), text(&typed, "tlp"));
    let (title, body) = compose::compose(&server, &case, kind, language).await?;
    let wish = Wish { title, tlp, body };
    let door = caller.signed_in()?;
    let id = reports::start(&server.house, &door, &case, (kind.code(), language), &wish).await?;
    Ok(desk::back(&format!("{}/{id}", address(&case, Part::Report))))
}

impl Page for ReportsPage {
    const TEMPLATE: &'static str = "material/reports.html";

    fn title(&self) -> &'static str {
        "material-reports-title"
    }

    fn samples() -> Vec<Self> {
        let row = Row {
            id: "rep_1".into(),
            kind: "situation".into(),
            language: "nl".into(),
            title: "Situatierapport <b>".into(),
            version: 3,
            at: 1_763_653_200_000_000,
            released_version: Some(2),
            released_at: Some(1_763_653_200_000_000),
        };
        let none = Self {
            head: Head::sample("reports", true),
            fields: sampled(&[], &[], fields),
            ..Self::default()
        };
        let bad = sampled(&[("kind", "situation")], &["language", "tlp"], fields);
        vec![
            Self {
                rows: vec![row.clone(), Row { released_version: None, released_at: None, ..row.clone() }],
                removed: vec![row],
                wrong: wrong(&bad),
                fields: bad,
                ..none.clone()
            },
            none,
        ]
    }
}
