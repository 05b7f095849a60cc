//! Kits: what somebody in a case needs to take evidence from a system, made from an acquisition card.
//!
//! Making one is an act, and makes the link by which the evidence is sent; what is in it follows from the
//! card. Not here: what it looks like.

use crate::{
    Door, Failed, House, Subject,
    case::{still_open, take, tie},
    chance,
    evidence::link,
};
use meldkamer_domain::{
    access::{Tie, Verb},
    acquisition::Card,
    evidence::{LINK_DAYS, USUAL_DAYS},
    id::KitId,
    refused::Refused,
    time::Instant,
};
use meldkamer_store::{
    Asks, clock,
    kit::{self, KitRow},
    support_case::{self, party},
};
use serde_json::json;

/// What is wrong, field by field.
pub type Faults = Vec<(String, &'static str)>;

/// What kit somebody wants.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// The card.
    pub card: String,
    /// The system of the card.
    pub system: String,
    /// The part of whom it is for.
    pub party: String,
    /// `nl` or `en`.
    pub language: String,
    /// The SHA-256 of the tool as its makers published it; empty when not known.
    pub tool_hash: String,
    /// Until when what it gathers can be sent; none when that could not be read.
    pub until: Option<Instant>,
}

/// So many hours the link of a kit lives, when nobody says otherwise: a week.
pub const USUAL_HOURS: i64 = 7 * 24;

/// What is wrong with a wish, everything at once, apart from who takes part.
pub fn faults(house: &House, wish: &Wish, at: Instant) -> Faults {
    let library = house.law();
    let all = library.acquisitions.on(house.day(at));
    let card = all.iter().find(|one| one.id == wish.card);
    let hash = wish.tool_hash.trim();
    let days = LINK_DAYS * 24;
    let wrong = [
        ("card", "not-an-option", card.is_none()),
        ("system", "not-an-option", card.is_none_or(|one| one.system(&wish.system).is_none())),
        ("language", "not-an-option", !["nl", "en"].contains(&wish.language.as_str())),
        ("tool_hash", "not-a-hash", !(hash.is_empty() || is_sha256(hash))),
        ("until", "not-a-moment", wish.until.is_none()),
        ("until", "in-the-past", wish.until.is_some_and(|until| until <= at)),
        ("until", "link-too-far", wish.until.is_some_and(|until| until > at.plus_hours(days))),
    ];
    wrong.into_iter().filter(|one| one.2).map(|(field, fault, _)| (field.to_owned(), fault)).collect()
}

/// 64 hexadecimal digits.
fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Makes a kit, with the link by which what it gathers is sent.
pub async fn make(house: &House, door: &Door, case: &str, wish: &Wish) -> Result<KitRow, Failed> {
    if let Some((field, fault)) = faults(house, wish, door.at).into_iter().next() {
        return Err(Refused::field(field, fault).into());
    }
    let library = house.law();
    let cards = library.acquisitions.on(house.day(door.at));
    let card = cards.into_iter().find(|one| one.id == wish.card).ok_or(Failed::NOT_FOUND)?;
    let mut act = house.begin(door).await?;
    let row = take(&act, case).await?;
    let parties = party::of_case(act.tx()?, case).await?;
    let invites = act.may(Verb::InviteEvidence, Subject::evidence(case), Tie::Other).await?;
    let permit = act.may(Verb::MakeKit, Subject::case(case), Tie::Other).await?;
    still_open(&row)?;
    let live = |one: &&party::PartyRow| one.id == wish.party && one.is_live(door.at.micros());
    let party = parties.iter().find(live).ok_or(Refused::field("party", "not-an-option"))?;

    let id = KitId::new(act.at, chance::bytes()).to_string();
    let sends = link::Wish {
        person: if party.person.is_empty() { party.name.clone() } else { party.person.clone() },
        purpose: purpose(card, wish),
        until: wish.until,
        keep_days: Some(USUAL_DAYS),
        original: String::new(),
        party: party.id.clone(),
    };
    let sends = link::add(&act, &invites, case, &sends, house.keys.kit_secret(&id)).await?;
    let made = KitRow {
        id,
        case_id: case.to_owned(),
        card: card.id.clone(),
        card_version: card.version.clone(),
        system: wish.system.clone(),
        language: wish.language.clone(),
        tool_hash: wish.tool_hash.trim().to_ascii_lowercase(),
        recipient: sends.recipient,
        party: party.id.clone(),
        actor: act.actor.journalled(),
        at: act.at.micros(),
    };
    kit::add(act.tx()?, &permit, &made).await?;

    let details = json!({"kit": made.id, "card": made.card, "version": made.card_version,
        "system": made.system, "party": made.party, "hash": made.tool_hash, "link": sends.id});
    act.note(permit, details).await?;
    Ok(made)
}

/// What a kit is for, as its link says it.
fn purpose(card: &Card, wish: &Wish) -> String {
    let system = card.system(&wish.system).map(|one| one.title.in_language(&wish.language));
    format!("{}: {}", card.title.in_language(&wish.language), system.unwrap_or_default())
}

/// The secret of the link of a kit; none when that has ended.
pub async fn secret(house: &House, kit: &KitRow, at: Instant) -> Result<Option<String>, Failed> {
    let secret = house.keys.kit_secret(&kit.id);
    match link::opened(house, &secret, at).await {
        Ok(_) => Ok(Some(secret)),
        Err(Failed::Refused(_)) => Ok(None),
        Err(failed) => Err(failed),
    }
}

/// The kits of a case, for whoever read it at the desk.
pub async fn of_case(house: &House, case: &str) -> Result<Vec<KitRow>, Failed> {
    Ok(kit::of_case(&house.database, case).await?)
}

/// The kits that were made for the part of whoever comes through this door.
pub async fn of_party(house: &House, door: &Door, case: &str) -> Result<Vec<KitRow>, Failed> {
    let Some(own) = tie::to_case(&house.database, door, case).await?.party else { return Ok(Vec::new()) };
    let mut all = kit::of_case(&house.database, case).await?;
    all.retain(|one| one.party == own.id);
    Ok(all)
}

/// The moment from which evidence of a case vanishes: the earliest at which something happened, was seen
/// or was known in one of its dossiers; when none is told, the moment at which the case was opened.
pub async fn incident(asks: &impl Asks, case: &str, opened: i64) -> Result<Instant, Failed> {
    let mut earliest = None;
    for dossier in support_case::dossiers(asks, case).await?.iter().filter(|one| one.left_at.is_none()) {
        let told = clock::moments(asks, &dossier.dossier).await?;
        for name in ["occurred", "detected", "aware"] {
            let newest = told.iter().filter(|one| one.name == name).max_by_key(|one| one.version);
            let Some(at) = newest.and_then(|one| one.value) else { continue };
            earliest = Some(earliest.map_or(at, |other: i64| other.min(at)));
        }
    }
    Ok(Instant::from_micros(earliest.unwrap_or(opened)))
}

#[cfg(test)]
mod tests {
    use super::is_sha256;

    #[test]
    fn a_hash_looks_like_one() {
        assert!(is_sha256(&"a1".repeat(32)) && !is_sha256(&"g1".repeat(32)) && !is_sha256("a1"));
    }
}
