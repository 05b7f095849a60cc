//! The copy of a report for an authority: the questions meant for it, in plain words.

use super::{Undelivered, payload};
use crate::{Failed, House};
use meldkamer_domain::{
    filing::{self, shown},
    question::Stage,
    time::Instant,
};
use meldkamer_store::{
    errand::ErrandRow,
    reach::{self, AddressRow},
};
use serde_json::Value;

/// A copy, ready to go out.
#[derive(Clone, Debug)]
pub struct Copy {
    /// Where it goes.
    pub to: AddressRow,
    /// What goes, as JSON: the errand's payload.
    pub payload: Value,
    /// The answers as label and text, in the language of the dossier.
    pub lines: Vec<(String, String)>,
}

/// Makes the copy that an errand carries. What may be seen was decided when it was written down.
pub async fn copy(house: &House, row: &ErrandRow) -> Result<Result<Copy, Undelivered>, Failed> {
    let Some(to) = reach::authority(&house.database, &row.target).await? else {
        return Ok(Err(Undelivered::NoAddress));
    };
    if to.email.is_empty() && to.webhook.is_empty() {
        return Ok(Err(Undelivered::NoAddress));
    }
    let payload = payload(row);
    let lines = lines(house, &payload, row.created_at);
    Ok(Ok(Copy { to, payload, lines }))
}

fn lines(house: &House, payload: &Value, at: i64) -> Vec<(String, String)> {
    let library = house.law();
    let text = |name: &str| payload.get(name).and_then(Value::as_str).unwrap_or_default();
    let stage = Stage::parse(text("stage")).unwrap_or(Stage::EarlyWarning);
    let answers = payload.get("answers").cloned().unwrap_or_default();
    let zone = house.zone();
    let (read, _) = filing::read(&library.catalogue, stage, &answers, Instant::from_micros(at), &zone);
    let asked = library.catalogue.questions().iter();
    let given = asked.filter_map(|question| Some((question, read.get(question.id())?)));
    given.flat_map(|(question, answer)| shown(question, answer, text("language"), &zone)).collect()
}
