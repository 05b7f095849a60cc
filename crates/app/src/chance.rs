//! Where time and chance come from: the only place that asks the machine for either.

use meldkamer_domain::time::Instant;
use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

/// Tells the time: the machine's, or one that a test sets.
#[derive(Clone, Debug, Default)]
pub enum Clock {
    /// The machine's clock.
    #[default]
    Machine,
    /// A clock that stands still until it is set.
    Set(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at a moment.
    pub fn standing(at: Instant) -> Self {
        Self::Set(Arc::new(AtomicI64::new(at.micros())))
    }

    /// What time it is.
    #[expect(clippy::disallowed_methods, reason = "this is the one place that asks the machine")]
    pub fn now(&self) -> Instant {
        match self {
            Self::Set(micros) => Instant::from_micros(micros.load(Ordering::SeqCst)),
            Self::Machine => {
                let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
                Instant::from_micros(
                    since.map_or(0, |since| i64::try_from(since.as_micros()).unwrap_or(i64::MAX)),
                )
            }
        }
    }

    /// Sets a standing clock; the machine's clock cannot be set.
    pub fn set(&self, at: Instant) {
        if let Self::Set(micros) = self {
            micros.store(at.micros(), Ordering::SeqCst);
        }
    }
}

/// Random bytes for ids, codes, salts and keys.
pub fn bytes<const N: usize>() -> [u8; N] {
    rand::random()
}

/// A secret of so many random bytes, in hexadecimal.
pub fn secret<const N: usize>() -> String {
    crate::filing::first::hex(&bytes::<N>())
}
