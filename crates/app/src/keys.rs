//! Keys of an installation: one that makes digests of codes, and those that sign receipts and the log.
//!
//! One more wraps the keys of evidence ([`Envelope`]).
//! They are files in the data folder that only the owner may read, made when absent. A newer
//! signing key signs from then on; the older ones stay, so that what they signed stays valid.

use crate::{chance, filing::first::hex, sealing::Envelope, settings::Settings};
use meldkamer_domain::{
    code::{Code, CodeDigest},
    note::{SigningKey, VerifyingKey},
};
use meldkamer_openpgp::HouseKey;
use meldkamer_store::Trouble;
use sha2::{Digest, Sha256};
use std::{
    fmt, fs,
    io::{self, Write},
    os::unix::fs::OpenOptionsExt,
    path::Path,
};

/// All keys. Its debug form shows none of them.
pub struct Keys {
    code: [u8; 32],
    signing: SigningKey,
    published: Vec<VerifyingKey>,
    vkeys: Vec<String>,
    envelope: Envelope,
    openpgp: HouseKey,
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keys").field("published", &self.vkeys).finish_non_exhaustive()
    }
}

impl Keys {
    /// Reads the keys of a folder, making folder and keys when they are absent.
    pub fn open(folder: &Path, settings: &Settings) -> Result<Self, Trouble> {
        let failed =
            |source| Trouble::File { operation: format!("open the keys in {}", folder.display()), source };
        fs::create_dir_all(folder).map_err(failed)?;
        let code = seed(&folder.join("code.key")).map_err(failed)?;
        let mut names: Vec<_> = fs::read_dir(folder)
            .map_err(failed)?
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter(|name| name.starts_with("signing-") && name.ends_with(".key"))
            .collect();
        names.sort();
        if names.is_empty() {
            names.push("signing-0001.key".into());
        }
        let key = |file: &String| {
            let number = file.trim_start_matches("signing-").trim_end_matches(".key");
            let name = format!("{}.meldkamer/{number}", settings.csirt_id);
            SigningKey::new(&name, seed(&folder.join(file))?).map_err(io::Error::other)
        };
        let mut keys = names.iter().map(key).collect::<io::Result<Vec<_>>>().map_err(failed)?;
        let vkeys: Vec<String> = keys.iter().map(SigningKey::vkey).collect();
        let published = vkeys.iter().map(|vkey| VerifyingKey::parse(vkey).map_err(io::Error::other));
        let published = published.collect::<io::Result<Vec<_>>>().map_err(failed)?;
        let signing = keys.pop().ok_or_else(|| Trouble::unreadable("open the keys", "there is none"))?;
        let envelope = envelope(&folder.join("evidence.key")).map_err(failed)?;
        let openpgp = openpgp(&folder.join("openpgp.key"), settings).map_err(failed)?;
        Ok(Self { code, signing, published, vkeys, envelope, openpgp })
    }

    /// The digest under which a code is kept; nothing when the words are no code.
    pub fn code_digest(&self, words: &str) -> Option<CodeDigest> {
        Code::parse(words).ok().map(|code| code.digest(&self.code))
    }

    /// The digest under which a new code is kept.
    pub fn digest_of(&self, code: &Code) -> CodeDigest {
        code.digest(&self.code)
    }

    /// The code of a filing that came with an idempotency key: the same request, the same code.
    pub fn code_for(&self, key: &str, request: &[u8; 32]) -> Code {
        let mut mac = Sha256::new();
        mac.update(b"meldkamer code for a key");
        mac.update(self.code);
        mac.update(Sha256::digest(key.as_bytes()));
        mac.update(request);
        let digest: [u8; 32] = mac.finalize().into();
        let mut random = [0; 7];
        random.copy_from_slice(&digest[..7]);
        Code::new(random)
    }

    /// By what an account knows a device that it came from.
    pub fn device_mark(&self, account: &str, nonce: &str) -> String {
        let mut mac = Sha256::new();
        mac.update(b"meldkamer device of an account");
        mac.update(self.code);
        mac.update(Sha256::digest(account.as_bytes()));
        mac.update(Sha256::digest(nonce.as_bytes()));
        hex(&mac.finalize()[..16])
    }

    /// The secret of the link by which what a kit gathers is sent. It is worked out anew for each copy of
    /// the kit, so that it is kept nowhere.
    pub fn kit_secret(&self, kit: &str) -> String {
        let mut mac = Sha256::new();
        mac.update(b"meldkamer link of a kit");
        mac.update(self.code);
        mac.update(Sha256::digest(kit.as_bytes()));
        hex(&mac.finalize()[..20])
    }

