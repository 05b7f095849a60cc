//! What came of an exercise: when what was done, what was hoped for and did not come, what was lost.
//!
//! Durations are in minutes of the story: sixty times what a real clock showed.

use super::{Hope, PACE};
use crate::time::Instant;
use alloc::{string::String, vec::Vec};

/// What happened in an exercise, as rows tell it.
#[derive(Clone, Debug, Default)]
pub struct Played {
    /// When it began, in microseconds.
    pub started: i64,
    /// The injects in order.
    pub injects: Vec<Shown>,
    /// Every stage that was filed, corrections too, in order.
    pub filed: Vec<Filed>,
    /// The limits of the law, of the first plan and all later ones.
    pub limits: Vec<Watched>,
    /// When help was asked for.
    pub help: Option<i64>,
    /// When players wrote to the CSIRT.
    pub messages: Vec<i64>,
    /// When the CSIRT answered first.
    pub answered: Option<i64>,
}

/// An inject as the players saw it.
#[derive(Clone, Debug)]
pub struct Shown {
    /// Its id.
    pub id: String,
    /// When it appeared; nothing when the exercise ended before.
    pub at: Option<i64>,
    /// When it was first answered.
    pub answered: Option<i64>,
    /// Minutes of the story within which an answer was hoped for.
    pub within: i64,
    /// What was hoped for besides.
    pub hopes: Option<Hope>,
}

/// Something that was filed.
#[derive(Clone, Debug)]
pub struct Filed {
    /// The stage.
    pub stage: String,
    /// From 1; more is a correction.
    pub version: i64,
    /// When.
    pub at: i64,
}

/// A limit of the law.
#[derive(Clone, Debug)]
pub struct Watched {
    /// The regime.
    pub regime: String,
    /// The stage.
    pub stage: String,
    /// When it ran out.
    pub due: i64,
    /// When it was met.
    pub met: Option<i64>,
}

/// What became of something that was hoped for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Done in time.
    Met,
    /// Done, but later than hoped for.
    Late,
    /// Not done.
    Missed,
    /// The exercise ended before it mattered.
    Beyond,
}

impl Verdict {
    /// Its name in files and words.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Late => "late",
            Self::Missed => "missed",
            Self::Beyond => "beyond",
        }
    }
}

/// What came of an exercise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// Minutes of the story from the beginning to the first report.
    pub first_report: Option<i64>,
    /// To the notification.
    pub notification: Option<i64>,
    /// To asking for help.
    pub help: Option<i64>,
    /// To the first answer of the CSIRT, from the first report.
    pub answer: Option<i64>,
    /// For each inject: whether it was answered in time, after how many minutes, and what became of the hope.
    pub injects: Vec<(Verdict, Option<i64>, Option<Verdict>)>,
    /// For each limit, in order.
    pub limits: Vec<Verdict>,
    /// How many injects appeared, and how many of those were answered.
    pub shown: usize,
    /// Answered.
    pub answered: usize,
}

impl Played {
    /// What came of it, as it stood at a moment.
    pub fn review(&self, at: Instant) -> Review {
        let since = |moment: i64| story_minutes(self.started, moment);
        let first = self.filed.iter().map(|one| one.at).min();
        let stage = |id: &str| self.filed.iter().filter(|one| one.stage == id).map(|one| one.at).min();
        let injects: Vec<_> = self.injects.iter().map(|one| self.inject(one, at)).collect();
        let limit = |one: &Watched| in_time(one.met, one.due, at);
        Review {
            first_report: first.map(since),
            notification: stage("notification").map(since),
            help: self.help.map(since),
            answer: first.zip(self.answered).map(|(from, to)| story_minutes(from, to)),
            shown: self.injects.iter().filter(|one| one.at.is_some()).count(),
            answered: self.injects.iter().filter(|one| one.answered.is_some()).count(),
            limits: self.limits.iter().map(limit).collect(),
            injects,
        }
    }

