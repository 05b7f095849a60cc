//! The page of an entity in every state.

use super::{Contact, EntityPage, Owned, Past, filled};
use crate::{
    page::Page,
    rooms::{
        desk::Who,
        entity::{
            list::{Claim, Row},
            say::Say,
        },
    },
};
use meldkamer_app::entity::claim::POSTS;
use meldkamer_domain::entity::Entity;

/// An entity with something in every field, for samples.
pub(crate) fn sample_entity() -> Entity {
    let told = serde_json::json!({
        "name": "Waterbedrijf Ans <b>", "trade_names": "WBN; Noordwater", "number": "12345678",
        "class": "essential", "sectors": "drinking-water/mains", "street": "Kade 1", "postcode": "1234 AB",
        "city": "Hoorn", "country": "NL", "email": "info@wbn.example", "phone": "+31 20 1234567",
        "states": "NL, BE", "networks": "192.0.2.0/24 2001:db8::/32", "systems": "AS1103",
        "domains": "wbn.example", "arrangements": "ISAC", "providers": "Hoster BV",
        "contacts": [{"id": "con_1", "role": "always", "name": "SOC", "email": "soc", "phone": "+31 6 1"}],
    });
    meldkamer_domain::entity::read(&Entity::default(), &told, None).0
}

impl Contact {
    /// A contact with something in every place.
    pub(crate) fn sample(role: &str, test: &str, at: Option<i64>) -> Self {
        Self {
            id: format!("con_{role}{test}"),
            role: role.into(),
            name: "SOC".into(),
            job: "Piket".into(),
            email: "soc@wbn.example".into(),
            phone: "+31 6 0000 0000".into(),
            outside_email: "soc@elders.example".into(),
            outside_phone: "+31 6 1111 1111".into(),
            confirmed_at: at,
            asked_at: at,
            bounced_at: at,
            bounce: "550 <b>".into(),
            tested_at: at.filter(|_| !test.is_empty()),
            test: test.into(),
        }
    }
}

impl Page for EntityPage {
    const TEMPLATE: &'static str = "entity/page.html";

    fn title(&self) -> &'static str {
        "entity-page-title"
    }

    fn samples() -> Vec<Self> {
        Say::sample(|say| {
            let at = 1_763_653_200_000_000;
            let head = |state: &str, risk: &str| Row {
                id: "org_1".into(),
                name: "Ans <b>".into(),
                number: "12345678".into(),
                sector: "Drinkwater".into(),
                class: "essential".into(),
                state: state.into(),
                risk: risk.into(),
            };
            let contact = Contact::sample;
            let owned = |sort: &str, state: &str, how: &str| Owned {
                sort: sort.into(),
                key: format!("{sort}{state}{how}"),
                text: "wbn.example".into(),
                state: state.into(),
                how: how.into(),
                note: if how == "hand" { "Gebeld <b>".into() } else { String::new() },
                proven_at: Some(at).filter(|_| state == "proven"),
                zone: if sort == "system" { String::new() } else { "_meldkamer.wbn.example".into() },
                line: if how == "dns" { "meldkamer-proof=ab".into() } else { String::new() },
            };
            let claim = Claim {
                text: "192.0.2.0/25".into(),
                state: "claimed".into(),
                entity: "org_2".into(),
                name: "Bas <b>".into(),
                standing: "unverified".into(),
            };
            let past = |how: &str| Past {
                version: 2,
                at,
                who: Who { name: "Ans <b>".into(), role: "analyst".into() },
                how: how.into(),
                reason: "Telefonisch".into(),
                changes: vec![("Plaats".into(), "Hoorn".into(), String::new())],
            };
            let full = Self {
                head: head("registered", "no-contact"),
                note: "Akkoord".into(),
                fields: filled(&sample_entity(), say),
                wrong: vec!["Netwerken: 10.0.0.0/8".into()],
                asks: vec!["KvK: ontbreekt".into()],
                contacts: vec![
                    contact("always", "answered", Some(at)),
                    contact("technical", "silent", Some(at)),
                    contact("management", "", None),
                    contact("deputy", "", None),
                ],
                claims: vec![
                    owned("domain", "proven", "dns"),
                    owned("domain", "proven", "mail"),
                    owned("network", "proven", "hand"),
                    owned("network", "proven", "inside"),
                    owned("domain", "asked", "dns"),
                    owned("domain", "asked", "mail"),
                    owned("system", "claimed", ""),
                ],
                more_claims: 3,
                overlaps: vec![("192.0.2.0/24".into(), vec![claim])],
                doubles: vec![head("unverified", "")],
                dossiers: vec![
                    ("NL-26-K7M4".into(), "Alles versleuteld <b>".into(), at),
                    ("NL-26-2".into(), String::new(), at),
                ],
                requests: vec![("req_1".into(), at, true), ("req_2".into(), at, false)],
                past: ["desk", "import", "registration", "request", "demo"].map(past).to_vec(),
                posts: POSTS.to_vec(),
                may_change: true,
            };
            let seen = Self { may_change: false, ..full.clone() };
            let bare = |state: &str, risk: &str| Self {
                head: head(state, risk),
                may_change: true,
                ..Self::default()
            };
            vec![
                bare("registered", ""),
                bare("unverified", "unconfirmed"),
                bare("refused", "not-answered"),
                bare("ended", "bounced"),
                full,
                seen,
            ]
        })
    }
}
