//! The texts with which an answer begins: the built-in ones, or those that the installation wrote.
//!
//! A text of the installation that cannot be filled in falls back to the built-in one.

use jiff::tz::TimeZone;
use meldkamer_app::{House, answer::Prepared};
use meldkamer_domain::triage;
use minijinja::{Environment, UndefinedBehavior, Value, context, syntax::SyntaxConfig};

/// Built-in texts: name, language, text.
const BUILT_IN: [(&str, &str, &str); 8] = [
    ("answer", "nl", include_str!("../../../../../pages/letters/nl/answer.txt")),
    ("answer", "en", include_str!("../../../../../pages/letters/en/answer.txt")),
    ("triage-outcome", "nl", include_str!("../../../../../pages/letters/nl/triage-outcome.txt")),
    ("triage-outcome", "en", include_str!("../../../../../pages/letters/en/triage-outcome.txt")),
    ("ask-intermediate", "nl", include_str!("../../../../../pages/letters/nl/ask-intermediate.txt")),
    ("ask-intermediate", "en", include_str!("../../../../../pages/letters/en/ask-intermediate.txt")),
    ("police-guidance", "nl", include_str!("../../../../../pages/letters/nl/police-guidance.txt")),
    ("police-guidance", "en", include_str!("../../../../../pages/letters/en/police-guidance.txt")),
];

/// Writes letters about one dossier, in the reporter's language.
pub struct Letters<'a> {
    prepared: &'a Prepared,
    language: &'static str,
    names: Value,
    outcome: Vec<String>,
}

impl<'a> Letters<'a> {
    /// Gathers what letters are filled from.
    pub fn new(prepared: &'a Prepared, house: &House, zone: &TimeZone) -> Self {
        let language = if prepared.dossier.language == "nl" { "nl" } else { "en" };
        let library = house.law();
        let template = library.frameworks.letter("triage-outcome");
        let written = prepared.decided.as_ref().zip(template).and_then(|((framework, decided), template)| {
            triage::letter(template, framework, decided, language, zone).ok()
        });
        let outcome = written
            .map(|letter| letter.paragraphs.into_iter().map(|one| one.text).collect())
            .unwrap_or_default();
        let names = context! {
            reference => prepared.dossier.reference.as_str(),
            organisation => prepared.dossier.organisation.as_str(),
            exercise => prepared.dossier.exercise == 1,
            answered => prepared.dossier.answered_at.is_some(),
            csirt => house.settings.csirt.as_str(),
            telephone => house.settings.telephone.as_str(),
        };
        Self { prepared, language, names, outcome }
    }

    /// The answer: the outcome of the decision, and the way to the police when malice is suspected.
    /// After the first answer only what is new: the outcome of a decision made since.
    pub fn body(&self) -> String {
        let answered = self.prepared.dossier.answered_at;
        let decided = self.prepared.decided.as_ref().map(|(_, decided)| decided.at.micros());
        let fresh = answered.is_none_or(|answered| decided.is_some_and(|decided| decided > answered));
        let outcome = if fresh && !self.outcome.is_empty() {
            self.fill("triage-outcome", context! { paragraphs => &self.outcome })
        } else {
            String::new()
        };
        if answered.is_some() {
            return outcome;
        }
        let police =
            if self.prepared.malice { self.fill("police-guidance", context! {}) } else { String::new() };
        self.fill("answer", context! { outcome, police })
    }

    /// The request for an intermediate report.
    pub fn request(&self) -> String {
        self.fill("ask-intermediate", context! {})
    }

    fn fill(&self, name: &str, more: Value) -> String {
        let built_in =
            BUILT_IN.iter().find(|(known, language, _)| *known == name && *language == self.language);
        let own = self.prepared.texts.get(name).map(String::as_str);
        let values = context! { ..more, ..self.names.clone() };
        for text in [own, built_in.map(|(_, _, text)| *text)].into_iter().flatten() {
            match filled(text, &values) {
                Ok(letter) => return letter,
                Err(trouble) => tracing::warn!(letter = name, %trouble, "a letter cannot be filled in"),
            }
        }
        String::new()
    }
}

fn filled(text: &str, values: &Value) -> Result<String, minijinja::Error> {
    let mut environment = Environment::empty();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    Ok(environment.render_str(text, values)?.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use meldkamer_store::dossier::DossierRow;
    use std::collections::BTreeMap;

    fn written(language: &str, malice: bool, texts: &[(&str, &str)]) -> String {
        let prepared = Prepared {
            dossier: DossierRow::default(),
            decided: None,
            waits: false,
            malice,
            can_tell: true,
            texts: texts
                .iter()
                .map(|(name, text)| ((*name).into(), (*text).into()))
                .collect::<BTreeMap<_, _>>(),
            messages: Vec::new(),
        };
        let language = if language == "nl" { "nl" } else { "en" };
        let names = context! {
            reference => "NL-26", organisation => "Noord <1>", exercise => false, answered => false,
            csirt => "CSIRT", telephone => "070",
        };
        Letters {
            prepared: &prepared,
            language,
            names,
            outcome: vec!["Een.".into(), "Twee {{ csirt }}.".into()],
        }
        .body()
    }

    #[test]
    fn the_police_are_named_when_malice_is_suspected() {
        for language in ["nl", "en"] {
            let (with, without) = (written(language, true, &[]), written(language, false, &[]));
            assert!(with.contains("0900-8844") && !without.contains("0900-8844"), "{with}");
            assert!(with.contains("NL-26") && with.contains("Een.\n\nTwee {{ csirt }}."), "{with}");
            assert!(with.contains("Noord <1>") && !with.contains("\n\n\n"), "{with}");
        }
    }

    #[test]
    fn an_own_text_is_used_unless_it_is_broken() {
        assert_eq!(
            written("nl", false, &[("answer", "Dag {{ organisation }}. {{ outcome }}")]),
            "Dag Noord <1>. Een.\n\nTwee {{ csirt }}."
        );
        assert!(written("nl", false, &[("answer", "{{ nobody }}")]).contains("NL-26"));
    }
}
