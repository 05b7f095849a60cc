//! The timeline of a case: lines in the order of what happened, a search, a line typed by hand, a file
//! that is looked at before it is taken in, and the whole as a file.

mod preview;

pub use preview::PreviewPage;

use super::{
    address, cut,
    form::{Asked, sampled, wrong},
    frame, query, text,
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
    timeline::{self, Wanted, Wish},
};
use meldkamer_domain::{
    access::Verb,
    technique::Technique,
    timeline::{LONGEST, Side},
};
use meldkamer_exchange::timesketch::Format;
use meldkamer_store::{
    dossier::listed::Turn,
    material::{Part, line::LineRow},
};
use serde::Serialize;

/// Zones that can be chosen for moments that name none.
const ZONES: [(&str, &str); 8] = [
    ("Europe/Amsterdam", "Europe/Amsterdam"),
    ("UTC", "UTC"),
    ("Europe/London", "Europe/London"),
    ("Europe/Helsinki", "Europe/Helsinki"),
    ("America/New_York", "America/New_York"),
    ("America/Los_Angeles", "America/Los_Angeles"),
    ("Asia/Kolkata", "Asia/Kolkata"),
    ("Asia/Singapore", "Asia/Singapore"),
];

/// The routes of the timeline.
pub fn routes() -> Vec<Route> {
    let mut all = vec![
        Route::get("/desk/case/{case}/timeline", Gate::SignedIn(Verb::ReadCase), show),
        Route::post("/desk/case/{case}/timeline", Gate::SignedIn(Verb::AddMaterial), add),
        Route::post("/desk/case/{case}/timeline/export", Gate::SignedIn(Verb::ExportMaterial), export),
    ];
    all.extend(preview::routes());
    all
}

/// The timeline.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TimelinePage {
    head: Head,
    rows: Vec<Row>,
    q: String,
    previous: String,
    next: String,
    fields: Vec<Field>,
    upload: Vec<Field>,
    wrong: Vec<Field>,
    removed: Vec<Row>,
}

/// A line.
#[derive(Clone, Debug, Default, Serialize)]
struct Row {
    id: String,
    at: i64,
    told: String,
    zone: String,
    side: String,
    message: String,
    source: String,
    host: String,
    account: String,
    technique: String,
    technique_address: String,
}

impl Row {
    fn of(row: &LineRow) -> Self {
        let technique = Technique::parse(&row.technique);
        Self {
            id: row.id.clone(),
            at: row.at,
            told: row.told.clone(),
            zone: row.zone.clone(),
            side: row.side.clone(),
            message: row.message.clone(),
            source: row.source.clone(),
            host: row.host.clone(),
            account: row.account.clone(),
            technique: row.technique.clone(),
            technique_address: technique.map(|one| one.address()).unwrap_or_default(),
        }
    }
}

/// Where a page begins, as its address says; what cannot be read is the top.
fn wanted(asked: &Form) -> (String, Wanted) {
    let q = asked.text("q").to_owned();
    let mark = |name: &str| -> Option<(i64, i64)> {
        let (at, serial) = asked.text(name).split_once('.')?;
        Some((at.parse().ok()?, serial.parse().ok()?))
    };
    let wanted = match (q.is_empty(), mark("after"), mark("before")) {
        (false, after, _) => Wanted::Found(q.clone(), after.map(|(_, serial)| serial)),
        (true, Some(place), _) => Wanted::InOrder(Turn::After(place)),
        (true, None, Some(place)) => Wanted::InOrder(Turn::Before(place)),
        (true, None, None) => Wanted::InOrder(Turn::First),
    };
    (q, wanted)
}

async fn show(
    State(server): State<Server>,
    Path(case): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    page(&server, &caller, &case, &Form::default(), &Faults::new()).await
}

pub(super) async fn page(
    server: &Server,
    caller: &Caller,
    case: &str,
    typed: &Form,
    faults: &Faults,
) -> Result<Response, Problem> {
    let row = look(&server.house, &caller.signed_in()?, case, Part::Line).await?;
    let (q, wanted) = wanted(&desk::asked(caller));
    let rows = timeline::page(&server.house, case, &wanted).await?;
    let backwards = matches!(wanted, Wanted::InOrder(Turn::Before(_)));
    let (mut rows, more) = if backwards { cut_front(rows) } else { cut(rows) };
    let place = |side: &str, row: &LineRow| {
        let mark = format!("{}.{}", row.at, row.serial);
        format!("{}?{}", address(case, Part::Line), query(&[("q", &q), (side, &mark)]))
    };
    let first = matches!(wanted, Wanted::InOrder(Turn::First) | Wanted::Found(..));
    let previous =
        rows.first().filter(|_| if backwards { more } else { !first }).map(|row| place("before", row));
    let next = rows.last().filter(|_| more || backwards).map(|row| place("after", row));
    let asked = Asked::new(server, caller, typed, faults);
    let (fields, upload) = (fields(&asked), upload(&asked));
    let page = TimelinePage {
        head: Head::at_the_desk(&row, caller, "timeline"),
        rows: rows.drain(..).map(|row| Row::of(&row)).collect(),
        q,
        previous: previous.unwrap_or_default(),
        next: next.unwrap_or_default(),
        wrong: wrong(&[fields.clone(), upload.clone()].concat()),
        fields,
        upload,
        removed: timeline::removed(&server.house, case).await?.iter().map(Row::of).collect(),
    };
    let frame = frame(server, caller, &row);
    if faults.is_empty() { server.show(&frame, &page) } else { server.show_again(&frame, &page) }
}

