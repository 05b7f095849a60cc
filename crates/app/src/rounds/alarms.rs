//! Alarms: whoever asked for urgent help rings the roster, level by level, until somebody says "seen".

use crate::{Act, Actor, Door, Failed, House, Subject, act::Errand};
use meldkamer_domain::access::{Permit, Tie, Verb};
use meldkamer_store::{
    dossier::{self, DossierRow},
    help::{self, AlarmRow, HelpRow},
    reach::{self, OnDutyRow},
};
use serde_json::{Value, json};

/// Takes each alarm that is due to its next level and pages whoever is there. Answers how many.
pub async fn ring(house: &House) -> Result<u64, Failed> {
    let door = Door::now(house, Actor::house("alarms"));
    let mut count = 0;
    for alarm in help::due(&house.database, door.at.micros()).await? {
        count += u64::from(climb(house, &door, &alarm).await?);
    }
    Ok(count)
}

async fn climb(house: &House, door: &Door, alarm: &AlarmRow) -> Result<bool, Failed> {
    let mut act = house.begin(door).await?;
    let Some(row) = dossier::by_id(act.tx()?, &alarm.dossier).await? else { return Ok(false) };
    let asked = help::of_dossier(act.tx()?, &alarm.dossier).await?;
    let asked = asked.into_iter().find(|asked| asked.id == alarm.help);
    let permit = act.may(Verb::Escalate, Subject::dossier(&alarm.dossier), Tie::None).await?;
    let minutes = house.settings.alarm.escalate_minutes.max(1);
    let next = act.at.plus_seconds(60 * minutes).micros();
    if !help::climb(act.tx()?, &permit, &alarm.id, alarm.level, Some(next)).await? {
        return Ok(false);
    }
    let level = alarm.level + 1;
    let paged = page(&act, &permit, &row, asked.as_ref(), alarm, level).await?;
    act.note(permit, json!({"alarm": alarm.id, "level": level, "paged": paged})).await?;
    Ok(true)
}

/// Writes down the pages of one level; answers how many people they are for.
async fn page(
    act: &Act<'_>,
    permit: &Permit,
    row: &DossierRow,
    asked: Option<&HelpRow>,
    alarm: &AlarmRow,
    level: i64,
) -> Result<usize, Failed> {
    let settings = &act.house.settings.alarm;
    let people = whom(reach::on_duty(act.tx()?, act.at.micros()).await?, level);
    let top = people.is_empty() || people.iter().all(|one| one.level < level);
    let urgency = asked.map(|asked| asked.urgency.clone()).unwrap_or_default();
    let payload = |language: &str| {
        json!({
            "letter": "alarm",
            "language": language,
            "exercise": row.exercise == 1,
            "reference": row.reference,
            "organisation": row.organisation,
            "sector": row.sector,
            "urgency": urgency,
            "level": level,
            "raised_at": alarm.raised_at,
            "dossier": row.id,
        })
    };
    let mut targets: Vec<(String, String, String)> =
        people.into_iter().map(|one| (one.staff.clone(), one.email.clone(), one.language.clone())).collect();
    if top && !settings.last_resort.is_empty() {
        targets.push(("last-resort".into(), settings.last_resort.clone(), "nl".into()));
    }
    let paged = targets.len();
    for (who, target, language) in targets {
        let key = format!("alarm:{}:{level}:{who}", alarm.id);
        act.send(permit, errand(row, key, "mail", target, payload(&language))).await?;
    }
    if paged == 0 {
        // Nobody can be paged: one errand without an address shows it to the operator.
        let key = format!("alarm:{}:nobody", alarm.id);
        act.send(permit, errand(row, key, "mail", String::new(), payload("nl"))).await?;
    }
    // The first level's webhook went out when the alarm was raised.
    if level > 1 && !settings.webhook.is_empty() {
        let key = format!("alarm:{}:{level}:webhook", alarm.id);
        let told = json!({
            "event": "help-not-seen",
            "reference": row.reference,
            "urgency": urgency,
            "level": level,
            "exercise": row.exercise == 1,
        });
        act.send(permit, errand(row, key, "webhook", settings.webhook.clone(), told)).await?;
    }
    Ok(paged)
}

/// Whom a level pages: its own people, else those of the next level that has any, else everybody.
pub(crate) fn whom(roster: Vec<OnDutyRow>, level: i64) -> Vec<OnDutyRow> {
    let nearest = roster.iter().map(|one| one.level).filter(|at| *at >= level).min();
    match nearest {
        Some(nearest) => roster.into_iter().filter(|one| one.level == nearest).collect(),
        None => roster,
    }
}

/// An errand that belongs to a dossier.
pub(crate) fn errand(
    row: &DossierRow,
    key: String,
    kind: &'static str,
    target: String,
    payload: Value,
) -> Errand {
    Errand { key, kind, target, dossier: Some(row.id.clone()), payload }
}
