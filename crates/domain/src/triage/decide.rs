//! The decision of a person, over against what the framework proposed.
//!
//! To differ is allowed and expected; to differ without a reason is not.

use super::assess::Assessment;
use super::framework::{Axis, Framework};
use super::rule;
use super::{Form, Help, Intensity, Urgency};
use crate::fact::{Fact, Facts};
use crate::time::Instant;
use alloc::{
    collections::{BTreeMap, BTreeSet},
    format,
    string::{String, ToString},
    vec::Vec,
};

/// How many characters a reason has at least, blanks not counted.
const REASON: usize = 10;

/// What a person decides; an axis that is not named follows the proposal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decision {
    /// Chosen levels by axis: `help`, `urgency`, `intensity`, `forms`, or the framework's own.
    pub chosen: BTreeMap<String, Vec<String>>,
    /// Why it differs from the proposal, by axis.
    pub reasons: BTreeMap<String, String>,
    /// The reason in plain words for the organisation; may be empty.
    pub plain: String,
    /// Who decides.
    pub by: String,
}

impl Decision {
    /// A decision that follows every proposal.
    pub fn by(person: impl Into<String>) -> Self {
        Self { by: person.into(), ..Self::default() }
    }

    /// Chooses levels on an axis.
    pub fn choose(mut self, axis: &str, levels: &[&str]) -> Self {
        self.chosen.insert(axis.into(), levels.iter().map(|one| (*one).into()).collect());
        self
    }

    /// Says why an axis differs from its proposal.
    pub fn because(mut self, axis: &str, reason: &str) -> Self {
        self.reasons.insert(axis.into(), reason.into());
        self
    }
}

/// Why a decision cannot be kept.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Denied {
    /// The assessment was made with another framework or version.
    #[error("other-framework")]
    OtherFramework,
    /// Nobody put their name to it.
    #[error("nobody-decides")]
    NobodyDecides,
    /// The framework asks no decision on this axis.
    #[error("unknown-axis")]
    UnknownAxis(String),
    /// This axis has no such level, or needs exactly one.
    #[error("unknown-choice")]
    UnknownChoice(String),
    /// These axes differ from the proposal and have no written reason.
    #[error("reason-needed")]
    ReasonNeeded(Vec<String>),
    /// The second person is the first.
    #[error("same-person")]
    SamePerson,
    /// It waits for no second person.
    #[error("no-second-needed")]
    NoSecondNeeded,
    /// It must be confirmed by a second person first.
    #[error("second-needed")]
    SecondNeeded,
}

/// A decision that can be kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Decided {
    /// What it rests on.
    pub assessment: Assessment,
    /// The outcome on every axis that a person decides.
    pub chosen: BTreeMap<String, Vec<String>>,
    /// Why axes differ from the proposal; only those that do.
    pub reasons: BTreeMap<String, String>,
    /// The reason in plain words for the organisation; may be empty.
    pub plain: String,
    /// Who decided.
    pub by: String,
    /// When.
    pub at: Instant,
    /// Whether it binds only after a second person.
    pub needs_second: bool,
    /// Who confirmed, and when.
    pub second: Option<(String, Instant)>,
}

/// Holds a decision against the proposal.
///
/// # Errors
/// See [`Denied`]; all axes without a reason are told at once.
pub fn decide(
    framework: &Framework,
    assessment: &Assessment,
    decision: Decision,
    at: Instant,
) -> Result<Decided, Denied> {
    if (&framework.id, &framework.version) != (&assessment.framework, &assessment.version) {
        return Err(Denied::OtherFramework);
    }
    if decision.by.trim().is_empty() {
        return Err(Denied::NobodyDecides);
    }
    let open: Vec<&Axis> = framework.axes.iter().filter(|axis| axis.decides).collect();
    let is_open = |id: &str| open.iter().any(|axis| axis.id.get_ref() == id);
    if let Some(id) = decision.chosen.keys().find(|id| !is_open(id)) {
        return Err(Denied::UnknownAxis(id.clone()));
    }
    let mut chosen = BTreeMap::new();
    for axis in &open {
        chosen.insert(axis.id.get_ref().clone(), choice(axis, assessment, &decision)?);
    }
    let reasons = reasons(assessment, &chosen, &decision)?;
    let needs_second = second(framework, assessment, &chosen);
    let Decision { plain, by, .. } = decision;
    let assessment = assessment.clone();
    Ok(Decided { assessment, chosen, reasons, plain, by, at, needs_second, second: None })
}

