//! Routes: which CSIRT helps an entity, who supervises it, and which minister answers for it.
//!
//! Sectors, subsectors and kinds of entities are named here too, since routes hang on them.

use crate::{
    fact::Facts,
    law::{
        Law, Reason,
        condition::{Condition, Truth},
        entries,
    },
    rulebook::{Basis, Said},
};
use alloc::{string::String, vec, vec::Vec};
use jiff::civil::Date;
use serde::Deserialize;
use toml::Spanned;

/// A CSIRT, a supervisor or a minister.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Body {
    /// Short id, such as `ncsc`.
    pub id: Spanned<String>,
    /// Its name.
    pub name: Said,
    /// Public address, if one is known.
    pub address: Option<String>,
    /// Whether it is the CSIRT of everybody for whom no other was designated.
    #[serde(default)]
    pub default_csirt: bool,
    /// The Member State whose single point of contact it is (NIS2 8(3)).
    pub contact_point: Option<String>,
    /// What it rests on.
    pub basis: Basis,
}

/// From a sector to those who are responsible for it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Route {
    /// Its own id.
    pub id: Spanned<String>,
    /// For whom it holds.
    pub when: Condition,
    /// Id of the CSIRT; none while it is still to be designated.
    pub csirt: Option<Spanned<String>>,
    /// Id of the CSIRT that acts until the designation is confirmed.
    pub provisional: Option<Spanned<String>>,
    /// Id of the supervisor.
    pub supervisor: Option<Spanned<String>>,
    /// Id of the minister who is the competent authority.
    pub minister: Option<Spanned<String>>,
    /// What it rests on.
    pub basis: Basis,
}

/// Where a report goes.
#[derive(Clone, Debug, PartialEq)]
pub struct Routes<'a> {
    /// All routes that fit; several when the entity is in several sectors.
    pub found: Vec<&'a Route>,
    /// CSIRTs without doubles; the national one when no route says otherwise.
    pub csirts: Vec<&'a Body>,
    /// CSIRTs that act for those whose designation is not confirmed.
    pub provisional: Vec<&'a Body>,
    /// Supervisors without doubles.
    pub supervisors: Vec<&'a Body>,
    /// Ministers without doubles.
    pub ministers: Vec<&'a Body>,
    /// Codes `route` (`id`), `facts-missing` (`facts`), `no-route`, `csirt-only`.
    pub why: Vec<Reason>,
}

/// A sector of the annexes, with what is inside it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Sector {
    /// Short id, such as `energy`.
    pub id: Spanned<String>,
    /// Its name.
    pub name: Said,
    /// Annex 1 or 2; 0 for neither.
    pub annex: u8,
    /// What it rests on.
    pub basis: Basis,
    /// Its subsectors.
    #[serde(default, rename = "subsector")]
    pub subsectors: Vec<Named>,
    /// The kinds of entities in it.
    #[serde(default, rename = "kind")]
    pub kinds: Vec<Named>,
}

/// An id with its name.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// Short id.
    pub id: String,
    /// Its name.
    pub name: Said,
}

impl Law {
    /// Whom a mandatory report of these facts concerns on a day.
    pub fn route(&self, facts: &Facts, day: Date) -> Routes<'_> {
        let held = || self.routes.iter().filter(|route| route.basis.holds_on(day));
        let sure: Vec<_> = held().filter(|route| route.when.of(facts) == Truth::Yes).collect();
        let perhaps: Vec<_> = held().filter(|route| route.when.of(facts) == Truth::Unknown).collect();
        let why = match (sure.is_empty(), perhaps.is_empty()) {
            (false, _) => sure.iter().map(|one| Reason::new("route").with("id", one.id.get_ref())).collect(),
            (true, false) => {
                let mut missing: Vec<_> = perhaps.iter().flat_map(|one| one.when.facts()).collect();
                missing.retain(|name| facts.get(name).is_none());
                missing.sort_unstable();
                missing.dedup();
                vec![Reason::new("facts-missing").with("facts", missing.join(" "))]
            }
            (true, true) => vec![Reason::new("no-route")],
        };
        self.routes_of(sure, why, day)
    }

    /// Whom a voluntary report, a near miss or a threat concerns: the CSIRT only (Cbw 33).
    pub fn voluntary_route(&self, facts: &Facts, day: Date) -> Routes<'_> {
        let mut routes = self.route(facts, day);
        routes.supervisors.clear();
        routes.ministers.clear();
        routes.why.push(Reason::new("csirt-only"));
        routes
    }

    /// A CSIRT, supervisor or minister by its id.
    pub fn body(&self, id: &str, day: Date) -> Option<&Body> {
        self.bodies.iter().find(|body| body.id.get_ref() == id && body.basis.holds_on(day))
    }

    /// The single point of contact of a state on a day.
    pub fn contact_point(&self, state: &str, day: Date) -> Option<&Body> {
        let of_state = |body: &&Body| body.contact_point.as_deref() == Some(state);
        self.bodies.iter().filter(of_state).find(|body| body.basis.holds_on(day))
    }

    fn routes_of<'a>(&'a self, found: Vec<&'a Route>, why: Vec<Reason>, day: Date) -> Routes<'a> {
        let bodies = |part: fn(&Route) -> Option<&Spanned<String>>| {
            let mut named: Vec<&Body> = Vec::new();
            for id in found.iter().filter_map(|route| part(route)) {
                if let Some(body) = self.body(id.get_ref(), day)
                    && !named.contains(&body)
                {
                    named.push(body);
                }
            }
            named
        };
        let mut csirts = bodies(|route| route.csirt.as_ref());
        let provisional = bodies(|route| route.provisional.as_ref());
        if csirts.is_empty() && provisional.is_empty() {
            csirts.extend(self.bodies.iter().filter(|body| body.default_csirt && body.basis.holds_on(day)));
        }
        let supervisors = bodies(|route| route.supervisor.as_ref());
        let ministers = bodies(|route| route.minister.as_ref());
        Routes { found, csirts, provisional, supervisors, ministers, why }
    }
}

entries!(Body, Route, Sector);
