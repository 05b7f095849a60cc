//! The law: regimes, criteria, holidays, routes and neighbouring duties, read from rulebooks.
//!
//! Questions and triage frameworks are other kinds of files, with their own readers. Later sources
//! go before earlier ones, so an operator's own folder can override what is built in.

mod check;
pub mod condition;

use crate::{
    audience::Part,
    deadline::{Calendar, Pace},
    holiday::Holidays,
    indicator::Benign,
    neighbour::Neighbour,
    regime::Regime,
    retention::Period,
    route::{Body, Route, Sector},
    rulebook::{Basis, Mistakes, Source, kind_of, parse},
    scope::{Scope, Size},
    sharing::{Ground, Safeguard},
    significance::Criteria,
};
use alloc::{format, string::String, vec::Vec};
use jiff::{civil::Date, tz::TimeZone};
use serde::Deserialize;
use toml::Spanned;

/// Why something was decided: a stable code and its arguments, for the words files to render.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Stable code, such as `extended`.
    pub code: &'static str,
    /// Arguments by name.
    pub arguments: Vec<(&'static str, String)>,
}

impl Reason {
    /// A reason without arguments.
    pub const fn new(code: &'static str) -> Self {
        Self { code, arguments: Vec::new() }
    }

    /// The same with one more argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.arguments.push((name, value.into()));
        self
    }
}

/// Everything that the rulebooks say about law.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Law {
    /// Regimes, all versions.
    pub regimes: Vec<Regime>,
    /// Sets of criteria.
    pub criteria: Vec<Criteria>,
    /// Holiday calendars.
    pub holidays: Vec<Holidays>,
    /// Routes.
    pub routes: Vec<Route>,
    /// CSIRTs, supervisors and ministers.
    pub bodies: Vec<Body>,
    /// Duties under other laws.
    pub neighbours: Vec<Neighbour>,
    /// Sectors, subsectors and kinds.
    pub sectors: Vec<Sector>,
    /// Sizes of organisations.
    pub sizes: Vec<Size>,
    /// Laws with their rules of scope.
    pub scopes: Vec<Scope>,
    /// The parts of a dossier, with who may see them.
    pub parts: Vec<Part>,
    /// Legal grounds for sharing.
    pub grounds: Vec<Ground>,
    /// Tests that a share must pass.
    pub safeguards: Vec<Safeguard>,
    /// How long personal data is kept.
    pub periods: Vec<Period>,
    /// What everybody uses, to be marked among indicators.
    pub benign: Vec<Benign>,
}

/// What has an id and a basis, and can be overridden.
pub trait Entry {
    /// Its id, with its place in the file.
    fn id(&self) -> &Spanned<String>;
    /// What it rests on.
    fn basis(&self) -> &Basis;
}

/// Makes entries of types by their fields `id` and `basis`.
macro_rules! entries {
    ($($kind:ty),*) => {$(
        impl $crate::law::Entry for $kind {
            fn id(&self) -> &toml::Spanned<alloc::string::String> {
                &self.id
            }
            fn basis(&self) -> &$crate::rulebook::Basis {
                &self.basis
            }
        }
    )*};
}
pub(crate) use entries;

/// A file of any of our kinds.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Page {
    #[serde(rename = "kind")]
    _kind: String,
    #[serde(default)]
    regime: Vec<Regime>,
    #[serde(default)]
    set: Vec<Criteria>,
    #[serde(default)]
    calendar: Vec<Holidays>,
    #[serde(default)]
    route: Vec<Route>,
    #[serde(default)]
    body: Vec<Body>,
    #[serde(default)]
    neighbour: Vec<Neighbour>,
    #[serde(default)]
    sector: Vec<Sector>,
    #[serde(default)]
    size: Vec<Size>,
    #[serde(default)]
    scope: Vec<Scope>,
    #[serde(default)]
    part: Vec<Part>,
    #[serde(default)]
    ground: Vec<Ground>,
    #[serde(default)]
    test: Vec<Safeguard>,
    #[serde(default)]
    period: Vec<Period>,
    #[serde(default)]
    benign: Vec<Benign>,
}

