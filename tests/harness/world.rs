//! A house with people in it: two reporters with a dossier each, staff of every role, a machine.

use super::{client::Client, house::TestHouse};
use meldkamer_app::{
    Actor, Door,
    filing::{Filed, Wish, first},
    session,
};
use meldkamer_domain::{access::Role, question::Stage};
use serde_json::{Value, json};

/// A dossier and the code that opens it.
#[derive(Clone, Debug)]
pub struct Reported {
    pub id: String,
    pub reference: String,
    pub code: String,
    pub receipt: String,
}

impl From<Filed> for Reported {
    fn from(filed: Filed) -> Self {
        Self {
            id: filed.dossier.id,
            reference: filed.dossier.reference,
            code: filed.code.unwrap_or_default(),
            receipt: filed.receipt,
        }
    }
}

/// An early warning as somebody in a hurry gives it.
pub fn early_warning(organisation: &str) -> Value {
    json!({
        "not.kind": "significant-incident",
        "org.id": {"name": organisation},
        "org.sector": "drinking-water",
        "org.subsector": "mains",
        "rep.person": {"name": "Ans de Vries", "email": "ans@waterbedrijf.example", "phone": "+31 6 12345678"},
        "t.aware": "2026-11-20T16:00:00+01:00",
        "w.summary": "Ransomware op de servers van de klantenservice",
        "w.malicious": "yes",
        "w.status": "ongoing",
    })
}

/// A wish to file these answers at once.
pub fn wish(stage: Stage, answers: Value) -> Wish {
    Wish { stage, answers, regime: None, language: "nl".into(), exercise: false, channel: "api".into() }
}

impl TestHouse {
    /// A stranger's door, now.
    pub fn stranger(&self) -> Door {
        Door::now(&self.house, Actor::stranger())
    }

    /// The door of who holds the code of a dossier.
    pub fn reporter(&self, dossier: &str) -> Door {
        Door::now(&self.house, Actor::reporter(dossier))
    }

    /// The door of the member of staff with a role.
    pub fn staff(&self, role: Role) -> Door {
        let actor = Actor::staff(role, staff_id(role), role.name());
        Door::now(&self.house, actor)
    }

    /// Somebody reports for an organisation.
    pub async fn report(&self, organisation: &str) -> Reported {
        let wish = wish(Stage::EarlyWarning, early_warning(organisation));
        first::at_once(&self.house, &self.stranger(), &wish, None).await.unwrap().into()
    }

    /// Somebody reports for an organisation without a duty: no authority ever hears of it.
    pub async fn report_of_free_will(&self, organisation: &str) -> Reported {
        let mut wish = wish(Stage::EarlyWarning, early_warning(organisation));
        wish.answers["not.kind"] = "voluntary-incident".into();
        first::at_once(&self.house, &self.stranger(), &wish, None).await.unwrap().into()
    }

    /// Hires one member of staff of each role.
    pub async fn hire(&self) {
        let at = self.now().micros();
        for role in Role::STAFF {
            let (id, name) = (staff_id(role), role.name());
            let sql = format!(
                "INSERT INTO account (id, login, name, email, role, language, created_at) \
                 VALUES ('{id}', '{name}', 'Piet {name}', '{name}@csirt.example', '{name}', 'nl', {at})"
            );
            self.memory.run(&sql).await;
        }
    }

    /// Somebody of a role, signed in with both factors.
    pub async fn signed_in(&self, role: Role) -> Client {
        let secret = format!("session-of-{}", role.name());
        let digest = self.memory.bytes(&session::digest(&secret));
        let (at, ends) = (self.now().micros(), self.now().plus_hours(10).micros());
        let sql = format!(
            "INSERT INTO session (digest, id, account, factor, created_at, seen_at, ends_at, factor_at) \
             VALUES ({digest}, 'session-{0}', '{1}', 1, {at}, {at}, {ends}, {at}) ON CONFLICT (digest) DO NOTHING",
            role.name(),
            staff_id(role)
        );
        self.memory.run(&sql).await;
        let mut client = self.client();
        client.cookies.insert(meldkamer::door::SESSION_COOKIE.into(), secret);
        client
    }

    /// A machine with the token of a role.
    pub async fn machine(&self, role: Role) -> Client {
        let secret = format!("mk-token-of-{}", role.name());
        let digest = self.memory.bytes(&session::digest(&secret));
        let (at, ends) = (self.now().micros(), self.now().plus_hours(10).micros());
        let sql = format!(
            "INSERT INTO api_token (id, digest, account, name, created_at, ends_at) \
             VALUES ('token-{0}', {digest}, '{1}', 'machine', {at}, {ends}) ON CONFLICT (digest) DO NOTHING",
            role.name(),
            staff_id(role)
        );
        self.memory.run(&sql).await;
        let mut client = self.client();
        client.bearer = Some(secret);
        client.accept = "application/json";
        client
    }

    /// Somebody who holds the code of a dossier.
    pub fn holder(&self, reported: &Reported) -> Client {
        let mut client = self.client();
        client.cookies.insert(meldkamer::door::CODE_COOKIE.into(), reported.code.clone());
        client
    }

    /// How many lines the journal has.
    pub async fn lines(&self) -> i64 {
        self.memory.number("SELECT count(*) FROM entry").await
    }
}

/// The account of the member of staff with a role.
pub fn staff_id(role: Role) -> String {
    format!("staff-{}", role.name())
}
