//! Neighbouring duties: what else may be owed, to whom, before when.
//!
//! We do not receive these reports; we remind people of them ("also tell the AP before …").

use crate::{
    deadline::{self, Deadline, Moments, Pace},
    fact::Facts,
    law::{
        Entry, Law,
        condition::{Condition, Truth},
    },
    regime::Stage,
    rulebook::Basis,
};
use alloc::{string::String, vec::Vec};
use jiff::{civil::Date, tz::TimeZone};
use serde::Deserialize;
use toml::Spanned;

/// A duty under another law: a stage with the question that brings it up.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Neighbour {
    /// The duty, as a stage: id, name, text, recipients, clocks.
    pub duty: Stage,
    /// When it is owed.
    pub when: Condition,
    /// Id of the holiday calendar.
    pub holidays: Option<Spanned<String>>,
}

/// A line of the checklist.
#[derive(Clone, Debug, PartialEq)]
pub struct Duty<'a> {
    /// The duty: id, name, text, recipients, basis.
    pub duty: &'a Stage,
    /// Owed, unlikely (`No`), or not known.
    pub verdict: Truth,
    /// Its clock, where one runs.
    pub deadline: Option<Deadline<'a>>,
}

impl Law {
    /// The checklist under the law of a day; what is unlikely is on it too, last.
    pub fn neighbours(&self, facts: &Facts, moments: &Moments, zone: &TimeZone, day: Date) -> Vec<Duty<'_>> {
        let held = self.neighbours.iter().filter(|one| one.duty.basis.holds_on(day));
        let mut list: Vec<_> = held
            .map(|one| {
                let verdict = one.when.of(facts);
                let calendar = self.calendar(one.holidays.as_ref(), zone, Pace::Real, day);
                let clock = || deadline::due(&one.duty, moments, facts, &calendar);
                let deadline = if verdict == Truth::No { None } else { clock() };
                Duty { duty: &one.duty, verdict, deadline }
            })
            .collect();
        list.sort_by_key(|duty| core::cmp::Reverse(duty.verdict));
        list
    }
}

impl Entry for Neighbour {
    fn id(&self) -> &Spanned<String> {
        &self.duty.id
    }
    fn basis(&self) -> &Basis {
        &self.duty.basis
    }
}
