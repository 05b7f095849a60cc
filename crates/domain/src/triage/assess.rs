//! Weighing: from answers, facts and circumstances to conclusions with their reasons.
//!
//! Pure arithmetic over a framework. The order of conclusions is the order of the framework.

use super::framework::{Axis, Combine, Confidence, Criterion, Framework};
use super::rule;
use super::{Form, Help, Intensity, Urgency};
use crate::fact::{Fact, Facts};
use crate::time::Instant;
use alloc::{
    borrow::ToOwned,
    collections::BTreeMap,
    format,
    string::{String, ToString},
    vec,
    vec::Vec,
};

/// Who gave an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// Follows from what the reporter told.
    Reporter,
    /// Our own staff.
    Csirt,
    /// Nobody knows yet: the framework's stated default.
    Default,
}

impl Given {
    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Reporter => "reporter",
            Self::Csirt => "csirt",
            Self::Default => "default",
        }
    }
}

/// An answer to a criterion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The option's id.
    pub option: String,
    /// Who gave it.
    pub given: Given,
    /// How sure it is.
    pub confidence: Confidence,
    /// When it was given.
    pub at: Instant,
}

/// Answers by criterion.
pub type Answers = BTreeMap<String, Answer>;

/// What is around the incident and not in the report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// A test or an exercise.
    pub test: bool,
    /// Known already under another reference.
    pub duplicate: bool,
    /// Whether the organisation is ours to serve; `None` while that is not known.
    pub in_constituency: Option<bool>,
    /// Evidence will be gone soon: a device about to restart, logs that roll over.
    pub evidence_vanishing: bool,
    /// Other open cases with the same indicator, weakness or supplier.
    pub open_cases: u32,
    /// Other organisations that run the same thing, by our register.
    pub exposed_peers: u32,
    /// Handlers who can take a case now.
    pub free_handlers: u32,
    /// Analysts who can take evidence now.
    pub free_analysts: u32,
}

/// One answered criterion and what it adds.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The criterion's id.
    pub criterion: String,
    /// The answer that counted.
    pub answer: Answer,
    /// Its weight.
    pub weight: f64,
    /// Its points.
    pub value: f64,
}

/// One conclusion.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The axis' id.
    pub axis: String,
    /// What it concludes; several only for an axis that gathers.
    pub gives: Vec<String>,
    /// The number behind a band.
    pub value: Option<f64>,
    /// Codes of all rules that say the same as the conclusion, the deciding one first.
    pub fired: Vec<String>,
}

/// A weighing at one moment; kept for ever with the framework's version.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessment {
    /// The framework's id.
    pub framework: String,
    /// The framework's version.
    pub version: String,
    /// When it was made.
    pub at: Instant,
    /// Every criterion with its answer.
    pub lines: Vec<Line>,
    /// Every conclusion.
    pub outcomes: Vec<Outcome>,
}

/// Weighs. Never fails: what is not known counts as the framework's stated default.
pub fn assess(
    framework: &Framework,
    answers: &Answers,
    facts: &Facts,
    context: &Context,
    at: Instant,
) -> Assessment {
    let mut view = surrounded(facts, context);
    let lines: Vec<Line> =
        framework.criteria.iter().filter_map(|one| line(one, answers, &view, at)).collect();
    for line in &lines {
        view.set(format!("answer.{}", line.criterion), Fact::Text(line.answer.option.clone()));
    }
    let mut outcomes = Vec::new();
    for axis in &framework.axes {
        let outcome = conclude(framework, axis, &lines, &view);
        view.set(format!("axis.{}", outcome.axis), Fact::Many(outcome.gives.clone()));
        outcomes.push(outcome);
    }
    Assessment { framework: framework.id.clone(), version: framework.version.clone(), at, lines, outcomes }
}

/// What the report suggests as the answer to a criterion.
pub fn propose(criterion: &Criterion, facts: &Facts, at: Instant) -> Option<Answer> {
    let found = criterion.proposals.iter().find(|one| rule::all(&one.when, facts))?;
    Some(Answer {
        option: found.option.get_ref().clone(),
        given: Given::Reporter,
        confidence: found.confidence,
        at,
    })
}

fn line(criterion: &Criterion, answers: &Answers, view: &Facts, at: Instant) -> Option<Line> {
    let known = |answer: &Answer| criterion.option(&answer.option).is_some();
    let answer = answers
        .get(criterion.id.get_ref())
        .filter(|answer| known(answer) && answer.given == Given::Csirt)
        .cloned()
        .or_else(|| propose(criterion, view, at))
        .or_else(|| answers.get(criterion.id.get_ref()).filter(|answer| known(answer)).cloned())
        .unwrap_or_else(|| Answer {
            option: criterion.default.get_ref().clone(),
            given: Given::Default,
            confidence: Confidence::Low,
            at,
        });
    let value = criterion.option(&answer.option)?.value;
    Some(Line { criterion: criterion.id.get_ref().clone(), answer, weight: criterion.weight, value })
}

