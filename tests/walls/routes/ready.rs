//! What the entities of the wall keep of getting ready.

use super::people::{World, thing};
use crate::harness::outside;
use meldkamer_domain::code::Code;

impl World {
    /// What each of two entities keeps of getting ready: a scan, an exercise, the words on its card.
    pub(super) async fn prepare(&self) {
        let (memory, at) = (&self.house.memory, self.house.now().micros());
        for (name, entity, seed) in [("own", outside::ENTITY, 1), ("other", outside::OTHER_ENTITY, 2)] {
            let (id, words) = (thing(name), Code::new([seed; 7]));
            let digest = memory.bytes(&self.house.house.keys.digest_of(&words).0);
            let drill = memory.bytes(format!("an exercise of {name}").as_bytes());
            for sql in [
                format!(
                    "INSERT INTO scan (id, entity, scan, version, answers, source, share, actor, name, at) \
                     VALUES ('{id}', '{entity}', 'basic-principles', '2026.1', '{{}}', 'form', 0, 'x', 'Ans', {at})"
                ),
                format!(
                    "INSERT INTO drill (id, code, entity, organisation, scenario, version, title, language, \
                     started_by, started_at, ends_at) \
                     VALUES ('{id}', {drill}, '{entity}', 'x', 'ddos', '2026.1', '{{}}', 'nl', 'x', {at}, {at})"
                ),
                format!(
                    "INSERT INTO contact_code (digest, entity, number, at) VALUES ({digest}, '{entity}', 1, {at})"
                ),
            ] {
                memory.run(&sql).await;
            }
        }
    }
}
