//! Evidence that stands in the house that the walls walk through: a link, an item of nothing, a key.

use super::people::{World, thing};
use crate::harness::house::TestHouse;

/// The digest of a file without anything in it.
const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

impl World {
    /// A link with a file that came by it, in a case that goes by the same name.
    pub(super) async fn deposit(&self) {
        let (memory, at, id) = (&self.house.memory, self.house.now().micros(), thing("own"));
        let file = self.path("{file}", super::Whose::Own);
        let digest = memory.bytes(&meldkamer_app::session::digest(&id));
        let (key, ends) = (self.house.house.keys.envelope().new_key().unwrap(), at * 2);
        let state = meldkamer_app::evidence::arriving::Running::default().kept(&key.recipient).unwrap();
        let (state, recipient, key) = (memory.bytes(&state), key.recipient, memory.bytes(&key.wrapped));
        for sql in [
            format!(
                "INSERT INTO evidence_link (id, digest, case_id, person, purpose, keep_days, made_by, made_at, ends_at) \
                 VALUES ('{id}', {digest}, '{id}', 'Noor', 'Logboek', 30, 'x', {at}, {ends})"
            ),
            format!(
                "INSERT INTO evidence_key (case_id, recipient, wrapped, made_at) VALUES ('{id}', '{recipient}', {key}, {at})"
            ),
            format!(
                "INSERT INTO evidence_upload (id, link, name, media, stated, sealed, plain_stated, length, received, \
                 state, recipient, wrapped, created_at, touched_at, expires_at) VALUES ('{file}', '{id}', 'log.txt', \
                 '', '', 0, '', 9, 0, {state}, '{recipient}', {key}, {at}, {at}, {ends})"
            ),
            format!(
                "INSERT INTO evidence_item (id, case_id, number, upload, name, media, size, digest, stated, sealed, \
                 plain_stated, recipient, wrapped, kind, findings, received_at, keep_until, certificate) VALUES \
                 ('{id}', '{id}', 1, '{file}', 'log.txt', '', 0, '{EMPTY}', '', 0, '', 'age1', {key}, '', '', {at}, {at}, '')"
            ),
            format!(
                "INSERT INTO evidence_custody (item, seq, step, person, role, happened_at, written_at, purpose, place, \
                 digest, actor, hash) VALUES ('{id}', 0, 'received', 'Noor', '', {at}, {at}, 'x', 'x', '{EMPTY}', 'x', {})",
                memory.bytes(&[0; 32])
            ),
        ] {
            memory.run(&sql).await;
        }
    }

    /// A legal hold on the item.
    pub(super) async fn hold_evidence(&self) {
        let (at, id) = (self.house.now().micros(), thing("own"));
        let sql = format!(
            "INSERT INTO evidence_hold (id, item, reason, placed_by, placed_at, lifted_by, lift_reason) \
             VALUES ('{id}', '{id}', 'x', 'x', {at}, '', '')"
        );
        self.house.memory.run(&sql).await;
    }
}

/// A key that the house can open.
fn wrapped(house: &TestHouse) -> String {
    house.memory.bytes(&house.house.keys.envelope().new_key().unwrap().wrapped)
}

/// What makes the item as it was.
pub(super) fn mending(house: &TestHouse) -> Vec<String> {
    let key = wrapped(house);
    vec![
        "UPDATE evidence_link SET revoked_at = NULL".into(),
        "UPDATE evidence_upload SET ended_at = NULL".into(),
        "DELETE FROM evidence_custody WHERE seq > 0".into(),
        format!("DELETE FROM evidence_hold WHERE id <> '{}'", thing("own")),
        format!("UPDATE evidence_item SET destroyed_at = NULL, certificate = '', wrapped = {key}"),
    ]
}
