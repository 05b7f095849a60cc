//! Sealing: the installation's own key, the keys of items and cases that it wraps, and streams in and
//! out of what is kept. All of it is the age format, so that any age tool opens it with the right key.
//!
//! `evidence.key` in the folder of keys opens every wrapped key; without it nothing can be read any more.

use age::{
    Decryptor, Encryptor,
    secrecy::ExposeSecret,
    stream::{StreamReader, StreamWriter},
    x25519::{Identity, Recipient},
};
use meldkamer_store::Trouble;
use std::{
    fmt,
    io::{self, Read, Write},
    iter,
};

/// The installation's own key, which wraps all others. Its debug form shows nothing of it.
pub struct Envelope(Identity);

impl fmt::Debug for Envelope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Envelope").field(&self.0.to_public().to_string()).finish()
    }
}

/// A new key pair whose private half is wrapped.
#[derive(Clone, Debug)]
pub struct Wrapped {
    /// The public half, as `age1…`.
    pub recipient: String,
    /// The private half: an age file that only the installation's key opens.
    pub wrapped: Vec<u8>,
}

/// A key that was unwrapped. Its debug form shows nothing.
pub struct Opened(Identity);

impl fmt::Debug for Opened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Opened")
    }
}

impl Envelope {
    /// A new key, as the text that is kept in its file.
    pub fn new_text() -> String {
        Identity::generate().to_string().expose_secret().to_owned()
    }

    /// Reads the key from its text.
    pub fn read(text: &str) -> Result<Self, &'static str> {
        text.trim().parse().map(Self)
    }

    /// Makes a key pair and wraps its private half.
    pub fn new_key(&self) -> Result<Wrapped, Trouble> {
        let fresh = Identity::generate();
        let text = fresh.to_string();
        let wrapped = age::encrypt(&self.0.to_public(), text.expose_secret().as_bytes());
        let wrapped = wrapped.map_err(|why| Trouble::unreadable("wrap a key", why))?;
        Ok(Wrapped { recipient: fresh.to_public().to_string(), wrapped })
    }

    /// Unwraps a key.
    pub fn open(&self, wrapped: &[u8]) -> Result<Opened, Trouble> {
        let failed = |why: &dyn fmt::Display| Trouble::unreadable("unwrap a key", why);
        let text = age::decrypt(&self.0, wrapped).map_err(|why| failed(&why))?;
        let text = String::from_utf8(text).map_err(|why| failed(&why))?;
        text.trim().parse().map(Opened).map_err(|why: &str| failed(&why))
    }
}

impl Opened {
    /// The private half as text, for a person who opens something outside of the house.
    pub fn text(&self) -> String {
        self.0.to_string().expose_secret().to_owned()
    }

    /// Reads what was sealed to this key.
    pub fn reader<R: Read>(&self, input: R) -> io::Result<StreamReader<R>> {
        let opened = Decryptor::new(input).map_err(io::Error::other)?;
        opened.decrypt(iter::once(&self.0 as &dyn age::Identity)).map_err(io::Error::other)
    }

    /// Opens something small that was sealed to this key.
    pub fn unseal(&self, sealed: &[u8]) -> Result<Vec<u8>, Trouble> {
        age::decrypt(&self.0, sealed).map_err(|why| Trouble::unreadable("open what is sealed", why))
    }
}

/// Seals something small to a key.
pub fn seal(recipient: &str, bytes: &[u8]) -> Result<Vec<u8>, Trouble> {
    let failed = |why: &dyn fmt::Display| Trouble::unreadable("seal something", why);
    let recipient: Recipient = recipient.parse().map_err(|why: &str| failed(&why))?;
    age::encrypt(&recipient, bytes).map_err(|why| failed(&why))
}

/// Writes to an output sealed to a key. It must be finished, or the end is missing.
pub fn writer<W: Write>(recipient: &str, output: W) -> io::Result<StreamWriter<W>> {
    let recipient: Recipient = recipient.parse().map_err(io::Error::other)?;
    let sealed = Encryptor::with_recipients(iter::once(&recipient as &dyn age::Recipient));
    sealed.map_err(io::Error::other)?.wrap_output(output)
}

/// Seals a text to a key, in armour.
pub fn seal_text(recipient: &str, text: &str) -> Result<String, Trouble> {
    let failed = |why: &dyn fmt::Display| Trouble::unreadable("seal a text", why);
    let recipient: Recipient = recipient.parse().map_err(|why: &str| failed(&why))?;
    age::encrypt_and_armor(&recipient, text.as_bytes()).map_err(|why| failed(&why))
}

/// Whether a text is a key that can be sealed to.
pub fn is_recipient(text: &str) -> bool {
    text.parse::<Recipient>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_with_its_own_key_and_no_other() {
        let envelope = Envelope::read(&Envelope::new_text()).unwrap();
        let (one, other) = (envelope.new_key().unwrap(), envelope.new_key().unwrap());
        let mut sealed = writer(&one.recipient, Vec::new()).unwrap();
        sealed.write_all(b"inert").unwrap();
        let sealed = sealed.finish().unwrap();
        let mut read = String::new();
        let key = envelope.open(&one.wrapped).unwrap();
        key.reader(sealed.as_slice()).unwrap().read_to_string(&mut read).unwrap();
        assert_eq!(read, "inert");
        assert!(envelope.open(&other.wrapped).unwrap().reader(sealed.as_slice()).is_err());
        let stranger = Envelope::read(&Envelope::new_text()).unwrap();
        assert!(stranger.open(&one.wrapped).is_err());
    }

    #[test]
    fn what_was_changed_does_not_open() {
        let envelope = Envelope::read(&Envelope::new_text()).unwrap();
        let key = envelope.new_key().unwrap();
        let mut sealed = writer(&key.recipient, Vec::new()).unwrap();
        sealed.write_all(&[7; 1000]).unwrap();
        let mut sealed = sealed.finish().unwrap();
        let last = sealed.len() - 20;
        sealed[last] ^= 1;
        let mut read = Vec::new();
        let opened = envelope.open(&key.wrapped).unwrap();
        assert!(opened.reader(sealed.as_slice()).unwrap().read_to_end(&mut read).is_err());
    }
}
