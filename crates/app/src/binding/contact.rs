//! Binding by a registered contact: told that somebody reports in the entity's name, they answer with
//! the link in that mail. Who says no is heard by the desk.

use super::{bind, blank};
use crate::{
    Act, Door, Failed, House, Subject, act::Errand, chance, courier, filing::first::hex, message, session,
};
use meldkamer_domain::{
    access::{Permit, Tie, Verb},
    id::MessageId,
    refused::Refused,
    time::Instant,
};
use meldkamer_store::{
    Asks,
    binding::{self, BindingRow, LinkRow},
    dossier::{self, DossierRow},
    entity::{self, contact, contact::ContactRow},
    message::{self as messages, MessageRow},
};
use serde_json::json;

/// A link can be used for this long.
pub const LINKED_DAYS: i64 = 30;
/// So many contacts are told at the most.
const TOLD: usize = 10;

/// The contacts that an entity has in the register.
pub async fn of_entity(asks: &impl Asks, id: &str) -> Result<Vec<ContactRow>, Failed> {
    Ok(contact::of(asks, &[id.to_owned()]).await?)
}

/// Tells every contact of an entity that somebody reports in its name, each with a link to answer.
pub(super) async fn tell(
    act: &Act<'_>,
    permit: &Permit,
    row: &DossierRow,
    entity: &str,
) -> Result<(), Failed> {
    let mut told = Vec::new();
    for contact in of_entity(act.tx()?, entity).await? {
        let mail = if contact.email.is_empty() { contact.outside_email } else { contact.email };
        if mail.is_empty() || told.contains(&mail) || told.len() == TOLD {
            continue;
        }
        let secret = hex(&chance::bytes::<16>());
        let ends_at = act.at.plus_hours(24 * LINKED_DAYS).micros();
        let link = LinkRow {
            digest: session::digest(&secret),
            dossier: row.id.clone(),
            entity: entity.to_owned(),
            contact: mail.clone(),
            ends_at,
            used_at: None,
        };
        binding::add_link(act.tx()?, permit, &link).await?;
        let errand = Errand {
            key: format!("in-your-name:{}:{}", row.id, hex(&link.digest[..8])),
            kind: "mail",
            target: mail.clone(),
            dossier: Some(row.id.clone()),
            payload: json!({
                "letter": "in-your-name",
                "language": if contact.language.is_empty() { &row.language } else { &contact.language },
                "exercise": row.exercise == 1,
                "reference": row.reference,
                "organisation": row.organisation,
                "received_at": row.received_at,
                courier::SECRET: {"link": format!("{}/is-it-yours/{secret}", act.house.settings.public_address())},
                "ends_at": ends_at,
            }),
        };
        act.send(permit, errand).await?;
        told.push(mail);
    }
    Ok(())
}

/// What a link asks.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The dossier; of it only what the mail told is shown.
    pub dossier: DossierRow,
    /// The entity's name.
    pub entity: String,
    /// The contact it was mailed to.
    pub contact: String,
}

/// Opens a link; refused when it is past its time, or somebody answered.
pub async fn open(house: &House, secret: &str, at: Instant) -> Result<Asked, Failed> {
    let (link, dossier) = find(&house.database, secret, at).await?;
    let entity = entity::by_id(&house.database, &link.entity).await?.ok_or(Failed::NOT_FOUND)?;
    Ok(Asked { dossier, entity: entity.name, contact: link.contact })
}

async fn find(asks: &impl Asks, secret: &str, at: Instant) -> Result<(LinkRow, DossierRow), Failed> {
    let link = binding::link(asks, &session::digest(secret)).await?.ok_or(Failed::NOT_FOUND)?;
    if link.used_at.is_some() || link.ends_at <= at.micros() {
        return Err(Refused::Expired.into());
    }
    let row = dossier::by_id(asks, &link.dossier).await?.ok_or(Failed::NOT_FOUND)?;
    if row.entity.is_some() || row.claimed.as_deref() != Some(&link.entity) {
        return Err(Refused::Expired.into());
    }
    Ok((link, row))
}

/// A contact says that it is theirs.
pub async fn approve(house: &House, door: &Door, secret: &str) -> Result<(), Failed> {
    let mut act = house.begin(door).await?;
    let (link, row) = find(act.tx()?, secret, act.at).await?;
    let mut row = dossier::for_change(act.tx()?, &row.id).await?.ok_or(Failed::NOT_FOUND)?;
    let permit = act.may(Verb::ApproveDossier, Subject::dossier(&row.id), Tie::Own).await?;

    bind(&mut row, &link.entity, "contact", act.at.micros());
    row.changed_at = act.at.micros();
    let saved = dossier::save(act.tx()?, &permit, &row).await?;
    if !saved || !binding::use_links(act.tx()?, &permit, &row.id, &link.entity, act.at.micros()).await? {
        return Err(Refused::Moved.into());
    }
    let binding =
        BindingRow { how: "contact".into(), note: link.contact, ..blank(&act, &row.id, &link.entity) };
    binding::add(act.tx()?, &permit, &binding).await?;

    act.note(permit, json!({"entity": link.entity, "link": hex(&link.digest[..8])})).await?;
    Ok(())
}

/// A contact says that it is not theirs.
pub async fn deny(house: &House, door: &Door, secret: &str, reason: &str) -> Result<(), Failed> {
    let reason: String = reason.trim().chars().take(super::claim::LONGEST).collect();
    let mut act = house.begin(door).await?;
    let (link, row) = find(act.tx()?, secret, act.at).await?;
    let mut row = dossier::for_change(act.tx()?, &row.id).await?.ok_or(Failed::NOT_FOUND)?;
    let permit = act.may(Verb::DenyDossier, Subject::dossier(&row.id), Tie::Own).await?;

    refuse(&act, &permit, &mut row, &link.entity, &reason).await?;

    act.note(permit, json!({"entity": link.entity, "reason": reason})).await?;
    Ok(())
}

/// An entity wants nothing to do with a dossier: it is no longer named, and the desk sees why.
pub(super) async fn refuse(
    act: &Act<'_>,
    permit: &Permit,
    row: &mut DossierRow,
    entity: &str,
    reason: &str,
) -> Result<(), Failed> {
    let (tx, at) = (act.tx()?, act.at.micros());
    row.claimed = None;
    let binding = BindingRow {
        how: "disowned".into(),
        undone_at: Some(at),
        undone_by: act.actor.journalled(),
        undone_reason: reason.to_owned(),
        ..blank(act, &row.id, entity)
    };
    binding::add(tx, permit, &binding).await?;
    binding::use_links(tx, permit, &row.id, entity, at).await?;
    let note = MessageRow {
        id: MessageId::new(act.at, chance::bytes()).to_string(),
        dossier: row.id.clone(),
        direction: "in".into(),
        kind: "note".into(),
        author: entity::by_id(tx, entity).await?.map(|one| one.name).unwrap_or_default(),
        body: reason.to_owned(),
        at,
        read_at: None,
    };
    messages::add(tx, permit, &note).await?;
    message::call_attention(act, permit, row.clone()).await
}
