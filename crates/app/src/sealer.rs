//! The sealer: binds the entries of all chains into one log, and signs how far it came.
//!
//! Sealing is no act: it changes nothing that anybody did, and leaves no line. It works behind the
//! acts, in batches, so that no act waits for the log. How a log is checked is [`journal`](crate::journal)'s.

use crate::{Failed, House};
use meldkamer_domain::{
    journal::Hash,
    log::{self, LogFault, leaf_hash},
    note::Checkpoint,
    receipt,
    time::Instant,
};
use meldkamer_store::{
    Trouble, Tx,
    journal::{self, CheckpointRow, EntryRow, TileRow},
};
use std::collections::BTreeMap;

/// The most entries that are sealed in one transaction.
pub const BATCH: i64 = 2000;

/// Seals one batch; answers how many entries that were. More wait when it is [`BATCH`].
///
/// Several nodes may call this at once: one gets in, the others find less left to do.
pub async fn seal(house: &House) -> Result<u64, Failed> {
    // A look costs nothing; only when something waits is the writer's turn asked for.
    if journal::unsealed(&house.database, 1).await?.is_empty() {
        return Ok(0);
    }
    let tx = house.database.begin().await?;
    journal::lock_log(&tx).await?;
    let entries = journal::unsealed(&tx, BATCH).await?;
    if entries.is_empty() {
        return Ok(0);
    }
    let size = journal::checkpoint(&tx).await?.map_or(0, |last| last.size);
    let appended = append(&tx, size, &entries).await?;
    let places: Vec<(String, i64)> = entries.iter().map(|entry| (entry.subject.clone(), entry.seq)).collect();
    journal::seal(&tx, &places, size).await?;
    for tile in appended.tiles {
        journal::put_tile(&tx, &tile_row(&tile)?).await?;
    }
    let note = Checkpoint { origin: origin(house), size: appended.size, root: appended.root }
        .sign(house.keys.signing());
    let (size, at) = (number(appended.size)?, house.clock.now().micros());
    journal::put_checkpoint(&tx, &CheckpointRow { size, root: appended.root.to_vec(), note, at }).await?;
    tx.commit().await?;
    Ok(entries.len() as u64)
}

/// Seals all that waits, batch after batch; answers how many entries that were.
pub async fn seal_all(house: &House) -> Result<u64, Failed> {
    let mut all = 0;
    loop {
        match seal(house).await? {
            0 => return Ok(all),
            some => all += some,
        }
    }
}

/// The name of the log. A newer signing key does not make another log.
pub fn origin(house: &House) -> String {
    house.keys.published().first().map_or_else(String::new, |key| key.name().to_owned())
}

/// Whether an entry waits for longer than a minute: then the sealer does not do its work.
pub async fn is_behind(house: &House, now: Instant) -> Result<bool, Failed> {
    let oldest = journal::waiting(&house.database).await?.oldest;
    Ok(oldest.is_some_and(|at| at < now.plus_seconds(-60).micros()))
}

async fn append(tx: &Tx, size: i64, entries: &[EntryRow]) -> Result<log::Appended, Failed> {
    let mut edge = BTreeMap::new();
    for tile in journal::edge(tx).await? {
        edge.insert((tile.level, tile.idx), hashes(&tile)?);
    }
    let leaves = entries.iter().map(|entry| leaf_hash(&entry.hash)).collect::<Vec<Hash>>();
    let read = |level: u8, index: u64| {
        let index = i64::try_from(index).ok()?;
        edge.get(&(i64::from(level), index)).cloned()
    };
    let size = u64::try_from(size).map_err(|e| Trouble::unreadable("the log's size", e))?;
    Ok(log::append(size, &leaves, read).map_err(|e| Trouble::unreadable("the log's edge", e))?)
}

/// The hashes in a tile as it is kept.
pub(crate) fn hashes(tile: &TileRow) -> Result<Vec<Hash>, Trouble> {
    let (hashes, rest) = tile.hashes.as_chunks::<32>();
    if rest.is_empty() {
        Ok(hashes.to_vec())
    } else {
        Err(Trouble::unreadable("a tile of the log", format!("level {} tile {}", tile.level, tile.idx)))
    }
}