    fn inject(&self, one: &Shown, at: Instant) -> (Verdict, Option<i64>, Option<Verdict>) {
        let Some(shown) = one.at else { return (Verdict::Beyond, None, one.hopes.map(|_| Verdict::Beyond)) };
        let due = shown + one.within * 60_000_000 / PACE;
        let taken = one.answered.map(|answered| story_minutes(shown, answered));
        let hope = one.hopes.map(|hope| in_time(self.came(hope, shown), due, at));
        (in_time(one.answered, due, at), taken, hope)
    }

    /// When a hope came true: done before it was asked counts as done at once.
    fn came(&self, hope: Hope, shown: i64) -> Option<i64> {
        let stage = |id: &str| self.filed.iter().filter(|one| one.stage == id).map(|one| one.at).min();
        match hope {
            Hope::EarlyWarning => self.filed.iter().map(|one| one.at).min(),
            Hope::Notification => stage("notification"),
            Hope::Help => self.help,
            Hope::Message => self.messages.iter().copied().find(|at| *at >= shown),
        }
    }
}

fn in_time(done: Option<i64>, due: i64, at: Instant) -> Verdict {
    match done {
        Some(done) if done <= due => Verdict::Met,
        Some(_) => Verdict::Late,
        None if at.micros() <= due => Verdict::Beyond,
        None => Verdict::Missed,
    }
}

/// Minutes of the story between two moments of a real clock.
fn story_minutes(from: i64, to: i64) -> i64 {
    (to - from).max(0) * PACE / 60_000_000
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    const SECOND: i64 = 1_000_000;

    fn played() -> Played {
        let shown = |id: &str, at: i64, answered: Option<i64>, hopes| Shown {
            id: id.into(),
            at: Some(at * SECOND),
            answered: answered.map(|at| at * SECOND),
            within: 60,
            hopes,
        };
        Played {
            started: 0,
            injects: vec![
                shown("a", 0, Some(59), None),
                shown("b", 100, Some(161), Some(Hope::EarlyWarning)),
                shown("c", 200, None, Some(Hope::Message)),
                Shown { at: None, ..shown("d", 0, None, Some(Hope::Help)) },
            ],
            filed: vec![Filed { stage: "early-warning".into(), version: 1, at: 150 * SECOND }],
            limits: vec![Watched {
                regime: "nl-cbw".into(),
                stage: "early-warning".into(),
                due: 100 * SECOND,
                met: Some(150 * SECOND),
            }],
            help: None,
            messages: vec![150 * SECOND],
            answered: Some(210 * SECOND),
        }
    }

    #[test]
    fn times_are_those_of_the_story() {
        let review = played().review(Instant::from_micros(1000 * SECOND));
        assert_eq!(review.first_report, Some(150));
        assert_eq!((review.notification, review.help, review.answer), (None, None, Some(60)));
        assert_eq!((review.shown, review.answered), (3, 2));
    }

    #[test]
    fn what_came_late_or_not_at_all_is_told_apart() {
        let review = played().review(Instant::from_micros(1000 * SECOND));
        let verdicts: Vec<_> = review.injects.iter().map(|one| (one.0, one.2)).collect();
        assert_eq!(verdicts[0], (Verdict::Met, None));
        assert_eq!(verdicts[1], (Verdict::Late, Some(Verdict::Met)));
        assert_eq!(
            verdicts[2],
            (Verdict::Missed, Some(Verdict::Missed)),
            "a message from before does not count"
        );
        assert_eq!(verdicts[3], (Verdict::Beyond, Some(Verdict::Beyond)));
        assert_eq!(review.limits, [Verdict::Late]);
    }

    #[test]
    fn an_inject_whose_time_is_not_over_was_not_missed() {
        let review = played().review(Instant::from_micros(220 * SECOND));
        assert_eq!(review.injects[2].0, Verdict::Beyond);
    }
}
