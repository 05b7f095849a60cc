//! Steps of staff: who is on duty, seeing an alarm, assessing, deciding, answering.

use super::telling::{Telling, Told, fits, moment, same, shown};
use meldkamer_app::{
    Door, answer, desk,
    triage::{
        decision::{self, Settled},
        weigh::{self, Typed},
    },
};
use meldkamer_domain::{access::Role, time::Instant, triage::Confidence};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

type Below = Map<String, Value>;

/// Takes a step, if it is one of these.
pub async fn step(telling: &mut Telling, line: &str, below: &Below) -> Option<Told> {
    if let Some(parts) = fits("the {} is on duty at level {} until {}", line) {
        return Some(on_duty(telling, parts[0], parts[1], parts[2]).await);
    }
    if let Some(parts) = fits("the {} sees the alarm of {}", line) {
        return Some(sees(telling, parts[0], parts[1]).await);
    }
    if let Some(parts) = fits("the {} assesses {}", line) {
        return Some(assesses(telling, parts[0], parts[1], below).await);
    }
    if let Some(parts) = fits("the {} decides as proposed about {}", line) {
        return Some(decides(telling, parts[0], parts[1], below).await);
    }
    if let Some(parts) = fits("the {} decides about {}", line) {
        return Some(decides(telling, parts[0], parts[1], below).await);
    }
    if let Some(parts) = fits("the {} confirms the decision about {}", line) {
        return Some(confirms(telling, parts[0], parts[1]).await);
    }
    if let Some(parts) = fits("the {} answers {}", line) {
        return Some(answers(telling, parts[0], parts[1], below).await);
    }
    expecting(telling, line).await
}

async fn expecting(telling: &mut Telling, line: &str) -> Option<Told> {
    if let Some(parts) = fits("{} reads that the duty officer saw it at {}", line) {
        let sql = |id: &str| format!("SELECT seen_at FROM help WHERE dossier = '{id}'");
        return Some(at(telling, parts[0], sql, parts[1]).await);
    }
    if let Some(parts) = fits("the CSIRT answered {} at {}", line) {
        let sql = |id: &str| format!("SELECT answered_at FROM dossier WHERE id = '{id}'");
        return Some(at(telling, parts[0], sql, parts[1]).await);
    }
    if let Some(parts) = fits("the CSIRT owes {} an answer before {}", line) {
        let sql = |id: &str| format!("SELECT answer_due FROM dossier WHERE id = '{id}'");
        return Some(at(telling, parts[0], sql, parts[1]).await);
    }
    if let Some(parts) = fits("{} stands at the top of the queue", line) {
        let sql = "SELECT organisation FROM dossier WHERE queued = 1 ORDER BY tier, rank, serial LIMIT 1";
        return Some(same(Some(parts[0].to_owned()), telling.house.memory.text(sql).await));
    }
    if let Some(parts) = fits("{} finds the answer with its dossier", line) {
        let id = telling.report(parts[0]).map(|reported| reported.id);
        let sql = |id| format!("SELECT count(*) FROM message WHERE dossier = '{id}' AND direction = 'out'");
        return Some(match id {
            Ok(id) => same(1, telling.house.memory.number(&sql(id)).await),
            Err(missing) => Err(missing),
        });
    }
    None
}

async fn at(telling: &Telling, who: &str, sql: impl Fn(&str) -> String, told: &str) -> Told {
    let reported = telling.report(who)?;
    let at = telling.house.memory.number(&sql(&reported.id)).await;
    same(shown(moment(told)?), shown(Instant::from_micros(at)))
}

fn role(name: &str) -> Result<Role, String> {
    Role::staff(&name.replace(' ', "-")).ok_or_else(|| format!("there is no {name}"))
}

async fn door(telling: &Telling, who: &str) -> Result<Door, String> {
    let role = role(who)?;
    if telling.house.memory.number("SELECT count(*) FROM account").await == 0 {
        telling.house.hire().await;
    }
    Ok(telling.house.staff(role))
}