/// Of a page that was read backwards the first row is the one too many.
fn cut_front(mut rows: Vec<LineRow>) -> (Vec<LineRow>, bool) {
    let most = usize::try_from(meldkamer_app::material::PAGE).unwrap_or(usize::MAX);
    let more = rows.len() > most;
    if more {
        rows.remove(0);
    }
    (rows, more)
}

fn fields(asked: &Asked<'_>) -> Vec<Field> {
    let sides = Side::ALL.map(Side::code);
    vec![
        asked.helped(asked.line("told")).required(),
        asked.helped(asked.labelled("zone", &ZONES)),
        asked.one_of("side", "side", &sides, false).required(),
        asked.long("message", 3, LONGEST).required(),
        asked.helped(asked.line("source")),
        asked.line("host"),
        asked.line("account"),
        asked.helped(asked.line("technique")),
    ]
}

fn upload(asked: &Asked<'_>) -> Vec<Field> {
    vec![
        asked.helped(asked.file("file", ".csv,.jsonl", "24 MB")).required(),
        asked.helped(asked.labelled("file_zone", &ZONES)),
    ]
}

async fn add(
    State(server): State<Server>,
    Path(case): Path<String>,
    caller: Caller,
    typed: Form,
) -> Result<Response, Problem> {
    let wish = Wish {
        told: text(&typed, "told"),
        zone: text(&typed, "zone"),
        side: text(&typed, "side"),
        message: text(&typed, "message"),
        source: text(&typed, "source"),
        host: text(&typed, "host"),
        account: text(&typed, "account"),
        technique: text(&typed, "technique"),
    };
    let faults = timeline::faults(&server.house, &wish);
    if !faults.is_empty() {
        return page(&server, &caller, &case, &typed, &faults).await;
    }
    timeline::add(&server.house, &caller.signed_in()?, &case, &wish).await?;
    Ok(desk::back(&address(&case, Part::Line)))
}

async fn export(
    State(server): State<Server>,
    Path(case): Path<String>,
    caller: Caller,
    typed: Form,
) -> Result<Response, Problem> {
    let format = Format::parse(typed.text("format")).unwrap_or(Format::Jsonl);
    let bytes = timeline::export(&server.house, &caller.signed_in()?, &case, format).await?;
    Ok(super::file(&format!("timeline.{}", format.ending()), format.media(), bytes))
}

impl Page for TimelinePage {
    const TEMPLATE: &'static str = "material/timeline.html";

    fn title(&self) -> &'static str {
        "material-timeline-title"
    }

    fn samples() -> Vec<Self> {
        let row = |id: &str, side: &str| Row {
            id: id.into(),
            at: 1_763_653_200_000_000,
            told: "2026-11-20 16:40".into(),
            zone: "Europe/Amsterdam".into(),
            side: side.into(),
            message: "Aanmelding <b> vanaf 198.51.100.7".into(),
            source: "EVTX".into(),
            host: "DC01".into(),
            account: "ans".into(),
            technique: "T1078.002".into(),
            technique_address: "https://attack.mitre.org/techniques/T1078/002/".into(),
        };
        let none = Self {
            head: Head::sample("timeline", true),
            fields: sampled(&[("zone", "UTC")], &[], fields),
            upload: sampled(&[], &[], upload),
            ..Self::default()
        };
        let bad = sampled(&[("message", "Stekker <b>")], &["told", "side"], fields);
        vec![
            Self {
                rows: vec![
                    row("lin_1", "attacker"),
                    Row { technique: String::new(), ..row("lin_2", "defender") },
                ],
                next: "?after=1.2".into(),
                previous: "?before=1.1".into(),
                removed: vec![row("lin_3", "other")],
                wrong: wrong(&bad),
                fields: bad,
                ..none.clone()
            },
            Self { q: "niets".into(), ..none.clone() },
            none,
        ]
    }
}
