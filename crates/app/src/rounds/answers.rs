//! The CSIRT's own clock: it answers an early warning within 24 hours (NIS2 23(5), Cbw 36).
//!
//! The roster is told four hours before the limit, and once when it has passed.

use super::alarms::{errand, whom};
use crate::{Actor, Door, Failed, House, Subject};
use meldkamer_domain::{
    access::{Tie, Verb},
    time::Instant,
};
use meldkamer_store::{
    clock,
    dossier::{self, DossierRow},
    reach,
};
use serde_json::json;

const BEFORE: i64 = 4 * 3600;
const FORGOTTEN: i64 = 30 * 24 * 3600;
const EXERCISE: i64 = 60;

/// Tells the roster about answers that are due soon or overdue. Answers how many were told.
pub async fn remind(house: &House) -> Result<u64, Failed> {
    let door = Door::now(house, Actor::house("answers"));
    let since = door.at.plus_seconds(-FORGOTTEN).micros();
    let until = door.at.plus_seconds(BEFORE).micros();
    let mut count = 0;
    for row in clock::unanswered(&house.database, since, until).await? {
        let Some((key, _)) = point(&row, door.at) else { continue };
        if !clock::reminded(&house.database, &key).await? {
            count += u64::from(one(house, &door, &row.id).await?);
        }
    }
    Ok(count)
}

async fn one(house: &House, door: &Door, id: &str) -> Result<bool, Failed> {
    let mut act = house.begin(door).await?;
    let Some(row) = dossier::for_change(act.tx()?, id).await? else { return Ok(false) };
    let Some((key, overdue)) = point(&row, act.at) else { return Ok(false) };
    if row.answered_at.is_some() || row.queued == 0 || clock::reminded(act.tx()?, &key).await? {
        return Ok(false);
    }
    let permit = act.may(Verb::Remind, Subject::dossier(id), Tie::None).await?;
    if !clock::claim_reminder(act.tx()?, &permit, &key, id, act.at.micros()).await? {
        return Ok(false);
    }
    let level = if overdue { 2 } else { 1 };
    let people = whom(reach::on_duty(act.tx()?, act.at.micros()).await?, level);
    let mut targets: Vec<(String, String, String)> =
        people.into_iter().map(|one| (one.staff, one.email, one.language)).collect();
    if targets.is_empty() {
        targets.push(("last-resort".into(), house.settings.alarm.last_resort.clone(), "nl".into()));
    }
    for (who, target, language) in targets {
        let payload = json!({
            "letter": "answer-due",
            "language": language,
            "exercise": row.exercise == 1,
            "reference": row.reference,
            "organisation": row.organisation,
            "due": row.answer_due,
            "overdue": overdue,
            "dossier": row.id,
        });
        act.send(&permit, errand(&row, format!("{key}:{who}"), "mail", target, payload)).await?;
    }
    act.note(permit, json!({"answer": true, "overdue": overdue})).await?;
    Ok(true)
}

/// The reminder that fits the moment: its key, and whether the limit has passed.
fn point(row: &DossierRow, now: Instant) -> Option<(String, bool)> {
    let due = Instant::from_micros(row.answer_due?);
    let before = if row.exercise == 1 { BEFORE / EXERCISE } else { BEFORE };
    let name = if now >= due { "overdue" } else { "before" };
    let key = format!("answer:{}:{}:{name}", row.id, due.micros());
    (now >= due.plus_seconds(-before)).then_some((key, now >= due))
}
