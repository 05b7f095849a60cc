//! OpenPGP (RFC 9580) for mail and messages: keys of others with the checks that decide whether they can
//! be written to, and the key of the house that signs what goes out and opens what comes in.

mod house;
mod signed;
mod theirs;

use std::panic::{AssertUnwindSafe, catch_unwind};

pub use house::{Fault, HouseKey, Opened};
pub use theirs::{TheirKey, Unfit};

/// A key or message larger than this is not looked at, in bytes.
pub const MOST: usize = 1 << 20;

/// Whether a text is a message that is sealed in OpenPGP's armour.
pub fn is_message(text: &str) -> bool {
    is_armoured(text, "PGP MESSAGE")
}

/// Whether a text is one block of armour of a kind, and nothing else.
pub fn is_armoured(text: &str, kind: &str) -> bool {
    let text = text.trim();
    text.starts_with(&format!("-----BEGIN {kind}-----")) && text.ends_with(&format!("-----END {kind}-----"))
}

/// Whether a text is nothing but a text that was signed in the clear (RFC 9580, 7).
pub fn is_signed_text(text: &str) -> bool {
    let text = text.trim();
    text.starts_with("-----BEGIN PGP SIGNED MESSAGE-----") && text.ends_with("-----END PGP SIGNATURE-----")
}

/// What comes of a task, or nothing when the library falls over what it was given.
fn unfelled<T>(task: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(task)).ok()
}
