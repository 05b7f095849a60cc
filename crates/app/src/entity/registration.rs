//! Registering oneself: anybody may, and it is usable at once as "not verified"; the CSIRT approves it
//! later. Whether the organisation is known already is shown to staff, never to the stranger.

use super::{How, enter, keep::new_id};
use crate::{Door, Failed, House, Subject, act::Errand};
use meldkamer_domain::{
    access::{Tie, Verb},
    entity::{self, Entity, Gap, is_email},
    refused::Refused,
    time::Instant,
};
use meldkamer_store::{
    dossier::listed::Turn,
    entity::{
        EntityRow,
        listed::{self, Filter},
    },
    house as tries,
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// So many registrations from one network are taken at once; after that each costs time.
const FREE: i64 = 5;
/// The longest wait between two, in seconds.
const LONGEST_WAIT: i64 = 120;
/// Registrations are counted for so many hours.
const COUNTED_HOURS: i64 = 1;

/// What became of a registration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registered {
    /// Its id; the stranger is not told.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What is still to be told.
    pub gaps: Vec<Gap>,
}

/// Takes a registration in. Only a name is needed, and a way to be reached.
pub async fn register(house: &House, door: &Door, network: &str, told: &Value) -> Result<Registered, Failed> {
    let (entity, mut gaps) = entity::read(&Entity::default(), told, Some(&house.law().law.sectors));
    if entity.name.is_empty() {
        return Err(Refused::field("name", "missing").into());
    }
    let reachable = !entity.email.is_empty()
        || !entity.phone.is_empty()
        || entity.contacts.iter().any(|one| !one.email.is_empty() || one.has_phone());
    if !reachable {
        return Err(Refused::field("email", "no-way-to-reach").into());
    }
    let key = tries_key(network);
    slow_down(house, &key, door.at).await?;
    let mut act = house.begin(door).await?;
    let id = new_id(act.at);
    let permit = act.may(Verb::RegisterEntity, Subject::entity(&id), Tie::None).await?;
    tries::count_try(act.tx()?, &key, act.at.micros(), act.at.plus_hours(-COUNTED_HOURS).micros()).await?;
    gaps.extend(entity.missing());
    let (name, to) = (entity.name.clone(), address(&entity));
    enter(&act, &permit, &id, entity, "unverified", &How::new("registration", "")).await?;
    if let Some(to) = to {
        let errand = Errand {
            key: format!("registered:{id}"),
            kind: "mail",
            target: to,
            dossier: None,
            payload: json!({
                "letter": "registered",
                "language": if door.language == "en" { "en" } else { "nl" },
                "organisation": name,
                "at": act.at.micros(),
            }),
        };
        act.send(&permit, errand).await?;
    }
    act.note(permit, json!({"registered": true})).await?;
    Ok(Registered { id, name, gaps })
}

/// Where a confirmation goes: the general address, else that of the first contact.
fn address(entity: &Entity) -> Option<String> {
    let contacts = entity.contacts.iter().map(|one| &one.email);
    std::iter::once(&entity.email).chain(contacts).find(|one| is_email(one)).cloned()
}

/// Whoever registers one organisation after another waits a little longer each time.
async fn slow_down(house: &House, key: &str, at: Instant) -> Result<(), Failed> {
    let Some(before) = tries::tries(&house.database, key).await? else { return Ok(()) };
    let beyond = u32::try_from(before.count - FREE).unwrap_or(0).min(7);
    if before.count < FREE {
        return Ok(());
    }
    let wait = 2_i64.saturating_pow(beyond).min(LONGEST_WAIT);
    let left = Instant::from_micros(before.last_at).plus_seconds(wait).micros() - at.micros();
    if left > 0 {
        return Err(Refused::SlowDown { seconds: (left + 999_999).div_euclid(1_000_000) }.into());
    }
    Ok(())
}

fn tries_key(network: &str) -> String {
    let digest: [u8; 32] = Sha256::digest(format!("register\0{network}").as_bytes()).into();
    format!("register:{}", crate::filing::first::hex(&digest[..16]))
}

/// Registrations that wait for approval, by name.
pub async fn waiting(house: &House) -> Result<Vec<EntityRow>, Failed> {
    let filter = Filter { state: "unverified".into(), ..Filter::default() };
    Ok(listed::by_name(&house.database, &filter, &Turn::First, 100).await?)
}
