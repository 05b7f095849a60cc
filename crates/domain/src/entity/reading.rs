//! Reading an entity: from a form, a row of a sheet or a machine, complete or not.
//!
//! What is told replaces what stood there; fields that are not told stay as they were.

use super::{
    Autonomous, Contact, DomainName, Entity, Field, Kind, Network, Number, PARTS, ROLES,
    field::{FIELDS, recognise},
    is_email, is_phone,
    number::is_lei,
    texts::{activity, class, clean, gather, short, state},
};
use crate::route::Sector;
use alloc::{
    string::{String, ToString},
    vec::Vec,
};
use serde_json::{Map, Value, json};

/// The most contacts of an entity.
const CONTACTS: usize = 50;

/// How bad a gap is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Severity {
    /// Something is still to be told.
    Asks,
    /// What was told cannot be right.
    Wrong,
}

/// What is missing or was not understood.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Gap {
    /// The field, or `contacts.<place>.<part>`.
    pub field: String,
    /// Stable code.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What was told.
    pub value: String,
}

/// What the rulebooks know, to hold what is told against; without it everything is believed.
pub type Known<'a> = Option<&'a [Sector]>;

/// Reads what is told over what is known. The gaps are those of what is told now.
pub fn read(base: &Entity, told: &Value, known: Known<'_>) -> (Entity, Vec<Gap>) {
    let (mut entity, mut gaps) = (base.clone(), Vec::new());
    let Some(told) = told.as_object() else { return (entity, gaps) };
    for field in FIELDS {
        if let Some(value) = told.get(field.id) {
            let mut texts = Vec::new();
            gather(value, field.kind, &mut texts);
            entity.set(&field, texts, known, &mut gaps);
        }
    }
    if let Some(contacts) = told.get("contacts").and_then(Value::as_array) {
        entity.contacts = read_contacts(contacts, &base.contacts, &mut gaps);
    }
    for (place, contact) in entity.contacts.iter().enumerate() {
        if contact.outside_is_inside(&entity.domains) {
            gaps.push(gap(
                contact_field(place, "outside_email"),
                "outside-inside",
                Severity::Asks,
                &contact.outside_email,
            ));
        }
    }
    (entity, gaps)
}

impl Entity {
    /// What the law asks to be kept and nobody told yet.
    pub fn missing(&self) -> Vec<Gap> {
        let always = ["name", "number", "street", "email", "phone", "class", "sectors", "states"];
        let duties: &[&str] = if self.has_duties() { &["networks", "domains"] } else { &[] };
        let empty = |id: &&str| self.texts(id).is_empty();
        let asked = always.iter().chain(duties).copied().filter(|id| empty(id));
        let mut gaps: Vec<Gap> = asked.map(|id| gap(id.into(), "missing", Severity::Asks, "")).collect();
        if !self.contacts.iter().any(|one| one.role == "always" && one.has_phone()) {
            gaps.push(gap("contacts".into(), "no-always", Severity::Asks, ""));
        }
        gaps
    }

    /// Everything, in the form that [`read`] takes.
    pub fn to_json(&self) -> Value {
        let mut all = Map::new();
        for field in FIELDS {
            let texts = self.texts(field.id);
            let value = match field.kind {
                Kind::Line => json!(texts.first().map(String::as_str).unwrap_or_default()),
                Kind::Lines | Kind::Words => json!(texts),
            };
            all.insert(field.id.into(), value);
        }
        let contact = |one: &Contact| {
            let mut parts = Map::new();
            parts.insert("id".into(), json!(one.id));
            parts.extend(PARTS.map(|(part, _)| (part.to_string(), json!(one.part(part)))));
            Value::Object(parts)
        };
        all.insert("contacts".into(), self.contacts.iter().map(contact).collect());
        Value::Object(all)
    }

