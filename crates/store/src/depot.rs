//! The depot of files: content-addressed, so that the same bytes are kept once and never change.
//!
//! Kept by a library for object stores: a folder by default, S3 by setting. Nothing is parsed here.
//! What is too large to hold in memory is [`staged`] and read as a stream.

mod staged;

pub use staged::{Reading, Staged};

use crate::trouble::Trouble;
use bytes::Bytes;
use object_store::{
    ObjectStore, ObjectStoreExt, PutPayload,
    aws::{AmazonS3Builder, AmazonS3ConfigKey},
    local::LocalFileSystem,
    path::Path as Key,
};
use std::{path::Path, sync::Arc};

/// Where files are kept, by the hex SHA-256 of their content.
#[derive(Clone, Debug)]
pub struct Depot {
    store: Arc<dyn ObjectStore>,
    place: staged::Place,
}

impl Depot {
    /// A folder on this machine, made when absent; files are synced to disk before they count.
    pub fn folder(folder: &Path) -> Result<Self, Trouble> {
        let operation = || format!("make the depot's folder {}", folder.display());
        std::fs::create_dir_all(folder).map_err(|source| Trouble::File { operation: operation(), source })?;
        let store = Arc::new(LocalFileSystem::new_with_prefix(folder)?.with_fsync(true));
        Ok(Self { store, place: staged::Place::folder(folder) })
    }

    /// An S3 bucket, such as `s3://bucket`; keys and endpoint come from the usual `AWS_*` variables.
    pub fn s3(address: &str) -> Result<Self, Trouble> {
        Self::s3_with(address, std::env::vars())
    }

    /// An S3 bucket with `AWS_*` variables from elsewhere; others among them are passed over.
    pub fn s3_with(
        address: &str,
        variables: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, Trouble> {
        // Without a provider of its own the TLS library takes the process's; a second install is none.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut builder = AmazonS3Builder::new().with_url(address);
        for (name, value) in variables {
            if let Ok(key) = name.to_ascii_lowercase().parse::<AmazonS3ConfigKey>()
                && name.starts_with("AWS_")
            {
                builder = builder.with_config(key, value);
            }
        }
        Ok(Self { store: Arc::new(builder.build()?), place: staged::Place::bucket() })
    }

    /// Keeps bytes under their digest; keeping them twice is no harm.
    pub async fn put(&self, digest: &str, bytes: Bytes) -> Result<(), Trouble> {
        self.store.put(&key(digest), PutPayload::from_bytes(bytes)).await?;
        Ok(())
    }

    /// How many seconds ago bytes were last put here, by a clock that says `now`; nothing when they
    /// are not here.
    pub async fn age(&self, digest: &str, now: i64) -> Result<Option<i64>, Trouble> {
        match self.store.head(&key(digest)).await {
            Ok(found) => Ok(Some(now / 1_000_000 - found.last_modified.timestamp())),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(trouble) => Err(trouble.into()),
        }
    }

    /// The bytes of a digest.
    pub async fn get(&self, digest: &str) -> Result<Bytes, Trouble> {
        Ok(self.store.get(&key(digest)).await?.bytes().await?)
    }

    /// Forgets the bytes of a digest; only for what nobody else keeps under the same digest. Twice is
    /// no harm.
    pub async fn forget(&self, digest: &str) -> Result<(), Trouble> {
        match self.store.delete(&key(digest)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(why) => Err(why.into()),
        }
    }
}

/// Two letters of folder keep directories small.
fn key(digest: &str) -> Key {
    Key::from(format!("{}/{digest}", digest.get(..2).unwrap_or("__")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_is_put_can_be_got_after_a_restart() {
        let folder = tempfile::tempdir().unwrap();
        Depot::folder(folder.path()).unwrap().put("ab12", Bytes::from_static(b"inert")).await.unwrap();
        let again = Depot::folder(folder.path()).unwrap();
        assert_eq!(again.get("ab12").await.unwrap().as_ref(), b"inert");
        assert!(again.get("ab13").await.is_err());
        again.forget("ab12").await.unwrap();
        again.forget("ab12").await.unwrap();
        assert!(again.get("ab12").await.is_err());
    }
}
