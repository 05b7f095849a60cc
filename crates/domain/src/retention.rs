//! How long personal data is kept: periods by holder and category, as dated law, and what they mean
//! for one case. Which answers hold personal data is the catalogue's ([`crate::question::Personal`]).
//!
//! A case that is open is never erased, nor one on legal hold. What is erased, and how, is not here.

use crate::{
    law::{Law, entries},
    question::Personal,
    rulebook::{Basis, Said},
    time::Instant,
};
use alloc::string::String;
use jiff::{Span, civil::Date, tz::TimeZone};
use serde::Deserialize;
use toml::Spanned;

/// For whom data is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Holder {
    /// The team that helps.
    Csirt,
    /// The competent authority and its supervisor.
    Authority,
    /// The single point of contact.
    Spoc,
    /// The minister who keeps the register.
    Minister,
}

/// What a period is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Category {
    /// Special categories of personal data.
    Special,
    /// All other personal data of a case.
    Ordinary,
    /// The same, in supervisory proceedings.
    Proceedings,
    /// Contact persons in the register.
    Register,
    /// A draft that was never filed.
    Draft,
    /// An exercise.
    Exercise,
    /// A dossier that was marked as a test.
    Test,
    /// What was sent out of the house.
    Errand,
    /// Accounts that nobody uses any more.
    Account,
    /// Notes between shifts, sessions, saved views.
    Desk,
}

/// From when a period counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Counts {
    /// From the first time that the datum was processed.
    FirstProcessed,
    /// From the last time that somebody confirmed it.
    LastConfirmed,
    /// From the last change.
    LastChanged,
    /// From the last use.
    LastUsed,
}

impl Category {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 10] = [
        Self::Special,
        Self::Ordinary,
        Self::Proceedings,
        Self::Register,
        Self::Draft,
        Self::Exercise,
        Self::Test,
        Self::Errand,
        Self::Account,
        Self::Desk,
    ];

    /// Its name in rulebooks, reports and the words files.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Special => "special",
            Self::Ordinary => "ordinary",
            Self::Proceedings => "proceedings",
            Self::Register => "register",
            Self::Draft => "draft",
            Self::Exercise => "exercise",
            Self::Test => "test",
            Self::Errand => "errand",
            Self::Account => "account",
            Self::Desk => "desk",
        }
    }

    /// Whose period this installation goes by: a CSIRT's, but for the register and for proceedings.
    pub const fn holder(self) -> Holder {
        match self {
            Self::Register => Holder::Minister,
            Self::Proceedings => Holder::Authority,
            _ => Holder::Csirt,
        }
    }
}

impl Counts {
    /// Its name in the words files.
    pub const fn id(self) -> &'static str {
        match self {
            Self::FirstProcessed => "first-processed",
            Self::LastConfirmed => "last-confirmed",
            Self::LastChanged => "last-changed",
            Self::LastUsed => "last-used",
        }
    }
}

impl Holder {
    /// Its name in rulebooks and the words files.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Csirt => "csirt",
            Self::Authority => "authority",
            Self::Spoc => "spoc",
            Self::Minister => "minister",
        }
    }
}

/// How long something may be kept, at most.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Period {
    /// Stable id.
    pub id: Spanned<String>,
    /// Whose data it is about.
    pub holder: Holder,
    /// What it is for.
    pub category: Category,
    /// Civil months.
    pub months: Spanned<u32>,
    /// From when they count.
    pub counts: Counts,
    /// What people read.
    pub name: Said,
    /// The clause; `policy` where the law leaves it to the house.
    pub basis: Basis,
}

entries!(Period);

/// No period is longer than this many months.
pub const LONGEST: u32 = 1200;

impl Period {
    /// When data that was first processed at a moment has to be gone, on the legal clock.
    pub fn due(&self, since: Instant, zone: &TimeZone) -> Instant {
        let span = Span::new().months(i64::from((*self.months.get_ref()).min(LONGEST)));
        since
            .in_zone(zone)
            .checked_add(span)
            .map_or(Instant::from_micros(i64::MAX), |due| Instant::from_zoned(&due))
    }

    /// The latest moment of first processing whose data has to be gone by now, to the day.
    pub fn cut(&self, now: Instant, zone: &TimeZone) -> Instant {
        let span = Span::new().months(i64::from((*self.months.get_ref()).min(LONGEST)));
        let plain = now.in_zone(zone).checked_sub(span);
        let plain = plain.map_or(Instant::from_micros(i64::MIN), |cut| Instant::from_zoned(&cut));
        // Months end on different days: what was processed on the 31st may be due on the 28th.
        let later = (1..=3).map(|days| plain.plus_hours(24 * days)).filter(|cut| self.due(*cut, zone) <= now);
        later.max().unwrap_or(plain)
    }
}

impl Law {
    /// The period of a category by which this installation goes, as it holds on a day.
    pub fn period(&self, category: Category, day: Date) -> Option<&Period> {
        let fits = |one: &&Period| {
            one.category == category && one.holder == category.holder() && one.basis.holds_on(day)
        };
        // Where two hold, the stricter one does.
        self.periods.iter().filter(fits).min_by_key(|one| *one.months.get_ref())
    }
}

/// What decides how long the data of a case is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Case {
    /// Whether somebody still works on it, or may.
    pub open: bool,
    /// Whether it is on legal hold.
    pub held: bool,
    /// Whether it is an exercise.
    pub exercise: bool,
    /// Whether it was marked as a test.
    pub test: bool,
    /// Whether it is known to hold special categories of personal data.
    pub special: bool,
    /// Whether supervisory proceedings run on it.
    pub proceedings: bool,
}

impl Case {
    /// Why nothing of it may be erased yet: `hold` or `open`. An exercise and a test are no cases.
    pub const fn spared(&self) -> Option<&'static str> {
        if self.held {
            Some("hold")
        } else if self.open && !self.exercise && !self.test {
            Some("open")
        } else {
            None
        }
    }

    /// The category that data of this kind falls in; nothing when it is no personal data.
    pub const fn category(&self, personal: Personal) -> Option<Category> {
        if matches!(personal, Personal::None) {
            return None;
        }
        if self.test {
            return Some(Category::Test);
        }
        if self.exercise {
            return Some(Category::Exercise);
        }
        let special =
            matches!(personal, Personal::Special) || self.special && matches!(personal, Personal::Free);
        Some(if special {
            Category::Special
        } else if self.proceedings {
            Category::Proceedings
        } else {
            Category::Ordinary
        })
    }
}

#[cfg(test)]
mod tests;
