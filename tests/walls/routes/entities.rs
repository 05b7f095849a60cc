//! The register of the world that the walls walk through.

use super::people::{World, thing};
use crate::harness::outside;
use meldkamer_app::session;
use serde_json::json;

impl World {
    /// Puts two entities in the register, the first with everything that can be done to one: a claim, a
    /// request, a sheet that waits, and links that were mailed.
    pub(super) async fn register(&self) {
        let (memory, at, id) = (&self.house.memory, self.house.now().micros(), thing("own"));
        let all = [(1, id.clone(), "drinking-water", "mains"), (2, thing("other"), "energy", "")];
        for (serial, id, sector, subsector) in all {
            for sql in [
                format!(
                    "INSERT INTO entity (id, serial, name, sort, sector, subsector, created_at) \
                     VALUES ('{id}', {serial}, 'Bedrijf', 'bedrijf', '{sector}', '{subsector}', {at})"
                ),
                format!(
                    "INSERT INTO entity_contact (id, entity, place, role, name, email) VALUES ('{id}', '{id}', 0, 'always', 'SOC', '{id}@x.example')"
                ),
            ] {
                memory.run(&sql).await;
            }
        }
        let digest = memory.bytes(&session::digest(&id));
        let (preview, line) =
            ("0d".repeat(32), json!({"line": 2, "sort": "fresh", "name": "Oost", "told": {"name": "Oost"}}));
        self.house.house.depot.put(&preview, format!("{id}\n{line}\n").into()).await.unwrap();
        for sql in [
            format!(
                "INSERT INTO entity_asset (sort, key, entity, text, claimed_at) VALUES ('domain', 'example.own', '{}', 'own.example', {at})",
                outside::ENTITY
            ),
            format!(
                "INSERT INTO entity_asset (sort, key, entity, text, claimed_at) VALUES ('domain', 'example.x', '{id}', 'x.example', {at})"
            ),
            format!(
                "INSERT INTO entity_request (id, entity, at, actor) VALUES ('{id}', '{id}', {at}, 'stranger')"
            ),
            format!(
                "INSERT INTO entity_request_field (request, field, before, after, value) VALUES ('{id}', 'city', '[]', '[\"Hoorn\"]', '\"Hoorn\"')"
            ),
            format!(
                "INSERT INTO entity_link (digest, kind, entity, target, ends_at) VALUES ({digest}, 'contact', '{id}', '{id}', {0}), \
                 ({digest}, 'asset', '{id}', 'domain:example.x', {0})",
                at * 2
            ),
            format!(
                "INSERT INTO entity_import (id, name, format, preview, state, counts, lines, actor, at) \
                 VALUES ('{id}', 'x.csv', 'csv', '{preview}', 'offered', '{{\"fresh\": 1}}', 1, 'analyst:x', {at})"
            ),
        ] {
            memory.run(&sql).await;
        }
    }
}
