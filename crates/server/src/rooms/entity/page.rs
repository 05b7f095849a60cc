//! The page of an entity: everything the register has of it, what is wrong, what it claims with which
//! proof, and how it came to be so. Opening it is an entry in the journal.

mod samples;

pub(crate) use samples::sample_entity;

use super::{
    fields::named_gap,
    list::{Claim, Row, address, may_change},
    say::Say,
};
use crate::{
    Server,
    door::Caller,
    form::Form,
    page::{Sample, samples_of},
    problem::Problem,
    rooms::desk::{Who, back},
    route::{Gate, Route},
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use meldkamer_app::entity::{
    self, Opened, Standing, care,
    claim::{self, POSTS, Which},
};
use meldkamer_domain::{
    access::{Tie, Verb},
    entity::{Entity, FIELDS, Severity},
};
use meldkamer_store::entity::{asset::AssetRow, contact::ContactRow, past::ChangeRow};
use serde::Serialize;

/// So many claims are shown on the page.
pub(crate) const CLAIMS: usize = 200;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/desk/register/{id}", Gate::SignedIn(Verb::ReadEntity), show),
        Route::post("/desk/register/{id}/standing", Gate::SignedIn(Verb::SettleEntity), settle),
        Route::post("/desk/register/{id}/proof", Gate::SignedIn(Verb::ProveAsset), prove),
        Route::post("/desk/register/{id}/contacts/{contact}/test", Gate::SignedIn(Verb::TestContact), test),
    ]
}

pub(super) fn samples() -> Vec<Sample> {
    samples_of::<EntityPage>()
}

/// One entity.
#[derive(Clone, Debug, Default, Serialize)]
pub struct EntityPage {
    head: Row,
    note: String,
    /// Label and texts of each field that holds something.
    fields: Vec<(String, Vec<String>)>,
    /// What cannot be right.
    wrong: Vec<String>,
    /// What is still to be told.
    asks: Vec<String>,
    contacts: Vec<Contact>,
    claims: Vec<Owned>,
    more_claims: usize,
    overlaps: Vec<(String, Vec<Claim>)>,
    doubles: Vec<Row>,
    /// Reference, title, when.
    dossiers: Vec<(String, String, i64)>,
    /// Id, when, whether it waits.
    requests: Vec<(String, i64, bool)>,
    past: Vec<Past>,
    posts: Vec<&'static str>,
    may_change: bool,
}

#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Contact {
    id: String,
    role: String,
    name: String,
    job: String,
    email: String,
    phone: String,
    outside_email: String,
    outside_phone: String,
    confirmed_at: Option<i64>,
    asked_at: Option<i64>,
    bounced_at: Option<i64>,
    bounce: String,
    tested_at: Option<i64>,
    test: String,
}

impl Contact {
    pub(crate) fn of(row: &ContactRow) -> Self {
        let row = row.clone();
        Self {
            id: row.id,
            role: row.role,
            name: row.name,
            job: row.job,
            email: row.email,
            phone: row.phone,
            outside_email: row.outside_email,
            outside_phone: row.outside_phone,
            confirmed_at: row.confirmed_at,
            asked_at: row.asked_at,
            bounced_at: row.bounced_at,
            bounce: row.bounce,
            tested_at: row.tested_at,
            test: row.test,
        }
    }
}

/// Something it claims.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Owned {
    pub sort: String,
    pub key: String,
    pub text: String,
    pub state: String,
    pub how: String,
    pub note: String,
    pub proven_at: Option<i64>,
    /// The place of a proof in the domain name system, where it can stand.
    pub zone: String,
    /// What must stand there, once it was asked.
    pub line: String,
}

impl Owned {
    pub(crate) fn of(row: &AssetRow, say: &Say<'_>) -> Self {
        let line = if row.token.is_empty() { String::new() } else { format!("{}{}", claim::MARK, row.token) };
        Self {
            sort: row.sort.clone(),
            key: row.key.clone(),
            text: if row.sort == "domain" { say.text("domains", &row.text) } else { row.text.clone() },
            state: row.state.clone(),
            how: row.how.clone(),
            note: row.note.clone(),
            proven_at: row.proven_at,
            zone: claim::zone(row).unwrap_or_default(),
            line,
        }
    }
}

/// One change in the history.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Past {
    pub version: i64,
    pub at: i64,
    pub who: Who,
    pub how: String,
    pub reason: String,
    /// Field, before, after.
    pub changes: Vec<(String, String, String)>,
}

