//! Drafts: what somebody is still writing, kept answer by answer, every version of it.
//!
//! Whoever holds the code writes; several may write at once, and no text gives way unseen. Not
//! here: what becomes of a draft that is filed ([`crate::filing`]).

pub mod files;
mod resume;
mod weigh;

pub(crate) use resume::seek;
pub use resume::{Found, resume};
pub(crate) use weigh::{alike, weigh};

use crate::{Door, Failed, House, Subject, binding::Owner, chance, tie};
use files::Bundle;
use meldkamer_domain::{
    access::Verb,
    code::{Code, CodeDigest},
    entity::sorted_as,
    filing::{self, Filing, Gap},
    id::DraftId,
    question::Stage,
    refused::Refused,
    time::Instant,
};
use meldkamer_store::{
    Trouble,
    draft::{self, AnswerRow, DraftRow},
    entity,
    message::AttachmentRow,
};
use serde_json::{Map, Value, json};

/// So many names a look-up gives.
const LOOKED_UP: i64 = 10;
/// So often a lost race for the next version is run again.
const RACES: usize = 5;

/// A draft to begin.
#[derive(Clone, Debug)]
pub struct Opening {
    /// The stage it is for: the early warning, or a voluntary report.
    pub stage: Stage,
    /// The kind of report, as in `not.kind`.
    pub kind: String,
    /// Whether it is an exercise.
    pub exercise: bool,
    /// `form`, `telephone`, `mail`, `file`, `third-party`.
    pub channel: String,
    /// Who or what began it, beyond the channel.
    pub origin: String,
    /// Answers that are known already, by question.
    pub answers: Map<String, Value>,
}

/// A draft that was begun, with the only copy of its code.
#[derive(Clone, Debug)]
pub struct Opened {
    /// Its id.
    pub id: String,
    /// The words of its code.
    pub code: String,
}

/// A draft with the newest version of each answer.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The draft.
    pub row: DraftRow,
    /// Its answers.
    pub answers: Vec<AnswerRow>,
    /// Its files.
    pub files: Vec<AttachmentRow>,
}

/// One answer as it was typed.
#[derive(Clone, Debug)]
pub struct Change {
    /// The question, or a name that the catalogue does not know.
    pub question: String,
    /// The version that the writer saw, 0 for none; `None` when that is not known.
    pub base: Option<i64>,
    /// The answer; null when it was emptied.
    pub value: Value,
}

/// Two texts for one answer: the newer one is kept, the other one is not lost.
#[derive(Clone, Debug)]
pub struct Clash {
    /// The question.
    pub question: String,
    /// The version of the other text.
    pub version: i64,
    /// The other text.
    pub value: Value,
    /// When it was written.
    pub at: Instant,
}

/// What became of the changes.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    /// The version that stands now, for each question that was sent.
    pub versions: Vec<(String, i64)>,
    /// Where somebody else wrote meanwhile.
    pub clashes: Vec<Clash>,
    /// Whether files were left out because there would be more than [`files::MOST`].
    pub too_many: bool,
}

impl Draft {
    /// The draft's stage.
    pub fn stage(&self) -> Stage {
        Stage::parse(&self.row.stage).unwrap_or(Stage::EarlyWarning)
    }

    /// The answers as they were typed, by question.
    pub fn value(&self) -> Value {
        let value = |json: &str| serde_json::from_str(json).unwrap_or(Value::Null);
        Value::Object(self.answers.iter().map(|one| (one.question.clone(), value(&one.value))).collect())
    }

    /// The answers as they are understood at a moment, and what is missing or wrong.
    pub fn read(&self, house: &House, at: Instant) -> (Filing, Vec<Gap>) {
        filing::read(&house.law().catalogue, self.stage(), &self.value(), at, &house.zone())
    }

    /// The newest version of an answer, 0 when there is none.
    pub fn version(&self, question: &str) -> i64 {
        self.answers.iter().find(|one| one.question == question).map_or(0, |one| one.version)
    }
}

/// Begins a draft with a code of its own.
pub async fn open(house: &House, door: &Door, opening: &Opening) -> Result<Opened, Failed> {
    let (id, code) = (DraftId::new(door.at, chance::bytes()), Code::new(chance::bytes()));
    let mut act = house.begin(door).await?;
    let permit = act.may(Verb::OpenDraft, Subject::draft(id), tie::to_begin(door)).await?;
    let owner = Owner::of(&act.actor);
    let row = DraftRow {
        id: id.to_string(),
        code: house.keys.digest_of(&code).0.to_vec(),
        language: door.language.clone(),
        stage: opening.stage.id().into(),
        kind: opening.kind.clone(),
        exercise: i64::from(opening.exercise),
        channel: opening.channel.clone(),
        origin: opening.origin.clone(),
        dossier: None,
        filed_as: None,
        created_at: act.at.micros(),
        changed_at: act.at.micros(),
        account: owner.as_ref().map(|_| act.actor.id.clone()),
        entity: owner.as_ref().map(|one| one.entity.clone()),
        behalf: owner.map(|one| one.behalf).unwrap_or_default(),
    };
    draft::add(act.tx()?, &permit, &row).await?;
    for (question, value) in &opening.answers {
        let answer = version(question, 1, value, "", act.at);
        draft::keep(act.tx()?, &permit, &row.id, &answer).await?;
    }
    let details =
        json!({"stage": row.stage, "kind": row.kind, "exercise": opening.exercise, "channel": row.channel});
    act.note(permit, details).await?;
    Ok(Opened { id: row.id, code: code.to_string() })
}

