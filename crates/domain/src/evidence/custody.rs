//! The chain of custody: every step of an item with person, role, instant, purpose, place and digest,
//! and which step may come where.
//!
//! Steps before our own receipt may be written down later than they happened: the story of an item is
//! its steps in the order of their instants. The lines are hash-linked in the order they were written.

use crate::{journal::Hash, time::Instant};
use alloc::{string::String, vec::Vec};
use sha2::{Digest, Sha256};

/// A step in the life of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// Taken from the system that was hit.
    Collected,
    /// Closed against change: a seal, an encryption.
    Sealed,
    /// Given from hand to hand, or sent.
    Transferred,
    /// Taken in by us.
    Received,
    /// Looked into.
    Opened,
    /// A copy was made.
    Copied,
    /// Examined.
    Analysed,
    /// Given back to its owner.
    Returned,
    /// Made unreadable for ever.
    Destroyed,
}

impl Step {
    /// All steps, in the order in which they usually come.
    pub const ALL: [Self; 9] = [
        Self::Collected,
        Self::Sealed,
        Self::Transferred,
        Self::Received,
        Self::Opened,
        Self::Copied,
        Self::Analysed,
        Self::Returned,
        Self::Destroyed,
    ];
    /// The steps that a person writes down; the house itself writes the others as they happen.
    pub const BY_HAND: [Self; 6] =
        [Self::Collected, Self::Sealed, Self::Transferred, Self::Opened, Self::Analysed, Self::Returned];

    /// The step's name in the database, the API and the words files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Collected => "collected",
            Self::Sealed => "sealed",
            Self::Transferred => "transferred",
            Self::Received => "received",
            Self::Opened => "opened",
            Self::Copied => "copied",
            Self::Analysed => "analysed",
            Self::Returned => "returned",
            Self::Destroyed => "destroyed",
        }
    }

    /// The step of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.name() == name)
    }

    /// Whether it can happen before we hold the item.
    const fn is_before_us(self) -> bool {
        matches!(self, Self::Collected | Self::Sealed | Self::Transferred)
    }
}

/// What is wrong with a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing can be done with what was not received yet.
    NotHere,
    /// An item is collected once, and first.
    CollectedLate,
    /// We have it already.
    ReceivedTwice,
    /// It was given back: before anything else it is received anew, or what we kept is destroyed.
    GivenBack,
    /// It is no more.
    Gone,
    /// Nobody examines what was neither opened nor copied.
    Unopened,
    /// It would have happened after now.
    Future,
}

impl Fault {
    /// Its code, for the words files and the API.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotHere => "not-here",
            Self::CollectedLate => "collected-late",
            Self::ReceivedTwice => "received-twice",
            Self::GivenBack => "given-back",
            Self::Gone => "gone",
            Self::Unopened => "unopened",
            Self::Future => "in-the-future",
        }
    }
}

/// Whether a story, in the order of its instants, can be: the first fault in it.
pub fn check(story: &[Step]) -> Result<(), Fault> {
    let (mut here, mut opened, mut back) = (false, false, false);
    for (place, step) in story.iter().enumerate() {
        let before = story.get(..place).unwrap_or_default();
        if before.contains(&Step::Destroyed) {
            return Err(Fault::Gone);
        }
        match step {
            Step::Collected if place > 0 => return Err(Fault::CollectedLate),
            Step::Received if here => return Err(Fault::ReceivedTwice),
            Step::Received => (here, back) = (true, false),
            Step::Destroyed if here || back => {}
            _ if back => return Err(Fault::GivenBack),
            _ if step.is_before_us() => {}
            _ if !here => return Err(Fault::NotHere),
            Step::Opened | Step::Copied => opened = true,
            Step::Analysed if !opened => return Err(Fault::Unopened),
            Step::Returned => (here, back) = (false, true),
            _ => {}
        }
    }
    Ok(())
}

/// Whether a step can be added to those that are known, at the instant it is said to have happened.
pub fn may_add(known: &[(Step, Instant)], step: Step, happened: Instant, now: Instant) -> Result<(), Fault> {
    if happened > now {
        return Err(Fault::Future);
    }
    let mut all: Vec<(Step, Instant)> = known.to_vec();
    all.push((step, happened));
    // Two steps at one instant keep the order in which they were written down.
    all.sort_by_key(|(_, at)| *at);
    let story: Vec<Step> = all.into_iter().map(|(step, _)| step).collect();
    check(&story)
}

