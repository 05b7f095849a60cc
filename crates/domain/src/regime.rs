//! Regimes: which laws ask for a report, in which stages, from whom and to whom.
//!
//! When each stage is due is worked out in [`crate::deadline`]; whether an incident is significant
//! in [`crate::significance`].

use crate::{
    fact::Facts,
    law::{
        Law, Reason,
        condition::{Condition, Truth},
        entries,
    },
    rulebook::{Basis, Said},
};
use alloc::{string::String, vec, vec::Vec};
use jiff::civil::Date;
use serde::Deserialize;
use toml::Spanned;

/// One law that asks for reports.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Regime {
    /// Short id, such as `nl-cbw`.
    pub id: Spanned<String>,
    /// Its name.
    pub name: Said,
    /// Where its reports go, when that is not through us.
    pub door: Option<Door>,
    /// Whom it obliges.
    #[serde(default)]
    pub applies: Condition,
    /// Regimes that go before it: where one of them applies, this one does not.
    #[serde(default)]
    pub excluded_by: Vec<Spanned<String>>,
    /// Who must keep its clocks.
    #[serde(default)]
    pub bearer: Bearer,
    /// Id of the holiday calendar by which its periods are extended.
    pub holidays: Option<Spanned<String>>,
    /// What it rests on.
    pub basis: Basis,
    /// Its stages, in order.
    #[serde(default, rename = "stage")]
    pub stages: Vec<Stage>,
}

/// The right door for reports that we do not receive.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Door {
    /// Where to go, in words.
    pub name: Said,
    /// Its address.
    pub address: String,
}

/// Who must keep a clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bearer {
    /// The entity that was hit.
    #[default]
    Entity,
    /// The CSIRT itself.
    Csirt,
}

/// One step of the duty to report.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Stage {
    /// Short id, such as `early-warning`.
    pub id: Spanned<String>,
    /// Its name.
    pub name: Said,
    /// What it asks, in plain words.
    pub asks: Said,
    /// The term that the Dutch act uses, if any.
    pub term: Option<String>,
    /// Who receives it: `csirt`, `supervisor`, `requester`, `recipients`, `entity`, …
    pub recipients: Vec<String>,
    /// Stage that takes its place when the incident lasts.
    pub replaced_by: Option<Spanned<String>>,
    /// Whether it is asked only while the incident is not resolved when it falls due.
    #[serde(default)]
    pub while_open: bool,
    /// Stage that must have been submitted before this one is asked.
    pub after: Option<Spanned<String>>,
    /// What it rests on.
    pub basis: Basis,
    /// Its clocks; the earliest counts. None: the law sets no period.
    #[serde(default, rename = "clock")]
    pub clocks: Vec<Clock>,
}

/// A period and the moment from which it runs.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Clock {
    /// From what it runs.
    pub trigger: Trigger,
    /// How many units.
    pub amount: u16,
    /// Of what.
    pub unit: Unit,
    /// How it moves off days of rest.
    #[serde(default)]
    pub extend: Extend,
    /// Who does not get the extension (also when that is unknown).
    pub not_extended_when: Option<Condition>,
    /// For which incidents it runs.
    #[serde(default)]
    pub when: Condition,
    /// It lapses when this moment came only after it ran out.
    pub lapses_when_later: Option<Trigger>,
    /// A clause of its own.
    pub basis: Option<Basis>,
}

/// The moment from which a clock runs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub enum Trigger {
    /// The incident began.
    Occurred,
    /// It was first seen.
    Detected,
    /// The entity knew, with reasonable certainty.
    Aware,
    /// It was classified as reportable.
    Classified,
    /// It was dealt with.
    Resolved,
    /// The moment that a request set.
    Requested,
    /// The CSIRT received the first report.
    Received,
    /// A stage was first submitted.
    Submitted(String),
    /// A stage was last submitted.
    Latest(String),
}

