//! Signatures of others: whether one holds, and whether it counts.

use crate::{MOST, TheirKey, is_armoured, unfelled};
use pgp::{
    composed::{CleartextSignedMessage, Deserializable, DetachedSignature, Message},
    crypto::hash::HashAlgorithm::{self, Sha3_256, Sha3_512, Sha256, Sha384, Sha512},
    packet::Signature,
    types::VerifyingKey,
};

/// Sums for which nobody can make a second text: SHA-1 and older ones are none.
const SUMS: [HashAlgorithm; 5] = [Sha256, Sha384, Sha512, Sha3_256, Sha3_512];

/// What somebody signed, in one of the ways there are.
pub(crate) trait Signed {
    /// The signature on it that holds by a key.
    fn holding(&self, key: &impl VerifyingKey) -> Option<&Signature>;
}

impl Signed for Message<'_> {
    fn holding(&self, key: &impl VerifyingKey) -> Option<&Signature> {
        self.verify(key).ok()
    }
}

impl Signed for CleartextSignedMessage {
    fn holding(&self, key: &impl VerifyingKey) -> Option<&Signature> {
        self.verify(key).ok()
    }
}

/// Bytes, and a signature beside them.
struct Beside<'b>(&'b [u8], DetachedSignature);

impl Signed for Beside<'_> {
    fn holding(&self, key: &impl VerifyingKey) -> Option<&Signature> {
        self.1.verify(key, self.0).ok().map(|()| &self.1.signature)
    }
}

impl TheirKey {
    /// Whether an armoured signature beside some bytes is one of this key (RFC 3156, 5).
    pub fn signed(&self, bytes: &[u8], armoured: &str) -> bool {
        let look = || {
            let beside = DetachedSignature::from_string(armoured.trim());
            beside.is_ok_and(|(beside, _)| self.made(&Beside(bytes, beside)))
        };
        let fit = armoured.len() <= MOST && is_armoured(armoured, "PGP SIGNATURE");
        fit && unfelled(look).unwrap_or_default()
    }

    /// The text that was signed in the clear, when this key signed it (RFC 9580, 7).
    pub fn signed_text(&self, text: &str) -> Option<String> {
        let look = || {
            let (message, _) = CleartextSignedMessage::from_string(text.trim()).ok()?;
            self.made(&message).then(|| message.signed_text())
        };
        unfelled(look).flatten()
    }

    /// Whether a part of this key that signs made a signature that counts.
    pub(crate) fn made(&self, what: &impl Signed) -> bool {
        let whole = self.signs.then_some(&self.key.primary_key);
        whole.and_then(|key| what.holding(key)).is_some_and(|one| self.counts(one))
            || self.signers().filter_map(|part| what.holding(&part.key)).any(|one| self.counts(one))
    }

    /// Whether a signature that holds is made with a sum that counts and has not ended.
    fn counts(&self, signature: &Signature) -> bool {
        let Some(created) = signature.created() else { return false };
        let lasts = signature.signature_expiration_time().map_or(0, |time| time.as_secs());
        let ended = lasts > 0 && i64::from(created.as_secs()) + i64::from(lasts) <= self.now;
        signature.hash_alg().is_some_and(|sum| SUMS.contains(&sum)) && !ended
    }
}
