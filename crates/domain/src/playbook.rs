//! Playbooks: the steps that a kind of incident asks for, who takes them, by when, and what each leaves
//! behind. Versioned data in both languages.
//!
//! Not here: the tasks of a case, which are begun from a version of a playbook and live on their own.

use crate::{
    rulebook::{Basis, Mistakes, Said, Source, check_entry, newest, read_kind, versioned},
    scenario::Scenario,
};
use alloc::{format, string::String, vec::Vec};
use jiff::civil::Date;
use serde::Deserialize;

/// No step may be asked for later than this many minutes after the beginning: a year.
const LATEST: i64 = 366 * 24 * 60;

/// A word of a file that remembers where it stood.
type Word = toml::Spanned<String>;

/// One version of a playbook.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Playbook {
    #[serde(rename = "kind")]
    _kind: String,
    /// Stable id, such as `ransomware`.
    pub id: String,
    /// The version of this text.
    pub version: String,
    /// Its place among the others.
    pub order: u8,
    /// The kind of incident it is for.
    pub scenario: Scenario,
    /// What it is good for, in the words of CACAO 2.0.
    pub types: Vec<Type>,
    /// Its name.
    pub title: Said,
    /// When to use it and what it leads to.
    pub about: Said,
    /// Where it comes from and when it holds; `confirmed` says whether the source was read.
    pub basis: Basis,
    /// The steps, each after those it needs.
    #[serde(rename = "step")]
    pub steps: Vec<Step>,
}

/// What a playbook is good for: the playbook types of CACAO 2.0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the words are those of CACAO 2.0, section 3.1.1")]
pub enum Type {
    Attack,
    Detection,
    Engagement,
    Investigation,
    Mitigation,
    Notification,
    Prevention,
    Remediation,
}

impl Type {
    /// The word of CACAO.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Attack => "attack",
            Self::Detection => "detection",
            Self::Engagement => "engagement",
            Self::Investigation => "investigation",
            Self::Mitigation => "mitigation",
            Self::Notification => "notification",
            Self::Prevention => "prevention",
            Self::Remediation => "remediation",
        }
    }
}

/// Something to be done.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Stable id within the playbook.
    pub id: Word,
    /// Who does it.
    pub who: Who,
    /// Minutes after the beginning within which it is hoped for.
    pub within: i64,
    /// The ids of the steps that come first.
    #[serde(default)]
    pub after: Vec<Word>,
    /// What to do, in a few words.
    pub title: Said,
    /// How, for somebody tired.
    pub text: Said,
    /// What there is when it is done.
    pub result: Said,
}

/// Who takes a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Who {
    /// The CSIRT.
    Csirt,
    /// The organisation that was hit.
    Organisation,
    /// Its incident-response firm; the organisation when it has none.
    IrFirm,
}

impl Who {
    /// Its name in rows and words files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Csirt => "csirt",
            Self::Organisation => "organisation",
            Self::IrFirm => "ir-firm",
        }
    }
}

versioned!(Playbook);

/// All playbooks of an installation.
#[derive(Clone, Debug, Default)]
pub struct Playbooks {
    /// Every version, in the order of the files.
    pub all: Vec<Playbook>,
}

impl Playbooks {
    /// The kind of file that is read here.
    pub const KIND: &'static str = "playbook";

    /// Reads all files of kind `playbook`; one with a mistake is left out.
    pub fn read(sources: &[Source], mistakes: &mut Mistakes) -> Self {
        let all = read_kind(Self::KIND, sources, mistakes, |source, one: &Playbook, before, mistakes| {
            check_entry(source, one, before, &[&one.title, &one.about], mistakes);
            check(source, one, mistakes);
        });
        Self { all }
    }

    /// The newest version of each playbook that holds on a day, in their order.
    pub fn on(&self, day: Date) -> Vec<&Playbook> {
        newest(&self.all, day)
    }

    /// A playbook in exactly this version.
    pub fn version(&self, id: &str, version: &str) -> Option<&Playbook> {
        self.all.iter().find(|one| one.id == id && one.version == version)
    }
}

