//! Holidays: the days of rest that move a legal limit.
//!
//! Calendars are data; Easter is computed. Which periods they move is said by each clock.

use crate::{
    law::Entry,
    rulebook::{Basis, Said, day},
};
use alloc::{string::String, vec::Vec};
use jiff::{
    ToSpan,
    civil::{Date, Weekday},
};
use serde::Deserialize;
use toml::Spanned;

/// The holidays of one land.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holidays {
    /// Short id, such as `nl-atw`.
    pub id: Spanned<String>,
    /// What it rests on.
    pub basis: Basis,
    /// Its days.
    #[serde(rename = "holiday")]
    pub days: Vec<Holiday>,
}

/// One holiday: by Easter, by its date each year, or a single day.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", try_from = "Written")]
pub struct Holiday {
    /// Its name.
    pub name: Said,
    /// When it falls.
    pub rule: Rule,
}

/// When a holiday falls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// So many days after Easter Sunday.
    Easter(i32),
    /// Month and day; a third number moves it by so many days when that is a Sunday.
    Fixed(i8, i8, i32),
    /// One day only.
    Once(Date),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Written {
    name: Said,
    easter_offset: Option<i32>,
    fixed: Option<(i8, i8)>,
    #[serde(default)]
    on_sunday: i32,
    #[serde(default, deserialize_with = "day")]
    once: Option<Date>,
}

impl TryFrom<Written> for Holiday {
    type Error = &'static str;

    fn try_from(written: Written) -> Result<Self, Self::Error> {
        let rule = match (written.easter_offset, written.fixed, written.once) {
            (Some(offset), None, None) => Rule::Easter(offset),
            (None, Some((month, number)), None) if Date::new(2028, month, number).is_ok() => {
                Rule::Fixed(month, number, written.on_sunday)
            }
            (None, None, Some(date)) => Rule::Once(date),
            _ => return Err("a holiday has exactly one of easter-offset, fixed = [month, day] or once"),
        };
        Ok(Self { name: written.name, rule })
    }
}

impl Holiday {
    /// The day on which it falls in a year.
    pub fn in_year(&self, year: i16) -> Option<Date> {
        match self.rule {
            Rule::Easter(offset) => easter(year)?.checked_add(offset.days()).ok(),
            Rule::Fixed(month, number, on_sunday) => {
                let date = Date::new(year, month, number).ok()?;
                let moves = if date.weekday() == Weekday::Sunday { on_sunday } else { 0 };
                date.checked_add(moves.days()).ok()
            }
            Rule::Once(date) => Some(date).filter(|date| date.year() == year),
        }
    }
}

impl Holidays {
    /// All holidays of a year, in order.
    pub fn of_year(&self, year: i16) -> Vec<Date> {
        let mut days: Vec<_> = self.days.iter().filter_map(|holiday| holiday.in_year(year)).collect();
        days.sort_unstable();
        days.dedup();
        days
    }

    /// Why a day is not a working day: `saturday`, `sunday` or `holiday`; `None` if it is one.
    pub fn rest(&self, date: Date) -> Option<&'static str> {
        match date.weekday() {
            Weekday::Saturday => Some("saturday"),
            Weekday::Sunday => Some("sunday"),
            _ => {
                let holiday = self.days.iter().any(|one| one.in_year(date.year()) == Some(date));
                holiday.then_some("holiday")
            }
        }
    }

    /// This day if it is a working day, else the next that is.
    pub fn working_day(&self, date: Date) -> Date {
        let mut moved = date;
        while self.rest(moved).is_some() {
            match moved.tomorrow() {
                Ok(next) => moved = next,
                Err(_) => break,
            }
        }
        moved
    }
}

/// Easter Sunday of the Gregorian calendar, by Gauss's rule as Knuth gives it.
fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let golden = year % 19 + 1;
    let century = year / 100 + 1;
    let skipped = 3 * century / 4 - 12;
    let moon = (8 * century + 5) / 25 - 5;
    let sunday = 5 * year / 4 - skipped - 10;
    let mut epact = (11 * golden + 20 + moon - skipped).rem_euclid(30);
    if (epact == 25 && golden > 11) || epact == 24 {
        epact += 1;
    }
    let mut full = 44 - epact;
    if full < 21 {
        full += 30;
    }
    full += 7 - (sunday + full) % 7;
    let march = Date::new(i16::try_from(year).ok()?, 3, 1).ok()?;
    march.checked_add((full - 1).days()).ok()
}

impl Entry for Holidays {
    fn id(&self) -> &Spanned<String> {
        &self.id
    }
    fn basis(&self) -> &Basis {
        &self.basis
    }
}
