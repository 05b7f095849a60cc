//! What somebody from outside sent, or was sent for them: each item with its custody, to its destruction.

use super::Guest;
use crate::{
    Server,
    language::Language,
    page::Page,
    problem::Problem,
    rooms::case::Head,
    route::{Gate, Route},
};
use axum::{extract::State, response::Response};
use meldkamer_app::evidence::item;
use meldkamer_store::evidence::{custody::CustodyRow, item::ItemRow};
use serde::Serialize;

/// The routes of one's own evidence.
pub fn routes() -> Vec<Route> {
    vec![Route::get("/case/{case}/evidence", Gate::Party, look)]
}

/// The page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct OwnEvidencePage {
    head: Head,
    items: Vec<Item>,
}

#[derive(Clone, Debug, Default, Serialize)]
struct Item {
    id: String,
    number: i64,
    name: String,
    size: String,
    digest: String,
    received_at: i64,
    keep_until: i64,
    destroyed_at: Option<i64>,
    /// The signed certificate of that, or nothing.
    certificate: String,
    lines: Vec<Line>,
}

/// A step of custody.
#[derive(Clone, Debug, Default, Serialize)]
struct Line {
    step: String,
    person: String,
    role: String,
    happened_at: i64,
    purpose: String,
    place: String,
}

fn item(row: &ItemRow, lines: &[CustodyRow], language: Language) -> Item {
    let line = |one: &CustodyRow| Line {
        step: one.step.clone(),
        person: one.person.clone(),
        role: one.role.clone(),
        happened_at: one.happened_at,
        purpose: one.purpose.clone(),
        place: one.place.clone(),
    };
    Item {
        id: row.id.clone(),
        number: row.number,
        name: row.name.clone(),
        size: language.size(row.size),
        digest: row.digest.clone(),
        received_at: row.received_at,
        keep_until: row.keep_until,
        destroyed_at: row.destroyed_at,
        certificate: row.certificate.clone(),
        lines: lines.iter().map(line).collect(),
    }
}

async fn look(State(server): State<Server>, guest: Guest) -> Result<Response, Problem> {
    let own = item::own(&server.house, &guest.door, &guest.case).await?;
    let language = guest.caller.language;
    let page = OwnEvidencePage {
        head: guest.head(&own.case, "evidence"),
        items: own.items.iter().map(|(row, lines)| item(row, lines, language)).collect(),
    };
    server.show(&guest.frame(&server, &own.case), &page)
}

impl Page for OwnEvidencePage {
    const TEMPLATE: &'static str = "case/own-evidence.html";

    fn title(&self) -> &'static str {
        "evidence-title"
    }

    fn samples() -> Vec<Self> {
        let at = 1_763_653_200_000_000;
        let line = |step: &str| Line {
            step: step.into(),
            person: "Noor <b>".into(),
            role: "beheerder".into(),
            happened_at: at,
            purpose: "Onderzoek".into(),
            place: "Rek 14".into(),
        };
        let kept = Item {
            id: "evi_1".into(),
            number: 1,
            name: "disk <b>.e01".into(),
            size: "20.0 GB".into(),
            digest: "ab".repeat(32),
            received_at: at,
            keep_until: at,
            lines: vec![line("collected"), line("received")],
            ..Item::default()
        };
        let gone = Item {
            id: "evi_2".into(),
            number: 2,
            destroyed_at: Some(at),
            certificate: "Meldkamer certificate of destruction\nitem: evi_2\n".into(),
            lines: vec![line("received"), line("destroyed")],
            ..kept.clone()
        };
        let head = Head::sample("evidence", false);
        vec![Self { head: head.clone(), items: Vec::new() }, Self { head, items: vec![kept, gone] }]
    }
}
