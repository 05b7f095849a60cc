//! What no single reader of rulebooks sees: law, triage and catalogue were written apart, yet every
//! fact that a condition asks about must have a question, and every option it compares with must be
//! one that a reporter can choose.

use meldkamer_domain::{
    acquisition::Acquisitions,
    advice::Advices,
    drill::Scenarios,
    law::{self, Law},
    playbook::Playbooks,
    question::{Catalogue, Field, Kind},
    rulebook::{Mistakes, Source, kind_of},
    scan::Scans,
};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

/// Facts that are not asked in a report but looked up or worked out: earlier incidents, what a
/// framework concludes or a person decides, and what the test of scope asks by itself.
const LOOKED_UP: [&str; 7] = ["recurring.", "axis.", "answer.", "context.", "decided.", "letter.", "scope."];

/// Adds a mistake for each condition that asks about what nobody can answer, and for each audience
/// under a regime that no law knows.
pub(super) fn facts(sources: &[Source], law: &Law, catalogue: &Catalogue, mistakes: &mut Mistakes) {
    for source in sources {
        // A file that cannot be read was reported by its reader.
        if let Ok(table) = DeTable::parse(&source.text) {
            let mut check = Check { source, law, catalogue, mistakes };
            check.table(table.get_ref());
        }
    }
}

/// Files whose `kind` no reader knows: they are left out, and the operator should hear of it.
pub(super) fn strangers(sources: &[Source]) -> Mistakes {
    let cards = [Playbooks::KIND, Advices::KIND, Acquisitions::KIND];
    let others =
        [["questions", "triage", "letter"].as_slice(), &[Scans::KIND, Scenarios::KIND], &cards].concat();
    let ours = |kind: &str| law::KINDS.contains(&kind) || others.contains(&kind);
    let strange = |source: &Source| {
        let kind = kind_of(source).unwrap_or_default();
        let known = law::KINDS.join(", ");
        let message =
            format!("this file is left out: `kind = \"{kind}\"` is none of {known}, {}", others.join(", "));
        (!ours(&kind)).then(|| source.mistake(source.text.find("kind").unwrap_or(0), message))
    };
    sources.iter().filter_map(strange).collect()
}

/// Facts of the law for which the catalogue has no question.
#[cfg(test)]
pub(super) fn unasked(catalogue: &Catalogue) -> Vec<&'static str> {
    let facts = meldkamer_domain::significance::FACTS.iter().copied();
    facts.filter(|name| !looked_up(name) && field(catalogue, name).is_none()).collect()
}

fn looked_up(name: &str) -> bool {
    LOOKED_UP.iter().any(|prefix| name.starts_with(prefix))
}

/// The question, or the part of one, that answers a fact.
fn field<'a>(catalogue: &'a Catalogue, name: &str) -> Option<&'a Field> {
    let whole = || catalogue.question(name).map(|question| &question.field);
    let part = || {
        let (whole, part) = name.rsplit_once('.')?;
        catalogue.question(whole)?.field.part(part)
    };
    whole().or_else(part)
}

struct Check<'a> {
    source: &'a Source,
    law: &'a Law,
    catalogue: &'a Catalogue,
    mistakes: &'a mut Mistakes,
}

impl Check<'_> {
    fn table(&mut self, table: &DeTable<'_>) {
        let get =
            |wanted: &str| table.iter().find(|(key, _)| key.get_ref() == wanted).map(|(_, value)| value);
        if let Some(fact) = get("fact") {
            let compared = ["is", "has", "is-not", "among"].into_iter().filter_map(get);
            self.condition(fact, compared.collect());
        }
        if let (Some(regime), Some(_)) = (get("regime"), get("audience")) {
            self.regime(regime);
        }
        table.values().for_each(|value| self.value(value.get_ref()));
    }

    fn value(&mut self, value: &DeValue<'_>) {
        match value {
            DeValue::Table(table) => self.table(table),
            DeValue::Array(array) => array.iter().for_each(|one| self.value(one.get_ref())),
            _ => {}
        }
    }

    /// The regime under which an audience differs.
    fn regime(&mut self, named: &Spanned<DeValue<'_>>) {
        let Some(name) = named.get_ref().as_str() else { return };
        if !self.law.regimes.iter().any(|one| one.id.get_ref() == name) {
            self.say(named.span().start, format!("no regime is called `{name}`: correct the name or add it"));
        }
    }

    fn condition(&mut self, fact: &Spanned<DeValue<'_>>, compared: Vec<&Spanned<DeValue<'_>>>) {
        let Some(name) = fact.get_ref().as_str().filter(|name| !looked_up(name)) else { return };
        let at = fact.span().start;
        let Some(field) = field(self.catalogue, name) else {
            // What the law may ask about at all is checked where the law is read.
            return self.say(at, format!("no question is called `{name}`: correct it, or add the question"));
        };
        let field = if field.kind.has_parts() { field.head().unwrap_or(field) } else { field };
        for wanted in compared {
            match wanted.get_ref() {
                DeValue::Array(many) => many.iter().for_each(|one| self.option(name, field, one)),
                _ => self.option(name, field, wanted),
            }
        }
    }

    /// One value that a fact is compared with.
    fn option(&mut self, name: &str, field: &Field, wanted: &Spanned<DeValue<'_>>) {
        let fits = match (field.kind, wanted.get_ref()) {
            (Kind::YesNo, DeValue::Boolean(_)) => true,
            (Kind::YesNo, DeValue::String(word)) => matches!(word.as_ref(), "yes" | "no"),
            (Kind::Choice | Kind::Choices | Kind::States, DeValue::String(word)) => {
                field.options.iter().any(|option| option.id == *word)
            }
            (Kind::Text | Kind::LongText, DeValue::String(_)) => true,
            _ => false,
        };
        if !fits {
            let options: Vec<&str> = match field.kind {
                Kind::YesNo => vec!["yes", "no"],
                _ => field.options.iter().map(|option| option.id.as_str()).collect(),
            };
            let message =
                format!("nobody can answer this to `{name}`: its options are {}", options.join(", "));
            self.say(wanted.span().start, message);
        }
    }

    fn say(&mut self, offset: usize, message: String) {
        self.mistakes.push(self.source.mistake(offset, message));
    }
}
