//! The form of an entity: for staff who enter or change one, for strangers who register, and for
//! entities that ask a change. What was typed stands there again, understood or not.

use super::say::Say;
use crate::{
    form::Form,
    page::{Field, Kind},
};
use meldkamer_domain::entity::{self, Entity, FIELDS, Gap, PARTS, Severity};
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The most contacts that a form takes.
const CONTACTS: usize = 50;

/// Fields under one heading.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    /// The key of its words.
    pub title: &'static str,
    /// The fields.
    pub fields: Vec<Field>,
    /// Ids of contacts, as hidden fields.
    pub hidden: Vec<(String, String)>,
}

const GROUPS: [(&str, &[&str]); 4] = [
    ("entity-group-who", &["name", "trade_names", "number", "lei", "class", "sectors"]),
    ("entity-group-where", &["street", "postcode", "city", "country", "email", "phone", "states"]),
    ("entity-group-net", &["networks", "systems", "domains"]),
    ("entity-group-more", &["arrangements", "providers", "establishments", "representative"]),
];

/// What was typed, field by field.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    texts: BTreeMap<String, Vec<String>>,
    contacts: Vec<BTreeMap<String, String>>,
}

impl Typed {
    /// What a form holds.
    pub fn of(form: &Form) -> Self {
        let mut typed = Self::default();
        for (name, value) in &form.pairs {
            match name.strip_prefix("contacts.").and_then(|rest| rest.split_once('.')) {
                Some((place, part)) => {
                    let Ok(place) = place.parse::<usize>() else { continue };
                    if place < CONTACTS {
                        let size = typed.contacts.len().max(place + 1);
                        typed.contacts.resize(size, BTreeMap::new());
                        typed.contacts[place].insert(part.to_owned(), value.clone());
                    }
                }
                None if entity::field(name).is_some() => {
                    typed.texts.entry(name.clone()).or_default().push(value.clone());
                }
                None => {}
            }
        }
        typed
    }

    /// What is known of an entity.
    pub fn known(entity: &Entity) -> Self {
        let texts = FIELDS.iter().map(|field| (field.id.to_owned(), entity.texts(field.id)));
        let contact = |one: &entity::Contact| {
            let parts = PARTS.iter().map(|(part, _)| ((*part).to_owned(), one.part(part).to_owned()));
            parts.chain([("id".to_owned(), one.id.clone())]).collect()
        };
        Self { texts: texts.collect(), contacts: entity.contacts.iter().map(contact).collect() }
    }

    /// As an entity is read from; fields that were not on the form tell nothing.
    pub fn told(&self) -> Value {
        let mut told: Map<String, Value> =
            self.texts.iter().map(|(name, texts)| (name.clone(), json!(texts))).collect();
        if !self.contacts.is_empty() {
            told.insert("contacts".into(), json!(self.contacts));
        }
        Value::Object(told)
    }

    fn text(&self, name: &str) -> String {
        self.texts.get(name).map(|texts| texts.join("\n")).unwrap_or_default()
    }
}

/// The form with what was typed and what is wrong with it; `only` leaves the other fields out.
pub fn groups(say: &Say<'_>, typed: &Typed, gaps: &[Gap], only: Option<&[&str]>) -> Vec<Group> {
    let wanted = |id: &&&str| only.is_none_or(|only| only.contains(*id));
    let mut all: Vec<Group> = Vec::new();
    for (title, ids) in GROUPS {
        let fields: Vec<Field> = ids.iter().filter(wanted).map(|id| field(say, typed, gaps, id)).collect();
        if !fields.is_empty() {
            all.push(Group { title, fields, hidden: Vec::new() });
        }
    }
    if only.is_none_or(|only| only.contains(&"contacts")) {
        let place = all.len().min(2);
        all.insert(place, contacts(say, typed, gaps));
    }
    all
}

/// All fields with something to put right, for the summary on top.
pub fn faults(groups: &[Group]) -> Vec<Field> {
    groups.iter().flat_map(|group| &group.fields).filter(|field| !field.error.is_empty()).cloned().collect()
}

