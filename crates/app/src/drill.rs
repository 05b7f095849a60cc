//! Exercises: beginning one, what players do in it, and what came of it.
//!
//! Injects come by a round ([`crate::rounds::drills`]), so that nobody has to look at a screen. The report
//! that players make is an ordinary draft, marked as an exercise; it reaches no authority.

pub mod after;
mod play;

pub use play::{LONGEST, answer, end, opening};

use crate::{Act, Door, Failed, House, Subject, act::Errand, chance, entity::tie_to};
use meldkamer_domain::{
    access::{Permit, Role, Tie, Verb},
    code::{Code, CodeDigest},
    drill::{Inject, Scenario},
    id::DrillId,
    refused::Refused,
    rulebook::Said,
    time::Instant,
};
use meldkamer_store::drill::{self, AnswerRow, DrillRow, InjectRow, PlayerRow};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// So many people at most get the injects by mail.
pub const MOST_PLAYERS: usize = 20;
/// The most characters of an organisation's name.
const LONGEST_NAME: usize = 200;

/// An exercise to begin.
#[derive(Clone, Debug, Default)]
pub struct Start {
    /// The scenario's id.
    pub scenario: String,
    /// Who practises, as it is shown; may be empty.
    pub organisation: String,
    /// The entity that practises, when it is in the register.
    pub entity: Option<String>,
    /// Who gets the injects by mail. Nobody, when a stranger begins it: we mail no addresses that
    /// strangers give.
    pub players: Vec<PlayerRow>,
}

/// An exercise that was begun.
#[derive(Clone, Debug)]
pub struct Started {
    /// Its id.
    pub id: String,
    /// The words of its code.
    pub code: String,
}

/// All that players see.
#[derive(Clone, Debug)]
pub struct Look {
    /// The exercise.
    pub row: DrillRow,
    /// What happens in it, also what is still to come.
    pub injects: Vec<InjectRow>,
    /// Every version of every answer.
    pub answers: Vec<AnswerRow>,
}

/// Begins an exercise. What happens at its beginning is shown at once.
pub async fn start(house: &House, door: &Door, wish: &Start) -> Result<Started, Failed> {
    let library = house.law();
    let offered = library.scenarios.on(house.day(door.at));
    let scenario = offered.into_iter().find(|one| one.id == wish.scenario);
    let scenario = scenario.ok_or_else(|| Refused::field("scenario", "missing"))?;
    let id = DrillId::new(door.at, chance::bytes()).to_string();
    let mut act = house.begin(door).await?;
    let (verb, tie) = right(&act, wish);
    let permit = act.may(verb, Subject::drill(&id), tie).await?;
    let code = code_of(house, &id);
    let row = begun(&act, scenario, wish, &id, house.keys.digest_of(&code), &door.language);
    let injects: Vec<InjectRow> = scenario
        .injects
        .iter()
        .zip(0..)
        .map(|(inject, place)| planned(scenario, inject, place, &row))
        .collect();
    let players = if act.actor.role == Role::Stranger { &[] } else { wish.players.as_slice() };
    let players = &players[..players.len().min(MOST_PLAYERS)];
    drill::add(act.tx()?, &permit, &row, &injects, players).await?;
    for inject in injects.iter().filter(|one| one.due_at <= act.at.micros()) {
        drill::show(act.tx()?, &permit, &id, &inject.id, act.at.micros()).await?;
        tell(&act, &permit, &row, inject, players).await?;
    }
    let details = json!({"scenario": row.scenario, "version": row.version, "players": players.len()});
    act.note(permit, details).await?;
    Ok(Started { id, code: code.to_string() })
}

/// By which right somebody begins an exercise: as a stranger, for their own entity, or as the CSIRT.
fn right(act: &Act<'_>, wish: &Start) -> (Verb, Tie) {
    match (&act.actor.mandate, act.actor.role) {
        (_, Role::Stranger) => (Verb::StartDrill, Tie::None),
        (Some(_), _) => {
            let entity = wish.entity.as_deref().unwrap_or_default();
            (Verb::StartOwnDrill, tie_to(&act.actor, entity))
        }
        (None, _) => (Verb::StartDrillFor, Tie::None),
    }
}

