//! Indicators of a case: a list with search, and any text that is pasted, looked at and then kept.

mod paste;

pub use paste::PastePage;

use super::{
    address, cut,
    form::{Asked, markings},
    frame, query,
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
use meldkamer_app::material::{Faults, indicators, look};
use meldkamer_domain::{
    access::Verb,
    indicator::{Kind, Mark, defanged},
    marking::{Pap, Tlp},
};
use meldkamer_exchange::sheet::Format;
use meldkamer_store::material::{Part, indicator::IndicatorRow};
use serde::Serialize;
use std::collections::BTreeMap;

/// The routes of indicators.
pub fn routes() -> Vec<Route> {
    let mut all = vec![
        Route::get("/desk/case/{case}/indicators", Gate::SignedIn(Verb::ReadCase), show),
        Route::post("/desk/case/{case}/indicators/export", Gate::SignedIn(Verb::ExportMaterial), export),
    ];
    all.extend(paste::routes());
    all
}

/// The list.
#[derive(Clone, Debug, Default, Serialize)]
pub struct IndicatorsPage {
    head: Head,
    rows: Vec<Row>,
    q: String,
    next: String,
    text: Vec<Field>,
    wrong: Vec<Field>,
    removed: Vec<Row>,
    /// Code and label of each limit that a file can have, the widest last.
    limits: Vec<(&'static str, &'static str)>,
}

/// An indicator.
#[derive(Clone, Debug, Default, Serialize)]
struct Row {
    id: String,
    kind: String,
    /// In the form that nobody follows by accident.
    value: String,
    tlp: &'static str,
    pap: &'static str,
    confidence: String,
    first_at: Option<i64>,
    last_at: Option<i64>,
    note: String,
    source: String,
    /// Whose own it is; the lists it stands on.
    own: Vec<String>,
    benign: Vec<String>,
}

/// The names of the lists of the well known in a language, by their ids.
fn lists(server: &Server, caller: &Caller) -> BTreeMap<String, String> {
    let law = server.house.law();
    let language = caller.language.code();
    let named = law.law.benign.iter();
    named.map(|list| (list.id.get_ref().clone(), list.name.in_language(language).to_owned())).collect()
}

/// Whose own something is, and the names of the lists that it stands on.
fn marks(all: &[Mark], lists: &BTreeMap<String, String>) -> (Vec<String>, Vec<String>) {
    let (mut own, mut benign) = (Vec::new(), Vec::new());
    for mark in all {
        match mark {
            Mark::Own(name) => own.push(name.clone()),
            Mark::Benign(id) => benign.push(lists.get(id).unwrap_or(id).clone()),
        }
    }
    (own, benign)
}

impl Row {
    fn of(row: &IndicatorRow, lists: &BTreeMap<String, String>) -> Self {
        let (own, benign) = marks(&indicators::marks_of(row), lists);
        let shown = Kind::parse(&row.kind).map(|kind| defanged(kind, &row.value));
        Self {
            id: row.id.clone(),
            kind: row.kind.clone(),
            value: shown.unwrap_or_else(|| row.value.clone()),
            tlp: Tlp::parse(&row.tlp).unwrap_or(Tlp::Red).label(),
            pap: Pap::parse(&row.pap).unwrap_or(Pap::Red).label(),
            confidence: row.confidence.clone(),
            first_at: row.first_at,
            last_at: row.last_at,
            note: row.note.clone(),
            source: row.source.clone(),
            own,
            benign,
        }
    }
}

async fn show(
    State(server): State<Server>,
    Path(case): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    page(&server, &caller, &case, &Form::default(), &Faults::new()).await
}

fn text_field(asked: &Asked<'_>) -> Vec<Field> {
    vec![asked.helped(asked.long("text", 8, 0)).required()]
}

async fn page(
    server: &Server,
    caller: &Caller,
    case: &str,
    typed: &Form,
    faults: &Faults,
) -> Result<Response, Problem> {
    let row = look(&server.house, &caller.signed_in()?, case, Part::Indicator).await?;
    let asked = desk::asked(caller);
    let q = asked.text("q").to_owned();
    let found = indicators::page(&server.house, case, &q, asked.text("after").parse().ok()).await?;
    let (rows, more) = cut(found);
    let next = rows.last().filter(|_| more).map(|last| {
        let place = query(&[("q", &q), ("after", &last.serial.to_string())]);
        format!("{}?{place}", address(case, Part::Indicator))
    });
    let lists = lists(server, caller);
    let text = text_field(&Asked::new(server, caller, typed, faults));
    let removed = indicators::removed(&server.house, case).await?;
    let page = IndicatorsPage {
        head: Head::at_the_desk(&row, caller, "indicators"),
        rows: rows.iter().map(|row| Row::of(row, &lists)).collect(),
        q,
        next: next.unwrap_or_default(),
        wrong: super::form::wrong(&text),
        text,
        removed: removed.iter().map(|row| Row::of(row, &lists)).collect(),
        limits: markings(),
    };
    let frame = frame(server, caller, &row);
    if faults.is_empty() { server.show(&frame, &page) } else { server.show_again(&frame, &page) }
}

/// What is not chosen means the least: an old form never takes more out than was meant.
async fn export(
    State(server): State<Server>,
    Path(case): Path<String>,
    caller: Caller,
    typed: Form,
) -> Result<Response, Problem> {
    let format = Format::parse(typed.text("format")).unwrap_or(Format::Csv);
    let most = Tlp::parse(typed.text("most")).unwrap_or(Tlp::Clear);
    let bytes = indicators::export(&server.house, &caller.signed_in()?, &case, most, format).await?;
    Ok(super::file(&format!("indicators.{}", format.ending()), format.media(), bytes))
}

impl Page for IndicatorsPage {
    const TEMPLATE: &'static str = "material/indicators.html";

    fn title(&self) -> &'static str {
        "material-indicators-title"
    }

    fn samples() -> Vec<Self> {
        let row = Row {
            id: "ind_1".into(),
            kind: "url".into(),
            value: "hxxps://evil[.]example/<b>".into(),
            tlp: "TLP:AMBER",
            pap: "PAP:AMBER",
            confidence: "high".into(),
            first_at: Some(1_763_653_200_000_000),
            last_at: None,
            note: "C2 <b>".into(),
            source: "Rapport".into(),
            own: vec!["Waterbedrijf <Noord>".into()],
            benign: vec!["Openbare resolvers".into()],
        };
        let none = Self {
            head: Head::sample("indicators", true),
            text: super::form::sampled(&[], &[], text_field),
            limits: markings(),
            ..Self::default()
        };
        let bad = super::form::sampled(&[], &["text"], text_field);
        vec![
            Self {
                rows: vec![
                    row.clone(),
                    Row { id: "ind_2".into(), own: vec![], benign: vec![], first_at: None, ..row.clone() },
                ],
                next: "?after=1".into(),
                removed: vec![row],
                wrong: bad.clone(),
                text: bad,
                ..none.clone()
            },
            Self { q: "niets".into(), ..none.clone() },
            none,
        ]
    }
}
