//! Entries of one subject by what was done: acts that only read it apart from all others.

use super::EntryRow;
use crate::{database::Asks, query::Query, trouble::Trouble};

/// What was done under one of these verbs, newest first, from before a number on.
pub async fn among(
    asks: &impl Asks,
    subject: &str,
    verbs: &[&str],
    before: i64,
    limit: i64,
) -> Result<Vec<EntryRow>, Trouble> {
    let mut query = done_under(verbs);
    query.only("subject", subject);
    let before = query.value(before);
    query.wheres.push(format!("seq < {before}"));
    query.page(asks, "* FROM entry", "seq DESC", false, limit).await
}

/// Everything else, in order: also what was refused under these verbs.
pub async fn others(asks: &impl Asks, subject: &str, verbs: &[&str]) -> Result<Vec<EntryRow>, Trouble> {
    let mut query = done_under(verbs);
    query.wheres = vec![format!("NOT ({})", query.condition())];
    query.only("subject", subject);
    query.page(asks, "* FROM entry", "seq", false, i64::MAX).await
}

fn done_under(verbs: &[&str]) -> Query {
    let mut query = Query { wheres: vec!["outcome = 'done'".to_owned()], values: Vec::new() };
    query.among("verb", verbs);
    query
}
