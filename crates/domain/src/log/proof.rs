//! Checking proofs: what an outsider needs, with nothing but the proof and the roots.
//!
//! No tile is read here. The steps are those of RFC 9162, 2.1.3.2 and 2.1.4.2, for the same tree.

use super::{empty_root, node_hash};
use crate::journal::Hash;

/// Whether a leaf hash is leaf `index` of the tree of `size` leaves with this root.
pub fn verify_inclusion(leaf: &Hash, index: u64, size: u64, proof: &[Hash], root: &Hash) -> bool {
    if index >= size {
        return false;
    }
    let mut way = Way { node: index, last: size - 1 };
    let mut hash = *leaf;
    for beside in proof {
        if way.last == 0 {
            return false;
        }
        hash = if way.climbs_right() { node_hash(beside, &hash) } else { node_hash(&hash, beside) };
        way.up();
    }
    way.last == 0 && hash == *root
}

/// Whether the tree of `new` leaves with `new_root` begins with the tree of `old` leaves with
/// `old_root`.
pub fn verify_consistency(old: u64, new: u64, proof: &[Hash], old_root: &Hash, new_root: &Hash) -> bool {
    if old > new {
        return false;
    }
    if old == new || old == 0 {
        let before = if old == 0 { &empty_root() } else { new_root };
        return proof.is_empty() && old_root == before && (old < new || old_root == new_root);
    }
    let mut way = Way { node: old - 1, last: new - 1 };
    while way.node & 1 == 1 {
        way.up();
    }
    // The old tree is one complete subtree of the new: its root is where the proof begins.
    let (first, rest) = if way.node == 0 {
        (old_root, proof)
    } else {
        let Some((first, rest)) = proof.split_first() else { return false };
        (first, rest)
    };
    let (mut older, mut newer) = (*first, *first);
    for beside in rest {
        if way.last == 0 {
            return false;
        }
        if way.climbs_right() {
            older = node_hash(beside, &older);
            newer = node_hash(beside, &newer);
        } else {
            newer = node_hash(&newer, beside);
        }
        way.up();
    }
    way.last == 0 && older == *old_root && newer == *new_root
}

/// The way up from a node, with the last node of its level beside it.
struct Way {
    node: u64,
    last: u64,
}

impl Way {
    fn up(&mut self) {
        self.node >>= 1;
        self.last >>= 1;
    }

    /// Whether the hash beside stands at the left. A last node without a neighbour climbs first to
    /// the level where it has one.
    fn climbs_right(&mut self) -> bool {
        let right = self.node & 1 == 1 || self.node == self.last;
        while right && self.node & 1 == 0 && self.node != 0 {
            self.up();
        }
        right
    }
}
