//! Entities: the organisations of the register, with every field that the law wants kept of them.
//!
//! Reading never refuses: what is missing becomes a question, what cannot be understood is kept word
//! for word beside it. Each field has one id on forms, in sheets, in the history and in requests for
//! a change. Not here: who claims what with which proof, and who may change what.

mod asset;
mod contact;
mod field;
mod internet;
mod network;
mod number;
mod reading;
mod texts;

pub use asset::{Asset, Sort};
pub use contact::{ASK_AFTER_DAYS, Contact, PARTS, ROLES, Reach, Risk, is_email, is_phone, risk};
pub use field::{Change, FIELDS, Field, Kind, changes, field};
pub use internet::{Autonomous, DomainName};
pub use network::{Network, address};
pub use number::{Number, Register};
pub use reading::{Gap, Known, Severity, read};

use alloc::{collections::BTreeMap, string::String, vec::Vec};

/// What an entity can be under the law (Cbw 8 to 13, Cbb 27); `none` is outside it.
pub const CLASSES: [&str; 5] = ["essential", "important", "critical", "domain-registration", "none"];

/// One organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entity {
    /// Its name (Cbw 44(1)(a)).
    pub name: String,
    /// Other names under which it is known.
    pub trade_names: Vec<String>,
    /// Number in a register of companies or of government bodies (Cbb 27).
    pub number: Number,
    /// Legal entity identifier, if it has one.
    pub lei: String,
    /// Street and house number (Cbw 44(1)(b)).
    pub street: String,
    /// Postal code.
    pub postcode: String,
    /// City.
    pub city: String,
    /// Country, as two letters.
    pub country: String,
    /// General mail address.
    pub email: String,
    /// General telephone number.
    pub phone: String,
    /// One of [`CLASSES`], or nothing while it is not known.
    pub class: String,
    /// What it does, by the annexes; the first is its main activity.
    pub activities: Vec<Activity>,
    /// Member States in which it provides services, as two letters.
    pub states: Vec<String>,
    /// Ranges of addresses.
    pub networks: Vec<Network>,
    /// Numbers of its autonomous systems.
    pub systems: Vec<Autonomous>,
    /// Domain names.
    pub domains: Vec<DomainName>,
    /// People and posts that answer for it.
    pub contacts: Vec<Contact>,
    /// Arrangements for sharing information in which it takes part (Cbw 62).
    pub arrangements: Vec<String>,
    /// Providers it depends on.
    pub providers: Vec<String>,
    /// Main and other establishments in the Union (NIS2 27).
    pub establishments: Vec<String>,
    /// Its representative in the Union, when it is not established there.
    pub representative: String,
    /// What was told and could not be understood, word for word, by field.
    pub unread: BTreeMap<String, Vec<String>>,
}

/// What an entity does, by ids of sectors, subsectors and kinds of the rulebooks.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Activity {
    /// Sector.
    pub sector: String,
    /// Subsector, or nothing.
    pub subsector: String,
    /// Kind of entity, or nothing.
    pub kind: String,
}

impl Entity {
    /// The main activity; empty when none is known.
    pub fn main(&self) -> Activity {
        self.activities.first().cloned().unwrap_or_default()
    }

    /// All that it claims to own on the internet.
    pub fn assets(&self) -> Vec<Asset> {
        let networks = self.networks.iter().map(|one| Asset::network(*one));
        let domains = self.domains.iter().map(Asset::domain);
        let systems = self.systems.iter().map(|one| Asset::system(*one));
        networks.chain(domains).chain(systems).collect()
    }

    /// The name as it is sorted and compared: lower case, single blanks.
    pub fn sorted_as(&self) -> String {
        sorted_as(&self.name)
    }

    /// Every word by which it is looked for: names, numbers, place, domains.
    pub fn words(&self) -> String {
        let mut words: Vec<String> = Vec::new();
        words.push(self.name.clone());
        words.extend(self.trade_names.iter().cloned());
        words.push(self.number.value.clone());
        words.push(self.lei.clone());
        words.push(self.city.clone());
        words.extend(self.domains.iter().map(|one| String::from(one.as_str())));
        words.retain(|word| !word.is_empty());
        words.join(" ")
    }
}

/// A name as it is sorted and compared.
pub fn sorted_as(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    words.join(" ").to_lowercase().chars().take(120).collect()
}

#[cfg(test)]
mod tests;
