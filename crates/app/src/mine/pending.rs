//! A later stage that is still being written: each answer kept as it is typed, until it is filed.
//!
//! What is typed lies over what is known from earlier filings. An answer from before the newest
//! filing of the stage is done with and is not shown again.

use super::Mine;
use crate::{
    Act, Door, Failed, House, Subject, chance,
    draft::{Change, Kept, alike, version, weigh},
    tie,
};
use meldkamer_domain::{
    access::{Permit, Verb},
    filing::{Answer, Filing},
    id::DraftId,
    question::Stage,
    refused::Refused,
    time::Instant,
};
use meldkamer_store::{
    dossier::{self, DossierRow},
    draft::{self, AnswerRow, DraftRow},
    filing,
};
use serde_json::{Value, json};

/// What somebody typed in the form of a stage.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// The stage.
    pub stage: Stage,
    /// Which page wrote them, to tell two people at one form apart.
    pub writer: &'a str,
    /// The answers.
    pub changes: &'a [Change],
    /// What the form began with.
    pub known: &'a Filing,
}

/// What was typed for a stage, the newest version of each answer, and when the stage was last filed.
#[derive(Clone, Debug, Default)]
pub struct Pending {
    answers: Vec<AnswerRow>,
    filed: Option<i64>,
}

impl Pending {
    /// The version of an answer that a form shows, to tell later who wrote over whom; 0 for none.
    pub fn version(&self, question: &str) -> i64 {
        self.answers.iter().find(|one| one.question == question).map_or(0, |one| one.version)
    }

    /// What is known with what was typed over it: an object of question id to value.
    pub fn over(&self, known: &Filing) -> Value {
        let mut all = known.to_json();
        if let Value::Object(object) = &mut all {
            for one in self.answers.iter().filter(|one| !is_done(one, self.filed)) {
                match serde_json::from_str(&one.value).unwrap_or(Value::Null) {
                    Value::Null => drop(object.remove(&one.question)),
                    value => drop(object.insert(one.question.clone(), value)),
                }
            }
        }
        all
    }
}

/// Whether an answer was typed before the stage was last filed: then it is done with.
fn is_done(answer: &AnswerRow, filed: Option<i64>) -> bool {
    filed.is_some_and(|filed| answer.at <= filed)
}

/// What was typed for a stage of a dossier.
pub async fn of_stage(house: &House, mine: &Mine, stage: Stage) -> Result<Pending, Failed> {
    let asks = &house.database;
    let answers = match draft::of_stage(asks, &mine.row.id, stage.id()).await? {
        Some(row) => draft::answers(asks, &row.id).await?,
        None => Vec::new(),
    };
    Ok(Pending { answers, filed: mine.newest(stage.id()).map(|one| one.submitted_at) })
}

/// Keeps answers of a later stage as they were typed; what equals what is known is not kept again.
///
/// What somebody else typed meanwhile stays as a version and is given back. Refused with
/// [`Refused::Closed`] when the dossier is withdrawn or merged.
pub async fn keep(house: &House, door: &Door, mine: &Mine, words: Words<'_>) -> Result<Kept, Failed> {
    let Words { stage, writer, changes, known } = words;
    let mut act = house.begin(door).await?;
    let row = dossier::for_change(act.tx()?, &mine.row.id).await?.ok_or(Failed::NOT_FOUND)?;
    let begun = draft::of_stage(act.tx()?, &row.id, stage.id()).await?;
    let id = begun
        .as_ref()
        .map_or_else(|| DraftId::new(act.at, chance::bytes()).to_string(), |one| one.id.clone());
    let permit = act.may(Verb::KeepDraft, Subject::draft(&id), tie::to_dossier(door, &row)).await?;
    if matches!(row.state.as_str(), "withdrawn" | "merged") {
        return Err(Refused::Closed.into());
    }

    if begun.is_none() {
        begin(&act, &permit, &id, &row, stage).await?;
    }
    let filed = filing::newest(act.tx()?, &row.id, stage.id()).await?.map(|one| one.submitted_at);
    let (mut kept, mut written) = (Kept::default(), Vec::new());
    for change in changes {
        let versions = draft::versions(act.tx()?, &id, &change.question).await?;
        let newest = versions.last().map_or(0, |one| one.version);
        let (verdict, clash) = match afresh(house, &versions, change, known, filed, act.at) {
            Some(verdict) => (verdict, None),
            None => weigh(house, &versions, change, writer, act.at),
        };
        if verdict {
            let answer = version(&change.question, newest + 1, &change.value, writer, act.at);
            draft::keep(act.tx()?, &permit, &id, &answer).await?;
            written.push(json!([change.question, newest + 1]));
        }
        kept.clashes.extend(clash);
        kept.versions.push((change.question.clone(), newest + i64::from(verdict)));
    }

    act.note(permit, json!({"stage": stage.id(), "kept": written, "writer": writer})).await?;
    Ok(kept)
}

/// Whether a change is to be written that was made on what is known rather than on a kept answer;
/// nothing when it was made on a kept answer, or collides with one.
fn afresh(
    house: &House,
    versions: &[AnswerRow],
    change: &Change,
    known: &Filing,
    filed: Option<i64>,
    at: Instant,
) -> Option<bool> {
    let before = known.get(&change.question).map_or(Value::Null, Answer::to_json);
    let same = || alike(house, &change.question, &before, &change.value, at);
    if versions.last().is_none_or(|newest| is_done(newest, filed)) {
        return Some(!same());
    }
    let seen = versions.iter().find(|one| Some(one.version) == change.base);
    let on_known = change.base.is_some() && seen.is_none_or(|one| is_done(one, filed));
    (on_known && same()).then_some(false)
}

/// A draft of a dossier's stage has no code of its own: it is reached through the dossier.
async fn begin(
    act: &Act<'_>,
    permit: &Permit,
    id: &str,
    row: &DossierRow,
    stage: Stage,
) -> Result<(), Failed> {
    let unreachable: [u8; 32] = chance::bytes();
    let new = DraftRow {
        id: id.to_owned(),
        code: unreachable.to_vec(),
        language: row.language.clone(),
        stage: stage.id().to_owned(),
        kind: row.kind.clone(),
        exercise: row.exercise,
        channel: "form".into(),
        origin: String::new(),
        dossier: Some(row.id.clone()),
        filed_as: None,
        created_at: act.at.micros(),
        changed_at: act.at.micros(),
        entity: None,
        account: None,
        behalf: String::new(),
    };
    Ok(draft::add(act.tx()?, permit, &new).await?)
}

/// One version of an answer as it was typed then.
pub async fn earlier(
    house: &House,
    dossier: &str,
    stage: Stage,
    question: &str,
    number: i64,
) -> Result<Option<Value>, Failed> {
    let Some(row) = draft::of_stage(&house.database, dossier, stage.id()).await? else { return Ok(None) };
    crate::draft::earlier(house, &row.id, question, number).await
}
