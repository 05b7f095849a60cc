//! Formats of the outside world: bytes to types and back.
//!
//! No network, no files and no store here; what a mail or a webhook means is decided in `app`.

pub mod cacao;
pub mod ciso;
pub mod collector;
pub mod dns;
pub mod docx;
pub mod mail;
pub mod manifest;
pub mod sheet;
pub mod timesketch;
pub mod webhook;
pub mod zip;
