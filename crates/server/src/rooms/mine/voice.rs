//! How the rooms of the reporter put codes into sentences: the words of the house and of the law.

use crate::{
    Server,
    language::Language,
    words::{Gaps, Words, gap},
};
use jiff::{civil::Date, tz::TimeZone};
use meldkamer_app::library::Library;
use meldkamer_domain::{question::Stage, time::Instant};
use std::sync::Arc;

/// Speaks one language, on the legal clock, with the law of one day.
pub struct Voice<'a> {
    /// The words of the house.
    pub words: &'a Words,
    /// The reader's language.
    pub language: Language,
    /// The legal zone.
    pub zone: TimeZone,
    /// The rulebooks.
    pub library: Arc<Library>,
    /// The day whose law counts.
    pub day: Date,
}

/// The reasons of a limit as they are kept: codes with their arguments.
type Reasons = Vec<(String, Vec<(String, String)>)>;

impl<'a> Voice<'a> {
    /// The voice for a dossier that was received at a moment.
    pub fn new(server: &'a Server, language: Language, received_at: i64) -> Self {
        Self {
            words: server.pages.words(),
            language,
            zone: server.house.zone(),
            library: server.house.law(),
            day: server.house.day(Instant::from_micros(received_at)),
        }
    }

    /// A sentence.
    pub fn say(&self, key: &str) -> String {
        self.words.say_anyhow(self.language, key, &Gaps::new())
    }

    /// A sentence with its gaps filled.
    pub fn fill(&self, key: &str, filled: &[(&str, &str)]) -> String {
        let mut gaps = Gaps::new();
        for (name, text) in filled {
            gaps.set((*name).to_owned(), gap((*text).to_owned()));
        }
        self.words.say_anyhow(self.language, key, &gaps)
    }

    /// A moment on the legal wall clock, such as `vr 20 november 2026, 16:40 CET`.
    pub fn moment(&self, micros: i64) -> String {
        let here = Instant::from_micros(micros).in_zone(&self.zone);
        let day = self.say(&format!("day-{}", here.weekday().to_monday_one_offset()));
        let month = self.say(&format!("month-{}", here.month()));
        format!("{day} {} {month} {}, {}", here.day(), here.year(), here.strftime("%H:%M %Z"))
    }

    /// A moment on the wall clock and in UTC.
    pub fn both(&self, micros: i64) -> String {
        let utc = Instant::from_micros(micros).in_zone(&TimeZone::UTC);
        format!("{} ({})", self.moment(micros), utc.strftime("%Y-%m-%d %H:%M UTC"))
    }

    /// The name of a regime.
    pub fn regime(&self, id: &str) -> String {
        let regime = self.library.law.regime(id, self.day);
        regime.map_or(id, |regime| regime.name.in_language(self.language.code())).to_owned()
    }

    /// The name of a stage as its law has it, else as the house has it.
    pub fn stage(&self, regime: &str, stage: &str) -> String {
        let regime = self.library.law.regime(regime, self.day);
        let found = regime.and_then(|one| one.stages.iter().find(|one| one.id.get_ref() == stage));
        found.map_or_else(
            || self.plain_stage(stage),
            |one| one.name.in_language(self.language.code()).to_owned(),
        )
    }

    /// The name of a stage of filing.
    pub fn plain_stage(&self, stage: &str) -> String {
        match Stage::parse(stage) {
            Some(stage) => self.say(&format!("mine-stage-{}", stage.id())),
            None => stage.to_owned(),
        }
    }

    /// The reasons of a limit as sentences.
    pub fn why(&self, reasons: &str) -> Vec<String> {
        let reasons: Reasons = serde_json::from_str(reasons).unwrap_or_default();
        reasons.iter().map(|(code, arguments)| self.reason(code, arguments)).collect()
    }

