//! Who walks the routes, and whose things they ask for.

use crate::harness::{
    authenticator::Device,
    client::{Answer, Client},
    house::TestHouse,
    outside,
    world::{Reported, staff_id},
};
use meldkamer::browser::BROWSER_COOKIE;
use meldkamer_app::{
    sign_in,
    triage::weigh::{self, Typed},
};
use meldkamer_domain::access::Role;
use std::sync::Mutex;

/// The password of all staff in this wall.
pub const PASSWORD: &str = "elf blauwe tramhaltes wachten";

/// The secret of the authenticator of all staff in this wall.
pub const TOTP: &[u8] = b"12345678901234567890";

/// The digest of a file without anything in it.
const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

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
        world.bind().await;
        world.prepare().await;
        world
    }

    /// Gives each entity somebody more who acts for it, and the CSIRT a request and a contact's link.
    async fn commission(&self) {
        let (memory, at) = (&self.house.memory, self.house.now().micros());
        for (name, body, account) in
            [("own", outside::ENTITY, "acc-member"), ("other", outside::OTHER_ENTITY, "acc-partner")]
        {
            let mandate = format!(
                "INSERT INTO mandate (id, account, body_kind, body, role, given_by, from_at, created_at) \
                 VALUES ('{}', '{account}', 'entity', '{body}', 'entity-reader', 'operator', {at}, {at})",
                thing(name)
            );
            memory.run(&mandate).await;
        }
        let plea = format!(
            "INSERT INTO plea (id, organisation, name, email, body, language, at) \
             VALUES ('{}', 'Waterbedrijf Noord', 'Noor', 'noor@outside.example', 'Gefuseerd', 'nl', {at})",
            thing("own")
        );
        memory.run(&plea).await;
        let link = format!(
            "INSERT INTO binding_link (digest, dossier, entity, contact, ends_at) \
             VALUES ({}, '{}', '{}', 'soc@outside.example', {})",
            memory.bytes(&meldkamer_app::session::digest(&thing("own"))),
            self.named.id,
            outside::ENTITY,
            at * 2
        );
        memory.run(&link).await;
    }

    /// Binds the dossiers as this wall wants them: one to each entity, and one that only names the first.
    async fn bind(&self) {
        let memory = &self.house.memory;
        for (reported, entity, claimed) in [
            (&self.own, format!("'{}'", outside::ENTITY), "NULL".to_owned()),
            (&self.other, format!("'{}'", outside::OTHER_ENTITY), "NULL".to_owned()),
            (&self.named, "NULL".to_owned(), format!("'{}'", outside::ENTITY)),
        ] {
            let sql = format!(
                "UPDATE dossier SET entity = {entity}, claimed = {claimed} WHERE id = '{}'",
                reported.id
            );
            memory.run(&sql).await;
        }
        memory.run("UPDATE binding_link SET used_at = NULL").await;
        memory.run("UPDATE plea SET ended_at = NULL").await;
    }

    /// Gives staff a password, and the administrator a colleague, another session and an assessment.
    async fn employ(&self) {
        static HASH: tokio::sync::OnceCell<String> = tokio::sync::OnceCell::const_new();
        let hash = HASH.get_or_init(async || sign_in::password::hash(PASSWORD).await.unwrap()).await;
        let (memory, at, id) = (&self.house.memory, self.house.now().micros(), thing("own"));
        let totp = memory.bytes(TOTP);
        let colleague = format!(
            "INSERT INTO account (id, login, name, email, role, language, created_at) \
             VALUES ('{id}', 'collega', 'Kees', 'kees@csirt.example', 'analyst', 'nl', {at})"
        );
        memory.run(&colleague).await;
        memory.run(&format!("UPDATE account SET password = '{hash}', totp = {totp}")).await;
        self.invite_and_mail(&id).await;
        let session = format!(
            "INSERT INTO session (digest, id, account, factor, created_at, seen_at, ends_at) \
             VALUES ({}, '{id}', '{}', 1, {at}, {at}, {})",
            memory.bytes(b"another session"),
            staff_id(Role::Administrator),
            at * 2
        );
        memory.run(&session).await;
        for sql in [
            format!("INSERT INTO authority (id, name, email) VALUES ('{id}', 'Inspectie', 'in@ilt.example')"),
            format!(
                "INSERT INTO roster (id, staff, level, from_at, until_at) VALUES ('{id}', '{id}', 1, {at}, {})",
                at * 2
            ),
            format!(
                "INSERT INTO api_token (id, digest, account, name, created_at, ends_at) VALUES ('{id}', {}, '{}', 'x', {at}, {})",
                memory.bytes(b"another token"),
                staff_id(Role::Administrator),
                at * 2
            ),
            format!(
                "INSERT INTO errand (id, key, kind, target, payload, state, next_at, created_at, error) \
                 VALUES ('{id}', 'k', 'mail', 'x@ilt.example', '{{}}', 'stuck', {at}, {at}, 'refused: x')"
            ),
            format!("INSERT INTO handover (id, from_staff, body, at) VALUES ('{id}', '{id}', 'Stil', {at})"),
            format!(
                "INSERT INTO saved_view (id, staff, name, query) VALUES ('{id}', '{}', 'x', '')",
                staff_id(Role::Administrator)
            ),
            format!(
                "INSERT INTO link (id, kind, one, other, reason, actor, at) VALUES ('{id}', 'campaign', '{}', '{}', 'x', 'analyst:staff-analyst', {at})",
                self.own.id, self.other.id
            ),
            format!(
                "INSERT INTO share (id, dossier, serial, body, ground, tests, parts, questions, actor, at, until_at) \
                 VALUES ('{id}', '{}', 1, 'ilt', 'cbw-51-1', '{{}}', '[\"messages\"]', '[]', 'x', {at}, {})",
                self.own.id,
                at * 2
            ),
            format!(
                "INSERT INTO hold (id, dossier, reason, placed_by, placed_at) VALUES ('{id}', '{}', 'x', 'operator', {at})",
                self.own.id
            ),
            format!(
                "INSERT INTO help (id, dossier, urgency, answers, asked_at) VALUES ('{id}', '{}', 'now', '{{}}', {at})",
                self.own.id
            ),
        ] {
            memory.run(&sql).await;
        }
        self.register().await;
        self.equip(&id).await;
        let (door, typed) = (self.house.staff(Role::DutyOfficer), Typed::default());
        weigh::keep(&self.house.house, &door, &self.own.reference, &typed, 0).await.unwrap();
    }

    /// An invitation for the colleague, and a mail with a file that waits at the desk.
    async fn invite_and_mail(&self, id: &str) {
        let (memory, at) = (&self.house.memory, self.house.now().micros());
        let digest = memory.bytes(&meldkamer_app::session::digest(id));
        let ends = self.house.now().plus_hours(72).micros();
        for sql in [
            format!(
                "INSERT INTO invitation (digest, account, role, ends_at) VALUES ({digest}, '{id}', 'analyst', {ends})"
            ),
            format!(
                "INSERT INTO draft (id, code, language, stage, channel, origin, created_at, changed_at) VALUES \
                 ('{id}', {digest}, 'nl', 'early-warning', 'mail', 'jan@bedrijf.example', {at}, {at})"
            ),
            format!(
                "INSERT INTO draft_answer (draft, question, version, value, at) \
                 VALUES ('{id}', 'w.summary', 1, '\"Plat\"', {at})"
            ),
            format!(
                "INSERT INTO attachment (id, draft, name, media, size, digest, actor, at) VALUES \
                 ('{id}-mail', '{id}', 'log.txt', 'text/plain', 0, '{EMPTY}', 'house:mail', {at})"
            ),
        ] {
            memory.run(&sql).await;
        }
    }

    async fn furnish(&self, dossier: &str, name: &str) {
        let at = self.house.now().micros();
        self.house.house.depot.put(EMPTY, Vec::new().into()).await.unwrap();
        let memory = &self.house.memory;
        memory
            .run(&format!(
                "INSERT INTO attachment (id, dossier, name, media, size, digest, actor, at) VALUES \
                 ('{}', '{dossier}', 'log.txt', 'text/plain', 0, '{EMPTY}', 'reporter', {at})",
                thing(name)
            ))
            .await;
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
        for role in [Role::DutyOfficer, Role::Observer] {
            let name = format!("a machine with the token of {}", role.name());
            people.push(person(&name, self.house.machine(role).await, Some(role), None));
        }
        people
    }

    /// Mends what requests before this one may have ended: sessions, tokens, accounts, tries.
    pub async fn mend(&self) {
        let memory = &self.house.memory;
        memory.run("UPDATE session SET revoked_at = NULL, factor_at = created_at").await;
        memory.run("UPDATE api_token SET revoked_at = NULL").await;
        memory.run("UPDATE account SET active = 1, totp_step = 0").await;
        for role in Role::STAFF {
            let sql = format!("UPDATE account SET role = '{}' WHERE id = '{}'", role.name(), staff_id(role));
            memory.run(&sql).await;
        }
        memory.run("UPDATE share SET revoked_at = NULL").await;
        self.house.mend_outside().await;
        self.bind().await;
        memory.run("DELETE FROM attempt").await;
        memory.run(&format!("DELETE FROM hold WHERE id <> '{}'", thing("own"))).await;
        memory.run("UPDATE hold SET lifted_at = NULL").await;
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
