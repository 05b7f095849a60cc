//! Writing down a step of custody, and reading the chain back.

use super::{Faults, text_fault};
use crate::{Act, Door, Failed, House, Subject, filing::first::hex};
use meldkamer_domain::{
    access::{Permit, Tie, Verb},
    evidence::custody::{Fault, Line, Step, may_add},
    journal::Hash,
    refused::Refused,
    time::Instant,
};
use meldkamer_store::{
    Trouble,
    evidence::{
        custody::{self, CustodyRow},
        item,
    },
};
use serde_json::json;

/// A step as somebody tells it.
#[derive(Clone, Debug)]
pub struct Told {
    /// What happened.
    pub step: Step,
    /// Who had it in hand.
    pub person: String,
    /// In what role.
    pub role: String,
    /// When.
    pub happened: Instant,
    /// What for.
    pub purpose: String,
    /// Where.
    pub place: String,
    /// Hex SHA-256 at that moment, or nothing.
    pub digest: String,
}

/// What is wrong with a step that a person tells, everything at once.
pub fn faults(told: &Told) -> Faults {
    let texts = [("person", &told.person), ("purpose", &told.purpose), ("place", &told.place)];
    let bad = texts.into_iter().filter_map(|(field, text)| Some((field.to_owned(), text_fault(text)?)));
    let mut faults: Faults = bad.collect();
    if !Step::BY_HAND.contains(&told.step) {
        faults.push(("step".into(), "not-an-option"));
    }
    let digest = told.digest.trim();
    let is_whole = digest.len() == 64 && digest.chars().all(|sign| sign.is_ascii_hexdigit());
    if !digest.is_empty() && !is_whole {
        faults.push(("digest".into(), "not-a-digest"));
    }
    faults
}

/// Writes down a step that a person tells.
pub async fn add(house: &House, door: &Door, id: &str, told: &Told) -> Result<(), Failed> {
    if let Some((field, fault)) = faults(told).into_iter().next() {
        return Err(Refused::field(field, fault).into());
    }
    let mut act = house.begin(door).await?;
    let row = item::by_id(act.tx()?, id).await?.ok_or(Failed::NOT_FOUND)?;
    let permit = act.may(Verb::AddCustody, Subject::evidence(&row.case_id), Tie::Other).await?;

    let line = write(&act, &permit, &row.id, told).await?;

    act.note(permit, json!({"item": row.id, "step": told.step.name(), "line": hex(&line.hash)})).await?;
    Ok(())
}

/// Adds a line to the chain of an item, if its story allows it.
pub(super) async fn write(
    act: &Act<'_>,
    permit: &Permit,
    id: &str,
    told: &Told,
) -> Result<CustodyRow, Failed> {
    let known = custody::of_item(act.tx()?, id).await?;
    let story: Vec<(Step, Instant)> = known.iter().filter_map(step_of).collect();
    may_add(&story, told.step, told.happened, act.at)
        .map_err(|fault| Refused::field("step", fault.code()))?;
    let prev = match known.last() {
        None => [0; 32],
        Some(last) => last.hash.as_slice().try_into().map_err(|e| Trouble::unreadable("custody", e))?,
    };
    let mut row = CustodyRow {
        item: id.to_owned(),
        seq: i64::try_from(known.len()).unwrap_or(i64::MAX),
        step: told.step.name().to_owned(),
        person: told.person.trim().to_owned(),
        role: told.role.trim().to_owned(),
        happened_at: told.happened.micros(),
        written_at: act.at.micros(),
        purpose: told.purpose.trim().to_owned(),
        place: told.place.trim().to_owned(),
        digest: told.digest.trim().to_ascii_lowercase(),
        actor: act.actor.journalled(),
        hash: Vec::new(),
    };
    row.hash = line(&row).hash(&prev).to_vec();
    custody::add(act.tx()?, permit, &row).await?;
    Ok(row)
}

fn step_of(row: &CustodyRow) -> Option<(Step, Instant)> {
    Some((Step::named(&row.step)?, Instant::from_micros(row.happened_at)))
}

fn line(row: &CustodyRow) -> Line {
    let text = String::clone;
    Line {
        item: text(&row.item),
        seq: u64::try_from(row.seq).unwrap_or(0),
        step: text(&row.step),
        person: text(&row.person),
        role: text(&row.role),
        happened: Instant::from_micros(row.happened_at),
        written: Instant::from_micros(row.written_at),
        purpose: text(&row.purpose),
        place: text(&row.place),
        digest: text(&row.digest),
        actor: text(&row.actor),
    }
}

/// The first line of a chain that is not as it was written, or the fault in its story.
pub fn broken(rows: &[CustodyRow]) -> Option<String> {
    let mut prev: Hash = [0; 32];
    for (place, row) in rows.iter().enumerate() {
        let hash = line(row).hash(&prev);
        if row.seq != i64::try_from(place).unwrap_or(-1) || row.hash != hash {
            return Some(format!("custody line {place} is not as it was written"));
        }
        prev = hash;
    }
    let mut story: Vec<(Step, Instant)> = rows.iter().filter_map(step_of).collect();
    if story.len() != rows.len() {
        return Some("custody holds a step that is not known".into());
    }
    story.sort_by_key(|(_, at)| *at);
    let steps: Vec<Step> = story.into_iter().map(|(step, _)| step).collect();
    let checked: Result<(), Fault> = meldkamer_domain::evidence::custody::check(&steps);
    checked.err().map(|fault| format!("custody cannot be so: {}", fault.code()))
}

/// The lines of an item, in the order they were written.
pub async fn lines(house: &House, id: &str) -> Result<Vec<CustodyRow>, Failed> {
    Ok(custody::of_item(&house.database, id).await?)
}
