//! A filled house to look around in: entities over all sectors, incidents in every state, one campaign.
//!
//! Everything in it is made by the same acts that people use, at instants in the past; nothing is
//! written beside them. The organisations do not exist.

mod desk;
mod outside;
mod support;

pub use desk::Login;

use crate::{
    Actor, Door, Failed, House, Subject, chance, entity,
    filing::{
        Filed, Wish, first,
        later::{self, Next},
    },
};
use meldkamer_domain::{
    access::{Tie, Verb},
    id::EntityId,
    question::Stage,
    time::Instant,
};
use meldkamer_store::{Trouble, house as facts};
use serde::Deserialize;
use serde_json::{Map, Value, json};

const SAMPLES: &str = include_str!("../../../samples/demo/incidents.json");
/// How many incidents there are; the last [`CAMPAIGN`] of them are one campaign.
const INCIDENTS: usize = 60;
const CAMPAIGN: usize = 6;

#[derive(Deserialize)]
struct Samples {
    entities: Vec<Entity>,
    scenarios: Vec<Scenario>,
    people: Vec<String>,
}

#[derive(Deserialize)]
struct Entity {
    name: String,
    number: String,
    sector: String,
    subsector: String,
    kind: String,
    class: String,
    domain: String,
}

impl Entity {
    /// What it does, as the register writes it: a sector with its subsector, or else its kind.
    fn activity(&self) -> String {
        let Self { sector, subsector, kind, .. } = self;
        match (subsector.as_str(), kind.as_str()) {
            ("", "" | "other") => sector.clone(),
            ("", kind) => format!("{sector}//{kind}"),
            (subsector, _) => format!("{sector}/{subsector}"),
        }
    }
}

#[derive(Deserialize)]
struct Both {
    nl: String,
    en: String,
}

impl Both {
    fn of(&self, language: &str) -> &str {
        if language == "nl" { &self.nl } else { &self.en }
    }
}

#[derive(Deserialize)]
struct Scenario {
    id: String,
    kind: Option<String>,
    summary: Both,
    status: String,
    malicious: String,
    safety: String,
    service: Both,
    state: String,
    answers: Map<String, Value>,
}

/// One incident of the demonstration, and how long ago it came in.
#[derive(Debug)]
pub struct Told {
    /// The filing, with its code.
    pub filed: Filed,
    /// Its number, from 0.
    pub number: usize,
    /// Hours since it was received.
    pub hours: i64,
}

/// What the demonstration holds.
#[derive(Debug, Default)]
pub struct Demonstration {
    /// Who can sign in: staff, and people from outside.
    pub staff: Vec<Login>,
    /// The incidents.
    pub told: Vec<Told>,
}

/// Fills an empty house. Nothing when it was filled before.
pub async fn fill(house: &House, now: Instant) -> Result<Demonstration, Failed> {
    if facts::fact(&house.database, "demo").await?.is_some() {
        return Ok(Demonstration::default());
    }
    let samples: Samples =
        serde_json::from_str(SAMPLES).map_err(|e| Trouble::unreadable("read the demonstration", e))?;
    enter(house, &samples, now).await?;
    let mut told = Vec::new();
    for number in 0..INCIDENTS {
        let hours = age(number);
        let filed = report(house, &samples, number, now.plus_hours(-hours)).await?;
        told.push(Told { filed, number, hours });
    }
    let mut staff = desk::hire(house).await?;
    desk::furnish(house, &staff, now).await?;
    // In the order of time: what was weighed is what was known by then.
    for one in &told {
        let answered = desk::take_up(house, &staff, one, now).await?;
        go_on(house, one, now).await?;
        if answered {
            desk::finish(house, &staff, one, now).await?;
        }
    }
    desk::campaign(house, &staff, &told, now).await?;
    support::support(house, &staff, &told, now).await?;
    if let (Some(entity), [chief, officer, ..]) = (samples.entities.first(), &staff[..]) {
        let outsiders = outside::welcome(house, chief, entity, now).await?;
        let theirs: Vec<&Told> =
            told.iter().filter(|one| one.filed.dossier.organisation == entity.name).collect();
        outside::bind(house, officer, entity, &theirs, now).await?;
        staff.extend(outsiders);
    }
    Ok(Demonstration { staff, told })
}

/// Hours since an incident came in: most of them lately, some long ago, the campaign within a day.
fn age(number: usize) -> i64 {
    let number = i64::try_from(number).unwrap_or(0);
    let campaign = i64::try_from(INCIDENTS - CAMPAIGN).unwrap_or(0);
    if number >= campaign { 3 * (number - campaign) + 1 } else { 2 + number * number * 3 / 4 }
}

/// Enters the entities in the register and remembers that the house is filled, in one act.
async fn enter(house: &House, samples: &Samples, now: Instant) -> Result<(), Failed> {
    let at = now.plus_hours(-24 * 120);
    let mut act = house.begin(&Door { at, actor: Actor::operator(), language: "nl".into() }).await?;
    let permit = act.may(Verb::FillDemo, Subject::house(), Tie::None).await?;
    let sectors = &house.law().law.sectors;
    for one in &samples.entities {
        let told = json!({
            "name": one.name,
            "number": one.number,
            "sectors": one.activity(),
            "class": one.class,
            "states": ["NL"],
            "domains": [one.domain],
            "email": format!("info@{}", one.domain),
            "contacts": [{"role": "always", "name": "SOC", "email": format!("soc@{}", one.domain), "phone": "+31 6 0000 0000"}],
        });
        let (told, _) = meldkamer_domain::entity::read(&Default::default(), &told, Some(sectors));
        let id = EntityId::new(at, chance::bytes()).to_string();
        entity::enter(&act, &permit, &id, told, "registered", &entity::How::new("demo", "")).await?;
    }
    facts::set_fact(act.tx()?, &permit, "demo", &at.rfc3339()).await?;
    act.note(permit, json!({"entities": samples.entities.len()})).await.map(drop)
}

