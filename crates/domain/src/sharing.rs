//! Sharing on purpose: on what legal ground a part of a dossier may go to somebody for whom it was
//! not meant, and the tests that each such act must pass (Cbw 51 to 54 and 66).
//!
//! What somebody sees without that is [`crate::audience`]'s.

use crate::{
    law::{Law, entries},
    rulebook::{Basis, Said},
};
use alloc::{string::String, vec::Vec};
use jiff::civil::Date;
use serde::Deserialize;
use toml::Spanned;

/// A legal ground for sharing.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ground {
    /// Short id, such as `cbw-51-1`.
    pub id: Spanned<String>,
    /// What it allows, in a few words.
    pub name: Said,
    /// To whom it allows it.
    pub to: Said,
    /// What it rests on.
    pub basis: Basis,
}

/// One of the tests that a share must pass; somebody writes down how it is met.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Safeguard {
    /// Short id, such as `necessary`.
    pub id: Spanned<String>,
    /// The question that the person who shares answers.
    pub asks: Said,
    /// What it rests on.
    pub basis: Basis,
}

entries!(Ground, Safeguard, crate::audience::Part);

impl Law {
    /// The grounds that hold on a day.
    pub fn grounds(&self, day: Date) -> Vec<&Ground> {
        self.grounds.iter().filter(|one| one.basis.holds_on(day)).collect()
    }

    /// The tests that hold on a day.
    pub fn safeguards(&self, day: Date) -> Vec<&Safeguard> {
        self.safeguards.iter().filter(|one| one.basis.holds_on(day)).collect()
    }
}
