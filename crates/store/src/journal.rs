//! The journal's rows: entries hash-linked within their subject, tiles of the log that seals them.
//!
//! What an entry means and how it is hashed is the domain's; here it is only kept and found.

pub mod verb;

use crate::{
    database::{Asks, Dialect, Tx},
    trouble::Trouble,
};
use sea_orm::{FromQueryResult, Value};

/// The place in a subject's chain that the next entry takes.
#[derive(Debug, FromQueryResult)]
pub struct Turn {
    /// Its number, from 0.
    pub seq: i64,
    /// The hash of the entry before it; empty for the first.
    pub hash: Vec<u8>,
}

/// One entry as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct EntryRow {
    /// What it is about: `dossier:<id>`, `draft:<id>`, `account:<id>`, `house`.
    pub subject: String,
    /// Number within the subject, from 0.
    pub seq: i64,
    /// The entry's own id.
    pub id: String,
    /// When, in microseconds.
    pub at: i64,
    /// Role and id of who acted.
    pub actor: String,
    /// The verb.
    pub verb: String,
    /// `done` or `refused`.
    pub outcome: String,
    /// The salt of the digest; erased with the personal data it stands for.
    pub salt: Vec<u8>,
    /// Salted digest of the details.
    pub digest: Vec<u8>,
    /// Hash of the entry before.
    pub prev: Vec<u8>,
    /// Hash of this entry.
    pub hash: Vec<u8>,
    /// Place in the sealed log, once sealed.
    pub leaf: Option<i64>,
}

/// The newest checkpoint of the log.
#[derive(Debug, Clone, FromQueryResult)]
pub struct CheckpointRow {
    /// How many entries are sealed.
    pub size: i64,
    /// The tree's root.
    pub root: Vec<u8>,
    /// The signed note.
    pub note: String,
    /// When it was signed, in microseconds.
    pub at: i64,
}

/// A tile: up to 256 hashes of one level.
#[derive(Debug, Clone, FromQueryResult)]
pub struct TileRow {
    /// Level of the tile, 0 for leaves.
    pub level: i64,
    /// Index within the level.
    pub idx: i64,
    /// The hashes, one after the other.
    pub hashes: Vec<u8>,
}

/// The head that one chain claims; nothing when there is no such chain.
pub async fn head(asks: &impl Asks, subject: &str) -> Result<Option<Turn>, Trouble> {
    asks.one("SELECT seq, hash FROM chain WHERE subject = $1", [subject.into()]).await
}

/// Entries that wait for the sealer.
#[derive(Debug, Clone, Copy, Default, FromQueryResult)]
pub struct Waiting {
    /// How many.
    pub count: i64,
    /// The instant of the oldest, in microseconds.
    pub oldest: Option<i64>,
}

/// Takes the next place in a subject's chain; whoever comes second waits for the first to commit.
pub async fn take_turn(tx: &Tx, subject: &str) -> Result<Turn, Trouble> {
    let sql = "INSERT INTO chain (subject, seq, hash) VALUES ($1, 0, $2) \
               ON CONFLICT (subject) DO UPDATE SET seq = chain.seq + 1 RETURNING seq, hash";
    let turn = tx.one::<Turn>(sql, [subject.into(), Vec::<u8>::new().into()]).await?;
    turn.ok_or_else(|| Trouble::unreadable("take a turn in the chain", subject))
}

const ENTRY: &str = "INSERT INTO entry (subject, seq, id, at, actor, verb, outcome, salt, digest, prev, hash) \
                     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

/// Writes an entry at the place that was taken.
pub async fn write(tx: &Tx, row: &EntryRow) -> Result<(), Trouble> {
    tx.add(ENTRY, entry_values(row)).await;
    let head = [row.subject.clone().into(), row.hash.clone().into()];
    tx.change("UPDATE chain SET hash = $2 WHERE subject = $1", head).await;
    Ok(())
}

