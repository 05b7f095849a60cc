//! Small acts on one dossier: seen, note, assign.

use super::{is_over, jot, settle, take, unmoved};
use crate::{Door, Failed, House, Subject, written};
use meldkamer_domain::{
    access::{Tie, Verb},
    refused::Refused,
};
use meldkamer_store::{help, view};
use serde_json::json;

/// The longest note, in characters.
const NOTE: usize = 20_000;

/// Says that an urgent request was seen: the alarm ends, and the reporter reads by whom and when.
pub async fn seen(house: &House, door: &Door, reference: &str) -> Result<(), Failed> {
    let mut act = house.begin(door).await?;
    let mut row = take(&act, reference).await?;
    let permit = act.may(Verb::SeeAlarm, Subject::dossier(&row.id), Tie::Other).await?;

    let (tx, at) = (act.tx()?, act.at.micros());
    let first = help::seen(tx, &permit, &row.id, &act.actor.id, &act.actor.name, at).await?;
    let ended = help::end_alarms(tx, &permit, &row.id, at).await?;
    if first + ended == 0 {
        return Err(Refused::AlreadyDone.into());
    }
    settle(&act, &permit, &mut row).await?;

    act.note(permit, json!({"requests": first, "alarms": ended})).await.map(drop)
}

/// Writes a note that only the CSIRT sees.
pub async fn note(house: &House, door: &Door, reference: &str, text: &str) -> Result<(), Failed> {
    let text = written("note", text, NOTE)?;
    let mut act = house.begin(door).await?;
    let row = take(&act, reference).await?;
    let permit = act.may(Verb::WriteNote, Subject::dossier(&row.id), Tie::Other).await?;
    jot(&act, &permit, &row.id, "note", text).await?;
    act.note(permit, json!({"note": text})).await.map(drop)
}

/// Gives a dossier to a colleague; to nobody when empty.
pub async fn assign(
    house: &House,
    door: &Door,
    reference: &str,
    staff: &str,
    version: i64,
) -> Result<(), Failed> {
    let mut act = house.begin(door).await?;
    let mut row = take(&act, reference).await?;
    let known = view::colleagues(act.tx()?).await?.into_iter().any(|one| one.id == staff && one.active == 1);
    let permit = act.may(Verb::Assign, Subject::dossier(&row.id), Tie::Other).await?;
    unmoved(&row, version)?;
    if is_over(&row) {
        return Err(Refused::Closed.into());
    }
    if !staff.is_empty() && !known {
        return Err(Refused::field("assignee", "not-an-option").into());
    }
    row.assignee = Some(staff.to_owned()).filter(|staff| !staff.is_empty());
    settle(&act, &permit, &mut row).await?;
    act.note(permit, json!({"assignee": staff})).await.map(drop)
}
