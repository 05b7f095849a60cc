//! A file is announced, asked after and stopped; its bytes are [`arriving`](super::arriving)'s.

use crate::{Act, Actor, Door, Failed, House, Subject, attachment, chance};
use meldkamer_domain::{
    access::{Permit, Role, Tie, Verb},
    evidence::custody::Step,
    id::{EvidenceId, UploadId},
    refused::Refused,
    time::Instant,
};
use meldkamer_store::evidence::{
    LinkRow, item,
    item::ItemRow,
    upload::{self, UploadRow},
};
use serde_json::json;

use super::{arriving::Running, custody};

/// A file that is not finished is forgotten after so many days without a byte.
pub const PATIENCE_DAYS: i64 = 7;
/// One part in so many of what is free is left to the rest of the house.
const LEFT_FREE: u64 = 20;

/// What a sender says of a file before it comes.
#[derive(Clone, Debug, Default)]
pub struct Announced {
    /// Its name.
    pub name: String,
    /// Its type; never trusted.
    pub media: String,
    /// Bytes.
    pub length: u64,
    /// Its hex SHA-256, or nothing.
    pub stated: String,
    /// Whether it is sealed to the key of the case.
    pub sealed: bool,
    /// Hex SHA-256 of what is inside the seal, or nothing.
    pub plain_stated: String,
}

/// The door of who holds a link.
pub fn door(row: &LinkRow, at: Instant, language: &str) -> Door {
    let actor = Actor::staff(Role::Stranger, &row.id, &row.person);
    Door { at, actor, language: language.to_owned() }
}

/// Announces a file. Refused at once when the disk will not hold it beside what was promised to others.
pub async fn announce(
    house: &House,
    door: &Door,
    link: &LinkRow,
    wish: &Announced,
) -> Result<UploadRow, Failed> {
    let length = i64::try_from(wish.length).map_err(|_| Refused::TooLarge { limit: i64::MAX as u64 })?;
    for (field, digest) in [("sha256", &wish.stated), ("plain-sha256", &wish.plain_stated)] {
        if !digest.is_empty() && !is_digest(digest) {
            return Err(Refused::field(field, "not-a-digest").into());
        }
    }
    let key = house.keys.envelope().new_key()?;
    let mut act = house.begin(door).await?;
    let permit = act.may(Verb::SendEvidence, Subject::evidence(&link.id), Tie::Own).await?;
    room(&act, wish.length).await?;

    let row = UploadRow {
        id: UploadId::new(act.at, chance::bytes()).to_string(),
        link: link.id.clone(),
        name: attachment::clean(&wish.name),
        media: wish.media.chars().filter(char::is_ascii_graphic).take(100).collect(),
        stated: wish.stated.to_ascii_lowercase(),
        sealed: i64::from(wish.sealed),
        plain_stated: wish.plain_stated.to_ascii_lowercase(),
        length,
        received: 0,
        state: Running::default().kept(&key.recipient)?,
        recipient: key.recipient,
        wrapped: key.wrapped,
        created_at: act.at.micros(),
        touched_at: act.at.micros(),
        expires_at: expiry(link, act.at),
        finished_at: None,
        ended_at: None,
    };
    upload::add(act.tx()?, &permit, &row).await?;
    let row = if length == 0 { finish_empty(&act, &permit, link, row).await? } else { row };

    let details = json!({"upload": row.id, "length": row.length, "sealed": row.sealed});
    act.note(permit, details).await?;
    Ok(row)
}

/// Nothing is a file too.
async fn finish_empty(
    act: &Act<'_>,
    permit: &Permit,
    link: &LinkRow,
    row: UploadRow,
) -> Result<UploadRow, Failed> {
    let done = UploadRow { finished_at: Some(act.at.micros()), ..row.clone() };
    upload::advance(act.tx()?, permit, &row, &done, &[]).await?;
    finished(act, permit, link, &done, Running::default().digest()).await?;
    Ok(done)
}

fn is_digest(text: &str) -> bool {
    text.len() == 64 && text.chars().all(|sign| sign.is_ascii_hexdigit())
}