async fn on_duty(telling: &Telling, who: &str, level: &str, until: &str) -> Told {
    let door = door(telling, who).await?;
    let (from, until) = (door.at.micros(), moment(until)?.micros());
    let level: i64 = level.parse().map_err(|_| format!("{level} is no level"))?;
    let id = &door.actor.id;
    let sql = format!(
        "INSERT INTO roster (id, staff, level, from_at, until_at) VALUES ('r-{id}', '{id}', {level}, {from}, {until})"
    );
    telling.house.memory.run(&sql).await;
    Ok(())
}

async fn sees(telling: &mut Telling, who: &str, whose: &str) -> Told {
    let (reported, door) = (telling.report(whose)?, door(telling, who).await?);
    let seen = desk::dossier::seen(&telling.house.house, &door, &reported.reference).await;
    telling.outcome(seen).map(drop)
}

async fn newest(telling: &Telling, dossier: &str) -> i64 {
    let sql = format!("SELECT max(version) FROM assessment WHERE dossier = '{dossier}'");
    telling.house.memory.number(&sql).await
}

async fn assesses(telling: &mut Telling, who: &str, whose: &str, below: &Below) -> Told {
    let (reported, door) = (telling.report(whose)?, door(telling, who).await?);
    let answer =
        |value: &Value| (value.as_str().map_or_else(|| value.to_string(), str::to_owned), Confidence::Medium);
    let answers: BTreeMap<_, _> = below.iter().map(|(name, value)| (name.clone(), answer(value))).collect();
    let typed = Typed { answers, free_handlers: 2, free_analysts: 1, ..Typed::default() };
    let seen = newest(telling, &reported.id).await;
    let kept = weigh::keep(&telling.house.house, &door, &reported.reference, &typed, seen).await;
    telling.outcome(kept).map(drop)
}

/// Decides as proposed, but for what stands below; `because` says why.
async fn decides(telling: &mut Telling, who: &str, whose: &str, below: &Below) -> Told {
    let (reported, door) = (telling.report(whose)?, door(telling, who).await?);
    let house = telling.house.house.clone();
    let looked = decision::look(&house, &door, &reported.reference).await.map_err(|e| e.to_string())?;
    let (row, _, _) = looked.newest.ok_or("nothing was assessed yet")?;
    let mut wish =
        decision::Wish { version: row.version, plain: "Wij helpen u.".into(), ..decision::Wish::default() };
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    for (axis, value) in below.iter().filter(|(name, _)| *name != "because") {
        wish.chosen.insert(axis.clone(), vec![text(value)]);
        if let Some(reason) = below.get("because") {
            wish.reasons.insert(axis.clone(), text(reason));
        }
    }
    let settled = decision::decide(&house, &door, &reported.reference, &wish).await;
    match telling.outcome(settled)? {
        Some(Settled::Lacks(_)) => telling.refused = Some("reason-needed".into()),
        Some(Settled::Waits) => telling.refused = Some("second-person-needed".into()),
        Some(Settled::Binds) | None => {}
    }
    Ok(())
}

async fn confirms(telling: &mut Telling, who: &str, whose: &str) -> Told {
    let (reported, mut door) = (telling.report(whose)?, door(telling, who).await?);
    // A colleague of the same role: two pairs of eyes.
    door.actor.id.push_str("-2");
    let version = newest(telling, &reported.id).await;
    let confirmed = decision::confirm(&telling.house.house, &door, &reported.reference, version).await;
    telling.outcome(confirmed).map(drop)
}

async fn answers(telling: &mut Telling, who: &str, whose: &str, below: &Below) -> Told {
    let (reported, door) = (telling.report(whose)?, door(telling, who).await?);
    let text =
        below.get("text").and_then(Value::as_str).unwrap_or("Wij hebben uw melding bekeken en helpen u.");
    let sent = answer::send(&telling.house.house, &door, &reported.reference, text).await;
    telling.outcome(sent).map(drop)
}
