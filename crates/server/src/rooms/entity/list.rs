//! The list of the register: by name, by words, by what is wrong.

use super::say::Say;
use crate::{
    Server,
    door::Caller,
    form::Form,
    page::{Choice, Page, Sample, samples_of},
    problem::Problem,
    rooms::{desk::asked, encoded},
    route::{Gate, Route},
};
use axum::{extract::State, response::Response};
use meldkamer_app::entity::look::{self, Look, Wish};
use meldkamer_domain::access::{Role, Tie, Verb, ruling};
use meldkamer_store::{
    dossier::listed::Turn,
    entity::{
        EntityRow,
        asset::ClaimRow,
        listed::{Filter, Place},
    },
};
use serde::Serialize;

const LIST: &str = "/desk/register";
const STATES: [&str; 4] = ["registered", "unverified", "refused", "ended"];
/// What can be chosen of what is wrong with reaching an entity.
pub(crate) const RISKS: [&str; 5] = ["any", "no-contact", "not-answered", "unconfirmed", "bounced"];

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get(LIST, Gate::SignedIn(Verb::FindEntity), show)]
}

pub(super) fn samples() -> Vec<Sample> {
    samples_of::<ListPage>()
}

/// A page of the register.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ListPage {
    rows: Vec<Row>,
    q: String,
    sectors: Vec<Choice>,
    classes: Vec<Choice>,
    states: Vec<Choice>,
    risks: Vec<Choice>,
    /// Whether it is narrowed down at all.
    sifted: bool,
    whole_words: bool,
    previous: String,
    next: String,
    may_change: bool,
}

/// An entity in the list.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Row {
    pub id: String,
    pub name: String,
    pub number: String,
    pub sector: String,
    pub class: String,
    pub state: String,
    pub risk: String,
}

impl Row {
    pub(crate) fn of(row: &EntityRow, say: &Say<'_>) -> Self {
        Self {
            id: row.id.clone(),
            name: row.name.clone(),
            number: row.register_number.clone(),
            sector: if row.sector.is_empty() {
                String::new()
            } else {
                say.activity(&format!("{}/{}/{}", row.sector, row.subsector, row.kind))
            },
            class: row.class.clone(),
            state: row.state.clone(),
            risk: row.risk.clone(),
        }
    }
}

/// The filters as the address has them.
pub(crate) struct Sift {
    pub filter: Filter,
    pub q: String,
    after: String,
    before: String,
}

impl Sift {
    pub(crate) fn of(form: &Form) -> Self {
        let text = |name: &str| form.text(name).to_owned();
        let filter = Filter {
            words: look::words(form.text("q")),
            sector: text("sector"),
            class: text("class"),
            state: text("state"),
            risk: text("risk"),
            ..Filter::default()
        };
        Self { filter, q: text("q"), after: text("after"), before: text("before") }
    }

    /// Whether the list is narrowed down at all.
    pub(crate) fn narrows(&self) -> bool {
        let filter = &self.filter;
        let chosen = [&filter.sector, &filter.class, &filter.state, &filter.risk];
        !filter.words.is_empty() || chosen.iter().any(|one| !one.is_empty())
    }

    /// Which page is asked for. An unreadable place is the top: an old address never fails.
    pub(crate) fn turn(&self) -> Turn<Place> {
        match (Self::place(&self.after), Self::place(&self.before)) {
            (Some(place), _) => Turn::After(place),
            (None, Some(place)) => Turn::Before(place),
            (None, None) => Turn::First,
        }
    }

    fn place(text: &str) -> Option<Place> {
        let (serial, sort) = text.split_once('.')?;
        Some(Place { serial: serial.parse().ok()?, sort: sort.to_owned() })
    }

    fn wish(&self) -> Wish {
        let turn = self.turn();
        if self.filter.words.is_empty() {
            return Wish::ByName(self.filter.clone(), turn);
        }
        Wish::Found(self.filter.clone(), turn.by_serial())
    }

    /// What narrows the list down, as the query of an address; empty when nothing does.
    pub(crate) fn query(&self) -> String {
        let filter = &self.filter;
        let all = [
            ("q", &self.q),
            ("sector", &filter.sector),
            ("class", &filter.class),
            ("state", &filter.state),
            ("risk", &filter.risk),
        ];
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(all.into_iter().filter(|(_, value)| !value.is_empty()));
        query.finish()
    }

