//! The log over all chains: does each leaf seal its entry, and each checkpoint the tree of its size?

use super::{Report, seq};
use crate::{Failed, House, sealer};
use meldkamer_domain::{
    journal::Hash,
    log::{self as rules, TILE_WIDTH, leaf_hash},
    note::Checkpoint,
};
use meldkamer_store::journal::{self, CheckpointRow, EntryRow};
use std::collections::{BTreeMap, HashSet, VecDeque};

/// So many checkpoints are read at a time.
const PAGE: i64 = 1000;

/// The walk along the log: the tree as it is built again from the leaves that were kept.
struct Walk<'h> {
    house: &'h House,
    tree: BTreeMap<(u8, u64), Vec<Hash>>,
    checkpoints: VecDeque<CheckpointRow>,
    /// Leaves that seal something else than their entry: place, what is sealed, what the entry says.
    odd: Vec<(u64, Hash, Hash, EntryRow)>,
}

pub(super) async fn verify(house: &House, report: &mut Report) -> Result<(), Failed> {
    let size = journal::checkpoint(&house.database).await?.map_or(0, |last| width(last.size));
    report.sealed = size;
    let checkpoints = journal::checkpoints(&house.database, 0, PAGE).await?.into();
    let mut walk = Walk { house, tree: BTreeMap::new(), checkpoints, odd: Vec::new() };
    for index in 0..size.div_ceil(TILE_WIDTH as u64) {
        walk.tile(report, index, size).await?;
    }
    walk.upper_tiles(report).await?;
    walk.name_the_odd(report);
    beyond(house, report, size).await?;
    report.unsealed = width(journal::waiting(&house.database).await?.count);
    Ok(())
}

impl Walk<'_> {
    /// One tile of leaves: compared with the entries, then added to the tree.
    async fn tile(&mut self, report: &mut Report, index: u64, size: u64) -> Result<(), Failed> {
        let first = index * TILE_WIDTH as u64;
        let count = (size - first).min(TILE_WIDTH as u64);
        let kept = self.kept(0, index).await?;
        if (kept.len() as u64) < count {
            report.found("tile", "missing", "", first, count - kept.len() as u64);
        }
        let rows = journal::leaves(&self.house.database, narrow(first), TILE_WIDTH as i64 + 1).await?;
        let mut entries: BTreeMap<u64, EntryRow> = BTreeMap::new();
        for row in rows.into_iter().filter(|row| width(row.leaf.unwrap_or(0)) < first + count) {
            let leaf = width(row.leaf.unwrap_or(0));
            if let Some(twin) = entries.insert(leaf, row) {
                report.found("entry", "duplicated", &twin.subject, seq(&twin), 1);
            }
        }
        let mut leaves = Vec::new();
        for leaf in first..first + count {
            let sealed = usize::try_from(leaf - first).ok().and_then(|place| kept.get(place)).copied();
            match (entries.remove(&leaf), sealed) {
                (None, _) => report.found("leaf", "missing", "", leaf, 1),
                (Some(entry), Some(sealed)) if leaf_hash(&entry.hash) != sealed => {
                    let says = leaf_hash(&entry.hash);
                    self.odd.push((leaf, sealed, says, entry));
                }
                _ => {}
            }
            leaves.extend(sealed);
        }
        self.grow(first, &leaves);
        self.check_checkpoints(report, first + count).await
    }

    fn grow(&mut self, size: u64, leaves: &[Hash]) {
        let read = |level: u8, index: u64| self.tree.get(&(level, index)).cloned();
        // What is missing was told; the roots that cannot be built tell the rest.
        let Ok(grown) = rules::append(size, leaves, read) else { return };
        self.tree.retain(|(level, _), _| *level > 0);
        for tile in grown.tiles {
            self.tree.insert((tile.level, tile.index), tile.hashes);
        }
    }

    /// The checkpoints of sizes up to here: signed by us, and of the tree that the leaves make.
    async fn check_checkpoints(&mut self, report: &mut Report, upto: u64) -> Result<(), Failed> {
        while let Some(row) = self.checkpoints.pop_front() {
            let size = width(row.size);
            if size > upto {
                self.checkpoints.push_front(row);
                break;
            }
            report.checkpoints += 1;
            let read = |level: u8, index: u64| self.tree.get(&(level, index)).cloned();
            let signed = Checkpoint::open(&row.note, self.house.keys.published()).ok();
            let fits = signed.is_some_and(|signed| {
                signed.size == size
                    && signed.root.as_slice() == row.root.as_slice()
                    && signed.origin == sealer::origin(self.house)
                    && rules::root(size, read) == Ok(signed.root)
            });
            if !fits {
                report.found("checkpoint", "changed", "", size, 1);
            }
            if self.checkpoints.is_empty() {
                self.checkpoints = journal::checkpoints(&self.house.database, row.size, PAGE).await?.into();
            }
        }
        Ok(())
    }

    /// The tiles above the leaves, which proofs are made of.
    async fn upper_tiles(&self, report: &mut Report) -> Result<(), Failed> {
        for ((level, index), built) in self.tree.iter().filter(|((level, _), _)| *level > 0) {
            let kept = self.kept(*level, *index).await?;
            if kept.get(..built.len()) != Some(built.as_slice()) {
                let kind = if kept.len() < built.len() { "missing" } else { "changed" };
                report.found("tile", kind, &format!("level {level}"), *index, 1);
            }
        }
        Ok(())
    }

    /// An entry whose hash is sealed at another place was moved; else it was changed.
    fn name_the_odd(&mut self, report: &mut Report) {
        let sealed: HashSet<Hash> = self.odd.iter().map(|(_, sealed, _, _)| *sealed).collect();
        for (_, _, says, entry) in self.odd.drain(..) {
            let kind = if sealed.contains(&says) { "reordered" } else { "changed" };
            report.found("leaf", kind, &entry.subject, seq(&entry), 1);
        }
    }

    async fn kept(&self, level: u8, index: u64) -> Result<Vec<Hash>, Failed> {
        let tile = journal::tile(&self.house.database, i64::from(level), narrow(index)).await?;
        Ok(tile.and_then(|tile| sealer::hashes(&tile).ok()).unwrap_or_default())
    }
}

/// Entries that claim a place after the newest checkpoint, unless the sealer came by meanwhile.
async fn beyond(house: &House, report: &mut Report, size: u64) -> Result<(), Failed> {
    let rows = journal::leaves(&house.database, narrow(size), PAGE).await?;
    let newest = journal::checkpoint(&house.database).await?.map_or(0, |last| width(last.size));
    for row in rows.iter().filter(|row| width(row.leaf.unwrap_or(0)) >= newest) {
        report.found("leaf", "reordered", &row.subject, seq(row), 1);
    }
    Ok(())
}

fn width(count: i64) -> u64 {
    u64::try_from(count).unwrap_or(0)
}

fn narrow(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
