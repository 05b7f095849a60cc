//! What a form about questions sends: the changed answers, each with the version that its writer saw.
//!
//! Any room whose form was drawn by `fields` reads it here. Not here: keeping them, or filing.

use crate::form::Form;
use meldkamer_app::draft::Change;
use meldkamer_domain::{filing::from_form, question::Catalogue};
use serde_json::{Map, Value};

/// The names of a form that are no answers.
const OURS: [&str; 6] = ["base", "writer", "use", "then", "drop", "file"];
/// Names longer than this are no questions of anybody's.
const LONGEST_NAME: usize = 100;

/// A form about questions, taken apart.
#[derive(Clone, Debug, Default)]
pub struct Sent {
    /// The answers that the form showed or sent.
    pub changes: Vec<Change>,
    /// Which page wrote them.
    pub writer: String,
    /// The older text that is taken instead: question and version.
    pub take: Option<(String, i64)>,
    /// What the person wants next.
    pub then: String,
}

impl Sent {
    /// Takes a form apart. A question whose `base` was sent and whose answer was not, was emptied.
    pub fn read(catalogue: &Catalogue, form: &Form) -> Self {
        let mut answers = answers(catalogue, &form.pairs);
        let mut changes = Vec::new();
        for (question, version) in form.all("base").into_iter().filter_map(versioned) {
            let value = answers.remove(&question).unwrap_or(Value::Null);
            changes.push(Change { question, base: Some(version), value });
        }
        let rest = answers.into_iter().map(|(question, value)| Change { question, base: None, value });
        changes.extend(rest);
        Self {
            changes,
            writer: form.text("writer").chars().take(32).collect(),
            take: versioned(form.text("use")),
            then: form.text("then").to_owned(),
        }
    }
}

fn versioned(text: &str) -> Option<(String, i64)> {
    let (question, version) = text.split_once('@')?;
    Some((question.to_owned(), version.parse().ok()?))
}

/// The answers in a form, by question: parts are gathered under the question they belong to.
pub fn answers(catalogue: &Catalogue, pairs: &[(String, String)]) -> Map<String, Value> {
    let ours = |name: &str| OURS.contains(&name) || name.len() > LONGEST_NAME;
    let known = |pair: &&(String, String)| !ours(&pair.0) && !outdone(pairs, pair);
    let pairs: Vec<_> = pairs.iter().filter(known).cloned().collect();
    let mut whole = Map::new();
    let mut parts: Vec<(String, String, Value)> = Vec::new();
    for (key, value) in from_form(catalogue, &pairs) {
        match key.rsplit_once('.').filter(|_| catalogue.question(&key).is_none()) {
            Some((question, part))
                if catalogue.question(question).is_some_and(|one| one.field.part(part).is_some()) =>
            {
                parts.push((question.to_owned(), part.to_owned(), value));
            }
            _ => drop(whole.insert(key, value)),
        }
    }
    for (question, part, value) in parts {
        let slot = whole.entry(question).or_insert_with(|| Value::Object(Map::new()));
        if let Value::Object(object) = slot {
            object.insert(part, value);
        }
    }
    whole
}

/// A tick at "I do not know" gives way to an answer under the same name.
fn outdone(pairs: &[(String, String)], (name, text): &(String, String)) -> bool {
    let under = |other: &str| {
        other.strip_prefix(name.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    };
    let says = |text: &str| !text.trim().is_empty() && text != "unknown";
    text == "unknown" && pairs.iter().any(|(other, text)| under(other) && says(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use meldkamer_app::library::Library;
    use serde_json::json;

    fn sent(pairs: &[(&str, &str)]) -> Sent {
        let (library, _) = Library::open(None).unwrap();
        let pairs = pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        Sent::read(&library.catalogue, &Form { pairs, files: Vec::new() })
    }

    #[test]
    fn parts_are_gathered_and_what_was_emptied_is_null() {
        let sent = sent(&[
            ("writer", "ab12"),
            ("base", "i.users@3"),
            ("i.users.number", "1.500"),
            ("i.users.percent", "unknown"),
            ("base", "w.summary@1"),
            ("w.summary", "  "),
            ("vreemd", "tekst"),
        ]);
        let told: Vec<_> =
            sent.changes.iter().map(|one| (one.question.as_str(), one.base, one.value.clone())).collect();
        assert_eq!(
            told,
            [
                ("i.users", Some(3), json!({ "number": "1.500", "percent": "unknown" })),
                ("w.summary", Some(1), Value::Null),
                ("vreemd", None, json!("tekst")),
            ]
        );
    }

    #[test]
    fn an_answer_outdoes_the_tick_that_says_unknown() {
        let sent = sent(&[
            ("t.aware", "unknown"),
            ("t.aware.date", "2026-11-20"),
            ("t.aware.time", "16:40"),
            ("t.start", "unknown"),
            ("use", "w.summary@2"),
        ]);
        let value = |id: &str| sent.changes.iter().find(|one| one.question == id).unwrap().value.clone();
        assert_eq!((value("t.aware"), value("t.start")), (json!("2026-11-20T16:40"), json!("unknown")));
        assert_eq!(sent.take, Some(("w.summary".into(), 2)));
    }
}
