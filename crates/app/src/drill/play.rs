//! What players do: answer, report, end.

use super::tie;
use crate::{Door, Failed, House, Subject, draft::Opening, written};
use meldkamer_domain::{access::Verb, question::Stage, refused::Refused};
use meldkamer_store::drill::{self, AnswerRow, DrillRow};
use serde_json::{Map, json};

/// The most characters of an answer.
pub const LONGEST: usize = 4000;
/// The most characters of the name beside it.
const LONGEST_AUTHOR: usize = 80;

/// Answers an inject that appeared. A second answer is a new version.
pub async fn answer(
    house: &House,
    door: &Door,
    id: &str,
    inject: &str,
    body: &str,
    author: &str,
) -> Result<(), Failed> {
    let body = written("answer", body, LONGEST)?;
    let mut act = house.begin(door).await?;
    let row = drill::for_change(act.tx()?, id).await?.ok_or(Failed::NOT_FOUND)?;
    let permit = act.may(Verb::AnswerInject, Subject::drill(id), tie(door, &row)).await?;
    if row.ended_at.is_some() {
        return Err(Refused::Closed.into());
    }
    let shown = drill::injects(act.tx()?, id).await?;
    if !shown.iter().any(|one| one.id == inject && one.shown_at.is_some()) {
        return Err(Failed::NOT_FOUND);
    }
    let answers = drill::answers(act.tx()?, id).await?;
    let newest = answers.iter().rfind(|one| one.inject == inject);
    let answer = AnswerRow {
        inject: inject.to_owned(),
        version: newest.map_or(0, |one| one.version) + 1,
        body: body.replace("\r\n", "\n"),
        author: author.trim().chars().take(LONGEST_AUTHOR).collect(),
        at: act.at.micros(),
    };
    drill::answer(act.tx()?, &permit, id, &answer).await?;
    act.note(permit, json!({"inject": inject, "version": answer.version})).await?;
    Ok(())
}

/// Ends an exercise before its story is over.
pub async fn end(house: &House, door: &Door, id: &str) -> Result<(), Failed> {
    let mut act = house.begin(door).await?;
    let row = drill::for_change(act.tx()?, id).await?.ok_or(Failed::NOT_FOUND)?;
    let permit = act.may(Verb::EndDrill, Subject::drill(id), tie(door, &row)).await?;
    if !drill::end(act.tx()?, &permit, id, act.at.micros()).await? {
        return Err(Refused::AlreadyDone.into());
    }
    act.note(permit, json!({"by": "hand"})).await?;
    Ok(())
}

/// The report that players begin within an exercise: as in real life, and marked.
pub fn opening(row: &DrillRow) -> Opening {
    let mut answers = Map::new();
    answers.insert("not.kind".into(), json!("significant-incident"));
    if !row.organisation.is_empty() {
        answers.insert("org.id".into(), json!({"name": row.organisation}));
    }
    Opening {
        stage: Stage::EarlyWarning,
        kind: "significant-incident".into(),
        exercise: true,
        channel: "form".into(),
        origin: format!("drill:{}", row.id),
        answers,
    }
}