async fn report(house: &House, samples: &Samples, number: usize, at: Instant) -> Result<Filed, Failed> {
    let campaign = number >= INCIDENTS - CAMPAIGN;
    let among = samples.scenarios.len() - 1;
    let scenario = if campaign { among } else { number % among };
    let scenario = samples.scenarios.get(scenario).ok_or(Failed::NOT_FOUND)?;
    let entity = samples.entities.get((number * 7) % samples.entities.len()).ok_or(Failed::NOT_FOUND)?;
    let person = samples.people.get(number % samples.people.len()).map_or("", String::as_str);
    let language = if number % 5 == 3 { "en" } else { "nl" };
    let mandatory = scenario.kind.is_none();
    let wish = Wish {
        stage: if mandatory { Stage::EarlyWarning } else { Stage::Voluntary },
        answers: answers(scenario, entity, person, language, at),
        regime: None,
        language: language.into(),
        exercise: number % 20 == 11,
        channel: if scenario.id == "supplier" { "telephone" } else { "form" }.into(),
    };
    first::at_once(house, &Door { at, actor: Actor::stranger(), language: language.into() }, &wish, None)
        .await
}

fn answers(scenario: &Scenario, entity: &Entity, person: &str, language: &str, at: Instant) -> Value {
    let mut answers = scenario.answers.clone();
    let mail = format!("{}@{}", person.split(' ').next().unwrap_or("melder").to_lowercase(), entity.domain);
    let mut put = |id: &str, value: Value| {
        answers.entry(id).or_insert(value);
    };
    put("org.id", json!({"name": entity.name, "number": entity.number}));
    put("org.sector", json!([entity.sector]));
    if !entity.subsector.is_empty() {
        put("org.subsector", json!([entity.subsector]));
    }
    put("org.kind", json!([entity.kind]));
    put("org.class", json!(entity.class));
    put("rep.person", json!({"name": person, "phone": "+31 6 0000 0000", "email": mail}));
    put("rep.reach", json!({"channel": "phone", "answer": "+31 6 0000 0000"}));
    put("not.kind", json!(scenario.kind.as_deref().unwrap_or("significant-incident")));
    put("t.aware", json!(at.plus_seconds(-45 * 60).rfc3339()));
    put("t.detect", json!(at.plus_seconds(-95 * 60).rfc3339()));
    put("w.summary", json!(scenario.summary.of(language)));
    put("w.status", json!(scenario.status));
    put("w.malicious", json!(scenario.malicious));
    put("w.cross", json!("unknown"));
    put("i.safety", json!(scenario.safety));
    put(
        "i.services",
        json!([{"name": scenario.service.of(language), "critical": "yes", "state": scenario.state}]),
    );
    Value::Object(answers)
}

/// Later stages, where time has passed for them; one reporter withdraws.
async fn go_on(house: &House, told: &Told, now: Instant) -> Result<(), Failed> {
    let row = &told.filed.dossier;
    if row.duty != "mandatory" {
        return Ok(());
    }
    let received = Instant::from_micros(row.received_at);
    let door = |at| Door { at, actor: Actor::reporter(&row.id), language: row.language.clone() };
    if told.number == 17 {
        return later::withdraw(
            house,
            &door(received.plus_hours(5)),
            &row.id,
            "Het bleek een storing bij één gebruiker.",
        )
        .await;
    }
    let stages = [(Stage::Notification, 40, 60), (Stage::Final, 24 * 25, 24 * 27)];
    for (stage, after, from) in stages {
        if told.hours < from || told.number % 9 == 4 {
            continue;
        }
        let at = received.plus_hours(after);
        let end = (stage == Stage::Final).then(|| json!(received.plus_hours(90).rfc3339()));
        let mut answers = json!({
            "w.status": if stage == Stage::Final { "restored" } else { "under-control" },
            "w.detail": "Wij hebben de toegang gesloten en de systemen opnieuw ingericht.",
            "m.done": [{"what": "Toegang gesloten, wachtwoorden vernieuwd"}],
        });
        if let (Some(end), Some(object)) = (end, answers.as_object_mut()) {
            object.insert("t.end".into(), end);
        }
        later::file(house, &door(at.min(now)), &row.id, &Next { stage, answers, reason: String::new() })
            .await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::{Library, built_in};
    use meldkamer_domain::filing::{self, Severity};

    #[test]
    fn all_that_is_told_is_understood() {
        let samples: Samples = serde_json::from_str(SAMPLES).unwrap();
        let catalogue = Library::read(built_in()).0.catalogue;
        let at = Instant::parse("2026-11-27T03:00:00Z").unwrap();
        for entity in &samples.entities {
            for scenario in &samples.scenarios {
                let told = answers(scenario, entity, "Ans", "nl", at);
                let stage = if scenario.kind.is_none() { Stage::EarlyWarning } else { Stage::Voluntary };
                let (_, gaps) = filing::read(&catalogue, stage, &told, at, &jiff::tz::TimeZone::UTC);
                let wrong: Vec<_> = gaps.iter().filter(|gap| gap.severity == Severity::Wrong).collect();
                assert!(wrong.is_empty(), "{} of {}: {wrong:?}", scenario.id, entity.name);
            }
        }
    }
}
