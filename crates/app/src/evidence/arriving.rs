//! The bytes of a file as they come: hashed and sealed on the way, written in parts, acknowledged when
//! they are durable.
//!
//! Nothing is held whole: a few hundred kibibytes a request, however many come at once. Each part is an age file of its own to the
//! item's key. What came with a digest counts when the digest fits, or not at all; what came without one
//! counts part by part, so that a broken line loses nothing that is durable.

mod bench;
mod running;

pub use running::{Running, Sum};

use super::{arrive, link};
use crate::{Door, Failed, House, Subject, chance};
use bench::Bench;
use bytes::{Bytes, BytesMut};
use meldkamer_domain::{
    access::{Tie, Verb},
    refused::Refused,
};
use meldkamer_store::{
    Trouble,
    evidence::{
        self, LinkRow,
        upload::{self, PartRow, UploadRow},
    },
};
use serde_json::json;
use std::{mem, sync::Arc};
use tokio::{
    sync::{Semaphore, SemaphorePermit},
    task::{JoinHandle, spawn_blocking},
};

/// A part holds so many bytes at the most.
const PART: u64 = 64 << 20;
/// So many bytes go to the bench at a time.
const BATCH: usize = 128 << 10;
/// So many benches are at work at a time. More do not go faster, and each takes a thread with memory of its own.
static AT_WORK: Semaphore = Semaphore::const_new(8);

/// What a sender says of the bytes of one request.
#[derive(Clone, Debug)]
pub struct Expected {
    /// How it was summed.
    pub sum: Sum,
    /// What the sum is.
    pub value: Vec<u8>,
}

/// Waits until there is room at the benches.
async fn turn() -> Result<SemaphorePermit<'static>, Trouble> {
    AT_WORK.acquire().await.map_err(|why| Trouble::unreadable("take bytes", why))
}

/// A part that is durable and not written down yet, with the running hash after it.
struct Kept {
    row: PartRow,
    running: Running,
}

/// A request that brings bytes.
pub struct Arriving {
    house: Arc<House>,
    door: Door,
    link: LinkRow,
    row: UploadRow,
    expected: Option<Expected>,
    waiting: BytesMut,
    /// Where the file stands with all that came, durable or not.
    stands: u64,
    /// The bench, once what it was given last is done; nothing after trouble with it.
    work: Option<JoinHandle<Result<Bench, Trouble>>>,
    keeping: Option<JoinHandle<Result<Kept, Trouble>>>,
    kept: Vec<Kept>,
}

impl Arriving {
    /// Begins at an offset; it must be where the file stands.
    pub async fn begin(
        house: Arc<House>,
        door: Door,
        link: LinkRow,
        row: UploadRow,
        offset: u64,
        expected: Option<Expected>,
    ) -> Result<Self, Failed> {
        if row.finished_at.is_some() || u64::try_from(row.received) != Ok(offset) {
            return Err(Refused::Moved.into());
        }
        let running = Running::restored(house.keys.envelope(), &row)?;
        let bench = Bench::new(row.recipient.clone(), running, expected.as_ref().map(|one| one.sum), offset);
        let work = Some(spawn_blocking(move || Ok(bench)));
        let (waiting, kept) = (BytesMut::with_capacity(BATCH), Vec::new());
        Ok(Self { house, door, link, row, expected, waiting, stands: offset, work, keeping: None, kept })
    }

    /// Takes bytes. Refused when they are more than was announced.
    pub async fn take(&mut self, chunk: &Bytes) -> Result<(), Failed> {
        self.stands += chunk.len() as u64;
        let limit = u64::try_from(self.row.length).unwrap_or(0);
        if self.stands > limit {
            return Err(Refused::TooLarge { limit }.into());
        }
        let mut rest = chunk.clone();
        while !rest.is_empty() {
            let piece = rest.split_to(rest.len().min(BATCH - self.waiting.len().min(BATCH - 1)));
            self.waiting.extend_from_slice(&piece);
            if self.waiting.len() >= BATCH {
                self.work_on().await?;
            }
        }
        Ok(())
    }

    async fn bench(&mut self) -> Result<Bench, Failed> {
        let work = self.work.take();
        let work = work.ok_or_else(|| Trouble::unreadable("take bytes", "there was trouble before"))?;
        Ok(work.await.map_err(|why| Trouble::unreadable("take bytes", why))??)
    }

    /// Gives what waits to the bench, away from the threads that answer requests.
    async fn work_on(&mut self) -> Result<(), Failed> {
        let mut bench = self.bench().await?;
        if bench.size() >= PART {
            bench = self.cut(bench).await?;
        }
        let (house, turn) = (self.house.clone(), turn().await?);
        let batch = mem::replace(&mut self.waiting, BytesMut::with_capacity(BATCH));
        self.work = Some(spawn_blocking(move || {
            let _turn = turn;
            bench.take(&house.depot, &batch).map(|()| bench)
        }));
        Ok(())
    }