    fn set(&mut self, field: &Field, texts: Vec<String>, known: Known<'_>, gaps: &mut Vec<Gap>) {
        let mut kept: Vec<String> = Vec::new();
        for text in texts {
            let text = clean(&text);
            let long = text.chars().count() > field.most;
            if long {
                gaps.push(gap(field.id.into(), "too-long", Severity::Wrong, &short(&text)));
            }
            let text = if long { text.chars().take(field.most).collect() } else { text };
            if !text.is_empty() && !kept.contains(&text) {
                kept.push(text);
            }
        }
        if kept.len() > field.count {
            gaps.push(gap(field.id.into(), "too-many", Severity::Wrong, &kept.len().to_string()));
            kept.truncate(field.count);
        }
        self.unread.remove(field.id);
        let line = kept.first().cloned().unwrap_or_default();
        let mut taking = Taking { field: field.id, unread: Vec::new(), gaps };
        match field.id {
            "name" => self.name = line,
            "trade_names" => self.trade_names = kept,
            "number" => self.number = taking.one(&line, Number::parse),
            "lei" => self.lei = taking.lei(line),
            "class" => self.class = taking.one(&line, class),
            "sectors" => self.activities = taking.all(&kept, |text| activity(text, known).map(|one| [one])),
            "street" => self.street = line,
            "postcode" => self.postcode = line,
            "city" => self.city = line,
            "country" => self.country = taking.one(&line, state),
            "email" => self.email = taking.looks(line, is_email, "not-an-email"),
            "phone" => self.phone = taking.looks(line, is_phone, "not-a-phone"),
            "states" => self.states = taking.all(&kept, |text| state(text).map(|one| [one])),
            "networks" => self.networks = taking.all(&kept, Network::parse),
            "systems" => self.systems = taking.all(&kept, |text| Autonomous::parse(text).map(|one| [one])),
            "domains" => self.domains = taking.all(&kept, |text| DomainName::parse(text).map(|one| [one])),
            "arrangements" => self.arrangements = kept,
            "providers" => self.providers = kept,
            "establishments" => self.establishments = kept,
            _ => self.representative = line,
        }
        if !taking.unread.is_empty() {
            let unread = core::mem::take(&mut taking.unread);
            self.unread.insert(field.id.into(), unread);
        }
    }
}

/// One field being read: what is understood is answered, the rest is kept.
struct Taking<'a> {
    field: &'static str,
    unread: Vec<String>,
    gaps: &'a mut Vec<Gap>,
}

impl Taking<'_> {
    fn one<T: Default>(&mut self, text: &str, read: impl Fn(&str) -> Result<T, &'static str>) -> T {
        if text.is_empty() {
            return T::default();
        }
        read(text).unwrap_or_else(|code| {
            self.wrong(code, text);
            T::default()
        })
    }

    fn all<T: Ord, L: IntoIterator<Item = T>>(
        &mut self,
        texts: &[String],
        read: impl Fn(&str) -> Result<L, &'static str>,
    ) -> Vec<T> {
        let mut found = Vec::new();
        for text in texts {
            match read(text) {
                Ok(some) => found.extend(some),
                Err(code) => self.wrong(code, text),
            }
        }
        // The first activity is the main one; all else is kept in the order of its values.
        if self.field != "sectors" {
            found.sort();
        }
        let mut seen = alloc::collections::BTreeSet::new();
        let places: Vec<bool> = found.iter().map(|one| seen.insert(one)).collect();
        let mut place = places.into_iter();
        found.retain(|_| place.next().unwrap_or(true));
        found
    }

    fn wrong(&mut self, code: &'static str, text: &str) {
        self.gaps.push(gap(self.field.into(), code, Severity::Wrong, &short(text)));
        self.unread.push(text.into());
    }

    /// Kept as it is, with a remark when it does not look like what it should be.
    fn looks(&mut self, text: String, is: impl Fn(&str) -> bool, code: &'static str) -> String {
        if !text.is_empty() && !is(&text) {
            self.gaps.push(gap(self.field.into(), code, Severity::Wrong, &text));
        }
        text
    }

    fn lei(&mut self, text: String) -> String {
        let text = text.to_uppercase();
        self.looks(text, is_lei, "not-an-lei")
    }
}

fn read_contacts(told: &[Value], before: &[Contact], gaps: &mut Vec<Gap>) -> Vec<Contact> {
    let mut contacts: Vec<Contact> = Vec::new();
    for value in told {
        let mut one = Contact::default();
        let text = |part: &str| clean(value.get(part).and_then(Value::as_str).unwrap_or_default());
        one.id = text("id").chars().take(40).collect();
        for (part, most) in PARTS {
            if let Some(place) = one.part_mut(part) {
                *place = text(part).chars().take(most).collect();
            }
        }
        if one.is_blank() {
            continue;
        }
        let place = contacts.len();
        let mut wrong = |part: &str, code| {
            gaps.push(gap(contact_field(place, part), code, Severity::Wrong, one.part(part)))
        };
        if !ROLES.contains(&one.role.as_str()) {
            wrong("role", if one.role.is_empty() { "missing" } else { "not-a-role" });
        }
        for part in ["email", "outside_email"] {
            if !one.part(part).is_empty() && !is_email(one.part(part)) {
                wrong(part, "not-an-email");
            }
        }
        for part in ["phone", "outside_phone"] {
            if !one.part(part).is_empty() && !is_phone(one.part(part)) {
                wrong(part, "not-a-phone");
            }
        }
        contacts.push(one);
    }
    if contacts.len() > CONTACTS {
        gaps.push(gap("contacts".into(), "too-many", Severity::Wrong, &contacts.len().to_string()));
        contacts.truncate(CONTACTS);
    }
    recognise(before, &mut contacts);
    contacts
}

fn contact_field(place: usize, part: &str) -> String {
    alloc::format!("contacts.{place}.{part}")
}

fn gap(field: String, code: &'static str, severity: Severity, value: &str) -> Gap {
    Gap { field, code, severity, value: value.into() }
}