/// The kinds of files that are law; a `kind` that no reader knows is a mistake for the caller to report.
pub const KINDS: [&str; 10] = [
    "regime",
    "thresholds",
    "holidays",
    "routes",
    "neighbours",
    "sectors",
    "audiences",
    "scope",
    "retention",
    "benign",
];

impl Law {
    /// Reads all files of the kinds of law; files of other kinds are left to their readers.
    ///
    /// The law is usable even when there are mistakes: what could be read is in it.
    pub fn read(sources: &[Source]) -> (Self, Mistakes) {
        let (mut law, mut mistakes) = (Self::default(), Mistakes::new());
        let mut pages = Vec::new();
        for source in sources {
            // A file that cannot be read at all is reported by whoever reads it first: by us.
            let ours = kind_of(source).is_none_or(|kind| KINDS.contains(&kind.as_str()));
            if let Some(page) = ours.then(|| parse::<Page>(source, &mut mistakes)).flatten() {
                pages.push((source, page));
            }
        }
        for (source, page) in &pages {
            law.add(page, source, &mut mistakes);
        }
        for (source, page) in &pages {
            check::page(&law, page, source, &mut mistakes);
        }
        (law, mistakes)
    }

    fn add(&mut self, page: &Page, source: &Source, mistakes: &mut Mistakes) {
        merge(&mut self.regimes, &page.regime, source, mistakes);
        merge(&mut self.criteria, &page.set, source, mistakes);
        merge(&mut self.holidays, &page.calendar, source, mistakes);
        merge(&mut self.routes, &page.route, source, mistakes);
        merge(&mut self.bodies, &page.body, source, mistakes);
        merge(&mut self.neighbours, &page.neighbour, source, mistakes);
        merge(&mut self.sectors, &page.sector, source, mistakes);
        merge(&mut self.periods, &page.period, source, mistakes);
        merge(&mut self.benign, &page.benign, source, mistakes);
        merge(&mut self.sizes, &page.size, source, mistakes);
        merge(&mut self.scopes, &page.scope, source, mistakes);
        for scope in &page.scope {
            unique(&scope.rules, source, mistakes);
        }
        merge(&mut self.parts, &page.part, source, mistakes);
        merge(&mut self.grounds, &page.ground, source, mistakes);
        merge(&mut self.safeguards, &page.test, source, mistakes);
        for regime in &page.regime {
            unique(&regime.stages, source, mistakes);
        }
        for set in &page.set {
            unique(&set.criteria, source, mistakes);
        }
    }

    /// A regime as it holds on a day.
    pub fn regime(&self, id: &str, day: Date) -> Option<&Regime> {
        self.regimes.iter().find(|regime| regime.id.get_ref() == id && regime.basis.holds_on(day))
    }

    /// The calendar by which periods are counted, from the id that a regime or duty names.
    pub fn calendar<'a>(
        &'a self,
        id: Option<&Spanned<String>>,
        zone: &'a TimeZone,
        pace: Pace,
        day: Date,
    ) -> Calendar<'a> {
        let named = |one: &&Holidays| id.is_some_and(|id| id == &one.id) && one.basis.holds_on(day);
        Calendar { holidays: self.holidays.iter().find(named), zone, pace }
    }
}

/// Puts the entries of one file over those of earlier ones with the same id.
fn merge<T: Entry + Clone>(into: &mut Vec<T>, new: &[T], source: &Source, mistakes: &mut Mistakes) {
    unique(new, source, mistakes);
    into.retain(|old| new.iter().all(|one| one.id().get_ref() != old.id().get_ref()));
    into.extend(new.iter().cloned());
}

/// Two versions of one id must not hold on the same day.
fn unique<T: Entry>(entries: &[T], source: &Source, mistakes: &mut Mistakes) {
    for (index, one) in entries.iter().enumerate() {
        let id = one.id().get_ref();
        let twin = |other: &&T| other.id().get_ref() == id && other.basis().overlaps(one.basis());
        if entries.iter().take(index).any(|other| twin(&other)) {
            let message =
                format!("`{id}` stands here twice for the same days: rename one, or set from and until");
            mistakes.push(source.mistake(one.id().span().start, message));
        }
    }
}

#[cfg(test)]
pub(crate) mod tests;
