//! Exercises: a scenario with injects on a clock that runs sixty times as fast, and what came of it.
//!
//! Scenarios are dated data. Not here: the report that players make during an exercise; that is an
//! ordinary filing, marked as an exercise.

mod review;

pub use review::{Filed, Played, Review, Shown, Verdict, Watched};

use crate::{
    edition::{Editions, Versioned},
    rulebook::{Basis, Mistakes, Said, Source},
    time::Instant,
};
use alloc::{format, string::String, vec::Vec};
use serde::Deserialize;

/// So many times faster than the story runs the clock of an exercise.
pub const PACE: i64 = 60;
/// No story is longer, in hours.
const LONGEST: i64 = 168;

/// A word of a file that remembers where it stood.
type Word = toml::Spanned<String>;

/// One version of a scenario.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    #[serde(rename = "kind")]
    _kind: String,
    /// Stable id, such as `ransomware`.
    pub id: String,
    /// The version of this text.
    pub version: String,
    /// Its place among the others.
    pub order: u8,
    /// Its name.
    pub title: Said,
    /// What happens.
    pub about: Said,
    /// What is practised.
    pub goal: Said,
    /// How long the story is.
    pub hours: i64,
    /// Where it comes from and when it holds.
    pub basis: Basis,
    /// What happens when, in order.
    #[serde(rename = "inject")]
    pub injects: Vec<Inject>,
}

/// Something that happens in the story.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inject {
    /// Stable id within the scenario.
    pub id: Word,
    /// Minutes of the story after its beginning.
    pub after: i64,
    /// Its name.
    pub title: Said,
    /// What the players hear.
    pub text: Said,
    /// What they are asked.
    pub ask: Said,
    /// What a well-prepared team does besides answering.
    pub hopes: Option<Hope>,
    /// Minutes of the story within which an answer is hoped for.
    pub within: i64,
}

/// What a well-prepared team does, as it shows in the dossier of the exercise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Hope {
    /// It reports, early warning or at once more.
    EarlyWarning,
    /// It files the notification.
    Notification,
    /// It asks for help.
    Help,
    /// It writes to the CSIRT.
    Message,
}

impl Hope {
    /// Its name in rows and words files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::EarlyWarning => "early-warning",
            Self::Notification => "notification",
            Self::Help => "help",
            Self::Message => "message",
        }
    }
}

impl Scenario {
    /// When an inject comes, in an exercise that began then.
    pub fn due(&self, inject: &Inject, started: Instant) -> Instant {
        started.plus_seconds(inject.after * 60 / PACE)
    }

    /// When an exercise that began then is over.
    pub fn ends(&self, started: Instant) -> Instant {
        started.plus_seconds(self.hours * 3600 / PACE)
    }

    /// How many minutes it takes on a real clock.
    pub fn minutes(&self) -> i64 {
        self.hours * 60 / PACE
    }

    /// An inject by its id.
    pub fn inject(&self, id: &str) -> Option<&Inject> {
        self.injects.iter().find(|one| one.id.get_ref() == id)
    }
}

/// All scenarios of an installation.
pub type Scenarios = Editions<Scenario>;

impl Versioned for Scenario {
    const KIND: &'static str = "drill";

    fn id(&self) -> &str {
        &self.id
    }

    fn version(&self) -> &str {
        &self.version
    }

    fn order(&self) -> u8 {
        self.order
    }

    fn basis(&self) -> &Basis {
        &self.basis
    }

    fn check(&self, source: &Source, mistakes: &mut Mistakes) {
        check(source, self, mistakes);
    }
}

fn check(source: &Source, scenario: &Scenario, mistakes: &mut Mistakes) {
    if !(1..=LONGEST).contains(&scenario.hours) {
        mistakes.push(source.mistake(0, format!("`hours` must lie between 1 and {LONGEST}")));
    }
    if scenario.injects.is_empty() {
        mistakes.push(source.mistake(0, "a scenario has at least one `[[inject]]`"));
    }
    let mut before = 0;
    for (number, inject) in scenario.injects.iter().enumerate() {
        let (id, at) = (inject.id.get_ref(), inject.id.span().start);
        if scenario.injects.iter().take(number).any(|one| one.id.get_ref() == id) {
            mistakes.push(source.mistake(at, format!("the inject `{id}` stands here twice")));
        }
        if inject.after < before || inject.after > scenario.hours.saturating_mul(60) {
            mistakes.push(source.mistake(at, format!("`{id}`: `after` must rise and stay within `hours`")));
        }
        if inject.within < 1 {
            mistakes.push(source.mistake(at, format!("`{id}`: `within` is at least a minute")));
        }
        before = inject.after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(change: impl Fn(&str) -> String) -> (Scenarios, Mistakes) {
        let text = "kind = \"drill\"\nid = \"x\"\nversion = \"1\"\norder = 1\nhours = 24\n\
            title = { nl = \"\", en = \"\" }\nabout = { nl = \"\", en = \"\" }\ngoal = { nl = \"\", en = \"\" }\n\
            basis = { clause = \"\", source = \"\", from = 2026-01-01 }\n\
            [[inject]]\nid = \"a\"\nafter = 90\nwithin = 60\nhopes = \"early-warning\"\n\
            title = { nl = \"\", en = \"\" }\ntext = { nl = \"\", en = \"\" }\nask = { nl = \"\", en = \"\" }\n";
        let mut mistakes = Mistakes::new();
        let sources = [Source { file: "x.toml".into(), text: change(text) }];
        (Scenarios::read(&sources, &mut mistakes), mistakes)
    }

    #[test]
    fn the_clock_of_an_exercise_runs_sixty_times_as_fast() {
        let (scenarios, mistakes) = read(|text| text.into());
        assert_eq!(mistakes, []);
        let (one, start) = (&scenarios.all[0], Instant::from_micros(0));
        assert_eq!(one.due(&one.injects[0], start).seconds_since(start), 90);
        assert_eq!((one.ends(start).seconds_since(start), one.minutes()), (24 * 60, 24));
    }

    #[test]
    fn an_inject_after_the_end_is_a_mistake() {
        let (scenarios, mistakes) = read(|text| text.replace("after = 90", "after = 1441"));
        assert_eq!((scenarios.all.len(), mistakes.len(), mistakes[0].line), (0, 1, 11), "{mistakes:?}");
    }

    #[test]
    fn only_what_holds_is_offered() {
        let (scenarios, _) = read(|text| text.into());
        assert_eq!(scenarios.on(jiff::civil::date(2025, 12, 31)).len(), 0);
        assert_eq!(scenarios.on(jiff::civil::date(2026, 1, 1)).len(), 1);
    }
}
