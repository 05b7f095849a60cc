//! All data about a person, for who asks for it (GDPR 15): by mail address, telephone number or name.
//!
//! It reads and changes nothing; that somebody looked, and why, is in the journal. What stands in the
//! bytes of files is not looked through: the files of the dossiers that are found are named.

use crate::{Door, Failed, House, Subject, desk};
use meldkamer_domain::{
    access::{Tie, Verb},
    question::Catalogue,
    refused::Refused,
    time::Instant,
};
use meldkamer_store::{
    dossier, message,
    person::{self, How, MOST, Row},
};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The last digits of a telephone number that tell it from others.
const DIGITS: usize = 9;
/// A name or address is not shorter than this.
const SHORTEST: usize = 3;
/// A text is shown up to so many characters.
const EXCERPT: usize = 2000;

/// By what somebody is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// A mail address, or a part of it.
    Email,
    /// A telephone number, however it is written.
    Phone,
    /// A name.
    Name,
}

impl By {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Email, Self::Phone, Self::Name];

    /// Its name in forms.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Name => "name",
        }
    }

    /// The one with this name.
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.id() == id)
    }
}

/// Who is looked for, and why.
#[derive(Clone, Debug)]
pub struct Wish {
    /// By what.
    pub by: By,
    /// The address, number or name.
    pub value: String,
    /// Why: who asked, and when.
    pub reason: String,
}

/// One place in which the person occurs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The kind of place: `filing`, `message`, `register`, …
    pub place: &'static str,
    /// The reference of the dossier, when it is in one.
    pub reference: String,
    /// The question or part of it, when it is an answer.
    pub part: String,
    /// The words.
    pub text: String,
    /// When they were kept, in microseconds.
    pub at: i64,
}

/// Everything that was found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The places, oldest first within each kind.
    pub hits: Vec<Hit>,
    /// Files of the dossiers that were found: reference and name. Their bytes were not looked through.
    pub files: Vec<(String, String)>,
    /// Whether some place has more than could be given.
    pub more: bool,
}

/// Looks for a person. The wish and how much was found are in the journal.
pub async fn find(house: &House, door: &Door, wish: &Wish) -> Result<Found, Failed> {
    let reason = desk::reason(&wish.reason)?;
    let (words, how) = compared(wish)?;
    let mut act = house.begin(door).await?;
    let permit = act.may(Verb::ExportPerson, Subject::house(), Tie::None).await?;

    let rows = person::find(act.tx()?, &words, how).await?;
    let mut places: BTreeMap<&str, i64> = BTreeMap::new();
    rows.iter().for_each(|(place, _)| *places.entry(place).or_default() += 1);
    let mut found = Found { more: places.values().any(|count| *count >= MOST), ..Found::default() };
    let mut references: BTreeMap<String, String> = BTreeMap::new();
    for id in rows.iter().filter_map(|(_, row)| row.dossier.clone()).collect::<BTreeSet<_>>() {
        if let Some(dossier) = dossier::by_id(act.tx()?, &id).await? {
            for file in message::files_of_dossier(act.tx()?, &id).await? {
                found.files.push((dossier.reference.clone(), file.name));
            }
            references.insert(id, dossier.reference);
        }
    }
    let catalogue = &house.law().catalogue;
    for (place, row) in &rows {
        let known = row.dossier.as_ref().and_then(|id| references.get(id)).cloned().unwrap_or_default();
        found.hits.extend(hits(catalogue, place, row, &known, &words, how));
    }

    let details =
        json!({"by": wish.by.id(), "value": wish.value, "reason": reason, "hits": found.hits.len()});
    act.note(permit, details).await?;
    Ok(found)
}

