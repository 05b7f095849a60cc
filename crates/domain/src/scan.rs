//! The quick scan: what an organisation has in place before something happens, and what to do next.
//!
//! Questions are dated data; answers are the organisation's own words and no duty. Not here: exercises
//! (`drill`), nor anything that the law asks.

mod answer;
mod standing;

pub use answer::{Answer, Answers, Choice, LONGEST_OWNER};
pub use standing::{Level, Outcome, Standing, Step};

use crate::rulebook::{Basis, Mistakes, Said, Source, read_kind};
use alloc::{format, string::String, vec::Vec};
use jiff::civil::Date;
use serde::Deserialize;

/// A word of a file that remembers where it stood.
type Word = toml::Spanned<String>;

/// One version of a scan.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scan {
    #[serde(rename = "kind")]
    _kind: String,
    /// Stable id, such as `basic-principles`.
    pub id: String,
    /// The version of this text; the highest that holds on a day is asked.
    pub version: String,
    /// Its name.
    pub title: Said,
    /// What it is about.
    pub about: Said,
    /// Where it comes from and when it holds.
    pub basis: Basis,
    /// The principles in order.
    #[serde(rename = "principle")]
    pub principles: Vec<Principle>,
}

/// One principle with its questions.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Principle {
    /// Stable id.
    pub id: Word,
    /// Its name.
    pub name: Said,
    /// What it means.
    pub meaning: Said,
    /// Where it comes from.
    pub basis: Basis,
    /// What is asked.
    #[serde(rename = "question")]
    pub questions: Vec<Question>,
}

/// One question. It is our own unless it says what it rests on.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Stable id, such as `1.1`.
    pub id: Word,
    /// The question, to be answered with yes, partly or no.
    pub text: Said,
    /// What to do when the answer is not yes.
    pub advice: Said,
    /// How much it brings, from 1 to 3.
    pub gain: u8,
    /// How much work it is.
    pub effort: Effort,
    /// A page of ours that helps with it.
    #[serde(default)]
    pub way: String,
    /// What it rests on, when it was read somewhere.
    pub basis: Option<Basis>,
}

/// How much work something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Effort {
    /// An afternoon.
    Hours,
    /// Some days.
    Days,
    /// Some weeks, or money.
    Weeks,
}

impl Effort {
    /// Its name in words files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Hours => "hours",
            Self::Days => "days",
            Self::Weeks => "weeks",
        }
    }
}

impl Question {
    /// Whether it was read in a source rather than thought of by us.
    pub fn confirmed(&self) -> bool {
        self.basis.as_ref().is_some_and(|basis| basis.confirmed)
    }
}

impl Scan {
    /// All questions, with the principle that each belongs to.
    pub fn questions(&self) -> impl Iterator<Item = (&Principle, &Question)> {
        self.principles.iter().flat_map(|one| one.questions.iter().map(move |question| (one, question)))
    }

    /// A question by its id.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions().map(|(_, question)| question).find(|one| one.id.get_ref() == id)
    }
}

/// All scans of an installation.
#[derive(Clone, Debug, Default)]
pub struct Scans {
    /// Every version, in the order of the files.
    pub all: Vec<Scan>,
}

impl Scans {
    /// The kind of file that is read here.
    pub const KIND: &'static str = "scan";

    /// Reads all files of kind `scan`; one with a mistake is left out.
    pub fn read(sources: &[Source], mistakes: &mut Mistakes) -> Self {
        let all = read_kind(Self::KIND, sources, mistakes, |source, scan: &Scan, before, mistakes| {
            check(source, scan, mistakes);
            if before.iter().any(|one| one.id == scan.id && one.version == scan.version) {
                mistakes.push(source.mistake(0, "this id and version exist already: raise `version`"));
            }
        });
        Self { all }
    }

    /// The scan to make on a day: the newest version that holds.
    pub fn on(&self, id: &str, day: Date) -> Option<&Scan> {
        let held = self.all.iter().filter(|one| one.id == id && one.basis.holds_on(day));
        held.max_by(|a, b| (a.basis.from, &a.version).cmp(&(b.basis.from, &b.version)))
    }

    /// A scan in exactly this version.
    pub fn version(&self, id: &str, version: &str) -> Option<&Scan> {
        self.all.iter().find(|one| one.id == id && one.version == version)
    }
}

fn check(source: &Source, scan: &Scan, mistakes: &mut Mistakes) {
    let mut seen: Vec<&str> = Vec::new();
    for (_, question) in scan.questions() {
        let (id, at) = (question.id.get_ref().as_str(), question.id.span().start);
        if seen.contains(&id) {
            mistakes.push(source.mistake(at, format!("the question `{id}` stands here twice")));
        }
        if !(1..=3).contains(&question.gain) {
            mistakes.push(source.mistake(at, format!("the gain of `{id}` must be 1, 2 or 3")));
        }
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-';
        if id.is_empty() || !id.chars().all(plain) {
            mistakes.push(source.mistake(at, format!("`{id}`: letters, digits, `.` and `-` only")));
        }
        seen.push(id);
    }
    if seen.is_empty() {
        mistakes.push(source.mistake(0, "a scan asks at least one `[[principle.question]]`"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A scan of two principles.
    pub fn small() -> Scan {
        let basis = "basis = { clause = \"P\", source = \"S\", from = 2026-01-01 }";
        let said = |name: &str, text: &str| format!("{name} = {{ nl = \"{text}\", en = \"{text}\" }}\n");
        let question = |id: &str, gain: u8, effort: &str| {
            let words = said("text", id) + &said("advice", &format!("do {id}"));
            format!("[[principle.question]]\nid = \"{id}\"\n{words}gain = {gain}\neffort = \"{effort}\"\n")
        };
        let principle = |id: &str| {
            format!("[[principle]]\nid = \"{id}\"\n{}{}{basis}\n", said("name", id), said("meaning", id))
        };
        let text = [
            "kind = \"scan\"\nid = \"small\"\nversion = \"1\"\n".into(),
            said("title", "Small") + &said("about", "Small"),
            format!("{basis}\n"),
            principle("one"),
            question("1.1", 3, "weeks"),
            question("1.2", 1, "hours"),
            principle("two"),
            question("2.1", 3, "hours"),
            question("2.2", 2, "days"),
        ]
        .concat();
        let mut mistakes = Mistakes::new();
        let scans = Scans::read(&[Source { file: "scan.toml".into(), text }], &mut mistakes);
        assert_eq!(mistakes, []);
        scans.all.into_iter().next().unwrap()
    }

    #[test]
    fn a_wrong_file_is_left_out_and_told() {
        let text = "kind = \"scan\"\nid = \"x\"\nversion = \"1\"\ntitle = { nl = \"\", en = \"\" }\n\
                    about = { nl = \"\", en = \"\" }\nbasis = { clause = \"\", source = \"\" }\nprinciple = []";
        let mut mistakes = Mistakes::new();
        let scans = Scans::read(&[Source { file: "scan.toml".into(), text: text.into() }], &mut mistakes);
        assert_eq!((scans.all.len(), mistakes.len()), (0, 1), "{mistakes:?}");
    }

    #[test]
    fn a_scan_holds_from_its_day() {
        let scans = Scans { all: alloc::vec![small()] };
        assert!(scans.on("small", jiff::civil::date(2025, 12, 31)).is_none());
        assert!(scans.on("small", jiff::civil::date(2026, 1, 1)).is_some());
    }
}
