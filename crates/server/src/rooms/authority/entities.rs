//! The entities that an authority or another CSIRT answers for: list, page and sheet.

use super::{Late, Row as Received, Voice};
use crate::{
    Server,
    door::Caller,
    page::{Choice, Page, Sample, samples_of},
    problem::Problem,
    rooms::{
        desk::asked,
        entity::{
            fields::named_gap,
            list::{RISKS, Row, Sift, sample_rows},
            page::{CLAIMS, Contact, Owned, filled, sample_entity},
            say::Say,
        },
    },
    route::{Gate, Route},
};
use axum::{
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Response},
};
use meldkamer_app::{
    Failed,
    authority::entities::{self, Wish},
};
use meldkamer_domain::access::Verb;
use meldkamer_exchange::sheet::Format;
use meldkamer_store::{
    dossier::listed::Turn,
    entity::{EntityRow, asset::AssetRow},
};
use serde::Serialize;

const LIST: &str = "/authority/entities";

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(LIST, Gate::SignedIn(Verb::SeeAuthority), list),
        Route::get("/authority/sheets/{format}", Gate::SignedIn(Verb::ReadSupervised), sheet),
        Route::get("/authority/entities/{id}", Gate::SignedIn(Verb::ReadSupervised), open),
    ]
}

pub(super) fn samples() -> Vec<Sample> {
    samples_of::<Entities>().into_iter().chain(samples_of::<EntityPage>()).collect()
}

/// A page of the list.
#[derive(Debug, Default, Serialize)]
pub struct Entities {
    body: String,
    q: String,
    sectors: Vec<Choice>,
    classes: Vec<Choice>,
    risks: Vec<Choice>,
    sifted: bool,
    /// What goes behind the address of a sheet, so that it holds what is looked for.
    query: String,
    rows: Vec<Row>,
    previous: String,
    next: String,
}

/// One entity.
#[derive(Debug, Default, Serialize)]
pub struct EntityPage {
    head: Row,
    /// Label and texts of each field that holds something.
    fields: Vec<(String, Vec<String>)>,
    /// What is missing or cannot be right.
    gaps: Vec<String>,
    contacts: Vec<Contact>,
    claims: Vec<Owned>,
    more_claims: usize,
    received: Vec<Received>,
    overdue: Vec<Late>,
}

async fn list(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let (door, sift, say) =
        (caller.signed_in()?, Sift::of(&asked(&caller)), Say::new(&server, caller.language));
    let wish = Wish { filter: sift.filter.clone(), turn: sift.turn() };
    let found = entities::list(&server.house, &door, &wish, entities::ROWS).await?;
    let theirs = entities::sectors(&server.house, &door)?;
    let mut sectors = say.sectors(&sift.filter.sector);
    sectors.retain(|one| theirs.contains(&one.value));
    let address = |side: &str, row: Option<&EntityRow>| {
        row.map(|row| sift.address(LIST, side, row)).unwrap_or_default()
    };
    let page = Entities {
        body: caller.signed_in.as_ref().map(|one| one.body.clone()).unwrap_or_default(),
        q: sift.q.clone(),
        sectors,
        classes: say.classes(&sift.filter.class),
        risks: say.coded("entity-risk", &RISKS, &sift.filter.risk),
        sifted: sift.narrows() || !matches!(wish.turn, Turn::First),
        query: Some(sift.query())
            .filter(|query| !query.is_empty())
            .map_or_else(String::new, |query| format!("?{query}")),
        rows: found.rows.iter().map(|row| Row::of(row, &say)).collect(),
        previous: address("before", found.rows.first().filter(|_| found.earlier)),
        next: address("after", found.rows.last().filter(|_| found.later)),
    };
    server.show(&server.frame_of(&caller), &page)
}

async fn open(
    State(server): State<Server>,
    Path(id): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    let opened = entities::open(&server.house, &caller.signed_in()?, &id).await?;
    let (say, voice) = (Say::new(&server, caller.language), Voice::new(&server, &caller));
    let kept = &opened.kept;
    let gaps = kept.gaps(&server.house);
    let page = EntityPage {
        head: Row::of(&kept.row, &say),
        fields: filled(&kept.entity, &say),
        gaps: gaps.iter().map(|gap| named_gap(&say, gap)).collect(),
        contacts: kept.contacts.iter().map(Contact::of).collect(),
        claims: kept.assets.iter().take(CLAIMS).map(|row| Owned::of(row, &say)).collect(),
        more_claims: kept.assets.len().saturating_sub(CLAIMS),
        received: opened.received.iter().map(|one| voice.row(one)).collect(),
        overdue: opened.overdue.iter().map(|one| voice.late(one)).collect(),
    };
    server.show(&server.frame_of(&caller), &page)
}

async fn sheet(
    State(server): State<Server>,
    Path(format): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    let format = Format::parse(&format).ok_or(Failed::NOT_FOUND)?;
    let sift = Sift::of(&asked(&caller));
    let narrowed = sift.narrows().then_some(sift.filter);
    let bytes = entities::export(&server.house, &caller.signed_in()?, narrowed, format).await?;
    let heads = [
        (header::CONTENT_TYPE, format.media().to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"entities.{}\"", format.ending())),
    ];
    Ok((heads, bytes).into_response())
}

impl Page for Entities {
    const TEMPLATE: &'static str = "authority/entities.html";

    fn title(&self) -> &'static str {
        "authority-entities"
    }

    fn samples() -> Vec<Self> {
        Say::sample(|say| {
            let page = |q: &str| Self {
                body: "Inspectie <b>".into(),
                q: q.into(),
                sectors: say.sectors("energy"),
                classes: say.classes(""),
                risks: say.coded("entity-risk", &RISKS, ""),
                sifted: !q.is_empty(),
                ..Self::default()
            };
            let rows = sample_rows().iter().map(|row| Row::of(row, say)).collect();
            vec![
                page(""),
                page("niets <b>"),
                Self { rows, previous: LIST.into(), next: LIST.into(), ..page("") },
            ]
        })
    }
}

impl Page for EntityPage {
    const TEMPLATE: &'static str = "authority/entity.html";

    fn title(&self) -> &'static str {
        "entity-page-title"
    }

    fn samples() -> Vec<Self> {
        Say::sample(|say| {
            let rows = sample_rows();
            let asset = |sort: &str, text: &str, state: &str| AssetRow {
                sort: sort.into(),
                text: text.into(),
                state: state.into(),
                ..AssetRow::default()
            };
            let claims =
                [asset("domain", "wbn.example", "proven"), asset("network", "192.0.2.0/24", "claimed")];
            vec![
                Self { head: Row::of(&rows[1], say), ..Self::default() },
                Self {
                    head: Row::of(&rows[4], say),
                    fields: filled(&sample_entity(), say),
                    gaps: vec!["KvK: ontbreekt <b>".into()],
                    contacts: vec![
                        Contact::sample("always", "", None),
                        Contact::sample("SOC <b>", "answered", Some(1)),
                    ],
                    claims: claims.iter().map(|row| Owned::of(row, say)).collect(),
                    more_claims: 7,
                    received: super::sample_rows(),
                    overdue: super::view::sample_late(),
                },
            ]
        })
    }
}