/// What is compared, and how; too little would find everybody.
fn compared(wish: &Wish) -> Result<(String, How), Failed> {
    let value = wish.value.trim();
    if wish.by == By::Phone {
        let digits: String = value.chars().filter(char::is_ascii_digit).collect();
        if digits.len() < 6 {
            return Err(Refused::field("value", "too-little").into());
        }
        return Ok((digits[digits.len().saturating_sub(DIGITS)..].to_owned(), How::Digits));
    }
    if value.chars().count() < SHORTEST {
        return Err(Refused::field("value", "too-little").into());
    }
    Ok((value.to_lowercase(), How::Words))
}

/// The words of a row in which the person occurs; of JSON, each text by itself with its name.
fn hits(
    catalogue: &Catalogue,
    place: &'static str,
    row: &Row,
    reference: &str,
    words: &str,
    how: How,
) -> Vec<Hit> {
    let hit = |part: String, text: &str| Hit {
        place,
        reference: reference.to_owned(),
        part,
        text: text.chars().take(EXCERPT).collect(),
        at: row.at,
    };
    let json = serde_json::from_str::<Value>(&row.text).ok().filter(|value| !value.is_number());
    let Some(value) = json else { return vec![hit(String::new(), &row.text)] };
    let mut texts = Vec::new();
    let name = if place == "draft" { row.id.clone() } else { String::new() };
    gather(&value, name, &mut texts);
    texts.retain(|(_, text)| occurs(text, words, how));
    texts.into_iter().map(|(name, text)| hit(label(catalogue, &name), &text)).collect()
}

fn gather(value: &Value, name: String, texts: &mut Vec<(String, String)>) {
    match value {
        Value::String(text) => texts.push((name, text.clone())),
        Value::Array(all) => all.iter().for_each(|one| gather(one, name.clone(), texts)),
        Value::Object(all) => {
            for (key, one) in all {
                gather(one, if name.is_empty() { key.clone() } else { format!("{name}.{key}") }, texts);
            }
        }
        _ => {}
    }
}

fn occurs(text: &str, words: &str, how: How) -> bool {
    match how {
        How::Words => text.to_lowercase().contains(words),
        How::Digits => text.chars().filter(char::is_ascii_digit).collect::<String>().contains(words),
    }
}

/// A question by its id and its words, in Dutch: the page shows both.
fn label(catalogue: &Catalogue, name: &str) -> String {
    let whole = catalogue.question(name).or_else(|| catalogue.question(name.rsplit_once('.')?.0));
    whole.map_or_else(|| name.to_owned(), |question| format!("{name} ({})", question.field.label.nl))
}

/// What was found, for a machine or for the person.
pub fn to_json(wish: &Wish, at: Instant, found: &Found) -> Value {
    let time = |micros: i64| Instant::from_micros(micros).rfc3339();
    json!({
        "looked_for": {"by": wish.by.id(), "value": wish.value, "reason": wish.reason, "at": at.rfc3339()},
        "found": found.hits.iter().map(|one| json!({
            "place": one.place, "reference": one.reference, "part": one.part, "text": one.text, "at": time(one.at),
        })).collect::<Vec<_>>(),
        "files_not_looked_through": found.files.iter().map(|(reference, name)| json!({
            "reference": reference, "name": name,
        })).collect::<Vec<_>>(),
        "more_than_could_be_given": found.more,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(by: By, value: &str) -> Wish {
        Wish { by, value: value.into(), reason: "x".into() }
    }

    #[test]
    fn a_number_is_the_same_however_it_is_written() {
        for value in ["+31 6 12345678", "06-12345678", "0031612345678"] {
            let (words, how) = compared(&wish(By::Phone, value)).unwrap();
            assert!(occurs("+31 6 123 456 78", &words, how), "{value}");
            assert!(!occurs("+31 6 999 456 78", &words, how), "{value}");
        }
    }

    #[test]
    fn too_little_would_find_everybody() {
        assert!(compared(&wish(By::Name, "An")).is_err());
        assert!(compared(&wish(By::Phone, "123")).is_err());
        assert!(compared(&wish(By::Email, "ans@water.example")).is_ok());
    }
}