/// A second person confirms.
///
/// # Errors
/// [`Denied::SamePerson`] and [`Denied::NoSecondNeeded`].
pub fn confirm(decided: Decided, by: &str, at: Instant) -> Result<Decided, Denied> {
    let by = by.trim();
    if !decided.needs_second || decided.second.is_some() {
        return Err(Denied::NoSecondNeeded);
    }
    if by.is_empty() {
        return Err(Denied::NobodyDecides);
    }
    if by.to_lowercase() == decided.by.trim().to_lowercase() {
        return Err(Denied::SamePerson);
    }
    Ok(Decided { second: Some((by.to_string(), at)), ..decided })
}

fn proposal<'a>(assessment: &'a Assessment, axis: &str) -> &'a [String] {
    assessment.outcome(axis).map_or(&[], |one| &one.gives)
}

fn choice(axis: &Axis, assessment: &Assessment, decision: &Decision) -> Result<Vec<String>, Denied> {
    let id = axis.id.get_ref();
    let Some(chosen) = decision.chosen.get(id) else { return Ok(proposal(assessment, id).to_vec()) };
    let known = chosen.iter().all(|level| axis.level(level).is_some());
    let fits = axis.combine == super::Combine::All || chosen.len() == 1;
    if known && fits { Ok(chosen.clone()) } else { Err(Denied::UnknownChoice(id.clone())) }
}

fn reasons(
    assessment: &Assessment,
    chosen: &BTreeMap<String, Vec<String>>,
    decision: &Decision,
) -> Result<BTreeMap<String, String>, Denied> {
    let set = |words: &[String]| words.iter().cloned().collect::<BTreeSet<_>>();
    let (mut kept, mut missing) = (BTreeMap::new(), Vec::new());
    for (axis, levels) in chosen {
        if set(levels) == set(proposal(assessment, axis)) {
            continue;
        }
        let reason = decision.reasons.get(axis).map_or("", |reason| reason.trim());
        if reason.chars().filter(|letter| !letter.is_whitespace()).count() < REASON {
            missing.push(axis.clone());
        } else {
            kept.insert(axis.clone(), reason.to_string());
        }
    }
    if missing.is_empty() { Ok(kept) } else { Err(Denied::ReasonNeeded(missing)) }
}

fn second(framework: &Framework, assessment: &Assessment, chosen: &BTreeMap<String, Vec<String>>) -> bool {
    let mut view = Facts::default();
    for outcome in &assessment.outcomes {
        view.set(format!("axis.{}", outcome.axis), Fact::Many(outcome.gives.clone()));
    }
    for (axis, levels) in chosen {
        view.set(format!("decided.{axis}"), Fact::Many(levels.clone()));
    }
    framework.second.iter().any(|one| rule::all(&one.when, &view))
}

impl Decided {
    /// Whether it may be carried out and told.
    pub fn binds(&self) -> bool {
        !self.needs_second || self.second.is_some()
    }

    /// Whether a person differed from the proposal on an axis.
    pub fn differs(&self, axis: &str) -> bool {
        self.reasons.contains_key(axis)
    }

    /// Whether we help.
    pub fn help(&self) -> Option<Help> {
        self.one("help").and_then(Help::parse)
    }

    /// How soon.
    pub fn urgency(&self) -> Option<Urgency> {
        self.one("urgency").and_then(Urgency::parse)
    }

    /// How intensively.
    pub fn intensity(&self) -> Option<Intensity> {
        self.one("intensity").and_then(Intensity::parse)
    }

    /// In which forms.
    pub fn forms(&self) -> Vec<Form> {
        self.levels("forms").filter_map(Form::parse).collect()
    }

    /// The chosen levels of an axis.
    pub fn levels(&self, axis: &str) -> impl Iterator<Item = &str> {
        self.chosen.get(axis).into_iter().flatten().map(String::as_str)
    }

    fn one(&self, axis: &str) -> Option<&str> {
        self.levels(axis).next()
    }
}
