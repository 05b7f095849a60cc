//! What templates can call: words, times and addresses of web files.
//!
//! - `t("key", gap=…)`: the words under a key;
//! - `time(micros)`: legal local time with its zone, and UTC for machines; `time(micros, utc=true)` shows UTC too;
//! - `due(micros)`: how far that is from the moment of the page ("over 3 uur");
//! - `asset("meldkamer.css")`: the address of a web file;
//! - `once()`: a mark in a form, so that what is sent twice is done once.

use crate::{
    assets,
    language::Language,
    words::{Gaps, Words, gap},
};
use jiff::tz::TimeZone;
use meldkamer_app::chance;
use meldkamer_domain::time::Instant;
use minijinja::{
    Environment, Error, ErrorKind, HtmlEscape, State, Value,
    value::{Kwargs, ValueKind},
};
use std::sync::Arc;

/// Adds all functions to an environment of one language.
pub(super) fn add(
    environment: &mut Environment<'static>,
    words: &Arc<Words>,
    language: Language,
    zone: &TimeZone,
) {
    let speaker = Speaker { words: words.clone(), language, zone: zone.clone() };
    let (timekeeper, counter) = (speaker.clone(), speaker.clone());
    environment.add_function("t", move |key: &str, gaps: Kwargs| speaker.translate(key, &gaps));
    environment.add_function("time", move |micros: i64, options: Kwargs| timekeeper.time(micros, &options));
    environment.add_function("due", move |state: &State<'_, '_>, micros: i64| counter.due(state, micros));
    environment.add_function("asset", |name: &str| assets::address(name));
    environment.add_function("once", once);
}

/// A hidden field with a mark of its own for each form on each page.
fn once() -> Value {
    let mark: String = chance::bytes::<12>().iter().map(|byte| format!("{byte:02x}")).collect();
    Value::from_safe_string(format!("<input type=\"hidden\" name=\"once\" value=\"{mark}\">"))
}

#[derive(Clone)]
struct Speaker {
    words: Arc<Words>,
    language: Language,
    zone: TimeZone,
}

impl Speaker {
    fn translate(&self, key: &str, options: &Kwargs) -> Result<String, Error> {
        let mut gaps = Gaps::new();
        for name in options.args() {
            let value: Value = options.get(name)?;
            let filled = match value.kind() {
                ValueKind::Number => gap(f64::try_from(value)?),
                _ => gap(value.to_string()),
            };
            gaps.set(name.to_owned(), filled);
        }
        self.say(key, &gaps)
    }

    /// While we work, a missing key stops the page; in earnest, it never does.
    fn say(&self, key: &str, gaps: &Gaps<'_>) -> Result<String, Error> {
        if !cfg!(debug_assertions) {
            return Ok(self.words.say_anyhow(self.language, key, gaps));
        }
        let missing =
            || Error::new(ErrorKind::InvalidOperation, format!("no words for `{key}`, or a gap is open"));
        self.words.say(self.language, key, gaps).ok_or_else(missing)
    }

    fn time(&self, micros: i64, options: &Kwargs) -> Result<Value, Error> {
        let with_utc = options.get::<Option<bool>>("utc")?.unwrap_or(false);
        options.assert_all_used()?;
        let instant = Instant::from_micros(micros);
        let local = instant.in_zone(&self.zone);
        let none = Gaps::new();
        let day = self.say(&format!("day-{}", local.weekday().to_monday_one_offset()), &none)?;
        let month = self.say(&format!("month-{}", local.month()), &none)?;
        let (zone, mut more) = (local.strftime("%Z").to_string(), String::new());
        if with_utc {
            let utc = instant.in_zone(&TimeZone::UTC).strftime("%Y-%m-%d %H:%M UTC").to_string();
            more = format!(" <span class=\"mk-utc\">{utc}</span>");
        }
        Ok(Value::from_safe_string(format!(
            "<time datetime=\"{instant}\">{} {} {} {}, {} {}</time>{more}",
            HtmlEscape(&day),
            local.day(),
            HtmlEscape(&month),
            local.year(),
            local.strftime("%H:%M"),
            HtmlEscape(&zone),
        )))
    }

    fn due(&self, state: &State<'_, '_>, micros: i64) -> Result<String, Error> {
        let frame = state.lookup("frame").ok_or_else(|| Error::from(ErrorKind::UndefinedError))?;
        let now = i64::try_from(frame.get_attr("now")?)?;
        let (key, count) = distance((micros - now).div_euclid(1_000_000));
        let mut gaps = Gaps::new();
        gaps.set("count", count);
        self.say(key, &gaps)
    }
}

/// Whole minutes up to 90, then hours up to 48, then days; never more than is left.
fn distance(seconds: i64) -> (&'static str, i64) {
    let (minutes, ahead) = (seconds.abs() / 60, seconds > 0);
    match (minutes, ahead) {
        (0, _) => ("due-now", 0),
        (1..90, true) => ("due-in-minutes", minutes),
        (90..2880, true) => ("due-in-hours", minutes / 60),
        (_, true) => ("due-in-days", minutes / 1440),
        (1..90, false) => ("due-minutes-ago", minutes),
        (90..2880, false) => ("due-hours-ago", minutes / 60),
        (_, false) => ("due-days-ago", minutes / 1440),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Texts;

    fn drawn(language: Language, template: &str) -> String {
        let words = Arc::new(Words::read(&Texts::embedded()).unwrap());
        let mut environment = Environment::new();
        add(&mut environment, &words, language, &TimeZone::get("Europe/Amsterdam").unwrap());
        let now = Instant::parse("2026-11-20T15:40:00Z").unwrap().micros();
        let frame = minijinja::context! { now => now };
        let values = minijinja::context! { frame => frame, now => now, hour => 3_600_000_000_i64 };
        environment.render_str(template, values).unwrap()
    }

    #[test]
    fn times_are_shown_on_the_legal_clock_and_told_to_machines_in_utc() {
        assert_eq!(
            drawn(Language::Dutch, "{{ time(now) }}"),
            "<time datetime=\"2026-11-20T15:40:00Z\">vr 20 november 2026, 16:40 CET</time>"
        );
        assert!(drawn(Language::English, "{{ time(now, utc=true) }}").contains("2026-11-20 15:40 UTC"));
    }

    #[test]
    fn the_time_left_is_never_rounded_up() {
        assert_eq!(drawn(Language::Dutch, "{{ due(now + hour * 3 + hour // 2) }}"), "over 3 uur");
        assert_eq!(drawn(Language::Dutch, "{{ due(now - hour) }}"), "60 minuten geleden");
        assert_eq!(drawn(Language::English, "{{ due(now + hour * 72) }}"), "in 3 days");
        assert_eq!(distance(89 * 60), ("due-in-minutes", 89));
    }
}
