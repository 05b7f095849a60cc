//! Other channels: the duty officer files for a caller or about somebody else, and finishes mails.

use crate::{
    Door, Failed, House,
    filing::{Filed, Wish, first},
};
use meldkamer_domain::{question::Stage, refused::Refused};
use meldkamer_store::draft::{self, AnswerRow, DraftRow};
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

/// One such mail with the answers it holds.
pub async fn mail(house: &House, id: &str) -> Result<(DraftRow, Vec<AnswerRow>), Failed> {
    let row = draft::by_id(&house.database, id).await?;
    let row = row.filter(|row| row.channel == "mail" && row.filed_as.is_none()).ok_or(Failed::NOT_FOUND)?;
    let answers = draft::answers(&house.database, id).await?;
    Ok((row, answers))
}
