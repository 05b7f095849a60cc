//! The bell: rings after a commit, so that open pages, the sealer and the couriers look again.
//!
//! It carries no content and nothing depends on hearing it: whoever misses it looks at the clock.

use tokio::sync::broadcast;

/// Rings when something changed.
#[derive(Clone, Debug)]
pub struct Bell(broadcast::Sender<()>);

impl Default for Bell {
    fn default() -> Self {
        Self(broadcast::channel(16).0)
    }
}

impl Bell {
    /// Something was committed.
    pub fn ring(&self) {
        // Nobody listening is no failure.
        let _ = self.0.send(());
    }

    /// Waits until it rings after now; a listener that fell behind is woken too.
    pub async fn wait(&self) {
        let _ = self.0.subscribe().recv().await;
    }
}
