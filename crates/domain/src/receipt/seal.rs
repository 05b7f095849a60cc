//! The seal under a receipt: the proof that its journal entry is in the log.
//!
//! A receipt is signed at once and the log is sealed a moment later, so the proof stands under the
//! signed note and is no part of it. The log itself is [`log`](crate::log)'s.

use super::{
    Receipt, ReceiptFault,
    text::{Lines, hex, unhex},
    verify,
};
use crate::{
    journal::Hash,
    log::{self, leaf_hash},
    note::{Checkpoint, NoteFault, VerifyingKey},
};
use alloc::{
    format,
    string::{String, ToString},
    vec::Vec,
};

const FENCE: &str = "\n\n-- inclusion --\n";

/// The inclusion block of a receipt, as it stands there: nothing in it has been checked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Inclusion {
    /// The number of the leaf in the log, from 0.
    pub index: u64,
    /// The number of leaves of the tree that the proof is for.
    pub size: u64,
    /// The hashes beside the way from the leaf up, the lowest first.
    pub proof: Vec<Hash>,
    /// The checkpoint of that tree, a signed note.
    pub checkpoint: String,
}

/// A receipt that was found in the log.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sealed {
    /// What the receipt says.
    pub receipt: Receipt,
    /// The number of its leaf in the log.
    pub index: u64,
    /// The checkpoint that the proof leads to.
    pub checkpoint: Checkpoint,
}

/// Why a receipt's seal is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InclusionFault {
    /// The receipt itself is not believed.
    #[error(transparent)]
    Receipt(#[from] ReceiptFault),
    /// There is no inclusion block that can be read: the receipt may not have been sealed yet.
    #[error("no inclusion block")]
    Missing,
    /// The checkpoint in the block is not believed.
    #[error("the checkpoint is not believed: {0}")]
    Checkpoint(#[from] NoteFault),
    /// The proof does not lead from the entry to the checkpoint's root.
    #[error("the proof does not lead to the root of the log")]
    NotInLog,
}

/// Puts an inclusion block under a receipt, instead of one that stood there. `proof` is for the tree
/// of the checkpoint's size. Refuses what is no checkpoint with [`NoteFault::NotANote`].
pub fn with_inclusion(
    receipt: &str,
    index: u64,
    proof: &[Hash],
    checkpoint: &str,
) -> Result<String, NoteFault> {
    let text = checkpoint.rfind("\n\n").and_then(|end| checkpoint.get(..=end));
    let size = text.and_then(Checkpoint::parse).ok_or(NoteFault::NotANote)?.size;
    let receipt = restored(receipt);
    let signed = signed_part(&receipt).trim_end();
    let proof: String = proof.iter().map(|hash| format!("proof: {}\n", hex(hash))).collect();
    Ok(format!("{signed}{FENCE}index: {index}\nsize: {size}\n{proof}\n{checkpoint}"))
}

/// The inclusion block of a receipt, if there is one that can be read.
pub fn inclusion(file: &str) -> Option<Inclusion> {
    let file = restored(file);
    let (block, checkpoint) = file.split_once(FENCE)?.1.split_once("\n\n")?;
    let mut lines = Lines { rest: block.split('\n') };
    let (index, size) = (lines.fact("index")?.parse().ok()?, lines.fact("size")?.parse().ok()?);
    let proof = lines.facts("proof").map(unhex).collect::<Option<Vec<_>>>()?;
    let checkpoint = checkpoint.to_string();
    lines.rest.next().is_none().then_some(Inclusion { index, size, proof, checkpoint })
}

/// Checks a receipt with its inclusion block: that we signed the receipt, that we signed the
/// checkpoint, and that the receipt's journal entry is the leaf the block names in that log.
pub fn verify_inclusion(file: &str, keys: &[VerifyingKey]) -> Result<Sealed, InclusionFault> {
    let receipt = verify(file, keys)?;
    let Inclusion { index, size, proof, checkpoint } = inclusion(file).ok_or(InclusionFault::Missing)?;
    let checkpoint = Checkpoint::open(&checkpoint, keys)?;
    let leaf = leaf_hash(&receipt.entry);
    let leads = log::verify_inclusion(&leaf, index, checkpoint.size, &proof, &checkpoint.root);
    let fits = size == checkpoint.size && leads;
    if fits { Ok(Sealed { receipt, index, checkpoint }) } else { Err(InclusionFault::NotInLog) }
}

/// The file as it was before mail went over it: line feeds alone, one of them at the end.
pub(super) fn restored(file: &str) -> String {
    let mut file = file.replace("\r\n", "\n");
    file.truncate(file.trim_end_matches('\n').len());
    file.push('\n');
    file
}

/// The signed note, without the inclusion block. No signed receipt has an empty line in its text, so
/// the first fence is the only one that can be ours.
pub(super) fn signed_part(file: &str) -> &str {
    match file.find(FENCE) {
        Some(end) => file.get(..=end).unwrap_or(file),
        None => file,
    }
}
