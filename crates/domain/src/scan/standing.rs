//! What a scan comes to: how each principle stands, and what to do next, the most useful first.

use super::{Answer, Answers, Choice, Principle, Question, Scan};
use alloc::vec::Vec;
use core::cmp::Reverse;
use jiff::civil::Date;

/// From this share on a principle is in order, unless something weighty is missing.
const IN_ORDER: u8 = 80;
/// Below this share there is still everything to do.
const BEGINNING: u8 = 40;

/// How a principle stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Too little is known to say.
    Unknown,
    /// Nearly everything is still to be done.
    Beginning,
    /// Part of it is in place.
    Underway,
    /// It is in order: keep it so.
    InOrder,
}

impl Level {
    /// Its name in words files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Beginning => "beginning",
            Self::Underway => "underway",
            Self::InOrder => "in-order",
        }
    }
}

/// How one principle stands.
#[derive(Clone, Debug)]
pub struct Standing<'a> {
    /// The principle.
    pub principle: &'a Principle,
    /// How many questions were answered with yes, partly, no, unknown, and not at all.
    pub yes: usize,
    /// Partly.
    pub partly: usize,
    /// No.
    pub no: usize,
    /// Unknown.
    pub unknown: usize,
    /// Not answered.
    pub open: usize,
    /// Of a hundred: yes counts for one, partly for a half, over everything that is asked.
    pub share: u8,
    /// In a word.
    pub level: Level,
}

/// Something to do next.
#[derive(Clone, Debug)]
pub struct Step<'a> {
    /// The principle it belongs to.
    pub principle: &'a Principle,
    /// The question whose answer was not yes.
    pub question: &'a Question,
    /// The answer.
    pub answer: &'a Answer,
    /// Whether the day by which it would be done has passed.
    pub overdue: bool,
}

/// What a scan comes to.
#[derive(Clone, Debug)]
pub struct Outcome<'a> {
    /// Each principle.
    pub standings: Vec<Standing<'a>>,
    /// What to do, the most useful first.
    pub steps: Vec<Step<'a>>,
    /// Of a hundred, over all questions.
    pub share: u8,
    /// How many questions were answered.
    pub answered: usize,
    /// How many there are.
    pub asked: usize,
}

impl Scan {
    /// What these answers come to on a day.
    pub fn outcome<'a>(&'a self, answers: &'a Answers, today: Date) -> Outcome<'a> {
        let standings: Vec<_> = self.principles.iter().map(|one| standing(one, answers)).collect();
        let count = |of: fn(&Standing<'_>) -> usize| standings.iter().map(of).sum::<usize>();
        let asked = self.questions().count();
        let all = share(count(|one| one.yes), count(|one| one.partly), asked);
        let answered = asked - count(|one| one.open);
        Outcome { standings, steps: self.steps(answers, today), share: all, answered, asked }
    }

    /// What is not in place, the most useful first: what brings most, then what is missing before what is
    /// unknown and what is half done, then what is least work.
    fn steps<'a>(&'a self, answers: &'a Answers, today: Date) -> Vec<Step<'a>> {
        let step = |(principle, question): (&'a Principle, &'a Question)| {
            let answer = answers.get(question.id.get_ref()).filter(|one| one.choice != Choice::Yes)?;
            Some(Step { principle, question, answer, overdue: answer.by.is_some_and(|by| by < today) })
        };
        let mut steps: Vec<_> = self.questions().filter_map(step).collect();
        steps.sort_by_key(|one| (Reverse(one.question.gain), one.answer.choice, one.question.effort));
        steps
    }
}

fn standing<'a>(principle: &'a Principle, answers: &Answers) -> Standing<'a> {
    let count = |wanted: Option<Choice>| {
        let chosen = |one: &&Question| answers.get(one.id.get_ref()).map(|answer| answer.choice);
        principle.questions.iter().filter(|one| chosen(one) == wanted).count()
    };
    let (yes, partly) = (count(Some(Choice::Yes)), count(Some(Choice::Partly)));
    let (no, unknown, open) = (count(Some(Choice::No)), count(Some(Choice::Unknown)), count(None));
    let share = share(yes, partly, principle.questions.len());
    let missing = principle.questions.iter().any(|one| {
        let answer = answers.get(one.id.get_ref());
        one.gain == 3 && answer.is_some_and(|answer| answer.choice == Choice::No)
    });
    let level = match share {
        _ if (unknown + open) * 2 > principle.questions.len() => Level::Unknown,
        IN_ORDER.. if !missing => Level::InOrder,
        BEGINNING.. => Level::Underway,
        _ => Level::Beginning,
    };
    Standing { principle, yes, partly, no, unknown, open, share, level }
}

fn share(yes: usize, partly: usize, asked: usize) -> u8 {
    u8::try_from((2 * yes + partly) * 50 / asked.max(1)).unwrap_or(100)
}

#[cfg(test)]
mod tests {
    use super::super::tests::small;
    use super::*;
    use serde_json::json;

    fn answers(given: serde_json::Value) -> Answers {
        Answers::read(&small(), &given).0
    }

    #[test]
    fn what_brings_most_for_least_work_comes_first() {
        let (scan, today) = (small(), jiff::civil::date(2026, 11, 20));
        let answers = answers(json!({
            "1.1": {"choice": "no"}, "1.2": {"choice": "no", "by": "2026-11-19"},
            "2.1": {"choice": "no"}, "2.2": {"choice": "unknown", "by": "2026-11-20"},
        }));
        let outcome = scan.outcome(&answers, today);
        let ids: Vec<_> = outcome.steps.iter().map(|one| one.question.id.get_ref().as_str()).collect();
        assert_eq!(ids, ["2.1", "1.1", "2.2", "1.2"]);
        let late: Vec<_> = outcome.steps.iter().map(|one| one.overdue).collect();
        assert_eq!(late, [false, false, false, true], "a day is over when it is over");
    }

    #[test]
    fn a_weighty_no_keeps_a_principle_from_being_in_order() {
        let (scan, today) = (small(), jiff::civil::date(2026, 11, 20));
        let level = |given| scan.outcome(&answers(given), today).standings[0].level;
        assert_eq!(level(json!({"1.1": {"choice": "yes"}, "1.2": {"choice": "yes"}})), Level::InOrder);
        assert_eq!(level(json!({"1.1": {"choice": "no"}, "1.2": {"choice": "yes"}})), Level::Underway);
        assert_eq!(level(json!({"1.1": {"choice": "no"}, "1.2": {"choice": "no"}})), Level::Beginning);
        assert_eq!(level(json!({"1.1": {"choice": "unknown"}})), Level::Unknown);
    }

    #[test]
    fn what_was_not_answered_counts_for_nothing_and_is_no_step() {
        let scan = small();
        let answers = answers(json!({"1.1": {"choice": "yes"}, "2.1": {"choice": "partly"}}));
        let outcome = scan.outcome(&answers, jiff::civil::date(2026, 11, 20));
        assert_eq!((outcome.share, outcome.answered, outcome.asked), (37, 2, 4));
        assert_eq!(outcome.steps.len(), 1);
    }
}
