//! What they told us: the answers of one stage, as understood and as given.
//!
//! Reading never refuses. What could not be understood is kept word for word, and each gap becomes
//! a question for later. What the answers mean in law is not decided here.

mod answer;
mod erasing;
mod form;
mod place;
mod reading;
mod shown;
#[cfg(test)]
mod trials;
mod value;

use crate::{
    fact::Facts,
    question::{Audience, Catalogue, Question, Stage},
};
use alloc::{collections::BTreeMap, string::String, vec::Vec};
use serde_json::{Map, Value};

pub use answer::{Answer, Parts, Precision};
pub use form::from_form;
pub use reading::read;
pub use shown::shown;
pub(crate) use value::{is_email, is_phone};

/// How much a gap matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// Something to ask later; what was given is understood.
    Asks,
    /// What was given is kept as it is, but it was not understood.
    Wrong,
}

/// Something missing, doubtful or not understood in a filing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The question's id, or the unknown id as given.
    pub question: String,
    /// The part of a composite, when it is about one.
    pub part: Option<String>,
    /// Stable code: `missing`, `unknown-question`, `unknown-part`, `given-twice`, `wrong-type`,
    /// `not-an-option`, `too-long`, `impossible-date`, `in-the-future`, `before-another`,
    /// `not-an-email`, `not-a-phone`, `not-a-country`, `bad-number`, `check-number`.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What the sentence about it needs: the nearest id, the limit, the other question.
    pub arguments: Vec<String>,
}

/// The answers of one stage.
#[derive(Clone, Debug, PartialEq)]
pub struct Filing {
    stage: Stage,
    answers: BTreeMap<String, Answer>,
    extra: BTreeMap<String, Value>,
}

/// One answer that differs between two filings.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The question's id.
    pub question: String,
    /// What it was, if it was answered.
    pub before: Option<Answer>,
    /// What it is, if it is answered.
    pub after: Option<Answer>,
}

impl Filing {
    /// An empty filing for a stage.
    pub const fn new(stage: Stage) -> Self {
        Self { stage, answers: BTreeMap::new(), extra: BTreeMap::new() }
    }

    /// The stage it answers.
    pub const fn stage(&self) -> Stage {
        self.stage
    }

    /// All answers by question id, in order of id.
    pub fn answers(&self) -> impl Iterator<Item = (&str, &Answer)> {
        self.answers.iter().map(|(id, answer)| (id.as_str(), answer))
    }

    /// What was given under names that the catalogue does not know, word for word.
    pub fn extra(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.extra.iter().map(|(id, value)| (id.as_str(), value))
    }

    /// The answer to a question.
    pub fn get(&self, question: &str) -> Option<&Answer> {
        self.answers.get(question)
    }

    /// Sets or replaces an answer.
    pub fn set(&mut self, question: impl Into<String>, answer: Answer) {
        self.answers.insert(question.into(), answer);
    }

    /// The answers as the rules read them; what was not understood is left out.
    pub fn facts(&self) -> Facts {
        let mut facts = Facts::default();
        for (id, answer) in &self.answers {
            answer.tell(id, &mut facts);
        }
        facts
    }

    /// The canonical form: keys sorted, moments in UTC, stable to the byte; `read` reads it back.
    pub fn to_json(&self) -> Value {
        let extra = self.extra.iter().map(|(id, value)| (id.clone(), value.clone()));
        let answers = self.answers.iter().map(|(id, answer)| (id.clone(), answer.to_json()));
        let sorted: BTreeMap<String, Value> = extra.chain(answers).collect();
        Value::Object(sorted.into_iter().collect::<Map<_, _>>())
    }

    /// Which of the eleven core questions have no answer yet, in order.
    pub fn core_missing<'a>(&self, catalogue: &'a Catalogue) -> Vec<&'a str> {
        let core = catalogue.core().into_iter().map(Question::id);
        core.filter(|id| !self.answers.contains_key(*id)).collect()
    }

    /// The part of the filing that an audience may see in a dossier under these regimes.
    ///
    /// What the catalogue does not know is for the CSIRT and for who told it. Who reports voluntarily
    /// and asks to stay unnamed is unnamed to everyone else; a duty to report leaves no such choice.
    pub fn for_audience(
        &self,
        catalogue: &Catalogue,
        audience: Audience,
        regimes: &[impl AsRef<str>],
    ) -> Self {
        let knows = audience == Audience::Csirt || audience.told_it();
        let unnamed = !knows && self.asks_to_stay_unnamed();
        let may_see = |id: &str| {
            let question = catalogue.question(id);
            question.map_or(knows, |one| one.seen.by(audience, regimes) && !(unnamed && one.identifies))
        };
        let mut seen = self.clone();
        seen.answers.retain(|id, _| may_see(id));
        seen.extra.retain(|_, _| knows);
        seen
    }

    fn asks_to_stay_unnamed(&self) -> bool {
        let facts = self.facts();
        let obliged = facts.has("not.kind", "significant-incident") != Some(false);
        facts.flag("not.anon") == Some(true) && !obliged
    }
}

/// What changed from one filing to the next, in order of question.
pub fn difference(old: &Filing, new: &Filing) -> Vec<Change> {
    let added = new.answers.keys().filter(|id| !old.answers.contains_key(*id));
    let mut ids: Vec<&String> = old.answers.keys().chain(added).collect();
    ids.sort();
    ids.retain(|id| old.answers.get(*id) != new.answers.get(*id));
    let change = |id: &String| Change {
        question: id.clone(),
        before: old.answers.get(id).cloned(),
        after: new.answers.get(id).cloned(),
    };
    ids.into_iter().map(change).collect()
}

/// The next stage, filled with what earlier filings said; later ones win, "unknown" never does.
pub fn prefill(catalogue: &Catalogue, previous: &[Filing], stage: Stage) -> Filing {
    let mut next = Filing::new(stage);
    for (id, answer) in previous.iter().flat_map(|filing| &filing.answers) {
        let asked = catalogue.question(id).is_some_and(|question| question.at(stage).is_some());
        let better = *answer != Answer::Unknown || !next.answers.contains_key(id);
        if asked && better {
            next.set(id.clone(), answer.clone());
        }
    }
    next
}
