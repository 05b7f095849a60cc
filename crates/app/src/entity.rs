//! The register: entities are entered, read, changed and found. Each reading of an entity is an
//! entry in the journal, because its contacts are personal data.
//!
//! Sheets, claims, requests, registrations and the care for contacts have files of their own here.

pub mod care;
pub mod claim;
pub mod export;
pub mod import;
mod keep;
pub mod look;
pub mod own;
pub mod registration;
pub mod request;
pub mod sheet;

pub(crate) use keep::{How, enter, rewrite};

use crate::{Actor, Door, Failed, House, Subject};
use meldkamer_domain::{
    access::{Scope, Tie, Verb},
    entity::{self, Activity, Autonomous, Contact, DomainName, Entity, Gap, Network, Number, Reach},
    refused::Refused,
    time::Instant,
};
use meldkamer_store::{
    Asks, Trouble,
    dossier::{Filter, listed},
    entity::{
        self as rows, EntityRow,
        asset::{self, AssetRow},
        contact::{self, ContactRow},
        past::{self, ChangeRow, RequestRow},
    },
    view::{self, ColleagueRow},
};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// An entity as the register has it.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Its row.
    pub row: EntityRow,
    /// All that is known.
    pub entity: Entity,
    /// Its contacts with what was learnt about reaching them, in the order of `entity.contacts`.
    pub contacts: Vec<ContactRow>,
    /// Its claims.
    pub assets: Vec<AssetRow>,
}

impl Kept {
    /// Puts the rows of one entity together.
    pub(crate) fn of(row: EntityRow, contacts: Vec<ContactRow>, assets: Vec<AssetRow>) -> Self {
        let main =
            Activity { sector: row.sector.clone(), subsector: row.subsector.clone(), kind: row.kind.clone() };
        let base = Entity {
            name: row.name.clone(),
            number: Number::parse(&row.register_number).unwrap_or_default(),
            class: row.class.clone(),
            activities: if main.sector.is_empty() { Vec::new() } else { vec![main] },
            states: serde_json::from_str(&row.states).unwrap_or_default(),
            ..Entity::default()
        };
        let facts: Value = serde_json::from_str(&row.facts).unwrap_or_default();
        let (mut entity, _) = entity::read(&base, &facts, None);
        for one in &assets {
            match one.sort.as_str() {
                "network" => entity.networks.extend(Network::parse(&one.text).unwrap_or_default()),
                "domain" => entity.domains.extend(DomainName::parse(&one.text)),
                _ => entity.systems.extend(Autonomous::parse(&one.text)),
            }
        }
        entity.networks.sort_unstable();
        entity.domains.sort_unstable();
        entity.systems.sort_unstable();
        entity.contacts = contacts.iter().map(told).collect();
        Self { row, entity, contacts, assets }
    }

    /// What is missing, and what was told and not understood.
    pub fn gaps(&self, house: &House) -> Vec<Gap> {
        let library = house.law();
        let (_, mut gaps) =
            entity::read(&Entity::default(), &self.entity.to_json(), Some(&library.law.sectors));
        gaps.extend(self.entity.missing());
        gaps
    }

    /// Contacts with what was learnt about reaching them.
    pub fn reach(&self) -> Vec<(Contact, Reach)> {
        self.contacts.iter().map(|row| (told(row), reach(row))).collect()
    }
}

/// A contact as it was told.
fn told(row: &ContactRow) -> Contact {
    Contact {
        id: row.id.clone(),
        role: row.role.clone(),
        name: row.name.clone(),
        job: row.job.clone(),
        language: row.language.clone(),
        email: row.email.clone(),
        phone: row.phone.clone(),
        outside_email: row.outside_email.clone(),
        outside_phone: row.outside_phone.clone(),
    }
}

/// What was learnt about reaching a contact.
pub(crate) fn reach(row: &ContactRow) -> Reach {
    let at = |micros: Option<i64>| micros.map(Instant::from_micros);
    Reach {
        confirmed_at: at(row.confirmed_at),
        asked_at: at(row.asked_at),
        bounced_at: at(row.bounced_at),
        answered: (!row.test.is_empty()).then(|| row.test == "answered"),
    }
}

/// The whole of some rows, in their order.
pub(crate) async fn whole(asks: &impl Asks, found: Vec<EntityRow>) -> Result<Vec<Kept>, Trouble> {
    let ids: Vec<String> = found.iter().map(|row| row.id.clone()).collect();
    let mut contacts: BTreeMap<String, Vec<ContactRow>> = BTreeMap::new();
    for one in contact::of(asks, &ids).await? {
        contacts.entry(one.entity.clone()).or_default().push(one);
    }
    let mut assets: BTreeMap<String, Vec<AssetRow>> = BTreeMap::new();
    for one in asset::of(asks, &ids).await? {
        assets.entry(one.entity.clone()).or_default().push(one);
    }
    let put_together = |row: EntityRow| {
        let (contacts, assets) = (contacts.remove(&row.id), assets.remove(&row.id));
        Kept::of(row, contacts.unwrap_or_default(), assets.unwrap_or_default())
    };
    Ok(found.into_iter().map(put_together).collect())
}

/// One entity with all that belongs to it.
pub(crate) async fn one(asks: &impl Asks, id: &str) -> Result<Kept, Failed> {
    let row = rows::by_id(asks, id).await?.ok_or(Failed::NOT_FOUND)?;
    whole(asks, vec![row]).await?.pop().ok_or(Failed::NOT_FOUND)
}

