//! Every chain by itself: does each entry hash to what was kept, and link to the one before?

use super::{Report, seq};
use crate::{Failed, House};
use meldkamer_domain::{
    journal::{self as rules, Entry, Hash, Outcome},
    time::Instant,
};
use meldkamer_store::journal::{self, EntryRow, Turn};
use std::collections::{BTreeMap, HashMap};

/// So many chains are read at a time.
const PAGE: i64 = 500;
/// After every subject in the order of either database.
const LAST: &str = "\u{10ffff}";

pub(super) async fn verify(house: &House, report: &mut Report) -> Result<(), Failed> {
    let mut after = String::new();
    loop {
        // Heads first: entries that come meanwhile are beyond the head, and are left alone.
        let heads = journal::heads(&house.database, &after, PAGE).await?;
        let upto = heads.last().map_or(LAST, |(subject, _)| subject.as_str()).to_owned();
        let mut chains: BTreeMap<String, Vec<EntryRow>> = BTreeMap::new();
        for row in journal::between(&house.database, &after, &upto).await? {
            chains.entry(row.subject.clone()).or_default().push(row);
        }
        let known: HashMap<&str, &Turn> =
            heads.iter().map(|(subject, turn)| (subject.as_str(), turn)).collect();
        for (subject, turn) in &heads {
            one(report, subject, turn, chains.get(subject).map_or(&[][..], Vec::as_slice));
        }
        for (subject, rows) in chains.iter().filter(|(subject, _)| !known.contains_key(subject.as_str())) {
            // A chain that begins while we read has its head after we looked.
            if journal::head(&house.database, subject).await?.is_none() {
                report.found("head", "missing", subject, rows.first().map_or(0, seq), rows.len() as u64);
            }
        }
        if upto == LAST {
            return Ok(());
        }
        after = upto;
    }
}

fn one(report: &mut Report, subject: &str, head: &Turn, rows: &[EntryRow]) {
    report.chains += 1;
    report.entries += rows.len() as u64;
    let mut entries: Vec<(Entry, Hash)> = Vec::with_capacity(rows.len());
    for row in rows {
        match read(row) {
            Some(read) => entries.push(read),
            None => report.found("entry", "changed", subject, seq(row), 1),
        }
    }
    let unread = rows.len() - entries.len();
    let hash = head.hash.as_slice().try_into().unwrap_or([0; 32]);
    let faults = rules::verify(&entries, (u64::try_from(head.seq).unwrap_or(u64::MAX), hash));
    for fault in faults {
        // What cannot be read was told as changed; it is not missing as well.
        let told = |found: &super::Finding| {
            found.subject == subject && found.number >= fault.seq && found.number < fault.seq + fault.count
        };
        if unread == 0 || !report.findings.iter().any(told) {
            report.found("entry", fault.kind.name(), subject, fault.seq, fault.count);
        }
    }
}

/// An entry as it was hashed, with the hash that was kept; nothing when the row cannot be one of ours.
fn read(row: &EntryRow) -> Option<(Entry, Hash)> {
    let hash = |bytes: &[u8]| Hash::try_from(bytes).ok();
    let entry = Entry {
        id: row.id.parse().ok()?,
        subject: row.subject.clone(),
        seq: u64::try_from(row.seq).ok()?,
        at: Instant::from_micros(row.at),
        actor: row.actor.clone(),
        verb: row.verb.clone(),
        outcome: Outcome::named(&row.outcome)?,
        digest: hash(&row.digest)?,
        prev: hash(&row.prev)?,
    };
    Some((entry, hash(&row.hash)?))
}

#[cfg(test)]
pub(super) fn hash_of(row: &EntryRow) -> Option<Hash> {
    read(row).map(|(entry, _)| entry.hash())
}