/// Writes the first entry of a chain that is made with it: of something that is new in this act.
pub async fn start(tx: &Tx, row: &EntryRow) -> Result<(), Trouble> {
    let sql = "INSERT INTO chain (subject, seq, hash) VALUES ($1, $2, $3)";
    tx.add(sql, [row.subject.clone().into(), row.seq.into(), row.hash.clone().into()]).await;
    tx.add(ENTRY, entry_values(row)).await;
    Ok(())
}

fn entry_values(row: &EntryRow) -> [Value; 11] {
    [
        row.subject.clone().into(),
        row.seq.into(),
        row.id.clone().into(),
        row.at.into(),
        row.actor.clone().into(),
        row.verb.clone().into(),
        row.outcome.clone().into(),
        row.salt.clone().into(),
        row.digest.clone().into(),
        row.prev.clone().into(),
        row.hash.clone().into(),
    ]
}

/// One entry of a subject.
pub async fn entry(asks: &impl Asks, subject: &str, seq: i64) -> Result<Option<EntryRow>, Trouble> {
    asks.one("SELECT * FROM entry WHERE subject = $1 AND seq = $2", [subject.into(), seq.into()]).await
}

/// The newest entries of a subject from before a number on, newest first.
pub async fn newest_of(
    asks: &impl Asks,
    subject: &str,
    before: i64,
    limit: i64,
) -> Result<Vec<EntryRow>, Trouble> {
    let sql = "SELECT * FROM entry WHERE subject = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3";
    asks.all(sql, [subject.into(), before.into(), limit.into()]).await
}

/// Entries after a subject and number, in that order: for walking the whole journal in pages.
pub async fn after(asks: &impl Asks, subject: &str, seq: i64, limit: i64) -> Result<Vec<EntryRow>, Trouble> {
    let sql = "SELECT * FROM entry WHERE subject > $1 OR (subject = $1 AND seq > $2) \
               ORDER BY subject, seq LIMIT $3";
    asks.all(sql, [subject.into(), seq.into(), limit.into()]).await
}

/// The newest entries of the whole house, newest first.
pub async fn newest(asks: &impl Asks, before: i64, limit: i64) -> Result<Vec<EntryRow>, Trouble> {
    asks.all("SELECT * FROM entry WHERE at < $1 ORDER BY at DESC LIMIT $2", [before.into(), limit.into()])
        .await
}

/// The head that each chain claims, in order of subject.
pub async fn heads(asks: &impl Asks, after: &str, limit: i64) -> Result<Vec<(String, Turn)>, Trouble> {
    #[derive(FromQueryResult)]
    struct Head {
        subject: String,
        seq: i64,
        hash: Vec<u8>,
    }
    let sql = "SELECT subject, seq, hash FROM chain WHERE subject > $1 ORDER BY subject LIMIT $2";
    let heads: Vec<Head> = asks.all(sql, [after.into(), limit.into()]).await?;
    Ok(heads.into_iter().map(|head| (head.subject, Turn { seq: head.seq, hash: head.hash })).collect())
}

/// Entries of the subjects after one and up to another, in the database's order of subjects.
pub async fn between(asks: &impl Asks, after: &str, upto: &str) -> Result<Vec<EntryRow>, Trouble> {
    let sql = "SELECT * FROM entry WHERE subject > $1 AND subject <= $2 ORDER BY subject, seq";
    asks.all(sql, [after.into(), upto.into()]).await
}

/// How many entries wait for the sealer, and since when the oldest does.
pub async fn waiting(asks: &impl Asks) -> Result<Waiting, Trouble> {
    let sql = "SELECT count(*) AS count, min(at) AS oldest FROM entry WHERE leaf IS NULL";
    Ok(asks.one(sql, []).await?.unwrap_or_default())
}

/// Entries that no checkpoint covers yet, oldest first.
pub async fn unsealed(asks: &impl Asks, limit: i64) -> Result<Vec<EntryRow>, Trouble> {
    asks.all("SELECT * FROM entry WHERE leaf IS NULL ORDER BY id LIMIT $1", [limit.into()]).await
}

