//! Reads what was sent: every value ends up as an answer, as raw text, or among the extras.

use super::{
    Answer, Filing, Gap, Parts, Severity, place,
    value::{self, Code},
};
use crate::{
    question::{Catalogue, Field, Kind, Requirement, Stage},
    time::Instant,
};
use alloc::{
    string::{String, ToString},
    vec,
    vec::Vec,
};
use jiff::tz::TimeZone;
use serde_json::{Map, Value};

/// Near ids are looked up for so many unknown ones, so that junk costs little.
const SUGGESTIONS: usize = 20;

/// Reads the answers of a stage; times without an offset are on the wall clock of `zone`.
///
/// `json` is an object of question id (or `id.part`) to value. Nothing is refused and nothing given
/// is lost; the gaps say what is missing, doubtful or not understood.
pub fn read(
    catalogue: &Catalogue,
    stage: Stage,
    json: &Value,
    now: Instant,
    zone: &TimeZone,
) -> (Filing, Vec<Gap>) {
    let mut reader = Reader { catalogue, zone, gaps: Vec::new(), suggested: 0 };
    let mut filing = Filing::new(stage);
    match value::scrub(json) {
        Value::Object(object) => reader.all(object, &mut filing),
        other if value::is_blank(&other) => {}
        other => {
            reader.gap("", None, "wrong-type", Severity::Wrong, None);
            filing.extra.insert(String::new(), other);
        }
    }
    reader.moments(&filing, now);
    reader.missing(&filing);
    (filing, reader.gaps)
}

struct Reader<'a> {
    catalogue: &'a Catalogue,
    zone: &'a TimeZone,
    gaps: Vec<Gap>,
    suggested: usize,
}

