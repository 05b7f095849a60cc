//! Taking personal data out of answers: what is due goes, what the case was stays.
//!
//! An answer that was not understood, or stands under a name that nobody knows, may hold anything:
//! it is treated as free words.

use super::{Answer, Filing, Parts};
use crate::question::{Catalogue, Field, Personal};
use alloc::{format, string::String, vec::Vec};

impl Filing {
    /// The filing without the personal data that is due, and the names of the answers that went.
    ///
    /// `due` is asked with the question's id and the kind of data.
    pub fn without(
        &self,
        catalogue: &Catalogue,
        due: &dyn Fn(&str, Personal) -> bool,
    ) -> (Self, Vec<String>) {
        let mut rest = Self::new(self.stage);
        let mut gone = Vec::new();
        for (id, answer) in &self.answers {
            let question = catalogue.question(id);
            let left = match question {
                Some(question) => take(id, &question.field, answer, &|personal| due(id, personal), &mut gone),
                None if due(id, Personal::Free) => None,
                None => Some(answer.clone()),
            };
            match left {
                Some(left) => {
                    rest.answers.insert(id.clone(), left);
                }
                None if question.is_none() || !gone.iter().any(|one| one.starts_with(id.as_str())) => {
                    gone.push(id.clone());
                }
                None => {}
            }
        }
        for (id, value) in &self.extra {
            if due(id, Personal::Free) {
                gone.push(id.clone());
            } else {
                rest.extra.insert(id.clone(), value.clone());
            }
        }
        (rest, gone)
    }
}

type Due<'a> = &'a dyn Fn(Personal) -> bool;

/// What is left of one answer; nothing when nothing is.
fn take(name: &str, field: &Field, answer: &Answer, due: Due<'_>, gone: &mut Vec<String>) -> Option<Answer> {
    match answer {
        Answer::Unknown | Answer::Flag(_) | Answer::Number(_) | Answer::Moment { .. } => Some(answer.clone()),
        Answer::Parts(parts) => {
            let left = of_parts(name, field, parts, due, gone);
            (!left.is_empty() || parts.is_empty()).then_some(Answer::Parts(left))
        }
        Answer::Rows(rows) => {
            let left = rows.iter().map(|row| of_parts(name, field, row, due, gone));
            let left: Vec<Parts> = left.filter(|row| !row.is_empty()).collect();
            (!left.is_empty() || rows.is_empty()).then_some(Answer::Rows(left))
        }
        Answer::Many(many) => {
            // One that is no option stands there as somebody typed it.
            let known =
                |one: &&String| field.options.iter().any(|option| option.id == **one) || !due(Personal::Free);
            let left: Vec<String> = many.iter().filter(known).cloned().collect();
            if left.len() < many.len() {
                note(gone, name);
            }
            (!left.is_empty() || many.is_empty()).then_some(Answer::Many(left))
        }
        Answer::Text(_) | Answer::One(_) | Answer::Raw(_) => {
            let known =
                matches!(answer, Answer::One(id) if field.options.iter().any(|option| option.id == *id));
            let understood =
                !matches!(answer, Answer::Raw(_)) && !field.kind.has_parts() && !field.kind.has_rows();
            let personal = match (known, understood) {
                (true, _) => field.personal,
                (false, true) if matches!(answer, Answer::Text(_)) => field.personal,
                _ => Personal::Free,
            };
            if personal != Personal::None && due(personal) {
                note(gone, name);
                return None;
            }
            Some(answer.clone())
        }
    }
}

fn of_parts(name: &str, field: &Field, parts: &Parts, due: Due<'_>, gone: &mut Vec<String>) -> Parts {
    let mut left = Parts::new();
    for (id, answer) in parts {
        let name = format!("{name}.{id}");
        let rest = match field.part(id) {
            Some(part) => take(&name, part, answer, due, gone),
            None if due(Personal::Free) => {
                note(gone, &name);
                None
            }
            None => Some(answer.clone()),
        };
        if let Some(rest) = rest {
            left.insert(id.clone(), rest);
        }
    }
    left
}

fn note(gone: &mut Vec<String>, name: &str) {
    if gone.last().is_none_or(|last| last != name) {
        gone.push(name.into());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        filing::read,
        question::{Stage, built_in},
        time::Instant,
    };
    use alloc::string::ToString;
    use jiff::tz::TimeZone;
    use serde_json::json;

    fn told() -> Filing {
        let answers = json!({
            "not.kind": "significant-incident",
            "org.id": {"name": "Waterbedrijf Noord", "email": "info@water.example", "domain": "water.example"},
            "rep.person": {"name": "Ans de Vries", "email": "ans@water.example", "phone": "+31 6 12345678"},
            "w.summary": "Mevrouw De Vries zag het als eerste",
            "w.malicious": "yes",
            "t.aware": "2026-11-20T16:00:00+01:00",
            "i.geo": {"answer": "Groningen"},
            "x.nobody": "Piet belde",
            "w.class": ["malicious-code/infected-system", "iets met Piet"],
        });
        let now = Instant::parse("2026-11-20T16:00:00Z").unwrap();
        read(&built_in(), Stage::EarlyWarning, &answers, now, &TimeZone::UTC).0
    }

    #[test]
    fn what_is_due_goes_and_the_case_stays() {
        let (rest, gone) = told().without(&built_in(), &|_, personal| personal != Personal::None);
        let text = rest.to_json().to_string();
        for word in ["Ans", "ans@", "info@", "31", "Vries", "Piet", "Waterbedrijf"] {
            assert!(!text.contains(word), "{word} is still in {text}");
        }
        for word in ["significant-incident", "water.example", "infected-system", "t.aware"] {
            assert!(text.contains(word), "{word} went too: {text}");
        }
        for name in ["rep.person.name", "org.id.email", "w.summary", "x.nobody"] {
            assert!(gone.iter().any(|one| one == name), "{name} is not told: {gone:?}");
        }
        let (again, nothing) = rest.without(&built_in(), &|_, personal| personal != Personal::None);
        assert_eq!((again, nothing.len()), (rest, 0), "twice is once");
    }

    #[test]
    fn what_is_not_due_stays_word_for_word() {
        let told = told();
        let (rest, gone) = told.without(&built_in(), &|id, _| id == "w.summary");
        assert_eq!(gone, ["w.summary"]);
        assert_eq!(rest.get("rep.person"), told.get("rep.person"));
        assert_eq!(rest.get("w.summary"), None);
    }
}
