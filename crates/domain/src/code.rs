//! Codes: what the holder of a draft or dossier shows instead of an account.
//!
//! A resume code is seven words that are spelled alike and understood in Dutch and in English, so
//! that it can be read out over the telephone at night. Not for passwords, nor for the reference
//! of a dossier, which is no secret.

use alloc::{string::String, vec::Vec};
use core::fmt;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// The 256 words, sorted, one a line: any two differ in at least two letters.
const LIST: &str = include_str!("code/words.txt");
/// The words of one code: seven of eight bits each.
const WORDS: usize = 7;
/// What sets this use of the installation's key apart from every other.
const PURPOSE: &[u8] = b"meldkamer/resume-code/1\0";
/// The most letters of a typed word that are looked at: longer ones resemble none of ours.
const LONGEST: usize = 16;

/// What is kept of a code: its HMAC-SHA-256 under a key of the installation, so that who steals the
/// database cannot try codes. It is looked up by equality in an index; a code is 56 random bits,
/// and timing tells nothing about a digest that the caller cannot choose.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CodeDigest(pub [u8; 32]);

/// A resume code: seven words, 56 random bits. It is a secret: only [`Display`](fmt::Display) shows
/// it, and only its [`digest`](Code::digest) is kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Code([u8; WORDS]);

/// Why a typed code is not a code, so that the page can say where to look.
///
/// It carries what was typed, which may be most of a secret: for the page, never for the log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CodeFault {
    /// There are not seven words.
    #[error("wrong-word-count")]
    WrongCount {
        /// How many words there are.
        found: usize,
    },
    /// A word is not on the list, nor one typing error away from exactly one word that is.
    #[error("unknown-word")]
    UnknownWord {
        /// Which word: 1 to 7.
        position: usize,
        /// The word as typed, in lower case.
        word: String,
        /// The word that was probably meant, if one comes near.
        near: Option<&'static str>,
    },
}

impl CodeFault {
    /// The stable code, such as `unknown-word`: also the key of its words.
    pub fn code(&self) -> &'static str {
        match self {
            Self::WrongCount { .. } => "wrong-word-count",
            Self::UnknownWord { .. } => "unknown-word",
        }
    }
}

impl Code {
    /// The code that these seven random bytes stand for.
    pub fn new(random: [u8; WORDS]) -> Self {
        Self(random)
    }

    /// Reads a code as people type it: in any case, with anything but letters and digits between
    /// the words. A single wrong, missing or extra letter is put right if only one word fits.
    ///
    /// # Errors
    /// [`CodeFault`] says what is wrong and where.
    pub fn parse(text: &str) -> Result<Self, CodeFault> {
        let typed = || text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let found = typed().count();
        if found != WORDS {
            return Err(CodeFault::WrongCount { found });
        }
        let mut code = [0; WORDS];
        for (at, (slot, word)) in code.iter_mut().zip(typed()).enumerate() {
            let word = word.to_lowercase();
            *slot =
                understood(&word).map_err(|near| CodeFault::UnknownWord { position: at + 1, word, near })?;
        }
        Ok(Self(code))
    }

    /// What is kept of the code: HMAC-SHA-256 under the installation's key over its words in lower
    /// case with hyphens between, behind a label that no other use of the key has.
    pub fn digest(&self, key: &[u8; 32]) -> CodeDigest {
        // The zeros up to the block's 64 bytes are HMAC's own padding of a shorter key.
        let mut block = [0; 64];
        block[..key.len()].copy_from_slice(key);
        let mut mac = Hmac::<Sha256>::new(&block.into());
        mac.update(PURPOSE);
        for (at, word) in self.words().enumerate() {
            mac.update(if at == 0 { b"" } else { b"-" });
            mac.update(word.as_bytes());
        }
        CodeDigest(mac.finalize().into_bytes().into())
    }

    fn words(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.0.iter().filter_map(|index| LIST.lines().nth(usize::from(*index)))
    }
}

/// The words with hyphens between: `hotel-radio-winter-…`.
impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, word) in self.words().enumerate() {
            f.write_str(if at == 0 { "" } else { "-" })?;
            f.write_str(word)?;
        }
        Ok(())
    }
}

/// Says that there is a code, not which.
impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code(secret)")
    }
}

/// The number of the typed word, put right if exactly one word is a letter away; or else the word
/// that comes nearest, at two letters at most.
fn understood(typed: &str) -> Result<u8, Option<&'static str>> {
    if typed.chars().count() > LONGEST {
        return Err(None);
    }
    let ranked =
        || (0..=u8::MAX).zip(LIST.lines()).map(|(number, word)| (distance(typed, word), number, word));
    if let Some((_, number, _)) = ranked().find(|(away, ..)| *away == 0) {
        return Ok(number);
    }
    let mut beside = ranked().filter(|(away, ..)| *away == 1);
    match (beside.next(), beside.next()) {
        (Some((_, number, _)), None) => Ok(number),
        _ => Err(ranked()
            .filter(|(away, ..)| *away <= 2)
            .min_by_key(|(away, ..)| *away)
            .map(|(.., word)| word)),
    }
}