    /// Closes a part: it becomes durable while the next one comes in.
    async fn cut(&mut self, mut bench: Bench) -> Result<Bench, Failed> {
        self.settle().await?;
        let running = bench.running();
        let Some(part) = bench.close() else { return Ok(bench) };
        let (house, upload) = (self.house.clone(), self.row.id.clone());
        self.keeping = Some(tokio::spawn(async move {
            let _turn = turn().await?;
            let key = chance::secret::<20>();
            let (staged, file, mut row) = spawn_blocking(move || part.finish())
                .await
                .map_err(|why| Trouble::unreadable("seal a part", why))??;
            house.depot.keep(staged, file, &key).await?;
            (row.upload, row.key) = (upload, key);
            Ok(Kept { row, running })
        }));
        Ok(bench)
    }

    /// Waits for the part that is becoming durable, and writes it down unless a digest is still to fit.
    async fn settle(&mut self) -> Result<(), Failed> {
        let Some(keeping) = self.keeping.take() else { return Ok(()) };
        let kept = keeping.await.map_err(|why| Trouble::unreadable("keep a part", why))??;
        self.kept.push(kept);
        if self.expected.is_none() { self.record().await } else { Ok(()) }
    }

    /// The file is as long as what came: a form tells no length before. To be said before the end.
    pub fn is_whole(&mut self) {
        self.row.length = i64::try_from(self.stands).unwrap_or(i64::MAX);
    }

    /// Gives up: what is durable and does not count goes again.
    pub async fn abandon(mut self) {
        self.forget().await;
    }

    /// Ends the request. `whole` is false when the line broke: without a digest what came is kept all the
    /// same, with one it is not. Answers the file as it stands.
    pub async fn end(mut self, whole: bool) -> Result<UploadRow, Failed> {
        let done = self.finish(whole).await;
        if done.is_err() || !whole {
            self.forget().await;
        }
        done.map(|()| self.row)
    }

    async fn finish(&mut self, whole: bool) -> Result<(), Failed> {
        self.work_on().await?;
        let mut bench = self.bench().await?;
        if let Some(expected) = &self.expected {
            if !whole {
                return Ok(());
            }
            if bench.sum() != expected.value {
                let begins = u64::try_from(self.row.received).unwrap_or(0);
                return Err(Refused::CorruptPart { begins }.into());
            }
        }
        bench = self.cut(bench).await?;
        self.settle().await?;
        drop(bench);
        self.record().await
    }

    /// Writes down the parts that are durable: from here on they are acknowledged.
    async fn record(&mut self) -> Result<(), Failed> {
        let Some(last) = self.kept.last() else { return Ok(()) };
        let running = last.running.clone();
        let parts: Vec<PartRow> = self.kept.iter().map(|one| one.row.clone()).collect();
        let now = self.house.clock.now();
        let mut act = self.house.begin(&Door { at: now, ..self.door.clone() }).await?;
        let link = evidence::link_by_id(act.tx()?, &self.link.id).await?.ok_or(Failed::NOT_FOUND)?;
        let link = link::alive(link, now)?;
        let permit = act.may(Verb::SendEvidence, Subject::evidence(&link.id), Tie::Own).await?;

        let received = self.row.received + parts.iter().map(|part| part.size).sum::<i64>();
        let is_whole = received == self.row.length;
        let after = UploadRow {
            received,
            state: if is_whole { Vec::new() } else { running.kept(&self.row.recipient)? },
            touched_at: now.micros(),
            expires_at: arrive::expiry(&link, now),
            finished_at: is_whole.then_some(now.micros()),
            ..self.row.clone()
        };
        if !upload::advance(act.tx()?, &permit, &self.row, &after, &parts).await? {
            return Err(Refused::Moved.into());
        }
        let mut details = json!({
            "upload": after.id,
            "parts": parts.iter().map(|part| json!([part.begins, part.size, part.digest])).collect::<Vec<_>>(),
        });
        if is_whole {
            let item = arrive::finished(&act, &permit, &link, &after, running.digest()).await?;
            details["item"] = json!({"id": item.id, "sha256": item.digest, "size": item.size});
        }
        act.note(permit, details).await?;
        (self.row, self.kept) = (after, Vec::new());
        Ok(())
    }

    /// What is durable and does not count goes again.
    async fn forget(&mut self) {
        if let Some(keeping) = self.keeping.take()
            && let Ok(Ok(kept)) = keeping.await
        {
            self.kept.push(kept);
        }
        for one in self.kept.drain(..) {
            if let Err(trouble) = self.house.depot.forget(&one.row.key).await {
                tracing::warn!(%trouble, "a part that does not count stays in the depot");
            }
        }
    }
}
