//! A card as a page shows it, in one language.

use meldkamer_domain::{
    acquisition::{Card, Evidence, System},
    advice::{Advice, Card as Counsel},
    rulebook::Said,
};
use serde::Serialize;

/// A card in one language, for all systems or for one.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct CardView {
    pub id: String,
    pub version: String,
    pub title: String,
    pub about: String,
    pub ask: Vec<String>,
    pub never: Vec<String>,
    /// The systems to choose from: name in the address, title, whether it is the chosen one.
    pub systems: Vec<(String, String, bool)>,
    pub things: Vec<Thing>,
    pub advice: Vec<Tip>,
    /// Clause, source, and whether it was read in the source.
    pub basis: (String, String, bool),
}

/// A piece of evidence.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Thing {
    pub id: String,
    pub title: String,
    pub take: String,
    /// How its clock reads: `restart`, `hours`, `days` or `unknown`.
    pub clock: &'static str,
    /// The number that goes with it.
    pub count: u32,
    pub confirmed: bool,
    /// Where the clock was read.
    pub source: String,
    /// Titles of the systems that have it; none when all have.
    pub systems: Vec<String>,
}

/// Something to do or to leave.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Tip {
    stance: &'static str,
    who: &'static str,
    effort: u32,
    reversible: bool,
    title: String,
    text: String,
    risk: String,
    check: String,
}

impl CardView {
    /// A card for a system, or for all of them.
    pub(crate) fn of(card: &Card, system: Option<&System>, advice: &[&Advice], language: &str) -> Self {
        let said = |text: &Said| text.in_language(language).to_owned();
        let chosen = system.map(|one| one.id.get_ref().as_str());
        let systems = card.systems.iter().map(|one| {
            let id = one.id.get_ref();
            (id.clone(), said(&one.title), chosen == Some(id.as_str()))
        });
        let things = card.takes(chosen).into_iter().map(|one| Thing::of(card, one, language));
        Self {
            id: card.id.clone(),
            version: card.version.clone(),
            title: said(&card.title),
            about: said(&card.about),
            ask: card.ask.iter().map(said).collect(),
            never: card.never.iter().map(said).collect(),
            systems: systems.collect(),
            things: things.collect(),
            advice: tips(advice, language),
            basis: (card.basis.clause.clone(), card.basis.source.clone(), card.basis.confirmed),
        }
    }

    pub(crate) fn sample() -> Self {
        Self {
            id: "edge-device".into(),
            version: "2026.1".into(),
            title: "Randapparaat".into(),
            about: "Een VPN-gateway die mogelijk is misbruikt.".into(),
            ask: vec!["Welke versie draait er?".into()],
            never: vec!["Herstart niet.".into()],
            systems: vec![
                ("netscaler".into(), "NetScaler".into(), true),
                ("linux".into(), "Apparaat op Linux".into(), false),
            ],
            things: ["restart", "hours", "days", "unknown"].map(Thing::sample).to_vec(),
            advice: vec![Tip::sample("do", 15), Tip::sample("do-not", 0)],
            basis: ("RFC 3227 2.1".into(), "https://www.rfc-editor.org/rfc/rfc3227".into(), false),
        }
    }
}

impl Thing {
    fn of(card: &Card, one: &Evidence, language: &str) -> Self {
        let said = |text: &Said| text.in_language(language).to_owned();
        let (clock, count) = match one.keeps {
            _ if one.until_restart => ("restart", 0),
            Some(hours) if hours >= 48 => ("days", hours / 24),
            Some(hours) => ("hours", hours),
            None => ("unknown", 0),
        };
        let systems = one.systems.iter().filter_map(|id| card.system(id)).map(|one| said(&one.title));
        Self {
            id: one.id.get_ref().clone(),
            title: said(&one.title),
            take: said(&one.take),
            clock,
            count,
            confirmed: one.confirmed,
            source: one.source.clone(),
            systems: systems.collect(),
        }
    }

    fn sample(clock: &'static str) -> Self {
        Self {
            id: clock.into(),
            title: "Geheugen".into(),
            take: "Naar een extern medium.".into(),
            clock,
            count: 7,
            confirmed: clock == "days",
            source: if clock == "days" { "https://www.ncsc.nl".into() } else { String::new() },
            systems: if clock == "hours" { vec!["NetScaler".into()] } else { Vec::new() },
        }
    }
}

impl Tip {
    fn of(one: &Counsel, language: &str) -> Self {
        let said = |text: &Said| text.in_language(language).to_owned();
        Self {
            stance: one.stance.name(),
            who: one.who.name(),
            effort: one.effort,
            reversible: one.reversible,
            title: said(&one.title),
            text: said(&one.text),
            risk: said(&one.risk),
            check: said(&one.check),
        }
    }

    pub(crate) fn sample(stance: &'static str, effort: u32) -> Self {
        Self {
            stance,
            who: "admin",
            effort,
            reversible: effort > 0,
            title: "Koppel los".into(),
            text: "Trek de kabel los.".into(),
            risk: "De dienst valt uit.".into(),
            check: "Er is geen verbinding.".into(),
        }
    }
}

/// All advice in one language: what to do first, then what to leave.
pub(crate) fn tips(advice: &[&Advice], language: &str) -> Vec<Tip> {
    let mut all: Vec<Tip> =
        advice.iter().flat_map(|one| &one.cards).map(|one| Tip::of(one, language)).collect();
    all.sort_by_key(|one| one.stance != "do");
    all
}
