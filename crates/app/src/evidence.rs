//! Evidence: links to send it by, what arrives by them, items with custody, working copies, destruction.
//!
//! Bytes are never looked into here: what an item is, the sandbox says (`meldkamer-lab`). How a sender
//! speaks to us is the server's.

pub mod arrive;
pub mod arriving;
pub mod content;
pub mod copy;
pub mod custody;
pub mod destroy;
pub mod item;
pub mod link;
pub mod sweep;
pub mod verify;

/// The longest name, purpose or place, in characters.
pub const LONGEST: usize = 300;

/// A field that is wrong, and how: all of them at once.
pub type Faults = Vec<(String, &'static str)>;

/// What is wrong with a text that must be there and fit.
pub(crate) fn text_fault(text: &str) -> Option<&'static str> {
    match text.trim().chars().count() {
        0 => Some("missing"),
        count if count > LONGEST => Some("too-long"),
        _ => None,
    }
}
