//! Reading a tree through its tiles: the hash of any part, from complete subtrees.
//!
//! Proofs are not made here, only the hashes that they are made of.

use super::{LogFault, TILE_WIDTH, Tile, empty_root, node_hash};
use crate::journal::Hash;
use alloc::{collections::BTreeMap, vec::Vec};

/// The tiles of a tree of one size; each is read once.
pub(super) struct Tiles<'a, F> {
    size: u64,
    read: &'a F,
    seen: BTreeMap<(u8, u64), Vec<Hash>>,
}

impl<'a, F: Fn(u8, u64) -> Option<Vec<Hash>>> Tiles<'a, F> {
    pub(super) fn new(size: u64, read: &'a F) -> Self {
        Self { size, read, seen: BTreeMap::new() }
    }

    /// The same, with these tiles instead of what would be read.
    pub(super) fn with(mut self, tiles: &[Tile]) -> Self {
        self.seen.extend(tiles.iter().map(|tile| ((tile.level, tile.index), tile.hashes.clone())));
        self
    }

    /// The hashes in the last tile of a level, when it is not full; else none.
    pub(super) fn partial(&mut self, level: u8) -> Result<Vec<Hash>, LogFault> {
        let index = self.count(level) / 256;
        let width = self.width(level, index);
        if width == 0 { Ok(Vec::new()) } else { Ok(self.tile(level, index)?[..width].to_vec()) }
    }

    /// The hash over the leaves `from..to`, where `from` is a multiple of the largest power of two
    /// that is less than their number, as it is for every part that RFC 6962 asks for.
    pub(super) fn range(&mut self, from: u64, to: u64) -> Result<Hash, LogFault> {
        let length = to - from;
        if length == 0 {
            return Ok(empty_root());
        }
        if length.is_power_of_two() {
            return self.subtree(from, length.trailing_zeros());
        }
        let middle = from + split(length);
        let left = self.range(from, middle)?;
        let right = self.range(middle, to)?;
        Ok(node_hash(&left, &right))
    }

    /// The hash of the complete subtree of this height that begins at a leaf.
    fn subtree(&mut self, from: u64, height: u32) -> Result<Hash, LogFault> {
        let level = (height / 8) as u8;
        let first = from >> (u32::from(level) * 8);
        let (index, place) = (first / 256, (first % 256) as usize);
        let hashes = self.tile(level, index)?;
        let end = place + (1 << (height % 8));
        hashes.get(place..end).map(fold).ok_or(LogFault::MissingTile { level, index })
    }

    fn tile(&mut self, level: u8, index: u64) -> Result<&[Hash], LogFault> {
        let missing = LogFault::MissingTile { level, index };
        if !self.seen.contains_key(&(level, index)) {
            let hashes = (self.read)(level, index).ok_or(missing)?;
            self.seen.insert((level, index), hashes);
        }
        let width = self.width(level, index);
        self.seen.get(&(level, index)).and_then(|hashes| hashes.get(..width)).ok_or(missing)
    }

    /// How many hashes a level has.
    fn count(&self, level: u8) -> u64 {
        self.size.checked_shr(u32::from(level) * 8).unwrap_or(0)
    }

    /// How many hashes a tile has in a tree of this size.
    fn width(&self, level: u8, index: u64) -> usize {
        let rest = self.count(level).saturating_sub(index.saturating_mul(256));
        usize::try_from(rest).unwrap_or(TILE_WIDTH).min(TILE_WIDTH)
    }
}

/// The largest power of two that is less than a length of two or more: where RFC 6962 splits.
pub(super) fn split(length: u64) -> u64 {
    1 << (u64::BITS - 1 - (length - 1).leading_zeros())
}

/// The root of a complete subtree: of a power of two hashes.
pub(super) fn fold(hashes: &[Hash]) -> Hash {
    match hashes {
        [hash] => *hash,
        _ => {
            let (left, right) = hashes.split_at(hashes.len() / 2);
            node_hash(&fold(left), &fold(right))
        }
    }
}
