//! Acquisition cards: which traces to take from a hit system, what vanishes first, and what never to do.
//!
//! Versioned data. The order is that of RFC 3227 section 2.1, most volatile first, and what has a clock
//! goes by its clock. Not here: the evidence itself, and the kit that a case makes of a card.

mod order;

pub use order::{Vanishes, Volatile, in_order};

use crate::{
    edition::{Editions, Versioned},
    rulebook::{Basis, Mistakes, Said, Source},
};
use alloc::{format, string::String, vec::Vec};
use serde::Deserialize;

/// A word of a file that remembers where it stood.
type Word = toml::Spanned<String>;

/// The places that a collector's texts may leave open.
pub const PLACES: [&str; 5] = ["case", "item", "examiner", "upload", "recipient"];

/// One version of a card.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Card {
    #[serde(rename = "kind")]
    _kind: String,
    /// Stable id, such as `edge-device`.
    pub id: String,
    /// The version of this text.
    pub version: String,
    /// Its place among the others.
    pub order: u8,
    /// The kind of system or incident.
    pub title: Said,
    /// What it is about, for a tired administrator.
    pub about: Said,
    /// Where it comes from and when it holds.
    pub basis: Basis,
    /// What to ask before anything is touched.
    pub ask: Vec<Said>,
    /// What never to do.
    pub never: Vec<Said>,
    /// What to take.
    #[serde(rename = "take")]
    pub takes: Vec<Take>,
    /// Programs of others that can collect it, and how we would have them run.
    #[serde(rename = "collector", default)]
    pub collectors: Vec<Collector>,
}

/// A kind of trace.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Take {
    /// Stable id within the card.
    pub id: Word,
    /// What it is.
    pub title: Said,
    /// How to take it.
    pub how: Said,
    /// How volatile it is: the number of its group in RFC 3227 section 2.1, from 1 to 7.
    pub volatility: u8,
    /// Whether it is gone when the system restarts.
    #[serde(default)]
    pub restart: bool,
    /// How many hours it is kept after it was written, where that is known.
    pub keeps: Option<u32>,
    /// Where the hours come from.
    pub basis: Option<Basis>,
}

/// A program of somebody else, with the settings that we make for it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Collector {
    /// Stable id, such as `uac`.
    pub id: Word,
    /// Its name.
    pub name: String,
    /// Where its makers publish it.
    pub site: String,
    /// What it runs on.
    pub platform: String,
    /// The command, with places in double braces.
    pub command: Word,
    /// A file of settings beside it, when it wants one.
    pub settings: Option<Settings>,
    /// Where the command and the settings come from.
    pub basis: Basis,
}

/// A file of settings.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Its name.
    pub file: String,
    /// Its text, with places in double braces.
    pub text: Word,
}

/// All acquisition cards of an installation.
pub type Cards = Editions<Card>;

impl Card {
    /// A collector by its id.
    pub fn collector(&self, id: &str) -> Option<&Collector> {
        self.collectors.iter().find(|one| one.id.get_ref() == id)
    }
}

/// A text with its places filled; a place that nothing is known for stays as it is, to be seen.
pub fn fill(text: &str, known: &[(&str, &str)]) -> String {
    known
        .iter()
        .fold(String::from(text), |text, (place, value)| text.replace(&format!("{{{{{place}}}}}"), value))
}

/// The places in a text that are not among those that can be filled.
fn unknown_places(text: &str) -> Vec<&str> {
    let parts = text.split("{{").skip(1).filter_map(|part| part.split_once("}}"));
    parts.map(|(place, _)| place).filter(|place| !PLACES.contains(place)).collect()
}

impl Versioned for Card {
    const KIND: &'static str = "acquisition";

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
        if self.takes.is_empty() || self.never.is_empty() {
            mistakes.push(source.mistake(0, "a card says what to take (`[[take]]`) and what `never` to do"));
        }
        for (number, take) in self.takes.iter().enumerate() {
            let (id, at) = (take.id.get_ref(), take.id.span().start);
            if self.takes.iter().take(number).any(|one| one.id.get_ref() == id) {
                mistakes.push(source.mistake(at, format!("`{id}` stands here twice")));
            }
            if !(1..=7).contains(&take.volatility) {
                let why = format!("`{id}`: `volatility` is a group of RFC 3227, from 1 to 7");
                mistakes.push(source.mistake(at, why));
            }
            if take.keeps.is_some() != take.basis.is_some() {
                let why = format!("`{id}`: `keeps` and the `basis` that it comes from go together");
                mistakes.push(source.mistake(at, why));
            }
        }
        for collector in &self.collectors {
            let texts = [Some(&collector.command), collector.settings.as_ref().map(|one| &one.text)];
            for text in texts.into_iter().flatten() {
                for place in unknown_places(text.get_ref()) {
                    let why = format!("`{place}` is no place: there are {}", PLACES.join(", "));
                    mistakes.push(source.mistake(text.span().start, why));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_and_unknown_ones_found() {
        assert_eq!(fill("-c {{case}} {{upload}}", &[("case", "C-1")]), "-c C-1 {{upload}}");
        assert_eq!(unknown_places("a {{case}} {{secret}} {{"), ["secret"]);
    }
}