    /// The address of the page at one side of a row.
    pub(crate) fn address(&self, list: &str, side: &str, row: &EntityRow) -> String {
        let mut query = form_urlencoded::Serializer::new(self.query());
        query.append_pair(side, &format!("{}.{}", row.serial, row.sort));
        format!("{list}?{}", query.finish())
    }
}

async fn show(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let sift = Sift::of(&asked(&caller));
    let found = look::look(&server.house, &sift.wish()).await?;
    let page = ListPage::of(&Say::new(&server, caller.language), &sift, &found, may_change(&caller));
    server.show(&server.frame_of(&caller), &page)
}

/// Whether this person may change the register.
pub(crate) fn may_change(caller: &Caller) -> bool {
    let role = caller.signed_in.as_ref().map_or(Role::Stranger, |one| one.role);
    ruling(role, Verb::ChangeEntity, Tie::Other)
}

impl ListPage {
    fn of(say: &Say<'_>, sift: &Sift, found: &Look, may_change: bool) -> Self {
        let filter = &sift.filter;
        let first = found.rows.first().filter(|_| found.earlier);
        let last = found.rows.last().filter(|_| found.later);
        Self {
            rows: found.rows.iter().map(|row| Row::of(row, say)).collect(),
            q: sift.q.clone(),
            sectors: say.sectors(&filter.sector),
            classes: say.classes(&filter.class),
            states: say.coded("entity-state", &STATES, &filter.state),
            risks: say.coded("entity-risk", &RISKS, &filter.risk),
            sifted: sift.narrows(),
            whole_words: found.whole_words,
            previous: first.map(|row| sift.address(LIST, "before", row)).unwrap_or_default(),
            next: last.map(|row| sift.address(LIST, "after", row)).unwrap_or_default(),
            may_change,
        }
    }
}

impl Page for ListPage {
    const TEMPLATE: &'static str = "entity/list.html";

    fn title(&self) -> &'static str {
        "entity-list-title"
    }

    fn samples() -> Vec<Self> {
        Say::sample(|say| {
            let sift = |q: &str| Sift::of(&Form { pairs: vec![("q".into(), q.into())], files: Vec::new() });
            let none = Look { rows: Vec::new(), earlier: false, later: false, whole_words: false };
            let some = Look { rows: sample_rows(), earlier: true, later: true, whole_words: true };
            vec![
                Self::of(say, &sift(""), &none, true),
                Self::of(say, &sift("niets"), &none, false),
                Self::of(say, &sift("water"), &some, true),
            ]
        })
    }
}

/// Rows of every look.
pub(crate) fn sample_rows() -> Vec<EntityRow> {
    let row = |id: &str, state: &str, risk: &str, class: &str| EntityRow {
        id: id.into(),
        serial: 7,
        name: "Waterbedrijf Ans <b>".into(),
        sort: "waterbedrijf".into(),
        register_number: "12345678".into(),
        sector: "drinking-water".into(),
        subsector: "mains".into(),
        class: class.into(),
        state: state.into(),
        risk: risk.into(),
        ..EntityRow::default()
    };
    vec![
        row("org_1", "registered", "", "essential"),
        row("org_2", "unverified", "no-contact", "important"),
        row("org_3", "ended", "not-answered", "critical"),
        row("org_4", "refused", "unconfirmed", "none"),
        row("org_5", "registered", "bounced", "domain-registration"),
        EntityRow { name: "Zonder gegevens".into(), state: "registered".into(), ..EntityRow::default() },
    ]
}

/// One claim in a list.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Claim {
    pub text: String,
    pub state: String,
    pub entity: String,
    pub name: String,
    pub standing: String,
}

impl Claim {
    pub(crate) fn of(row: ClaimRow, say: &Say<'_>) -> Self {
        let text = if row.sort == "domain" { say.text("domains", &row.text) } else { row.text };
        Self { text, state: row.state, entity: row.entity, name: row.name, standing: row.standing }
    }
}

/// The address of an entity at the desk.
pub(crate) fn address(id: &str) -> String {
    format!("/desk/register/{}", encoded(id))
}
