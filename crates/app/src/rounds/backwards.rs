//! When the clock of the machine went back: what the wrong clock put into the future is put right.
//!
//! What people did keeps the instant it has: the journal is not written anew, and a line in it says
//! that the clock went back and how far. Reminders that went out are not sent again.

use crate::{Actor, Door, Failed, House, Subject, courier, session};
use meldkamer_domain::{
    access::{Tie, Verb},
    time::Instant,
};
use meldkamer_store::{
    backwards::{self, Reach},
    house as facts,
};
use serde_json::json;

/// Clocks of several machines differ by less than this, in seconds.
const SLACK: i64 = 600;
/// The latest instant that was known when the clock last went back.
const SEEN: &str = "clock-went-back-from";
const SECOND: i64 = 1_000_000;

/// Looks whether the journal knows a later time than it is now. Answers by how many seconds the clock
/// went back, when it did since the last look.
pub async fn look(house: &House) -> Result<Option<i64>, Failed> {
    let door = Door::now(house, Actor::house("clock"));
    let Some(latest) = backwards::latest(&house.database).await? else { return Ok(None) };
    let seen = facts::fact(&house.database, SEEN).await?;
    let seen = seen.and_then(|text| text.parse::<i64>().ok()).unwrap_or(i64::MIN);
    let back = Instant::from_micros(latest).seconds_since(door.at);
    if back <= SLACK || latest <= seen.saturating_add(SLACK * SECOND) {
        return Ok(None);
    }
    tracing::error!(seconds = back, "the clock went back: what it had put into the future is put right");
    put_right(house, &door, latest, back).await?;
    Ok(Some(back))
}

async fn put_right(house: &House, door: &Door, latest: i64, back: i64) -> Result<(), Failed> {
    let mut act = house.begin(door).await?;
    let permit = act.may(Verb::PutClockRight, Subject::house(), Tie::None).await?;
    let seconds = |count: i64| count * SECOND;
    let reach = Reach {
        lease: seconds(courier::LEASE_SECONDS),
        retry: seconds(courier::PAUSES.into_iter().max().unwrap_or(0)),
        alarm: seconds(60 * house.settings.alarm.escalate_minutes.max(1)),
        session: seconds(3600 * session::LONGEST_HOURS),
        step: act.at.micros().div_euclid(seconds(30)),
    };
    let count = backwards::put_right(act.tx()?, &permit, act.at.micros(), reach).await?;
    facts::set_fact(act.tx()?, &permit, SEEN, &latest.to_string()).await?;
    act.note(permit, json!({"seconds": back, "rows": count})).await?;
    Ok(())
}