fn field(say: &Say<'_>, typed: &Typed, gaps: &[Gap], id: &str) -> Field {
    let text = typed.text(id);
    let line = |input, autocomplete| Kind::Text { value: text.clone(), input, autocomplete };
    let kind = match id {
        "name" => line("text", "organization"),
        "street" => line("text", "street-address"),
        "postcode" => line("text", "postal-code"),
        "city" => line("text", "address-level2"),
        "email" => line("email", "email"),
        "phone" => line("tel", "tel"),
        "country" => {
            let choice = |one: crate::page::Choice| {
                let chosen = one.value == text;
                one.chosen(chosen)
            };
            Kind::Choice { choices: say.states().into_iter().map(choice).collect(), list: true }
        }
        "class" => Kind::Choice { choices: say.classes(&text), list: true },
        "sectors" => several(typed, id, say.activities()),
        "states" => several(typed, id, say.states()),
        "number" | "lei" | "representative" => line("text", "off"),
        _ => Kind::Long { value: text, rows: 3, most: 0 },
    };
    let mut field = Field::new(id, say.field(id), kind).hint(say.perhaps(&format!("entity-field-{id}.hint")));
    if id == "name" {
        field = field.required();
    }
    let wrong: Vec<String> =
        gaps.iter().filter(|gap| gap.field == id).map(|gap| told_gap(say, gap)).collect();
    field.error(wrong.join(" "))
}

/// Chosen values that the list does not know stand in it as they are.
fn several(typed: &Typed, id: &str, mut choices: Vec<crate::page::Choice>) -> Kind {
    let chosen: Vec<String> =
        typed.texts.get(id).into_iter().flatten().filter(|text| !text.is_empty()).cloned().collect();
    for text in &chosen {
        if !choices.iter().any(|one| one.value == *text) {
            choices.push(crate::page::Choice::new(text, text));
        }
    }
    Kind::Several { choices, chosen }
}

fn contacts(say: &Say<'_>, typed: &Typed, gaps: &[Gap]) -> Group {
    let nobody = BTreeMap::new();
    let rows = typed.contacts.iter().chain(std::iter::once(&nobody));
    let lines = rows.enumerate().map(|(place, contact)| {
        let part = |(part, _): &(&str, usize)| {
            let value = contact.get(*part).cloned().unwrap_or_default();
            let name = format!("contacts.{place}.{part}");
            let kind = match *part {
                "role" => Kind::Choice { choices: say.roles(&value), list: true },
                "language" => {
                    Kind::Choice { choices: say.coded("entity-language", &["nl", "en"], &value), list: true }
                }
                "email" | "outside_email" => Kind::Text { value, input: "email", autocomplete: "off" },
                "phone" | "outside_phone" => Kind::Text { value, input: "tel", autocomplete: "off" },
                _ => Kind::Text { value, input: "text", autocomplete: "off" },
            };
            let wrong = gaps.iter().find(|gap| gap.field == name).map(|gap| say.fault(gap.code));
            Field::new(&name, say.words(&format!("entity-part-{part}")), kind)
                .error(wrong.unwrap_or_default())
        };
        PARTS.iter().map(part).collect()
    });
    let field = Field::new("contacts", say.words("entity-contacts"), Kind::Lines { lines: lines.collect() });
    let wrong = gaps.iter().find(|gap| gap.field.starts_with("contacts") && gap.severity == Severity::Wrong);
    let field = field
        .hint(say.words("entity-contacts.hint"))
        .error(wrong.map(|gap| say.fault(gap.code)).unwrap_or_default());
    let ids = typed.contacts.iter().enumerate();
    let hidden =
        ids.filter_map(|(place, one)| Some((format!("contacts.{place}.id"), one.get("id")?.clone())));
    Group { title: "entity-group-contacts", fields: vec![field], hidden: hidden.collect() }
}

/// A gap in words, with what was told.
pub fn told_gap(say: &Say<'_>, gap: &Gap) -> String {
    let fault = say.fault(gap.code);
    if gap.value.is_empty() { fault } else { format!("{}: {fault}", gap.value) }
}

/// A gap for whoever cannot fill it: under a heading that says that something is missing, its field says all.
pub fn named_gap(say: &Say<'_>, gap: &Gap) -> String {
    let field = say.field(&gap.field);
    if gap.code == "missing" { field } else { format!("{field}: {}", told_gap(say, gap)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_told_and_what_is_not_on_the_form_is_not() {
        let pairs = [
            ("name", "Noord"),
            ("states", "NL"),
            ("states", "BE"),
            ("contacts.1.role", "always"),
            ("x", "y"),
        ];
        let pairs = pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
        let told = Typed::of(&Form { pairs, files: Vec::new() }).told();
        assert_eq!(
            told,
            json!({"name": ["Noord"], "states": ["NL", "BE"], "contacts": [{}, {"role": "always"}]})
        );
        let far = [("contacts.99999999999.role".to_owned(), "always".to_owned())].to_vec();
        assert_eq!(Typed::of(&Form { pairs: far, files: Vec::new() }).told(), json!({}));
    }
}
