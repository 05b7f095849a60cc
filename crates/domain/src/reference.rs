//! References: the name of a dossier for people, such as `NL-26-7K3F-9QXT-M`, to be read out, typed
//! over and written on paper.
//!
//! Its last character catches every single wrong character and every swap of two neighbours. It is
//! no secret and opens nothing: that is what a [`Code`](crate::code::Code) is for.

use alloc::{format, string::String};
use core::{fmt, str::FromStr};

/// Crockford's base 32: no I, L, O or U.
const BASE32: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// The characters behind the prefix: the year's two, eight of base 32, one check character.
const TAIL: usize = 11;
/// What the references of exercises begin with.
const EXERCISE: &str = "EX";

/// A reference, always in its canonical text.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Reference(String);

/// Why a text is not a reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReferenceFault {
    /// There are too few or too many characters.
    #[error("wrong-length")]
    WrongLength,
    /// The prefix is not two to six letters, or begins with the `EX` of exercises.
    #[error("wrong-prefix")]
    WrongPrefix,
    /// The year is not two digits.
    #[error("wrong-year")]
    WrongYear,
    /// There is a character that no reference has.
    #[error("wrong-character")]
    WrongCharacter,
    /// The check character does not fit: a character is wrong, or two changed places.
    #[error("wrong-check")]
    WrongCheck,
}

impl ReferenceFault {
    /// The stable code, such as `wrong-check`: also the key of its words.
    pub fn code(self) -> &'static str {
        match self {
            Self::WrongLength => "wrong-length",
            Self::WrongPrefix => "wrong-prefix",
            Self::WrongYear => "wrong-year",
            Self::WrongCharacter => "wrong-character",
            Self::WrongCheck => "wrong-check",
        }
    }
}

impl Reference {
    /// A new reference: the installation's prefix (two to six letters, not beginning with `EX`),
    /// the year, of which two digits are shown, and 40 random bits.
    ///
    /// About one draw in seven has a check character that is easily misread; it moves on to the
    /// next number that has a better one.
    ///
    /// # Errors
    /// [`ReferenceFault::WrongPrefix`].
    pub fn new(prefix: &str, year: i16, exercise: bool, random: [u8; 5]) -> Result<Self, ReferenceFault> {
        let prefix = prefix.to_ascii_uppercase();
        if !fits(&prefix) {
            return Err(ReferenceFault::WrongPrefix);
        }
        let head = format!("{}{prefix}{:02}", if exercise { EXERCISE } else { "" }, year.rem_euclid(100));
        let mut number = random.iter().fold(0, |number, byte| number << 8 | u64::from(*byte));
        // Ends: the last character alone runs through 32 checks, of which five at most are refused.
        loop {
            let body = format!("{head}{}", base32(number));
            if let Some(check) = check(&body) {
                return Ok(laid_out(&format!("{body}{check}")));
            }
            number += 1;
        }
    }

    /// Whether it names an exercise, and so nothing that happened.
    pub fn is_exercise(&self) -> bool {
        self.0.starts_with("EX-")
    }

    /// The canonical text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Reads a reference as people type it: in either case, with any spaces and dashes or none, and
/// behind the year with O for 0 and I or L for 1.
impl FromStr for Reference {
    type Err = ReferenceFault;

