//! A file of a timeline before it is taken in: how many lines, the first of them, and each row that
//! cannot be read, by its line and field.

use super::{super::frame, page};
use crate::{
    Server,
    door::Caller,
    form::Form,
    page::Page,
    problem::Problem,
    rooms::{case::Head, desk},
    route::{Gate, Route},
};
use axum::{
    extract::{DefaultBodyLimit, Path, State},
    handler::Handler,
    response::Response,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use meldkamer_app::material::{
    Faults, look,
    timeline::{self, NAMED, Preview, SHOWN},
};
use meldkamer_domain::access::Verb;
use meldkamer_store::material::Part;
use serde::Serialize;

/// The largest file, in bytes.
const MOST: usize = 24 << 20;

/// The routes of a file.
pub fn routes() -> Vec<Route> {
    // The file comes back with the word that takes it in, a third larger.
    let limit = DefaultBodyLimit::max(MOST / 2 * 3);
    vec![
        Route::post("/desk/case/{case}/timeline/look", Gate::SignedIn(Verb::AddMaterial), offer.layer(limit)),
        Route::post(
            "/desk/case/{case}/timeline/import",
            Gate::SignedIn(Verb::AddMaterial),
            take.layer(limit),
        ),
    ]
}

/// The file as it was understood.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PreviewPage {
    head: Head,
    name: String,
    /// How many lines can be taken.
    good: usize,
    /// How many cannot.
    wrong: usize,
    /// Whether more are wrong than are named.
    more_wrong: bool,
    /// Instant, as written, zone, host, message.
    rows: Vec<(i64, String, String, String, String)>,
    /// The number of the line, and field with fault.
    bad: Vec<(usize, Vec<(&'static str, &'static str)>)>,
    zone: String,
    /// The file, so that nothing is kept before the word.
    data: String,
}

impl PreviewPage {
    fn of(head: Head, name: &str, zone: &str, bytes: &[u8], preview: Preview) -> Self {
        let rows = preview.good.iter().take(SHOWN).map(|line| {
            let at = line.at.map_or(0, |at| at.micros());
            let message: String = line.message.chars().take(300).collect();
            (at, line.told.clone(), line.zone.clone(), line.host.clone(), message)
        });
        Self {
            head,
            name: name.to_owned(),
            good: preview.good.len(),
            wrong: preview.wrong,
            more_wrong: preview.wrong > NAMED,
            rows: rows.collect(),
            bad: preview.bad,
            zone: zone.to_owned(),
            data: STANDARD.encode(bytes),
        }
    }
}

async fn offer(
    State(server): State<Server>,
    Path(case): Path<String>,
    caller: Caller,
    typed: Form,
) -> Result<Response, Problem> {
    let again = async |fault| page(&server, &caller, &case, &typed, &vec![("file".to_owned(), fault)]).await;
    let Some(file) = typed.files.first().filter(|file| !file.bytes.is_empty()) else {
        return again("missing").await;
    };
    if file.bytes.len() > MOST {
        return again("too-large").await;
    }
    let name = typed.text("file_zone");
    let Some(zone) = timeline::zone(&server.house, name) else { return again("unknown-zone").await };
    let bytes = file.bytes.clone();
    let found = tokio::task::spawn_blocking(move || timeline::preview(&bytes, &zone)).await;
    let preview = match found.map_err(|e| Problem::trouble(&e))? {
        Ok(preview) => preview,
        Err(fault) => return again(fault).await,
    };
    let row = look(&server.house, &caller.signed_in()?, &case, Part::Line).await?;
    let head = Head::at_the_desk(&row, &caller, "timeline");
    let page = PreviewPage::of(head, &file.name, name, &file.bytes, preview);
    server.show(&frame(&server, &caller, &row), &page)
}

async fn take(
    State(server): State<Server>,
    Path(case): Path<String>,
    caller: Caller,
    typed: Form,
) -> Result<Response, Problem> {
    let none = || vec![("file".to_owned(), "missing")];
    let (data, zone) =
        (STANDARD.decode(typed.text("data")), timeline::zone(&server.house, typed.text("zone")));
    let (Ok(bytes), Some(zone)) = (data, zone) else {
        return page(&server, &caller, &case, &Form::default(), &none()).await;
    };
    let done = timeline::take_in(&server.house, &caller.signed_in()?, &case, &bytes, &zone).await;
    let faults: Faults = super::super::at_its_field(done.map(drop))?;
    if !faults.is_empty() {
        return page(&server, &caller, &case, &Form::default(), &faults).await;
    }
    Ok(desk::back(&super::address(&case, Part::Line)))
}

impl Page for PreviewPage {
    const TEMPLATE: &'static str = "material/preview.html";

    fn title(&self) -> &'static str {
        "material-preview-title"
    }

    fn samples() -> Vec<Self> {
        let good = Self {
            head: Head::sample("timeline", true),
            name: "dc01 <b>.csv".into(),
            good: 2,
            wrong: 1,
            more_wrong: true,
            rows: vec![(
                1_763_653_200_000_000,
                "2026-11-20 16:40".into(),
                "Europe/Amsterdam".into(),
                "DC01".into(),
                "Aanmelding <b>".into(),
            )],
            bad: vec![
                (3, vec![("datetime", "hour-twice"), ("message", "missing")]),
                (7, vec![("row", "not-json")]),
            ],
            zone: "UTC".into(),
            data: "eA==".into(),
        };
        vec![good.clone(), Self { good: 0, rows: Vec::new(), more_wrong: false, ..good }]
    }
}
