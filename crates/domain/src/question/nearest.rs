//! The known id that somebody probably meant.

use super::{Catalogue, Question};
use alloc::vec::Vec;

impl Catalogue {
    /// The known id nearest to a mistyped one, when one is near enough.
    pub fn nearest(&self, typed: &str) -> Option<&str> {
        let ids = self.questions.iter().map(Question::id);
        let far = |id: &&str| distance(typed, id);
        ids.min_by_key(far).filter(|id| distance(typed, id) * 3 <= id.len().max(6))
    }
}

/// Edits (insert, delete, replace) between two texts, in bytes.
fn distance(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.bytes().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, b) in other.bytes().enumerate() {
            let replaced = corner + usize::from(a != b);
            corner = row[j + 1];
            row[j + 1] = replaced.min(corner + 1).min(row[j] + 1);
        }
    }
    row[other.len()]
}