    fn reason(&self, code: &str, arguments: &[(String, String)]) -> String {
        let given = |name: &str| {
            arguments.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str())
        };
        let trigger = match given("trigger") {
            "" => String::new(),
            trigger => self.say(&format!("mine-trigger-{trigger}")),
        };
        let rest = match given("rest") {
            "" => String::new(),
            rest => self.say(&format!("mine-rest-{rest}")),
        };
        let amount = given("amount").parse().map_or(0.0, |amount: u32| f64::from(amount));
        let clocks = given("clocks").parse().map_or(0.0, |clocks: u32| f64::from(clocks));
        let key = match code {
            "period" => format!("mine-why-period-{}", given("unit")),
            _ => format!("mine-why-{code}"),
        };
        let mut gaps = Gaps::new();
        gaps.set("amount", gap(amount));
        gaps.set("clocks", gap(clocks));
        for (name, text) in [("trigger", trigger), ("rest", rest), ("day", self.day_of(given("day")))] {
            gaps.set(name, gap(text));
        }
        gaps.set("because", gap(given("because").to_owned()));
        self.words.say_anyhow(self.language, &key, &gaps)
    }

    fn day_of(&self, text: &str) -> String {
        let Ok(day) = text.parse::<Date>() else { return text.to_owned() };
        format!("{} {} {}", day.day(), self.say(&format!("month-{}", day.month())), day.year())
    }

    /// A size in words, such as `1,4 MB`.
    pub fn size(&self, bytes: i64) -> String {
        self.language.size(bytes)
    }

    /// A moment typed as a date and a time on the legal wall clock; the fault is a stable code.
    pub fn typed(&self, date: &str, time: &str) -> Result<Instant, &'static str> {
        if date.is_empty() || time.is_empty() {
            return Err("missing");
        }
        let day: Date = date.parse().map_err(|_| "impossible-date")?;
        let clock: jiff::civil::Time = time.parse().map_err(|_| "impossible-date")?;
        let zoned = day.to_datetime(clock).to_zoned_datetime(self.zone.clone());
        zoned.map(|zoned| Instant::from_zoned(&zoned)).map_err(|_| "impossible-date")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Texts;

    fn with_voice(check: impl FnOnce(&Voice<'_>)) {
        let words = Words::read(&Texts::embedded()).unwrap();
        let (library, _) = Library::open(None).unwrap();
        check(&Voice {
            words: &words,
            language: Language::Dutch,
            zone: TimeZone::get("Europe/Amsterdam").unwrap(),
            library: Arc::new(library),
            day: "2026-11-20".parse().unwrap(),
        });
    }

    #[test]
    fn reasons_become_sentences_without_open_gaps() {
        with_voice(|voice| {
            let reasons = r#"[["period",[["trigger","aware"],["amount","24"],["unit","hours"]]],
                ["extended",[["day","2026-12-25"],["rest","holiday"]]],["noon",[]],["not-extended",[]],
                ["earliest-of",[["clocks","2"]]],["lapsed",[["trigger","classified"]]],["exercise",[]],
                ["replanned",[["because","De logboeken laten iets anders zien."]]]]"#;
            let said = voice.why(reasons);
            assert_eq!(said.len(), 8);
            assert!(said[0].contains("24 uur"), "{}", said[0]);
            assert!(said[1].contains("25 december 2026"), "{}", said[1]);
            assert!(said[7].contains("logboeken"));
            assert!(said.iter().all(|one| !one.contains('{') && !one.starts_with("mine-")), "{said:?}");
        });
    }

    #[test]
    fn a_typed_moment_is_on_the_legal_clock() {
        with_voice(|voice| {
            let at = voice.typed("2026-11-20", "16:40").unwrap();
            assert_eq!(at.rfc3339(), "2026-11-20T15:40:00Z");
            assert_eq!(voice.moment(at.micros()), "vr 20 november 2026, 16:40 CET");
            assert_eq!(voice.typed("2026-02-31", "16:40"), Err("impossible-date"));
            assert_eq!(voice.typed("2026-02-28", ""), Err("missing"));
            assert_eq!(voice.size(1_449_999), "1,4 MB");
        });
    }
}
