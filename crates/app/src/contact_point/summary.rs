//! The periodic summary for ENISA: counts only, and none so small that it tells who it was
//! (NIS2 23(9), Cbw 39(5)).

use crate::{Door, Failed, House};
use jiff::{
    ToSpan,
    civil::{Date, Time, date},
};
use meldkamer_domain::{
    access::{self, Tie, Verb},
    time::Instant,
};
use meldkamer_store::{
    Trouble,
    crossing::{self, CountRow},
};
use std::collections::BTreeMap;

/// A count below this is not told.
pub const LEAST: i64 = 5;
/// Where the sectors go whose counts are too small to be told.
pub const REST: &str = "other";

/// The days that a summary is about, the last one too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
}

/// A summary is about this many days at most.
pub const MOST_DAYS: i32 = 3_700;

impl Period {
    /// The quarter before the one that a day is in: what the next summary is about.
    pub fn before(day: Date) -> Self {
        let first = date(day.year(), (day.month() - 1) / 3 * 3 + 1, 1);
        let from = first.checked_sub(3.months()).unwrap_or(first);
        Self { from, until: first.yesterday().unwrap_or(first) }
    }

    /// Reads two days; what is wrong with them otherwise, by field.
    pub fn parse(from: &str, until: &str) -> Result<Self, (&'static str, &'static str)> {
        let day = |text: &str, field| match text.trim().parse::<Date>() {
            Ok(day) if (2000..=2200).contains(&day.year()) => Ok(day),
            _ if text.trim().is_empty() => Err((field, "missing")),
            _ => Err((field, "impossible-date")),
        };
        let period = Self { from: day(from, "from")?, until: day(until, "until")? };
        if period.until < period.from {
            Err(("until", "before-from"))
        } else if period.from.until(period.until).map_or(i32::MAX, |span| span.get_days()) > MOST_DAYS {
            Err(("until", "too-long"))
        } else {
            Ok(period)
        }
    }
}

/// One line of the summary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What was reported: `significant-incident`, `voluntary-incident`, `near-miss`, `cyber-threat`.
    pub kind: String,
    /// `mandatory` or `voluntary`.
    pub duty: String,
    /// The sector, or [`REST`].
    pub sector: String,
    /// How many; nothing when it is fewer than [`LEAST`].
    pub count: Option<i64>,
}

/// The summary of a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The period.
    pub period: Period,
    /// The lines.
    pub lines: Vec<Line>,
    /// How many may concern other states; nothing when it is fewer than [`LEAST`].
    pub crossing: Option<i64>,
}

/// Counts a period. Only counts are read.
pub async fn of(house: &House, door: &Door, period: Period) -> Result<Summary, Failed> {
    access::permit(door.actor.role, Verb::SeeContactPoint, Tie::None)?;
    let zone = house.zone();
    let begin = |day: Date| {
        let zoned = day
            .to_datetime(Time::midnight())
            .to_zoned_datetime(zone.clone())
            .map_err(|e| Trouble::unreadable("a day", e))?;
        Ok::<i64, Failed>(Instant::from_zoned(&zoned).micros())
    };
    let after = period.until.tomorrow().unwrap_or(period.until);
    let counts = crossing::counts(&house.database, begin(period.from)?, begin(after)?).await?;
    let abroad = counts.iter().filter(|row| row.crossing == 1).map(|row| row.count).sum();
    Ok(Summary { period, lines: lines(counts), crossing: told(abroad) })
}

fn told(count: i64) -> Option<i64> {
    (count >= LEAST).then_some(count)
}

/// Folds counts that are too small into the rest; a rest that is itself too small takes the smallest
/// other line with it, so that nothing can be worked out by subtracting from a total.
fn lines(counts: Vec<CountRow>) -> Vec<Line> {
    let mut by_kind: BTreeMap<(String, String), BTreeMap<String, i64>> = BTreeMap::new();
    for row in counts {
        let sectors = by_kind.entry((row.kind, row.duty)).or_default();
        *sectors.entry(row.sector).or_default() += row.count;
    }
    let mut all = Vec::new();
    for ((kind, duty), mut sectors) in by_kind {
        let small: Vec<String> =
            sectors.iter().filter(|(_, count)| **count < LEAST).map(|(sector, _)| sector.clone()).collect();
        let mut rest: i64 = small.iter().filter_map(|sector| sectors.remove(sector)).sum();
        if rest > 0 && rest < LEAST {
            let least = sectors.iter().min_by_key(|(_, count)| **count).map(|(sector, _)| sector.clone());
            rest += least.and_then(|sector| sectors.remove(&sector)).unwrap_or(0);
        }
        let line = |sector: &str, count| Line {
            kind: kind.clone(),
            duty: duty.clone(),
            sector: sector.to_owned(),
            count: told(count),
        };
        all.extend(sectors.iter().map(|(sector, count)| line(sector, *count)));
        if rest > 0 {
            all.push(line(REST, rest));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(sector: &str, count: i64) -> CountRow {
        CountRow {
            kind: "significant-incident".into(),
            duty: "mandatory".into(),
            sector: sector.into(),
            crossing: 0,
            count,
        }
    }

    fn told_of(rows: Vec<CountRow>) -> Vec<(String, Option<i64>)> {
        lines(rows).into_iter().map(|line| (line.sector, line.count)).collect()
    }

    #[test]
    fn no_small_count_is_told_or_can_be_worked_out() {
        assert_eq!(
            told_of(vec![row("energy", 9), row("food", 6), row("space", 1)]),
            [("energy".into(), Some(9)), ("other".into(), Some(7))]
        );
        assert_eq!(told_of(vec![row("space", 2)]), [("other".into(), None)]);
        assert_eq!(
            told_of(vec![row("energy", 9), row("space", 3), row("waste", 4)]),
            [("energy".into(), Some(9)), ("other".into(), Some(7))]
        );
    }

    #[test]
    fn the_summary_is_about_the_quarter_that_is_over() {
        let over = Period { from: date(2026, 7, 1), until: date(2026, 9, 30) };
        assert_eq!(Period::before(date(2026, 11, 20)), over);
        assert_eq!(Period::before(date(2026, 1, 1)).from, date(2025, 10, 1));
        assert_eq!(Period::parse("2026-07-01", "2026-09-30"), Ok(over));
        assert_eq!(Period::parse("2026-07-01", ""), Err(("until", "missing")));
        assert_eq!(Period::parse("31-7-2026", "2026-09-30"), Err(("from", "impossible-date")));
        assert_eq!(Period::parse("2026-09-30", "2026-07-01"), Err(("until", "before-from")));
    }
}
