//! Who walks the routes, and whose things they ask for.

use crate::harness::{
    authenticator::Device,
    client::{Answer, Client},
    house::TestHouse,
    outside,
    world::{Reported, staff_id},
};
use meldkamer::{
    browser::BROWSER_COOKIE,
    door::admits,
    rooms::case::guest::LINK_COOKIE,
    route::{Gate, Route},
};
use meldkamer_domain::access::{Role, Tie};
use std::sync::Mutex;

/// The password of all staff in this wall.
pub const PASSWORD: &str = "elf blauwe tramhaltes wachten";

/// Who came into a case by the link of one person.
pub const FIRM: &str = "the person of a firm";

/// The secret of the authenticator of all staff in this wall.
pub const TOTP: &[u8] = b"12345678901234567890";

/// Whose things a request asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// What belongs to the holder of the first code.
    Own,
    /// What belongs to the holder of the second.
    Other,
    /// A dossier in the name of the first's entity that is not bound to it.
    Unverified,
    /// What does not exist.
    Nobody,
}

impl Whose {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Own, Self::Other, Self::Unverified, Self::Nobody];

    /// Whose thing a form is best tried on.
    pub fn best(route: &str) -> Self {
        let naming = route.contains("/naming/") || route.ends_with("/bind");
        if naming { Self::Unverified } else { Self::Own }
    }
}

/// Somebody who walks the routes.
pub struct Person {
    pub name: String,
    pub client: Client,
    /// The role of who is signed in.
    pub role: Option<Role>,
    pub holds_code: bool,
    /// Whose code they hold.
    pub owns: Option<Whose>,
    /// The entity that they act for, when they act for one.
    pub entity: &'static str,
}

impl Person {
    /// Whether they do not belong to the CSIRT.
    pub(super) fn is_outside(&self) -> bool {
        self.role.is_none_or(|role| !role.is_staff())
    }

    /// How they are tied to a dossier, in a role from outside.
    pub fn tied(&self, role: Role, whose: Whose) -> Tie {
        let bound = match whose {
            Whose::Own => outside::ENTITY,
            Whose::Other => outside::OTHER_ENTITY,
            Whose::Unverified | Whose::Nobody => "nobody's",
        };
        match (role, whose) {
            (Role::Provider, _) if bound == self.entity => Tie::Mandated,
            _ if bound == self.entity => Tie::Own,
            (Role::Provider, _) => Tie::Other,
            (_, Whose::Unverified) if self.entity == outside::ENTITY => Tie::Unverified,
            // What must be reported reaches the supervisor of its sector and the contact point; the other report is voluntary.
            (Role::Supervisor | Role::ContactPoint, Whose::Own | Whose::Unverified) => Tie::Own,
            _ => Tie::Other,
        }
    }

    /// Whether they have a part in the case that whoever it is has.
    pub fn takes_part(&self, whose: Whose) -> bool {
        let entity = match whose {
            Whose::Own => outside::ENTITY,
            Whose::Other => outside::OTHER_ENTITY,
            Whose::Unverified | Whose::Nobody => return false,
        };
        let invited = self.name == FIRM || self.role == Some(Role::OtherCsirt);
        self.owns == Some(whose) || self.entity == entity || (invited && whose == Whose::Own)
    }

    /// Whether somebody like this is meant to use a route.
    pub(super) fn may_use(&self, route: &Route) -> bool {
        match route.gate {
            Gate::Public => self.role.is_none_or(|role| role == Role::Administrator),
            Gate::Code => self.holds_code,
            Gate::Party => self.takes_part(Whose::Own),
            Gate::SignedIn(verb) => self.role.is_some_and(|role| admits(route.path, role, verb)),
        }
    }
}

/// The house and the two dossiers in it.
pub struct World {
    pub house: TestHouse,
    pub own: Reported,
    pub other: Reported,
    pub named: Reported,
    /// The device with the administrator's passkey.
    pub device: Mutex<Device>,
}

impl World {
    /// A house with two reporters, each with a file and a message, and staff of every role.
    pub async fn in_a(house: TestHouse) -> Self {
        let own = house.report("Waterbedrijf Noord").await;
        let other = house.report_of_free_will("Waterbedrijf Zuid").await;
        let named = house.report("Waterbedrijf Noord").await;
        house.hire().await;
        house.welcome().await;
        let device = Mutex::new(Device::at("https://meldkamer.example"));
        let world = Self { house, own, other, named, device };
        for (reported, name) in [(&world.own, "own"), (&world.other, "other")] {
            world.furnish(&reported.id, name).await;
        }
        world.employ().await;
        world.commission().await;
        world.prepare().await;
        world.open_cases().await;
        world.deposit().await;
        world.house.memory.at_once(&world.bindings()).await;
        world
    }

