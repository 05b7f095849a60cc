//! The pages of guided acquisition: at the desk, and for those who take part from outside.

use crate::{
    Server,
    door::Caller,
    form::Form,
    language::Language,
    page::{Field, Page},
    rooms::{
        case::{
            Guest, Head,
            form::{Asked, sampled},
        },
        prepare::evidence::{CardView, tips},
    },
};
use meldkamer_app::case::read::Whole;
use meldkamer_domain::{
    acquisition::{Card, vanishes},
    scenario::Scenario,
    time::Instant,
};
use meldkamer_store::{kit::KitRow, support_case::CaseRow, support_case::party::PartyRow};
use serde::Serialize;

/// A kit in a list.
#[derive(Clone, Debug, Serialize)]
pub struct Listed {
    /// Title of the card and of the system.
    title: String,
    /// For whom; empty on their own page.
    whom: String,
    at: i64,
    address: String,
}

/// Guided acquisition in a case, at the desk.
#[derive(Clone, Debug, Serialize)]
pub struct AcquisitionPage {
    head: Head,
    /// Title, address and whether it is the chosen one.
    cards: Vec<(String, String, bool)>,
    card: Option<CardView>,
    /// For each thing of the card: `unknown`, `restart`, `until` or `gone`, and the instant.
    standings: Vec<(&'static str, Option<i64>)>,
    /// The moment from which evidence vanishes.
    incident: i64,
    /// Name of the chosen system; empty when none is.
    system: String,
    fields: Vec<Field>,
    wrong: Vec<Field>,
    kits: Vec<Listed>,
}

/// The kits of somebody who takes part from outside, with what to do now.
#[derive(Clone, Debug, Serialize)]
pub struct KitsPage {
    head: Head,
    kits: Vec<Listed>,
    cards: Vec<CardView>,
}

impl AcquisitionPage {
    /// The page of a case, with what was asked or typed.
    pub fn of(
        server: &Server,
        caller: &Caller,
        whole: &Whole,
        (typed, asked): (&Form, &Asked<'_>),
        incident: Instant,
        kits: &[KitRow],
    ) -> Self {
        let (library, language) = (server.house.law(), caller.language.code());
        let day = server.house.day(caller.at);
        let all = library.acquisitions.on(day);
        let head = Head::at_the_desk(&whole.row, caller, "acquisition");
        let chosen = all.iter().find(|one| one.id == typed.text("card")).copied();
        let system = chosen.and_then(|one| one.system(typed.text("system")));
        let cards = all.iter().map(|one| {
            let address = format!("{}/acquisition?card={}", head.base, one.id);
            (
                one.title.in_language(language).to_owned(),
                address,
                chosen.is_some_and(|card| card.id == one.id),
            )
        });
        let id = system.map(|one| one.id.get_ref().clone());
        let things = chosen.map(|one| one.takes(id.as_deref())).unwrap_or_default();
        let standings = things.iter().map(|one| vanishes(one, incident, caller.at));
        let live = whole.parties.iter().filter(|one| one.is_live(caller.at.micros()));
        let fields = if system.is_some() { fields(asked, live) } else { Vec::new() };
        Self {
            cards: cards.collect(),
            card: chosen.map(|one| {
                let advice = library.advice.for_scenario(one.scenario, day);
                CardView::of(one, system, &advice, language)
            }),
            standings: standings.map(|one| (one.name(), one.at().map(Instant::micros))).collect(),
            incident: incident.micros(),
            system: id.unwrap_or_default(),
            wrong: crate::rooms::case::form::wrong(&fields),
            fields,
            kits: kits
                .iter()
                .map(|one| listed(&library.acquisitions.all, one, &whole.parties, &head, language))
                .collect(),
            head,
        }
    }
}

fn listed(cards: &[Card], row: &KitRow, parties: &[PartyRow], head: &Head, language: &str) -> Listed {
    let card = cards.iter().find(|one| one.id == row.card && one.version == row.card_version);
    let said = card.map_or_else(String::new, |one| one.title.in_language(language).to_owned());
    let system = card.and_then(|one| one.system(&row.system)).map(|one| one.title.in_language(language));
    let party = parties.iter().find(|one| one.id == row.party);
    Listed {
        title: format!("{said}: {}", system.unwrap_or(&row.system)),
        whom: party.map_or_else(String::new, |one| one.name.clone()),
        at: row.at,
        address: format!("{}/kits/{}/zip", head.base, row.id),
    }
}

fn fields<'a>(asked: &Asked<'_>, live: impl Iterator<Item = &'a PartyRow>) -> Vec<Field> {
    let parties = live.map(|one| {
        let name =
            if one.person.is_empty() { one.name.clone() } else { format!("{}, {}", one.name, one.person) };
        (one.id.clone(), name)
    });
    let languages = Language::ALL.map(Language::code);
    vec![
        asked.one_of("kit_for", parties, true).required(),
        asked.named("kit_language", "cards-language", &languages, false).required(),
        asked.line("kit_hash"),
        asked.moment("kit_until"),
    ]
}

impl KitsPage {
    /// The page of somebody who takes part.
    pub fn of(server: &Server, guest: &Guest, row: &CaseRow, kits: &[KitRow]) -> Self {
        let (library, language) = (server.house.law(), guest.caller.language.code());
        let day = server.house.day(guest.door.at);
        let head = guest.head(row, "kits");
        let card = |kit: &KitRow| {
            let card = library.acquisitions.version(&kit.card, &kit.card_version)?;
            let advice = library.advice.for_scenario(card.scenario, day);
            Some(CardView::of(card, card.system(&kit.system), &advice, language))
        };
        let mut cards: Vec<CardView> = kits.iter().filter_map(card).collect();
        if cards.is_empty() {
            let always = library.advice.for_scenario(Scenario::Any, day);
            cards.push(CardView { advice: tips(&always, language), ..CardView::default() });
        }
        Self {
            kits: kits
                .iter()
                .map(|one| listed(&library.acquisitions.all, one, &[], &head, language))
                .collect(),
            cards,
            head,
        }
    }
}

impl Page for AcquisitionPage {
    const TEMPLATE: &'static str = "case/acquisition.html";

