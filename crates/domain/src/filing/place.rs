//! Where a key points: `w.summary`, `i.users.number`, `s.systems[2].name`.

use crate::question::{Catalogue, Field, Question};

/// The place of one answer.
pub(super) struct Place<'a> {
    /// The question.
    pub question: &'a Question,
    /// The row, when the key names one.
    pub row: Option<usize>,
    /// The part, when the key names one.
    pub part: Option<&'a Field>,
    /// What follows, without its dot: `date`, `time`.
    pub rest: &'a str,
}

/// Finds the question with the longest id that begins the key, and its part.
pub(super) fn place<'a>(catalogue: &'a Catalogue, key: &'a str) -> Option<Place<'a>> {
    let ends = key.char_indices().rev().filter(|(_, c)| matches!(c, '.' | '[')).map(|(at, _)| at);
    for end in core::iter::once(key.len()).chain(ends) {
        let Some(question) = catalogue.question(&key[..end]) else { continue };
        let (row, tail) = row(&key[end..])?;
        let tail = tail.strip_prefix('.').unwrap_or(tail);
        let (name, rest) = tail.split_once('.').unwrap_or((tail, ""));
        let part = question.field.part(name);
        let rest = if part.is_some() { rest } else { tail };
        return Some(Place { question, row, part, rest });
    }
    None
}

fn row(tail: &str) -> Option<(Option<usize>, &str)> {
    let Some(inside) = tail.strip_prefix('[') else { return Some((None, tail)) };
    let (index, tail) = inside.split_once(']')?;
    Some((Some(index.parse().ok()?), tail))
}
