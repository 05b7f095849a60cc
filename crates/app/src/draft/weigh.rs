//! Two texts for one answer: which one stands, and whether they differ at all.

use super::{Change, Clash};
use crate::House;
use meldkamer_domain::{
    filing::{self, Answer},
    question::{Kind, Stage},
    time::Instant,
};
use meldkamer_store::draft::AnswerRow;
use serde_json::Value;

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
