//! Acquisition cards: what to ask, what to take in order of volatility, what never to do, for a kind of
//! incident and a system. Each piece of evidence has its clock: how long it stays by itself.
//!
//! The clock is reckoned from the moment of the incident, because what was written then goes first.
//! Not here: the configuration of a collector, which is a format of the outside world.

mod read;
mod vanish;

pub use read::Acquisitions;
pub use vanish::{Standing, order, vanishes};

use crate::{
    rulebook::{Basis, Said, versioned},
    scenario::Scenario,
};
use alloc::{string::String, vec::Vec};
use serde::Deserialize;

/// A word of a file that remembers where it stood.
type Word = toml::Spanned<String>;

/// The card for one kind of incident, in one version.
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
    /// The kind of incident it is for.
    pub scenario: Scenario,
    /// Its name.
    pub title: Said,
    /// When to use it.
    pub about: Said,
    /// Where it comes from and when it holds.
    pub basis: Basis,
    /// What to ask before anything is touched.
    pub ask: Vec<Said>,
    /// What never to do.
    pub never: Vec<Said>,
    /// The systems that the card knows.
    #[serde(rename = "system")]
    pub systems: Vec<System>,
    /// What to take.
    #[serde(rename = "evidence")]
    pub evidence: Vec<Evidence>,
}

/// A system, with the collector that fits it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct System {
    /// Stable id within the card.
    pub id: Word,
    /// Its name.
    pub title: Said,
    /// The collector of choice; none when everything is taken by hand.
    pub collector: Option<Collector>,
}

/// How a collector is told what to take.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Collector {
    /// Which one.
    pub tool: Tool,
    /// The operating system, in the tool's own word; empty when it finds out by itself.
    #[serde(default)]
    pub os: String,
    /// The tool's own profile or template; empty when what it takes is listed.
    #[serde(default)]
    pub profile: String,
    /// What it takes, in the tool's own names, in that order.
    #[serde(default)]
    pub takes: Vec<String>,
    /// Where the names and flags were read, and whether they were.
    pub basis: Basis,
}

/// The collectors for which a configuration is made. Their code is never handed out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tool {
    /// The offline collector of Velociraptor.
    Velociraptor,
    /// UAC, for all that is like Unix.
    Uac,
    /// Acquire, of Dissect.
    Acquire,
    /// Microsoft-Extractor-Suite, for Microsoft 365 and Entra.
    ExtractorSuite,
}

impl Tool {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Velociraptor, Self::Uac, Self::Acquire, Self::ExtractorSuite];

    /// Its name in rows, files and words.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Velociraptor => "velociraptor",
            Self::Uac => "uac",
            Self::Acquire => "acquire",
            Self::ExtractorSuite => "extractor-suite",
        }
    }
}

/// A piece of evidence to take.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// Stable id within the card.
    pub id: Word,
    /// The systems that have it; all of the card when none is named.
    #[serde(default)]
    pub systems: Vec<String>,
    /// Its class in the order of volatility of RFC 3227, section 2.1: 1 goes first, 7 last.
    pub volatility: u8,
    /// Whether it is gone as soon as the system restarts.
    #[serde(default)]
    pub until_restart: bool,
    /// How long it stays by itself, in hours; absent when that is not known.
    pub keeps: Option<u32>,
    /// Whether how long it stays was read in a source; staff and organisation see a mark when not.
    #[serde(default)]
    pub confirmed: bool,
    /// Where how long it stays was read; empty when it was not.
    #[serde(default)]
    pub source: String,
    /// What it is.
    pub title: Said,
    /// How to take it.
    pub take: Said,
}

versioned!(Card);

impl Card {
    /// A system of this card.
    pub fn system(&self, id: &str) -> Option<&System> {
        self.systems.iter().find(|one| one.id.get_ref() == id)
    }

    /// What there is to take from a system, or from all of them, the soonest to vanish first.
    pub fn takes(&self, system: Option<&str>) -> Vec<&Evidence> {
        let has = |one: &&Evidence| {
            one.systems.is_empty() || system.is_none_or(|id| one.systems.iter().any(|other| other == id))
        };
        let mut found: Vec<&Evidence> = self.evidence.iter().filter(has).collect();
        found.sort_by_key(|one| order(one));
        found
    }
}

#[cfg(test)]
mod tests;
