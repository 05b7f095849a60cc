//! Findings, and courses of action: written down at the desk, seen by the organisation once released.

use super::{Begun, Faults, begin, sound};
use crate::{Door, Failed, House, chance};
use meldkamer_domain::{
    access::Verb,
    course::Course,
    id::{CourseId, FindingId},
    marking::Confidence,
    refused::Refused,
    technique::{Technique, is_tactic},
};
use meldkamer_store::material::{
    self, Part,
    finding::{self, CourseRow, FindingRow},
};
use serde_json::json;

/// The longest title, in characters.
pub const TITLE: usize = 250;
/// The longest text, in characters.
pub const TEXT: usize = 20_000;

/// What somebody found.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// In a line.
    pub title: String,
    /// In full.
    pub body: String,
    /// The technique, or nothing.
    pub technique: String,
    /// The tactic, or nothing.
    pub tactic: String,
    /// What it rests on.
    pub evidence: String,
    /// How sure we are.
    pub confidence: String,
}

/// What is wrong with a finding, everything at once.
pub fn faults(wish: &Wish) -> Faults {
    let mut faults = Faults::new();
    let mut wrong = |field: &str, fault| faults.push((field.to_owned(), fault));
    for (field, text, most) in
        [("title", &wish.title, TITLE), ("body", &wish.body, TEXT), ("evidence", &wish.evidence, TEXT)]
    {
        if text.trim().is_empty() && field != "evidence" {
            wrong(field, "missing");
        } else if text.chars().count() > most {
            wrong(field, "too-long");
        }
    }
    if !wish.technique.trim().is_empty() && Technique::parse(&wish.technique).is_none() {
        wrong("technique", "not-a-technique");
    }
    if !wish.tactic.is_empty() && !is_tactic(&wish.tactic) {
        wrong("tactic", "not-an-option");
    }
    match wish.confidence.as_str() {
        "" => wrong("confidence", "missing"),
        text if Confidence::parse(text).is_none() => wrong("confidence", "not-an-option"),
        _ => {}
    }
    faults
}

/// Writes a finding down.
pub async fn add(house: &House, door: &Door, case: &str, wish: &Wish) -> Result<(), Failed> {
    sound(faults(wish))?;
    let Begun { act, permit } = begin(house, door, case, Verb::AddMaterial).await?;
    let technique = Technique::parse(&wish.technique).map(|one| one.to_string()).unwrap_or_default();
    let row = FindingRow {
        id: FindingId::new(act.at, chance::bytes()).to_string(),
        case_id: case.to_owned(),
        title: wish.title.trim().to_owned(),
        body: wish.body.trim().to_owned(),
        technique,
        tactic: wish.tactic.clone(),
        evidence: wish.evidence.trim().to_owned(),
        confidence: wish.confidence.clone(),
        actor: act.actor.journalled(),
        added_at: act.at.micros(),
        ..FindingRow::default()
    };
    finding::add(act.tx()?, &permit, &row).await?;
    let details = json!({"part": "findings", "id": row.id, "title": row.title, "body": row.body,
        "technique": row.technique, "tactic": row.tactic, "confidence": row.confidence});
    act.note(permit, details).await.map(drop)
}

/// What is wrong with a course of action, everything at once.
pub fn course_faults(course: &Course) -> Faults {
    course.faults().into_iter().map(|(field, fault)| (field.to_owned(), fault)).collect()
}

/// Writes a course of action down.
pub async fn add_course(house: &House, door: &Door, case: &str, course: &Course) -> Result<(), Failed> {
    sound(course_faults(course))?;
    let Begun { act, permit } = begin(house, door, case, Verb::AddMaterial).await?;
    let row = CourseRow {
        id: CourseId::new(act.at, chance::bytes()).to_string(),
        case_id: case.to_owned(),
        course: json!(course).to_string(),
        actor: act.actor.journalled(),
        added_at: act.at.micros(),
        ..CourseRow::default()
    };
    finding::add_course(act.tx()?, &permit, &row).await?;
    act.note(permit, json!({"part": "courses", "id": row.id, "course": course})).await.map(drop)
}

/// The course of action of a row.
pub fn course_of(row: &CourseRow) -> Course {
    serde_json::from_str(&row.course).unwrap_or_default()
}

/// Lets the organisation see a finding or a course of action. A course goes out in both languages.
pub async fn release(house: &House, door: &Door, case: &str, part: Part, id: &str) -> Result<(), Failed> {
    if !matches!(part, Part::Finding | Part::Course) {
        return Err(Failed::NOT_FOUND);
    }
    let Begun { act, permit } = begin(house, door, case, Verb::ReleaseMaterial).await?;
    if part == Part::Course {
        let row = finding::course(act.tx()?, case, id).await?.ok_or(Failed::NOT_FOUND)?;
        if let Some(field) = course_of(&row).gaps().first() {
            return Err(Refused::field(*field, "both-languages").into());
        }
    }
    let (by, at) = (act.actor.journalled(), act.at.micros());
    if !material::release(act.tx()?, &permit, part, (case, id), &by, at).await? {
        return Err(Failed::NOT_FOUND);
    }
    act.note(permit, json!({"part": part.name(), "id": id})).await.map(drop)
}

/// All findings and courses of action of a case, removed ones too.
pub async fn all(house: &House, case: &str) -> Result<(Vec<FindingRow>, Vec<CourseRow>), Failed> {
    let findings = finding::of_case(&house.database, case).await?;
    Ok((findings, finding::courses(&house.database, case).await?))
}
