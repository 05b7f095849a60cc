//! Drafts: what somebody is still writing, kept answer by answer, every version of it.
//!
//! Whoever holds the code writes; several may write at once, and no text gives way unseen. Not
//! here: what becomes of a draft that is filed ([`crate::filing`]).

use crate::{Act, Actor, Door, Failed, House, Subject, chance, filing::later};
use meldkamer_domain::{
    access::{Tie, Verb},
    code::{Code, CodeDigest},
    filing::{self, Answer, Filing, Gap},
    id::DraftId,
    question::{Kind, Stage},
    refused::Refused,
    time::Instant,
};
use meldkamer_store::{
    Trouble,
    dossier::{self, DossierRow},
    draft::{self, AnswerRow, DraftRow},
    entity, house as attempts,
};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

/// So many wrong codes from one network are answered at once; after that each costs time.
const FREE_TRIES: i64 = 5;
/// The longest wait between two tries, in seconds.
const LONGEST_WAIT: i64 = 60;
/// Tries are forgotten after so many hours.
const FORGET_HOURS: i64 = 1;
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
}

/// What a code leads to.
#[derive(Clone, Debug)]
pub enum Found {
    /// A report that is still being written.
    Draft(Box<DraftRow>),
    /// A report that was filed.
    Dossier(Box<DossierRow>),
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
    let permit = act.may(Verb::OpenDraft, Subject::draft(id), Tie::None).await?;
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
    Ok(Some(Draft { row, answers }))
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
    for _ in 1..RACES {
        match keep_once(house, door, id, writer, changes).await {
            Err(Failed::Trouble(Trouble::Collision { .. })) => {}
            done => return done,
        }
    }
    keep_once(house, door, id, writer, changes).await
}

