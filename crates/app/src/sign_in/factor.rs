//! The second factor: codes of an authenticator (TOTP, RFC 6238), and codes on paper for when it is lost.

use crate::chance;
use meldkamer_domain::time::Instant;
use sha2::{Digest, Sha256};
use totp_rs::{Builder, Secret, Totp};

/// How many recovery codes somebody gets.
pub const RECOVERY_CODES: usize = 10;

/// 32 signs that are not mistaken for one another; i, l and o are read as 1, 1 and 0.
const SIGNS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// A new secret of an authenticator: 160 bits.
pub fn secret() -> [u8; 20] {
    chance::bytes()
}

fn totp(secret: &[u8], issuer: &str, account: &str) -> Option<Totp> {
    let plain = |text: &str| text.replace(':', " ").trim().to_owned();
    Builder::new()
        .with_secret(Secret::new(secret.into()))
        .with_issuer(Some(plain(issuer)))
        .with_account_name(plain(account))
        .build()
        .ok()
}

/// The step of a code that is right at a moment, one step early or late included.
pub fn step(secret: &[u8], code: &str, at: Instant) -> Option<i64> {
    let seconds = u64::try_from(at.micros() / 1_000_000).ok()?;
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let step = totp(secret, "x", "x")?.check(&code, seconds)?;
    i64::try_from(step).ok()
}

/// The code of a secret at a moment: for tests and demonstrations.
pub fn code_at(secret: &[u8], at: Instant) -> String {
    let seconds = u64::try_from(at.micros() / 1_000_000).unwrap_or(0);
    totp(secret, "x", "x").map(|totp| totp.generate(seconds).to_string()).unwrap_or_default()
}

/// The picture that an authenticator reads: a PNG, in base64.
pub fn picture(secret: &[u8], issuer: &str, account: &str) -> String {
    totp(secret, issuer, account).and_then(|totp| totp.to_qr_base64().ok()).unwrap_or_default()
}

/// The secret as people type it: groups of four.
pub fn in_groups(secret: &[u8]) -> String {
    let text = Secret::new(secret.into()).to_base32();
    let text = text.trim_end_matches('=');
    text.as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join(" ")
}

/// New recovery codes of 60 bits: `k7m4-20px-3qhs`.
pub fn recovery_codes() -> Vec<String> {
    let one = |_| {
        let random: [u8; 12] = chance::bytes();
        let signs: Vec<u8> = random.iter().map(|byte| SIGNS[usize::from(byte % 32)]).collect();
        signs.chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join("-")
    };
    (0..RECOVERY_CODES).map(one).collect()
}

/// What is kept of a recovery code.
pub fn recovery_digest(account: &str, code: &str) -> Vec<u8> {
    let read = |sign: char| match sign.to_ascii_lowercase() {
        'o' => Some('0'),
        'i' | 'l' => Some('1'),
        sign => sign.is_ascii_alphanumeric().then_some(sign),
    };
    let plain: String = code.chars().filter_map(read).collect();
    Sha256::digest(format!("recovery\0{account}\0{plain}").as_bytes()).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Instant {
        Instant::from_micros(second * 1_000_000)
    }

    /// Vectors of RFC 6238, appendix B, cut to six digits.
    #[test]
    fn codes_are_those_of_the_standard() {
        let secret = b"12345678901234567890";
        for (second, code) in [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924")] {
            assert_eq!(code_at(secret, at(second)), code);
            assert_eq!(step(secret, code, at(second)), Some(second / 30));
        }
        assert_eq!(step(secret, "287 082", at(59 + 30)), Some(1));
        assert_eq!(step(secret, "287082", at(59 + 90)), None);
        assert_eq!(step(secret, "", at(59)), None);
    }

    #[test]
    fn a_recovery_code_is_read_as_people_write_it() {
        let kept = recovery_digest("acc_1", "k7m4-20px-1qhs");
        assert_eq!(recovery_digest("acc_1", " K7M4 2OPX IQHS"), kept);
        assert_ne!(recovery_digest("acc_2", "k7m4-20px-1qhs"), kept);
        let codes = recovery_codes();
        assert_eq!(codes.len(), RECOVERY_CODES);
        assert!(codes.iter().all(|code| code.len() == 14));
    }

    #[test]
    fn the_picture_and_the_groups_tell_the_secret() {
        let secret = b"12345678901234567890";
        assert_eq!(in_groups(secret), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        assert!(picture(secret, "Meldkamer: CSIRT", "ans").starts_with("iVBOR"));
    }
}