    /// The key that signs now.
    pub fn signing(&self) -> &SigningKey {
        &self.signing
    }

    /// All keys whose signatures count.
    pub fn published(&self) -> &[VerifyingKey] {
        &self.published
    }

    /// The key that wraps the keys of evidence.
    pub fn envelope(&self) -> &Envelope {
        &self.envelope
    }

    /// The key that signs mail and opens mail that was sealed to the house.
    pub fn openpgp(&self) -> &HouseKey {
        &self.openpgp
    }

    /// The published keys as text, one a line: what `receipt verify --keys` reads.
    pub fn published_text(&self) -> String {
        self.vkeys.iter().map(|vkey| format!("{vkey}\n")).collect()
    }
}

/// 32 bytes kept as hex in a file that only its owner may read.
fn seed(file: &Path) -> io::Result<[u8; 32]> {
    match seed_of(file) {
        Err(missing) if missing.kind() == io::ErrorKind::NotFound => make(file),
        done => done,
    }
}

/// The key of evidence, made when absent.
fn envelope(file: &Path) -> io::Result<Envelope> {
    let read = || {
        let text = fs::read_to_string(file)?;
        Envelope::read(&text).map_err(|why| io::Error::other(format!("{}: {why}", file.display())))
    };
    match read() {
        Err(missing) if missing.kind() == io::ErrorKind::NotFound => {
            write_once(file, &Envelope::new_text())?;
            read()
        }
        done => done,
    }
}

/// The key of mail, made when absent in the name and address that the settings give then.
fn openpgp(file: &Path, settings: &Settings) -> io::Result<HouseKey> {
    let read = || {
        let text = fs::read_to_string(file)?;
        HouseKey::read(&text).map_err(|why| io::Error::other(format!("{}: {why}", file.display())))
    };
    match read() {
        Err(missing) if missing.kind() == io::ErrorKind::NotFound => {
            let (name, address) = (&settings.csirt, &settings.mail.from);
            let address = address.rsplit('<').next().unwrap_or_default().trim_end_matches('>').trim();
            let text = HouseKey::new_text(&format!("{name} <{address}>")).map_err(io::Error::other)?;
            write_once(file, &text)?;
            read()
        }
        done => done,
    }
}

fn seed_of(file: &Path) -> io::Result<[u8; 32]> {
    let text = fs::read_to_string(file)?;
    from_hex(text.trim()).ok_or_else(|| io::Error::other(format!("{} is no key", file.display())))
}

fn make(file: &Path) -> io::Result<[u8; 32]> {
    write_once(file, &hex(&chance::bytes::<32>()))?;
    seed_of(file)
}

/// Writes a key under another name first: a key file is whole, or it is not there. One that is there
/// stays.
fn write_once(file: &Path, text: &str) -> io::Result<()> {
    let unfinished = file.with_extension(format!("{}.new", hex(&chance::bytes::<4>())));
    let mut new = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&unfinished)?;
    new.write_all(text.as_bytes())?;
    new.sync_all()?;
    // A link never takes the place of a key that another node made meanwhile.
    match fs::hard_link(&unfinished, file) {
        Ok(()) => fs::remove_file(&unfinished)?,
        Err(there) if there.kind() == io::ErrorKind::AlreadyExists => fs::remove_file(&unfinished)?,
        // Not every file system has links.
        Err(_) => fs::rename(&unfinished, file)?,
    }
    if let Some(folder) = file.parent() {
        fs::File::open(folder)?.sync_all()?;
    }
    Ok(())
}

fn from_hex(text: &str) -> Option<[u8; 32]> {
    let mut seed = [0; 32];
    for (index, byte) in seed.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(2 * index..2 * index + 2)?, 16).ok()?;
    }
    (text.len() == 64).then_some(seed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_made_once_and_a_newer_one_signs() {
        let folder = tempfile::tempdir().unwrap();
        let settings = Settings::default();
        let first = Keys::open(folder.path(), &settings).unwrap();
        assert_eq!(Keys::open(folder.path(), &settings).unwrap().published_text(), first.published_text());
        make(&folder.path().join("signing-0002.key")).unwrap();
        let second = Keys::open(folder.path(), &settings).unwrap();
        assert_eq!(second.published().len(), 2);
        assert!(second.published_text().starts_with(&first.published_text()));
        assert_eq!(second.signing().vkey() + "\n", second.published_text()[first.published_text().len()..]);
    }

    #[test]
    fn nobody_else_may_read_them() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        Keys::open(folder.path(), &Settings::default()).unwrap();
        let mode = fs::metadata(folder.path().join("code.key")).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0);
    }
}
