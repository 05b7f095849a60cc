//! The overview of a case for somebody who takes part from outside: their own part and no more.

use super::Guest;
use crate::{
    Server,
    page::Page,
    problem::Problem,
    rooms::{case::Head, desk},
    route::{Gate, Route},
};
use axum::{extract::State, response::Response};
use meldkamer_app::case::read::{self, Part};
use serde::Serialize;

/// The routes of the overview.
pub fn routes() -> Vec<Route> {
    vec![Route::get("/case/{case}", Gate::Party, look)]
}

/// Somebody's own part of a case.
#[derive(Clone, Debug, Default, Serialize)]
pub struct OwnPage {
    head: Head,
    /// As what they take part.
    kind: String,
    name: String,
    person: String,
    until: Option<i64>,
    to_answer: String,
    scope: String,
    limits: String,
    lead: String,
    opened_at: i64,
    closed_at: Option<i64>,
    /// Name of the clock, until when, its state.
    clocks: Vec<(String, i64, &'static str)>,
    /// Kind, name and person of who else takes part.
    others: Vec<(String, String, String)>,
    /// The dossier through which they come in: reference and what happened.
    dossier: Option<(String, String)>,
    /// Where that dossier is read, when they can.
    dossier_address: String,
}

async fn look(State(server): State<Server>, guest: Guest) -> Result<Response, Problem> {
    let part = read::own_part(&server.house, &guest.door, &guest.case).await?;
    let frame = guest.frame(&server, &part.row);
    server.show(&frame, &OwnPage::of(&guest, part))
}

impl OwnPage {
    fn of(guest: &Guest, part: Part) -> Self {
        let at = guest.door.at;
        let clocks = part.clocks.iter().filter(|one| one.met_at.is_none());
        let others = part.others.into_iter().map(|one| (one.kind, one.name, one.person));
        Self {
            head: guest.head(&part.row, "overview"),
            clocks: clocks
                .map(|one| (one.name.clone(), one.due_at, desk::queue::clock(Some(one.due_at), None, at)))
                .collect(),
            others: others.collect(),
            dossier_address: match (&part.dossier, &guest.door.actor.mandate) {
                (Some(one), Some(_)) => format!("/organisation/dossiers/{}", one.reference),
                (Some(_), None) => "/mine".to_owned(),
                (None, _) => String::new(),
            },
            dossier: part.dossier.map(|one| (one.reference, one.title)),
            kind: part.party.kind,
            name: part.party.name,
            person: part.party.person,
            until: part.party.until_at,
            lead: part.lead,
            to_answer: part.row.to_answer,
            scope: part.row.scope,
            limits: part.row.limits,
            opened_at: part.row.opened_at,
            closed_at: part.row.closed_at,
        }
    }
}

impl Page for OwnPage {
    const TEMPLATE: &'static str = "case/own.html";

    fn title(&self) -> &'static str {
        "case-title"
    }

    fn samples() -> Vec<Self> {
        let at = 1_763_653_200_000_000;
        let firm = Self {
            head: Head::sample("overview", false),
            kind: "ir-firm".into(),
            name: "Recherche <b> BV".into(),
            person: "Jan".into(),
            until: Some(at),
            to_answer: "Hoe kwamen zij binnen?".into(),
            scope: "De mailserver".into(),
            limits: String::new(),
            lead: "Ans".into(),
            opened_at: at,
            closed_at: None,
            clocks: vec![("next-report".into(), at, "soon")],
            others: vec![("organisation".into(), "Waterbedrijf Noord".into(), String::new())],
            dossier: None,
            dossier_address: String::new(),
        };
        let organisation = Self {
            kind: "organisation".into(),
            person: String::new(),
            until: None,
            dossier: Some(("NL-26-ABCD-EFGH-J".into(), "Plat <b>".into())),
            dossier_address: "/mine".into(),
            closed_at: Some(at),
            clocks: Vec::new(),
            others: Vec::new(),
            ..firm.clone()
        };
        vec![firm, organisation]
    }
}
