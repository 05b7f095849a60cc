//! Steps from an open case to a closed one: playbook, firm, messages, evidence, report, closing.

use super::case;
use crate::{
    stories::telling::{Telling, Told, fits, moment, same},
    walls::evidence,
};
use axum::body::Body;
use meldkamer_app::{
    Door,
    case::{
        end, party, playbook,
        talk::{self, Said},
        task,
    },
    evidence::{destroy, link},
    material::reports,
};
use meldkamer_domain::access::Role;
use meldkamer_store::{
    evidence::{custody, item},
    support_case::{self, party as parties, talk as rows},
};

/// Takes a step, if it is one of these.
pub async fn step(telling: &mut Telling, line: &str) -> Option<Told> {
    if let Some(parts) = fits("the analyst starts the playbook {} for {}", line) {
        return Some(start(telling, parts[0], parts[1]).await);
    }
    if let Some(parts) = fits("{} tasks of {} are done", line) {
        return Some(done(telling, parts[0], parts[1]).await);
    }
    if let Some(parts) = fits("the analyst drops every task of {}", line) {
        return Some(drop_all(telling, parts[0]).await);
    }
    if let Some(parts) = fits("{} takes part for {} until {}", line) {
        return Some(invite(telling, parts[0], parts[1], parts[2]).await);
    }
    if let Some(parts) = fits("the analyst writes for {} to {}: {}", line) {
        return Some(write(telling, parts[0], parts[1], parts[2]).await);
    }
    if let Some(parts) = fits("the thread of {} reads: {}", line) {
        return Some(thread(telling, parts[0], parts[1]).await);
    }
    if let Some(parts) = fits("{} sends {} for {}", line) {
        return Some(send(telling, parts[0], parts[1], parts[2]).await);
    }
    if let Some(parts) = fits("the custody of {} reads: {}", line) {
        return Some(held(telling, parts[0], parts[1]).await);
    }
    if let Some(parts) = fits("the duty officer destroys {} because \"{}\"", line) {
        return Some(destroy(telling, parts[0], parts[1]).await);
    }
    if let Some(parts) = fits("the analyst reports to {}: {}", line) {
        return Some(report(telling, parts[0], parts[1]).await);
    }
    if let Some(parts) = fits("the report to {} is whole and sent", line) {
        return Some(sent(telling, parts[0]).await);
    }
    if let Some(parts) = fits("the analyst closes the case of {} with the lesson \"{}\"", line) {
        return Some(close(telling, parts[0], parts[1]).await);
    }
    if let Some(parts) = fits("{} gives {} for the help", line) {
        return Some(rate(telling, parts[0], parts[1]).await);
    }
    // A firm that writes: after the analyst, whose step begins the same way.
    let parts = fits("{} writes for {}: {}", line)?;
    Some(answer(telling, parts[0], parts[1], parts[2]).await)
}

fn trouble(what: impl std::fmt::Display) -> String {
    what.to_string()
}

async fn start(telling: &mut Telling, name: &str, organisation: &str) -> Told {
    let case = case(telling, organisation).await?;
    let (house, door) = (telling.house.house.clone(), telling.house.staff(Role::Analyst));
    let done = playbook::begin(&house, &door, &case, name).await;
    telling.outcome(done).map(drop)
}

async fn tasks(telling: &Telling, organisation: &str) -> Result<(String, task::Tasks), String> {
    let case = case(telling, organisation).await?;
    let door = telling.house.staff(Role::Analyst);
    let (_, tasks) = task::at_the_desk(&telling.house.house, &door, &case).await.map_err(trouble)?;
    Ok((case, tasks))
}

async fn done(telling: &Telling, told: &str, organisation: &str) -> Told {
    let (_, tasks) = tasks(telling, organisation).await?;
    if tasks.rows.is_empty() || !tasks.rows.iter().any(|row| !tasks.waits_for(&row.id).is_empty()) {
        return Err("no task waits for another".into());
    }
    let count = tasks.rows.iter().filter(|row| row.state == "done").count();
    same(told, count.to_string().as_str())
}

async fn drop_all(telling: &mut Telling, organisation: &str) -> Told {
    let (case, tasks) = tasks(telling, organisation).await?;
    let (house, door) = (telling.house.house.clone(), telling.house.staff(Role::Analyst));
    for row in tasks.rows {
        let done = task::answer(&house, &door, &case, &row.id, ("dropped", "Niet nodig"), row.version).await;
        telling.outcome(done)?;
    }
    Ok(())
}

async fn invite(telling: &mut Telling, firm: &str, organisation: &str, until: &str) -> Told {
    let case = case(telling, organisation).await?;
    let wish = party::Wish {
        kind: "ir-firm".into(),
        name: firm.to_owned(),
        person: "Jan Jansen".into(),
        email: "jan@recherche.example".into(),
        language: "nl".into(),
        until: Some(moment(until)?),
        ..party::Wish::default()
    };
    let (house, door) = (telling.house.house.clone(), telling.house.staff(Role::Analyst));
    let done = party::add(&house, &door, &case, &wish).await;
    telling.outcome(done).map(drop)
}

/// The part of a firm in the case of an organisation.
async fn part(telling: &Telling, firm: &str, organisation: &str) -> Result<parties::PartyRow, String> {
    let case = case(telling, organisation).await?;
    let all = parties::of_case(&telling.house.house.database, &case).await.map_err(trouble)?;
    all.into_iter().find(|one| one.name == firm).ok_or_else(|| format!("{firm} has no part in it"))
}

