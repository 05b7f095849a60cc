//! Emergency packs: what an entity's pack is made of, who took one, and the words by which the entity is
//! known at first contact.
//!
//! The words are made from the entity and a number, never kept; only their digest is. Older words stay
//! known as such, so that an outdated card is recognised.

use crate::{
    Act, Actor, Door, Failed, House, Subject,
    act::Errand,
    chance,
    entity::{self, Kept, tie_to},
};
use meldkamer_domain::{
    access::{Permit, Tie, Verb},
    code::Code,
    id::PackId,
    refused::Refused,
};
use meldkamer_store::{
    Asks, account,
    entity::{self as rows, EntityRow},
    pack::{self, CodeRow, PackRow},
};
use serde::Serialize;
use serde_json::json;
use sha2::{Digest, Sha256};

/// So many packs are looked at in one go.
const PAGE: i64 = 500;

/// What a pack says of the entity it is for; empty for everybody.
#[derive(Clone, Debug, Default, Serialize, PartialEq, Eq)]
pub struct Contents {
    /// Its name.
    pub organisation: String,
    /// Its number in a register.
    pub number: String,
    /// Id of its sector.
    pub sector: String,
    /// Id of its subsector.
    pub subsector: String,
    /// Id of its kind.
    pub kind: String,
    /// `essential`, `important`, …
    pub class: String,
    /// Its domain names.
    pub domains: Vec<String>,
    /// Who answers for it.
    pub contacts: Vec<Contact>,
    /// The words for first contact.
    pub words: String,
}

/// Somebody, or a post.
#[derive(Clone, Debug, Default, Serialize, PartialEq, Eq)]
pub struct Contact {
    /// For what.
    pub role: String,
    /// Who.
    pub name: String,
    /// Telephone numbers and addresses, the most useful first.
    pub reach: Vec<String>,
}

impl Contents {
    /// Whether it is for everybody rather than for one entity.
    pub fn is_for_all(&self) -> bool {
        self.organisation.is_empty()
    }
}

/// How an entity's pack stands.
#[derive(Clone, Debug)]
pub struct Standing {
    /// What a pack of today would say, without the words.
    pub contents: Contents,
    /// The pack that was taken last.
    pub taken: Option<PackRow>,
    /// Whether something in it changed since.
    pub outdated: bool,
}

/// How the pack of an entity stands.
pub async fn standing(house: &House, id: &str) -> Result<Standing, Failed> {
    let contents = contents(&house.database, id).await?;
    let taken = pack::newest(&house.database, id).await?;
    let number = pack::code_of(&house.database, id).await?.map_or(0, |row| row.number);
    let now = digest(house, &contents, number);
    let outdated = taken.as_ref().is_some_and(|taken| taken.contents != now);
    Ok(Standing { contents, taken, outdated })
}

/// Takes a pack of the entity that somebody acts for. The first makes the words.
pub async fn take(house: &House, door: &Door) -> Result<Contents, Failed> {
    let id = door.actor.entity().ok_or(Failed::NOT_FOUND)?.to_owned();
    let mut act = house.begin(door).await?;
    let mut contents = contents(act.tx()?, &id).await?;
    let permit = act.may(Verb::MakePack, Subject::entity(&id), tie_to(&door.actor, &id)).await?;
    let number = match pack::code_of(act.tx()?, &id).await? {
        Some(row) => row.number,
        None => new_words(&act, &permit, &id, 1).await?,
    };
    let row = PackRow {
        id: PackId::new(act.at, chance::bytes()).to_string(),
        entity: id.clone(),
        account: act.actor.id.clone(),
        language: door.language.clone(),
        contents: digest(house, &contents, number),
        at: act.at.micros(),
        told_at: None,
    };
    pack::add(act.tx()?, &permit, &row).await?;
    act.note(permit, json!({"pack": row.id, "words": number})).await?;
    contents.words = words(house, &id, number).to_string();
    Ok(contents)
}

/// Makes new words; a card with the older ones is then outdated.
pub async fn renew(house: &House, door: &Door) -> Result<(), Failed> {
    let id = door.actor.entity().ok_or(Failed::NOT_FOUND)?.to_owned();
    let mut act = house.begin(door).await?;
    let permit = act.may(Verb::RenewCode, Subject::entity(&id), tie_to(&door.actor, &id)).await?;
    let before = pack::code_of(act.tx()?, &id).await?.map_or(0, |row| row.number);
    let number = new_words(&act, &permit, &id, before + 1).await?;
    act.note(permit, json!({"words": number})).await?;
    Ok(())
}

