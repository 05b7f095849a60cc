//! The journal: entries that are hash-linked within their subject.
//!
//! An entry holds no personal data: who acted is a role and an id, what was done is a salted digest.
//! Erase the details and the salt, and the chain still verifies. The log over all chains is
//! [`log`](crate::log)'s.

use crate::{id::EntryId, time::Instant};
use alloc::{string::String, vec::Vec};
use sha2::{Digest, Sha256};

/// A SHA-256 hash.
pub type Hash = [u8; 32];

/// Whether the act was done or refused by the policy.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// It was done.
    Done,
    /// The policy said no.
    Refused,
}

impl Outcome {
    /// The outcome's name in the journal.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Refused => "refused",
        }
    }

    /// The outcome of a name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Done, Self::Refused].into_iter().find(|outcome| outcome.name() == name)
    }
}

/// One entry: one act.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// Its own id.
    pub id: EntryId,
    /// What it is about: the name of its chain.
    pub subject: String,
    /// Its number in the chain, from 0.
    pub seq: u64,
    /// The instant of the act.
    pub at: Instant,
    /// Role and id of who acted.
    pub actor: String,
    /// The verb.
    pub verb: String,
    /// Done or refused.
    pub outcome: Outcome,
    /// Salted digest of the details.
    pub digest: Hash,
    /// Hash of the entry before; zeros for the first.
    pub prev: Hash,
}

/// SHA-256 over a salt and the details: without the salt nobody can guess the details.
pub fn salted_digest(salt: &[u8], details: &[u8]) -> Hash {
    Sha256::new().chain_update(salt).chain_update(details).finalize().into()
}

impl Entry {
    /// The bytes that are hashed and that the log seals: a version, then each field with its length
    /// before it (32 bits, big-endian), in the order of the struct.
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::from(*b"meldkamer entry 1\n");
        let mut put = |field: &[u8]| {
            let length = u32::try_from(field.len()).unwrap_or(u32::MAX);
            bytes.extend_from_slice(&length.to_be_bytes());
            bytes.extend_from_slice(field);
        };
        put(String::from(self.id).as_bytes());
        put(self.subject.as_bytes());
        put(&self.seq.to_be_bytes());
        put(&self.at.micros().to_be_bytes());
        put(self.actor.as_bytes());
        put(self.verb.as_bytes());
        put(self.outcome.name().as_bytes());
        put(&self.digest);
        put(&self.prev);
        bytes
    }

    /// The entry's hash: what the next one links to.
    pub fn hash(&self) -> Hash {
        Sha256::digest(self.bytes()).into()
    }
}

/// What is wrong with a chain, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// The number of the entry.
    pub seq: u64,
    /// What happened to it.
    pub kind: FaultKind,
}

/// What can happen to an entry.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FaultKind {
    /// Its hash is not the hash of what it says.
    Changed,
    /// It is not there.
    Missing,
    /// It does not link to the entry before it.
    Reordered,
    /// It is there twice.
    Duplicated,
}

impl FaultKind {
    /// The fault's name for people and machines.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Missing => "missing",
            Self::Reordered => "reordered",
            Self::Duplicated => "duplicated",
        }
    }
}

/// Checks one chain, given with the hashes that were kept: which entries were changed, are missing,
/// stand twice or do not link. `head` is the number of the last entry that the chain claims to have.
pub fn verify(entries: &[(Entry, Hash)], head: u64) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut expected = 0;
    let mut before: Option<Hash> = Some([0; 32]);
    for (entry, kept) in entries {
        while expected < entry.seq {
            faults.push(Fault { seq: expected, kind: FaultKind::Missing });
            expected += 1;
            before = None;
        }
        if entry.seq < expected {
            faults.push(Fault { seq: entry.seq, kind: FaultKind::Duplicated });
            continue;
        }
        if entry.hash() != *kept {
            faults.push(Fault { seq: entry.seq, kind: FaultKind::Changed });
        } else if before.is_some_and(|before| before != entry.prev) {
            faults.push(Fault { seq: entry.seq, kind: FaultKind::Reordered });
        }
        before = Some(*kept);
        expected = entry.seq + 1;
    }
    faults.extend((expected..=head).map(|seq| Fault { seq, kind: FaultKind::Missing }));
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chain(length: u64) -> Vec<(Entry, Hash)> {
        let mut prev = [0; 32];
        (0..length)
            .map(|seq| {
                let at = Instant::from_micros(1_000_000 * i64::try_from(seq).unwrap());
                let entry = Entry {
                    id: EntryId::new(at, [1; 10]),
                    subject: "dossier:1".into(),
                    seq,
                    at,
                    actor: "stranger".into(),
                    verb: "draft.open".into(),
                    outcome: Outcome::Done,
                    digest: salted_digest(&[seq as u8; 16], b"{}"),
                    prev,
                };
                prev = entry.hash();
                (entry, prev)
            })
            .collect()
    }

    #[test]
    fn an_untouched_chain_is_faultless() {
        assert_eq!(verify(&chain(9), 8), []);
    }

    #[test]
    fn the_encoding_is_stable() {
        let hash = chain(1)[0].1;
        let hex: String = hash.iter().map(|byte| alloc::format!("{byte:02x}")).collect();
        assert_eq!(hex, "01fdc43f1bc63f1ce6aca1326fa4c1224731f4e0cf95a301383e7173b26651f4");
    }

    #[test]
    fn a_fault_is_named_with_its_place() {
        let mut changed = chain(5);
        changed[2].0.actor = "staff:x".into();
        assert_eq!(verify(&changed, 4), [Fault { seq: 2, kind: FaultKind::Changed }]);

        let mut rewritten = chain(5);
        rewritten[2].0.actor = "staff:x".into();
        rewritten[2].1 = rewritten[2].0.hash();
        assert_eq!(verify(&rewritten, 4), [Fault { seq: 3, kind: FaultKind::Reordered }]);

        let mut missing = chain(5);
        missing.remove(1);
        assert_eq!(verify(&missing, 4), [Fault { seq: 1, kind: FaultKind::Missing }]);
        missing.pop();
        assert_eq!(verify(&missing, 4).last(), Some(&Fault { seq: 4, kind: FaultKind::Missing }));

        let mut twice = chain(3);
        twice.insert(1, twice[0].clone());
        assert_eq!(verify(&twice, 2), [Fault { seq: 0, kind: FaultKind::Duplicated }]);
    }
}
