//! A new version of a framework over an old dossier: what would have been different.
//!
//! It changes nothing: what was decided stays decided under the version of its day.

use super::assess::{Answers, Assessment, Context, assess};
use super::framework::Framework;
use crate::fact::Facts;
use alloc::{format, string::String, vec::Vec};

/// Both outcomes.
#[derive(Clone, Debug, PartialEq)]
pub struct Changed {
    /// As it was kept.
    pub before: Assessment,
    /// As the other framework sees it.
    pub after: Assessment,
}

impl Changed {
    /// Whether anything concludes, answers or weighs differently, to one decimal as people read it: what was
    /// kept as text may read back a hair's breadth away.
    pub fn differs(&self) -> bool {
        told(&self.before) != told(&self.after)
    }
}

/// What an assessment says, as words that can be compared.
fn told(made: &Assessment) -> Vec<(String, String)> {
    let outcomes = made.outcomes.iter().map(|one| {
        let number = one.value.map(|value| format!("{value:.1}"));
        (one.axis.clone(), format!("{:?} {number:?}", one.gives))
    });
    let lines = made.lines.iter().map(|line| {
        let weighed = format!("{} {:.1} {:.1}", line.answer.option, line.weight, line.value);
        (line.criterion.clone(), weighed)
    });
    outcomes.chain(lines).collect()
}

/// Weighs the old answers and facts again, as of the moment of the old assessment.
pub fn replay(
    before: &Assessment,
    answers: &Answers,
    facts: &Facts,
    context: &Context,
    new: &Framework,
) -> Changed {
    Changed { before: before.clone(), after: assess(new, answers, facts, context, before.at) }
}
