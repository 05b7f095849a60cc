//! Steps in a case: its timeline, indicators and scope, and what the organisation sees of it.

mod casework;

use super::telling::{Telling, Told, fits, same};
use meldkamer_app::{
    case::open,
    material::{self, findings, indicators, scope, timeline},
};
use meldkamer_domain::access::Role;
use meldkamer_store::{dossier::listed::Turn, material::Part, support_case};
use serde_json::{Map, Value};

/// Takes a step, if it is one of these.
pub async fn step(telling: &mut Telling, line: &str, below: &Map<String, Value>) -> Option<Told> {
    if let Some(parts) = fits("a case is open for {}", line) {
        return Some(begin(telling, parts[0]).await);
    }
    if let Some(told) = casework::step(telling, line).await {
        return Some(told);
    }
    if let Some(parts) = fits("the analyst takes into the timeline of {}", line) {
        return Some(take_in(telling, parts[0], below).await);
    }
    if let Some(parts) = fits("the timeline of {} reads: {}", line) {
        return Some(reads(telling, parts[0], parts[1]).await);
    }
    if let Some(parts) = fits("the analyst pastes for {}: {}", line) {
        return Some(paste(telling, parts[0], parts[1]).await);
    }
    if let Some(parts) = fits("the indicators of {} are: {}", line) {
        return Some(known(telling, parts[0], parts[1]).await);
    }
    if let Some(parts) = fits("the analyst suspects {} of {}", line) {
        return Some(suspect(telling, parts[0], parts[1]).await);
    }
    if let Some(parts) = fits("the analyst clears {} of {} because \"{}\"", line) {
        return Some(clear(telling, parts[0], parts[1], parts[2]).await);
    }
    if let Some(parts) = fits("the analyst finds for {}: {}", line) {
        return Some(find(telling, parts[0], parts[1]).await);
    }
    if let Some(parts) = fits("the analyst releases what was found for {}", line) {
        return Some(release(telling, parts[0]).await);
    }
    let parts = fits("{} sees of its case: {}", line)?;
    Some(sees(telling, parts[0], parts[1]).await)
}

/// The case of what an organisation reported.
async fn case(telling: &Telling, organisation: &str) -> Result<String, String> {
    let report = telling.report(organisation)?;
    let all = support_case::of_dossier(&telling.house.house.database, &report.id).await;
    let first = all.map_err(|e| e.to_string())?.into_iter().next();
    first.map(|case| case.id).ok_or_else(|| format!("no case is open for {organisation}"))
}

async fn begin(telling: &mut Telling, organisation: &str) -> Told {
    let report = telling.report(organisation)?;
    let wish = open::Wish {
        title: organisation.to_owned(),
        forms: vec!["technical".into()],
        intensity: "handler".into(),
        to_answer: "Hoe kwamen zij binnen?".into(),
        ..open::Wish::default()
    };
    let door = telling.house.staff(Role::DutyOfficer);
    let done = open::open(&telling.house.house, &door, &report.reference, &wish).await;
    telling.outcome(done).map(drop)
}

async fn take_in(telling: &mut Telling, organisation: &str, below: &Map<String, Value>) -> Told {
    let case = case(telling, organisation).await?;
    let file: String = below.values().map(|line| format!("{line}\n")).collect();
    let (house, door) = (telling.house.house.clone(), telling.house.staff(Role::Analyst));
    let done = timeline::take_in(&house, &door, &case, file.as_bytes(), &house.zone()).await;
    telling.outcome(done).map(drop)
}

async fn reads(telling: &Telling, organisation: &str, told: &str) -> Told {
    let case = case(telling, organisation).await?;
    let wanted = timeline::Wanted::InOrder(Turn::First);
    let rows = timeline::page(&telling.house.house, &case, &wanted).await.map_err(|e| e.to_string())?;
    let is: Vec<&str> = rows.iter().map(|row| row.message.as_str()).collect();
    same(told, is.join(", ").as_str())
}

async fn paste(telling: &mut Telling, organisation: &str, text: &str) -> Told {
    let case = case(telling, organisation).await?;
    let wish = indicators::Wish {
        text: text.to_owned(),
        tlp: "amber".into(),
        pap: "amber".into(),
        confidence: "medium".into(),
        ..indicators::Wish::default()
    };
    let (house, door) = (telling.house.house.clone(), telling.house.staff(Role::Analyst));
    let done = indicators::take_in(&house, &door, &case, &wish).await;
    telling.outcome(done).map(drop)
}

async fn known(telling: &Telling, organisation: &str, told: &str) -> Told {
    let case = case(telling, organisation).await?;
    let rows = indicators::page(&telling.house.house, &case, "", None).await.map_err(|e| e.to_string())?;
    let mut is: Vec<String> = rows.into_iter().map(|row| row.value).collect();
    is.sort();
    same(told, is.join(", ").as_str())
}

async fn suspect(telling: &mut Telling, name: &str, organisation: &str) -> Told {
    let case = case(telling, organisation).await?;
    let wish = scope::Wish {
        kind: "system".into(),
        name: name.to_owned(),
        state: "suspected".into(),
        ..scope::Wish::default()
    };
    let (house, door) = (telling.house.house.clone(), telling.house.staff(Role::Analyst));
    let done = scope::add(&house, &door, &case, &wish).await;
    telling.outcome(done).map(drop)
}

async fn clear(telling: &mut Telling, name: &str, organisation: &str, why: &str) -> Told {
    let case = case(telling, organisation).await?;
    let (house, door) = (telling.house.house.clone(), telling.house.staff(Role::Analyst));
    let (rows, _) = scope::page(&house, &case, None, ("", "")).await.map_err(|e| e.to_string())?;
    let row = rows.into_iter().find(|row| row.name == name).ok_or("it is not in scope")?;
    let done = scope::judge(&house, &door, &case, &row.id, "cleared", why).await;
    telling.outcome(done).map(drop)
}

async fn find(telling: &mut Telling, organisation: &str, title: &str) -> Told {
    let case = case(telling, organisation).await?;
    let wish = findings::Wish {
        title: title.to_owned(),
        body: title.to_owned(),
        technique: "T1505.003".into(),
        confidence: "high".into(),
        ..findings::Wish::default()
    };
    let (house, door) = (telling.house.house.clone(), telling.house.staff(Role::Analyst));
    let done = findings::add(&house, &door, &case, &wish).await;
    telling.outcome(done).map(drop)
}

async fn release(telling: &mut Telling, organisation: &str) -> Told {
    let case = case(telling, organisation).await?;
    let (house, door) = (telling.house.house.clone(), telling.house.staff(Role::Analyst));
    let (all, _) = findings::all(&house, &case).await.map_err(|e| e.to_string())?;
    for row in all {
        let done = findings::release(&house, &door, &case, Part::Finding, &row.id).await;
        telling.outcome(done)?;
    }
    Ok(())
}

async fn sees(telling: &Telling, organisation: &str, told: &str) -> Told {
    let case = case(telling, organisation).await?;
    let door = telling.house.reporter(&telling.report(organisation)?.id);
    let seen = material::released(&telling.house.house, &door, &case).await.map_err(|e| e.to_string())?;
    let is: Vec<String> = seen.findings.into_iter().map(|row| row.title).collect();
    same(told, if is.is_empty() { "nothing".to_owned() } else { is.join(", ") }.as_str())
}
