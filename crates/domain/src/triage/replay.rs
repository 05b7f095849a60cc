//! A new version of a framework over an old dossier: what would have been different.
//!
//! It changes nothing: what was decided stays decided under the version of its day.

use super::assess::{Answers, Assessment, Context, assess};
use super::framework::Framework;
use crate::fact::Facts;
use alloc::vec::Vec;

/// Both outcomes.
#[derive(Clone, Debug, PartialEq)]
pub struct Changed {
    /// As it was kept.
    pub before: Assessment,
    /// As the other framework sees it.
    pub after: Assessment,
}

impl Changed {
    /// Whether anything concludes, answers or weighs differently.
    pub fn differs(&self) -> bool {
        let outcomes = |made: &Assessment| {
            let told = made.outcomes.iter().map(|one| (one.axis.clone(), one.gives.clone(), one.value));
            told.collect::<Vec<_>>()
        };
        let lines = |made: &Assessment| {
            let told = made
                .lines
                .iter()
                .map(|line| (line.criterion.clone(), line.answer.option.clone(), line.weight, line.value));
            told.collect::<Vec<_>>()
        };
        outcomes(&self.before) != outcomes(&self.after) || lines(&self.before) != lines(&self.after)
    }
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