/// One line of custody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The item.
    pub item: String,
    /// Number within the item, from 0.
    pub seq: u64,
    /// What happened.
    pub step: String,
    /// Who had it in hand.
    pub person: String,
    /// In what role.
    pub role: String,
    /// When it happened.
    pub happened: Instant,
    /// When it was written down.
    pub written: Instant,
    /// What for.
    pub purpose: String,
    /// Where.
    pub place: String,
    /// Hex SHA-256 of the item at that moment, or nothing when nobody took it.
    pub digest: String,
    /// Who wrote it down, as the journal names them.
    pub actor: String,
}

impl Line {
    /// The hash of the line after the one before it (zeros for the first). Each part is preceded by its
    /// length, so that no two lines share a hash by moving words from one part to the next.
    pub fn hash(&self, prev: &Hash) -> Hash {
        let mut sum = Sha256::new();
        sum.update(b"meldkamer custody line 1\n");
        sum.update(prev);
        sum.update(self.seq.to_be_bytes());
        sum.update(self.happened.micros().to_be_bytes());
        sum.update(self.written.micros().to_be_bytes());
        for part in [
            &self.item,
            &self.step,
            &self.person,
            &self.role,
            &self.purpose,
            &self.place,
            &self.digest,
            &self.actor,
        ] {
            sum.update((part.len() as u64).to_be_bytes());
            sum.update(part.as_bytes());
        }
        sum.finalize().into()
    }
}

#[cfg(test)]
mod tests {
    use super::{Fault, Step::*, *};

    #[test]
    fn a_story_from_hand_to_hand_to_the_end() {
        let story = [Collected, Sealed, Transferred, Received, Opened, Copied, Analysed, Returned, Destroyed];
        assert_eq!(check(&story), Ok(()));
        for length in 0..story.len() {
            assert_eq!(check(&story[..length]), Ok(()));
        }
    }

    #[test]
    fn what_cannot_be_is_named() {
        assert_eq!(check(&[Opened]), Err(Fault::NotHere));
        assert_eq!(check(&[Destroyed]), Err(Fault::NotHere));
        assert_eq!(check(&[Received, Analysed]), Err(Fault::Unopened));
        assert_eq!(check(&[Received, Received]), Err(Fault::ReceivedTwice));
        assert_eq!(check(&[Received, Collected]), Err(Fault::CollectedLate));
        assert_eq!(check(&[Received, Destroyed, Opened]), Err(Fault::Gone));
        assert_eq!(check(&[Received, Returned, Opened]), Err(Fault::GivenBack));
        assert_eq!(check(&[Received, Returned, Received, Opened]), Ok(()));
    }

    #[test]
    fn what_happened_before_may_be_written_down_later_but_not_what_has_not_happened() {
        let at = Instant::parse("2026-11-20T16:40:00Z").unwrap();
        let known = [(Received, at)];
        let now = at.plus_seconds(60);
        assert_eq!(may_add(&known, Collected, at.plus_seconds(-600), now), Ok(()));
        assert_eq!(may_add(&known, Collected, at.plus_seconds(1), now), Err(Fault::CollectedLate));
        assert_eq!(may_add(&known, Opened, at.plus_seconds(-1), now), Err(Fault::NotHere));
        assert_eq!(may_add(&known, Opened, at.plus_seconds(61), now), Err(Fault::Future));
    }

    #[test]
    fn every_part_of_a_line_is_in_its_hash() {
        let at = Instant::parse("2026-11-20T16:40:00Z").unwrap();
        let text = |text: &str| String::from(text);
        let line = Line {
            item: text("evi_1"),
            seq: 0,
            step: text("received"),
            person: text("Ans"),
            role: text("beheerder"),
            happened: at,
            written: at,
            purpose: text("a"),
            place: text("b"),
            digest: text("c"),
            actor: text("stranger"),
        };
        let hash = line.hash(&[0; 32]);
        assert_ne!(line.hash(&[1; 32]), hash);
        let moved = Line { purpose: text("ab"), place: text(""), ..line.clone() };
        assert_ne!(moved.hash(&[0; 32]), hash);
        assert_ne!(Line { happened: at.plus_seconds(1), ..line }.hash(&[0; 32]), hash);
    }
}
