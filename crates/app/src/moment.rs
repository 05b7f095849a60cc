//! Changing a moment from which clocks run: a new version with its reason, and a new plan.

use crate::{Door, Failed, House, Subject, clocks, mine, queue, tie};
use meldkamer_domain::{access::Verb, refused::Refused, time::Instant};
use meldkamer_store::{clock, dossier, filing, help};
use serde_json::json;

/// The moments that can be changed apart from a filing.
pub const CHANGEABLE: [&str; 5] = ["occurred", "detected", "aware", "classified", "resolved"];

/// A clock may run this many seconds ahead of ours.
const AHEAD: i64 = 300;

/// A change of one moment.
#[derive(Clone, Debug)]
pub struct Change {
    /// Which: one of [`CHANGEABLE`].
    pub name: String,
    /// When it was.
    pub value: Instant,
    /// Why it is told now, or told otherwise.
    pub reason: String,
}

/// Changes a moment and plans the clocks anew; the reason stands beside every limit that moves.
///
/// False when it says nothing new: then nothing is written. Refused when the moment is not one of
/// ours (`moment`), lies in the future (`at`), or has no reason.
pub async fn change(house: &House, door: &Door, id: &str, change: &Change) -> Result<bool, Failed> {
    let reason = change.reason.trim();
    if !CHANGEABLE.contains(&change.name.as_str()) {
        return Err(Refused::field("moment", "not-an-option").into());
    }
    if change.value > door.at.plus_seconds(AHEAD) {
        return Err(Refused::field("at", "in-the-future").into());
    }
    if reason.is_empty() {
        return Err(Refused::ReasonNeeded { field: "reason".into() }.into());
    }
    let mut act = house.begin(door).await?;
    let mut row = dossier::for_change(act.tx()?, id).await?.ok_or(Failed::NOT_FOUND)?;
    let permit = act.may(Verb::ChangeMoment, Subject::dossier(id), tie::to_dossier(door, &row)).await?;
    if matches!(row.state.as_str(), "withdrawn" | "merged") {
        return Err(Refused::Closed.into());
    }

    let told = clock::moments(act.tx()?, id).await?;
    if !clocks::put(&act, &permit, id, &told, &change.name, Some(change.value), reason).await? {
        return Ok(false);
    }
    let filings = filing::of_dossier(act.tx()?, id).await?;
    let facts = mine::told(house, act.tx()?, id).await?.facts();
    clocks::replan(&act, &permit, &mut row, &facts, &filings, reason).await?;
    let help = help::of_dossier(act.tx()?, id).await?.into_iter().next();
    row.changed_at = act.at.micros();
    queue::place(&mut row, &facts, help.as_ref(), act.at);
    if !dossier::save(act.tx()?, &permit, &row).await? {
        return Err(Refused::Moved.into());
    }

    let details = json!({"moment": change.name, "value": change.value.rfc3339(), "reason": reason});
    act.note(permit, details).await?;
    Ok(true)
}