fn tile_row(tile: &log::Tile) -> Result<TileRow, Trouble> {
    let hashes = tile.hashes.concat();
    Ok(TileRow { level: i64::from(tile.level), idx: number(tile.index)?, hashes })
}

fn number(size: u64) -> Result<i64, Trouble> {
    i64::try_from(size).map_err(|e| Trouble::unreadable("the log's size", e))
}

/// Puts the proof that its entry is sealed under a receipt; nothing while it is not sealed yet.
/// The proof leads to the newest checkpoint.
pub async fn prove(house: &House, receipt: &str) -> Result<Option<String>, Failed> {
    let Ok(told) = receipt::verify(receipt, house.keys.published()) else { return Ok(None) };
    let database = &house.database;
    let seq = number(told.seq)?;
    let entry = journal::entry(database, &told.subject, seq).await?;
    let (Some(leaf), Some(last)) = (entry.and_then(|one| one.leaf), journal::checkpoint(database).await?)
    else {
        return Ok(None);
    };
    let size = |count: i64| u64::try_from(count).map_err(|e| Trouble::unreadable("the log's size", e));
    let (leaf, width) = (size(leaf)?, size(last.size)?);
    let mut tiles: BTreeMap<(u8, u64), Vec<Hash>> = BTreeMap::new();
    // A proof needs few tiles; it says itself which one it misses.
    let proof = loop {
        match log::inclusion(leaf, width, |level, index| tiles.get(&(level, index)).cloned()) {
            Ok(proof) => break proof,
            Err(LogFault::MissingTile { level, index }) if !tiles.contains_key(&(level, index)) => {
                let tile = journal::tile(database, i64::from(level), number(index)?).await?;
                let tile = tile.ok_or_else(|| Trouble::unreadable("a proof", "a tile is missing"))?;
                tiles.insert((level, index), hashes(&tile)?);
            }
            Err(fault) => return Err(Trouble::unreadable("a proof", fault).into()),
        }
    };
    let proven = receipt::with_inclusion(receipt, leaf, &proof, &last.note);
    Ok(Some(proven.map_err(|e| Trouble::unreadable("a checkpoint", e))?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trial::Trial;

    #[tokio::test]
    async fn a_receipt_gains_its_proof_when_it_is_sealed() {
        let trial = Trial::new().await;
        let first = trial.early_warning().await.receipt;
        assert_eq!(prove(&trial.house, &first).await.unwrap(), None);
        for _ in 0..5 {
            trial.early_warning().await;
            trial.pass(0.01);
            seal(&trial.house).await.unwrap();
        }
        let proven = prove(&trial.house, &first).await.unwrap().unwrap();
        let sealed = receipt::verify_inclusion(&proven, trial.house.keys.published()).unwrap();
        assert_eq!(sealed.checkpoint.size, 6);
        let other = proven.replace("index: ", "index: 1");
        assert!(receipt::verify_inclusion(&other, trial.house.keys.published()).is_err());
    }

    #[tokio::test]
    async fn two_sealers_make_one_log() {
        let trial = Trial::new().await;
        for _ in 0..9 {
            trial.early_warning().await;
        }
        let both = tokio::join!(seal(&trial.house), seal(&trial.house));
        assert_eq!(both.0.unwrap() + both.1.unwrap(), 9);
        assert!(crate::journal::verify_all(&trial.house).await.unwrap().is_sound());
    }

    #[tokio::test]
    async fn a_sealer_that_sleeps_is_noticed() {
        let trial = Trial::new().await;
        trial.early_warning().await;
        assert!(!is_behind(&trial.house, trial.house.clock.now()).await.unwrap());
        trial.pass(0.1);
        assert!(is_behind(&trial.house, trial.house.clock.now()).await.unwrap());
        seal(&trial.house).await.unwrap();
        assert!(!is_behind(&trial.house, trial.house.clock.now()).await.unwrap());
    }
}
