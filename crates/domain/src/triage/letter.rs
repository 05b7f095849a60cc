//! The letter that tells the organisation what was decided, from an editable text.
//!
//! Only reasons meant for the organisation enter it; what staff wrote to each other does not.

use super::decide::{Decided, Denied};
use super::framework::Framework;
use super::rule::{self, Condition};
use crate::fact::{Fact, Facts};
use crate::rulebook::Said;
use crate::time::Instant;
use alloc::{
    format,
    string::{String, ToString},
    vec::Vec,
};
use jiff::tz::TimeZone;
use serde::Deserialize;

/// The editable text of a letter.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// Always `letter`.
    pub kind: String,
    /// Stable id.
    pub id: String,
    /// Version of the text.
    pub version: String,
    /// The subject.
    pub title: Said,
    /// Paragraphs in order; one whose conditions do not hold is left out.
    #[serde(rename = "paragraph")]
    pub paragraphs: Vec<Passage>,
}

/// One paragraph of the editable text.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Passage {
    /// Stable id.
    pub id: String,
    /// Conditions on `decided.*`, `axis.*` and on `letter.reasons` and `letter.contact`.
    #[serde(default)]
    pub when: Vec<Condition>,
    /// The words, with `{urgency}`, `{intensity}`, `{forms}`, `{contact}`, `{reasons}`.
    pub text: Said,
}

/// The letter, ready for a person to read over and send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The subject.
    pub title: String,
    /// `nl` or `en`.
    pub language: String,
    /// First contact at the latest, where the urgency promises one.
    pub contact: Option<Instant>,
    /// The text.
    pub paragraphs: Vec<Paragraph>,
}

/// One paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Where it came from in the editable text.
    pub id: String,
    /// The words.
    pub text: String,
}

/// Writes the letter; moments are told on the wall clock of `zone`.
///
/// # Errors
/// [`Denied::SecondNeeded`] while nobody confirmed a decision that needs it;
/// [`Denied::OtherFramework`] when the decision was made with another one.
pub fn letter(
    template: &Template,
    framework: &Framework,
    decided: &Decided,
    language: &str,
    zone: &TimeZone,
) -> Result<Letter, Denied> {
    if !decided.binds() {
        return Err(Denied::SecondNeeded);
    }
    let made = &decided.assessment;
    if (&framework.id, &framework.version) != (&made.framework, &made.version) {
        return Err(Denied::OtherFramework);
    }
    let contact = contact(framework, decided);
    let reasons = reasons(framework, decided, language);
    let mut view = decided_facts(decided);
    view.set("letter.reasons", Fact::Flag(!reasons.is_empty()));
    view.set("letter.contact", Fact::Flag(contact.is_some()));
    let values = [
        ("{urgency}", named(framework, decided, "urgency", language)),
        ("{intensity}", named(framework, decided, "intensity", language)),
        ("{forms}", named(framework, decided, "forms", language)),
        ("{contact}", contact.map(|at| clock(at, zone)).unwrap_or_default()),
        ("{reasons}", reasons.join(" ")),
    ];
    let fill = |text: &str| filled(text, &values);
    let paragraphs = template
        .paragraphs
        .iter()
        .filter(|passage| rule::all(&passage.when, &view))
        .map(|passage| Paragraph { id: passage.id.clone(), text: fill(passage.text.in_language(language)) })
        .collect();
    let title = fill(template.title.in_language(language));
    Ok(Letter { title, language: language.to_string(), contact, paragraphs })
}

/// Fills in one pass, so that a reason that itself holds `{...}` is left as it was written.
fn filled(text: &str, values: &[(&str, String)]) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find('{') {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        match values.iter().find(|(name, _)| rest.starts_with(name)) {
            Some((name, value)) => {
                out.push_str(value);
                rest = &rest[name.len()..];
            }
            None => {
                out.push('{');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out.trim().to_string()
}

fn decided_facts(decided: &Decided) -> Facts {
    let mut view = Facts::default();
    for outcome in &decided.assessment.outcomes {
        view.set(format!("axis.{}", outcome.axis), Fact::Many(outcome.gives.clone()));
    }
    for (axis, levels) in &decided.chosen {
        view.set(format!("decided.{axis}"), Fact::Many(levels.clone()));
    }
    view
}

fn contact(framework: &Framework, decided: &Decided) -> Option<Instant> {
    let level = framework.axis("urgency")?.level(decided.levels("urgency").next()?)?;
    Some(decided.at.plus_hours(level.hours?))
}

fn named(framework: &Framework, decided: &Decided, axis: &str, language: &str) -> String {
    let Some(axis) = framework.axis(axis) else { return String::new() };
    let words: Vec<&str> = decided
        .levels(axis.id.get_ref())
        .filter_map(|level| axis.level(level))
        .map(|level| level.text.in_language(language))
        .collect();
    words.join(", ")
}

/// Ours for the organisation: what the person wrote, then the rules that were followed.
fn reasons(framework: &Framework, decided: &Decided, language: &str) -> Vec<String> {
    let mut words = Vec::new();
    if !decided.plain.trim().is_empty() {
        words.push(decided.plain.trim().to_string());
    }
    for outcome in decided.assessment.outcomes.iter().filter(|one| !decided.differs(&one.axis)) {
        let Some(axis) = framework.axis(&outcome.axis) else { continue };
        for plain in outcome.fired.iter().filter_map(|code| axis.rule(code)?.plain.as_ref()) {
            let text = plain.in_language(language).to_string();
            if !words.contains(&text) {
                words.push(text);
            }
        }
    }
    words
}

fn clock(at: Instant, zone: &TimeZone) -> String {
    at.in_zone(zone).strftime("%d-%m-%Y %H:%M").to_string()
}
