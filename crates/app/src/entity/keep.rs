//! Writing an entity: its row, its contacts, its claims, its words for search and its history, within
//! the act of whoever enters or changes it.

use super::{Kept, reach};
use crate::{Act, Failed, chance};
use meldkamer_domain::{
    access::Permit,
    entity::{self, ASK_AFTER_DAYS, Asset, Change, Contact, Entity},
    id::{ContactId, EntityId},
    refused::Refused,
    time::Instant,
};
use meldkamer_store::entity::{
    self as rows, EntityRow,
    asset::{self, AssetRow},
    contact::{self, ContactRow},
    link,
    past::{self, ChangeRow},
};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// In what way something came into the register, and why.
#[derive(Clone, Debug)]
pub struct How {
    name: &'static str,
    reason: String,
    by: String,
}

impl How {
    /// `desk`, `import`, `registration`, `request` or `demo`, with a reason.
    pub fn new(name: &'static str, reason: &str) -> Self {
        Self { name, reason: reason.trim().chars().take(500).collect(), by: String::new() }
    }

    /// On whose word, when it is not the actor's own.
    pub fn by(mut self, actor: &str) -> Self {
        actor.clone_into(&mut self.by);
        self
    }

    /// Whether whoever told it could know that the contacts are right.
    fn confirms(&self) -> bool {
        self.name != "import"
    }
}

/// A new id for an entity.
pub fn new_id(at: Instant) -> String {
    EntityId::new(at, chance::bytes()).to_string()
}

/// Enters a new entity.
pub async fn enter(
    act: &Act<'_>,
    permit: &Permit,
    id: &str,
    mut entity: Entity,
    state: &str,
    how: &How,
) -> Result<EntityRow, Failed> {
    let (tx, at) = (act.tx()?, act.at.micros());
    name_contacts(&mut entity.contacts, &[], act.at);
    let mut row = EntityRow {
        id: id.to_owned(),
        serial: rows::next_serial(tx).await?,
        state: state.to_owned(),
        created_at: at,
        version: 1,
        ..EntityRow::default()
    };
    fill(&mut row, &entity, act.at);
    let contacts = contact_rows(&row.id, &entity.contacts, &BTreeMap::new(), act.at, how);
    row.risk = risk(&contacts, act.at);
    rows::add(tx, permit, &row).await?;
    for one in &contacts {
        contact::put(tx, permit, one).await?;
    }
    let claims: Vec<AssetRow> = entity.assets().into_iter().map(|one| claim(one, &row.id, at)).collect();
    asset::add(tx, permit, &claims).await?;
    rows::keep_words(tx, permit, row.serial, &entity.words(), true).await?;
    remember(act, permit, id, 1, how, &json!([])).await?;
    Ok(row)
}

/// Writes what changed of an entity, and answers it. Refused when somebody else was first.
pub async fn rewrite(
    act: &Act<'_>,
    permit: &Permit,
    kept: &Kept,
    mut entity: Entity,
    how: &How,
) -> Result<Vec<Change>, Failed> {
    name_contacts(&mut entity.contacts, &kept.entity.contacts, act.at);
    let changes = entity::changes(&kept.entity, &entity);
    if changes.is_empty() {
        return Ok(changes);
    }
    let (tx, mut row) = (act.tx()?, kept.row.clone());
    fill(&mut row, &entity, act.at);
    let before: BTreeMap<&str, &ContactRow> =
        kept.contacts.iter().map(|one| (one.id.as_str(), one)).collect();
    let contacts = contact_rows(&row.id, &entity.contacts, &before, act.at, how);
    row.risk = risk(&contacts, act.at);
    if !rows::save(tx, permit, &row).await? {
        return Err(Refused::Moved.into());
    }
    let stay: BTreeSet<&str> = contacts.iter().map(|one| one.id.as_str()).collect();
    for gone in before.keys().filter(|id| !stay.contains(*id)) {
        link::forget(tx, permit, &row.id, gone).await?;
        contact::remove(tx, permit, gone).await?;
    }
    for one in contacts.iter().filter(|one| before.get(one.id.as_str()) != Some(one)) {
        contact::put(tx, permit, one).await?;
    }
    rewrite_claims(act, permit, kept, &entity).await?;
    if entity.words() != kept.entity.words() {
        rows::keep_words(tx, permit, row.serial, &entity.words(), false).await?;
    }
    let told = |one: &Change| json!({"field": one.field, "before": one.before, "after": one.after});
    let listed: Value = changes.iter().map(told).collect();
    remember(act, permit, &row.id, row.version + 1, how, &listed).await?;
    Ok(changes)
}

async fn rewrite_claims(act: &Act<'_>, permit: &Permit, kept: &Kept, entity: &Entity) -> Result<(), Failed> {
    let (tx, id) = (act.tx()?, &kept.row.id);
    let assets = entity.assets();
    let stay: BTreeSet<(&str, &str)> = assets.iter().map(|one| (one.sort.name(), one.key.as_str())).collect();
    for gone in kept.assets.iter().filter(|one| !stay.contains(&(&*one.sort, &*one.key))) {
        asset::remove(tx, permit, id, &gone.sort, &gone.key).await?;
    }
    let had: BTreeSet<(&str, &str)> = kept.assets.iter().map(|one| (&*one.sort, &*one.key)).collect();
    let proven: BTreeSet<(&str, &str)> =
        kept.assets.iter().filter(|one| one.state == "proven").map(|one| (&*one.sort, &*one.key)).collect();
    let fresh = assets.iter().filter(|one| !had.contains(&(one.sort.name(), &*one.key)));
    let fresh: Vec<AssetRow> = fresh
        .map(|one| {
            let inside = one.above().iter().any(|key| proven.contains(&(one.sort.name(), &**key)));
            let row = claim(one.clone(), id, act.at.micros());
            if inside { proof_inside(row, act.at.micros()) } else { row }
        })
        .collect();
    asset::add(tx, permit, &fresh).await?;
    Ok(())
}

