//! Codes: what the holder of a draft or dossier shows instead of an account.

/// What is kept of a code: its HMAC-SHA-256 under a key of the installation, so that who steals the
/// database cannot try codes. It is looked up by equality in an index; a code is 56 random bits,
/// and timing tells nothing about a digest that the caller cannot choose.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CodeDigest(pub [u8; 32]);
