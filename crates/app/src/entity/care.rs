//! The care for contacts: they are asked whether they are still right, called to see whether they
//! answer, and marked when mail to them comes back.
//!
//! A mail that comes back proves nothing by itself: it counts only when it names a mail of ours that
//! nobody else could name.

use super::keep;
use crate::{Act, Actor, Door, Failed, House, Subject, act::Errand, chance, filing::first::hex, session};
use meldkamer_domain::{
    access::{Permit, Tie, Verb},
    refused::Refused,
    time::Instant,
};
use meldkamer_store::{
    Trouble,
    entity::{
        self as rows, EntityRow,
        contact::{self, ContactRow},
        link::{self, LinkRow},
    },
    errand::ErrandRow,
};
use serde_json::{Value, json};

/// Who did not answer is asked again after so many days.
const AGAIN_DAYS: i64 = 30;
/// A link works for so many days.
const LINK_DAYS: i64 = 60;
const PAGE: i64 = 200;

/// Asks the contacts whose time has come, and marks those that never answered. Answers how many were
/// asked.
pub async fn ask(house: &House) -> Result<usize, Failed> {
    let door = Door::now(house, Actor::house("care"));
    let mut count = 0;
    for row in contact::to_ask(&house.database, door.at.micros(), PAGE).await? {
        count += usize::from(ask_one(house, &door, &row.id).await?);
    }
    let before = door.at.plus_hours(-24 * AGAIN_DAYS).micros();
    for row in contact::silent(&house.database, before, PAGE).await? {
        let mut act = house.begin(&door).await?;
        let permit = act.may(Verb::AskContact, Subject::entity(&row.entity), Tie::None).await?;
        if judge(&act, &permit, &row.entity).await? {
            act.note(permit, json!({"silent": row.id})).await?;
        }
    }
    Ok(count)
}

async fn ask_one(house: &House, door: &Door, id: &str) -> Result<bool, Failed> {
    let mut act = house.begin(door).await?;
    let Some(mut row) = contact::by_id(act.tx()?, id).await? else { return Ok(false) };
    if row.ask_at.is_none_or(|at| at > act.at.micros()) {
        return Ok(false);
    }
    let Some(entity) = rows::by_id(act.tx()?, &row.entity).await? else { return Ok(false) };
    let permit = act.may(Verb::AskContact, Subject::entity(&row.entity), Tie::None).await?;
    let secret = hex(&chance::bytes::<16>());
    let new = LinkRow {
        digest: session::digest(&secret),
        kind: "contact".into(),
        entity: row.entity.clone(),
        target: row.id.clone(),
        ends_at: act.at.plus_hours(24 * LINK_DAYS).micros(),
        used_at: None,
    };
    link::add(act.tx()?, &permit, &new).await?;
    // The address inside the own domain, unless mail to it came back.
    let inside = !row.email.is_empty() && (row.bounced_at.is_none() || row.outside_email.is_empty());
    let target = if inside { row.email.clone() } else { row.outside_email.clone() };
    let errand = Errand {
        key: format!("contact:{}:{}", row.id, hex(&chance::bytes::<8>())),
        kind: "mail",
        target,
        dossier: None,
        payload: json!({
            "letter": "contact-check",
            "language": if row.language == "en" { "en" } else { "nl" },
            "organisation": entity.name,
            "name": row.name,
            "role": row.role,
            "contact": row.id,
            "link": format!("{}/contact/{secret}", house.settings.public_address()),
        }),
    };
    act.send(&permit, errand).await?;
    // Asked again, it is still the first question that waits for an answer.
    if row.asked_at.is_none_or(|asked| row.confirmed_at.is_some_and(|at| at >= asked)) {
        row.asked_at = Some(act.at.micros());
    }
    row.ask_at = Some(act.at.plus_hours(24 * AGAIN_DAYS).micros());
    contact::put(act.tx()?, &permit, &row).await?;
    act.note(permit, json!({"asked": row.id})).await?;
    Ok(true)
}

/// What the page of a mailed link shows.
pub async fn opened(house: &House, secret: &str, at: Instant) -> Result<(EntityRow, ContactRow), Failed> {
    let found = by_secret(house, secret, at).await?;
    let entity = rows::by_id(&house.database, &found.entity).await?.ok_or(Failed::NOT_FOUND)?;
    let row = contact::by_id(&house.database, &found.target).await?.ok_or(Failed::NOT_FOUND)?;
    Ok((entity, row))
}

async fn by_secret(house: &House, secret: &str, at: Instant) -> Result<LinkRow, Failed> {
    let found = link::find(&house.database, "contact", &session::digest(secret)).await?;
    let found = found.ok_or(Failed::NOT_FOUND)?;
    if found.used_at.is_some() || found.ends_at <= at.micros() {
        return Err(Refused::Expired.into());
    }
    Ok(found)
}

/// Says that a contact is still right, by its link.
pub async fn confirm(house: &House, door: &Door, secret: &str) -> Result<(), Failed> {
    let found = by_secret(house, secret, door.at).await?;
    let mut act = house.begin(door).await?;
    let mut row = contact::by_id(act.tx()?, &found.target).await?.ok_or(Failed::NOT_FOUND)?;
    let permit = act.may(Verb::ConfirmContact, Subject::entity(&found.entity), Tie::Own).await?;
    if !link::consume(act.tx()?, &permit, &found, act.at.micros()).await? {
        return Err(Refused::Expired.into());
    }
    confirmed(&act, &permit, &mut row).await?;
    act.note(permit, json!({"confirmed": row.id})).await?;
    Ok(())
}

