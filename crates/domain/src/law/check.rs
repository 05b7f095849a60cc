//! Checks: do the entries of a file name only what exists?
//!
//! Shapes and dates were checked while reading; here are the references.

use super::{Law, Page, condition::Condition};
use crate::{
    regime::{Regime, Stage, Trigger},
    retention::LONGEST,
    rulebook::{Mistakes, Source},
    scope,
    significance::FACTS,
};
use alloc::{format, string::String};
use toml::Spanned;

/// Checks every reference of one file against the whole law.
pub(super) fn page(law: &Law, page: &Page, source: &Source, mistakes: &mut Mistakes) {
    for period in &page.period {
        let months = period.months.get_ref();
        if !(1..=LONGEST).contains(months) {
            let message = format!("{months} months: give a number from 1 to {LONGEST}");
            mistakes.push(source.mistake(period.months.span().start, message));
        }
    }
    for list in &page.benign {
        for wrong in crate::indicator::mistakes(list) {
            let message = format!("`{wrong}` is no range, no domain name and no hash");
            mistakes.push(source.mistake(list.id.span().start, message));
        }
    }
    scopes(law, page, source, mistakes);
    let mut check = Check { law, source, mistakes, facts: FACTS };
    for regime in &page.regime {
        check.regime(regime);
    }
    for neighbour in &page.neighbour {
        check.condition(&neighbour.when, &[]);
        check.calendar(neighbour.holidays.as_ref());
        check.stage(&neighbour.duty, &|id| law.neighbours.iter().any(|one| one.duty.id.get_ref() == id));
    }
    for set in &page.set {
        for id in &set.regimes {
            let known = law.regimes.iter().any(|one| one.id == *id);
            check.known(id, known, "regime");
        }
        let ids: alloc::vec::Vec<&str> = set.criteria.iter().map(|one| one.id.get_ref().as_str()).collect();
        for condition in set.decides.iter().chain(&set.excluded).chain([&set.applies]) {
            check.condition(condition, &ids);
        }
        for criterion in &set.criteria {
            check.condition(&criterion.only, &[]);
            check.condition(&criterion.fires, &[]);
        }
    }
    for route in &page.route {
        check.condition(&route.when, &[]);
        let bodies = [&route.csirt, &route.provisional, &route.supervisor, &route.minister];
        for id in bodies.into_iter().flatten() {
            let known = law.bodies.iter().any(|one| one.id == *id);
            check.known(id, known, "body");
        }
    }
    for part in &page.part {
        if let Some(fault) = part.fault() {
            check.mistakes.push(source.mistake(part.id.span().start, fault));
        }
    }
}

/// Conditions of scope ask about facts of their own, and about sizes of organisations.
fn scopes(law: &Law, page: &Page, source: &Source, mistakes: &mut Mistakes) {
    let mut check = Check { law, source, mistakes, facts: &scope::FACTS };
    for size in &page.size {
        check.condition(&size.when, &[]);
    }
    let sizes: alloc::vec::Vec<&str> = law.sizes.iter().map(|one| one.id.get_ref().as_str()).collect();
    for rule in page.scope.iter().flat_map(|scope| &scope.rules) {
        check.condition(&rule.when, &sizes);
    }
}

struct Check<'a> {
    law: &'a Law,
    source: &'a Source,
    mistakes: &'a mut Mistakes,
    /// The facts that conditions may ask about.
    facts: &'a [&'a str],
}

impl Check<'_> {
    fn known(&mut self, id: &Spanned<String>, known: bool, what: &str) {
        if !known {
            let message = format!("no {what} is called `{}`: correct the name or add it", id.get_ref());
            self.mistakes.push(self.source.mistake(id.span().start, message));
        }
    }

    fn condition(&mut self, condition: &Condition, criteria: &[&str]) {
        for leaf in condition.leaves() {
            match leaf {
                Condition::Fact(name, ..) => {
                    self.known(name, self.facts.contains(&name.get_ref().as_str()), "fact");
                }
                Condition::Criterion(id) => {
                    self.known(id, criteria.contains(&id.get_ref().as_str()), "criterion of this set");
                }
                _ => {}
            }
        }
    }

    fn calendar(&mut self, id: Option<&Spanned<String>>) {
        if let Some(id) = id {
            let known = self.law.holidays.iter().any(|one| one.id == *id);
            self.known(id, known, "holiday calendar");
        }
    }

    fn regime(&mut self, regime: &Regime) {
        self.condition(&regime.applies, &[]);
        self.calendar(regime.holidays.as_ref());
        for id in &regime.excluded_by {
            let known = self.law.regimes.iter().any(|one| one.id == *id);
            self.known(id, known, "regime");
        }
        for stage in &regime.stages {
            self.stage(stage, &|id| regime.stages.iter().any(|one| one.id.get_ref() == id));
        }
    }

    fn stage(&mut self, stage: &Stage, exists: &dyn Fn(&str) -> bool) {
        for other in stage.replaced_by.iter().chain(&stage.after) {
            self.known(other, exists(other.get_ref()), "stage");
        }
        for clock in &stage.clocks {
            self.condition(&clock.when, &[]);
            if let Some(refused) = &clock.not_extended_when {
                self.condition(refused, &[]);
            }
            for trigger in [Some(&clock.trigger), clock.lapses_when_later.as_ref()].into_iter().flatten() {
                self.trigger(stage, trigger, exists);
            }
        }
    }

    fn trigger(&mut self, stage: &Stage, trigger: &Trigger, exists: &dyn Fn(&str) -> bool) {
        if let Some(named) = trigger.stage().filter(|named| !exists(named)) {
            let id = stage.id.get_ref();
            let message =
                format!("a clock of `{id}` starts at stage `{named}`, which does not exist: correct it");
            self.mistakes.push(self.source.mistake(stage.id.span().start, message));
        }
    }
}
