//! The roster: who is paged when, level by level.

use crate::{Door, Failed, House, Subject, chance};
use meldkamer_domain::{
    access::{Tie, Verb},
    id::RosterId,
    refused::Refused,
    time::Instant,
};
use meldkamer_store::{
    account,
    roster::{self, RosterRow},
};
use serde_json::json;

/// The highest level.
pub const LEVELS: i64 = 9;

/// A turn to put on the roster.
#[derive(Clone, Debug)]
pub struct Turn {
    /// The account.
    pub staff: String,
    /// Level, from 1.
    pub level: i64,
    /// From when.
    pub from: Instant,
    /// Until when.
    pub until: Instant,
}

/// Puts somebody on the roster.
pub async fn add(house: &House, door: &Door, turn: &Turn) -> Result<(), Failed> {
    if !(1..=LEVELS).contains(&turn.level) {
        return Err(Refused::field("level", "missing").into());
    }
    if turn.until <= turn.from || turn.until <= door.at {
        return Err(Refused::field("until", "not-after").into());
    }
    let mut act = house.begin(door).await?;
    let permit = act.may(Verb::ChangeRoster, Subject::house(), Tie::None).await?;
    if account::by_id(act.tx()?, &turn.staff).await?.is_none_or(|row| row.active == 0) {
        return Err(Refused::field("staff", "missing").into());
    }
    let id = RosterId::new(act.at, chance::bytes()).to_string();
    let span = (turn.from.micros(), turn.until.micros());
    roster::add(act.tx()?, &permit, &id, &turn.staff, turn.level, span).await?;
    act.note(permit, json!({"added": id, "staff": turn.staff, "level": turn.level})).await?;
    Ok(())
}

/// Takes a turn off the roster.
pub async fn remove(house: &House, door: &Door, id: &str) -> Result<(), Failed> {
    let mut act = house.begin(door).await?;
    let permit = act.may(Verb::ChangeRoster, Subject::house(), Tie::None).await?;
    if !roster::remove(act.tx()?, &permit, id).await? {
        return Err(Failed::NOT_FOUND);
    }
    act.note(permit, json!({"removed": id})).await?;
    Ok(())
}

/// Turns that have not ended, the earliest first.
pub async fn coming(house: &House, now: Instant) -> Result<Vec<RosterRow>, Failed> {
    Ok(roster::from(&house.database, now.micros()).await?)
}