/// A contact that is right again: it was just said, and mail to it arrives.
async fn confirmed(act: &Act<'_>, permit: &Permit, row: &mut ContactRow) -> Result<(), Failed> {
    row.confirmed_at = Some(act.at.micros());
    row.ask_at = keep::next_ask(row, act.at);
    (row.bounced_at, row.bounce) = (None, String::new());
    contact::put(act.tx()?, permit, row).await?;
    judge(act, permit, &row.entity).await?;
    Ok(())
}

/// Writes down a test call: whether it was answered, and what was said.
pub async fn tested(
    house: &House,
    door: &Door,
    (entity, id): (&str, &str),
    answered: bool,
    note: &str,
) -> Result<(), Failed> {
    let mut act = house.begin(door).await?;
    let found = contact::by_id(act.tx()?, id).await?;
    let mut row = found.filter(|row| row.entity == entity).ok_or(Failed::NOT_FOUND)?;
    let permit = act.may(Verb::TestContact, Subject::entity(entity), Tie::Other).await?;
    row.tested_at = Some(act.at.micros());
    row.test = if answered { "answered" } else { "silent" }.into();
    if answered {
        confirmed(&act, &permit, &mut row).await?;
    } else {
        contact::put(act.tx()?, &permit, &row).await?;
        judge(&act, &permit, entity).await?;
    }
    let note: String = note.trim().chars().take(500).collect();
    act.note(permit, json!({"contact": id, "answered": answered, "note": note})).await?;
    Ok(())
}

/// Says anew what is wrong with reaching an entity; false when nothing changed.
pub(crate) async fn judge(act: &Act<'_>, permit: &Permit, entity: &str) -> Result<bool, Failed> {
    let contacts = contact::of(act.tx()?, &[entity.to_owned()]).await?;
    let risk = keep::risk(&contacts, act.at);
    Ok(rows::set_risk(act.tx()?, permit, entity, &risk).await?)
}

/// The key of the errand whose mail a Message-ID names, when it was a question to a contact.
pub fn errand_key(message_id: &str) -> Option<String> {
    let local = message_id.trim_matches(['<', '>']).split('@').next()?;
    let mut parts = local.split('.');
    let (kind, contact, nonce) = (parts.next()?, parts.next()?, parts.next()?);
    (kind == "contact" && parts.next().is_none()).then(|| format!("contact:{contact}:{nonce}"))
}

/// Mail to a contact came back with a report. It counts when it names a mail that we sent there.
/// Answers whether it did.
pub async fn came_back(house: &House, message_id: &str, recipient: &str, why: &str) -> Result<bool, Failed> {
    let Some(key) = errand_key(message_id) else { return Ok(false) };
    let Some(errand) = meldkamer_store::errand::by_key(&house.database, &key).await? else {
        return Ok(false);
    };
    if !recipient.is_empty() && !errand.target.eq_ignore_ascii_case(recipient) {
        return Ok(false);
    }
    let mut act = house.begin(&Door::now(house, Actor::house("mail"))).await?;
    let Some(row) = of_errand(&act, &errand).await? else { return Ok(false) };
    let permit = act.may(Verb::NoteBounce, Subject::entity(&row.entity), Tie::None).await?;
    let id = row.id.clone();
    bounced(&act, &permit, row, why).await?;
    act.note(permit, json!({"bounced": id})).await?;
    Ok(true)
}

/// The contact that an errand asks, if its address is still the same.
async fn of_errand(act: &Act<'_>, errand: &ErrandRow) -> Result<Option<ContactRow>, Trouble> {
    let payload: Value = serde_json::from_str(&errand.payload).unwrap_or_default();
    let Some(id) = payload.get("contact").and_then(Value::as_str) else { return Ok(None) };
    let tx = act.tx().map_err(|why| Trouble::unreadable("an act", why))?;
    let same = |row: &ContactRow| row.email == errand.target || row.outside_email == errand.target;
    Ok(contact::by_id(tx, id).await?.filter(same))
}

async fn bounced(act: &Act<'_>, permit: &Permit, row: ContactRow, why: &str) -> Result<(), Failed> {
    let row = ContactRow {
        bounced_at: Some(act.at.micros()),
        bounce: why.chars().map(|c| if c.is_control() { ' ' } else { c }).take(300).collect(),
        ..row
    };
    contact::put(act.tx()?, permit, &row).await?;
    judge(act, permit, &row.entity).await?;
    Ok(())
}

/// A courier was told at the door that there is no such address; within the courier's own act.
pub(crate) async fn turned_away(
    act: &Act<'_>,
    permit: &Permit,
    errand: &ErrandRow,
    why: &str,
) -> Result<(), Failed> {
    match of_errand(act, errand).await? {
        Some(row) => bounced(act, permit, row, why).await,
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_question_to_a_contact_is_known_again() {
        assert_eq!(errand_key("<contact.con_1.ab12@csirt.example>").as_deref(), Some("contact:con_1:ab12"));
        assert_eq!(errand_key("remind.dos_1.x@csirt.example"), None);
        assert_eq!(errand_key("contact.con_1.ab.cd@x"), None);
        assert_eq!(errand_key(""), None);
    }
}