    /// Binds the dossiers as this wall wants them: one to each entity, and one that only names the first.
    fn bindings(&self) -> Vec<String> {
        let bound = [
            (&self.own, format!("'{}'", outside::ENTITY), "NULL".to_owned()),
            (&self.other, format!("'{}'", outside::OTHER_ENTITY), "NULL".to_owned()),
            (&self.named, "NULL".to_owned(), format!("'{}'", outside::ENTITY)),
        ]
        .into_iter()
        .map(|(reported, entity, claimed)| {
            let id = &reported.id;
            format!("UPDATE dossier SET entity = {entity}, claimed = {claimed} WHERE id = '{id}'")
        });
        let opened = ["UPDATE binding_link SET used_at = NULL", "UPDATE plea SET ended_at = NULL"];
        bound.chain(opened.map(str::to_owned)).collect()
    }

    /// Everybody.
    pub async fn people(&self) -> Vec<Person> {
        let person = |name: &str, mut client: Client, role, owns: Option<Whose>| {
            client.cookies.insert(BROWSER_COOKIE.into(), "the-browser-of-somebody".into());
            Person { name: name.into(), client, role, holds_code: owns.is_some(), owns, entity: "" }
        };
        // Who holds the code of a report practises too, under a code of its own.
        let mut holder = self.house.holder(&self.own);
        holder.post("/prepare/drill", &[("scenario", "ddos")]).await;
        let mut people = vec![
            person("a stranger", self.house.client(), None, None),
            person("the holder of the code", holder, None, Some(Whose::Own)),
            person("the holder of another code", self.house.holder(&self.other), None, Some(Whose::Other)),
        ];
        let mut writer = self.house.client();
        writer.post("/report", &[("kind", "significant-incident")]).await;
        people.push(person("somebody who writes a report", writer, None, Some(Whose::Nobody)));
        for role in Role::STAFF {
            people.push(person(role.name(), self.house.signed_in(role).await, Some(role), None));
        }
        for one in outside::ALL {
            // Under a mandate that has ended nobody is signed in.
            let role = Some(one.role).filter(|_| one.lives);
            let entity = if one.role.is_for_entities() { one.body } else { "" };
            people.push(Person { entity, ..person(one.name, self.house.visits(&one).await, role, None) });
        }
        let mut firm = self.house.client();
        firm.cookies.insert(LINK_COOKIE.into(), thing("own"));
        people.push(person(FIRM, firm, None, None));
        for role in [Role::DutyOfficer, Role::Observer] {
            let name = format!("a machine with the token of {}", role.name());
            people.push(person(&name, self.house.machine(role).await, Some(role), None));
        }
        people
    }

    /// Mends what requests before this one may have ended: sessions, tokens, accounts, tries.
    pub async fn mend(&self) {
        let mut all = [
            "UPDATE session SET revoked_at = NULL, factor_at = created_at",
            "UPDATE api_token SET revoked_at = NULL",
            "UPDATE account SET active = 1, totp_step = 0",
            "UPDATE share SET revoked_at = NULL",
            "DELETE FROM attempt",
            "UPDATE hold SET lifted_at = NULL",
        ]
        .map(str::to_owned)
        .to_vec();
        all.extend(Role::STAFF.map(|role| {
            format!("UPDATE account SET role = '{}' WHERE id = '{}'", role.name(), staff_id(role))
        }));
        all.push(format!("DELETE FROM hold WHERE id <> '{}'", thing("own")));
        all.extend(self.mending_cases());
        all.extend(TestHouse::mending_outside());
        all.extend(super::evidence::mending(&self.house));
        all.extend(self.bindings());
        self.house.memory.at_once(&all).await;
    }

    /// The address of a route with its gaps filled in.
    pub fn path(&self, route: &str, whose: Whose) -> String {
        let reported = match whose {
            Whose::Own => Some(&self.own),
            Whose::Other => Some(&self.other),
            Whose::Unverified => Some(&self.named),
            Whose::Nobody => None,
        };
        let name = match whose {
            Whose::Own => "own",
            Whose::Other => "other",
            Whose::Unverified => "unverified",
            Whose::Nobody => "nobody",
        };
        route
            .split('/')
            .map(|part| match part {
                "{reference}" | "{dossier}" => reported
                    .map_or_else(|| "NL-26-0000-0000-0".to_owned(), |reported| reported.reference.clone()),
                "{stage}" => "early-warning".into(),
                "{version}" => "1".into(),
                "{language}" => "nl".into(),
                "{file}" => format!("{}-mail", thing(name)),
                "{name}" if whose == Whose::Own => "invitation".into(),
                gap if gap.starts_with('{') => thing(name),
                plain => plain.to_owned(),
            })
            .collect::<Vec<_>>()
            .join("/")
    }

    /// Whose things a route can be asked for: a route without gaps knows no difference.
    pub fn apart(&self, route: &str) -> Vec<Whose> {
        if route.contains('{') { Whose::ALL.to_vec() } else { vec![Whose::Own] }
    }

    /// An answer without what differs because another address was asked.
    pub fn plain(&self, answer: &Answer) -> (u16, String) {
        // Each answer names itself by its trace.
        let mut text = answer.text().replace(answer.header("x-trace-id"), "…");
        for (asked, name) in [(Whose::Other, "other"), (Whose::Nobody, "nobody")] {
            text = text.replace(&self.path("{reference}", asked), "…").replace(&thing(name), "…");
        }
        (answer.status, text)
    }
}

/// The id of the thing that a dossier has.
pub(super) fn thing(name: &str) -> String {
    format!("thing-{name}")
}