/// Everything that the page of an entity shows.
#[derive(Debug)]
pub struct Opened {
    /// The entity.
    pub kept: Kept,
    /// Its changes, newest first.
    pub past: Vec<ChangeRow>,
    /// What it asked to be changed.
    pub requests: Vec<RequestRow>,
    /// Its dossiers, newest first.
    pub dossiers: Vec<listed::ListedRow>,
    /// Others that claim the same, or more or less of it.
    pub overlaps: Vec<look::Overlap>,
    /// Others with the same register number.
    pub doubles: Vec<EntityRow>,
    /// Names of staff.
    pub colleagues: Vec<ColleagueRow>,
}

/// Opens an entity: journalled as a read.
pub async fn open(house: &House, door: &Door, id: &str) -> Result<Opened, Failed> {
    let mut act = house.begin(door).await?;
    let kept = one(act.tx()?, id).await?;
    let permit = act.may(Verb::ReadEntity, Subject::entity(id), Tie::Other).await?;
    act.note(permit, json!({"version": kept.row.version})).await?;
    let asks = &house.database;
    let filter = Filter { entity: Some(id.to_owned()), ..Filter::default() };
    let number = &kept.row.register_number;
    let doubles = if number.is_empty() { Vec::new() } else { rows::with_number(asks, number).await? };
    Ok(Opened {
        past: past::of(asks, id, i64::MAX, 100).await?,
        requests: past::requests(asks, id, 20).await?,
        dossiers: listed::newest(asks, &Scope::All, &filter, listed::Turn::First, listed::Match::Whole, 20)
            .await?,
        overlaps: look::overlaps(asks, &kept).await?,
        doubles: doubles.into_iter().filter(|row| row.id != id).collect(),
        colleagues: view::colleagues(asks).await?,
        kept,
    })
}

/// An entity as it stands, for showing what differs from what somebody typed. Its contacts are not to
/// be shown: reading those is [`open`].
pub async fn as_it_stands(house: &House, id: &str) -> Result<Kept, Failed> {
    one(&house.database, id).await
}

/// How an entity is tied to whoever acts.
pub fn tie_to(actor: &Actor, id: &str) -> Tie {
    actor.mandate.as_ref().map_or(Tie::Other, |mandate| mandate.tie_to_entity(actor.role, id))
}

/// Enters an entity by hand. What could not be understood is kept, and told as gaps.
pub async fn add(house: &House, door: &Door, told: &Value) -> Result<(String, Vec<Gap>), Failed> {
    let (entity, gaps) = entity::read(&Entity::default(), told, Some(&house.law().law.sectors));
    if entity.name.is_empty() {
        return Err(Refused::field("name", "missing").into());
    }
    let mut act = house.begin(door).await?;
    let id = keep::new_id(act.at);
    let permit = act.may(Verb::ChangeEntity, Subject::entity(&id), Tie::None).await?;
    enter(&act, &permit, &id, entity, "registered", &How::new("desk", "")).await?;
    act.note(permit, json!({"entered": true})).await?;
    Ok((id, gaps))
}

/// Changes what was told; the rest stays. `seen` is the version that the person looked at.
pub async fn change(
    house: &House,
    door: &Door,
    id: &str,
    (seen, reason): (i64, &str),
    told: &Value,
) -> Result<Vec<Gap>, Failed> {
    let mut act = house.begin(door).await?;
    rows::for_change(act.tx()?, id).await?.ok_or(Failed::NOT_FOUND)?;
    let kept = one(act.tx()?, id).await?;
    let permit = act.may(Verb::ChangeEntity, Subject::entity(id), Tie::Other).await?;
    let (entity, gaps) = entity::read(&kept.entity, told, Some(&house.law().law.sectors));
    if entity.name.is_empty() {
        return Err(Refused::field("name", "missing").into());
    }
    if kept.row.version != seen {
        return Err(Refused::Moved.into());
    }
    let changes = rewrite(&act, &permit, &kept, entity, &How::new("desk", reason)).await?;
    let fields: Vec<String> = changes.into_iter().map(|one| one.field).collect();
    act.note(permit, json!({"fields": fields, "reason": reason})).await?;
    Ok(gaps)
}

/// What becomes of a registration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It counts.
    Registered,
    /// It was refused; kept, and no longer shown to others.
    Refused,
    /// The organisation is gone, or no longer in scope.
    Ended,
}

impl Standing {
    /// The state's name in the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Registered => "registered",
            Self::Refused => "refused",
            Self::Ended => "ended",
        }
    }
}

/// Approves a registration, refuses or ends it; no and end want a reason.
pub async fn settle(
    house: &House,
    door: &Door,
    id: &str,
    standing: Standing,
    reason: &str,
) -> Result<(), Failed> {
    let reason = reason.trim();
    if standing != Standing::Registered && reason.is_empty() {
        return Err(Refused::ReasonNeeded { field: "reason".into() }.into());
    }
    let mut act = house.begin(door).await?;
    let mut row = rows::for_change(act.tx()?, id).await?.ok_or(Failed::NOT_FOUND)?;
    let permit = act.may(Verb::SettleEntity, Subject::entity(id), Tie::Other).await?;
    if row.state == standing.name() {
        return Err(Refused::AlreadyDone.into());
    }
    let before = std::mem::replace(&mut row.state, standing.name().to_owned());
    reason.clone_into(&mut row.state_note);
    row.changed_at = act.at.micros();
    if !rows::save(act.tx()?, &permit, &row).await? {
        return Err(Refused::Moved.into());
    }
    let change = json!([{"field": "state", "before": [before], "after": [row.state]}]);
    keep::remember(&act, &permit, id, row.version + 1, &How::new("desk", reason), &change).await?;
    act.note(permit, json!({"state": standing.name(), "reason": reason})).await?;
    Ok(())
}