fn surrounded(facts: &Facts, context: &Context) -> Facts {
    let mut view = facts.clone();
    for (name, yes) in [
        ("test", Some(context.test)),
        ("duplicate", Some(context.duplicate)),
        ("in-constituency", context.in_constituency),
        ("evidence-vanishing", Some(context.evidence_vanishing)),
    ] {
        view.set(format!("context.{name}"), yes.map_or(Fact::Unknown, Fact::Flag));
    }
    for (name, number) in [
        ("open-cases", context.open_cases),
        ("exposed-peers", context.exposed_peers),
        ("free-handlers", context.free_handlers),
        ("free-analysts", context.free_analysts),
    ] {
        view.set(format!("context.{name}"), Fact::Number(f64::from(number)));
    }
    view
}

fn conclude(framework: &Framework, axis: &Axis, lines: &[Line], view: &Facts) -> Outcome {
    let own: Vec<&Line> = axis
        .criteria
        .iter()
        .filter_map(|id| lines.iter().find(|line| &line.criterion == id.get_ref()))
        .collect();
    let points = || own.iter().map(|line| line.weight * line.value);
    let value = match axis.combine {
        Combine::WeightedMean => Some(mean(framework, &own, points().sum())),
        Combine::Sum => Some(points().sum()),
        Combine::Maximum => Some(points().fold(0.0, f64::max)),
        Combine::Table | Combine::Rules | Combine::All => None,
    };
    let (gives, fired) = match value {
        Some(number) => (axis.band(number).map(|level| level.id.get_ref().clone()), Vec::new()),
        None if axis.combine == Combine::Table => (cell(axis, &own), Vec::new()),
        None => return ruled(axis, view),
    };
    Outcome { axis: axis.id.get_ref().clone(), gives: gives.into_iter().collect(), value, fired }
}

fn mean(framework: &Framework, own: &[&Line], sum: f64) -> f64 {
    let (mut least, mut most) = (0.0, 0.0);
    for criterion in own.iter().filter_map(|line| framework.criterion(&line.criterion)) {
        let (low, high) = criterion.range();
        least += low;
        most += high;
    }
    if most > least { (100.0 * (sum - least) / (most - least)).clamp(0.0, 100.0) } else { 0.0 }
}

fn cell(axis: &Axis, own: &[&Line]) -> Option<String> {
    let [row, column] = own else { return None };
    axis.cells
        .iter()
        .find(|cell| {
            *cell.row.get_ref() == row.answer.option && *cell.column.get_ref() == column.answer.option
        })
        .map(|cell| cell.gives.get_ref().clone())
}

fn ruled(axis: &Axis, view: &Facts) -> Outcome {
    let matching: Vec<_> = axis.rules.iter().filter(|rule| rule::all(&rule.when, view)).collect();
    let mut gives: Vec<String> = Vec::new();
    for rule in &matching {
        if (axis.combine == Combine::All || gives.is_empty()) && !gives.contains(rule.gives.get_ref()) {
            gives.push(rule.gives.get_ref().clone());
        }
    }
    let fired = matching
        .iter()
        .filter(|rule| gives.contains(rule.gives.get_ref()) && (!rule.when.is_empty() || matching.len() == 1))
        .map(|rule| rule.code.get_ref().clone())
        .collect();
    Outcome { axis: axis.id.get_ref().to_owned(), gives, value: None, fired }
}

impl Assessment {
    /// A conclusion by its axis.
    pub fn outcome(&self, axis: &str) -> Option<&Outcome> {
        self.outcomes.iter().find(|one| one.axis == axis)
    }

    /// The first word of a conclusion.
    pub fn word(&self, axis: &str) -> Option<&str> {
        self.outcome(axis)?.gives.first().map(String::as_str)
    }

    /// What lets it in or sends it elsewhere: `open`, `test`, `duplicate`, `route`, `duty-officer`.
    pub fn gate(&self) -> Option<&str> {
        self.word("gate")
    }

    /// Whether to help.
    pub fn help(&self) -> Option<Help> {
        Help::parse(self.word("help")?)
    }

    /// How soon.
    pub fn urgency(&self) -> Option<Urgency> {
        Urgency::parse(self.word("urgency")?)
    }

    /// How intensively.
    pub fn intensity(&self) -> Option<Intensity> {
        Intensity::parse(self.word("intensity")?)
    }

    /// In which forms.
    pub fn forms(&self) -> Vec<Form> {
        self.outcome("forms").map_or(vec![], |one| one.gives.iter().filter_map(|f| Form::parse(f)).collect())
    }

    /// The score from 0 to 100.
    pub fn score(&self) -> Option<f64> {
        self.outcome("score")?.value
    }

    /// The priority that the score stands for.
    pub fn priority(&self) -> Option<&str> {
        self.word("score")
    }

    /// The category in the language of management.
    pub fn category(&self) -> Option<&str> {
        self.word("category")
    }

    /// How far it may spread; never part of the score.
    pub fn spread(&self) -> Option<&str> {
        self.word("spread")
    }

    /// Reasons for staff, one for each rule that fired, as `(axis, code, words)`.
    pub fn reasons(&self, framework: &Framework, language: &str) -> Vec<(String, String, String)> {
        let mut reasons = Vec::new();
        for outcome in &self.outcomes {
            let Some(axis) = framework.axis(&outcome.axis) else { continue };
            for rule in outcome.fired.iter().filter_map(|code| axis.rule(code)) {
                let words = rule.text.in_language(language).to_string();
                reasons.push((outcome.axis.clone(), rule.code.get_ref().clone(), words));
            }
        }
        reasons
    }
}
