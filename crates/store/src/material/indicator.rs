//! Indicators of a case, each value once, those added last first.

use super::{places, text::Index};
use crate::{
    database::{Asks, Tx},
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::{FromQueryResult, Value};
use std::collections::BTreeSet;

const INDEX: Index = Index { of: "case_indicator" };

/// One indicator as it is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, FromQueryResult)]
pub struct IndicatorRow {
    /// Its id.
    pub id: String,
    /// The case.
    pub case_id: String,
    /// Its number in the order in which they were added, in all cases together; given when it is kept.
    pub serial: i64,
    /// What it is.
    pub kind: String,
    /// It, in its one form.
    pub value: String,
    /// How far it may go.
    pub tlp: String,
    /// What may be done with it.
    pub pap: String,
    /// How sure we are.
    pub confidence: String,
    /// When it was first seen.
    pub first_at: Option<i64>,
    /// When it was last seen.
    pub last_at: Option<i64>,
    /// What it is in this case.
    pub note: String,
    /// Whose own it is and on what lists of the well known it stands, as a JSON list of pairs.
    pub marks: String,
    /// Where it comes from.
    pub source: String,
    /// Who added it, as the journal names them.
    pub actor: String,
    /// When.
    pub added_at: i64,
    /// When it was removed.
    pub removed_at: Option<i64>,
    /// Who removed it, as the journal names them.
    pub removed_by: String,
}

#[derive(FromQueryResult)]
struct Known {
    kind: String,
    value: String,
}

/// Keeps new indicators; those that the case has already are passed over. Answers how many were new.
pub async fn add(tx: &Tx, _permit: &Permit, case: &str, rows: &[IndicatorRow]) -> Result<usize, Trouble> {
    let known = known(tx, case, rows).await?;
    let new: Vec<&IndicatorRow> =
        rows.iter().filter(|row| !known.contains(&(row.kind.clone(), row.value.clone()))).collect();
    let serials = INDEX.serials(tx, new.len()).await?;
    let mut texts = Vec::with_capacity(new.len());
    for (part, serials) in new.chunks(100).zip(serials.chunks(100)) {
        let sql = format!(
            "INSERT INTO case_indicator (id, case_id, serial, kind, value, tlp, pap, confidence, first_at, last_at, note, \
             marks, source, actor, added_at) VALUES {}",
            places(part.len(), 15)
        );
        let mut values: Vec<Value> = Vec::with_capacity(part.len() * 15);
        for (row, serial) in part.iter().zip(serials) {
            texts.push((*serial, format!("{} {} {} {}", row.kind, row.value, row.source, row.note)));
            let row = (*row).clone();
            values.extend([
                row.id.into(),
                row.case_id.into(),
                (*serial).into(),
                row.kind.into(),
                row.value.into(),
                row.tlp.into(),
                row.pap.into(),
                row.confidence.into(),
                row.first_at.into(),
                row.last_at.into(),
                row.note.into(),
                row.marks.into(),
                row.source.into(),
                row.actor.into(),
                row.added_at.into(),
            ]);
        }
        tx.run(&sql, values).await?;
    }
    INDEX.add(tx, case, &texts).await?;
    Ok(new.len())
}

/// Which of these the case has already, removed ones too.
pub async fn known(
    asks: &impl Asks,
    case: &str,
    rows: &[IndicatorRow],
) -> Result<BTreeSet<(String, String)>, Trouble> {
    let mut all = BTreeSet::new();
    for part in rows.chunks(400) {
        let list: Vec<String> = (0..part.len()).map(|at| format!("${}", at + 2)).collect();
        let sql = format!(
            "SELECT kind, value FROM case_indicator WHERE case_id = $1 AND kind IN ({}) AND value IN ({})",
            KINDS,
            list.join(", ")
        );
        let values = [Value::from(case)].into_iter().chain(part.iter().map(|row| row.value.clone().into()));
        let found: Vec<Known> = asks.all(&sql, values.collect::<Vec<_>>()).await?;
        all.extend(found.into_iter().map(|one| (one.kind, one.value)));
    }
    Ok(all)
}

/// All kinds, so that the index is used from its beginning.
const KINDS: &str = "'ipv4', 'ipv6', 'network', 'domain', 'url', 'mail', 'md5', 'sha1', 'sha256', 'sha512', 'cve', \
                     'file-name'";

/// A page of those that were not removed, added before a serial, those added last first.
pub async fn page(
    asks: &impl Asks,
    case: &str,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<IndicatorRow>, Trouble> {
    let sql = "SELECT * FROM case_indicator WHERE case_id = $1 AND removed_at IS NULL AND serial < $2 \
               ORDER BY serial DESC LIMIT $3";
    asks.all(sql, [case.into(), before.unwrap_or(i64::MAX).into(), limit.into()]).await
}

/// A page of those in which all words occur.
pub async fn found(
    asks: &impl Asks,
    case: &str,
    asked: &str,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<IndicatorRow>, Trouble> {
    INDEX.found(asks, case, asked, before, limit).await
}

/// Those that were removed last.
pub async fn removed(asks: &impl Asks, case: &str, limit: i64) -> Result<Vec<IndicatorRow>, Trouble> {
    let sql = "SELECT * FROM case_indicator WHERE case_id = $1 AND removed_at IS NOT NULL ORDER BY removed_at DESC LIMIT $2";
    asks.all(sql, [case.into(), limit.into()]).await
}
