//! The bell: rings after a commit, so that the sealer and the couriers look again.
//!
//! It carries no content and nothing depends on hearing it: whoever misses it looks at the clock.

use tokio::sync::watch;

/// Rings when something changed.
#[derive(Clone, Debug, Default)]
pub struct Bell(watch::Sender<()>);

impl Bell {
    /// Something was committed. It costs nothing while nobody waits.
    pub fn ring(&self) {
        self.0.send_replace(());
    }

    /// Somebody who listens from now on.
    pub fn ear(&self) -> Ear {
        Ear(self.0.subscribe())
    }
}

/// Hears the bell, also what it rang while nobody waited.
#[derive(Debug)]
pub struct Ear(watch::Receiver<()>);

impl Ear {
    /// Waits until it rings; at once when it rang since the last time.
    pub async fn heard(&mut self) {
        // The bell hangs in the house, which is there for as long as anybody works in it.
        let _ = self.0.changed().await;
    }
}
