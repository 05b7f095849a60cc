//! Passwords: which are too weak, and how they are hashed. Hashing takes long on purpose, so it
//! happens outside any transaction, off the threads that serve, and a few at a time.

use crate::{Failed, chance};
use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier},
};
use meldkamer_store::Trouble;
use std::sync::OnceLock;
use tokio::sync::Semaphore;

/// The fewest characters of a password.
pub const LEAST: usize = 12;
const MOST: usize = 512;

/// How many hashes are worked out at once: each takes some 20 MB and a whole core.
static TURNS: Semaphore = Semaphore::const_new(2);

/// Pieces that people build bad passwords from; a password that is little else is refused.
const TERRIBLE: [&str; 34] = [
    "password",
    "passwort",
    "wachtwoord",
    "welkom",
    "welcome",
    "geheim",
    "secret",
    "letmein",
    "qwertyuiop",
    "qwerty",
    "azerty",
    "asdfghjkl",
    "zxcvbnm",
    "administrator",
    "admin",
    "beheerder",
    "meldkamer",
    "csirt",
    "incident",
    "security",
    "beveiliging",
    "changeme",
    "iloveyou",
    "ikhouvanjou",
    "nederland",
    "holland",
    "amsterdam",
    "voorjaar",
    "zomer",
    "herfst",
    "winter",
    "monday",
    "maandag",
    "computer",
];

/// What is wrong with a password, as a fault code: `too-short`, `too-long`, `too-common`.
pub fn weakness(password: &str, login: &str) -> Option<&'static str> {
    let length = password.chars().count();
    if length < LEAST {
        return Some("too-short");
    }
    if length > MOST {
        return Some("too-long");
    }
    let plain: Vec<char> = password.to_lowercase().chars().collect();
    let step = |pair: &[char]| (i64::from(u32::from(pair[1])) - i64::from(u32::from(pair[0]))).abs() <= 1;
    if plain.windows(2).filter(|pair| step(pair)).count() * 3 > plain.len() * 2 {
        return Some("too-common");
    }
    let mut rest: String = password.to_lowercase().replace('0', "o").replace('@', "a").replace('3', "e");
    let login = login.to_lowercase();
    if login.len() > 2 {
        rest = rest.replace(&login, "");
    }
    for piece in TERRIBLE {
        rest = rest.replace(piece, "");
    }
    // What is left must still say something: six different characters.
    let mut kinds: Vec<char> = rest.chars().filter(|c| !c.is_whitespace()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    (kinds.len() < 6).then_some("too-common")
}

/// The hash of a password, as a PHC string.
pub async fn hash(password: &str) -> Result<String, Failed> {
    let password = password.to_owned();
    off_thread(move || {
        let salt: [u8; 16] = chance::bytes();
        let hash = Argon2::default().hash_password_with_salt(password.as_bytes(), &salt);
        hash.map(|hash| hash.to_string())
    })
    .await?
    .map_err(|e| Trouble::unreadable("hash a password", e).into())
}

/// Whether a password fits a hash. Without a hash it takes as long, and does not fit.
pub async fn fits(password: &str, hash: &str) -> Result<bool, Failed> {
    let (password, hash) = (password.to_owned(), hash.to_owned());
    off_thread(move || {
        let known = !hash.is_empty();
        let hash: &str = if known { &hash } else { nobody() };
        known & Argon2::default().verify_password(password.as_bytes(), hash).is_ok()
    })
    .await
}

/// A hash that nobody knows the password of, to compare with when there is no account.
fn nobody() -> &'static str {
    static NOBODY: OnceLock<String> = OnceLock::new();
    NOBODY.get_or_init(|| {
        let (password, salt): ([u8; 32], [u8; 16]) = (chance::bytes(), chance::bytes());
        let hash = Argon2::default().hash_password_with_salt(&password, &salt);
        hash.map(|hash| hash.to_string()).unwrap_or_default()
    })
}

async fn off_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Failed> {
    let _turn = TURNS.acquire().await.map_err(|e| Trouble::unreadable("wait for a turn to hash", e))?;
    let done = tokio::task::spawn_blocking(work).await;
    Ok(done.map_err(|e| Trouble::unreadable("hash a password", e))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_counts_characters_and_what_is_common_is_refused() {
        assert_eq!(weakness("kort", "ans"), Some("too-short"));
        assert_eq!(weakness("ééééééééééé", "ans"), Some("too-short"));
        for bad in [
            "aaaaaaaaaaaaaa",
            "Wachtwoord2026!",
            "123456789012",
            "abcdefghijklmnop",
            "welkomwelkom1",
            "ans.de.boer.ans.de.boer",
        ] {
            assert_eq!(weakness(bad, "ans.de.boer"), Some("too-common"), "{bad}");
        }
        for good in ["paard batterij nietje", "tR7#kd02-mMz9q", "de kat zit op dak 7"] {
            assert_eq!(weakness(good, "ans.de.boer"), None, "{good}");
        }
        assert_eq!(weakness(&"paard batterij ".repeat(60), "ans"), Some("too-long"));
    }

    #[tokio::test]
    async fn a_hash_fits_its_password_alone() {
        let kept = hash("paard batterij nietje").await.unwrap();
        assert!(kept.starts_with("$argon2id$"));
        assert!(fits("paard batterij nietje", &kept).await.unwrap());
        assert!(!fits("paard batterij nietj", &kept).await.unwrap());
        assert!(!fits("paard batterij nietje", "").await.unwrap());
    }
}
