//! The single point of contact: what may concern other states, forwarding without names, and the
//! periodic summary for ENISA (NIS2 23(6), 23(9), Cbw 39).
//!
//! Whether something may concern others at all is noted when it is filed, by
//! [`crossing`](crate::crossing).

pub mod forward;
pub mod summary;

use crate::{
    Door, Failed, House, Subject,
    authority::part::{self, Held, Opened},
};
use meldkamer_domain::{
    access::{self, Tie, Verb},
    refused::Refused,
};
use meldkamer_store::{
    crossing::{self, CrossingRow, ForwardRow, QueuedRow},
    errand::{self, ErrandRow},
    recipient::HeldRow,
};
use serde_json::json;

/// So many rows make a page.
pub const ROWS: usize = 30;

/// One dossier in the queue.
#[derive(Debug)]
pub struct Queued {
    /// Why it stands there.
    pub row: QueuedRow,
    /// What of it the contact point received.
    pub held: Held,
}

/// A page of the queue.
#[derive(Debug)]
pub struct Queue {
    /// The rows, newest first.
    pub rows: Vec<Queued>,
    /// Where the next page begins.
    pub next: Option<i64>,
}

/// What waits, or what is done.
pub async fn queue(house: &House, door: &Door, done: bool, before: Option<i64>) -> Result<Queue, Failed> {
    access::permit(door.actor.role, Verb::SeeContactPoint, Tie::None)?;
    let limit = i64::try_from(ROWS + 1).unwrap_or(i64::MAX);
    let mut rows = crossing::queue(&house.database, done, before, limit).await?;
    let more = rows.len() > ROWS;
    rows.truncate(ROWS);
    let next = rows.last().filter(|_| more).map(|row| row.serial);
    let serials: Vec<i64> = rows.iter().map(|row| row.serial).collect();
    let mut held = part::those(house, door, &serials).await?;
    let take = |row: QueuedRow| {
        let at = held.iter().position(|one| one.row.serial == row.serial)?;
        Some(Queued { row, held: held.swap_remove(at) })
    };
    Ok(Queue { rows: rows.into_iter().filter_map(take).collect(), next })
}

/// Something that was forwarded, with how far it got.
#[derive(Debug)]
pub struct Sent {
    /// What and to whom.
    pub row: ForwardRow,
    /// The errand that takes it there, with the proof that it was delivered.
    pub errand: Option<ErrandRow>,
}

/// One dossier as the contact point may see it.
#[derive(Debug)]
pub struct Crossed {
    /// Its part.
    pub opened: Opened,
    /// Why it stands in the queue.
    pub crossing: CrossingRow,
    /// What was forwarded, in order.
    pub sent: Vec<Sent>,
}

/// Opens a dossier that may concern other states: journalled as a read, for its owner to see.
pub async fn open(house: &House, door: &Door, reference: &str) -> Result<Crossed, Failed> {
    let (held, crossing) = find(house, door, reference).await?;
    let opened = part::open(house, door, reference).await?;
    let mut sent = Vec::new();
    for row in crossing::forwards(&house.database, &held.id).await? {
        let errand = errand::by_key(&house.database, &forward::key(&row.id)).await?;
        sent.push(Sent { row, errand });
    }
    Ok(Crossed { opened, crossing, sent })
}

/// A dossier of the queue, open or done. Nothing of it is read.
async fn find(house: &House, door: &Door, reference: &str) -> Result<(HeldRow, CrossingRow), Failed> {
    let held = part::holds(house, door, reference).await?;
    let crossing = crossing::of_dossier(&house.database, &held.id).await?.ok_or(Failed::NOT_FOUND)?;
    Ok((held, crossing))
}

/// Says that a dossier needs nothing more abroad, or takes that back.
pub async fn settle(house: &House, door: &Door, reference: &str, done: bool) -> Result<(), Failed> {
    let (held, _) = find(house, door, reference).await?;
    let mut act = house.begin(door).await?;
    let permit = act.may(Verb::SettleCrossing, Subject::dossier(&held.id), Tie::Own).await?;
    let at = done.then_some(act.at.micros());
    if !crossing::settle(act.tx()?, &permit, &held.id, at).await? {
        return Err(Refused::AlreadyDone.into());
    }
    act.note(permit, json!({"done": done})).await.map(drop)
}
