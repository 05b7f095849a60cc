//! The quarterly summary for ENISA: counts only, and none so small that it tells who it was
//! (NIS2 23(9), Cbw 39(5)).

use crate::{Door, Failed, House};
use jiff::civil::{Date, date};
use meldkamer_domain::{
    access::{self, Tie, Verb},
    time::Instant,
};
use meldkamer_store::crossing::{self, CountRow};
use std::collections::BTreeMap;

/// A count below this is not told.
pub const LEAST: i64 = 5;
/// Where the sectors go whose counts are too small to be told.
pub const REST: &str = "other";

/// A quarter of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quarter {
    /// The year.
    pub year: i16,
    /// 1 to 4.
    pub number: i8,
}

impl Quarter {
    /// The quarter of a day.
    pub fn of(day: Date) -> Self {
        Self { year: day.year(), number: (day.month() - 1) / 3 + 1 }
    }

    /// The one before.
    pub fn before(self) -> Self {
        match self.number {
            1 => Self { year: self.year - 1, number: 4 },
            number => Self { number: number - 1, ..self },
        }
    }

    /// Reads `2026-Q4`.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, number) = text.split_once("-Q")?;
        let (year, number) = (year.parse().ok()?, number.parse().ok()?);
        ((2000..=2200).contains(&year) && (1..=4).contains(&number)).then_some(Self { year, number })
    }

    /// Writes `2026-Q4`.
    pub fn text(self) -> String {
        format!("{}-Q{}", self.year, self.number)
    }

    fn first(self) -> Date {
        date(self.year, (self.number - 1) * 3 + 1, 1)
    }

    fn next(self) -> Self {
        match self.number {
            4 => Self { year: self.year + 1, number: 1 },
            number => Self { number: number + 1, ..self },
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

/// The summary of a quarter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The quarter.
    pub quarter: Quarter,
    /// The lines.
    pub lines: Vec<Line>,
    /// How many may concern other states; nothing when it is fewer than [`LEAST`].
    pub crossing: Option<i64>,
}

/// Counts a quarter. Only counts are read.
pub async fn of(house: &House, door: &Door, quarter: Quarter) -> Result<Summary, Failed> {
    access::permit(door.actor.role, Verb::SeeContactPoint, Tie::None)?;
    let zone = house.zone();
    let begin = |day: Date| {
        let zoned = day.to_zoned(zone.clone()).map_err(|e| meldkamer_store::Trouble::unreadable("a day", e))?;
        Ok::<i64, Failed>(Instant::from_zoned(&zoned).micros())
    };
    let (from, until) = (begin(quarter.first())?, begin(quarter.next().first())?);
    let counts = crossing::counts(&house.database, from, until).await?;
    let abroad = counts.iter().filter(|row| row.crossing == 1).map(|row| row.count).sum();
    Ok(Summary { quarter, lines: lines(counts), crossing: told(abroad) })
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
    fn quarters_follow_each_other() {
        let last = Quarter { year: 2026, number: 4 };
        assert_eq!(Quarter::parse("2026-Q4"), Some(last));
        assert_eq!((last.next().text(), last.before().text()), ("2027-Q1".into(), "2026-Q3".into()));
        assert_eq!(Quarter::of(date(2026, 11, 20)), last);
        assert_eq!(last.first(), date(2026, 10, 1));
        assert_eq!(Quarter::parse("2026-Q5"), None);
    }
}
