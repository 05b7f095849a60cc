//! Significance: must this incident be reported? Yes, no, or not known yet.
//!
//! How bad it is and whether we help are other decisions, made elsewhere. Every criterion says fired,
//! not fired or unknown, with its clause. Unknown and contradictory lead to "report now, complete
//! later": a report gives no more liability (NIS2 23(1)).

use crate::{
    fact::{Fact, Facts},
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

/// Every fact that a rulebook may ask about: the catalogue has a question, or a look-up, for each.
pub const FACTS: &[&str] = &[
    "t.aware",
    "t.detect",
    "t.start",
    "t.end",
    "t.classified",
    "w.malicious",
    "w.cross",
    "w.status",
    "w.cause",
    "i.users.number",
    "i.users.percent",
    "i.duration.minutes",
    "i.duration.limited-minutes",
    "i.money.loss",
    "i.money.turnover-percent",
    "i.safety",
    "i.data.personal",
    "i.data.confidential",
    "i.cia",
    "org.sector",
    "org.subsector",
    "org.kind",
    "org.class",
    "org.ms",
    "a.disruption",
    "a.loss",
    "a.others",
    "a.trade-secrets",
    "a.death",
    "a.health",
    "a.access",
    "a.planned",
    "a.classified-info",
    "a.physical-access",
    "a.budget",
    "a.state-damage",
    "a.misuse-loss",
    "a.self-judgement",
    "a.confidential-threshold",
    "d.critical-services",
    "d.clients-percent",
    "d.clients-number",
    "d.counterparts-percent",
    "d.transactions-percent",
    "d.transactions-value-percent",
    "d.relevant-client",
    "d.reputation",
    "d.duration-hours",
    "d.downtime-hours",
    "d.states",
    "d.data-loss",
    "d.malicious-access",
    "d.costs",
    "a.dns-response-seconds",
    "a.dns-slow-minutes",
    "a.dns-names-number",
    "a.dns-names-percent",
    "a.dns-misconfigured",
    "a.trust-week-minutes",
    "n.level",
    "recurring.count",
    "recurring.same-cause",
    "recurring.together",
    "a.personal-risk",
    "a.personal-high-risk",
    "a.product",
    "a.high-risk-ai",
    "a.trust-qualified",
];

/// The criteria of one law for some entities.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Criteria {
    /// Short id, such as `cir-2024-2690`.
    pub id: Spanned<String>,
    /// Ids of the regimes whose duty it decides.
    pub regimes: Vec<Spanned<String>>,
    /// For whom it holds.
    #[serde(default)]
    pub applies: Condition,
    /// Used only where no other set certainly holds: the open criteria.
    #[serde(default)]
    pub fallback: bool,
    /// The sector's numbers exist or are expected, but we could not read them: pages say so.
    #[serde(default)]
    pub numbers_unpublished: bool,
    /// What takes an incident out altogether, such as planned maintenance.
    pub excluded: Option<Condition>,
    /// How the criteria combine; any one when left out.
    pub decides: Option<Condition>,
    /// What it rests on.
    pub basis: Basis,
    /// The criteria.
    #[serde(rename = "criterion")]
    pub criteria: Vec<Criterion>,
}

/// One criterion.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Criterion {
    /// Stable id, such as `cir.3.1.a`.
    pub id: Spanned<String>,
    /// What it says.
    pub text: Said,
    /// For which entities of the set.
    #[serde(default)]
    pub only: Condition,
    /// When it fires.
    pub fires: Condition,
    /// Whether silence counts as "no" for the verdict; the outcome itself stays unknown.
    #[serde(default)]
    pub optional: bool,
    /// What it rests on.
    pub basis: Basis,
}

/// Whether the incident must be reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Significant {
    /// A criterion fired.
    Yes,
    /// None can fire.
    No,
    /// The facts cannot tell yet.
    Unknown,
    /// The facts speak against each other.
    Contradictory,
}

impl Significant {
    /// Stable code: `yes`, `no`, `unknown`, `contradictory`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Unknown => "unknown",
            Self::Contradictory => "contradictory",
        }
    }
}

/// What we advise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Advice {
    /// Report now.
    ReportNow,
    /// Report now with what is known, and complete it later.
    ReportNowCompleteLater,
    /// No duty to report; voluntary reports are welcome.
    NotSignificant,
    /// Not significant by the open criteria, but the sector's own numbers are not known to us.
    OpenCriteriaOnly,
}

/// What came of one criterion.
#[derive(Clone, Debug, PartialEq)]
pub struct CriterionOutcome<'a> {
    /// The criterion, with its text and basis.
    pub criterion: &'a Criterion,
    /// Fired, not fired, or unknown.
    pub outcome: Truth,
    /// Facts it used.
    pub used: Vec<&'a str>,
    /// Facts it lacks.
    pub missing: Vec<&'a str>,
}

