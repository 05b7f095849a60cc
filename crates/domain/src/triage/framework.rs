//! The shape of a framework as its file writes it.
//!
//! Reading and checking a file is next door in `read`; weighing is in `assess`.

use super::rule::Condition;
use crate::rulebook::{Basis, Said};
use alloc::{string::String, vec::Vec};
use serde::Deserialize;

/// A word of a file that remembers where it stood, so that a mistake can name its line.
pub type Word = toml::Spanned<String>;

/// One version of a framework.
#[derive(Clone, Debug)]
pub struct Framework {
    /// Stable id, such as `nl-afwegingskader`.
    pub id: String,
    /// The version of this text, such as `2026.1`.
    pub version: String,
    /// Its name.
    pub title: Said,
    /// Where it comes from and when it holds.
    pub basis: Basis,
    /// Questions, those of the used frameworks first.
    pub criteria: Vec<Criterion>,
    /// Conclusions, in the order in which they are drawn.
    pub axes: Vec<Axis>,
    /// When a second person must confirm: any of these, each with all its conditions.
    pub second: Vec<Second>,
}

/// When a second person must confirm.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Second {
    /// All must hold; they read `axis.*` (proposed) and `decided.*` (chosen).
    pub when: Vec<Condition>,
}

/// A question with its possible answers.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Stable id; rules call it `answer.<id>`.
    pub id: Word,
    /// The question as staff read it.
    pub question: Said,
    /// How heavily the answer counts; at least 0.
    #[serde(default = "one")]
    pub weight: f64,
    /// The option that counts while nobody knows.
    pub default: Word,
    /// Possible answers.
    #[serde(rename = "option")]
    pub options: Vec<Choice>,
    /// What the report suggests: the first that matches.
    #[serde(default, rename = "propose")]
    pub proposals: Vec<Proposal>,
}

/// A possible answer.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Stable id within the criterion.
    pub id: Word,
    /// Points.
    #[serde(default)]
    pub value: f64,
    /// Its name.
    pub text: Said,
    /// When it is the right one.
    pub definition: Option<Said>,
    /// Whether the points were read in the source; `false` marks our own proposal.
    #[serde(default = "yes")]
    pub confirmed: bool,
}

/// What the report suggests as an answer.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proposal {
    /// All must hold.
    pub when: Vec<Condition>,
    /// The suggested option.
    pub option: Word,
    /// How sure the suggestion is.
    pub confidence: Confidence,
}

/// How sure an answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// A guess, or a default.
    Low,
    /// Follows from what was told.
    Medium,
    /// Was said or seen as such.
    High,
}

/// One conclusion.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Axis {
    /// Stable id; later rules call it `axis.<id>`.
    pub id: Word,
    /// Its name.
    pub title: Said,
    /// How it is drawn.
    pub combine: Combine,
    /// The criteria that count; for a table: row, then column.
    #[serde(default)]
    pub criteria: Vec<Word>,
    /// Possible conclusions; with numbers: bands, from low to high.
    #[serde(rename = "level")]
    pub levels: Vec<Level>,
    /// Rules, the strongest first.
    #[serde(default, rename = "rule")]
    pub rules: Vec<Rule>,
    /// Cells of a table.
    #[serde(default, rename = "cell")]
    pub cells: Vec<Cell>,
    /// Whether a person decides here, and must say why when they differ.
    #[serde(default)]
    pub decides: bool,
}

/// How a conclusion is drawn from answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Combine {
    /// 100 x (sum of weight x value - least) / (most - least).
    WeightedMean,
    /// Sum of weight x value.
    Sum,
    /// The largest weight x value.
    Maximum,
    /// A cell by row and column.
    Table,
    /// The first rule that matches.
    Rules,
    /// Everything that a rule gives.
    All,
}

impl Combine {
    /// Whether it yields a number that falls in a band.
    pub fn counts(self) -> bool {
        matches!(self, Self::WeightedMean | Self::Sum | Self::Maximum)
    }
}

/// A possible conclusion, or a band of numbers.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// Stable id within the axis.
    pub id: Word,
    /// Least number of the band.
    pub from: Option<f64>,
    /// First number above the band; absent for the highest.
    pub below: Option<f64>,
    /// Its name.
    pub text: Said,
    /// When it is the right one.
    pub definition: Option<Said>,
    /// For an urgency: hours until the first contact.
    pub hours: Option<i64>,
}

/// What follows from facts, answers, circumstances and earlier conclusions.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Stable code of the reason.
    pub code: Word,
    /// All must hold; none means always.
    #[serde(default)]
    pub when: Vec<Condition>,
    /// The conclusion.
    pub gives: Word,
    /// The reason for staff.
    pub text: Said,
    /// The reason for the organisation; absent when it is ours alone.
    pub plain: Option<Said>,
}

/// A cell of a table.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cell {
    /// Option of the first criterion.
    pub row: Word,
    /// Option of the second criterion.
    pub column: Word,
    /// The conclusion.
    pub gives: Word,
}

impl Framework {
    /// A criterion by its id.
    pub fn criterion(&self, id: &str) -> Option<&Criterion> {
        self.criteria.iter().find(|one| one.id.get_ref() == id)
    }

    /// A conclusion by its id.
    pub fn axis(&self, id: &str) -> Option<&Axis> {
        self.axes.iter().find(|one| one.id.get_ref() == id)
    }
}

impl Criterion {
    /// An option by its id.
    pub fn option(&self, id: &str) -> Option<&Choice> {
        self.options.iter().find(|one| one.id.get_ref() == id)
    }

    /// Least and most that this criterion can add.
    pub fn range(&self) -> (f64, f64) {
        let points = || self.options.iter().map(|one| one.value * self.weight);
        (points().fold(f64::INFINITY, f64::min), points().fold(f64::NEG_INFINITY, f64::max))
    }
}

impl Axis {
    /// A conclusion by its id.
    pub fn level(&self, id: &str) -> Option<&Level> {
        self.levels.iter().find(|one| one.id.get_ref() == id)
    }

    /// The band in which a number falls.
    pub fn band(&self, number: f64) -> Option<&Level> {
        self.levels.iter().find(|level| {
            level.from.is_none_or(|from| from <= number) && level.below.is_none_or(|below| number < below)
        })
    }

    /// A rule by its code.
    pub fn rule(&self, code: &str) -> Option<&Rule> {
        self.rules.iter().find(|one| one.code.get_ref() == code)
    }
}

const fn one() -> f64 {
    1.0
}

const fn yes() -> bool {
    true
}
