//! Answers to a scan: a choice, and who does it by when.

use super::Scan;
use alloc::{
    collections::BTreeMap,
    string::{String, ToString},
};
use jiff::civil::Date;
use serde_json::{Map, Value, json};

/// The most characters of an owner's name that are kept.
pub const LONGEST_OWNER: usize = 120;

/// How a question is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Choice {
    /// It is not in place.
    No,
    /// Nobody knows.
    Unknown,
    /// It is in place in part.
    Partly,
    /// It is in place.
    Yes,
}

impl Choice {
    /// All of them, as a form shows them.
    pub const ALL: [Self; 4] = [Self::Yes, Self::Partly, Self::No, Self::Unknown];

    /// Its name in forms, files and words.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Partly => "partly",
            Self::No => "no",
            Self::Unknown => "unknown",
        }
    }

    /// A choice by its name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What was chosen.
    pub choice: Choice,
    /// Who takes care of it; may be empty.
    pub owner: String,
    /// By when.
    pub by: Option<Date>,
}

impl Answer {
    /// An answer as it was typed; nothing when nothing was chosen. A date that does not exist is left out.
    pub fn typed(choice: &str, owner: &str, by: &str) -> Option<Self> {
        let choice = Choice::parse(choice.trim())?;
        let owner = owner.split_whitespace().collect::<alloc::vec::Vec<_>>().join(" ");
        Some(Self { choice, owner: owner.chars().take(LONGEST_OWNER).collect(), by: by.trim().parse().ok() })
    }
}

/// Answers by question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers(pub BTreeMap<String, Answer>);

impl Answers {
    /// The answer to a question.
    pub fn get(&self, question: &str) -> Option<&Answer> {
        self.0.get(question)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// `{"1.1": {"choice": "no", "owner": "Ans", "by": "2026-12-01"}}`: as files and rows keep them.
    pub fn to_json(&self) -> Value {
        let one = |(id, answer): (&String, &Answer)| {
            let mut kept = Map::new();
            kept.insert("choice".into(), json!(answer.choice.name()));
            if !answer.owner.is_empty() {
                kept.insert("owner".into(), json!(answer.owner));
            }
            if let Some(by) = answer.by {
                kept.insert("by".into(), json!(by.to_string()));
            }
            (id.clone(), Value::Object(kept))
        };
        Value::Object(self.0.iter().map(one).collect())
    }

    /// Reads what [`to_json`](Self::to_json) wrote, as far as the scan asks it; answers also how many
    /// entries were left out.
    pub fn read(scan: &Scan, value: &Value) -> (Self, usize) {
        let (mut answers, mut left_out) = (Self::default(), 0);
        for (id, given) in value.as_object().into_iter().flatten() {
            let text = |name: &str| given.get(name).and_then(Value::as_str).unwrap_or_default();
            match (scan.question(id), Answer::typed(text("choice"), text("owner"), text("by"))) {
                (Some(_), Some(answer)) => drop(answers.0.insert(id.clone(), answer)),
                _ => left_out += 1,
            }
        }
        (answers, left_out)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::small;
    use super::*;

    #[test]
    fn answers_come_back_as_they_were_kept() {
        let scan = small();
        let given = json!({
            "1.1": {"choice": "no", "owner": " Ans \n de Vries", "by": "2026-12-01"},
            "2.1": {"choice": "yes"}, "9.9": {"choice": "yes"}, "1.2": {"choice": "perhaps"},
        });
        let (answers, left_out) = Answers::read(&scan, &given);
        assert_eq!(left_out, 2);
        assert_eq!(answers.get("1.1").unwrap().owner, "Ans de Vries");
        assert_eq!(Answers::read(&scan, &answers.to_json()), (answers, 0));
    }

    #[test]
    fn an_owner_is_no_essay_and_a_wrong_date_is_none() {
        let answer = Answer::typed("partly", &"a".repeat(900), "2026-02-31").unwrap();
        assert_eq!((answer.owner.len(), answer.by), (LONGEST_OWNER, None));
        assert_eq!(Answer::typed("", "Ans", ""), None);
    }
}
