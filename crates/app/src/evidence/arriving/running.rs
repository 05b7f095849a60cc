//! Sums that run along with the bytes: the SHA-256 of the whole file, which outlives a restart, and the
//! digest that a sender gave with one request.

use crate::{
    filing::first::hex,
    sealing::{self, Envelope},
};
use meldkamer_store::{Trouble, evidence::upload::UploadRow};
use sha1::Sha1;
use sha2::{Digest, Sha256, digest::common::hazmat::SerializableState};

/// The running SHA-256 of a file.
#[derive(Clone, Default, Debug)]
pub struct Running(Sha256);

impl Running {
    /// Opens it where it was kept.
    pub fn restored(envelope: &Envelope, row: &UploadRow) -> Result<Self, Trouble> {
        Self::read(&envelope.open(&row.wrapped)?.unseal(&row.state)?)
    }

    fn read(state: &[u8]) -> Result<Self, Trouble> {
        let failed = || Trouble::unreadable("the running digest of an upload", "it is not as it was kept");
        let state = state.try_into().map_err(|_| failed())?;
        Sha256::deserialize(&state).map(Self).map_err(|_| failed())
    }

    /// Its state, sealed to the key of the item: the last bytes that came are in it as they are.
    pub fn kept(&self, recipient: &str) -> Result<Vec<u8>, Trouble> {
        sealing::seal(recipient, &self.0.serialize())
    }

    /// Takes bytes.
    pub fn take(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The hex digest of all that was taken.
    pub fn digest(self) -> String {
        hex(&self.0.finalize())
    }
}

/// The sums that a sender may give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sum {
    /// SHA-256.
    Sha256,
    /// SHA-1: tus wants every server to know it. It guards against a bad line, not against an enemy.
    Sha1,
}

/// A sum under way.
pub(super) enum Summing {
    Sha256(Sha256),
    Sha1(Sha1),
}

impl Summing {
    pub(super) fn new(sum: Sum) -> Self {
        match sum {
            Sum::Sha256 => Self::Sha256(Sha256::new()),
            Sum::Sha1 => Self::Sha1(Sha1::new()),
        }
    }

    pub(super) fn take(&mut self, bytes: &[u8]) {
        match self {
            Self::Sha256(sum) => sum.update(bytes),
            Self::Sha1(sum) => sum.update(bytes),
        }
    }

    pub(super) fn value(&self) -> Vec<u8> {
        match self {
            Self::Sha256(sum) => sum.clone().finalize().to_vec(),
            Self::Sha1(sum) => sum.clone().finalize().to_vec(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_outlives_a_restart_at_any_byte() {
        let bytes: Vec<u8> = (0..200_u8).collect();
        for cut in [0, 1, 63, 64, 65, 127, 128, 199] {
            let mut running = Running::default();
            running.take(&bytes[..cut]);
            let mut again = Running::read(&running.0.serialize()).unwrap();
            again.take(&bytes[cut..]);
            assert_eq!(again.digest(), hex(&Sha256::digest(&bytes)));
        }
        assert!(Running::read(&[1, 2, 3]).is_err());
    }
}
