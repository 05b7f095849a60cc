//! The public key of somebody else.

use pgp::{
    composed::{Deserializable, SignedPublicKey, SignedPublicSubKey},
    packet::{Signature, SignatureType},
    types::{KeyDetails, Tag},
};

/// A public key that can be written to: its bindings hold, and it has a part that encrypts, now.
#[derive(Clone, Debug)]
pub struct TheirKey {
    pub(crate) key: SignedPublicKey,
    encrypts: usize,
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
        let fit = |part: &SignedPublicSubKey| encrypts(&key, part, now);
        let encrypts = key.public_subkeys.iter().rposition(fit).ok_or(Unfit::CannotEncrypt)?;
        Ok(Self { key, encrypts })
    }

    /// Its fingerprint, in capitals and groups of four.
    pub fn fingerprint(&self) -> String {
        grouped(&self.key.primary_key.fingerprint().to_string())
    }

    /// The part that is encrypted to.
    pub(crate) fn part(&self) -> &SignedPublicSubKey {
        &self.key.public_subkeys[self.encrypts]
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

fn encrypts(key: &SignedPublicKey, part: &SignedPublicSubKey, now: i64) -> bool {
    let revoked = part.signatures.iter().any(|one| one.typ() == Some(SignatureType::SubkeyRevocation));
    let holds = |one: &&Signature| one.verify_subkey_binding(&key.primary_key, &part.key).is_ok();
    let bound: Vec<&Signature> = part.signatures.iter().filter(holds).collect();
    let Some(says) = newest(&bound).filter(|_| !revoked) else { return false };
    let flags = says.key_flags();
    (flags.encrypt_comms() || flags.encrypt_storage())
        && part.algorithm().can_encrypt()
        && !has_ended(&part.key, says, now)
}