async fn keep_once(
    house: &House,
    door: &Door,
    id: &str,
    writer: &str,
    changes: &[Change],
) -> Result<Kept, Failed> {
    let mut act = house.begin(door).await?;
    let row = draft::by_id(act.tx()?, id).await?.ok_or(Failed::NOT_FOUND)?;
    let permit = act.may(Verb::KeepDraft, Subject::draft(&row.id), later::tie(door, &row.id)).await?;
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
    act.note(permit, json!({"kept": written, "writer": writer})).await?;
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

/// Whether a change is to be written, and what it collides with.
pub(crate) fn weigh(
    house: &House,
    versions: &[AnswerRow],
    change: &Change,
    writer: &str,
    at: Instant,
) -> (bool, Option<Clash>) {
    let value = |row: &AnswerRow| serde_json::from_str(&row.value).unwrap_or(Value::Null);
    let same = |row: &AnswerRow| alike(house, &change.question, &value(row), &change.value, at);
    let Some(newest) = versions.last() else { return (!change.value.is_null(), None) };
    if same(newest) {
        return (false, None);
    }
    let seen = change.base.unwrap_or(newest.version);
    let mine = newest.version <= seen || newest.author == writer && !writer.is_empty();
    if mine {
        return (true, None);
    }
    let other = Clash {
        question: change.question.clone(),
        version: newest.version,
        value: value(newest),
        at: Instant::from_micros(newest.at),
    };
    // Who did not touch an answer does not undo what another wrote.
    let untouched = match versions.iter().find(|one| one.version == seen) {
        Some(base) => same(base),
        None => change.value.is_null(),
    };
    if untouched { (false, None) } else { (true, Some(other)) }
}

/// Whether two values say the same, as a form would show them.
pub(crate) fn alike(house: &House, question: &str, one: &Value, other: &Value, at: Instant) -> bool {
    if one == other {
        return true;
    }
    let library = house.law();
    let Some(known) = library.catalogue.question(question) else { return false };
    let read = |value: &Value| {
        let given = Value::Object([(question.to_owned(), value.clone())].into_iter().collect());
        filing::read(&library.catalogue, Stage::EarlyWarning, &given, at, &house.zone())
            .0
            .get(question)
            .cloned()
    };
    match (read(one), read(other)) {
        (Some(Answer::Moment { at: one, .. }), Some(Answer::Moment { at: other, .. })) => {
            one.micros().div_euclid(60_000_000) == other.micros().div_euclid(60_000_000)
        }
        // A date that does not exist cannot be shown by a date field, which then sends nothing.
        (Some(Answer::Raw(_)), None) => {
            matches!(
                known.field.kind,
                Kind::Moment | Kind::YesNo | Kind::Choice | Kind::Choices | Kind::States
            )
        }
        (one, other) => one == other,
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
    let mut letters = start.chars();
    let upper = letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>());
    let mut names = Vec::new();
    for start in [Some(start.to_owned()), upper].into_iter().flatten() {
        let found = entity::beginning_with(&house.database, &start, LOOKED_UP).await?;
        names.extend(found.into_iter().map(|one| one.name));
    }
    names.sort();
    names.dedup();
    Ok(names)
}

/// One version of an answer, as it was typed then.
pub async fn earlier(house: &House, id: &str, question: &str, number: i64) -> Result<Option<Value>, Failed> {
    let versions = draft::versions(&house.database, id, question).await?;
    let found = versions.into_iter().find(|one| one.version == number);
    Ok(found.map(|one| serde_json::from_str(&one.value).unwrap_or(Value::Null)))
}

/// Finds what a typed code leads to. Wrong codes from one network are slowed, never locked out;
/// with a reference, the code must be that dossier's.
pub async fn resume(
    house: &House,
    door: &Door,
    network: &str,
    reference: &str,
    words: &str,
) -> Result<Found, Failed> {
    let key = tries_key(network);
    if let Some(tries) = attempts::tries(&house.database, &key).await? {
        let free = Instant::from_micros(tries.last_at).plus_seconds(wait(tries.count));
        let left = free.micros() - door.at.micros();
        if left > 0 {
            return Err(Refused::SlowDown { seconds: (left + 999_999).div_euclid(1_000_000) }.into());
        }
    }
    let digest = house.keys.code_digest(words);
    let Some(found) = find(house, digest.as_ref(), reference).await? else {
        return wrong_code(house, door, &key).await;
    };
    let (actor, verb, subject) = match &found {
        Found::Draft(row) => (Actor::reporter(&row.id), Verb::ReadDraft, Subject::draft(&row.id)),
        Found::Dossier(row) => (Actor::reporter(&row.id), Verb::ReadOwn, Subject::dossier(&row.id)),
    };
    let mut act: Act<'_> = house.begin(&Door { actor, ..door.clone() }).await?;
    let permit = act.may(verb, subject, Tie::Own).await?;
    attempts::forget_tries(act.tx()?, &key).await?;
    act.note(permit, json!({"by": "code"})).await?;
    Ok(found)
}

async fn find(house: &House, code: Option<&CodeDigest>, reference: &str) -> Result<Option<Found>, Failed> {
    let Some(code) = code else { return Ok(None) };
    if let Some(row) = dossier::by_code(&house.database, &code.0).await? {
        let plain = |text: &str| -> String { text.chars().filter(char::is_ascii_alphanumeric).collect() };
        let fits = reference.is_empty() || plain(reference).eq_ignore_ascii_case(&plain(&row.reference));
        return Ok(fits.then(|| Found::Dossier(Box::new(row))));
    }
    Ok(draft::by_code(&house.database, &code.0).await?.map(|row| Found::Draft(Box::new(row))))
}

/// Counts the try and journals it in one transaction.
async fn wrong_code(house: &House, door: &Door, key: &str) -> Result<Found, Failed> {
    let mut act = house.begin(door).await?;
    let forget = act.at.plus_hours(-FORGET_HOURS).micros();
    attempts::count_try(act.tx()?, key, act.at.micros(), forget).await?;
    // A stranger may not read a draft: the policy's "no" is the line in the journal.
    match act.may(Verb::ReadDraft, Subject::house(), Tie::None).await {
        Err(Failed::Trouble(trouble)) => Err(trouble.into()),
        _ => Err(Refused::WrongSecret.into()),
    }
}

/// Seconds to wait after so many wrong tries: 1, 2, 4, … once the free ones are used up.
fn wait(count: i64) -> i64 {
    let beyond = u32::try_from(count - FREE_TRIES).unwrap_or(0);
    if beyond == 0 {
        0
    } else {
        1_i64.checked_shl(beyond - 1).map_or(LONGEST_WAIT, |seconds| seconds.clamp(1, LONGEST_WAIT))
    }
}

fn tries_key(network: &str) -> String {
    let digest: [u8; 32] = Sha256::digest(format!("code\0{network}").as_bytes()).into();
    format!("code:{}", crate::filing::first::hex(&digest[..16]))
}

#[cfg(test)]
#[path = "draft/tests.rs"]
mod tests;
