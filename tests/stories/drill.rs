//! Steps of an exercise: beginning one, what happens in it, what players do, and the account of it.

use super::telling::{Telling, Told, fits, same};
use crate::harness::world;
use meldkamer_app::{
    Actor, Door,
    draft::{self, Change},
    drill::{self, Start, after},
    filing::first,
    rounds::drills,
};
use meldkamer_domain::access::Role;
use meldkamer_store::drill::{self as rows, PlayerRow};
use serde_json::{Map, Value};

/// Takes a step, if it is one of these.
pub async fn step(telling: &mut Telling, line: &str, below: &Map<String, Value>) -> Option<Told> {
    if let Some(parts) = fits("{} begins the exercise {}", line) {
        return Some(begin(telling, Door::now(&telling.house.house, Actor::stranger()), &parts, below).await);
    }
    if let Some(parts) = fits("the duty officer begins for {} the exercise {}", line) {
        return Some(begin(telling, telling.house.staff(Role::DutyOfficer), &parts, below).await);
    }
    if let Some(parts) = fits("{} answers {} in the exercise", line) {
        return Some(answer(telling, parts[0], parts[1]).await);
    }
    if let Some(parts) = fits("{} reports within the exercise", line) {
        return Some(report(telling, parts[0]).await);
    }
    if let Some(parts) = fits("two nodes look at the exercise of {}", line) {
        return Some(two_nodes(telling, parts[0]).await);
    }
    if let Some(parts) = fits("{} things have happened in the exercise of {}", line) {
        return Some(happened(telling, parts[0], parts[1]).await);
    }
    if let Some(parts) = fits("the exercise of {} is over", line) {
        let ended = look(telling, parts[0]).await.map(|found| found.look.row.ended_at.is_some());
        return Some(ended.and_then(|ended| same(true, ended)));
    }
    let parts = fits("the account of {} says {} of {}", line)?;
    Some(account(telling, parts[0], parts[1], parts[2]).await)
}

fn id(telling: &Telling, organisation: &str) -> Result<String, String> {
    telling.drills.get(organisation).cloned().ok_or_else(|| format!("{organisation} practises nothing"))
}

async fn begin(telling: &mut Telling, door: Door, parts: &[&str], below: &Map<String, Value>) -> Told {
    let player = below.get("player").and_then(Value::as_str);
    let wish = Start {
        scenario: parts[1].to_owned(),
        organisation: parts[0].to_owned(),
        entity: None,
        players: player
            .map(|email| PlayerRow { email: email.into(), name: "Ans".into() })
            .into_iter()
            .collect(),
    };
    let begun = drill::start(&telling.house.house, &door, &wish).await;
    if let Some(started) = telling.outcome(begun)? {
        telling.drills.insert(parts[0].to_owned(), started.id);
    }
    Ok(())
}

async fn answer(telling: &mut Telling, organisation: &str, inject: &str) -> Told {
    let (house, id) = (telling.house.house.clone(), id(telling, organisation)?);
    let door = Door::now(&house, Actor::reporter(&id));
    let done = drill::answer(&house, &door, &id, inject, "Wij bellen de directie.", "Ans").await;
    telling.outcome(done).map(drop)
}

/// The report is the ordinary one: a draft, answers, sent.
async fn report(telling: &mut Telling, organisation: &str) -> Told {
    let (house, id) = (telling.house.house.clone(), id(telling, organisation)?);
    let trouble = |failed: meldkamer_app::Failed| failed.to_string();
    let row =
        rows::by_id(&house.database, &id).await.map_err(|e| e.to_string())?.ok_or("no such exercise")?;
    let stranger = Door::now(&house, Actor::stranger());
    let opened = draft::open(&house, &stranger, &drill::opening(&row)).await.map_err(trouble)?;
    let holder = Door::now(&house, Actor::reporter(&opened.id));
    let mut answers = world::early_warning(organisation);
    answers["t.aware"] = Value::String(holder.at.rfc3339());
    let told = answers.as_object().cloned().unwrap_or_default();
    let changes: Vec<_> =
        told.into_iter().map(|(question, value)| Change { question, base: None, value }).collect();
    draft::keep(&house, &holder, &opened.id, "w1", &changes).await.map_err(trouble)?;
    let filed = first::from_draft(&house, &holder, &opened.id).await;
    if let Some(filed) = telling.outcome(filed)? {
        // We receive it ourselves, and nobody else does.
        same(vec![house.settings.csirt_id.clone()], filed.recipients.clone())?;
        telling.reports.insert(organisation.to_owned(), filed.into());
    }
    Ok(())
}

/// Both find the same things to do, and do each of them once.
async fn two_nodes(telling: &Telling, organisation: &str) -> Told {
    id(telling, organisation)?;
    let house = &telling.house.house;
    let (one, other) = tokio::join!(drills::play(house), drills::play(house));
    one.and(other).map(drop).map_err(|failed| failed.to_string())
}

async fn look(telling: &Telling, organisation: &str) -> Result<after::After, String> {
    let (house, id) = (&telling.house.house, id(telling, organisation)?);
    let row =
        rows::by_id(&house.database, &id).await.map_err(|e| e.to_string())?.ok_or("no such exercise")?;
    after::after(house, row, telling.house.now()).await.map_err(|failed| failed.to_string())
}

async fn happened(telling: &Telling, count: &str, organisation: &str) -> Told {
    let found = look(telling, organisation).await?;
    same(count.to_owned(), found.review.shown.to_string())
}

/// Times are in hours and minutes of the story.
async fn account(telling: &Telling, organisation: &str, said: &str, of: &str) -> Told {
    let found = look(telling, organisation).await?;
    let time = |minutes: Option<i64>| {
        minutes.map_or_else(|| "nothing".into(), |all| format!("{}:{:02}", all / 60, all % 60))
    };
    let review = &found.review;
    let is = match of {
        "the first report" => time(review.first_report),
        "asking for help" => time(review.help),
        "answers" => format!("{}/{}", review.answered, review.shown),
        "reports" => found.references.join(" "),
        _ => {
            let at = found.look.injects.iter().position(|one| one.id == of).ok_or("no such inject")?;
            let (verdict, _, hope) = review.injects[at];
            [Some(verdict), hope].into_iter().flatten().map(|one| one.name()).collect::<Vec<_>>().join("+")
        }
    };
    same(said.to_owned(), is)
}
