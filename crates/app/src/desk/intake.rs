//! Other channels: the duty officer files for a caller or about somebody else, and finishes mails.

use crate::{
    Door, Failed, House, Subject,
    draft::files,
    filing::{Filed, Wish, first},
};
use meldkamer_domain::{
    access::{Tie, Verb},
    question::Stage,
    refused::Refused,
};
use meldkamer_store::{
    Asks,
    draft::{self, AnswerRow, DraftRow},
    message::{self, AttachmentRow},
};
use serde_json::{Map, Value, json};

/// The channels that the desk files through.
pub const CHANNELS: [&str; 2] = ["telephone", "third-party"];

/// What was told over the telephone, or by somebody else than the organisation itself.
#[derive(Clone, Debug)]
pub struct Call {
    /// `telephone` or `third-party`.
    pub channel: String,
    /// The answers: an object of question id to value.
    pub answers: Map<String, Value>,
    /// Language of whoever called.
    pub language: String,
    /// Whether it is an exercise.
    pub exercise: bool,
    /// A key made with the form, so that sent twice it is one report.
    pub key: String,
}

/// Files for a caller. What a third party tells is never the organisation's own report: it is
/// voluntary, starts none of its clocks and reaches no supervisor (NIS2 30; Cbw 33).
pub async fn file(house: &House, door: &Door, call: &Call) -> Result<Filed, Failed> {
    if !CHANNELS.contains(&call.channel.as_str()) {
        return Err(Refused::field("channel", "not-an-option").into());
    }
    let mut answers = call.answers.clone();
    if call.channel == "third-party" {
        answers.insert("not.duty".into(), json!(["voluntary"]));
        if answers.get("not.kind").is_none_or(|kind| kind == "significant-incident") {
            answers.insert("not.kind".into(), json!("voluntary-incident"));
        }
    }
    let wish = Wish {
        stage: Stage::EarlyWarning,
        answers: Value::Object(answers),
        regime: None,
        language: call.language.clone(),
        exercise: call.exercise,
        channel: call.channel.clone(),
    };
    let key = format!("desk:{}:{}", door.actor.id, call.key);
    first::at_once(house, door, &wish, Some(&key)).await
}

/// Mails that came in and that nobody made a report of yet, the oldest first.
pub async fn mails(house: &House) -> Result<Vec<DraftRow>, Failed> {
    Ok(draft::waiting(&house.database, "mail", 100).await?)
}

/// Mails that were put aside, the last one first.
pub async fn mails_aside(house: &House) -> Result<Vec<DraftRow>, Failed> {
    Ok(draft::aside(&house.database, "mail", 100).await?)
}

/// Puts a mail aside that is no report, or brings it back. It stays as long as other drafts do.
pub async fn put_aside(house: &House, door: &Door, id: &str, aside: bool) -> Result<(), Failed> {
    let mut act = house.begin(door).await?;
    waiting(act.tx()?, id).await?;
    let permit = act.may(Verb::PutAside, Subject::draft(id), Tie::Other).await?;
    if !draft::put_aside(act.tx()?, &permit, id, aside.then(|| act.at.micros())).await? {
        return Err(Refused::AlreadyDone.into());
    }
    act.note(permit, json!({"aside": aside})).await?;
    Ok(())
}

async fn waiting(asks: &impl Asks, id: &str) -> Result<DraftRow, Failed> {
    let row = draft::by_id(asks, id).await?;
    row.filter(|row| row.channel == "mail" && row.filed_as.is_none()).ok_or(Failed::NOT_FOUND)
}

/// A mail that waits: the draft it became, with its answers and files.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// The draft.
    pub row: DraftRow,
    /// What it answers by itself.
    pub answers: Vec<AnswerRow>,
    /// The files that came with it.
    pub files: Vec<AttachmentRow>,
}

/// Opens one such mail with the answers and files it holds; journalled as a read.
pub async fn open_mail(house: &House, door: &Door, id: &str) -> Result<Waiting, Failed> {
    let mut act = house.begin(door).await?;
    let row = waiting(act.tx()?, id).await?;
    let answers = draft::answers(act.tx()?, id).await?;
    let files = message::files_of_draft(act.tx()?, id).await?;
    let permit = act.may(Verb::ReadDraft, Subject::draft(id), Tie::Other).await?;
    act.note(permit, json!({"read": "mail"})).await?;
    Ok(Waiting { row, answers, files })
}

/// One file of such a mail with its bytes; journalled as a read.
pub async fn mail_file(
    house: &House,
    door: &Door,
    id: &str,
    file: &str,
) -> Result<(AttachmentRow, bytes::Bytes), Failed> {
    waiting(&house.database, id).await?;
    files::fetch(house, door, id, file).await
}

/// Files a mail with the answers as the desk completed them. Filed twice, it is one.
pub async fn file_mail(
    house: &House,
    door: &Door,
    id: &str,
    answers: Map<String, Value>,
) -> Result<Filed, Failed> {
    first::from_draft_with(house, door, id, Some(answers)).await
}
