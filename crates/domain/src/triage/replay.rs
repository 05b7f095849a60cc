//! A new version of a framework over an old dossier: what would have been different.
//!
//! It changes nothing: what was decided stays decided under the version of its day.

use super::assess::{Answers, Assessment, Context, assess};
use super::framework::Framework;
use crate::fact::Facts;
use alloc::{format, string::String, vec::Vec};

/// Both outcomes, and where they part.
#[derive(Clone, Debug, PartialEq)]
pub struct Changed {
    /// As it was kept.
    pub before: Assessment,
    /// As the other framework sees it.
    pub after: Assessment,
    /// What changed; empty when nothing did.
    pub differences: Vec<Difference>,
}

/// One thing that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The axis or, as `answer.<id>`, the criterion.
    pub subject: String,
    /// Before; empty when it did not exist.
    pub before: String,
    /// After; empty when it no longer exists.
    pub after: String,
}

/// Weighs the old answers and facts again, as of the moment of the old assessment.
pub fn replay(
    before: &Assessment,
    answers: &Answers,
    facts: &Facts,
    context: &Context,
    new: &Framework,
) -> Changed {
    let after = assess(new, answers, facts, context, before.at);
    let (old, fresh) = (told(before), told(&after));
    let find = |list: &[(String, String)], subject: &str| {
        list.iter().find(|one| one.0 == subject).map_or_else(String::new, |one| one.1.clone())
    };
    let mut differences = Vec::new();
    let gone = old.iter().filter(|one| !fresh.iter().any(|other| other.0 == one.0));
    for (subject, _) in fresh.iter().chain(gone) {
        let (was, is) = (find(&old, subject), find(&fresh, subject));
        if was != is {
            differences.push(Difference { subject: subject.clone(), before: was, after: is });
        }
    }
    Changed { before: before.clone(), after, differences }
}

fn told(assessment: &Assessment) -> Vec<(String, String)> {
    let outcomes = assessment.outcomes.iter().map(|one| {
        let number = one.value.map_or_else(String::new, |value| format!(" ({value:.1})"));
        (one.axis.clone(), format!("{}{number}", one.gives.join(", ")))
    });
    let answers = assessment.lines.iter().map(|line| {
        let words = format!("{} ({} x {})", line.answer.option, line.weight, line.value);
        (format!("answer.{}", line.criterion), words)
    });
    outcomes.chain(answers).collect()
}