async fn new_words(act: &Act<'_>, permit: &Permit, entity: &str, number: i64) -> Result<i64, Failed> {
    let row = CodeRow {
        digest: act.house.keys.digest_of(&words(act.house, entity, number)).0.to_vec(),
        entity: entity.to_owned(),
        number,
        at: act.at.micros(),
        ended_at: None,
    };
    pack::add_code(act.tx()?, permit, &row).await?;
    Ok(number)
}

fn words(house: &House, entity: &str, number: i64) -> Code {
    let request: [u8; 32] = Sha256::digest(format!("{entity}\0{number}").as_bytes()).into();
    house.keys.code_for("words at first contact", &request)
}

/// Whose card it is.
#[derive(Clone, Debug)]
pub struct Card {
    /// The entity.
    pub entity: EntityRow,
    /// Since when newer words count, when these are no longer the newest.
    pub ended_at: Option<i64>,
}

/// Looks up the words that a caller reads from a card. Staff only; each look is noted, a wrong one too.
pub async fn check(house: &House, door: &Door, typed: &str) -> Result<Card, Failed> {
    let mut act = house.begin(door).await?;
    let permit = act.may(Verb::CheckCard, Subject::house(), Tie::None).await?;
    let found = match house.keys.code_digest(typed) {
        Some(digest) => pack::by_code(act.tx()?, &digest.0).await?,
        None => None,
    };
    let Some(row) = found else {
        act.decline(permit, json!({"known": false})).await?;
        return Err(Refused::WrongSecret.into());
    };
    let entity = rows::by_id(act.tx()?, &row.entity).await?.ok_or(Failed::NOT_FOUND)?;
    act.note(permit, json!({"entity": row.entity, "words": row.number})).await?;
    Ok(Card { entity, ended_at: row.ended_at })
}

/// Tells who took a pack that it is outdated, once. Answers how many were told.
pub async fn tell(house: &House) -> Result<u64, Failed> {
    let door = Door::now(house, Actor::house("packs"));
    let (mut after, mut count) = (String::new(), 0);
    loop {
        let page = pack::untold(&house.database, &after, PAGE).await?;
        for row in &page {
            count += u64::from(tell_one(house, &door, row).await?);
        }
        match page.last() {
            Some(last) if page.len() as i64 == PAGE => after.clone_from(&last.id),
            _ => return Ok(count),
        }
    }
}

async fn tell_one(house: &House, door: &Door, row: &PackRow) -> Result<bool, Failed> {
    let number = pack::code_of(&house.database, &row.entity).await?.map_or(0, |code| code.number);
    let now = contents(&house.database, &row.entity).await?;
    if digest(house, &now, number) == row.contents {
        return Ok(false);
    }
    let mut act = house.begin(door).await?;
    let permit = act.may(Verb::TellOutdated, Subject::entity(&row.entity), Tie::None).await?;
    if !pack::tell(act.tx()?, &permit, &row.id, act.at.micros()).await? {
        return Ok(false);
    }
    // Who no longer has an account is not told; the pack is no longer looked at.
    if let Some(account) = account::by_id(act.tx()?, &row.account).await?.filter(|one| one.active == 1) {
        let payload = json!({
            "letter": "pack-outdated",
            "language": account.language,
            "organisation": now.organisation,
            "made_at": row.at,
        });
        let key = format!("pack-outdated:{}", row.id);
        act.send(&permit, Errand { key, kind: "mail", target: account.email, dossier: None, payload })
            .await?;
    }
    act.note(permit, json!({"pack": row.id})).await?;
    Ok(true)
}

/// What a pack of an entity says, but for the words.
async fn contents(asks: &impl Asks, id: &str) -> Result<Contents, Failed> {
    let Kept { row, entity, .. } = entity::one(asks, id).await?;
    Ok(Contents {
        organisation: entity.name,
        number: row.register_number,
        sector: row.sector,
        subsector: row.subsector,
        kind: row.kind,
        class: row.class,
        domains: entity.domains.iter().map(|one| one.as_str().to_owned()).collect(),
        contacts: entity.contacts.iter().map(contact).collect(),
        words: String::new(),
    })
}

fn contact(kept: &meldkamer_domain::entity::Contact) -> Contact {
    let reach = [&kept.outside_phone, &kept.phone, &kept.outside_email, &kept.email];
    let reach = reach.into_iter().filter(|one| !one.is_empty()).cloned().collect();
    Contact { role: kept.role.clone(), name: kept.name.clone(), reach }
}

/// Tells one pack from another: everything that stands on its sheets.
fn digest(house: &House, contents: &Contents, number: i64) -> Vec<u8> {
    let settings = &house.settings;
    let all = json!([contents, number, settings.csirt, settings.telephone, settings.public_address()]);
    Sha256::digest(all.to_string().as_bytes()).to_vec()
}
