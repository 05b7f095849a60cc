//! Emergency packs: what an entity's pack is made of, and the words by which it is known at first contact.

use serde::Serialize;

/// What a pack says of the entity it is for; empty for everybody.
#[derive(Clone, Debug, Default, Serialize, PartialEq, Eq)]
pub struct Contents {
    /// Its name.
    pub organisation: String,
    /// Its number in a register.
    pub number: String,
    /// Id of its sector.
    pub sector: String,
    /// Id of its subsector.
    pub subsector: String,
    /// Id of its kind.
    pub kind: String,
    /// `essential`, `important`, …
    pub class: String,
    /// Its domain names.
    pub domains: Vec<String>,
    /// Who answers for it.
    pub contacts: Vec<Contact>,
    /// The words for first contact.
    pub words: String,
}

/// Somebody, or a post.
#[derive(Clone, Debug, Default, Serialize, PartialEq, Eq)]
pub struct Contact {
    /// For what.
    pub role: String,
    /// Who.
    pub name: String,
    /// Telephone numbers and addresses, those outside their own network last.
    pub reach: Vec<String>,
}

impl Contents {
    /// Whether it is for everybody rather than for one entity.
    pub fn is_for_all(&self) -> bool {
        self.organisation.is_empty()
    }
}