/// Whether the disk will hold so many bytes more, with what is sealed around them.
async fn room(act: &Act<'_>, length: u64) -> Result<(), Failed> {
    let Some(free) = act.house.depot.room() else { return Ok(()) };
    let promised = u64::try_from(upload::promised(act.tx()?).await?).unwrap_or(0);
    let left = free.saturating_sub(free / LEFT_FREE).saturating_sub(promised);
    let wanted = length.saturating_add(length / 1024);
    if wanted > left { Err(Refused::NoRoom { free: left }.into()) } else { Ok(()) }
}

/// When a file is forgotten if nothing comes after this.
pub(super) fn expiry(link: &LinkRow, at: Instant) -> i64 {
    at.plus_hours(24 * PATIENCE_DAYS).micros().min(link.ends_at)
}

/// A file that comes, or came, by a link; one that was stopped or forgotten is gone.
pub async fn find(house: &House, link: &LinkRow, id: &str, at: Instant) -> Result<UploadRow, Failed> {
    let row = upload::by_id(&house.database, id).await?.filter(|row| row.link == link.id);
    let row = row.ok_or(Failed::NOT_FOUND)?;
    let late = row.finished_at.is_none() && at.micros() >= row.expires_at;
    if row.ended_at.is_some() || late { Err(Refused::Closed.into()) } else { Ok(row) }
}

/// What a link was used for: its files, with the item that each became.
pub async fn sent(house: &House, link: &LinkRow) -> Result<Vec<(UploadRow, Option<ItemRow>)>, Failed> {
    let mut all = Vec::new();
    for row in upload::of_link(&house.database, &link.id).await? {
        let item =
            if row.finished_at.is_some() { item::of_upload(&house.database, &row.id).await? } else { None };
        all.push((row, item));
    }
    Ok(all)
}

/// Stops a file that is not finished; its parts go with the next round.
pub async fn stop(house: &House, door: &Door, link: &LinkRow, id: &str) -> Result<(), Failed> {
    let mut act = house.begin(door).await?;
    let row = upload::by_id(act.tx()?, id).await?.filter(|row| row.link == link.id);
    let row = row.ok_or(Failed::NOT_FOUND)?;
    let permit = act.may(Verb::SendEvidence, Subject::evidence(&link.id), Tie::Own).await?;
    if !upload::end(act.tx()?, &permit, &row.id, act.at.micros()).await? {
        return Err(Refused::Closed.into());
    }
    act.note(permit, json!({"upload": row.id, "stopped": true})).await?;
    Ok(())
}

/// The last byte is kept: the file is an item, with its first line of custody.
pub(super) async fn finished(
    act: &Act<'_>,
    permit: &Permit,
    link: &LinkRow,
    row: &UploadRow,
    digest: String,
) -> Result<ItemRow, Failed> {
    let new = ItemRow {
        id: EvidenceId::new(act.at, chance::bytes()).to_string(),
        case_id: link.case_id.clone(),
        number: item::next_number(act.tx()?, &link.case_id).await?,
        upload: row.id.clone(),
        original: link.original.clone(),
        name: row.name.clone(),
        media: row.media.clone(),
        size: row.length,
        digest,
        stated: row.stated.clone(),
        sealed: row.sealed,
        plain_stated: row.plain_stated.clone(),
        recipient: row.recipient.clone(),
        wrapped: Some(row.wrapped.clone()),
        kind: String::new(),
        findings: String::new(),
        looked_at: None,
        received_at: act.at.micros(),
        keep_until: act.at.plus_hours(24 * link.keep_days).micros(),
        destroyed_at: None,
        certificate: String::new(),
        swept_at: None,
    };
    item::add(act.tx()?, permit, &new).await?;
    let told = custody::Told {
        step: Step::Received,
        person: link.person.clone(),
        role: "sender".into(),
        happened: act.at,
        purpose: link.purpose.clone(),
        place: act.house.settings.public_address(),
        digest: new.digest.clone(),
    };
    custody::write(act, permit, &new.id, &told).await?;
    Ok(new)
}
