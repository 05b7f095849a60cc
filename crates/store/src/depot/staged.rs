//! Large things on their way into the depot, and out of it: written to a file first, durable before they
//! count, never held in memory whole.
//!
//! In a folder the file is written where it will stay, under another name. For a bucket it is written
//! beside, sent in parts of a few mebibytes, and forgotten.

use super::{Depot, key};
use crate::trouble::Trouble;
use bytes::Bytes;
use futures::StreamExt;
use object_store::{MultipartUpload, ObjectStoreExt, PutPayload};
use std::{
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
    sync::Arc,
};
use tokio::sync::{Semaphore, mpsc};

/// Buckets take parts of at least this many bytes.
const BUCKET_PART: usize = 5 << 20;
/// So many of them are in memory at a time, over all uploads.
const BUCKET_PARTS: usize = 4;
/// Names of files on their way begin so.
const UNFINISHED: &str = ".staged-";

/// Where the depot is.
#[derive(Clone, Debug)]
pub(super) enum Place {
    Folder(PathBuf),
    Bucket { beside: PathBuf, parts: Arc<Semaphore> },
}

impl Place {
    pub(super) fn folder(folder: &Path) -> Self {
        Self::Folder(folder.to_owned())
    }

    pub(super) fn bucket() -> Self {
        Self::Bucket { beside: std::env::temp_dir(), parts: Arc::new(Semaphore::new(BUCKET_PARTS)) }
    }

    fn path(&self) -> &Path {
        match self {
            Self::Folder(folder) => folder,
            Self::Bucket { beside, .. } => beside,
        }
    }
}

/// A file on its way into the depot. Dropped before it is kept, it is removed.
#[derive(Debug)]
pub struct Staged {
    path: PathBuf,
    kept: bool,
}