/// The whole answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict<'a> {
    /// Whether the incident is significant.
    pub answer: Significant,
    /// Every criterion that was weighed.
    pub criteria: Vec<CriterionOutcome<'a>>,
    /// Whether a set without published numbers was used.
    pub numbers_unpublished: bool,
    /// Whether an exclusion held, such as planned maintenance.
    pub excluded: bool,
    /// What we advise.
    pub advice: Advice,
}

impl Law {
    /// Whether a regime counts these facts as significant under the law of a day.
    pub fn significance(&self, regime: &str, facts: &Facts, day: Date) -> Verdict<'_> {
        let ours = |set: &&Criteria| {
            set.basis.holds_on(day)
                && set.regimes.iter().any(|id| id.get_ref() == regime)
                && set.applies.of(facts) == Truth::Yes
        };
        let of = |fallback| self.criteria.iter().filter(ours).filter(move |set| set.fallback == fallback);
        let own: Vec<_> = of(false).collect();
        let fallen = own.iter().all(|set| set.criteria.iter().all(|one| one.optional));
        let sets = own.into_iter().chain(of(true).filter(|_| fallen));
        let (mut criteria, mut answer, mut excluded, mut unpublished) = (Vec::new(), Truth::No, false, false);
        for set in sets {
            let outcomes = set.weigh(facts, day);
            let out = set.excluded.as_ref().is_some_and(|one| one.of(facts) == Truth::Yes);
            excluded |= out;
            unpublished |= set.numbers_unpublished;
            answer = answer.max(if out { Truth::No } else { set.decide(facts, &outcomes) });
            criteria.extend(outcomes);
        }
        if criteria.is_empty() {
            answer = Truth::Unknown;
        }
        let answer = conclude(answer, excluded, facts);
        let advice = advise(answer, unpublished);
        Verdict { answer, criteria, numbers_unpublished: unpublished, excluded, advice }
    }
}

impl Criteria {
    fn weigh(&self, facts: &Facts, day: Date) -> Vec<CriterionOutcome<'_>> {
        let held = self.criteria.iter().filter(|one| one.basis.holds_on(day));
        held.filter(|one| one.only.of(facts) != Truth::No)
            .map(|criterion| {
                let mut names: Vec<&str> = criterion.only.facts().chain(criterion.fires.facts()).collect();
                names.sort_unstable();
                names.dedup();
                let (used, missing) = names.into_iter().partition(|name| facts.get(name).is_some());
                let outcome = criterion.only.of(facts).min(criterion.fires.of(facts));
                CriterionOutcome { criterion, outcome, used, missing }
            })
            .collect()
    }

    fn decide(&self, facts: &Facts, outcomes: &[CriterionOutcome<'_>]) -> Truth {
        let silent = |one: &CriterionOutcome<'_>| one.criterion.optional && one.outcome == Truth::Unknown;
        let counted = |one: &CriterionOutcome<'_>| if silent(one) { Truth::No } else { one.outcome };
        match &self.decides {
            None => outcomes.iter().map(counted).max().unwrap_or(Truth::No),
            Some(decides) => {
                let by_id: Outcomes<'_> =
                    outcomes.iter().map(|one| (one.criterion.id.get_ref().as_str(), counted(one))).collect();
                decides.ask(facts, &by_id)
            }
        }
    }
}

/// Sets the criteria against what takes an incident out, and against the reporter's own judgement.
fn conclude(answer: Truth, excluded: bool, facts: &Facts) -> Significant {
    let denied = match facts.get("a.self-judgement") {
        Some(Fact::Flag(significant)) => !significant,
        Some(Fact::Text(text)) => text == "not-significant" || text == "no",
        _ => false,
    };
    let malicious = facts.flag("w.malicious") == Some(true);
    match answer {
        _ if excluded && malicious => Significant::Contradictory,
        Truth::Yes if denied => Significant::Contradictory,
        Truth::Yes => Significant::Yes,
        Truth::Unknown => Significant::Unknown,
        Truth::No => Significant::No,
    }
}

const fn advise(answer: Significant, unpublished: bool) -> Advice {
    match (answer, unpublished) {
        (Significant::Yes, _) => Advice::ReportNow,
        (Significant::Unknown | Significant::Contradictory, _) => Advice::ReportNowCompleteLater,
        (Significant::No, true) => Advice::OpenCriteriaOnly,
        (Significant::No, false) => Advice::NotSignificant,
    }
}

entries!(Criteria, Criterion);
