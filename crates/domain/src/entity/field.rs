//! The fields of an entity by their ids: one list for forms, sheets, history and requests.
//!
//! A field is a list of texts, so that every field can be shown, compared and asked for alike.

use super::{Activity, CLASSES, Contact, Entity};
use alloc::{
    collections::BTreeMap,
    format,
    string::{String, ToString},
    vec,
    vec::Vec,
};

/// How a field is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// One text.
    Line,
    /// Several texts, one to a line or between semicolons.
    Lines,
    /// Several short texts without blanks in them, one to a line or between blanks, commas or semicolons.
    Words,
}

/// One field.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Field {
    /// Its id.
    pub id: &'static str,
    /// How it is written.
    pub kind: Kind,
    /// The most characters of each text.
    pub most: usize,
    /// The most texts.
    pub count: usize,
}

const fn line(id: &'static str, most: usize) -> Field {
    Field { id, kind: Kind::Line, most, count: 1 }
}

const fn lines(id: &'static str, most: usize, count: usize) -> Field {
    Field { id, kind: Kind::Lines, most, count }
}

const fn words(id: &'static str, count: usize) -> Field {
    Field { id, kind: Kind::Words, most: 260, count }
}

/// All fields but the contacts, in the order in which they are shown and written to sheets.
pub const FIELDS: [Field; 20] = [
    line("name", 200),
    lines("trade_names", 200, 50),
    line("number", 70),
    line("lei", 20),
    line("class", 20),
    words("sectors", 30),
    line("street", 200),
    line("postcode", 20),
    line("city", 100),
    line("country", 2),
    line("email", 254),
    line("phone", 40),
    words("states", 60),
    words("networks", 10_000),
    words("systems", 500),
    words("domains", 10_000),
    lines("arrangements", 200, 100),
    lines("providers", 200, 200),
    lines("establishments", 300, 100),
    line("representative", 300),
];

/// A field by its id.
pub fn field(id: &str) -> Option<&'static Field> {
    FIELDS.iter().find(|field| field.id == id)
}

impl Entity {
    /// What a field holds, with what could not be understood behind it.
    pub fn texts(&self, id: &str) -> Vec<String> {
        let mut texts = self.understood(id);
        texts.extend(self.unread.get(id).into_iter().flatten().cloned());
        texts
    }

    fn understood(&self, id: &str) -> Vec<String> {
        let one = |text: &str| if text.is_empty() { Vec::new() } else { vec![text.to_string()] };
        match id {
            "name" => one(&self.name),
            "trade_names" => self.trade_names.clone(),
            "number" => one(&self.number.to_string()),
            "lei" => one(&self.lei),
            "class" => one(&self.class),
            "sectors" => self.activities.iter().map(Activity::to_string).collect(),
            "street" => one(&self.street),
            "postcode" => one(&self.postcode),
            "city" => one(&self.city),
            "country" => one(&self.country),
            "email" => one(&self.email),
            "phone" => one(&self.phone),
            "states" => self.states.clone(),
            "networks" => self.networks.iter().map(ToString::to_string).collect(),
            "systems" => self.systems.iter().map(ToString::to_string).collect(),
            "domains" => self.domains.iter().map(ToString::to_string).collect(),
            "arrangements" => self.arrangements.clone(),
            "providers" => self.providers.clone(),
            "establishments" => self.establishments.clone(),
            "representative" => one(&self.representative),
            _ => Vec::new(),
        }
    }

    /// Whether a class is one that the law has duties for.
    pub fn has_duties(&self) -> bool {
        CLASSES[..4].contains(&self.class.as_str())
    }
}

impl core::fmt::Display for Activity {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let whole = format!("{}/{}/{}", self.sector, self.subsector, self.kind);
        f.write_str(whole.trim_end_matches('/'))
    }
}

/// A field that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The field's id, or `contacts.<id>` for a contact.
    pub field: String,
    /// What it held.
    pub before: Vec<String>,
    /// What it holds now.
    pub after: Vec<String>,
}

/// What differs between two states of an entity, in the order of the fields.
pub fn changes(before: &Entity, after: &Entity) -> Vec<Change> {
    let mut found = Vec::new();
    for field in FIELDS {
        let (old, new) = (before.texts(field.id), after.texts(field.id));
        if old != new {
            found.push(Change { field: field.id.into(), before: old, after: new });
        }
    }
    let lines = |entity: &Entity| -> BTreeMap<String, Vec<String>> {
        entity.contacts.iter().map(|one| (one.id.clone(), vec![one.line()])).collect()
    };
    let (old, new) = (lines(before), lines(after));
    let mut ids: Vec<&String> = old.keys().chain(new.keys()).collect();
    ids.sort();
    ids.dedup();
    for id in ids {
        let (was, is) = (old.get(id).cloned(), new.get(id).cloned());
        if was != is {
            let field = format!("contacts.{id}");
            found.push(Change { field, before: was.unwrap_or_default(), after: is.unwrap_or_default() });
        }
    }
    found
}

/// Gives each contact without an id that of the one it stands for: same role and mail, or role and name.
pub fn recognise(before: &[Contact], contacts: &mut [Contact]) {
    for index in 0..contacts.len() {
        let taken = |id: &str, all: &[Contact]| all.iter().any(|one| one.id == id);
        let known = before.iter().any(|one| one.id == contacts[index].id);
        if known && !contacts[index].id.is_empty() {
            continue;
        }
        let same = |one: &&Contact, new: &Contact| {
            one.role == new.role
                && ((!new.email.is_empty() && one.email == new.email)
                    || (!new.name.is_empty() && one.name == new.name))
        };
        let found =
            before.iter().filter(|one| !taken(&one.id, contacts)).find(|one| same(one, &contacts[index]));
        contacts[index].id = found.map(|one| one.id.clone()).unwrap_or_default();
    }
}
