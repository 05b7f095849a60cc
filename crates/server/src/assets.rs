//! The built web files under `/assets`: one style sheet and the scripts.
//!
//! Not for uploads nor downloads: those are the depot's.

use axum::Router;
use memory_serve::{CacheControl, Manifest, MemoryServe};
use std::sync::OnceLock;

/// Where the web files are served.
pub const ROOT: &str = "/assets";

/// Serves the web files, compressed and with entity tags; an address with a digest in it is kept for a year.
pub fn router<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().nest(ROOT, files().into_router())
}

/// The address of a web file, such as `/assets/meldkamer.3f9a….css`; it changes when the file does.
pub fn address(name: &str) -> String {
    static MANIFEST: OnceLock<Manifest> = OnceLock::new();
    let plain = format!("/{name}");
    let manifest = MANIFEST.get_or_init(|| files().manifest());
    format!("{ROOT}{}", manifest.get(&plain).unwrap_or(&plain))
}

fn files() -> MemoryServe {
    memory_serve::load!()
        .index_file(None)
        .enable_hashed_routes(!cfg!(debug_assertions))
        .cache_control(if cfg!(debug_assertions) { CacheControl::NoCache } else { CacheControl::Medium })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lie_under_the_root() {
        assert!(address("meldkamer.css").starts_with("/assets/meldkamer."));
        assert_eq!(address("not-there.js"), "/assets/not-there.js");
    }
}
