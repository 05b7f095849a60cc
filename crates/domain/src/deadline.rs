//! Deadlines: when each stage is due, with the reasons.
//!
//! Hours are elapsed hours and never extended by a weekend. Months and days end at 23:59:59 of the
//! legal zone, and move off days of rest when their clock says so. `aim` is the moment to aim for:
//! for hours the limit without extension, for days and months the same clock time on the day without
//! extension. A late report is never refused; it is marked late.

use crate::{
    fact::Facts,
    holiday::Holidays,
    law::{Reason, condition::Truth},
    regime::{Clock, Extend, Regime, Stage, Trigger, Unit},
    rulebook::Basis,
    time::Instant,
};
use alloc::{
    collections::BTreeMap,
    string::{String, ToString},
    vec::Vec,
};
use jiff::{
    ToSpan,
    civil::{Date, Time, time},
    tz::TimeZone,
};

/// The moments of one incident from which clocks run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Moments {
    /// It began.
    pub occurred: Option<Instant>,
    /// It was first seen.
    pub detected: Option<Instant>,
    /// The entity knew.
    pub aware: Option<Instant>,
    /// It was classified as reportable.
    pub classified: Option<Instant>,
    /// It was dealt with.
    pub resolved: Option<Instant>,
    /// The moment by which a request asks for an answer.
    pub requested: Option<Instant>,
    /// The CSIRT received the first report.
    pub received: Option<Instant>,
    /// First submission of each stage.
    pub submitted: BTreeMap<String, Instant>,
    /// Last submission of each stage.
    pub latest: BTreeMap<String, Instant>,
}

impl Moments {
    /// The moment that a trigger means; the latest submission is the first when no other is known.
    pub fn at(&self, trigger: &Trigger) -> Option<Instant> {
        match trigger {
            Trigger::Occurred => self.occurred,
            Trigger::Detected => self.detected,
            Trigger::Aware => self.aware,
            Trigger::Classified => self.classified,
            Trigger::Resolved => self.resolved,
            Trigger::Requested => self.requested,
            Trigger::Received => self.received,
            Trigger::Submitted(stage) => self.submitted.get(stage).copied(),
            Trigger::Latest(stage) => self.latest.get(stage).or_else(|| self.submitted.get(stage)).copied(),
        }
    }
}

/// How fast the clocks run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pace {
    /// As the law says.
    #[default]
    Real,
    /// Sixty times faster: an hour is a minute, a day 24 minutes, a month twelve hours.
    Exercise,
}

/// By what periods are counted.
#[derive(Clone, Debug)]
pub struct Calendar<'a> {
    /// Days of rest.
    pub holidays: Option<&'a Holidays>,
    /// The legal zone.
    pub zone: &'a TimeZone,
    /// How fast the clocks run.
    pub pace: Pace,
}

/// When one stage is due.
#[derive(Clone, Debug, PartialEq)]
pub struct Deadline<'a> {
    /// The stage.
    pub stage: &'a Stage,
    /// The moment to aim for; never after `due`.
    pub aim: Instant,
    /// The legal limit.
    pub due: Instant,
    /// The limit without extension, where that differs.
    pub plain: Option<Instant>,
    /// What the period rests on; its `clause` is what people see.
    pub basis: &'a Basis,
    /// From what it ran.
    pub trigger: &'a Trigger,
    /// When that was.
    pub started: Instant,
    /// Codes `period` (`trigger`, `amount`, `unit`), `extended` (`day`, `rest`), `noon`,
    /// `not-extended`, `earliest-of` (`clocks`), `lapsed` (`trigger`), `exercise`.
    pub why: Vec<Reason>,
    /// Whether the stage was submitted after its limit.
    pub late: bool,
}

/// Every stage that can be dated, in the order of the regime, under the law of a day.
pub fn plan<'a>(
    regime: &'a Regime,
    moments: &Moments,
    facts: &Facts,
    calendar: &Calendar<'_>,
    on: Date,
) -> Vec<Deadline<'a>> {
    if !regime.basis.holds_on(on) {
        return Vec::new();
    }
    let held = regime.stages.iter().filter(|stage| stage.basis.holds_on(on));
    held.filter_map(|stage| due(stage, moments, facts, calendar)).collect()
}

