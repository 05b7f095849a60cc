//! Who acts for a body: seeing them, revoking and ending mandates, and giving up one's own.

use crate::{Door, Failed, House, Subject, tie};
use meldkamer_domain::{
    access::{BodyKind, Role, Tie, Verb},
    refused::Refused,
    time::Instant,
};
use meldkamer_store::{
    Asks,
    mandate::{self, HolderRow, MandateRow},
};
use serde_json::json;

/// Rows of the CSIRT's list on a page.
pub const ROWS: i64 = 50;

/// Everybody who acts, or acted, for the entity of somebody's mandate; those that live first.
pub async fn of_own(house: &House, door: &Door) -> Result<Vec<HolderRow>, Failed> {
    let entity = door.actor.entity().ok_or(Failed::NOT_FOUND)?;
    Ok(mandate::of_body(&house.database, BodyKind::Entity.name(), entity, door.at.micros()).await?)
}

/// A page of all mandates for the CSIRT, the newest first, whose login begins so.
pub async fn all(house: &House, start: &str, before: Option<&str>) -> Result<Vec<HolderRow>, Failed> {
    Ok(mandate::page(&house.database, start.trim(), before, ROWS + 1).await?)
}

/// A mandate that somebody may know of: the CSIRT all, others those of their own entity.
pub(crate) fn known(door: &Door, row: Option<MandateRow>) -> Result<MandateRow, Failed> {
    let seen = |row: &MandateRow| {
        door.actor.mandate.is_none()
            || (row.body_kind == BodyKind::Entity.name() && tie::to_entity(door, &row.body) != Tie::Other)
    };
    row.filter(seen).ok_or(Failed::NOT_FOUND)
}

/// How somebody is tied to a mandate.
fn tied(door: &Door, row: &MandateRow) -> Tie {
    if row.body_kind == BodyKind::Entity.name() { tie::to_entity(door, &row.body) } else { Tie::Other }
}

/// Revokes a mandate: every session under it ends now. The last administrator of an entity only goes
/// when that was meant.
pub async fn revoke(house: &House, door: &Door, id: &str, anyway: bool) -> Result<(), Failed> {
    let mut act = house.begin(door).await?;
    let row = known(door, mandate::by_id(act.tx()?, id).await?)?;
    let kind = BodyKind::named(&row.body_kind).ok_or(Failed::NOT_FOUND)?;
    let permit =
        act.may(Verb::RevokeMandate, super::give::subject(kind, &row.body), tied(door, &row)).await?;
    keep_one(act.tx()?, &row, act.at, anyway).await?;

    let by = act.actor.journalled();
    if !mandate::revoke(act.tx()?, &permit, id, &by, act.at.micros()).await? {
        return Err(Refused::AlreadyDone.into());
    }

    act.note(permit, json!({"mandate": id})).await?;
    Ok(())
}

/// Changes until when a mandate lives.
pub async fn end_at(house: &House, door: &Door, id: &str, until: Option<Instant>) -> Result<(), Failed> {
    if until.is_some_and(|until| until <= door.at) {
        return Err(Refused::field("until", "in-the-past").into());
    }
    let mut act = house.begin(door).await?;
    let row = known(door, mandate::by_id(act.tx()?, id).await?)?;
    let kind = BodyKind::named(&row.body_kind).ok_or(Failed::NOT_FOUND)?;
    let permit =
        act.may(Verb::RevokeMandate, super::give::subject(kind, &row.body), tied(door, &row)).await?;
    if until.is_none() && row.role == Role::Provider.name() {
        return Err(Refused::field("until", "missing").into());
    }

    let until_at = until.map(|until| until.micros());
    if !mandate::end_at(act.tx()?, &permit, id, until_at, act.at.micros()).await? {
        return Err(Refused::AlreadyDone.into());
    }

    act.note(permit, json!({"mandate": id, "until": until.map(Instant::rfc3339)})).await?;
    Ok(())
}

/// Gives up one's own mandate.
pub async fn leave(house: &House, door: &Door, id: &str, anyway: bool) -> Result<(), Failed> {
    let mut act = house.begin(door).await?;
    let row = mandate::by_id(act.tx()?, id).await?.filter(|row| row.account == act.actor.id);
    let row = row.ok_or(Failed::NOT_FOUND)?;
    let permit = act.may(Verb::LeaveMandate, Subject::account(&act.actor.id), Tie::Own).await?;
    keep_one(act.tx()?, &row, act.at, anyway).await?;

    let by = act.actor.journalled();
    if !mandate::revoke(act.tx()?, &permit, id, &by, act.at.micros()).await? {
        return Err(Refused::AlreadyDone.into());
    }

    act.note(permit, json!({"mandate": id})).await?;
    Ok(())
}

/// Refuses to take an entity's last administrator away, unless that was meant.
async fn keep_one(asks: &impl Asks, row: &MandateRow, at: Instant, anyway: bool) -> Result<(), Failed> {
    let administers = row.role == Role::EntityAdministrator.name() && row.lives(at.micros());
    if anyway || !administers {
        return Ok(());
    }
    let others = mandate::administrators(asks, &row.body, &row.id, at.micros()).await?;
    if others == 0 { Err(Refused::field("anyway", "last-administrator").into()) } else { Ok(()) }
}
