//! Reading and checking of acquisition cards.

use super::{Card, Collector, Tool};
use crate::rulebook::{Mistakes, Said, Source, check_entry, newest, read_kind};
use alloc::{format, string::String, vec::Vec};
use jiff::civil::Date;

/// All acquisition cards of an installation.
#[derive(Clone, Debug, Default)]
pub struct Acquisitions {
    /// Every version, in the order of the files.
    pub all: Vec<Card>,
}

impl Acquisitions {
    /// The kind of file that is read here.
    pub const KIND: &'static str = "acquisition";

    /// Reads all files of kind `acquisition`; one with a mistake is left out.
    pub fn read(sources: &[Source], mistakes: &mut Mistakes) -> Self {
        let all = read_kind(Self::KIND, sources, mistakes, |source, card: &Card, before, mistakes| {
            let said: Vec<&Said> =
                [&card.title, &card.about].into_iter().chain(&card.ask).chain(&card.never).collect();
            check_entry(source, card, before, &said, mistakes);
            systems(source, card, mistakes);
            evidence(source, card, mistakes);
        });
        Self { all }
    }

    /// The newest version of each card that holds on a day, in their order.
    pub fn on(&self, day: Date) -> Vec<&Card> {
        newest(&self.all, day)
    }

    /// A card in exactly this version.
    pub fn version(&self, id: &str, version: &str) -> Option<&Card> {
        self.all.iter().find(|one| one.id == id && one.version == version)
    }
}

fn systems(source: &Source, card: &Card, mistakes: &mut Mistakes) {
    if card.systems.is_empty() || card.evidence.is_empty() || card.ask.is_empty() || card.never.is_empty() {
        let what = "a card has at least one of `ask`, `never`, `[[system]]` and `[[evidence]]`";
        mistakes.push(source.mistake(0, what));
    }
    for (number, system) in card.systems.iter().enumerate() {
        let (id, at) = (system.id.get_ref(), system.id.span().start);
        if card.systems.iter().take(number).any(|one| one.id.get_ref() == id) {
            mistakes.push(source.mistake(at, format!("the system `{id}` stands here twice")));
        }
        if !system.title.is_whole() {
            mistakes
                .push(source.mistake(at, format!("`{id}`: its title is empty in a language: write both")));
        }
        if let Some(wrong) = system.collector.as_ref().and_then(collector) {
            mistakes.push(source.mistake(at, format!("`{id}`: {wrong}")));
        }
    }
}

/// What is wrong with how a collector is told what to take.
fn collector(collector: &Collector) -> Option<String> {
    let plain = |text: &str| {
        text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-/*".contains(&byte))
            && !text.contains("..")
    };
    let all = collector.takes.iter().chain([&collector.os, &collector.profile]);
    if let Some(odd) = all.into_iter().find(|text| !plain(text)) {
        return Some(format!(
            "`{odd}` does not look like a name of the tool: letters, digits and . _ - / * only"
        ));
    }
    match collector.tool {
        Tool::Velociraptor if collector.takes.is_empty() || collector.os.is_empty() => {
            Some("Velociraptor wants `takes` (its artifacts) and `os`".into())
        }
        Tool::Uac if collector.takes.is_empty() && collector.profile.is_empty() => {
            Some("UAC wants `takes` (its artifacts) or a `profile`".into())
        }
        Tool::Acquire if collector.profile.is_empty() => Some("Acquire wants a `profile`".into()),
        Tool::ExtractorSuite if collector.takes.is_empty() && collector.profile.is_empty() => {
            Some("Microsoft-Extractor-Suite wants `takes` (its commands) or a `profile`".into())
        }
        _ => None,
    }
}

fn evidence(source: &Source, card: &Card, mistakes: &mut Mistakes) {
    for (number, one) in card.evidence.iter().enumerate() {
        let (id, at) = (one.id.get_ref(), one.id.span().start);
        let mut wrong = |what: String| mistakes.push(source.mistake(at, format!("`{id}`: {what}")));
        if card.evidence.iter().take(number).any(|other| other.id.get_ref() == id) {
            wrong("this evidence stands here twice".into());
        }
        if ![&one.title, &one.take].into_iter().all(Said::is_whole) {
            wrong("a text is empty in a language: write both".into());
        }
        if !(1..=7).contains(&one.volatility) {
            wrong("`volatility` is a class of RFC 3227, from 1 to 7".into());
        }
        if one.confirmed && (one.keeps.is_none() || one.source.is_empty()) {
            wrong("what is `confirmed` has `keeps` and a `source`".into());
        }
        for system in one.systems.iter().filter(|system| card.system(system).is_none()) {
            wrong(format!("`{system}` is no system of this card"));
        }
    }
}
