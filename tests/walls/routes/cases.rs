//! The support cases that the wall walks through: one of each reporter, with everybody who can have a part.

use super::people::{World, thing};
use crate::harness::{outside, world::staff_id};
use meldkamer_domain::access::Role;

impl World {
    /// Opens a case for each of the two reporters; the first has a firm, another CSIRT and a campaign.
    pub(super) async fn open_cases(&self) {
        let (memory, at) = (&self.house.memory, self.house.now().micros());
        let lead = staff_id(Role::DutyOfficer);
        for (name, reported) in [("own", &self.own), ("other", &self.other)] {
            let id = thing(name);
            let organisation = &reported.id;
            for sql in [
                format!(
                    "INSERT INTO support_case (id, reference, title, forms, intensity, to_answer, scope, limits, \
                     state, lead, exercise, actor, opened_at, changed_at, version) VALUES ('{id}', '{id}', 'Plat', \
                     '[\"advisory\"]', 'handler', 'Hoe?', '', '', 'open', '{lead}', 0, 'x', {at}, {at}, 1)"
                ),
                format!(
                    "INSERT INTO case_dossier (case_id, dossier, actor, at) VALUES ('{id}', '{organisation}', 'x', {at})"
                ),
                format!(
                    "INSERT INTO case_member (case_id, account, actor, at) VALUES ('{id}', '{lead}', 'x', {at})"
                ),
                format!(
                    "INSERT INTO case_party (id, case_id, kind, name, person, email, phone, language, dossier, body, \
                     actor, at) VALUES ('{id}-organisation', '{id}', 'organisation', 'X', '', '', '', 'nl', \
                     '{organisation}', '', 'x', {at})"
                ),
            ] {
                memory.run(&sql).await;
            }
            memory
                .run(&format!(
                    "INSERT INTO case_kit (id, case_id, card, card_version, system, language, tool_hash, recipient, \
                     party, actor, at) VALUES ('{id}', '{id}', 'windows', '2026.1', 'server', 'nl', '', '', \
                     '{id}-organisation', 'x', {at})"
                ))
                .await;
        }
        self.invite_into_the_first().await;
    }

    async fn invite_into_the_first(&self) {
        let (memory, at, id) = (&self.house.memory, self.house.now().micros(), thing("own"));
        let csirt = outside::Outsider::named("other-csirt").body;
        for sql in [
            format!(
                "INSERT INTO case_dossier (case_id, dossier, actor, at) VALUES ('{id}', '{}', 'x', {at})",
                self.named.id
            ),
            format!(
                "INSERT INTO case_member (case_id, account, actor, at) VALUES ('{id}', '{id}', 'x', {at})"
            ),
            format!(
                "INSERT INTO case_clock (case_id, name, due_at, actor, at) VALUES ('{id}', 'next-report', {at}, 'x', {at})"
            ),
            format!(
                "INSERT INTO case_party (id, case_id, kind, name, person, email, phone, language, body, actor, at) \
                 VALUES ('{id}', '{id}', 'ir-firm', 'Recherche BV', 'Jan', 'jan@recherche.example', '', 'nl', '', 'x', {at})"
            ),
            format!(
                "INSERT INTO case_party (id, case_id, kind, name, person, email, phone, language, body, actor, at) \
                 VALUES ('{id}-csirt', '{id}', 'csirt', 'Z-CERT', '', '', '', 'nl', '{csirt}', 'x', {at})"
            ),
        ] {
            memory.run(&sql).await;
        }
    }

    /// Mends what requests before may have changed in the cases.
    pub(super) fn mending_cases(&self) -> Vec<String> {
        let (id, until) = (thing("own"), self.house.now().plus_hours(24 * 30).micros());
        let digest = self.house.memory.bytes(&meldkamer_app::session::digest(&id));
        let lead = staff_id(Role::DutyOfficer);
        vec![
            format!("UPDATE support_case SET state = 'open', closed_at = NULL, lead = '{lead}'"),
            "UPDATE case_dossier SET left_at = NULL".into(),
            format!("DELETE FROM case_dossier WHERE case_id = '{id}' AND dossier = '{}'", self.other.id),
            "UPDATE case_member SET left_at = NULL".into(),
            "UPDATE case_clock SET met_at = NULL".into(),
            "UPDATE case_party SET removed_at = NULL".into(),
            format!("UPDATE case_party SET link = {digest}, until_at = {until} WHERE id = '{id}'"),
        ]
    }
}
