//! Texts of the craft that come in versions: scenarios, playbooks, cards. Which of them holds on a day.
//!
//! What was done under an older version keeps it, so every version stays readable.

use crate::rulebook::{Basis, Mistakes, Source, kind_of, parse};
use alloc::vec::Vec;
use jiff::civil::Date;
use serde::de::DeserializeOwned;

/// A text that comes in versions.
pub trait Versioned: DeserializeOwned {
    /// The kind of file that it is read from.
    const KIND: &'static str;

    /// Stable id.
    fn id(&self) -> &str;
    /// The version of this text.
    fn version(&self) -> &str;
    /// Its place among the others.
    fn order(&self) -> u8;
    /// Where it comes from and when it holds.
    fn basis(&self) -> &Basis;
    /// Writes down everything that is wrong with it, beyond its shape.
    fn check(&self, source: &Source, mistakes: &mut Mistakes);
}

/// All versions of all texts of one kind.
#[derive(Clone, Debug)]
pub struct Editions<T> {
    /// Every version, in the order of the files.
    pub all: Vec<T>,
}

impl<T> Default for Editions<T> {
    fn default() -> Self {
        Self { all: Vec::new() }
    }
}

impl<T: Versioned> Editions<T> {
    /// The kind of file that is read here.
    pub const KIND: &'static str = T::KIND;

    /// Reads all files of the kind; one with a mistake is left out.
    pub fn read(sources: &[Source], mistakes: &mut Mistakes) -> Self {
        let mut all: Vec<T> = Vec::new();
        for source in sources.iter().filter(|one| kind_of(one).as_deref() == Some(T::KIND)) {
            let Some(one) = parse::<T>(source, mistakes) else { continue };
            let before = mistakes.len();
            one.check(source, mistakes);
            if all.iter().any(|other| other.id() == one.id() && other.version() == one.version()) {
                mistakes.push(source.mistake(0, "this id and version exist already: raise `version`"));
            }
            if mistakes.len() == before {
                all.push(one);
            }
        }
        Self { all }
    }

    /// The newest version of each text that holds on a day, in their order.
    pub fn on(&self, day: Date) -> Vec<&T> {
        let held = |one: &&T| one.basis().holds_on(day);
        let newer = |one: &T, than: &T| {
            one.id() == than.id() && (one.basis().from, one.version()) > (than.basis().from, than.version())
        };
        let newest = |one: &&T| !self.all.iter().filter(held).any(|other| newer(other, one));
        let mut found: Vec<&T> = self.all.iter().filter(held).filter(newest).collect();
        found.sort_by_key(|one| (one.order(), one.id()));
        found
    }

    /// The newest version of one text that holds on a day.
    pub fn holding(&self, id: &str, day: Date) -> Option<&T> {
        self.on(day).into_iter().find(|one| one.id() == id)
    }

    /// A text in exactly this version.
    pub fn version(&self, id: &str, version: &str) -> Option<&T> {
        self.all.iter().find(|one| one.id() == id && one.version() == version)
    }
}