impl Drop for Staged {
    fn drop(&mut self) {
        if !self.kept {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// What is read out of the depot, piece by piece, on a thread that may wait.
pub type Reading = Box<dyn Read + Send>;

fn trouble(operation: &str, path: &Path) -> impl FnOnce(io::Error) -> Trouble {
    let operation = format!("{operation} {}", path.display());
    move |source| Trouble::File { operation, source }
}

impl Depot {
    /// Opens a file on its way into the depot, under a name that nobody else uses. Blocks shortly.
    pub fn stage(&self, name: &str) -> Result<(Staged, File), Trouble> {
        let path = self.place.path().join(format!("{UNFINISHED}{name}"));
        let file = File::options().read(true).write(true).create_new(true).open(&path);
        let file = file.map_err(trouble("open", &path))?;
        Ok((Staged { path, kept: false }, file))
    }

    /// Keeps a staged file under a key; when this returns, it is durable.
    pub async fn keep(&self, mut staged: Staged, file: File, digest: &str) -> Result<(), Trouble> {
        match &self.place {
            Place::Folder(folder) => {
                let home = folder.join(key(digest).as_ref());
                let kept = tokio::task::spawn_blocking(move || {
                    settle(&file, &staged.path, &home).map(|()| staged.kept = true)
                });
                kept.await.map_err(|why| Trouble::unreadable("keep a file", why))?
            }
            Place::Bucket { parts, .. } => {
                let parts = parts.clone();
                self.send(&staged.path, &parts, digest).await
            }
        }
    }

    async fn send(&self, path: &Path, parts: &Arc<Semaphore>, digest: &str) -> Result<(), Trouble> {
        let mut upload = self.store.put_multipart(&key(digest)).await?;
        let sent = send_parts(upload.as_mut(), path, parts).await;
        match sent {
            Ok(()) => upload.complete().await.map(drop).map_err(Trouble::from),
            Err(why) => {
                let _ = upload.abort().await;
                Err(why)
            }
        }
    }

    /// Opens what is kept under a key. Where the depot is far away it is fetched while it is read.
    pub async fn reading(&self, digest: &str) -> Result<Reading, Trouble> {
        if let Place::Folder(folder) = &self.place {
            let path = folder.join(key(digest).as_ref());
            return File::open(&path).map(|file| Box::new(file) as Reading).map_err(trouble("read", &path));
        }
        let mut stream = self.store.get(&key(digest)).await?.into_stream();
        let (sender, receiver) = mpsc::channel(2);
        tokio::spawn(async move {
            while let Some(chunk) = stream.next().await {
                let failed = chunk.is_err();
                if sender.send(chunk.map_err(io::Error::other)).await.is_err() || failed {
                    break;
                }
            }
        });
        Ok(Box::new(Pipe { receiver, rest: Bytes::new() }))
    }

    /// Free bytes of the disk that the depot is on; nothing when it is no disk of ours.
    pub fn room(&self) -> Option<u64> {
        let Place::Folder(folder) = &self.place else { return None };
        let found = rustix::fs::statvfs(folder).ok()?;
        Some(found.f_bavail.saturating_mul(found.f_frsize))
    }

    /// Removes what was on its way when a process died more than a day ago. Answers how many.
    pub fn sweep(&self, now: i64) -> usize {
        let Ok(entries) = fs::read_dir(self.place.path()) else { return 0 };
        let old = |entry: &fs::DirEntry| {
            let changed = entry.metadata().ok()?.modified().ok()?;
            let since = changed.duration_since(std::time::UNIX_EPOCH).ok()?;
            Some(now / 1_000_000 - i64::try_from(since.as_secs()).ok()? > 24 * 3600)
        };
        let staged = |entry: &fs::DirEntry| entry.file_name().to_string_lossy().starts_with(UNFINISHED);
        let stale = entries.filter_map(Result::ok).filter(staged).filter(|one| old(one) == Some(true));
        stale.filter(|entry| fs::remove_file(entry.path()).is_ok()).count()
    }
}

/// Bytes, then name, then folder: after that no loss of power takes it back.
fn settle(file: &File, from: &Path, home: &Path) -> Result<(), Trouble> {
    file.sync_data().map_err(trouble("sync", from))?;
    let folder = home.parent().unwrap_or(from);
    fs::create_dir_all(folder).map_err(trouble("make", folder))?;
    fs::rename(from, home).map_err(trouble("keep", home))?;
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(trouble("sync", folder))?;
    let above = folder.parent().unwrap_or(folder);
    File::open(above).and_then(|above| above.sync_all()).map_err(trouble("sync", above))
}

async fn send_parts(
    upload: &mut dyn MultipartUpload,
    path: &Path,
    parts: &Arc<Semaphore>,
) -> Result<(), Trouble> {
    let mut file = tokio::fs::File::open(path).await.map_err(trouble("read", path))?;
    loop {
        let permit = parts.clone().acquire_owned().await;
        let _permit = permit.map_err(|why| Trouble::unreadable("send a file", why))?;
        let mut piece = Vec::with_capacity(BUCKET_PART);
        let mut limited = tokio::io::AsyncReadExt::take(&mut file, BUCKET_PART as u64);
        let read = tokio::io::AsyncReadExt::read_to_end(&mut limited, &mut piece).await;
        read.map_err(trouble("read", path))?;
        if piece.is_empty() {
            return Ok(());
        }
        upload.put_part(PutPayload::from(piece)).await?;
    }
}

/// Bytes that come from afar, read where waiting is allowed.
struct Pipe {
    receiver: mpsc::Receiver<io::Result<Bytes>>,
    rest: Bytes,
}

impl Read for Pipe {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.rest.is_empty() {
            match self.receiver.blocking_recv() {
                Some(chunk) => self.rest = chunk?,
                None => return Ok(0),
            }
        }
        let count = buffer.len().min(self.rest.len());
        let piece = self.rest.split_to(count);
        if let Some(start) = buffer.get_mut(..count) {
            start.copy_from_slice(&piece);
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    #[tokio::test]
    async fn what_is_staged_is_kept_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let depot = Depot::folder(folder.path()).unwrap();
        let (staged, mut file) = depot.stage("one").unwrap();
        file.write_all(&[7; 100_000]).unwrap();
        depot.keep(staged, file, "ab12").await.unwrap();
        let mut found = Vec::new();
        depot.reading("ab12").await.unwrap().read_to_end(&mut found).unwrap();
        assert_eq!(found, vec![7; 100_000]);
        drop(depot.stage("two").unwrap());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert!(depot.room().unwrap() > 0);
    }

    #[tokio::test]
    async fn what_a_dead_process_left_is_swept_after_a_day() {
        let folder = tempfile::tempdir().unwrap();
        let depot = Depot::folder(folder.path()).unwrap();
        std::mem::forget(depot.stage("left").unwrap());
        let changed = fs::metadata(folder.path().join(".staged-left")).unwrap().modified().unwrap();
        let since = changed.duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
        let at = |seconds: u64| i64::try_from(since + seconds).unwrap() * 1_000_000;
        assert_eq!(depot.sweep(at(3600)), 0);
        assert_eq!(depot.sweep(at(90_000)), 1);
    }
}
