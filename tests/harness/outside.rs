//! People from outside the CSIRT, each under a mandate: of an entity, of its provider, of an authority.

use super::{client::Client, house::TestHouse};
use meldkamer_app::{Actor, Door, session};
use meldkamer_domain::access::{BodyKind, Mandate, Role};

/// The entity that most people from outside belong to.
pub const ENTITY: &str = "org-own";
/// Another entity, which has nothing to do with the first.
pub const OTHER_ENTITY: &str = "org-other";

/// Somebody from outside.
#[derive(Clone, Copy, Debug)]
pub struct Outsider {
    /// What they are called in the database and in what a wall says.
    pub name: &'static str,
    /// The role of their mandate.
    pub role: Role,
    /// The body of their mandate.
    pub body: &'static str,
    /// The firm, for a provider.
    pub firm: &'static str,
    /// Whether their mandate lives.
    pub lives: bool,
}

const fn one(name: &'static str, role: Role, body: &'static str) -> Outsider {
    Outsider { name, role, body, firm: "", lives: true }
}

/// Everybody from outside.
pub const ALL: [Outsider; 11] = [
    one("entity-administrator", Role::EntityAdministrator, ENTITY),
    one("entity-reporter", Role::EntityReporter, ENTITY),
    one("entity-reader", Role::EntityReader, ENTITY),
    one("entity-administrator-elsewhere", Role::EntityAdministrator, OTHER_ENTITY),
    Outsider { firm: "Sloten BV", ..one("provider", Role::Provider, ENTITY) },
    Outsider { firm: "Sloten BV", lives: false, ..one("provider-of-old", Role::Provider, ENTITY) },
    one("supervisor", Role::Supervisor, "ilt"),
    one("other-csirt", Role::OtherCsirt, "z-cert"),
    one("contact-point", Role::ContactPoint, "own"),
    one("partner", Role::Partner, "partner"),
    one("member", Role::Member, ""),
];

impl Outsider {
    /// Somebody of this name.
    pub fn named(name: &str) -> Self {
        ALL.into_iter().find(|one| one.name == name).unwrap_or_else(|| panic!("there is no {name}"))
    }

    /// Their account.
    pub fn account(&self) -> String {
        format!("acc-{}", self.name)
    }

    /// Their mandate, if they have one.
    pub fn mandate(&self) -> Option<String> {
        BodyKind::of(self.role).map(|_| format!("man-{}", self.name))
    }

    fn session(&self) -> String {
        format!("session-of-{}-outside", self.name)
    }
}

impl TestHouse {
    /// Puts the two entities and everybody from outside in the register.
    pub async fn welcome(&self) {
        let at = self.now().micros();
        for (id, name, number) in
            [(ENTITY, "Waterbedrijf Noord", "11111111"), (OTHER_ENTITY, "Waterbedrijf Zuid", "22222222")]
        {
            let sort = name.to_lowercase();
            self.memory
                .run(&format!(
                    "INSERT INTO entity (id, name, sort, register_number, sector, subsector, created_at) \
                     VALUES ('{id}', '{name}', '{sort}', '{number}', 'drinking-water', 'mains', {at})"
                ))
                .await;
            self.memory
                .run(&format!(
                    "INSERT INTO entity_contact (id, entity, place, role, email, phone) \
                     VALUES ('con-{id}', '{id}', 0, 'always', 'soc@{id}.example', '+31 20 {number}')"
                ))
                .await;
        }
        for one in ALL {
            self.admit(&one).await;
        }
    }

    /// Gives somebody from outside an account, and a mandate if their role has one.
    pub async fn admit(&self, one: &Outsider) {
        let (at, name, account) = (self.now().micros(), one.name, one.account());
        self.memory
            .run(&format!(
                "INSERT INTO account (id, login, name, email, role, language, created_at) \
                 VALUES ('{account}', '{name}@outside.example', 'Noor {name}', '{name}@outside.example', \
                 'member', 'nl', {at})"
            ))
            .await;
        let (Some(kind), Some(mandate)) = (BodyKind::of(one.role), one.mandate()) else { return };
        let until = if one.lives { "NULL".to_owned() } else { (at - 1).to_string() };
        self.memory
            .run(&format!(
                "INSERT INTO mandate (id, account, body_kind, body, role, firm, given_by, from_at, until_at, created_at) \
                 VALUES ('{mandate}', '{account}', '{}', '{}', '{}', '{}', 'operator', {}, {until}, {at})",
                kind.name(),
                one.body,
                one.role.name(),
                one.firm,
                at - 10
            ))
            .await;
    }

    /// Somebody from outside, signed in under their mandate.
    pub async fn visits(&self, one: &Outsider) -> Client {
        let digest = self.memory.bytes(&session::digest(&one.session()));
        let (at, ends) = (self.now().micros(), self.now().plus_hours(10).micros());
        let mandate = one.mandate().map_or("NULL".to_owned(), |id| format!("'{id}'"));
        let sql = format!(
            "INSERT INTO session (digest, id, account, factor, created_at, seen_at, ends_at, mandate, factor_at) \
             VALUES ({digest}, 'session-{0}', '{1}', 1, {at}, {at}, {ends}, {mandate}, {at}) \
             ON CONFLICT (digest) DO NOTHING",
            one.name,
            one.account()
        );
        self.memory.run(&sql).await;
        let mut client = self.client();
        client.cookies.insert(meldkamer::door::SESSION_COOKIE.into(), one.session());
        client
    }

    /// The door of somebody from outside.
    pub fn outside(&self, one: &Outsider) -> Door {
        let mandate = one.mandate().zip(BodyKind::of(one.role)).map(|(id, kind)| Mandate {
            id,
            kind,
            body: one.body.to_owned(),
            firm: one.firm.to_owned(),
            sectors: Vec::new(),
            regimes: Vec::new(),
        });
        let actor = Actor { mandate, ..Actor::staff(one.role, one.account(), one.name) };
        Door::now(&self.house, actor)
    }

    /// Mends what may have ended the mandates and sessions of people from outside.
    pub fn mending_outside() -> Vec<String> {
        let mut all = vec![
            "UPDATE mandate SET revoked_at = NULL, revoked_by = ''".to_owned(),
            "UPDATE mandate SET until_at = NULL WHERE id <> 'man-provider-of-old'".to_owned(),
        ];
        all.extend(ALL.iter().map(|one| {
            let mandate = one.mandate().map_or("NULL".to_owned(), |id| format!("'{id}'"));
            format!("UPDATE session SET mandate = {mandate} WHERE id = 'session-{}'", one.name)
        }));
        all
    }
}
