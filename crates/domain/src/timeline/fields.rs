//! Between lines and the fields of a file: `message`, `datetime` or `timestamp` (microseconds),
//! `timestamp_desc`, and whatever else there is, in the order in which it came.

use super::{Fields, LONGEST, LONGEST_PART, Line, Side, when::moment};
use crate::{technique::Technique, time::Instant};
use alloc::{
    format,
    string::{String, ToString},
    vec::Vec,
};
use jiff::tz::TimeZone;
use serde_json::Value;

/// The names under which what a line is made of is found, ours first.
pub const CORE: [(&str, &[&str]); 9] = [
    ("message", &["message"]),
    ("datetime", &["datetime"]),
    ("timestamp", &["timestamp"]),
    ("timestamp_desc", &["timestamp_desc"]),
    ("side", &["side"]),
    ("source", &["source", "source_short", "data_type"]),
    ("hostname", &["hostname", "host", "computer_name", "computer"]),
    ("username", &["username", "user", "account"]),
    ("technique", &["technique", "attack_technique", "mitre_technique"]),
];

/// What is wrong with a field: its name and a code.
pub type Fault = (&'static str, &'static str);

/// Reads a line; `zone` holds for a moment that names none. Everything that is wrong is told at once.
pub fn line(fields: Fields, zone: &TimeZone) -> Result<Line, Vec<Fault>> {
    let mut faults = Vec::new();
    let text = |name: &str| value(&fields, name).map(shown).unwrap_or_default();
    let (told, at, zone) = instant(&text("datetime"), &text("timestamp"), zone, &mut faults);
    let technique = text("technique");
    let known = Technique::parse(&technique);
    let side = text("side");
    let line = Line {
        at,
        told,
        zone,
        side: Side::parse(&side.to_ascii_lowercase()).unwrap_or_default(),
        message: text("message"),
        meaning: text("timestamp_desc"),
        source: text("source"),
        host: text("hostname"),
        account: text("username"),
        technique: known,
        fields: Vec::new(),
    };
    if line.message.trim().is_empty() {
        faults.push(("message", "missing"));
    }
    if line.message.chars().count() > LONGEST {
        faults.push(("message", "too-long"));
    }
    let parts = [
        ("timestamp_desc", &line.meaning),
        ("source", &line.source),
        ("hostname", &line.host),
        ("username", &line.account),
    ];
    let long = parts.into_iter().filter(|(_, text)| text.chars().count() > LONGEST_PART);
    faults.extend(long.map(|(name, _)| (name, "too-long")));
    if faults.is_empty() { Ok(Line { fields, ..line }) } else { Err(faults) }
}

/// The moment of a line. A number of microseconds is exact; a date without a zone beside it only says
/// how it looked.
fn instant(
    datetime: &str,
    timestamp: &str,
    zone: &TimeZone,
    faults: &mut Vec<Fault>,
) -> (String, Option<Instant>, String) {
    let exact = timestamp.trim();
    let exact = (!exact.is_empty()).then(|| exact.parse::<i64>().map(Instant::from_micros));
    match (exact, moment(datetime, zone)) {
        (Some(Err(_)), _) => faults.push(("timestamp", "not-a-number")),
        (Some(Ok(at)), Err("missing")) => return (at.to_string(), Some(at), "UTC".to_string()),
        (Some(Ok(at)), Ok(read)) if read.assumed => return (datetime.to_string(), Some(at), read.zone),
        (Some(Ok(at)), Ok(read)) => {
            if (read.at.micros() - at.micros()).abs() < 1_000_000 {
                return (datetime.to_string(), Some(at), read.zone);
            }
            faults.push(("timestamp", "moments-differ"));
        }
        (None, Ok(read)) => return (datetime.to_string(), Some(read.at), read.zone),
        (_, Err(fault)) => faults.push(("datetime", fault)),
    }
    (datetime.to_string(), None, String::new())
}

/// The fields of a line: as they came in, with what was changed since, and what they did not have.
pub fn to_fields(line: &Line) -> Fields {
    let mut fields = line.fields.clone();
    let technique = line.technique.as_ref().map(Technique::to_string).unwrap_or_default();
    let side = if line.side == Side::Other { "" } else { line.side.code() };
    let now = [
        ("message", line.message.as_str()),
        ("timestamp_desc", &line.meaning),
        ("side", side),
        ("source", &line.source),
        ("hostname", &line.host),
        ("username", &line.account),
        ("technique", &technique),
    ];
    if value(&fields, "datetime").is_none() && value(&fields, "timestamp").is_none() {
        let at = line.at.unwrap_or(Instant::from_micros(0));
        fields.push(("datetime".to_string(), Value::String(precise(at))));
        fields.push(("timestamp".to_string(), Value::from(at.micros())));
    }
    for (name, text) in now {
        match place(&fields, name) {
            Some(index) => {
                if let Some((_, old)) = fields.get_mut(index)
                    && !same(name, old, text)
                {
                    *old = Value::String(text.to_string());
                }
            }
            None if text.is_empty() && name != "message" && name != "timestamp_desc" => {}
            None => fields.push((name.to_string(), Value::String(text.to_string()))),
        }
    }
    fields
}

/// Whether a field still says what the line says, in its own way of writing.
fn same(name: &str, old: &Value, now: &str) -> bool {
    let old = shown(old);
    match name {
        "side" => {
            Side::parse(&old.to_ascii_lowercase()).unwrap_or_default().code() == now
                || old == now
                || (now.is_empty()
                    && Side::parse(&old.to_ascii_lowercase()).unwrap_or_default() == Side::Other)
        }
        "technique" => Technique::parse(&old).map(|one| one.to_string()).unwrap_or_default() == now,
        _ => old == now,
    }
}

/// RFC 3339 in UTC with its microseconds.
fn precise(at: Instant) -> String {
    let seconds = Instant::from_micros(at.micros().div_euclid(1_000_000) * 1_000_000).rfc3339();
    format!("{}.{:06}+00:00", seconds.trim_end_matches('Z'), at.micros().rem_euclid(1_000_000))
}

/// Where the field is that holds what we call `name`.
fn place(fields: &Fields, name: &str) -> Option<usize> {
    let (_, names) = CORE.iter().find(|(core, _)| *core == name)?;
    names.iter().find_map(|one| fields.iter().position(|(field, _)| field.eq_ignore_ascii_case(one)))
}

fn value<'a>(fields: &'a Fields, name: &str) -> Option<&'a Value> {
    place(fields, name).and_then(|index| fields.get(index)).map(|(_, value)| value)
}

/// A value as text.
fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}
