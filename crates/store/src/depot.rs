//! The depot of files: content-addressed, so that the same bytes are kept once and never change.
//!
//! Kept by a library for object stores: a folder by default, S3 by setting. Nothing is parsed here.

use crate::trouble::Trouble;
use bytes::Bytes;
use object_store::{
    ObjectStore, ObjectStoreExt, PutPayload, aws::AmazonS3Builder, local::LocalFileSystem, path::Path as Key,
};
use std::{path::Path, sync::Arc};

/// Where files are kept, by the hex SHA-256 of their content.
#[derive(Clone, Debug)]
pub struct Depot(Arc<dyn ObjectStore>);

impl Depot {
    /// A folder on this machine, made when absent; files are synced to disk before they count.
    pub fn folder(folder: &Path) -> Result<Self, Trouble> {
        let operation = || format!("make the depot's folder {}", folder.display());
        std::fs::create_dir_all(folder).map_err(|source| Trouble::File { operation: operation(), source })?;
        Ok(Self(Arc::new(LocalFileSystem::new_with_prefix(folder)?.with_fsync(true))))
    }

    /// An S3 bucket, such as `s3://bucket`; keys and endpoint come from the usual `AWS_*` variables.
    pub fn s3(address: &str) -> Result<Self, Trouble> {
        let store = AmazonS3Builder::from_env().with_url(address).build()?;
        Ok(Self(Arc::new(store)))
    }

    /// Keeps bytes under their digest; keeping them twice is no harm.
    pub async fn put(&self, digest: &str, bytes: Bytes) -> Result<(), Trouble> {
        self.0.put(&key(digest), PutPayload::from_bytes(bytes)).await?;
        Ok(())
    }

    /// The bytes of a digest.
    pub async fn get(&self, digest: &str) -> Result<Bytes, Trouble> {
        Ok(self.0.get(&key(digest)).await?.bytes().await?)
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
    }
}