impl Past {
    pub(crate) fn of(
        row: &ChangeRow,
        colleagues: &[meldkamer_store::view::ColleagueRow],
        say: &Say<'_>,
    ) -> Self {
        #[derive(serde::Deserialize)]
        struct Change {
            field: String,
            before: Vec<String>,
            after: Vec<String>,
        }
        let changes: Vec<Change> = serde_json::from_str(&row.changes).unwrap_or_default();
        let told = |field: &str, texts: &[String]| {
            texts.iter().map(|text| say.text(field, text)).collect::<Vec<_>>().join("; ")
        };
        let change = |one: Change| {
            (say.field(&one.field), told(&one.field, &one.before), told(&one.field, &one.after))
        };
        Self {
            version: row.version,
            at: row.at,
            who: Who::of(&row.actor, colleagues),
            how: row.how.clone(),
            reason: row.reason.clone(),
            changes: changes.into_iter().map(change).collect(),
        }
    }
}

/// The fields of an entity that hold something and have no table of their own.
pub(crate) fn filled(entity: &Entity, say: &Say<'_>) -> Vec<(String, Vec<String>)> {
    let own = ["networks", "systems", "domains"];
    let shown = FIELDS.iter().filter(|field| !own.contains(&field.id));
    let texts = |id: &str| entity.texts(id).iter().map(|text| say.text(id, text)).collect::<Vec<_>>();
    shown.map(|field| (say.field(field.id), texts(field.id))).filter(|(_, texts)| !texts.is_empty()).collect()
}

impl EntityPage {
    fn of(say: &Say<'_>, opened: Opened, gaps: &[meldkamer_domain::entity::Gap], may_change: bool) -> Self {
        let Opened { kept, past, requests, dossiers, overlaps, doubles, colleagues } = opened;
        let told = |severity| {
            let found = gaps.iter().filter(move |gap| gap.severity == severity);
            found.map(|gap| named_gap(say, gap)).collect()
        };
        Self {
            head: Row::of(&kept.row, say),
            note: kept.row.state_note.clone(),
            fields: filled(&kept.entity, say),
            wrong: told(Severity::Wrong),
            asks: told(Severity::Asks),
            contacts: kept.contacts.iter().map(Contact::of).collect(),
            claims: kept.assets.iter().take(CLAIMS).map(|row| Owned::of(row, say)).collect(),
            more_claims: kept.assets.len().saturating_sub(CLAIMS),
            overlaps: overlaps
                .into_iter()
                .map(|one| (one.text, one.others.into_iter().map(|row| Claim::of(row, say)).collect()))
                .collect(),
            doubles: doubles.iter().map(|row| Row::of(row, say)).collect(),
            dossiers: dossiers.into_iter().map(|row| (row.reference, row.title, row.received_at)).collect(),
            requests: requests.into_iter().map(|row| (row.id, row.at, row.settled_at.is_none())).collect(),
            past: past.iter().map(|row| Past::of(row, &colleagues, say)).collect(),
            posts: POSTS.to_vec(),
            may_change,
        }
    }
}

async fn show(
    State(server): State<Server>,
    Path(id): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    let opened = entity::open(&server.house, &caller.signed_in()?, &id).await?;
    let gaps = opened.kept.gaps(&server.house);
    let page = EntityPage::of(&Say::new(&server, caller.language), opened, &gaps, may_change(&caller));
    server.show(&server.frame_of(&caller), &page)
}

async fn settle(
    State(server): State<Server>,
    Path(id): Path<String>,
    caller: Caller,
    form: Form,
) -> Result<Response, Problem> {
    let standing = match form.text("standing") {
        "refused" => Standing::Refused,
        "ended" => Standing::Ended,
        _ => Standing::Registered,
    };
    entity::settle(&server.house, &caller.signed_in()?, &id, standing, form.text("reason")).await?;
    Ok(back(&address(&id)))
}

async fn prove(
    State(server): State<Server>,
    Path(id): Path<String>,
    caller: Caller,
    form: Form,
) -> Result<Response, Problem> {
    let (house, door) = (&server.house, caller.signed_in()?);
    let which = Which { entity: id.clone(), sort: form.text("sort").into(), key: form.text("key").into() };
    let (reason, right) = (form.text("reason"), (Verb::ProveAsset, Tie::Other));
    match form.text("how") {
        "dns" => claim::ask_in_dns(house, &door, right, &which).await?,
        "mail" => claim::ask_by_mail(house, &door, right, &which, form.text("post")).await?,
        "doubt" => claim::doubt(house, &door, &which, reason).await?,
        _ => claim::by_hand(house, &door, &which, reason).await?,
    }
    Ok(back(&address(&id)))
}

async fn test(
    State(server): State<Server>,
    Path((id, contact)): Path<(String, String)>,
    caller: Caller,
    form: Form,
) -> Result<Response, Problem> {
    let (door, answered) = (caller.signed_in()?, form.text("answered") == "yes");
    care::tested(&server.house, &door, (&id, &contact), answered, form.text("note")).await?;
    Ok(back(&address(&id)))
}
