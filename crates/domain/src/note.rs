//! Signed notes: a text and who signed it, in the C2SP signed-note format with Ed25519, and the
//! checkpoint that says how long the log is and what its root is.
//!
//! What is signed is not decided here: receipts are [`receipt`](crate::receipt)'s, the log is
//! [`log`](crate::log)'s. Keys are kept elsewhere; here they come in as bytes.

use crate::journal::Hash;
use alloc::{
    format,
    string::{String, ToString},
    vec::Vec,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use core::fmt;
use ed25519_dalek::{Signature, Signer};
use sha2::{Digest, Sha256};

/// The format's byte for plain Ed25519.
const ED25519: u8 = 1;
/// More signatures than this on one note are not read.
const MOST_SIGNATURES: usize = 64;

/// The name or the text is not a key. A name has no spaces, plus signs or control characters and is
/// not empty; a verifying key reads `name+hash+base64`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a key: name+hash+base64, the name without spaces or plus signs")]
pub struct NotAKey;

/// Why a note is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoteFault {
    /// The form is not that of a signed note.
    #[error("not a signed note")]
    NotANote,
    /// None of the signatures is by a key that was given.
    #[error("not signed by a known key")]
    UnknownKey,
    /// A signature by a known key does not fit the text: the text or the signature was changed.
    #[error("the signature does not fit the text")]
    BadSignature,
}

/// A key that signs, with the name it signs under. Its seed is never shown.
#[derive(Clone)]
pub struct SigningKey {
    name: String,
    key: ed25519_dalek::SigningKey,
}

impl SigningKey {
    /// A key from its name (best a host and path, such as `meldkamer.example/log`) and its 32-byte
    /// secret seed. Refuses a name that would not fit on a signature line.
    pub fn new(name: &str, seed: [u8; 32]) -> Result<Self, NotAKey> {
        let key = ed25519_dalek::SigningKey::from_bytes(&seed);
        if is_name(name) { Ok(Self { name: name.to_string(), key }) } else { Err(NotAKey) }
    }

    /// The name it signs under.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The public half.
    pub fn verifying_key(&self) -> VerifyingKey {
        VerifyingKey::of(&self.name, self.key.verifying_key())
    }

    /// The public half as text, to publish: `name+hash+base64`.
    pub fn vkey(&self) -> String {
        self.verifying_key().to_string()
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKey").field("name", &self.name).finish_non_exhaustive()
    }
}

/// A key that verifies. `Display` gives its text, `name+hash+base64`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VerifyingKey {
    name: String,
    id: [u8; 4],
    key: ed25519_dalek::VerifyingKey,
}

impl VerifyingKey {
    /// Reads the text of a key. Refuses a hash that does not fit, and a weak point as key.
    pub fn parse(vkey: &str) -> Result<Self, NotAKey> {
        let mut parts = vkey.trim().splitn(3, '+');
        let (Some(name), Some(hash), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(NotAKey);
        };
        let bytes = STANDARD.decode(key).map_err(|_| NotAKey)?;
        let Some((&ED25519, key)) = bytes.split_first() else { return Err(NotAKey) };
        let key = key.try_into().map_err(|_| NotAKey)?;
        let key = ed25519_dalek::VerifyingKey::from_bytes(key).map_err(|_| NotAKey)?;
        let found = Self::of(name, key);
        let fits = is_name(name) && found.hash() == hash && !key.is_weak();
        if fits { Ok(found) } else { Err(NotAKey) }
    }

    /// The name it signs under.
    pub fn name(&self) -> &str {
        &self.name
    }

    fn of(name: &str, key: ed25519_dalek::VerifyingKey) -> Self {
        let hash = Sha256::new()
            .chain_update(name)
            .chain_update([b'\n', ED25519])
            .chain_update(key.as_bytes())
            .finalize();
        Self { name: name.to_string(), id: [hash[0], hash[1], hash[2], hash[3]], key }
    }

    fn hash(&self) -> String {
        format!("{:08x}", u32::from_be_bytes(self.id))
    }
}

impl fmt::Display for VerifyingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = [&[ED25519], self.key.as_bytes().as_slice()].concat();
        write!(f, "{}+{}+{}", self.name, self.hash(), STANDARD.encode(key))
    }
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.chars().any(|c| c == '+' || c.is_whitespace() || c.is_control())
}

