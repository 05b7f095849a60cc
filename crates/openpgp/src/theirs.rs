//! The public key of somebody else.

use pgp::{
    composed::{Deserializable, SignedPublicKey, SignedPublicSubKey},
    packet::{KeyFlags, Signature, SignatureType},
    types::{KeyDetails, Tag},
};

/// A public key that can be written to: its bindings hold, and it has a part that encrypts, at an instant.
#[derive(Clone, Debug)]
pub struct TheirKey {
    pub(crate) key: SignedPublicKey,
    /// The instant, in seconds since 1970.
    pub(crate) now: i64,
    /// The part that is encrypted to.
    encrypts: usize,
    /// Whether the key itself signs.
    pub(crate) signs: bool,
    /// Its parts that sign.
    signers: Vec<usize>,
}

/// Why a text cannot serve as somebody's key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// It is not one public key in armour.
    #[error("this is not one public key")]
    NotAKey,
    /// It is a private key, which nobody must ever send.
    #[error("this is a private key")]
    Private,
    /// Its own signatures do not hold.
    #[error("the signatures of this key do not hold")]
    Broken,
    /// Its owner revoked it.
    #[error("this key was revoked")]
    Revoked,
    /// It is past its end.
    #[error("this key has expired")]
    Expired,
    /// No part of it is for encryption, or that part is revoked or past its end.
    #[error("no part of this key can be encrypted to")]
    CannotEncrypt,
}

impl TheirKey {
    /// Reads a key as it stands at an instant, in seconds since 1970.
    pub fn read(text: &str, now: i64) -> Result<Self, Unfit> {
        if text.contains("PRIVATE KEY BLOCK") {
            return Err(Unfit::Private);
        }
        if text.len() > crate::MOST || text.matches("-----BEGIN PGP").count() != 1 {
            return Err(Unfit::NotAKey);
        }
        let (key, _) = SignedPublicKey::from_string(text.trim()).map_err(|_| Unfit::NotAKey)?;
        if !key.details.revocation_signatures.is_empty() {
            return Err(Unfit::Revoked);
        }
        let own = own_signatures(&key);
        let newest = newest(&own).ok_or(Unfit::Broken)?;
        if has_ended(&key.primary_key, newest, now) {
            return Err(Unfit::Expired);
        }
        let signs = newest.key_flags().sign();
        let fit = |part: &SignedPublicSubKey| encrypts(&key, part, now);
        let encrypts = key.public_subkeys.iter().rposition(fit).ok_or(Unfit::CannotEncrypt)?;
        let parts = key.public_subkeys.iter().enumerate();
        let signers = parts.filter(|(_, part)| can_sign(&key, part, now)).map(|(at, _)| at).collect();
        Ok(Self { signs, encrypts, signers, now, key })
    }

    /// Its fingerprint, in capitals and groups of four.
    pub fn fingerprint(&self) -> String {
        grouped(&self.key.primary_key.fingerprint().to_string())
    }

    /// The part that is encrypted to.
    pub(crate) fn part(&self) -> &SignedPublicSubKey {
        &self.key.public_subkeys[self.encrypts]
    }

    /// The parts that sign, beside the key itself.
    pub(crate) fn signers(&self) -> impl Iterator<Item = &SignedPublicSubKey> {
        self.signers.iter().map(|at| &self.key.public_subkeys[*at])
    }
}

/// Hex in capitals and groups of four, as people compare it.
pub(crate) fn grouped(hex: &str) -> String {
    let signs: Vec<char> = hex.to_uppercase().chars().collect();
    signs.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// The signatures by which a key says something of itself and that hold.
fn own_signatures(key: &SignedPublicKey) -> Vec<&Signature> {
    let primary = &key.primary_key;
    let direct = key.details.direct_signatures.iter().filter(|one| one.verify_key(primary).is_ok());
    let named = key.details.users.iter().flat_map(|user| {
        let holds = |one: &&Signature| one.verify_certification(primary, Tag::UserId, &user.id).is_ok();
        user.signatures.iter().filter(holds)
    });
    direct.chain(named).filter(|one| one.typ() != Some(SignatureType::CertRevocation)).collect()
}

fn newest<'s>(all: &[&'s Signature]) -> Option<&'s Signature> {
    all.iter().copied().max_by_key(|one| one.created().map_or(0, |at| at.as_secs()))
}

fn has_ended(key: &impl KeyDetails, says: &Signature, now: i64) -> bool {
    let lasts = says.key_expiration_time().map_or(0, |time| time.as_secs());
    lasts > 0 && i64::from(key.created_at().as_secs()) + i64::from(lasts) <= now
}

/// What a part of a key says of itself, unless it was revoked, is past its end or is bound to no key.
fn binding<'p>(key: &SignedPublicKey, part: &'p SignedPublicSubKey, now: i64) -> Option<&'p Signature> {
    let revoked = part.signatures.iter().any(|one| one.typ() == Some(SignatureType::SubkeyRevocation));
    let holds = |one: &&Signature| one.verify_subkey_binding(&key.primary_key, &part.key).is_ok();
    let bound: Vec<&Signature> = part.signatures.iter().filter(holds).collect();
    newest(&bound).filter(|says| !revoked && !has_ended(&part.key, says, now))
}

fn encrypts(key: &SignedPublicKey, part: &SignedPublicSubKey, now: i64) -> bool {
    let meant = |flags: KeyFlags| flags.encrypt_comms() || flags.encrypt_storage();
    binding(key, part, now).is_some_and(|says| meant(says.key_flags())) && part.algorithm().can_encrypt()
}

/// A part that signs has to say itself to which key it belongs, or somebody else's could be claimed.
fn can_sign(key: &SignedPublicKey, part: &SignedPublicSubKey, now: i64) -> bool {
    let agrees = |back: &Signature| back.verify_primary_key_binding(&part.key, &key.primary_key).is_ok();
    let says = binding(key, part, now).filter(|says| says.key_flags().sign());
    says.is_some_and(|says| says.embedded_signature().is_some_and(agrees))
}