fn check(source: &Source, playbook: &Playbook, mistakes: &mut Mistakes) {
    if playbook.steps.is_empty() || playbook.types.is_empty() {
        mistakes.push(source.mistake(0, "a playbook has at least one `[[step]]` and one of `types`"));
    }
    for (number, step) in playbook.steps.iter().enumerate() {
        let (id, at) = (step.id.get_ref(), step.id.span().start);
        let mut wrong = |at: usize, what: String| mistakes.push(source.mistake(at, what));
        if playbook.steps.iter().take(number).any(|one| one.id.get_ref() == id) {
            wrong(at, format!("the step `{id}` stands here twice"));
        }
        if ![&step.title, &step.text, &step.result].into_iter().all(Said::is_whole) {
            wrong(at, format!("`{id}`: a text is empty in a language: write both"));
        }
        if !(1..=LATEST).contains(&step.within) {
            wrong(at, format!("`{id}`: `within` counts minutes, from 1 to {LATEST}"));
        }
        for needed in &step.after {
            if !playbook.steps.iter().any(|one| one.id.get_ref() == needed.get_ref()) {
                wrong(
                    needed.span().start,
                    format!("`{id}` waits for `{}`, which is no step", needed.get_ref()),
                );
            }
        }
    }
    for step in circle(playbook) {
        let (id, at) = (step.id.get_ref(), step.id.span().start);
        mistakes.push(source.mistake(at, format!("`{id}` waits for itself, by way of its `after`")));
    }
}

/// The steps that can never begin, because they wait for each other.
fn circle(playbook: &Playbook) -> Vec<&Step> {
    let known = |id: &str| playbook.steps.iter().any(|one| one.id.get_ref() == id);
    let mut left: Vec<&Step> = playbook.steps.iter().collect();
    loop {
        let waits = |step: &&Step| {
            step.after
                .iter()
                .map(Word::get_ref)
                .any(|id| known(id) && left.iter().any(|one| one.id.get_ref() == id))
        };
        let still: Vec<&Step> = left.iter().copied().filter(waits).collect();
        if still.len() == left.len() {
            return still;
        }
        left = still;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "kind = \"playbook\"\nid = \"x\"\nversion = \"1\"\norder = 1\nscenario = \"ransomware\"\n\
        types = [\"investigation\"]\ntitle = { nl = \"t\", en = \"t\" }\nabout = { nl = \"a\", en = \"a\" }\n\
        basis = { clause = \"\", source = \"\", from = 2026-01-01, confirmed = false }\n\
        [[step]]\nid = \"a\"\nwho = \"organisation\"\nwithin = 60\ntitle = { nl = \"t\", en = \"t\" }\n\
        text = { nl = \"t\", en = \"t\" }\nresult = { nl = \"r\", en = \"r\" }\n\
        [[step]]\nid = \"b\"\nwho = \"csirt\"\nwithin = 90\nafter = [\"a\"]\ntitle = { nl = \"t\", en = \"t\" }\n\
        text = { nl = \"t\", en = \"t\" }\nresult = { nl = \"r\", en = \"r\" }\n";

    fn read(text: &str) -> (Playbooks, Mistakes) {
        let mut mistakes = Mistakes::new();
        let sources = [Source { file: "x.toml".into(), text: text.into() }];
        (Playbooks::read(&sources, &mut mistakes), mistakes)
    }

    fn told(from: &str, to: &str) -> (usize, String) {
        let (all, mistakes) = read(&TEXT.replacen(from, to, 1));
        assert!(all.all.is_empty(), "a playbook with a mistake is left out");
        (mistakes[0].line, mistakes[0].message.clone())
    }

    #[test]
    fn a_playbook_is_read_and_found_by_its_version() {
        let (all, mistakes) = read(TEXT);
        assert_eq!(mistakes, []);
        let one = all.version("x", "1").unwrap();
        assert_eq!((one.steps.len(), one.steps[1].who, one.steps[1].within), (2, Who::Csirt, 90));
        assert_eq!(all.on(jiff::civil::date(2025, 12, 31)).len(), 0);
        assert_eq!(all.on(jiff::civil::date(2026, 1, 1)).len(), 1);
    }

    #[test]
    fn every_mistake_names_its_line() {
        let (line, message) = told("after = [\"a\"]", "after = [\"c\"]");
        assert_eq!((line, message.contains("is no step")), (21, true), "{message}");
        let (line, message) = told("within = 60", "within = 60\nafter = [\"b\"]");
        assert_eq!((line, message.contains("waits for itself")), (11, true), "{message}");
        let (line, message) = told("result = { nl = \"r\"", "result = { nl = \" \"");
        assert_eq!((line, message.contains("write both")), (11, true), "{message}");
        let (line, message) = told("\"ransomware\"", "\"ransom\"");
        assert_eq!((line, message.contains("choose one of")), (5, true), "{message}");
        let (line, message) = told("id = \"b\"", "id = \"a\"");
        assert_eq!((line, message.contains("twice")), (18, true), "{message}");
        assert!(told("within = 60", "within = 0").1.contains("counts minutes"));
    }
}