/// Signs a text. What a note may not hold is made fit first: the text ends in a newline, and control
/// characters become spaces.
pub fn sign(text: &str, key: &SigningKey) -> String {
    let fit = |c: char| if c < ' ' && c != '\n' { ' ' } else { c };
    let mut text: String = text.chars().map(fit).collect();
    if !text.ends_with('\n') {
        text.push('\n');
    }
    let signature = key.key.sign(text.as_bytes()).to_bytes();
    let blob = [key.verifying_key().id.as_slice(), signature.as_slice()].concat();
    format!("{text}\n— {} {}\n", key.name, STANDARD.encode(blob))
}

/// Opens a note with the keys that are trusted, now and from before a rotation: the text and the name
/// of the first key that signed it. Signatures by other keys are ignored; one wrong signature by a
/// trusted key condemns the note.
pub fn open(note: &str, keys: &[VerifyingKey]) -> Result<(String, String), NoteFault> {
    let (text, signatures) = split(note).ok_or(NoteFault::NotANote)?;
    let mut signer = None;
    for (name, id, signature) in &signatures {
        let Some(key) = keys.iter().find(|key| key.name == *name && key.id == *id) else { continue };
        let signature = Signature::from_slice(signature).map_err(|_| NoteFault::BadSignature)?;
        key.key.verify_strict(text.as_bytes(), &signature).map_err(|_| NoteFault::BadSignature)?;
        signer.get_or_insert_with(|| key.name.clone());
    }
    Ok((text.to_string(), signer.ok_or(NoteFault::UnknownKey)?))
}

type SignatureLine<'a> = (&'a str, [u8; 4], Vec<u8>);

/// The text with its last newline, and the signature lines after the last empty line.
fn split(note: &str) -> Option<(&str, Vec<SignatureLine<'_>>)> {
    if note.chars().any(|c| c < ' ' && c != '\n') {
        return None;
    }
    let (text, lines) = note.split_at(note.rfind("\n\n")? + 1);
    let lines = lines.strip_prefix('\n')?.strip_suffix('\n')?;
    if lines.lines().count() > MOST_SIGNATURES {
        return None;
    }
    let signatures = lines.split('\n').map(signature_line).collect::<Option<Vec<_>>>()?;
    Some((text, signatures))
}

fn signature_line(line: &str) -> Option<SignatureLine<'_>> {
    let (name, blob) = line.strip_prefix("— ")?.split_once(' ')?;
    let blob = STANDARD.decode(blob).ok()?;
    let (id, signature) = blob.split_first_chunk::<4>()?;
    if is_name(name) && !signature.is_empty() { Some((name, *id, signature.to_vec())) } else { None }
}

/// How long a log is and what its root is, in the C2SP tlog-checkpoint format.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Checkpoint {
    /// Which log: best its key's name.
    pub origin: String,
    /// The number of leaves.
    pub size: u64,
    /// The root of the tree of that size.
    pub root: Hash,
}

impl Checkpoint {
    /// The three lines that are signed.
    pub fn text(&self) -> String {
        let origin = self.origin.replace(char::is_control, " ");
        format!("{origin}\n{}\n{}\n", self.size, STANDARD.encode(self.root))
    }

    /// Reads the lines back; lines that others added after the three are passed over. `None` when it
    /// is no checkpoint.
    pub fn parse(text: &str) -> Option<Self> {
        let mut lines = text.strip_suffix('\n')?.split('\n');
        let (origin, digits, root) = (lines.next()?, lines.next()?, lines.next()?);
        let size: u64 = digits.parse().ok()?;
        let root = STANDARD.decode(root).ok()?.try_into().ok()?;
        let strict = !origin.is_empty() && size.to_string() == digits && lines.all(|line| !line.is_empty());
        strict.then(|| Self { origin: origin.to_string(), size, root })
    }

    /// The checkpoint as a signed note.
    pub fn sign(&self, key: &SigningKey) -> String {
        sign(&self.text(), key)
    }

    /// Opens a signed checkpoint. [`NoteFault::NotANote`] also when the text is no checkpoint.
    pub fn open(note: &str, keys: &[VerifyingKey]) -> Result<Self, NoteFault> {
        let (text, _) = open(note, keys)?;
        Self::parse(&text).ok_or(NoteFault::NotANote)
    }
}

#[cfg(test)]
mod tests;
