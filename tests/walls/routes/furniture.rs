//! What stands in the house that the walls walk through: colleagues, files, links and all that waits.

use super::people::{PASSWORD, TOTP, World, thing};
use crate::harness::{outside, world::staff_id};
use meldkamer_app::{
    sign_in,
    triage::weigh::{self, Typed},
};
use meldkamer_domain::access::Role;

/// The digest of a file without anything in it.
pub(super) const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

impl World {
    /// Gives each entity somebody more who acts for it, and the CSIRT a request and a contact's link.
    pub(super) async fn commission(&self) {
        let (memory, at) = (&self.house.memory, self.house.now().micros());
        let colleague = thing("own");
        for (name, body, account) in
            [("own", outside::ENTITY, "acc-member"), ("other", outside::OTHER_ENTITY, colleague.as_str())]
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
        let crossing = format!(
            "INSERT INTO crossing (serial, dossier, states, why, at) \
             SELECT serial, id, '[\"DE\"]', 'named', {at} FROM dossier WHERE id IN ('{}', '{}')",
            self.own.id, self.named.id
        );
        memory.run(&crossing).await;
    }

    /// Gives staff a password, and the administrator a colleague, another session and an assessment.
    pub(super) async fn employ(&self) {
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

    pub(super) async fn furnish(&self, dossier: &str, name: &str) {
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
}
