//! The single point of contact: what may concern other states, forwarding without names, and the
//! quarterly summary for ENISA (NIS2 23(6), 23(9), Cbw 39).
//!
//! Whether something may concern others at all is noted when it is filed, by
//! [`crossing`](crate::crossing).

pub mod forward;
pub mod summary;

use crate::{Door, Failed, House, Subject};
use meldkamer_domain::{
    access::{self, Tie, Verb},
    refused::Refused,
};
use meldkamer_store::crossing::{self, QueuedRow};
use serde_json::json;

/// So many rows make a page.
pub const ROWS: usize = 30;

/// A page of the queue.
#[derive(Debug)]
pub struct Queue {
    /// The rows, newest first.
    pub rows: Vec<QueuedRow>,
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
    Ok(Queue { rows, next })
}

/// Says that a dossier needs nothing more abroad, or takes that back.
pub async fn settle(house: &House, door: &Door, reference: &str, done: bool) -> Result<(), Failed> {
    let held = crate::authority::part::holds(house, door, reference).await?;
    let mut act = house.begin(door).await?;
    let permit = act.may(Verb::SettleCrossing, Subject::dossier(&held.id), Tie::Own).await?;
    let at = done.then_some(act.at.micros());
    if !crossing::settle(act.tx()?, &permit, &held.id, at).await? {
        return Err(Refused::AlreadyDone.into());
    }
    act.note(permit, json!({"done": done})).await.map(drop)
}
