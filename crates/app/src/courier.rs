//! Errands on their way out: taken by a courier, delivered by the server, marked here.
//!
//! A lease keeps others off an errand while it is on its way. Whoever dies with an errand in hand
//! loses the lease; the next try carries the same key, so that the far side can tell. Delivering
//! itself is the network's and not ours.

mod copy;

pub use copy::{Copy, copy};

use crate::{Act, Actor, Door, Failed, House, Subject, entity::care};
use meldkamer_domain::{
    access::{Tie, Verb},
    time::Instant,
};
use meldkamer_store::{
    Asks, Trouble,
    errand::{self, ErrandRow},
    reach,
};
use serde_json::{Value, json};

/// Seconds that a courier has for an errand before another may take it.
pub const LEASE_SECONDS: i64 = 180;
/// Seconds until the next try, after the first, second, … failed one; the last holds from then on.
pub const PAUSES: [i64; 5] = [60, 5 * 60, 15 * 60, 3600, 4 * 3600];
/// An errand that could not be delivered for this many days is stuck.
pub const PATIENCE_DAYS: i64 = 7;

/// The part of a payload that a letter needs and that is forgotten once it was delivered.
pub const SECRET: &str = "secret";

/// Why an errand was not delivered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Undelivered {
    /// There is no mail server in the settings.
    #[error("no-mail-server: the settings name no mail server")]
    NoMailServer,
    /// There is no address to deliver to.
    #[error("no-address: there is no address to deliver to")]
    NoAddress,
    /// There is no such letter, or its text is broken.
    #[error("no-letter: {0}")]
    NoLetter(String),
    /// The far side will not have it, now or later.
    #[error("refused: {0}")]
    Refused(String),
    /// The far side could not be reached, or not now.
    #[error("unreachable: {0}")]
    Unreachable(String),
}

impl Undelivered {
    /// The codes that its texts begin with.
    pub const CODES: [&str; 5] = ["no-mail-server", "no-address", "no-letter", "refused", "unreachable"];

    /// Whether trying again by itself can help.
    pub const fn may_pass(&self) -> bool {
        matches!(self, Self::Unreachable(_))
    }
}

/// Takes the errand that has been due longest, for [`LEASE_SECONDS`]. Not an act: it only keeps
/// other couriers off.
pub async fn take(house: &House) -> Result<Option<ErrandRow>, Failed> {
    let now = house.clock.now();
    if !errand::any_due(&house.database, now.micros()).await? {
        return Ok(None);
    }
    let tx = house.database.begin().await?;
    let row = errand::lease(&tx, now.micros(), now.plus_seconds(LEASE_SECONDS).micros()).await?;
    tx.commit().await?;
    Ok(row)
}

/// Marks an errand as delivered, with what the far side said. Nothing when it was marked before.
pub async fn delivered(house: &House, row: &ErrandRow, proof: &str) -> Result<(), Failed> {
    let (mut act, current) = begin(house, &row.id).await?;
    if current.state == "done" {
        return Ok(());
    }
    let permit = act.may(Verb::Deliver, subject(row), Tie::None).await?;
    let kept = without_secret(&current.payload);
    errand::done(act.tx()?, &permit, &row.id, &short(proof), &kept, act.at.micros()).await?;
    act.note(permit, json!({"errand": row.id, "kind": row.kind, "delivered": true})).await?;
    Ok(())
}

/// Marks a failed try: it waits for the next one, or is stuck until something is put right.
pub async fn failed(house: &House, row: &ErrandRow, why: &Undelivered) -> Result<(), Failed> {
    let (mut act, current) = begin(house, &row.id).await?;
    // A slow courier may come back after another delivered it.
    if current.state != "waiting" || current.attempts != row.attempts {
        return Ok(());
    }
    let permit = act.may(Verb::Deliver, subject(row), Tie::None).await?;
    let next = next_try(row, why, act.at).map(Instant::micros);
    errand::failed(act.tx()?, &permit, &row.id, &short(&why.to_string()), next).await?;
    if let Undelivered::Refused(said) = why {
        care::turned_away(&act, &permit, row, said).await?;
    }
    let details = json!({"errand": row.id, "kind": row.kind, "delivered": false, "stuck": next.is_none()});
    act.note(permit, details).await?;
    Ok(())
}

/// When to try again; nothing when only a person can help.
fn next_try(row: &ErrandRow, why: &Undelivered, at: Instant) -> Option<Instant> {
    let patience = Instant::from_micros(row.created_at).plus_hours(24 * PATIENCE_DAYS);
    if !why.may_pass() || at >= patience {
        return None;
    }
    let tries = usize::try_from(row.attempts).unwrap_or(1).clamp(1, PAUSES.len());
    Some(at.plus_seconds(PAUSES[tries - 1]))
}

/// Puts stuck errands up again for which there is hope: what was missing is there now, or a day
/// has gone by. Answers how many.
pub async fn unstick(house: &House) -> Result<u64, Failed> {
    let door = Door::now(house, Actor::house("courier"));
    let mut count = 0;
    for row in errand::stuck(&house.database, 500).await? {
        if has_hope(house, &row, door.at).await? {
            crate::errand::retry(house, &door, &row.id).await?;
            count += 1;
        }
    }
    Ok(count)
}

async fn has_hope(house: &House, row: &ErrandRow, now: Instant) -> Result<bool, Trouble> {
    Ok(match row.why().0.as_str() {
        "no-mail-server" => !house.settings.mail.server.is_empty(),
        "no-address" => {
            matches!(row.kind.as_str(), "copy" | "forward") && is_known(&house.database, &row.target).await?
        }
        _ => {
            let created = Instant::from_micros(row.created_at);
            let next = Instant::from_micros(row.next_at).plus_hours(24);
            now >= next && now < created.plus_hours(24 * 30)
        }
    })
}

async fn is_known(asks: &impl Asks, authority: &str) -> Result<bool, Trouble> {
    let row = reach::authority(asks, authority).await?;
    Ok(row.is_some_and(|row| !row.email.is_empty() || !row.webhook.is_empty()))
}

async fn begin<'h>(house: &'h House, id: &str) -> Result<(Act<'h>, ErrandRow), Failed> {
    let act = house.begin(&Door::now(house, Actor::house("courier"))).await?;
    let row = errand::by_id(act.tx()?, id).await?.ok_or(Failed::NOT_FOUND)?;
    Ok((act, row))
}

/// An errand belongs to its dossier's chain, or else to the house's.
fn subject(row: &ErrandRow) -> Subject {
    row.dossier.as_ref().map_or_else(Subject::house, Subject::dossier)
}

/// What an errand carries, as JSON.
pub fn payload(row: &ErrandRow) -> Value {
    serde_json::from_str(&row.payload).unwrap_or(Value::Null)
}

/// A payload as it is kept once it was delivered: what opens a door is in it no longer.
fn without_secret(payload: &str) -> String {
    let Ok(Value::Object(mut fields)) = serde_json::from_str(payload) else { return payload.to_owned() };
    if fields.remove(SECRET).is_some() { Value::Object(fields).to_string() } else { payload.to_owned() }
}

fn short(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(500).collect()
}

#[cfg(test)]
mod tests;