    fn from_str(text: &str) -> Result<Self, ReferenceFault> {
        let mut bare = bare(text)?;
        let at = year_at(&bare).ok_or(ReferenceFault::WrongLength)?;
        let tail = bare.split_off(at);
        if !fits(bare.strip_prefix(EXERCISE).unwrap_or(&bare)) {
            return Err(ReferenceFault::WrongPrefix);
        }
        let (year, rest) = tail.split_at(2);
        if !year.bytes().all(|b| b.is_ascii_digit()) {
            return Err(ReferenceFault::WrongYear);
        }
        let rest = rest.replace('O', "0").replace(['I', 'L'], "1");
        if !rest.bytes().all(|b| BASE32.contains(&b)) {
            return Err(ReferenceFault::WrongCharacter);
        }
        let (number, last) = rest.split_at(8);
        let body = format!("{bare}{year}{number}");
        match check(&body) {
            Some(check) if last.starts_with(check) => Ok(laid_out(&format!("{body}{last}"))),
            _ => Err(ReferenceFault::WrongCheck),
        }
    }
}

/// The letters and digits in upper case, ASCII only; spaces and dashes gone.
fn bare(text: &str) -> Result<String, ReferenceFault> {
    let dash = |c: char| c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}');
    let mut bare = String::new();
    for c in text.chars().filter(|c| !dash(*c)) {
        if !c.is_ascii_alphanumeric() {
            return Err(ReferenceFault::WrongCharacter);
        }
        if bare.len() > EXERCISE.len() + 6 + TAIL {
            return Err(ReferenceFault::WrongLength);
        }
        bare.push(c.to_ascii_uppercase());
    }
    Ok(bare)
}

/// Where the year begins: behind the letters, or counted from the end where no two digits follow
/// them. None if the parts cannot have their lengths.
fn year_at(bare: &str) -> Option<usize> {
    let letters = bare.bytes().take_while(u8::is_ascii_alphabetic).count();
    let digits = bare.bytes().skip(letters).take_while(u8::is_ascii_digit).count();
    let at = bare.len().checked_sub(TAIL).filter(|at| (2..=8).contains(at))?;
    (digits < 2 || letters == at).then_some(at)
}

/// Whether this can be an installation's prefix. `EX…` would read as an exercise once the hyphens
/// are gone.
fn fits(prefix: &str) -> bool {
    (2..=6).contains(&prefix.len())
        && prefix.bytes().all(|b| b.is_ascii_uppercase())
        && !prefix.starts_with(EXERCISE)
}

/// The hyphens put into a bare reference whose parts are known to be right.
fn laid_out(bare: &str) -> Reference {
    let (head, tail) = bare.split_at(bare.len() - TAIL);
    let (mark, prefix) = match head.strip_prefix(EXERCISE) {
        Some(prefix) => ("EX-", prefix),
        None => ("", head),
    };
    Reference(format!("{mark}{prefix}-{}-{}-{}-{}", &tail[..2], &tail[2..6], &tail[6..10], &tail[10..]))
}

/// The lowest 40 bits as eight characters.
fn base32(number: u64) -> String {
    let digit = |at: u32| char::from(BASE32[(number >> (5 * at) & 31) as usize]);
    (0..8).rev().map(digit).collect()
}