/// A claim that nobody looked at yet.
fn claim(asset: Asset, entity: &str, at: i64) -> AssetRow {
    AssetRow {
        sort: asset.sort.name().to_owned(),
        key: asset.key,
        entity: entity.to_owned(),
        text: asset.text,
        state: "claimed".into(),
        claimed_at: at,
        ..AssetRow::default()
    }
}

/// What lies within something that is theirs is theirs.
fn proof_inside(row: AssetRow, at: i64) -> AssetRow {
    AssetRow { state: "proven".into(), how: "inside".into(), proven_at: Some(at), ..row }
}

/// Fills the columns from what is known.
fn fill(row: &mut EntityRow, entity: &Entity, at: Instant) {
    let main = entity.main();
    row.name.clone_from(&entity.name);
    row.sort = entity.sorted_as();
    row.register_number = entity.number.to_string();
    (row.sector, row.subsector, row.kind) = (main.sector, main.subsector, main.kind);
    row.class.clone_from(&entity.class);
    row.states = json!(entity.states).to_string();
    row.changed_at = at.micros();
    // What has rows of its own is not kept twice.
    let rest = Entity {
        networks: Vec::new(),
        systems: Vec::new(),
        domains: Vec::new(),
        contacts: Vec::new(),
        ..entity.clone()
    };
    row.facts = rest.to_json().to_string();
}

/// Gives ids to new contacts; an id that is nobody's here counts as none.
fn name_contacts(contacts: &mut [Contact], before: &[Contact], at: Instant) {
    let mut seen = BTreeSet::new();
    for one in contacts {
        let known = before.iter().any(|old| old.id == one.id);
        if !known || !seen.insert(one.id.clone()) {
            one.id = ContactId::new(at, chance::bytes()).to_string();
        }
    }
}

fn contact_rows(
    entity: &str,
    contacts: &[Contact],
    before: &BTreeMap<&str, &ContactRow>,
    at: Instant,
    how: &How,
) -> Vec<ContactRow> {
    let row = |(place, one): (usize, &Contact)| {
        let old = before.get(one.id.as_str()).copied();
        let mut row = ContactRow {
            id: one.id.clone(),
            entity: entity.to_owned(),
            place: i64::try_from(place).unwrap_or(0),
            role: one.role.clone(),
            name: one.name.clone(),
            job: one.job.clone(),
            language: one.language.clone(),
            email: one.email.to_lowercase(),
            phone: one.phone.clone(),
            outside_email: one.outside_email.to_lowercase(),
            outside_phone: one.outside_phone.clone(),
            ..old.cloned().unwrap_or_default()
        };
        if old.is_none_or(|old| super::told(old) != super::told(&row)) {
            told_anew(&mut row, old, at, how);
        }
        row
    };
    contacts.iter().enumerate().map(row).collect()
}

/// What was learnt about another address or number no longer counts.
fn told_anew(row: &mut ContactRow, old: Option<&ContactRow>, at: Instant, how: &How) {
    row.confirmed_at = if how.confirms() { Some(at.micros()) } else { row.confirmed_at };
    row.ask_at = next_ask(row, at);
    if old.is_some_and(|old| old.email != row.email || old.outside_email != row.outside_email) {
        (row.bounced_at, row.bounce) = (None, String::new());
    }
    if old.is_some_and(|old| old.phone != row.phone || old.outside_phone != row.outside_phone) {
        (row.tested_at, row.test) = (None, String::new());
    }
}

/// When a contact is asked next; never when it has no mail address.
pub fn next_ask(row: &ContactRow, from: Instant) -> Option<i64> {
    let mail = !row.email.is_empty() || !row.outside_email.is_empty();
    mail.then(|| from.plus_hours(24 * ASK_AFTER_DAYS).micros())
}

/// The worst that is wrong with reaching an entity, as it is kept.
pub fn risk(contacts: &[ContactRow], at: Instant) -> String {
    let all: Vec<_> = contacts.iter().map(|row| (super::told(row), reach(row))).collect();
    entity::risk(&all, at).map(|risk| risk.code().to_owned()).unwrap_or_default()
}

/// Writes down what changed.
pub async fn remember(
    act: &Act<'_>,
    permit: &Permit,
    id: &str,
    version: i64,
    how: &How,
    changes: &Value,
) -> Result<(), Failed> {
    let row = ChangeRow {
        entity: id.to_owned(),
        version,
        at: act.at.micros(),
        actor: if how.by.is_empty() { act.actor.journalled() } else { how.by.clone() },
        how: how.name.to_owned(),
        reason: how.reason.clone(),
        changes: changes.to_string(),
    };
    Ok(past::add(act.tx()?, permit, &row).await?)
}
