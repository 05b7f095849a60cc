//! Rounds: what the house does when time has passed, without anybody asking.
//!
//! Each round may run as often or as seldom as it likes, on several nodes, and after any pause: what
//! it does is claimed in the database first, so that it happens once.

pub mod alarms;
pub mod answers;
pub mod backwards;
pub mod drills;
pub mod recipients;
pub mod reminders;

use crate::{
    Actor, Door, Failed, House, Subject,
    filing::{stored, together},
    queue,
};
use meldkamer_domain::access::{Tie, Verb};
use meldkamer_store::{ceremony, dossier, filing, help, house as facts};
use serde_json::json;

/// Idempotency keys and old tries are kept for this long.
const KEPT_DAYS: i64 = 30;
const SWEPT: &str = "swept-at";

/// Puts dossiers whose place changes by time alone in their new place. Answers how many.
pub async fn rerank(house: &House) -> Result<u64, Failed> {
    let door = Door::now(house, Actor::house("rerank"));
    let due = dossier::to_rerank(&house.database, door.at.micros(), 200).await?;
    let mut count = 0;
    for row in due {
        count += u64::from(place(house, &door, &row.id).await?);
    }
    Ok(count)
}

async fn place(house: &House, door: &Door, id: &str) -> Result<bool, Failed> {
    let mut act = house.begin(door).await?;
    let now = act.at.micros();
    let found = dossier::for_change(act.tx()?, id).await?;
    let Some(mut row) = found.filter(|row| row.rerank_at.is_some_and(|at| at <= now)) else {
        return Ok(false);
    };
    let permit = act.may(Verb::Rerank, Subject::dossier(id), Tie::None).await?;
    let filings = filing::of_dossier(act.tx()?, id).await?;
    let filings = filings.iter().map(|one| stored(house, &one.stage, &one.answers, one.submitted_at));
    let facts = together(filings.collect::<Result<Vec<_>, _>>()?).facts();
    let asked = help::of_dossier(act.tx()?, id).await?.into_iter().next();
    queue::place(&mut row, &facts, asked.as_ref(), act.at);
    // A place that would change at once again waits for the next minute instead.
    row.rerank_at = row.rerank_at.map(|at| at.max(act.at.plus_seconds(60).micros()));
    if !dossier::save(act.tx()?, &permit, &row).await? {
        return Ok(false);
    }
    act.note(permit, json!({"tier": row.tier})).await?;
    Ok(true)
}

/// Forgets idempotency keys and old tries, once a day. Answers whether it was done now.
pub async fn sweep(house: &House) -> Result<bool, Failed> {
    let door = Door::now(house, Actor::house("sweep"));
    let (day_ago, now) = (door.at.plus_hours(-24).micros(), door.at.micros());
    let is_recent = |fact: Option<String>| {
        fact.and_then(|at| at.parse().ok()).is_some_and(|at: i64| at > day_ago && at <= now)
    };
    if is_recent(facts::fact(&house.database, SWEPT).await?) {
        return Ok(false);
    }
    let mut act = house.begin(&door).await?;
    if is_recent(facts::fact(act.tx()?, SWEPT).await?) {
        return Ok(false);
    }
    let permit = act.may(Verb::Sweep, Subject::house(), Tie::None).await?;
    let before = act.at.plus_hours(-24 * KEPT_DAYS).micros();
    let over = ceremony::sweep(act.tx()?, &permit, act.at.micros()).await?;
    let count = over + facts::sweep(act.tx()?, &permit, before).await?;
    facts::set_fact(act.tx()?, &permit, SWEPT, &act.at.micros().to_string()).await?;
    act.note(permit, json!({"forgotten": count})).await?;
    Ok(true)
}

/// Keeps the rulebooks in force, so that what is decided under them can be read with their words.
/// Answers whether they were new.
pub async fn keep_edition(house: &House) -> Result<bool, Failed> {
    let library = house.law();
    if facts::edition(&house.database, &library.edition).await?.is_some() {
        return Ok(false);
    }
    let mut act = house.begin(&Door::now(house, Actor::house("edition"))).await?;
    let permit = act.may(Verb::KeepEdition, Subject::house(), Tie::None).await?;
    let (sources, at) = (library.archived().to_string(), act.at.micros());
    if !facts::keep_edition(act.tx()?, &permit, &library.edition, &sources, at).await? {
        return Ok(false);
    }
    act.note(permit, json!({"edition": library.edition})).await?;
    Ok(true)
}

#[cfg(test)]
pub(crate) mod tests;