/// The Levenshtein distance: how many letters to change, add or leave out.
fn distance(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.chars().count()).collect();
    for (down, a) in one.chars().enumerate() {
        let mut corner = down;
        let mut left = down + 1;
        row[0] = left;
        for (above, b) in row.iter_mut().skip(1).zip(other.chars()) {
            left = (left + 1).min(*above + 1).min(corner + usize::from(a != b));
            corner = core::mem::replace(above, left);
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::{borrow::ToOwned, format, string::ToString};
    use proptest::prelude::*;

    fn list() -> Vec<&'static str> {
        LIST.lines().collect()
    }

    #[test]
    fn the_list_is_fit_for_the_telephone() {
        let words = list();
        assert_eq!(words.len(), 256);
        assert!(words.is_sorted());
        for (at, word) in words.iter().enumerate() {
            assert!((3..=8).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_lowercase()), "{word}");
            for other in &words[at + 1..] {
                assert!(distance(word, other) >= 2, "{word} {other}");
            }
        }
    }

    #[test]
    fn distances() {
        for (one, other, away) in
            [("", "abc", 3), ("lamp", "lamp", 0), ("kitten", "sitting", 3), ("tram", "ram", 1)]
        {
            assert_eq!((distance(one, other), distance(other, one)), (away, away));
        }
    }

    #[test]
    fn separators_and_case_do_not_matter() {
        let code = Code::new([0, 1, 2, 3, 253, 254, 255]);
        let words: Vec<_> = code.words().collect();
        for between in [" ", ", ", "--", "\r\n", " - ", "\u{2013}", ".\t"] {
            assert_eq!(Code::parse(&format!("\n{} ", words.join(between).to_uppercase())), Ok(code.clone()));
        }
    }

    #[test]
    fn faults_say_where() {
        let six = Code::parse("hotel radio winter lamp tram piano");
        assert_eq!(six, Err(CodeFault::WrongCount { found: 6 }));
        assert_eq!(Code::parse(" - "), Err(CodeFault::WrongCount { found: 0 }));
        let near = |word: &str| match Code::parse(&format!("hotel radio {word} lamp tram piano hotel")) {
            Err(CodeFault::UnknownWord { position: 3, word: typed, near }) if typed == word => near,
            other => panic!("{other:?}"),
        };
        assert_eq!(near("wintrr1"), Some("winter"));
        assert_eq!(near("qqqqqq"), None);
        assert_eq!(near(&"winter".repeat(1000)), None);
    }

    #[test]
    fn a_typo_between_two_words_is_not_guessed() {
        let words = list();
        let one_letter_off = |word: &str| -> Vec<String> {
            let swap = |at: usize, c: char| format!("{}{c}{}", &word[..at], &word[at + 1..]);
            (0..word.len()).flat_map(|at| ('a'..='z').map(move |c| swap(at, c))).collect()
        };
        let mut unsure = 0;
        let all = words.iter().flat_map(|word| one_letter_off(word));
        for typed in all.filter(|typed| !words.contains(&&**typed)).step_by(31) {
            let fits = words.iter().filter(|word| distance(&typed, word) == 1).count();
            assert_eq!(understood(&typed).is_ok(), fits == 1, "{typed}");
            unsure += usize::from(fits > 1);
        }
        assert!(unsure > 0);
    }

    #[test]
    fn debug_keeps_the_secret() {
        assert_eq!(format!("{:?}", Code::new([7; 7])), "Code(secret)");
    }

    #[test]
    fn the_digest_is_the_hmac_of_the_labelled_words() {
        let (key, code) = ([9; 32], Code::new([1, 2, 3, 4, 5, 6, 7]));
        let mut mac = Hmac::<Sha256>::new_from_slice(&key).unwrap();
        mac.update(format!("meldkamer/resume-code/1\0{code}").as_bytes());
        assert_eq!(code.digest(&key).0, <[u8; 32]>::from(mac.finalize().into_bytes()));
        assert_ne!(code.digest(&key), code.digest(&[8; 32]));
        assert_ne!(code.digest(&key), Code::new([1, 2, 3, 4, 5, 6, 8]).digest(&key));
    }

    proptest! {
        #[test]
        fn round_trip(random: [u8; 7]) {
            let code = Code::new(random);
            prop_assert_eq!(code.to_string().split('-').count(), 7);
            prop_assert_eq!(Code::parse(&code.to_string()), Ok(code));
        }

        #[test]
        fn one_wrong_letter_is_put_right_or_refused(random: [u8; 7], word in 0..7usize, at in 0..8usize, c in "[a-z]?") {
            let code = Code::new(random);
            let mut words: Vec<String> = code.words().map(ToOwned::to_owned).collect();
            let at = at % words[word].len();
            words[word].replace_range(at..=at, &c);
            match Code::parse(&words.join(" ")) {
                Ok(read) => prop_assert_eq!(read, code),
                Err(fault) => prop_assert_eq!(fault.code(), "unknown-word"),
            }
        }

        #[test]
        fn nothing_typed_breaks_it(text: String) {
            let _ = Code::parse(&text);
        }
    }
}
