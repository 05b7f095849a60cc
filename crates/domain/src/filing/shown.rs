//! Answers in plain words, for pages, mail and paper.

use super::{Answer, Parts, Precision};
use crate::question::{Field, Question};
use crate::time::Instant;
use alloc::{
    format,
    string::{String, ToString},
    vec::Vec,
};
use jiff::tz::TimeZone;
use serde_json::Value;

/// An answer as label and text, a line for each part; moments on the wall clock of `zone`.
pub fn shown(question: &Question, answer: &Answer, language: &str, zone: &TimeZone) -> Vec<(String, String)> {
    let voice = Voice { dutch: language == "nl", zone };
    let field = &question.field;
    let label = voice.label(field);
    match answer {
        Answer::Parts(parts) => voice.lines(field, parts, &label),
        Answer::Rows(rows) => {
            let row = |(at, row): (usize, &Parts)| voice.lines(field, row, &format!("{label} {}", at + 1));
            rows.iter().enumerate().flat_map(row).collect()
        }
        single => [(label, voice.text(field, single))].into(),
    }
}

struct Voice<'a> {
    dutch: bool,
    zone: &'a TimeZone,
}

impl Voice<'_> {
    fn say(&self, nl: &'static str, en: &'static str) -> &'static str {
        if self.dutch { nl } else { en }
    }

    fn label(&self, field: &Field) -> String {
        field.label.in_language(self.say("nl", "en")).into()
    }

    /// The part that speaks for the whole first, then the others in the catalogue's order.
    fn lines(&self, field: &Field, parts: &Parts, label: &str) -> Vec<(String, String)> {
        let of_whole = |part: &str| format!("{label}{} {part}", if label.ends_with('?') { "" } else { ":" });
        let mut lines = Vec::new();
        for part in &field.parts {
            let Some(answer) = parts.get(&part.id) else { continue };
            let head = field.head().is_some_and(|head| head.id == part.id);
            let label = if head { label.into() } else { of_whole(&self.label(part)) };
            lines.push((label, self.text(part, answer)));
        }
        for (name, answer) in parts.iter().filter(|(name, _)| field.part(name).is_none()) {
            lines.push((of_whole(name), self.text(field, answer)));
        }
        lines
    }

    fn text(&self, field: &Field, answer: &Answer) -> String {
        match answer {
            Answer::Unknown => self.say("onbekend", "unknown").into(),
            Answer::Flag(true) => self.say("ja", "yes").into(),
            Answer::Flag(false) => self.say("nee", "no").into(),
            Answer::Text(text) => text.clone(),
            Answer::Number(number) => self.number(*number, field.unit.as_deref()),
            Answer::Moment { at, precision } => self.moment(*at, *precision),
            Answer::One(id) => self.option(field, id),
            Answer::Many(many) => {
                let many: Vec<_> = many.iter().map(|id| self.option(field, id)).collect();
                many.join(", ")
            }
            Answer::Raw(Value::String(text)) => text.clone(),
            other => other.to_json().to_string(),
        }
    }

    fn option(&self, field: &Field, id: &str) -> String {
        let option = field.options.iter().find(|option| option.id == id);
        option.map_or(id, |option| option.said.in_language(self.say("nl", "en"))).into()
    }

    fn number(&self, number: f64, unit: Option<&str>) -> String {
        let plain = number.to_string();
        let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
        let mut text = String::new();
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at) % 3 == 0 {
                text.push_str(self.say(".", ","));
            }
            text.push(digit);
        }
        if !fraction.is_empty() {
            text.push_str(self.say(",", "."));
            text.push_str(fraction);
        }
        match unit {
            Some("percent") => format!("{text}%"),
            Some("eur") => format!("€ {text}"),
            Some("minutes") => format!("{text} {}", self.say("minuten", "minutes")),
            Some("hours") => format!("{text} {}", self.say("uur", "hours")),
            Some("seconds") => format!("{text} {}", self.say("seconden", "seconds")),
            _ => text,
        }
    }

    fn moment(&self, at: Instant, precision: Precision) -> String {
        let here = at.in_zone(self.zone);
        let (day, clock) = (here.strftime("%d-%m-%Y"), here.strftime("%H:%M (UTC%:z)"));
        match precision {
            Precision::Exact => format!("{day} {clock}"),
            Precision::Day => format!("{day}, {}", self.say("tijd onbekend", "time unknown")),
            Precision::Hour => format!("{day} {clock}, {}", self.say("op het uur", "to the hour")),
            Precision::Estimate => format!("{day} {clock}, {}", self.say("geschat", "estimated")),
        }
    }
}
