//! When evidence vanishes, and what is therefore taken first.

use super::Evidence;
use crate::time::Instant;

/// How a piece of evidence stands at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// How long it stays is not known: ask at once.
    Unknown,
    /// It goes as soon as the system restarts, and at this instant at the latest when one is known.
    UntilRestart(Option<Instant>),
    /// It goes by itself at this instant.
    Until(Instant),
    /// What was written at the moment of the incident went by itself at this instant.
    Gone(Instant),
}

impl Standing {
    /// The instant at which it goes or went, if there is one.
    pub const fn at(self) -> Option<Instant> {
        match self {
            Self::Unknown => None,
            Self::UntilRestart(at) => at,
            Self::Until(at) | Self::Gone(at) => Some(at),
        }
    }

    /// Its name in words files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::UntilRestart(_) => "restart",
            Self::Until(_) => "until",
            Self::Gone(_) => "gone",
        }
    }
}

/// How a piece of evidence about an incident stands now.
pub fn vanishes(evidence: &Evidence, incident: Instant, now: Instant) -> Standing {
    let ends = evidence.keeps.map(|hours| incident.plus_seconds(i64::from(hours) * 3600));
    match ends {
        Some(at) if at <= now => Standing::Gone(at),
        at if evidence.until_restart => Standing::UntilRestart(at),
        Some(at) => Standing::Until(at),
        None => Standing::Unknown,
    }
}

/// The key by which evidence is put in order, the soonest to vanish first: what a restart takes, then
/// by how long it stays. What stays for an unknown time counts as a day, since edge devices keep hours
/// to days; within the same time the order of volatility of RFC 3227 decides.
pub const fn order(evidence: &Evidence) -> (u32, u8) {
    const UNKNOWN: u32 = 24;
    let hours = match evidence.keeps {
        _ if evidence.until_restart => 0,
        Some(hours) => hours,
        None if evidence.volatility <= 3 => UNKNOWN,
        None if evidence.volatility == 4 => UNKNOWN * 3,
        None => UNKNOWN * 7,
    };
    (hours, evidence.volatility)
}