/// The check character by ISO/IEC 7064 MOD 37-2, or none where it would be `*` or a letter that
/// base 32 leaves out. This system and not MOD 37,36, which lets some swaps of neighbours pass.
fn check(body: &str) -> Option<char> {
    let value = |c: char| c.to_digit(36).unwrap_or_default();
    let sum = body.chars().fold(0, |sum, c| (sum + value(c)) * 2 % 37);
    let check = char::from_digit((38 - sum) % 37, 36)?.to_ascii_uppercase();
    BASE32.iter().any(|b| char::from(*b) == check).then_some(check)
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::{string::ToString, vec::Vec};
    use proptest::prelude::*;

    fn made(exercise: bool) -> Reference {
        Reference::new("NL", 2026, exercise, [0x12, 0x34, 0x56, 0x78, 0x9a]).unwrap()
    }

    #[test]
    fn looks_as_promised() {
        // 0x123456789a in fives: 2 8 26 5 12 30 4 26, the last of which may move on.
        let text = made(false).to_string();
        assert!(text.starts_with("NL-26-28T5-CY4") && text.len() == 17, "{text}");
        let exercise = made(true);
        assert!(exercise.as_str().starts_with("EX-NL-26-28T5-CY4") && exercise.is_exercise(), "{exercise}");
        assert!(!made(false).is_exercise());
    }

    #[test]
    fn the_check_is_that_of_the_standard() {
        // The total with weights 2^n from the right, check included, is 1 modulo 37.
        for text in [made(false).to_string(), made(true).to_string()] {
            let values = text.chars().rev().filter_map(|c| c.to_digit(36));
            let total = values.zip(0..).map(|(value, n)| u64::from(value) << n).sum::<u64>();
            assert_eq!(total % 37, 1, "{text}");
        }
    }

    #[test]
    fn forgiving() {
        let one = Reference::new("NL", 2026, false, [0, 0, 0, 4, 1]).unwrap();
        let text = one.to_string();
        let (head, tail) = text.split_at(6);
        assert!(tail.contains('0') && tail.contains('1'), "{text}");
        let misread = format!("{head}{}", tail.replace('0', "o").replace('1', "l"));
        let telephoned = text.replace('-', "").to_lowercase();
        let spaced = format!(" {} ", text.replace('-', " \u{2013} "));
        for typed in [misread, telephoned, spaced, tail.replace('1', "i").replace('0', "O")] {
            let typed = if typed.len() < text.len() - 5 { format!("nl26{typed}") } else { typed };
            assert_eq!(typed.parse(), Ok(one.clone()), "{typed}");
        }
    }

    #[test]
    fn faults() {
        let fault = |text: &str| text.parse::<Reference>().unwrap_err().code();
        assert_eq!(fault(""), "wrong-length");
        assert_eq!(fault("NL-26-7K3F-9QXT"), "wrong-length");
        assert_eq!(fault("NLCERT-26-7K3F-9QXT"), "wrong-length");
        assert_eq!(fault("N2-L6-7K3F-9QXT-M"), "wrong-prefix");
        assert_eq!(fault(&"A".repeat(100)), "wrong-length");
        assert_eq!(fault("NL-2A-7K3F-9QXT-M"), "wrong-year");
        assert_eq!(fault("NL-26-7K3F-9QUT-M"), "wrong-character");
        assert_eq!(fault("NL-26-7K3F-9Q\u{e9}T-M"), "wrong-character");
        for prefix in ["N", "NEDERLA", "N1", "EXA", "ex", "\u{c9}\u{c9}"] {
            assert_eq!(Reference::new(prefix, 2026, false, [0; 5]), Err(ReferenceFault::WrongPrefix));
        }
    }

    /// Every text that is one character off, or has two neighbours swapped, by hyphens or not.
    fn spoilt(text: &str) -> Vec<String> {
        let bare: Vec<char> = text.chars().filter(|c| *c != '-').collect();
        let mut all = Vec::new();
        for at in 0..bare.len() {
            for c in ('0'..='9').chain('A'..='Z').filter(|c| *c != bare[at]) {
                let mut other = bare.clone();
                other[at] = c;
                all.push(other.iter().collect());
            }
            if at > 0 && bare[at] != bare[at - 1] {
                let mut other = bare.clone();
                other.swap(at, at - 1);
                all.push(other.iter().collect());
            }
        }
        all
    }

    proptest! {
        #[test]
        fn round_trip(prefix in "[A-DF-Z][A-Z]{1,5}", year in any::<i16>(), exercise: bool, random: [u8; 5]) {
            let reference = Reference::new(&prefix, year, exercise, random).unwrap();
            prop_assert_eq!(reference.is_exercise(), exercise);
            prop_assert_eq!(reference.to_string().parse(), Ok(reference));
        }

        #[test]
        fn one_wrong_or_two_swapped_never_name_another(
            prefix in "[A-DF-Z][A-Z]{1,5}", year in 2024..2100i16, exercise: bool, random: [u8; 5]
        ) {
            let reference = Reference::new(&prefix, year, exercise, random).unwrap();
            for typed in spoilt(reference.as_str()) {
                // O for 0 is the same reference, not another.
                if let Ok(read) = typed.parse::<Reference>() {
                    prop_assert_eq!(&read, &reference, "{}", typed);
                }
            }
        }

        #[test]
        fn nothing_typed_breaks_it(text: String) {
            let _ = text.parse::<Reference>();
        }
    }
}
