//! Receipts: what we signed for having received, as a small file that people can read and anybody
//! can check with our public key.
//!
//! The letter around it is written elsewhere. When the log has sealed the filing, a receipt carries
//! the proof of that as well: [`inclusion`].

mod seal;
mod text;

pub use seal::{Inclusion, InclusionFault, Sealed, inclusion, verify_inclusion, with_inclusion};

use crate::{
    journal::Hash,
    note::{self, NoteFault, SigningKey, VerifyingKey},
    time::Instant,
};
use alloc::{string::String, vec::Vec};

/// What a receipt says. Instants are told to the second.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Receipt {
    /// The number by which reporter and desk name the dossier.
    pub reference: String,
    /// The stage of notification, such as the early warning.
    pub stage: String,
    /// Which version of that stage, from 1.
    pub version: u32,
    /// What kind of filing it is.
    pub kind: String,
    /// Whether it was an exercise.
    pub exercise: bool,
    /// When we received it.
    pub received_at: Instant,
    /// SHA-256 of the filing in canonical JSON.
    pub content: Hash,
    /// The authorities that it was for.
    pub recipients: Vec<String>,
    /// The stages that are still due, and when.
    pub deadlines: Vec<(String, Instant)>,
    /// The journal chain that holds the act.
    pub subject: String,
    /// The entry's number in that chain.
    pub seq: u64,
    /// The entry's hash: the data of its leaf in the log.
    pub entry: Hash,
    /// The edition of the rulebook that was applied.
    pub edition: String,
}

/// Why a receipt is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptFault {
    /// The file is not a receipt, or not the whole of one.
    #[error("not a receipt")]
    NotAReceipt,
    /// It was signed, but not with a key that was given.
    #[error("not signed by a known key")]
    UnknownKey,
    /// It was changed after it was signed.
    #[error("changed after it was signed")]
    BadSignature,
}

impl From<NoteFault> for ReceiptFault {
    fn from(fault: NoteFault) -> Self {
        match fault {
            NoteFault::NotANote => Self::NotAReceipt,
            NoteFault::UnknownKey => Self::UnknownKey,
            NoteFault::BadSignature => Self::BadSignature,
        }
    }
}

/// Writes and signs a receipt. In its values line breaks, other control characters and characters
/// that turn the direction of writing become spaces, so that no value can pass for another line.
pub fn issue(receipt: &Receipt, key: &SigningKey) -> String {
    note::sign(&text::write(receipt), key)
}

/// Checks a receipt against the keys that are trusted, now and from before a rotation, and reads it.
/// Line endings that mail changed are restored first; an inclusion block is left out of account.
pub fn verify(file: &str, keys: &[VerifyingKey]) -> Result<Receipt, ReceiptFault> {
    let file = seal::restored(file);
    let (text, _) = note::open(seal::signed_part(&file), keys)?;
    text::read(&text).ok_or(ReceiptFault::NotAReceipt)
}

#[cfg(test)]
mod tests;