impl Reader<'_> {
    fn gap(
        &mut self,
        question: &str,
        part: Option<&str>,
        code: Code,
        severity: Severity,
        argument: Option<String>,
    ) {
        self.gaps.push(Gap {
            question: question.into(),
            part: part.map(String::from),
            code,
            severity,
            arguments: argument.into_iter().collect(),
        });
    }

    fn all(&mut self, object: Map<String, Value>, filing: &mut Filing) {
        // Whole questions first: a dotted part joins what is already there.
        let known = |(key, _): &(String, Value)| self.catalogue.question(key).is_some();
        let given = object.into_iter().filter(|(_, value)| !value::is_blank(value));
        let (whole, dotted): (Vec<_>, Vec<_>) = given.partition(known);
        for (key, value) in whole {
            if let Some(question) = self.catalogue.question(&key) {
                let answer = self.field(&question.field, (question.id(), None), value);
                filing.answers.insert(key, answer);
            }
        }
        for (key, value) in dotted {
            if let Some(value) = self.dotted(&key, value, filing) {
                filing.extra.insert(key, value);
            }
        }
    }

    /// Puts `question.part` in its place; gives the value back when it has none.
    fn dotted(&mut self, key: &str, value: Value, filing: &mut Filing) -> Option<Value> {
        let found = place::place(self.catalogue, key).filter(|found| {
            found.rest.is_empty() && found.row.is_none() && found.question.field.kind.has_parts()
        });
        let Some((question, part)) = found.and_then(|found| Some((found.question, found.part?))) else {
            self.unknown(key);
            return Some(value);
        };
        let answer = self.field(part, (question.id(), Some(&part.id)), value.clone());
        let whole = filing.answers.entry(question.id().into());
        match whole.or_insert_with(|| Answer::Parts(Parts::new())) {
            Answer::Parts(parts) if parts.get(&part.id).is_none_or(|known| *known == answer) => {
                parts.insert(part.id.clone(), answer);
                None
            }
            _ => {
                let id = question.id();
                self.gap(id, Some(&part.id), "given-twice", Severity::Wrong, Some(key.into()));
                Some(value)
            }
        }
    }

    fn unknown(&mut self, key: &str) {
        let mut near = None;
        if self.suggested < SUGGESTIONS && key.len() <= 40 {
            self.suggested += 1;
            near = self.catalogue.nearest(key).map(String::from);
        }
        self.gap(key, None, "unknown-question", Severity::Wrong, near);
    }

    fn field(&mut self, field: &Field, at: (&str, Option<&str>), value: Value) -> Answer {
        if is_unknown(field, &value) {
            return Answer::Unknown;
        }
        let read = match field.kind {
            kind if kind.has_parts() => self.composite(field, at, &value),
            kind if kind.has_rows() => self.rows(field, at, &value),
            kind if kind.has_many() => self.many(field, at, &value),
            Kind::Number => self.number(field, at, &value),
            Kind::Moment => value::moment(&value, self.zone),
            Kind::YesNo => value::yes_no(&value),
            Kind::Choice => one(field, &value),
            _ => self.text(field, at, &value),
        };
        read.unwrap_or_else(|code| {
            self.gap(at.0, at.1, code, Severity::Wrong, None);
            Answer::Raw(value)
        })
    }

    fn text(&mut self, field: &Field, at: (&str, Option<&str>), value: &Value) -> Result<Answer, Code> {
        let text = value::text(value)?;
        match field.kind {
            Kind::Email if !value::is_email(&text) => return Err("not-an-email"),
            Kind::Phone if !value::is_phone(&text) => return Err("not-a-phone"),
            _ => {}
        }
        if text.chars().count() > field.max {
            self.gap(at.0, at.1, "too-long", Severity::Asks, Some(field.max.to_string()));
        }
        Ok(Answer::Text(text))
    }

    fn number(&mut self, field: &Field, at: (&str, Option<&str>), value: &Value) -> Result<Answer, Code> {
        let (number, doubtful) = value::number(value)?;
        let too_much = field.unit.as_deref() == Some("percent") && number > 100.0;
        if doubtful || too_much {
            self.gap(at.0, at.1, "check-number", Severity::Asks, Some(number.to_string()));
        }
        Ok(Answer::Number(number))
    }

    fn many(&mut self, field: &Field, at: (&str, Option<&str>), value: &Value) -> Result<Answer, Code> {
        let given = match value {
            Value::Array(list) => list.clone(),
            Value::String(_) => vec![value.clone()],
            _ => return Err("wrong-type"),
        };
        if !given.iter().all(Value::is_string) {
            return Err("wrong-type");
        }
        let mut many: Vec<String> = Vec::new();
        for text in given.iter().filter_map(Value::as_str).filter(|text| !text.is_empty()) {
            let known = field.option(text).map(|option| option.id.clone());
            let country = field.kind == Kind::States;
            let known = known.or_else(|| value::country(text).filter(|_| country));
            let unsure = is_unknown(field, &Value::String(text.into()));
            if known.is_none() && !unsure {
                let code = if country { "not-a-country" } else { "not-an-option" };
                self.gap(at.0, at.1, code, Severity::Wrong, Some(text.into()));
            }
            let id = known.unwrap_or_else(|| text.into());
            if !many.contains(&id) {
                many.push(id);
            }
        }
        let [only] = &many[..] else { return Ok(Answer::Many(many)) };
        Ok(if is_unknown(field, &Value::String(only.clone())) { Answer::Unknown } else { Answer::Many(many) })
    }

    fn composite(&mut self, field: &Field, at: (&str, Option<&str>), value: &Value) -> Result<Answer, Code> {
        self.parts(field, at, value).map(Answer::Parts)
    }

    fn rows(&mut self, field: &Field, at: (&str, Option<&str>), value: &Value) -> Result<Answer, Code> {
        let rows = match value {
            Value::Array(list) => list.iter().filter(|row| !value::is_blank(row)).collect(),
            one => vec![one],
        };
        let fits = |row: &&Value| row.is_object() || row.is_string() || row.is_number();
        if !rows.iter().all(fits) {
            return Err("wrong-type");
        }
        let rows = rows.into_iter().map(|row| self.parts(field, at, row));
        rows.collect::<Result<_, _>>().map(Answer::Rows)
    }

    /// Named parts; a bare value is that of the part that speaks for the whole.
    fn parts(&mut self, field: &Field, at: (&str, Option<&str>), value: &Value) -> Result<Parts, Code> {
        let Value::Object(object) = value else {
            let head = field.head().filter(|_| !value.is_array()).ok_or("wrong-type")?;
            let answer = self.field(head, (at.0, Some(&head.id)), value.clone());
            return Ok(Parts::from([(head.id.clone(), answer)]));
        };
        let mut parts = Parts::new();
        for (name, value) in object.iter().filter(|(_, value)| !value::is_blank(value)) {
            let answer = match field.part(name) {
                Some(part) => self.field(part, (at.0, Some(name)), value.clone()),
                None => {
                    self.gap(at.0, Some(name), "unknown-part", Severity::Wrong, None);
                    Answer::Raw(value.clone())
                }
            };
            parts.insert(name.clone(), answer);
        }
        Ok(parts)
    }

    /// Moments that cannot be, or that do not follow each other.
    fn moments(&mut self, filing: &Filing, now: Instant) {
        const ORDER: [(&str, &str); 3] =
            [("t.start", "t.end"), ("t.start", "t.detect"), ("t.detect", "t.aware")];
        let facts = filing.facts();
        for past in ["t.aware", "t.detect", "t.start", "t.classified"] {
            // A clock may run a little ahead of ours.
            if facts.at(past).is_some_and(|at| at > now.plus_seconds(300)) {
                self.gap(past, None, "in-the-future", Severity::Asks, None);
            }
        }
        for (first, then) in ORDER {
            if facts.at(first).zip(facts.at(then)).is_some_and(|(first, then)| then < first) {
                self.gap(then, None, "before-another", Severity::Asks, Some(first.into()));
            }
        }
    }

    fn missing(&mut self, filing: &Filing) {
        for asked in self.catalogue.stage(filing.stage, &filing.facts()) {
            let id = asked.question.id();
            if asked.requirement == Requirement::Required && filing.get(id).is_none() {
                self.gap(id, None, "missing", Severity::Asks, None);
            }
        }
    }
}

/// "unknown" in any case; elsewhere than in free text also in Dutch.
fn is_unknown(field: &Field, value: &Value) -> bool {
    let free = matches!(field.kind, Kind::Text | Kind::LongText);
    let Some(text) = value.as_str().map(str::to_lowercase) else { return false };
    text == "unknown" || (!free && text == "onbekend")
}

fn one(field: &Field, value: &Value) -> Result<Answer, Code> {
    let text = value.as_str().ok_or("wrong-type")?;
    let option = field.option(text).ok_or("not-an-option")?;
    Ok(Answer::One(option.id.clone()))
}