/// Entries by their place in the log, from `first` on.
pub async fn leaves(asks: &impl Asks, first: i64, limit: i64) -> Result<Vec<EntryRow>, Trouble> {
    asks.all("SELECT * FROM entry WHERE leaf >= $1 ORDER BY leaf LIMIT $2", [first.into(), limit.into()])
        .await
}

/// Lets one sealer in at a time; the others wait until it commits.
pub async fn lock_log(tx: &Tx) -> Result<(), Trouble> {
    if tx.dialect() == Dialect::Postgres {
        tx.run("SELECT pg_advisory_xact_lock(7305419280116)", []).await?;
    }
    Ok(())
}

/// Gives entries, as (subject, number), their places in the log from `first` on.
pub async fn seal(tx: &Tx, entries: &[(String, i64)], first: i64) -> Result<(), Trouble> {
    const AT_ONCE: usize = 200;
    let mut leaf = first;
    for some in entries.chunks(AT_ONCE) {
        let mut values: Vec<Value> = Vec::with_capacity(3 * some.len());
        let mut rows = Vec::with_capacity(some.len());
        for (subject, seq) in some {
            let at = values.len();
            rows.push(format!(
                "(CAST(${} AS TEXT), CAST(${} AS BIGINT), CAST(${} AS BIGINT))",
                at + 1,
                at + 2,
                at + 3
            ));
            values.extend([subject.clone().into(), (*seq).into(), leaf.into()]);
            leaf += 1;
        }
        let sql = format!(
            "WITH place (subject, seq, leaf) AS (VALUES {}) UPDATE entry SET leaf = place.leaf FROM place \
             WHERE entry.subject = place.subject AND entry.seq = place.seq AND entry.leaf IS NULL",
            rows.join(", ")
        );
        if tx.run(&sql, values).await? != some.len() as u64 {
            return Err(Trouble::Collision { operation: "seal entries".into() });
        }
    }
    Ok(())
}

/// Writes a tile, or writes it anew when it has grown.
pub async fn put_tile(tx: &Tx, tile: &TileRow) -> Result<(), Trouble> {
    let sql = "INSERT INTO tile (level, idx, hashes) VALUES ($1, $2, $3) \
               ON CONFLICT (level, idx) DO UPDATE SET hashes = excluded.hashes";
    tx.run(sql, [tile.level.into(), tile.idx.into(), tile.hashes.clone().into()]).await.map(drop)
}

/// One tile.
pub async fn tile(asks: &impl Asks, level: i64, idx: i64) -> Result<Option<TileRow>, Trouble> {
    asks.one("SELECT * FROM tile WHERE level = $1 AND idx = $2", [level.into(), idx.into()]).await
}

/// The newest tile of each level: all that is needed to append.
pub async fn edge(asks: &impl Asks) -> Result<Vec<TileRow>, Trouble> {
    let sql = "SELECT * FROM tile WHERE (level, idx) IN (SELECT level, max(idx) FROM tile GROUP BY level)";
    asks.all(sql, []).await
}

/// Keeps a signed checkpoint.
pub async fn put_checkpoint(tx: &Tx, row: &CheckpointRow) -> Result<(), Trouble> {
    let sql = "INSERT INTO checkpoint (size, root, note, at) VALUES ($1, $2, $3, $4)";
    tx.run(sql, [row.size.into(), row.root.clone().into(), row.note.clone().into(), row.at.into()])
        .await
        .map(drop)
}

/// The newest checkpoint, if anything was sealed yet.
pub async fn checkpoint(asks: &impl Asks) -> Result<Option<CheckpointRow>, Trouble> {
    asks.one("SELECT * FROM checkpoint ORDER BY size DESC LIMIT 1", []).await
}

/// The checkpoints in order of size, for an auditor.
pub async fn checkpoints(asks: &impl Asks, after: i64, limit: i64) -> Result<Vec<CheckpointRow>, Trouble> {
    asks.all("SELECT * FROM checkpoint WHERE size > $1 ORDER BY size LIMIT $2", [after.into(), limit.into()])
        .await
}
