//! The log: one append-only Merkle tree over all chains, hashed as in RFC 6962 and kept in C2SP
//! tlog-tiles of height 8.
//!
//! A tile holds up to 256 hashes of complete subtrees: at level 0 leaf hashes, at each level above the
//! hashes of full tiles below. Tiles are kept elsewhere; here they are read through a function. What
//! the leaves mean is [`journal`](crate::journal)'s, who signs the root is [`note`](crate::note)'s.

mod proof;
mod tiles;

pub use proof::{verify_consistency, verify_inclusion};

use crate::journal::Hash;
use alloc::{format, string::String, vec, vec::Vec};
use sha2::{Digest, Sha256};
use tiles::Tiles;

/// How many hashes a full tile holds.
pub const TILE_WIDTH: usize = 256;

/// The hash of a leaf: SHA-256 over a zero byte and the leaf's data. Our leaf's data is the 32-byte
/// hash of a journal entry.
pub fn leaf_hash(data: &[u8]) -> Hash {
    Sha256::new().chain_update([0]).chain_update(data).finalize().into()
}

/// The hash of a node: SHA-256 over a one byte and the hashes of its two children.
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    Sha256::new().chain_update([1]).chain_update(left).chain_update(right).finalize().into()
}

/// The root of a log without leaves: the hash of nothing.
pub fn empty_root() -> Hash {
    Sha256::digest([]).into()
}

/// A tile: up to 256 hashes side by side.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tile {
    /// 0 for leaf hashes; each hash at level `l` covers 256 to the power `l` leaves.
    pub level: u8,
    /// Its place among the tiles of its level, from 0.
    pub index: u64,
    /// From 1 to 256 hashes, the leftmost first.
    pub hashes: Vec<Hash>,
}

impl Tile {
    /// Where C2SP tlog-tiles serves it: `tile/0/x001/x234/067`, with `.p/` and its width while it is
    /// not full.
    pub fn path(&self) -> String {
        let mut groups = vec![format!("{:03}", self.index % 1000)];
        let mut rest = self.index / 1000;
        while rest > 0 {
            groups.insert(0, format!("x{:03}", rest % 1000));
            rest /= 1000;
        }
        let path = format!("tile/{}/{}", self.level, groups.join("/"));
        let width = self.hashes.len();
        if width == TILE_WIDTH { path } else { format!("{path}.p/{width}") }
    }
}

/// What an append came to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Appended {
    /// The number of leaves now.
    pub size: u64,
    /// The root now.
    pub root: Hash,
    /// The tiles that are new or wider than they were, whole. Keep them before the root is signed.
    pub tiles: Vec<Tile>,
}

/// Why the log has no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LogFault {
    /// A tile that must be there was not given, or has fewer hashes than the size asks.
    #[error("tile {index} at level {level} is missing or too short")]
    MissingTile {
        /// The tile's level.
        level: u8,
        /// The tile's place in its level.
        index: u64,
    },
    /// The leaf or the smaller size is not in a tree of the size that was asked.
    #[error("outside the tree")]
    OutOfRange,
}

/// Appends leaf hashes to a log of `size` leaves. `tile(level, index)` gives a kept tile; it may be
/// wider than `size` asks, for the rest of an append that was cut short is not looked at.
pub fn append(
    size: u64,
    leaves: &[Hash],
    tile: impl Fn(u8, u64) -> Option<Vec<Hash>>,
) -> Result<Appended, LogFault> {
    let grown = size.checked_add(leaves.len() as u64).ok_or(LogFault::OutOfRange)?;
    let mut tiles = Tiles::new(size, &tile);
    let mut changed = Vec::new();
    let (mut fresh, mut width, mut level) = (leaves.to_vec(), size, 0);
    while !fresh.is_empty() {
        let mut hashes = tiles.partial(level)?;
        hashes.append(&mut fresh);
        for (index, chunk) in (width / 256..).zip(hashes.chunks(TILE_WIDTH)) {
            if chunk.len() == TILE_WIDTH {
                fresh.push(tiles::fold(chunk));
            }
            changed.push(Tile { level, index, hashes: chunk.to_vec() });
        }
        width /= 256;
        level += 1;
    }
    let mut tiles = Tiles::new(grown, &tile).with(&changed);
    Ok(Appended { size: grown, root: tiles.range(0, grown)?, tiles: changed })
}

/// The root of the tree of the first `size` leaves; of no leaves, the hash of nothing.
pub fn root(size: u64, tile: impl Fn(u8, u64) -> Option<Vec<Hash>>) -> Result<Hash, LogFault> {
    Tiles::new(size, &tile).range(0, size)
}

/// The proof that leaf `index` is in the tree of `size` leaves: the hashes beside its way up, the
/// lowest first.
pub fn inclusion(
    index: u64,
    size: u64,
    tile: impl Fn(u8, u64) -> Option<Vec<Hash>>,
) -> Result<Vec<Hash>, LogFault> {
    if index >= size {
        return Err(LogFault::OutOfRange);
    }
    let mut tiles = Tiles::new(size, &tile);
    let (mut from, mut to) = (0, size);
    let mut proof = Vec::new();
    while to - from > 1 {
        let middle = from + tiles::split(to - from);
        if index < middle {
            proof.push(tiles.range(middle, to)?);
            to = middle;
        } else {
            proof.push(tiles.range(from, middle)?);
            from = middle;
        }
    }
    proof.reverse();
    Ok(proof)
}

/// The proof that the tree of `new` leaves begins with the tree of `old` leaves, the lowest hash
/// first; empty when either nothing was added or nothing was there.
pub fn consistency(
    old: u64,
    new: u64,
    tile: impl Fn(u8, u64) -> Option<Vec<Hash>>,
) -> Result<Vec<Hash>, LogFault> {
    if old > new {
        return Err(LogFault::OutOfRange);
    }
    if old == 0 || old == new {
        return Ok(Vec::new());
    }
    let mut tiles = Tiles::new(new, &tile);
    let (mut from, mut to) = (0, new);
    let mut proof = Vec::new();
    while to != old {
        let middle = from + tiles::split(to - from);
        if old <= middle {
            proof.push(tiles.range(middle, to)?);
            to = middle;
        } else {
            proof.push(tiles.range(from, middle)?);
            from = middle;
        }
    }
    // A verifier knows the old root, so the subtree is told only when it is not the whole old tree.
    if from > 0 {
        proof.push(tiles.range(from, to)?);
    }
    proof.reverse();
    Ok(proof)
}

#[cfg(test)]
mod tests;