impl Trigger {
    /// The stage it names, if any.
    pub fn stage(&self) -> Option<&str> {
        match self {
            Self::Submitted(stage) | Self::Latest(stage) => Some(stage),
            _ => None,
        }
    }

    /// Stable code: `aware`, `classified`, `submitted`, …
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Occurred => "occurred",
            Self::Detected => "detected",
            Self::Aware => "aware",
            Self::Classified => "classified",
            Self::Resolved => "resolved",
            Self::Requested => "requested",
            Self::Received => "received",
            Self::Submitted(_) => "submitted",
            Self::Latest(_) => "latest",
        }
    }
}

impl TryFrom<String> for Trigger {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let plain = [
            Self::Occurred,
            Self::Detected,
            Self::Aware,
            Self::Classified,
            Self::Resolved,
            Self::Requested,
            Self::Received,
        ];
        match text.split_once(':') {
            Some(("submitted", stage)) if !stage.is_empty() => Ok(Self::Submitted(stage.into())),
            Some(("latest", stage)) if !stage.is_empty() => Ok(Self::Latest(stage.into())),
            _ => plain.into_iter().find(|trigger| trigger.code() == text).ok_or(
                "no such trigger: use occurred, detected, aware, classified, resolved, requested, received, \
                 submitted:STAGE or latest:STAGE",
            ),
        }
    }
}

/// The unit of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Elapsed hours.
    Hours,
    /// Days after the day of the event, to the end of the last.
    Days,
    /// Civil months, to the end of the day with the same number.
    Months,
}

/// What happens to a limit on a Saturday, Sunday or holiday.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Extend {
    /// Nothing.
    #[default]
    No,
    /// It moves to the end of the next working day (Atw 1; Regulation 1182/71, 3(4)).
    WorkingDay,
    /// It moves to noon of the next working day (Regulation 2025/301, 5(4)).
    Noon,
}

/// Whether a regime applies, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Applies<'a> {
    /// The regime.
    pub regime: &'a Regime,
    /// Yes, no, or not known.
    pub verdict: Truth,
    /// Codes `obliges`, `does-not-oblige`, `facts-missing` (`facts`), `excluded` (`by`).
    pub why: Vec<Reason>,
}

impl Regime {
    /// A stage of this regime as it holds on a day.
    pub fn stage(&self, id: &str, on: Date) -> Option<&Stage> {
        self.stages.iter().find(|stage| stage.id.get_ref() == id && stage.basis.holds_on(on))
    }
}

impl Law {
    /// Every regime of entities that holds on a day, with whether it applies.
    pub fn regimes(&self, facts: &Facts, day: Date) -> Vec<Applies<'_>> {
        let held = self.regimes.iter().filter(|one| one.basis.holds_on(day) && one.bearer == Bearer::Entity);
        held.map(|regime| self.applies(regime, facts, day)).collect()
    }

    fn applies<'a>(&'a self, regime: &'a Regime, facts: &Facts, day: Date) -> Applies<'a> {
        let before = regime.excluded_by.iter().find(|id| {
            let other = self.regime(id.get_ref(), day);
            other.is_some_and(|other| other.applies.of(facts) == Truth::Yes)
        });
        let told = regime.applies.of(facts);
        let (verdict, why) = match (before, told) {
            (Some(by), Truth::Yes | Truth::Unknown) => {
                (Truth::No, Reason::new("excluded").with("by", by.get_ref()))
            }
            (_, Truth::Yes) => (Truth::Yes, Reason::new("obliges")),
            (_, Truth::No) => (Truth::No, Reason::new("does-not-oblige")),
            (None, Truth::Unknown) => {
                let missing: Vec<_> =
                    regime.applies.facts().filter(|name| facts.get(name).is_none()).collect();
                (Truth::Unknown, Reason::new("facts-missing").with("facts", missing.join(" ")))
            }
        };
        Applies { regime, verdict, why: vec![why] }
    }
}

entries!(Regime, Stage);