/// The draft whose code somebody holds: holding it is the right to read it.
pub async fn by_code(house: &House, code: &CodeDigest) -> Result<Option<Draft>, Failed> {
    let Some(row) = draft::by_code(&house.database, &code.0).await? else { return Ok(None) };
    let answers = draft::answers(&house.database, &row.id).await?;
    let files = files::of(house, &row.id).await?;
    Ok(Some(Draft { row, answers, files }))
}

/// Keeps answers as they were typed. What somebody else wrote meanwhile stays as a version and is
/// given back, so that the page can show both texts.
pub async fn keep(
    house: &House,
    door: &Door,
    id: &str,
    writer: &str,
    changes: &[Change],
) -> Result<Kept, Failed> {
    keep_with(house, door, id, writer, changes, &Bundle::default()).await
}

/// Keeps answers and files: one act, so that a form sent with a file is kept whole or not at all.
pub async fn keep_with(
    house: &House,
    door: &Door,
    id: &str,
    writer: &str,
    changes: &[Change],
    bundle: &Bundle,
) -> Result<Kept, Failed> {
    for _ in 1..RACES {
        match keep_once(house, door, id, writer, changes, bundle).await {
            Err(Failed::Trouble(Trouble::Collision { .. })) => {}
            done => return done,
        }
    }
    keep_once(house, door, id, writer, changes, bundle).await
}

async fn keep_once(
    house: &House,
    door: &Door,
    id: &str,
    writer: &str,
    changes: &[Change],
    bundle: &Bundle,
) -> Result<Kept, Failed> {
    let mut act = house.begin(door).await?;
    let row = draft::by_id(act.tx()?, id).await?.ok_or(Failed::NOT_FOUND)?;
    let permit = act.may(Verb::KeepDraft, Subject::draft(&row.id), tie::to_draft(door, &row.id)).await?;
    if row.filed_as.is_some() {
        return Err(Refused::AlreadyDone.into());
    }
    let (mut kept, mut written) = (Kept::default(), Vec::new());
    for change in changes {
        let versions = draft::versions(act.tx()?, &row.id, &change.question).await?;
        let newest = versions.last().map_or(0, |one| one.version);
        let (verdict, clash) = weigh(house, &versions, change, writer, act.at);
        if verdict {
            let answer = version(&change.question, newest + 1, &change.value, writer, act.at);
            draft::keep(act.tx()?, &permit, &row.id, &answer).await?;
            written.push(json!([change.question, newest + 1]));
        }
        kept.clashes.extend(clash);
        kept.versions.push((change.question.clone(), newest + i64::from(verdict)));
    }
    if let Some(kind) =
        changes.iter().rfind(|one| one.question == "not.kind").and_then(|one| one.value.as_str())
    {
        let stage = stage_of(kind, Stage::parse(&row.stage).unwrap_or(Stage::EarlyWarning));
        draft::turn(act.tx()?, &permit, &row.id, stage.id(), kind).await?;
    }
    kept.too_many = !files::change(&act, &permit, &row.id, bundle).await?;
    let files: Vec<&String> = bundle.add.iter().filter(|_| !kept.too_many).map(|one| &one.digest).collect();
    let details = json!({"kept": written, "writer": writer, "files": files, "dropped": bundle.drop});
    act.note(permit, details).await?;
    Ok(kept)
}

/// The stage that a kind of report is filed as; other stages stay what they are.
pub fn stage_of(kind: &str, now: Stage) -> Stage {
    match (kind, now) {
        ("significant-incident", Stage::EarlyWarning | Stage::Voluntary) => Stage::EarlyWarning,
        ("voluntary-incident" | "near-miss" | "cyber-threat", Stage::EarlyWarning | Stage::Voluntary) => {
            Stage::Voluntary
        }
        _ => now,
    }
}

pub(crate) fn version(question: &str, version: i64, value: &Value, writer: &str, at: Instant) -> AnswerRow {
    AnswerRow {
        question: question.to_owned(),
        version,
        value: value.to_string(),
        author: writer.to_owned(),
        at: at.micros(),
    }
}

/// Names of known organisations that begin so: names only, nothing that a stranger may not know.
pub async fn organisations(house: &House, start: &str) -> Result<Vec<String>, Failed> {
    let start = start.trim();
    if start.chars().count() < 2 {
        return Ok(Vec::new());
    }
    let start = sorted_as(start);
    let found = entity::beginning_with(&house.database, &start, LOOKED_UP).await?;
    let mut names: Vec<String> = found.into_iter().map(|one| one.name).collect();
    names.dedup();
    Ok(names)
}

/// One version of an answer, as it was typed then.
pub async fn earlier(house: &House, id: &str, question: &str, number: i64) -> Result<Option<Value>, Failed> {
    let versions = draft::versions(&house.database, id, question).await?;
    let found = versions.into_iter().find(|one| one.version == number);
    Ok(found.map(|one| serde_json::from_str(&one.value).unwrap_or(Value::Null)))
}

#[cfg(test)]
#[path = "draft/tests.rs"]
mod tests;
