//! Letters: the text of a mail, from the installation's own version or the one we ship.
//!
//! The first line is the subject. A letter knows what its errand carries, and `csirt`, `telephone`
//! and `address` of the installation; `moment(micros)` shows a time on the legal clock, and
//! `t("key")` says the words that pages use.

use crate::{
    language::Language,
    texts::Texts,
    words::{Gaps, Words},
};
use jiff::tz::TimeZone;
use meldkamer_app::{
    Failed, House,
    courier::{SECRET, Undelivered},
};
use meldkamer_domain::time::Instant;
use meldkamer_store::reach;
use minijinja::{Environment, UndefinedBehavior, syntax::SyntaxConfig, value::Serde};
use serde_json::{Value, json};
use std::sync::Arc;

/// The letters that the house writes by itself.
pub const NAMES: [&str; 21] = [
    "confirmation",
    "reminder",
    "alarm",
    "answer-due",
    "copy",
    "forward",
    "share",
    "there-is-news",
    "message-waiting",
    "invitation",
    "mandate",
    "in-your-name",
    "drill-inject",
    "drill-over",
    "pack-outdated",
    "test",
    "contact-check",
    "prove-domain",
    "registered",
    "case-invitation",
    "case-message",
];

/// A letter, ready to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Its subject, on one line.
    pub subject: String,
    /// Its text.
    pub body: String,
}

/// Writes letters.
#[derive(Clone)]
pub struct Letters {
    texts: Texts,
    words: Arc<Words>,
    zone: TimeZone,
}

impl Letters {
    /// Letters from these texts, with times in this zone.
    pub fn new(texts: Texts, words: Arc<Words>, zone: TimeZone) -> Self {
        Self { texts, words, zone }
    }

    /// The text that we ship of a letter.
    pub fn shipped(&self, name: &str, language: &str) -> Option<String> {
        self.texts.letter(&format!("letters/{language}/{name}.txt")).map(|text| text.into_owned())
    }

    /// Writes one letter. The installation's own text goes first; when that is broken, ours is used
    /// and the log says so, because a reminder must not wait for a comma.
    pub async fn write(
        &self,
        house: &House,
        name: &str,
        language: &str,
        payload: &Value,
    ) -> Result<Result<Letter, Undelivered>, Failed> {
        let language = if language == "en" { "en" } else { "nl" };
        let values = values(house, payload);
        if let Some(own) = reach::own_letter(&house.database, name, language).await? {
            match self.render(&own, language, &values) {
                Ok(letter) => return Ok(Ok(letter)),
                Err(why) => tracing::error!(letter = name, language, %why, "the letter's own text is broken"),
            }
        }
        let shipped = self.shipped(name, language).filter(|_| NAMES.contains(&name));
        let Some(shipped) = shipped else {
            return Ok(Err(Undelivered::NoLetter(format!("there is no letter {name} in {language}"))));
        };
        Ok(self.render(&shipped, language, &values).map_err(Undelivered::NoLetter))
    }

    /// A letter from its text and its values; what is wrong with the text otherwise.
    pub fn render(&self, text: &str, language: &str, values: &Value) -> Result<Letter, String> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
        environment.set_syntax(syntax.map_err(|why| format!("{why:#}"))?);
        self.add_functions(
            &mut environment,
            if language == "en" { Language::English } else { Language::Dutch },
        );
        let text = environment
            .render_str(text, minijinja::Value::from(Serde(values)))
            .map_err(|why| format!("{why:#}"))?;
        let (subject, body) = text.trim_start().split_once('\n').unwrap_or((text.trim(), ""));
        let subject = subject.split_whitespace().collect::<Vec<_>>().join(" ");
        Ok(Letter { subject, body: format!("{}\n", body.trim()) })
    }

    fn add_functions(&self, environment: &mut Environment<'_>, language: Language) {
        let (words, zone) = (self.words.clone(), self.zone.clone());
        let say = move |key: &str| words.say_anyhow(language, key, &Gaps::new());
        let (days, keys) = (say.clone(), say);
        environment.add_function("t", move |key: &str| keys(key));
        environment.add_function("moment", move |micros: i64| {
            let instant = Instant::from_micros(micros);
            let local = instant.in_zone(&zone);
            let day = days(&format!("day-{}", local.weekday().to_monday_one_offset()));
            let month = days(&format!("month-{}", local.month()));
            let (clock, utc) = (local.strftime("%H:%M %Z"), instant.in_zone(&TimeZone::UTC));
            format!("{day} {} {month} {}, {clock} ({} UTC)", local.day(), local.year(), utc.strftime("%H:%M"))
        });
    }
}

/// What a letter knows: what the errand carries, and whose letter it is.
fn values(house: &House, payload: &Value) -> Value {
    let mut all = payload.as_object().cloned().unwrap_or_default();
    for part in ["data", SECRET] {
        if let Some(Value::Object(inner)) = all.remove(part) {
            all.extend(inner);
        }
    }
    all.insert("csirt".into(), json!(house.settings.csirt));
    all.insert("telephone".into(), json!(house.settings.telephone));
    all.insert("address".into(), json!(house.settings.public_address()));
    Value::Object(all)
}

#[cfg(test)]
mod tests;
