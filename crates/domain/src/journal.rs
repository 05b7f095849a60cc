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
    /// The number of the first entry concerned.
    pub seq: u64,
    /// How many entries are concerned, from that one on.
    pub count: u64,
    /// What happened to it.
    pub kind: FaultKind,
}

/// What can happen to an entry.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FaultKind {
    /// Its hash is not the hash of what it says, or the chain's head says otherwise.
    Changed,
    /// It is not there.
    Missing,
    /// It does not link to the entry before it, or stands in another's place.
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

/// Checks one chain, given in the order in which it is kept, with the hashes that were kept: which
/// entries were changed, are missing, stand twice or do not link. `head` is the number and hash of
/// the last entry that the chain claims to have.
pub fn verify(entries: &[(Entry, Hash)], head: (u64, Hash)) -> Vec<Fault> {
    let one = |seq, kind| Fault { seq, count: 1, kind };
    let mut faults = Vec::new();
    let mut last: Option<(u64, Hash)> = None;
    for (entry, kept) in entries {
        let expected = last.map_or(0, |(seq, _)| seq.saturating_add(1));
        if entry.seq < expected {
            let twin = last.is_some_and(|(seq, hash)| seq == entry.seq && hash == *kept);
            faults.push(one(entry.seq, if twin { FaultKind::Duplicated } else { FaultKind::Reordered }));
            continue;
        }
        if entry.seq > expected {
            faults.push(Fault { seq: expected, count: entry.seq - expected, kind: FaultKind::Missing });
        }
        let before = last.map_or([0; 32], |(_, hash)| hash);
        if entry.hash() != *kept {
            faults.push(one(entry.seq, FaultKind::Changed));
        } else if entry.seq == expected && entry.prev != before {
            faults.push(one(entry.seq, FaultKind::Reordered));
        }
        last = Some((entry.seq, *kept));
    }
    match last {
        Some((seq, hash)) if seq == head.0 && hash != head.1 => faults.push(one(seq, FaultKind::Changed)),
        Some((seq, _)) if seq < head.0 => {
            faults.push(Fault { seq: seq + 1, count: head.0 - seq, kind: FaultKind::Missing });
        }
        None => faults.push(Fault { seq: 0, count: head.0.saturating_add(1), kind: FaultKind::Missing }),
        Some(_) => {}
    }
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

    fn head(chain: &[(Entry, Hash)]) -> (u64, Hash) {
        chain.last().map(|(entry, hash)| (entry.seq, *hash)).unwrap()
    }

    fn fault(seq: u64, count: u64, kind: FaultKind) -> Fault {
        Fault { seq, count, kind }
    }

    #[test]
    fn an_untouched_chain_is_faultless() {
        assert_eq!(verify(&chain(9), head(&chain(9))), []);
    }

    #[test]
    fn the_encoding_is_stable() {
        let hash = chain(1)[0].1;
        let hex: String = hash.iter().map(|byte| alloc::format!("{byte:02x}")).collect();
        assert_eq!(hex, "01fdc43f1bc63f1ce6aca1326fa4c1224731f4e0cf95a301383e7173b26651f4");
    }

    #[test]
    fn a_fault_is_named_with_its_place() {
        let head = head(&chain(5));
        let mut changed = chain(5);
        changed[2].0.actor = "account:x".into();
        assert_eq!(verify(&changed, head), [fault(2, 1, FaultKind::Changed)]);

        let mut rewritten = chain(5);
        rewritten[2].0.actor = "account:x".into();
        rewritten[2].1 = rewritten[2].0.hash();
        assert_eq!(verify(&rewritten, head), [fault(3, 1, FaultKind::Reordered)]);

        let mut last = chain(5);
        last[4].0.actor = "account:x".into();
        last[4].1 = last[4].0.hash();
        assert_eq!(verify(&last, head), [fault(4, 1, FaultKind::Changed)]);

        let mut missing = chain(5);
        missing.remove(1);
        assert_eq!(verify(&missing, head), [fault(1, 1, FaultKind::Missing)]);
        missing.pop();
        assert_eq!(verify(&missing, head).last(), Some(&fault(4, 1, FaultKind::Missing)));
        assert_eq!(verify(&[], head), [fault(0, 5, FaultKind::Missing)]);

        let mut twice = chain(3);
        twice.insert(1, twice[0].clone());
        assert_eq!(verify(&twice, (2, twice[3].1)), [fault(0, 1, FaultKind::Duplicated)]);

        let mut swapped = chain(3);
        swapped.swap(1, 2);
        assert!(verify(&swapped, (2, swapped[1].1)).contains(&fault(1, 1, FaultKind::Reordered)));
    }

    #[test]
    fn a_number_out_of_this_world_costs_nothing() {
        let mut wild = chain(2);
        wild[1].0.seq = u64::MAX;
        wild[1].1 = wild[1].0.hash();
        assert_eq!(verify(&wild, (u64::MAX, wild[1].1)), [fault(1, u64::MAX - 1, FaultKind::Missing)]);
    }
}
