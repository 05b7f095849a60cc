//! The signature on a webhook: how the far side knows that the call is ours and unchanged.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// The header that carries the signature.
pub const SIGNATURE: &str = "meldkamer-signature";

/// The signature over a moment and a body: `t=<seconds>,v1=<hex>`, an HMAC-SHA256 over the seconds,
/// a full stop and the body. The moment lets the far side refuse a call that was kept and repeated.
pub fn signature(secret: &str, seconds: i64, body: &[u8]) -> Option<String> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).ok()?;
    mac.update(format!("{seconds}.").as_bytes());
    mac.update(body);
    let hex: String = mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    Some(format!("t={seconds},v1={hex}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_covers_secret_moment_and_body() {
        // printf '1700000000.{}' | openssl dgst -sha256 -hmac geheim
        let first = signature("geheim", 1_700_000_000, b"{}").unwrap();
        assert_eq!(first, "t=1700000000,v1=75e8aa01e776401a6bfda6664664c1271ca25506052e3b8c43308bdf92f3c8d5");
        for (secret, at, body) in [
            ("anders", 1_700_000_000, "{}"),
            ("geheim", 1_700_000_001, "{}"),
            ("geheim", 1_700_000_000, "[]"),
        ] {
            assert_ne!(signature(secret, at, body.as_bytes()).unwrap()[16..], first[16..]);
        }
    }
}
