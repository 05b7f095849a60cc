//! Texts out of what was told, and the short values that fields know.

use super::{Activity, CLASSES, Kind, Known};
use alloc::{
    string::{String, ToString},
    vec::Vec,
};
use serde_json::Value;

pub(super) fn class(text: &str) -> Result<String, &'static str> {
    let text = text.to_lowercase();
    if CLASSES.contains(&text.as_str()) { Ok(text) } else { Err("not-a-class") }
}

pub(super) fn state(text: &str) -> Result<String, &'static str> {
    let text = text.to_uppercase();
    let letters = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase());
    if letters { Ok(text) } else { Err("not-a-state") }
}

/// `sector`, `sector/subsector`, `sector/subsector/kind` or `sector/kind`.
pub(super) fn activity(text: &str, known: Known<'_>) -> Result<Activity, &'static str> {
    let parts: Vec<&str> = text.split('/').map(str::trim).collect();
    let part = |at: usize| parts.get(at).map(|one| one.to_lowercase()).unwrap_or_default();
    let mut found = Activity { sector: part(0), subsector: part(1), kind: part(2) };
    let Some(sectors) = known else { return Ok(found) };
    let sector = sectors.iter().find(|one| *one.id.get_ref() == found.sector).ok_or("not-a-sector")?;
    let subsector = |id: &str| sector.subsectors.iter().any(|one| one.id == id);
    // Some kinds, such as "something else", are found in every sector.
    let kind = |id: &str| sectors.iter().any(|sector| sector.kinds.iter().any(|one| one.id == id));
    if found.kind.is_empty() && !subsector(&found.subsector) && kind(&found.subsector) {
        found.kind = core::mem::take(&mut found.subsector);
    }
    let good = (found.subsector.is_empty() || subsector(&found.subsector))
        && (found.kind.is_empty() || kind(&found.kind))
        && parts.len() <= 3;
    if good { Ok(found) } else { Err("not-a-sector") }
}

/// Cuts what was told into texts, as the field is written.
pub(super) fn gather(value: &Value, kind: Kind, texts: &mut Vec<String>) {
    match value {
        Value::String(text) => match kind {
            Kind::Line => texts.push(text.clone()),
            Kind::Lines => texts.extend(text.split(['\n', ';']).map(str::to_string)),
            Kind::Words => {
                // Blanks around the dash of a range do not part it.
                let text = text.replace(" - ", "-").replace(" – ", "-");
                let parts = text.split(|c: char| c.is_whitespace() || c == ',' || c == ';');
                texts.extend(parts.map(str::to_string));
            }
        },
        Value::Number(number) => texts.push(number.to_string()),
        Value::Array(all) => all.iter().for_each(|one| gather(one, kind, texts)),
        Value::Null | Value::Bool(_) | Value::Object(_) => {}
    }
}

/// One line without control and direction characters.
pub(super) fn clean(text: &str) -> String {
    let bad = |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let plain: String = text.chars().map(|c| if bad(c) { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(super) fn short(text: &str) -> String {
    text.chars().take(80).collect()
}