fn begun(
    act: &Act<'_>,
    scenario: &Scenario,
    wish: &Start,
    id: &str,
    code: CodeDigest,
    language: &str,
) -> DrillRow {
    let organisation = wish.organisation.split_whitespace().collect::<Vec<_>>().join(" ");
    DrillRow {
        id: id.to_owned(),
        code: code.0.to_vec(),
        entity: wish.entity.clone(),
        organisation: organisation.chars().take(LONGEST_NAME).collect(),
        scenario: scenario.id.clone(),
        version: scenario.version.clone(),
        title: both(&scenario.title).to_string(),
        language: language.to_owned(),
        started_by: act.actor.journalled(),
        started_at: act.at.micros(),
        ends_at: scenario.ends(act.at).micros(),
        ended_at: None,
    }
}

fn planned(scenario: &Scenario, inject: &Inject, place: i64, row: &DrillRow) -> InjectRow {
    InjectRow {
        drill: row.id.clone(),
        id: inject.id.get_ref().clone(),
        place,
        due_at: scenario.due(inject, Instant::from_micros(row.started_at)).micros(),
        within_minutes: inject.within,
        hopes: inject.hopes.map_or("", |hope| hope.name()).to_owned(),
        said: json!({
            "title": both(&inject.title), "text": both(&inject.text), "ask": both(&inject.ask),
        })
        .to_string(),
        shown_at: None,
    }
}

fn both(said: &Said) -> Value {
    json!({"nl": said.nl, "en": said.en})
}

/// One of the texts that a row keeps in both languages.
pub fn said(json: &str, name: &str, language: &str) -> String {
    let kept: Value = serde_json::from_str(json).unwrap_or(Value::Null);
    let text = if name.is_empty() { &kept } else { &kept[name] };
    text[if language == "nl" { "nl" } else { "en" }].as_str().unwrap_or_default().to_owned()
}

/// The words of an exercise's code. They are made from its id, so that they can be mailed to players.
pub fn code_of(house: &House, id: &str) -> Code {
    let request: [u8; 32] = Sha256::digest(id.as_bytes()).into();
    house.keys.code_for(&format!("exercise {id}"), &request)
}

/// The exercise whose code this is.
pub async fn by_code(house: &House, code: &CodeDigest) -> Result<Option<DrillRow>, Failed> {
    Ok(drill::by_code(&house.database, &code.0).await?)
}

/// All that players see of an exercise.
pub async fn look(house: &House, row: DrillRow) -> Result<Look, Failed> {
    Ok(Look {
        injects: drill::injects(&house.database, &row.id).await?,
        answers: drill::answers(&house.database, &row.id).await?,
        row,
    })
}

/// Exercises of an entity, the newest first.
pub async fn of_entity(
    house: &House,
    entity: &str,
    limit: i64,
    offset: i64,
) -> Result<Vec<DrillRow>, Failed> {
    Ok(drill::of_entity(&house.database, entity, limit, offset).await?)
}

/// All exercises, the newest first.
pub async fn all(house: &House, limit: i64, offset: i64) -> Result<Vec<DrillRow>, Failed> {
    Ok(drill::all(&house.database, limit, offset).await?)
}

/// One exercise, of this entity when one is given; another's answers like one that is not there.
pub async fn one(house: &House, entity: Option<&str>, id: &str) -> Result<DrillRow, Failed> {
    let row = drill::by_id(&house.database, id).await?;
    let theirs = |row: &DrillRow| entity.is_none_or(|entity| row.entity.as_deref() == Some(entity));
    row.filter(theirs).ok_or(Failed::NOT_FOUND)
}

/// How somebody is tied to an exercise.
pub(crate) fn tie(door: &Door, row: &DrillRow) -> Tie {
    if door.actor.role == Role::Reporter && door.actor.id == row.id { Tie::Own } else { Tie::Other }
}

/// Writes an inject down as a mail to each player.
pub(crate) async fn tell(
    act: &Act<'_>,
    permit: &Permit,
    row: &DrillRow,
    inject: &InjectRow,
    players: &[PlayerRow],
) -> Result<(), Failed> {
    let text = |name: &str| said(&inject.said, name, &row.language);
    for player in players {
        let payload = json!({
            "letter": "drill-inject",
            "language": row.language,
            "exercise": true,
            "name": player.name,
            "scenario": said(&row.title, "", &row.language),
            "title": text("title"),
            "text": text("text"),
            "ask": text("ask"),
            "code": code_of(act.house, &row.id).to_string(),
        });
        act.send(permit, mail(format!("inject:{}:{}", row.id, inject.id), player, payload)).await?;
    }
    Ok(())
}

/// A mail to a player.
pub(crate) fn mail(key: String, player: &PlayerRow, payload: Value) -> Errand {
    let target = player.email.clone();
    Errand { key: format!("{key}:{target}"), kind: "mail", target, dossier: None, payload }
}
