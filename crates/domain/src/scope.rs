//! Scope: is an organisation under the law, and as what? Rules as dated data, each with its clause.
//!
//! What is not known stays unknown: a rule that could still hold is told beside those that do. The
//! answer is an indication for the organisation; who decides is the competent authority.

use crate::{
    fact::Facts,
    law::{
        Law,
        condition::{Condition, Outcomes, Truth},
        entries,
    },
    rulebook::{Basis, Said},
};
use alloc::{string::String, vec::Vec};
use jiff::civil::Date;
use serde::Deserialize;
use toml::Spanned;

/// The facts that rules of scope may ask about. Money is in millions of euros; `scope.annex` holds the
/// annexes of the chosen sectors.
pub const FACTS: [&str; 7] = [
    "scope.sector",
    "scope.annex",
    "scope.kind",
    "scope.staff",
    "scope.turnover",
    "scope.balance",
    "scope.special",
];

/// What an organisation can be, in the order in which rules go before each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Not under the law.
    Out,
    /// It takes a person to say.
    Ask,
    /// An essential entity.
    Essential,
    /// An important entity.
    Important,
    /// An entity that only has to be registered.
    Registration,
}

impl Outcome {
    /// Stable code, for the words files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Out => "out",
            Self::Ask => "ask",
            Self::Essential => "essential",
            Self::Important => "important",
            Self::Registration => "registration",
        }
    }

    /// The class of an entity in the register, where the outcome is one.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Out => "none",
            Self::Ask => "",
            Self::Essential => "essential",
            Self::Important => "important",
            Self::Registration => "domain-registration",
        }
    }
}

/// A size of organisations; rules name it as a criterion.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Size {
    /// Short id, such as `medium`.
    pub id: Spanned<String>,
    /// What it means.
    pub text: Said,
    /// When an organisation has it.
    pub when: Condition,
    /// What it rests on.
    pub basis: Basis,
}

/// A special case that can be ticked.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Special {
    /// Short id.
    pub id: String,
    /// The case in words.
    pub text: Said,
}

/// One rule.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Rule {
    /// Short id.
    pub id: Spanned<String>,
    /// What follows from it.
    pub outcome: Outcome,
    /// The rule in words.
    pub text: Said,
    /// When it holds.
    pub when: Condition,
    /// What it rests on.
    pub basis: Basis,
}

/// A law with its rules of scope.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Scope {
    /// Short id, such as `nl-cbw`.
    pub id: Spanned<String>,
    /// Its name.
    pub name: Said,
    /// Laws that take its place when they are loaded.
    #[serde(default)]
    pub excluded_by: Vec<Spanned<String>>,
    /// Special cases that are asked.
    #[serde(default, rename = "special")]
    pub specials: Vec<Special>,
    /// The rules.
    #[serde(default, rename = "rule")]
    pub rules: Vec<Rule>,
    /// What it rests on.
    pub basis: Basis,
}

entries!(Size, Rule, Scope);

/// What the rules of one law make of the answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict<'a> {
    /// What follows.
    pub outcome: Outcome,
    /// The rules that hold and lead to it; none when no rule holds.
    pub fired: Vec<&'a Rule>,
    /// Rules that go before or beside it and could still hold.
    pub open: Vec<&'a Rule>,
    /// The facts that would tell, without doubles.
    pub missing: Vec<&'a str>,
}

impl Law {
    /// The laws whose scope can be tested on a day: those that no other takes the place of.
    pub fn scopes(&self, day: Date) -> impl Iterator<Item = &Scope> {
        let holds = move |scope: &&Scope| scope.basis.holds_on(day);
        let loaded = move |id: &Spanned<String>| self.scopes.iter().any(|one| one.id == *id && holds(&one));
        self.scopes.iter().filter(holds).filter(move |scope| !scope.excluded_by.iter().any(loaded))
    }

    /// What a law's rules make of the answers on a day.
    pub fn in_scope<'a>(&'a self, scope: &'a Scope, facts: &Facts, day: Date) -> Verdict<'a> {
        let sizes: Outcomes<'a> = self
            .sizes
            .iter()
            .filter(|size| size.basis.holds_on(day))
            .map(|size| (size.id.get_ref().as_str(), size.when.of(facts)))
            .collect();
        let held = scope.rules.iter().filter(|rule| rule.basis.holds_on(day));
        let told: Vec<(&Rule, Truth)> = held.map(|rule| (rule, rule.when.ask(facts, &sizes))).collect();
        let those = |truth: Truth| told.iter().filter(move |(_, said)| *said == truth).map(|(rule, _)| *rule);
        let (yes, perhaps): (Vec<&Rule>, Vec<&Rule>) =
            (those(Truth::Yes).collect(), those(Truth::Unknown).collect());
        let outcome = yes.iter().map(|rule| rule.outcome).min();
        let outcome = outcome.unwrap_or(if perhaps.is_empty() { Outcome::Out } else { Outcome::Ask });
        let fired: Vec<&Rule> = yes.iter().copied().filter(|rule| rule.outcome == outcome).collect();
        let open: Vec<&Rule> =
            perhaps.into_iter().filter(|rule| fired.is_empty() || rule.outcome < outcome).collect();
        let missing = self.missing(&open, facts);
        Verdict { outcome, fired, open, missing }
    }

    /// The facts that rules ask about, also by way of sizes, and that are not known.
    fn missing<'a>(&'a self, rules: &[&'a Rule], facts: &Facts) -> Vec<&'a str> {
        let mut names: Vec<&str> = Vec::new();
        for leaf in rules.iter().flat_map(|rule| rule.when.leaves()) {
            match leaf {
                Condition::Criterion(id) => {
                    let size = self.sizes.iter().filter(|size| size.id == *id);
                    names.extend(size.flat_map(|size| size.when.facts()));
                }
                Condition::Fact(name, ..) => names.push(name.get_ref()),
                _ => {}
            }
        }
        names.retain(|name| facts.get(name).is_none());
        names.sort_unstable();
        names.dedup();
        names
    }
}

#[cfg(test)]
mod tests;
