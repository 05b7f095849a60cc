//! Browser forms: pairs of name and text become the object that [`read`](super::read) reads.

use super::place::{Place, place};
use crate::question::{Catalogue, Field, Kind};
use alloc::{collections::BTreeMap, format, string::String, vec::Vec};
use serde_json::{Map, Value};

/// The values of one field: all texts under its name, and a date and a time apart.
#[derive(Default)]
struct Typed {
    texts: Vec<String>,
    date: Option<String>,
    time: Option<String>,
}

type Fields<'a> = BTreeMap<(Option<usize>, Option<&'a str>), (&'a Field, Typed)>;

/// Gathers a form: repeated names for choices, `i.users.number` for parts, `m.done[0].what` for
/// rows, and `t.aware.date` with `t.aware.time` for moments. Blank fields are left out.
///
/// Names that the catalogue does not know pass through; a handler takes its own ones out first.
pub fn from_form(catalogue: &Catalogue, pairs: &[(String, String)]) -> Map<String, Value> {
    let mut questions: BTreeMap<&str, Fields<'_>> = BTreeMap::new();
    let mut object = Map::new();
    for (key, text) in pairs.iter().filter(|(_, text)| !text.trim().is_empty()) {
        let found = place(catalogue, key).and_then(|found| Some((target(&found)?, found)));
        let Some((field, found)) = found else {
            unplaced(&mut object, key, text);
            continue;
        };
        let slot = (found.row, found.part.map(|part| part.id.as_str()));
        let fields = questions.entry(found.question.id()).or_default();
        let (_, typed) = fields.entry(slot).or_insert_with(|| (field, Typed::default()));
        match found.rest {
            "date" if typed.date.is_none() => typed.date = Some(text.clone()),
            "time" if typed.time.is_none() => typed.time = Some(text.clone()),
            _ => typed.texts.push(text.clone()),
        }
    }
    for (id, fields) in questions {
        gather(&mut object, id, fields);
    }
    object
}

/// The field that a key fills, if the key is one that a form can have.
fn target<'a>(found: &Place<'a>) -> Option<&'a Field> {
    let whole = &found.question.field;
    let field = found.part.unwrap_or(whole);
    let split = field.kind == Kind::Moment && matches!(found.rest, "date" | "time");
    let rows = found.row.is_none() || whole.kind.has_rows();
    (rows && (split || found.rest.is_empty())).then_some(field)
}

/// A name we do not know keeps all its texts.
fn unplaced(object: &mut Map<String, Value>, key: &str, text: &str) {
    let text = Value::String(text.into());
    match object.get_mut(key) {
        Some(Value::Array(list)) => list.push(text),
        Some(first) => *first = Value::Array([first.take(), text].into()),
        None => drop(object.insert(key.into(), text)),
    }
}

fn gather(object: &mut Map<String, Value>, id: &str, fields: Fields<'_>) {
    let mut rows: BTreeMap<usize, Map<String, Value>> = BTreeMap::new();
    for ((row, part), (field, typed)) in fields {
        let value = typed.value(field);
        match (row, part) {
            (None, None) => drop(object.insert(id.into(), value)),
            (None, Some(part)) => drop(object.insert(format!("{id}.{part}"), value)),
            (Some(row), part) => {
                let head = || field.head().map_or("what", |head| head.id.as_str());
                let part = part.unwrap_or_else(head);
                rows.entry(row).or_default().insert(part.into(), value);
            }
        }
    }
    if rows.is_empty() {
        return;
    }
    let mut list: Vec<Value> = rows.into_values().map(Value::Object).collect();
    match object.remove(id) {
        Some(Value::Array(bare)) => list.extend(bare),
        Some(bare) => list.push(bare),
        None => {}
    }
    object.insert(id.into(), Value::Array(list));
}

impl Typed {
    fn value(self, field: &Field) -> Value {
        let moment = match (self.date, self.time) {
            (Some(date), Some(time)) => Some(format!("{}T{}", date.trim(), time.trim())),
            (Some(half), None) | (None, Some(half)) => Some(half),
            (None, None) => None,
        };
        let mut texts: Vec<Value> = moment.into_iter().chain(self.texts).map(Value::String).collect();
        let many = field.kind.has_many() || field.kind.has_rows();
        match texts.len() {
            1 if !many => texts.remove(0),
            _ => Value::Array(texts),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::built_in;
    use serde_json::json;

    #[test]
    fn a_form_becomes_answers() {
        let pairs = [
            ("t.aware.date", "2026-11-20"),
            ("t.aware.time", "16:40"),
            ("t.detect.date", "2026-11-19"),
            ("not.duty", "nis2"),
            ("not.duty", "gdpr"),
            ("i.users.number", "1.500"),
            ("m.done[1].what", "Passwords reset"),
            ("m.done[0].what", "Server switched off"),
            ("m.done[0].when.date", "2026-11-20"),
            ("m.done[0].when.time", "17:00"),
            ("w.summary", "  "),
            ("s.vuln", "CVE-2026-1"),
            ("csrf", "x"),
            ("w.status.date", "odd"),
        ];
        let pairs = pairs.map(|(name, text)| (name.into(), text.into()));
        assert_eq!(
            Value::Object(from_form(&built_in(), &pairs)),
            json!({
                "t.aware": "2026-11-20T16:40",
                "t.detect": "2026-11-19",
                "not.duty": ["nis2", "gdpr"],
                "i.users.number": "1.500",
                "m.done": [
                    { "what": "Server switched off", "when": "2026-11-20T17:00" },
                    { "what": "Passwords reset" },
                ],
                "s.vuln": ["CVE-2026-1"],
                "csrf": "x",
                "w.status.date": "odd",
            })
        );
    }
}
