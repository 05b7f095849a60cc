//! Reads a file of answers: the one that the fill-in file saves, or one typed by hand.

use crate::rooms::draft::sent;
use meldkamer_app::draft::stage_of;
use meldkamer_domain::question::{Catalogue, Stage};
use serde_json::{Map, Value};

/// More answers than this are nobody's.
const MOST: usize = 1000;

/// The answers of a file.
#[derive(Debug)]
pub struct Taken {
    /// The stage it is for.
    pub stage: Stage,
    /// The kind of report; significant when it does not say.
    pub kind: String,
    /// Whether it is an exercise.
    pub exercise: bool,
    /// The answers by question, as they were typed.
    pub answers: Map<String, Value>,
}

/// Why a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotTaken {
    /// There is nothing in it.
    Empty,
    /// It is not UTF-8.
    NotText,
    /// It is not JSON; the line where that shows.
    NotJson {
        /// From 1.
        line: usize,
    },
    /// It is JSON without answers.
    NoAnswers,
    /// It holds more answers than there are questions by far.
    TooMany,
}

impl NotTaken {
    /// The key of its words.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Empty => "door-upload-empty",
            Self::NotText => "door-upload-not-text",
            Self::NotJson { .. } => "door-upload-not-json",
            Self::NoAnswers => "door-upload-no-answers",
            Self::TooMany => "door-upload-too-many",
        }
    }
}

/// Reads `{"pairs": [[name, text], …]}` as the file saves it, `{"answers": {…}}` as the API takes it,
/// or a bare object of answers.
pub fn read(catalogue: &Catalogue, bytes: &[u8]) -> Result<Taken, NotTaken> {
    let text = std::str::from_utf8(bytes).map_err(|_| NotTaken::NotText)?;
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.is_empty() {
        return Err(NotTaken::Empty);
    }
    let value: Value = serde_json::from_str(text).map_err(|e| NotTaken::NotJson { line: e.line() })?;
    let Value::Object(mut object) = value else { return Err(NotTaken::NoAnswers) };
    let answers = match (object.remove("pairs"), object.remove("answers")) {
        (Some(Value::Array(pairs)), _) => sent::answers(catalogue, &typed(&pairs)),
        (_, Some(Value::Object(answers))) => answers,
        (None, None) => {
            let (exercise, stage) = (object.remove("exercise"), object.remove("stage"));
            let answers = core::mem::take(&mut object);
            object.extend(exercise.map(|value| ("exercise".to_owned(), value)));
            object.extend(stage.map(|value| ("stage".to_owned(), value)));
            answers
        }
        _ => return Err(NotTaken::NoAnswers),
    };
    match answers.len() {
        0 => return Err(NotTaken::NoAnswers),
        many if many > MOST => return Err(NotTaken::TooMany),
        _ => {}
    }
    let kind = answers.get("not.kind").and_then(Value::as_str).unwrap_or("significant-incident").to_owned();
    let stage = object.get("stage").and_then(Value::as_str).and_then(Stage::parse);
    let stage = stage.filter(|stage| matches!(stage, Stage::EarlyWarning | Stage::Voluntary));
    Ok(Taken {
        stage: stage_of(&kind, stage.unwrap_or(Stage::EarlyWarning)),
        kind,
        exercise: object.get("exercise") == Some(&Value::Bool(true)),
        answers,
    })
}

fn typed(pairs: &[Value]) -> Vec<(String, String)> {
    let pair = |pair: &Value| Some((pair.get(0)?.as_str()?.to_owned(), pair.get(1)?.as_str()?.to_owned()));
    pairs.iter().filter_map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use meldkamer_app::library::Library;
    use serde_json::json;

    fn taken(bytes: &[u8]) -> Result<Taken, NotTaken> {
        read(&Library::open(None).unwrap().0.catalogue, bytes)
    }

    #[test]
    fn the_file_and_what_is_typed_by_hand_say_the_same() {
        let file = json!({ "stage": "early-warning", "pairs": [
            ["t.aware.date", "2026-11-20"], ["t.aware.time", "16:40"], ["i.users.number", "15"], ["not.kind", "near-miss"],
        ]});
        let file = taken(file.to_string().as_bytes()).unwrap();
        let hand =
            br#"{"t.aware": "2026-11-20T16:40", "i.users": {"number": "15"}, "not.kind": "near-miss"}"#;
        assert_eq!(taken(hand).unwrap().answers, file.answers);
        assert_eq!((file.stage, file.kind.as_str()), (Stage::Voluntary, "near-miss"));
    }

    #[test]
    fn what_is_no_file_of_answers_is_named() {
        let fault = |bytes: &[u8]| taken(bytes).unwrap_err();
        assert_eq!(fault(b" "), NotTaken::Empty);
        assert_eq!(fault(&[0xff, 0xfe]), NotTaken::NotText);
        assert_eq!(fault(b"{\n\"a\": }"), NotTaken::NotJson { line: 2 });
        assert_eq!(fault(b"[1]"), NotTaken::NoAnswers);
        assert_eq!(fault(br#"{"answers": 3}"#), NotTaken::NoAnswers);
    }
}
