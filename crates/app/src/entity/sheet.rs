//! The columns of a sheet of entities: their names, what a row tells by them, and what an entity
//! writes under them.

use super::Kept;
use meldkamer_domain::entity::{FIELDS, PARTS, field};
use serde_json::{Map, Value, json};

/// The most contacts for which a sheet may have columns.
const CONTACTS: usize = 50;
/// Columns that are written for people and not read back.
const TOLD: [&str; 1] = ["state"];

/// What people call the columns that we know, besides their own names.
const ALIASES: [(&str, &str); 24] = [
    ("naam", "name"),
    ("organisatie", "name"),
    ("handelsnamen", "trade_names"),
    ("kvk", "number"),
    ("kvk-nummer", "number"),
    ("kvknummer", "number"),
    ("register_number", "number"),
    ("registernummer", "number"),
    ("klasse", "class"),
    ("sector", "sectors"),
    ("sectoren", "sectors"),
    ("straat", "street"),
    ("adres", "street"),
    ("postcode", "postcode"),
    ("plaats", "city"),
    ("land", "country"),
    ("e-mail", "email"),
    ("telefoon", "phone"),
    ("lidstaten", "states"),
    ("netwerken", "networks"),
    ("ip-bereiken", "networks"),
    ("as-nummers", "systems"),
    ("domeinnamen", "domains"),
    ("leveranciers", "providers"),
];

/// Whether a column's name means anything to us.
pub fn is_known(name: &str) -> bool {
    meaning(name).is_some() || TOLD.contains(&name)
}

/// The columns of a sheet that are not read.
pub fn strangers(head: &[String]) -> Vec<String> {
    let strange = head.iter().filter(|name| !name.is_empty() && !is_known(name));
    strange.map(|name| name.chars().take(60).collect()).take(50).collect()
}

/// What a column is about.
enum Meaning {
    Id,
    Field(&'static str),
    Contact(usize, String),
}

fn meaning(name: &str) -> Option<Meaning> {
    if name == "id" {
        return Some(Meaning::Id);
    }
    let plain = ALIASES.iter().find(|(alias, _)| *alias == name).map_or(name, |(_, id)| id);
    if let Some(field) = field(plain) {
        return Some(Meaning::Field(field.id));
    }
    let (place, part) = name.strip_prefix("contact")?.split_once('.')?;
    let place: usize = place.trim().parse().ok().filter(|place| (1..=CONTACTS).contains(place))?;
    let known = part == "id" || PARTS.iter().any(|(known, _)| *known == part);
    known.then(|| Meaning::Contact(place, part.to_owned()))
}

/// What a row tells, in the form that an entity is read from; columns that are not there tell nothing.
pub fn told(row: Map<String, Value>) -> Map<String, Value> {
    let mut told = Map::new();
    let mut contacts: Vec<(usize, Map<String, Value>)> = Vec::new();
    for (name, value) in row {
        match meaning(&name.to_lowercase()) {
            Some(Meaning::Id) => {
                told.insert("id".into(), value);
            }
            Some(Meaning::Field(id)) => {
                told.insert(id.into(), value);
            }
            Some(Meaning::Contact(place, part)) => match contacts.iter_mut().find(|(at, _)| *at == place) {
                Some((_, parts)) => drop(parts.insert(part, value)),
                None => contacts.push((place, Map::from_iter([(part, value)]))),
            },
            // JSON has them as a list.
            None if name == "contacts" && value.is_array() => {
                told.insert(name, value);
            }
            None => {}
        }
    }
    if !contacts.is_empty() {
        contacts.sort_by_key(|(place, _)| *place);
        let contacts = contacts.into_iter().map(|(_, parts)| Value::Object(parts));
        told.insert("contacts".into(), contacts.collect());
    }
    told
}

/// The head of a sheet for entities with so many contacts at the most.
pub fn head(contacts: usize) -> Vec<String> {
    let mut head = vec!["id".to_owned(), "state".to_owned()];
    head.extend(FIELDS.iter().map(|field| field.id.to_owned()));
    for place in 1..=contacts.clamp(1, CONTACTS) {
        head.push(format!("contact{place}.id"));
        head.extend(PARTS.iter().map(|(part, _)| format!("contact{place}.{part}")));
    }
    head
}

/// The cells of an entity under that head.
pub fn cells(kept: &Kept, contacts: usize) -> Vec<String> {
    let mut cells = vec![kept.row.id.clone(), kept.row.state.clone()];
    cells.extend(FIELDS.iter().map(|field| kept.entity.texts(field.id).join("\n")));
    let nobody = Default::default();
    for place in 0..contacts.clamp(1, CONTACTS) {
        let one = kept.entity.contacts.get(place).unwrap_or(&nobody);
        cells.push(one.id.clone());
        cells.extend(PARTS.iter().map(|(part, _)| one.part(part).to_owned()));
    }
    cells
}

/// An entity as JSON has it.
pub fn object(kept: &Kept) -> Value {
    let mut object = Map::new();
    object.insert("id".into(), json!(kept.row.id));
    object.insert("state".into(), json!(kept.row.state));
    if let Value::Object(fields) = kept.entity.to_json() {
        object.extend(fields);
    }
    Value::Object(object)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_known_by_their_names_and_by_what_people_call_them() {
        let row = json!({
            "Naam": "Noord", "KvK-nummer": "12345678", "contact2.name": "Piet", "contact1.role": "always",
            "kleur": "rood", "state": "x", "contact0.name": "niemand", "contact1.kleur": "rood",
        });
        let Value::Object(row) = row else { panic!("no object") };
        let told = told(row);
        assert_eq!(
            Value::Object(told),
            json!({
                "name": "Noord", "number": "12345678", "contacts": [{"role": "always"}, {"name": "Piet"}],
            })
        );
        assert_eq!(strangers(&["naam".into(), "kleur".into(), "state".into()]), ["kleur"]);
        assert!(head(2).iter().all(|name| is_known(name)));
    }
}
