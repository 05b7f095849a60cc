//! Advice cards: what an organisation that was hit does now and what it leaves, each with who does it,
//! what it costs, what can go wrong and how to see that it worked. Versioned data in both languages.
//!
//! Not here: the courses of action of one case, which its handler writes.

use crate::{
    rulebook::{Basis, Mistakes, Said, Source, check_entry, newest, read_kind, versioned},
    scenario::Scenario,
};
use alloc::{format, string::String, vec::Vec};
use jiff::civil::Date;
use serde::Deserialize;

/// A word of a file that remembers where it stood.
type Word = toml::Spanned<String>;

/// The advice for one kind of incident, in one version.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Advice {
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
    /// Its name.
    pub title: Said,
    /// Where it comes from and when it holds.
    pub basis: Basis,
    /// The cards, the first things first.
    #[serde(rename = "card")]
    pub cards: Vec<Card>,
}

/// One thing to do or to leave.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// Stable id within the file.
    pub id: Word,
    /// To do, or to leave.
    pub stance: Stance,
    /// Who does it.
    pub who: Who,
    /// What it takes, in minutes; 0 for what is left undone.
    pub effort: u32,
    /// Whether it can be undone.
    pub reversible: bool,
    /// What, in a few words.
    pub title: Said,
    /// How, or why not.
    pub text: Said,
    /// What can go wrong.
    pub risk: Said,
    /// How to see that it worked.
    pub check: Said,
}

/// To do now, or not at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stance {
    /// Do now.
    Do,
    /// Do not.
    DoNot,
}

impl Stance {
    /// Its name in words files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Do => "do",
            Self::DoNot => "do-not",
        }
    }
}

/// Who in the organisation does it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Who {
    /// Whoever may decide.
    Management,
    /// The security officer.
    Ciso,
    /// The administrator of the system.
    Admin,
    /// Everybody.
    Everyone,
}

impl Who {
    /// Its name in words files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Management => "management",
            Self::Ciso => "ciso",
            Self::Admin => "admin",
            Self::Everyone => "everyone",
        }
    }
}

versioned!(Advice);

/// All advice of an installation.
#[derive(Clone, Debug, Default)]
pub struct Advices {
    /// Every version, in the order of the files.
    pub all: Vec<Advice>,
}

impl Advices {
    /// The kind of file that is read here.
    pub const KIND: &'static str = "advice";

    /// Reads all files of kind `advice`; one with a mistake is left out.
    pub fn read(sources: &[Source], mistakes: &mut Mistakes) -> Self {
        let all = read_kind(Self::KIND, sources, mistakes, |source, one: &Advice, before, mistakes| {
            check_entry(source, one, before, &[&one.title], mistakes);
            check(source, one, mistakes);
        });
        Self { all }
    }

    /// The newest version of all advice that holds on a day, in its order.
    pub fn on(&self, day: Date) -> Vec<&Advice> {
        newest(&self.all, day)
    }

    /// What holds for a kind of incident on a day: its own advice, then what always holds.
    pub fn for_scenario(&self, scenario: Scenario, day: Date) -> Vec<&Advice> {
        let mut found = self.on(day);
        found.retain(|one| one.scenario == scenario || one.scenario == Scenario::Any);
        found.sort_by_key(|one| one.scenario == Scenario::Any);
        found
    }
}

fn check(source: &Source, advice: &Advice, mistakes: &mut Mistakes) {
    if advice.cards.is_empty() {
        mistakes.push(source.mistake(0, "advice has at least one `[[card]]`"));
    }
    for (number, card) in advice.cards.iter().enumerate() {
        let (id, at) = (card.id.get_ref(), card.id.span().start);
        if advice.cards.iter().take(number).any(|one| one.id.get_ref() == id) {
            mistakes.push(source.mistake(at, format!("the card `{id}` stands here twice")));
        }
        if ![&card.title, &card.text, &card.risk, &card.check].into_iter().all(Said::is_whole) {
            mistakes.push(source.mistake(at, format!("`{id}`: a text is empty in a language: write both")));
        }
        if (card.stance == Stance::DoNot) != (card.effort == 0) {
            let what = format!("`{id}`: what is to be done takes `effort` in minutes, what is left takes 0");
            mistakes.push(source.mistake(at, what));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "kind = \"advice\"\nid = \"x\"\nversion = \"1\"\norder = 1\nscenario = \"ddos\"\n\
        title = { nl = \"t\", en = \"t\" }\nbasis = { clause = \"\", source = \"\", from = 2026-01-01 }\n\
        [[card]]\nid = \"a\"\nstance = \"do\"\nwho = \"admin\"\neffort = 5\nreversible = true\n\
        title = { nl = \"t\", en = \"t\" }\ntext = { nl = \"t\", en = \"t\" }\nrisk = { nl = \"t\", en = \"t\" }\n\
        check = { nl = \"t\", en = \"t\" }\n";

    fn read(text: &str) -> (Advices, Mistakes) {
        let mut mistakes = Mistakes::new();
        (Advices::read(&[Source { file: "x.toml".into(), text: text.into() }], &mut mistakes), mistakes)
    }

    #[test]
    fn its_own_advice_comes_before_what_always_holds() {
        let day = jiff::civil::date(2026, 2, 1);
        let mut mistakes = Mistakes::new();
        let any = TEXT.replace("\"x\"", "\"any\"").replace("\"ddos\"", "\"any\"");
        let sources = [any.as_str(), TEXT].map(|text| Source { file: "x.toml".into(), text: text.into() });
        let all = Advices::read(&sources, &mut mistakes);
        assert_eq!(mistakes, []);
        let ids =
            |scenario| all.for_scenario(scenario, day).iter().map(|one| one.id.as_str()).collect::<Vec<_>>();
        assert_eq!(ids(Scenario::Ddos), ["x", "any"]);
        assert_eq!(ids(Scenario::Ot), ["any"]);
    }

    #[test]
    fn a_mistake_names_its_line() {
        for (from, to, message) in [
            ("effort = 5", "effort = 0", "takes `effort`"),
            ("check = { nl = \"t\"", "check = { nl = \"\"", "write both"),
            ("stance = \"do\"", "stance = \"do-not\"", "takes `effort`"),
        ] {
            let (all, mistakes) = read(&TEXT.replace(from, to));
            assert_eq!((all.all.len(), mistakes[0].line), (0, 9), "{mistakes:?}");
            assert!(mistakes[0].message.contains(message), "{mistakes:?}");
        }
    }
}