    fn title(&self) -> &'static str {
        "cards-acquisition"
    }

    fn samples() -> Vec<Self> {
        let at = 1_763_653_200_000_000;
        let party = PartyRow { id: "pty_1".into(), name: "Waterbedrijf <b>".into(), ..PartyRow::default() };
        let draw = |wrong: &[&str]| {
            sampled(&[("kit_hash", "abc")], wrong, |asked| fields(asked, [&party].into_iter()))
        };
        let kit = Listed {
            title: "Randapparaat: NetScaler".into(),
            whom: "Waterbedrijf <b>".into(),
            at,
            address: "/desk/case/cas_1/kits/kit_1/zip".into(),
        };
        let whole = Self {
            head: Head::sample("acquisition", true),
            cards: vec![(
                "Randapparaat".into(),
                "/desk/case/cas_1/acquisition?card=edge-device".into(),
                true,
            )],
            card: Some(CardView::sample()),
            standings: vec![("restart", None), ("gone", Some(at)), ("until", Some(at)), ("unknown", None)],
            incident: at,
            system: "netscaler".into(),
            fields: draw(&[]),
            wrong: Vec::new(),
            kits: vec![kit],
        };
        let fields = draw(&["kit_hash", "kit_for"]);
        let wrong = crate::rooms::case::form::wrong(&fields);
        let again = Self { fields, wrong, kits: Vec::new(), ..whole.clone() };
        let none = Self {
            card: None,
            standings: Vec::new(),
            system: String::new(),
            fields: Vec::new(),
            kits: Vec::new(),
            ..whole.clone()
        };
        vec![whole, again, none]
    }
}

impl Page for KitsPage {
    const TEMPLATE: &'static str = "case/kits.html";

    fn title(&self) -> &'static str {
        "cards-kits"
    }

    fn samples() -> Vec<Self> {
        let kit = Listed {
            title: "Randapparaat: NetScaler".into(),
            whom: String::new(),
            at: 1_763_653_200_000_000,
            address: "/case/cas_1/kits/kit_1/zip".into(),
        };
        let full =
            Self { head: Head::sample("kits", false), kits: vec![kit], cards: vec![CardView::sample()] };
        let bare = CardView { advice: CardView::sample().advice, ..CardView::default() };
        vec![full.clone(), Self { kits: Vec::new(), cards: vec![bare], ..full }]
    }
}