async fn write(telling: &mut Telling, organisation: &str, firm: &str, body: &str) -> Told {
    let (case, parties) = (case(telling, organisation).await?, [part(telling, firm, organisation).await?.id]);
    let (house, door) = (telling.house.house.clone(), telling.house.staff(Role::Analyst));
    let said = Said { body, ..Said::default() };
    let done = talk::open(&house, &door, &case, ("Logboek", &parties[..]), &said).await;
    telling.outcome(done).map(drop)
}

async fn first_thread(telling: &Telling, case: &str) -> Result<String, String> {
    let all = rows::threads(&telling.house.house.database, case, "", None).await.map_err(trouble)?;
    all.into_iter().next().map(|one| one.id).ok_or_else(|| "nobody wrote yet".to_owned())
}

async fn answer(telling: &mut Telling, firm: &str, organisation: &str, body: &str) -> Told {
    let (case, one) = (case(telling, organisation).await?, part(telling, firm, organisation).await?);
    let thread = first_thread(telling, &case).await?;
    let door = Door { at: telling.house.now(), actor: party::actor(&one), language: "nl".into() };
    let said = Said { body, ..Said::default() };
    let done = talk::write(&telling.house.house.clone(), &door, &case, &thread, &said).await;
    telling.outcome(done).map(drop)
}

async fn thread(telling: &Telling, organisation: &str, told: &str) -> Told {
    let case = case(telling, organisation).await?;
    let thread = first_thread(telling, &case).await?;
    let all = rows::messages(&telling.house.house.database, &thread).await.map_err(trouble)?;
    let is: Vec<String> = all.into_iter().map(|one| one.body).collect();
    same(told, is.join(" / ").as_str())
}

async fn send(telling: &mut Telling, firm: &str, file: &str, organisation: &str) -> Told {
    let (case, one) = (case(telling, organisation).await?, part(telling, firm, organisation).await?);
    let wish = link::Wish {
        person: one.person.clone(),
        purpose: file.to_owned(),
        until: Some(telling.house.now().plus_hours(1)),
        keep_days: Some(30),
        party: one.id,
        ..link::Wish::default()
    };
    let door = telling.house.staff(Role::Analyst);
    let made = link::make(&telling.house.house, &door, &case, &wish).await.map_err(trouble)?;
    let address = evidence::announce(&telling.house, &made.secret, file.len()).await;
    let part = evidence::part(0, Some(&evidence::sha256(file.as_bytes())));
    let said = evidence::tus(&telling.house, "PATCH", &address, &part, Body::from(file.to_owned())).await;
    same(204, said.status)?;
    telling.house.memory.run(&format!("UPDATE evidence_item SET name = '{file}'")).await;
    Ok(())
}

async fn held(telling: &Telling, file: &str, told: &str) -> Told {
    let id = item_of(telling, file).await?;
    let lines = custody::of_item(&telling.house.house.database, &id).await.map_err(trouble)?;
    let is: Vec<String> = lines.into_iter().map(|one| one.step).collect();
    same(told, is.join(", ").as_str())
}

async fn item_of(telling: &Telling, file: &str) -> Result<String, String> {
    let all = item::after(&telling.house.house.database, "", 100).await.map_err(trouble)?;
    all.into_iter().find(|one| one.name == file).map(|one| one.id).ok_or_else(|| format!("{file} never came"))
}

async fn destroy(telling: &mut Telling, file: &str, why: &str) -> Told {
    let (id, house) = (item_of(telling, file).await?, telling.house.house.clone());
    let wish = destroy::Wish { reason: why.to_owned(), early: String::new() };
    let done = destroy::item(&house, &telling.house.staff(Role::DutyOfficer), &id, &wish).await;
    telling.outcome(done).map(drop)
}

async fn report(telling: &mut Telling, organisation: &str, body: &str) -> Told {
    let case = case(telling, organisation).await?;
    let (house, door) = (telling.house.house.clone(), telling.house.staff(Role::Analyst));
    let wish = reports::Wish { title: "Eindrapport".into(), tlp: "amber".into(), body: body.to_owned() };
    let made = reports::start(&house, &door, &case, ("closing", "nl"), &wish).await;
    let Some(id) = telling.outcome(made)? else { return Err("the report was refused".into()) };
    let sent = reports::send(&house, &door, &case, &id, 1).await;
    telling.outcome(sent).map(drop)
}

async fn sent(telling: &Telling, organisation: &str) -> Told {
    let case = case(telling, organisation).await?;
    let house = &telling.house.house;
    let all = reports::all(house, &case).await.map_err(trouble)?;
    let (row, _) = all.first().ok_or("there is no report")?;
    let (row, versions) = reports::one(house, &case, &row.id).await.map_err(trouble)?;
    let whole = versions.iter().all(|version| reports::is_whole(house, &row, version));
    same((true, Some(1)), (whole, row.released_version))
}

async fn close(telling: &mut Telling, organisation: &str, lesson: &str) -> Told {
    let case = case(telling, organisation).await?;
    let (house, door) = (telling.house.house.clone(), telling.house.staff(Role::Analyst));
    let row = support_case::by_id(&house.database, &case).await.map_err(trouble)?.ok_or("no case")?;
    let wish =
        end::Wish { disposition: "answered".into(), body: "Via de VPN".into(), lessons: lesson.to_owned() };
    let done = end::close(&house, &door, &case, &wish, row.version).await;
    telling.outcome(done).map(drop)
}

async fn rate(telling: &mut Telling, organisation: &str, score: &str) -> Told {
    let case = case(telling, organisation).await?;
    let door = telling.house.reporter(&telling.report(organisation)?.id);
    let done = end::rate(&telling.house.house.clone(), &door, &case, (score, "")).await;
    telling.outcome(done).map(drop)
}
