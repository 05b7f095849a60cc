//! Formats of the outside world: bytes to types and back.
//!
//! No network, no files and no store here; what a mail or a webhook means is decided in `app`.

pub mod mail;
pub mod webhook;
