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
        self.fill_cases().await;
        self.plan_tasks().await;
        self.talk().await;
    }

    /// Puts one of each sort of material into each of the two cases.
    async fn fill_cases(&self) {
        let at = self.house.now().micros();
        let both = |text: &str| format!("{{\"nl\":\"{text}\",\"en\":\"{text}\"}}");
        let course = format!(
            "{{\"name\":{name},\"description\":{name},\"verify\":{name},\"level\":\"now\",\"who\":\"ciso\",\
             \"stage\":\"remedy\",\"kind\":\"other\",\"cost\":\"low\",\"efficacy\":\"low\",\"impact\":\"low\",\
             \"reversible\":\"yes\"}}",
            name = both("Haal de stekker eruit")
        );
        for (serial, name) in [(900_001, "own"), (900_002, "other")] {
            let id = thing(name);
            for sql in [
                format!(
                    "INSERT INTO case_line (id, case_id, serial, at, told, zone, side, message, meaning, source, host, \
                     account, technique, fields, actor, added_at) VALUES ('{id}', '{id}', {serial}, {at}, 'x', 'UTC', \
                     'other', 'Aanmelding', '', '', '', '', '', '[]', 'x', {at})"
                ),
                format!(
                    "INSERT INTO case_indicator (id, case_id, serial, kind, value, tlp, pap, confidence, note, marks, \
                     source, actor, added_at) VALUES ('{id}', '{id}', {serial}, 'domain', 'evil.example', 'amber', \
                     'amber', 'low', '', '[]', '', 'x', {at})"
                ),
                format!(
                    "INSERT INTO case_affected (id, case_id, kind, name, place, note, state, actor, added_at) \
                     VALUES ('{id}', '{id}', 'system', 'DC01', '', '', 'suspected', 'x', {at})"
                ),
                format!(
                    "INSERT INTO case_finding (id, case_id, title, body, technique, tactic, evidence, confidence, actor, \
                     added_at) VALUES ('{id}', '{id}', 'Webshell', 'x', '', '', '', 'low', 'x', {at})"
                ),
                format!(
                    "INSERT INTO case_course (id, case_id, course, actor, added_at) \
                     VALUES ('{id}', '{id}', '{course}', 'x', {at})"
                ),
                format!(
                    "INSERT INTO case_report (id, case_id, kind, language, version, actor, added_at) \
                     VALUES ('{id}', '{id}', 'situation', 'nl', 1, 'x', {at})"
                ),
                format!(
                    "INSERT INTO case_report_version (report, version, title, tlp, body, signed, actor, at) \
                     VALUES ('{id}', 1, 'Stand', 'amber', '# Kop', '', 'x', {at})"
                ),
            ] {
                self.house.memory.run(&sql).await;
            }
        }
    }

    /// A thread of everybody in the first case, with a file, and one of the CSIRT in the second.
    async fn talk(&self) {
        let (memory, at) = (&self.house.memory, self.house.now().micros());
        let digest = super::furniture::EMPTY;
        for name in ["own", "other"] {
            let id = thing(name);
            for sql in [
                format!(
                    "INSERT INTO case_thread (id, case_id, title, actor, at, changed_at) VALUES ('{id}', '{id}', 'Logs', 'x', {at}, {at})"
                ),
                format!(
                    "INSERT INTO case_message (id, case_id, thread, number, author, body, urgent, actor, at) VALUES ('{id}', '{id}', '{id}', 1, 'Ans', 'Dag', 1, 'x', {at})"
                ),
                format!(
                    "INSERT INTO case_file (id, case_id, thread, message, name, media, size, digest, actor, at) VALUES ('{id}', '{id}', '{id}', '{id}', 'log.txt', 'text/plain', 0, '{digest}', 'x', {at})"
                ),
            ] {
                memory.run(&sql).await;
            }
        }
        let id = thing("own");
        for party in [id.clone(), format!("{id}-organisation"), format!("{id}-csirt")] {
            memory
                .run(&format!("INSERT INTO case_thread_party (thread, party) VALUES ('{id}', '{party}')"))
                .await;
        }
    }

    /// A task of the firm in the first case, changed once, and one of nobody in the second.
    async fn plan_tasks(&self) {
        let (memory, at) = (&self.house.memory, self.house.now().micros());
        for (name, party) in [("own", format!("'{}'", thing("own"))), ("other", "NULL".into())] {
            let id = thing(name);
            for sql in [
                format!(
                    "INSERT INTO case_run (id, case_id, playbook, playbook_version, title, source, steps, actor, at) \
                     VALUES ('{id}', '{id}', 'ransomware', '2026.1', 'X', 'rulebook', '[]', 'analyst:x', {at})"
                ),
                format!(
                    "INSERT INTO case_task (id, case_id, number, run, step, title, body, state, result, actor, at, \
                     changed_at, version) VALUES ('{id}-step', '{id}', 2, '{id}', '', 'Bellen', '', 'open', '', 'x', {at}, {at}, 1)"
                ),
                format!(
                    "INSERT INTO case_task (id, case_id, number, step, title, body, party, state, result, actor, at, \
                     changed_at, version) VALUES ('{id}', '{id}', 1, '', 'Bellen', '', {party}, 'open', '', 'x', {at}, {at}, 2)"
                ),
                format!(
                    "INSERT INTO case_task_past (task, version, kept, actor, at) \
                     VALUES ('{id}', 1, '{{\"title\": \"Bel\", \"state\": \"open\"}}', 'analyst:x', {at})"
                ),
            ] {
                memory.run(&sql).await;
            }
        }
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

    /// From now on the cases of this world are closed; see [`Self::mending_cases`].
    pub(super) async fn close_cases(&self) {
        let at = self.house.now().micros();
        self.house.memory.run(&format!("UPDATE support_case SET closed_at = {at}, scope = 'closed'")).await;
    }

    /// Mends what requests before may have changed in the cases.
    pub(super) fn mending_cases(&self) -> Vec<String> {
        let (id, until) = (thing("own"), self.house.now().plus_hours(24 * 30).micros());
        let digest = self.house.memory.bytes(&meldkamer_app::session::digest(&id));
        let lead = staff_id(Role::DutyOfficer);
        vec![
            format!(
                "UPDATE support_case SET lead = '{lead}', closed_at = CASE WHEN scope = 'closed' THEN opened_at END, \
                 state = CASE WHEN scope = 'closed' THEN 'closed' ELSE 'open' END"
            ),
            "UPDATE case_dossier SET left_at = NULL".into(),
            format!("DELETE FROM case_dossier WHERE case_id = '{id}' AND dossier = '{}'", self.other.id),
            format!("DELETE FROM case_party WHERE case_id = '{id}' AND dossier = '{}'", self.other.id),
            "UPDATE case_member SET left_at = NULL".into(),
            "UPDATE case_clock SET met_at = NULL".into(),
            "DELETE FROM case_task_past WHERE task LIKE '%-step'".into(),
            "UPDATE case_task SET state = 'open', version = 1 WHERE id LIKE '%-step'".into(),
            "UPDATE case_party SET removed_at = NULL".into(),
            format!("UPDATE case_task SET state = 'open', party = '{id}' WHERE id = '{id}'"),
            format!("UPDATE case_party SET link = {digest}, until_at = {until} WHERE id = '{id}'"),
        ]
    }
}