/// When a stage is due; `None` while nothing started its clocks, or when it is not asked.
pub fn due<'a>(
    stage: &'a Stage,
    moments: &Moments,
    facts: &Facts,
    calendar: &Calendar<'_>,
) -> Option<Deadline<'a>> {
    let done = |other: &Option<_>| {
        let id: Option<&toml::Spanned<String>> = other.as_ref();
        id.map(|id| moments.submitted.contains_key(id.get_ref()))
    };
    if done(&stage.after) == Some(false) || done(&stage.replaced_by) == Some(true) {
        return None;
    }
    let mut lapsed = Vec::new();
    let mut running: Vec<_> = Vec::new();
    for clock in stage.clocks.iter().filter(|clock| clock.when.of(facts) == Truth::Yes) {
        let Some(limit) = count(stage, clock, moments, facts, calendar) else { continue };
        let later =
            clock.lapses_when_later.as_ref().and_then(|trigger| Some((trigger, moments.at(trigger)?)));
        match later {
            Some((trigger, at)) if at > limit.aim => {
                lapsed.push(Reason::new("lapsed").with("trigger", trigger.code()));
            }
            _ => running.push(limit),
        }
    }
    let clocks = running.len();
    let mut first = running.into_iter().min_by_key(|limit| limit.due)?;
    if stage.while_open && moments.resolved.is_some_and(|resolved| resolved <= first.due) {
        return None;
    }
    if clocks > 1 {
        first.why.push(Reason::new("earliest-of").with("clocks", clocks.to_string()));
    }
    first.why.append(&mut lapsed);
    first.late = moments.submitted.get(stage.id.get_ref()).is_some_and(|at| *at > first.due);
    Some(first)
}

/// Runs one clock.
fn count<'a>(
    stage: &'a Stage,
    clock: &'a Clock,
    moments: &Moments,
    facts: &Facts,
    calendar: &Calendar<'_>,
) -> Option<Deadline<'a>> {
    let started = moments.at(&clock.trigger)?;
    let period = Reason::new("period")
        .with("trigger", clock.trigger.code())
        .with("amount", clock.amount.to_string())
        .with("unit", clock.unit.code());
    let (aim, plain) = unextended(clock, started, calendar)?;
    let mut limit = Deadline {
        stage,
        aim,
        due: plain,
        plain: None,
        basis: clock.basis.as_ref().unwrap_or(&stage.basis),
        trigger: &clock.trigger,
        started,
        why: alloc::vec![period],
        late: false,
    };
    match calendar.pace {
        Pace::Exercise => limit.why.push(Reason::new("exercise")),
        Pace::Real => extend(&mut limit, clock, facts, calendar),
    }
    Some(limit)
}

/// The moment to aim for and the limit before any extension.
fn unextended(clock: &Clock, started: Instant, calendar: &Calendar<'_>) -> Option<(Instant, Instant)> {
    let amount = i64::from(clock.amount);
    let hours = match clock.unit {
        Unit::Hours => amount,
        Unit::Days => amount * 24,
        Unit::Months => amount * 30 * 24,
    };
    if calendar.pace == Pace::Exercise {
        let limit = started.plus_seconds(hours * 60);
        return Some((limit, limit));
    }
    let here = started.in_zone(calendar.zone);
    let day = match clock.unit {
        Unit::Hours => {
            let limit = started.plus_hours(amount);
            return Some((limit, limit));
        }
        Unit::Days => here.date().checked_add(amount.days()).ok()?,
        Unit::Months => here.date().checked_add(amount.months()).ok()?,
    };
    let limit = moment(day, END_OF_DAY, calendar.zone)?;
    Some((moment(day, here.time(), calendar.zone)?.min(limit), limit))
}

const END_OF_DAY: Time = time(23, 59, 59, 0);

fn moment(day: Date, clock: Time, zone: &TimeZone) -> Option<Instant> {
    let zoned = day.to_datetime(clock).to_zoned_datetime(zone.clone()).ok()?;
    Some(Instant::from_zoned(&zoned))
}

/// Moves a limit off days of rest, where its clock says so.
fn extend(limit: &mut Deadline<'_>, clock: &Clock, facts: &Facts, calendar: &Calendar<'_>) {
    let Some(holidays) = calendar.holidays else { return };
    let day = limit.due.in_zone(calendar.zone).date();
    let Some(rest) = holidays.rest(day).filter(|_| clock.extend != Extend::No) else { return };
    if clock.not_extended_when.as_ref().is_some_and(|refused| refused.of(facts) != Truth::No) {
        limit.why.push(Reason::new("not-extended"));
        return;
    }
    let moved = holidays.working_day(day);
    let end = if clock.extend == Extend::Noon { time(12, 0, 0, 0) } else { END_OF_DAY };
    let Some(due) = moment(moved, end, calendar.zone) else { return };
    limit.why.push(Reason::new("extended").with("day", day.to_string()).with("rest", rest));
    if clock.extend == Extend::Noon {
        limit.why.push(Reason::new("noon"));
    }
    limit.plain = Some(limit.due);
    limit.due = due;
}

impl Unit {
    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Hours => "hours",
            Self::Days => "days",
            Self::Months => "months",
        }
    }
}

#[cfg(test)]
mod tests;
