//! Telling a story: reads its lines, gives each to the room that knows the step, and says where it
//! went wrong.
//!
//! A line begins with Given, When, Then or And; lines below it that are indented belong to it, as
//! `name: value`. Times are on the clock of Amsterdam.

use super::{authorities, clockwork, desk, drill, reporter, support};
use crate::harness::{
    house::{self, TestHouse},
    mailbox::Mailbox,
    world::Reported,
};
use jiff::{civil::DateTime, tz::TimeZone};
use meldkamer_app::Failed;
use meldkamer_domain::time::Instant;
use meldkamer_store::Dialect;
use serde_json::{Map, Value};
use std::{collections::BTreeMap, fs, path::Path};

/// A story under way.
pub struct Telling {
    pub house: TestHouse,
    /// Their mail server.
    pub mailbox: Mailbox,
    /// What was reported, by organisation.
    pub reports: BTreeMap<String, Reported>,
    /// Exercises that were begun, by organisation.
    pub drills: BTreeMap<String, String>,
    /// What the last act was refused for, if it was.
    pub refused: Option<String>,
    /// Whether the last filing was the answer to an earlier one.
    pub again: bool,
}

/// A step that did not go as told: what was found instead.
pub type Told = Result<(), String>;

/// Tells a story on both databases.
pub async fn tell(name: &str) {
    let file = format!("stories/{}.story", name.replace('_', "-"));
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(&file)).unwrap();
    for dialect in house::BOTH {
        let mut telling = begin(dialect).await;
        let mut steps = 0;
        for (number, line, below) in lines(&text) {
            let told = telling.step(&line, &below).await;
            told.unwrap_or_else(|found| panic!("{file}:{number} on {dialect:?}: {line}\n    {found}"));
            steps += 1;
        }
        assert!(steps > 2, "{file} tells nothing");
        let report = meldkamer_app::journal::verify_all(&telling.house.house).await.unwrap();
        assert!(report.is_sound(), "{file} on {dialect:?}: the journal does not verify: {report:?}");
    }
}

async fn begin(dialect: Dialect) -> Telling {
    let mailbox = Mailbox::open().await;
    let server = mailbox.server.clone();
    let house = house::house_with(dialect, |settings| {
        settings.mail.server = server;
        settings.mail.from = "Meldkamer <meldkamer@csirt.example>".into();
        settings.alarm.last_resort = "last-resort@csirt.example".into();
    })
    .await;
    Telling { house, mailbox, reports: BTreeMap::new(), drills: BTreeMap::new(), refused: None, again: false }
}

/// The steps of a story: line number, text without its first word, and what stands below it.
fn lines(text: &str) -> Vec<(usize, String, Map<String, Value>)> {
    let mut steps: Vec<(usize, String, Map<String, Value>)> = Vec::new();
    for (number, line) in text.lines().enumerate().map(|(at, line)| (at + 1, line)) {
        if line.trim().is_empty() || line.starts_with('#') || line.starts_with("Story:") {
            continue;
        }
        if line.starts_with(' ') {
            let (name, value) =
                line.trim().split_once(": ").unwrap_or_else(|| panic!("line {number}: no `: `"));
            let value = serde_json::from_str(value).unwrap_or_else(|_| Value::String(value.to_owned()));
            let last = steps.last_mut().unwrap_or_else(|| panic!("line {number} belongs to nothing"));
            last.2.insert(name.to_owned(), value);
            continue;
        }
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        assert!(["Given", "When", "Then", "And"].contains(&word), "line {number} begins with {word}");
        steps.push((number, rest.trim_end_matches([':', ' ']).to_owned(), Map::new()));
    }
    steps
}

/// The parts of a line that a pattern leaves open with `{}`; nothing when it does not fit.
pub fn fits<'a>(pattern: &str, line: &'a str) -> Option<Vec<&'a str>> {
    let mut parts = pattern.split("{}");
    let mut rest = line.strip_prefix(parts.next()?)?;
    let mut open = Vec::new();
    let parts: Vec<_> = parts.collect();
    for (at, part) in parts.iter().enumerate() {
        let end = if part.is_empty() && at + 1 == parts.len() { rest.len() } else { rest.find(part)? };
        open.push(&rest[..end]);
        rest = &rest[end + part.len()..];
    }
    rest.is_empty().then_some(open)
}

impl Telling {
    async fn step(&mut self, line: &str, below: &Map<String, Value>) -> Told {
        if let Some(parts) = fits("it is {} in Amsterdam", line).or_else(|| fits("the clock says {}", line)) {
            self.house.set(moment(parts[0])?);
            return Ok(());
        }
        if let Some(told) = reporter::step(self, line, below).await {
            return told;
        }
        if let Some(told) = clockwork::step(self, line).await {
            return told;
        }
        if let Some(told) = desk::step(self, line, below).await {
            return told;
        }
        if let Some(told) = authorities::step(self, line, below).await {
            return told;
        }
        if let Some(told) = drill::step(self, line, below).await {
            return told;
        }
        if let Some(told) = support::step(self, line, below).await {
            return told;
        }
        Err("nobody knows this step".into())
    }

    /// What an organisation reported.
    pub fn report(&self, organisation: &str) -> Result<Reported, String> {
        self.reports.get(organisation).cloned().ok_or_else(|| format!("{organisation} reported nothing yet"))
    }

    /// Remembers a refusal, so that a later step can tell it; trouble ends the story.
    pub fn outcome<T>(&mut self, done: Result<T, Failed>) -> Result<Option<T>, String> {
        match done {
            Ok(done) => {
                self.refused = None;
                Ok(Some(done))
            }
            Err(Failed::Refused(refused)) => {
                self.refused = Some(refused.code().to_owned());
                Ok(None)
            }
            Err(trouble) => Err(trouble.to_string()),
        }
    }
}

fn zone() -> TimeZone {
    TimeZone::get("Europe/Amsterdam").unwrap()
}

/// A moment on the clock of Amsterdam, such as `2026-11-20 16:40`.
pub fn moment(text: &str) -> Result<Instant, String> {
    let civil: DateTime = text.trim().replace(' ', "T").parse().map_err(|_| format!("{text} is no time"))?;
    let zoned = civil.to_zoned_datetime(zone()).map_err(|e| e.to_string())?;
    Ok(Instant::from_zoned(&zoned))
}

/// How the clock of Amsterdam shows a moment.
pub fn shown(at: Instant) -> String {
    at.in_zone(&zone()).strftime("%Y-%m-%d %H:%M").to_string()
}

/// Compares what was told with what is.
pub fn same<T: PartialEq + std::fmt::Debug>(told: T, is: T) -> Told {
    if told == is { Ok(()) } else { Err(format!("told {told:?}, but it is {is:?}")) }
}

#[test]
fn patterns_fit_or_do_not() {
    assert_eq!(
        fits("{} reports {}", "Waterbedrijf Noord reports at night"),
        Some(vec!["Waterbedrijf Noord", "at night"])
    );
    assert_eq!(fits("the limit of {} is {}", "the limit of final is late"), Some(vec!["final", "late"]));
    assert_eq!(fits("the limit of {}", "a limit"), None);
    assert_eq!(fits("done", "done twice"), None);
}
