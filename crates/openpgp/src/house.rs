//! The key of the house.

use crate::{TheirKey, theirs::grouped, unfelled};
use pgp::{
    composed::{
        ArmorOptions, Deserializable, EncryptionCaps, KeyType, Message, MessageBuilder,
        SecretKeyParamsBuilder, SignedPublicKey, SignedSecretKey, SubkeyParamsBuilder,
    },
    crypto::{
        ecc_curve::ECCCurve,
        hash::HashAlgorithm,
        sym::SymmetricKeyAlgorithm::{AES128, AES256},
    },
    types::{CompressionAlgorithm, KeyDetails, Password},
};
use rand::rngs::OsRng;
use std::{fmt, io::Read};

/// The house's own key: an Ed25519 key that signs with a part that is encrypted to, in the fourth version
/// of the format, which every program reads. Its debug form shows nothing of the private half.
pub struct HouseKey(SignedSecretKey);

impl fmt::Debug for HouseKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("HouseKey").field(&self.fingerprint()).finish()
    }
}

/// What could not be done, in the library's own words.
#[derive(Debug, thiserror::Error)]
#[error("OpenPGP: {0}")]
pub struct Fault(String);

impl From<pgp::errors::Error> for Fault {
    fn from(why: pgp::errors::Error) -> Self {
        Self(why.to_string())
    }
}

/// What was in a sealed message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Whether the key that it should be from signed it.
    pub signed: bool,
}

impl HouseKey {
    /// A new key for a name and address, as the text that is kept in its file.
    pub fn new_text(name: &str) -> Result<String, Fault> {
        let mut part = SubkeyParamsBuilder::default();
        part.key_type(KeyType::ECDH(ECCCurve::Curve25519Legacy)).can_encrypt(EncryptionCaps::All);
        let part = part.build().map_err(|why| Fault(why.to_string()))?;
        let mut whole = SecretKeyParamsBuilder::default();
        whole
            .key_type(KeyType::Ed25519Legacy)
            .can_certify(true)
            .can_sign(true)
            .can_encrypt(EncryptionCaps::None)
            .primary_user_id(name.into())
            // What is not named here others may not use, and GnuPG falls back to sums that no longer count.
            .preferred_symmetric_algorithms([AES256, AES128].into_iter().collect())
            .preferred_hash_algorithms([HashAlgorithm::Sha512, HashAlgorithm::Sha256].into_iter().collect())
            .preferred_compression_algorithms([CompressionAlgorithm::ZLIB].into_iter().collect())
            .subkeys(vec![part]);
        let whole = whole.build().map_err(|why| Fault(why.to_string()))?;
        Ok(whole.generate(OsRng)?.to_armored_string(ArmorOptions::default())?)
    }

    /// Reads the key from its text.
    pub fn read(text: &str) -> Result<Self, Fault> {
        let (key, _) = SignedSecretKey::from_string(text.trim())?;
        key.verify_bindings()?;
        Ok(Self(key))
    }

    /// The public half in armour, for whoever writes to the house or checks what it signed.
    pub fn public(&self) -> Result<String, Fault> {
        Ok(SignedPublicKey::from(self.0.clone()).to_armored_string(ArmorOptions::default())?)
    }

    /// Its fingerprint, in capitals and groups of four.
    pub fn fingerprint(&self) -> String {
        grouped(&self.0.primary_key.fingerprint().to_string())
    }

    /// Signs a text and seals it to somebody's key; in armour.
    pub fn seal(&self, to: &TheirKey, text: &str) -> Result<String, Fault> {
        let mut builder = MessageBuilder::from_bytes("", text.to_owned()).seipd_v1(OsRng, AES256);
        builder.encrypt_to_key(OsRng, to.part())?;
        builder.sign(&self.0.primary_key, Password::empty(), HashAlgorithm::Sha256);
        Ok(builder.to_armored_string(OsRng, ArmorOptions::default())?)
    }

    /// Opens a message that was sealed to the house, and looks whether `from` signed it. What is larger
    /// than `limit` bytes when opened is refused: a small message can hold a large one. Should the library
    /// fall over something, that is a fault like any other, so that a mail is kept as it came.
    pub fn open(&self, armoured: &str, from: Option<&TheirKey>, limit: usize) -> Result<Opened, Fault> {
        let fell = || Err(Fault("the library fell over it".into()));
        unfelled(|| self.opened(armoured, from, limit)).unwrap_or_else(fell)
    }

    fn opened(&self, armoured: &str, from: Option<&TheirKey>, limit: usize) -> Result<Opened, Fault> {
        let (message, _) = Message::from_string(armoured.trim())?;
        let mut message = message.decrypt(&Password::empty(), &self.0)?;
        if message.is_compressed() {
            message = message.decompress()?;
        }
        let mut bytes = Vec::new();
        let most = u64::try_from(limit).unwrap_or(u64::MAX);
        message.by_ref().take(most + 1).read_to_end(&mut bytes).map_err(|why| Fault(why.to_string()))?;
        if bytes.len() > limit {
            return Err(Fault(format!("it holds more than {limit} bytes")));
        }
        let signed = from.is_some_and(|from| from.made(&message));
        Ok(Opened { bytes, signed })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Unfit, is_message};

    const NOW: i64 = 4_000_000_000;

    #[test]
    fn what_is_sealed_is_opened_by_its_key_alone_and_shows_who_signed() {
        let key = |name: &str| HouseKey::read(&HouseKey::new_text(name).unwrap()).unwrap();
        let (house, other, stranger) =
            (key("CSIRT <a@b.example>"), key("Firm <c@d.example>"), key("X <x@y.example>"));
        let theirs = |key: &HouseKey| TheirKey::read(&key.public().unwrap(), NOW).unwrap();
        assert_eq!(theirs(&other).fingerprint(), other.fingerprint());
        let sealed = house.seal(&theirs(&other), "De logs, één voor één").unwrap();
        assert!(is_message(&sealed) && !sealed.contains("logs"), "{sealed}");
        let opened = other.open(&sealed, Some(&theirs(&house)), 1000).unwrap();
        assert_eq!(opened, Opened { bytes: "De logs, één voor één".into(), signed: true });
        assert!(!other.open(&sealed, Some(&theirs(&stranger)), 1000).unwrap().signed);
        assert!(stranger.open(&sealed, None, 1000).is_err());
        assert!(other.open(&sealed, None, 10).is_err(), "what grows too large is refused");
        assert!(other.open(&sealed.replace('A', "B"), None, 1000).is_err());
    }

    #[test]
    fn what_is_no_public_key_is_said_to_be_none() {
        let text = HouseKey::new_text("A <a@b.example>").unwrap();
        let public = HouseKey::read(&text).unwrap().public().unwrap();
        for (given, why) in [
            ("", Unfit::NotAKey),
            (
                "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nxjMEZg==\n-----END PGP PUBLIC KEY BLOCK-----",
                Unfit::NotAKey,
            ),
            (text.as_str(), Unfit::Private),
            (&format!("{public}\n{public}"), Unfit::NotAKey),
        ] {
            assert_eq!(TheirKey::read(given, NOW).unwrap_err(), why, "{given}");
        }
        assert!(!format!("{:?}", HouseKey::read(&text).unwrap()).contains("PRIVATE"));
    }
}
