//! Numbers in registers: of companies here, abroad, and of government bodies.
//!
//! A number of the Dutch register of companies (KvK) has eight digits and no check digit; more than
//! that cannot be told from the number itself.

use alloc::{format, string::String};
use core::fmt;

/// Which register a number stands in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum Register {
    /// None is known.
    #[default]
    None,
    /// The Dutch register of companies (Handelsregister of the KvK).
    Companies,
    /// A register of another country.
    Foreign,
    /// The register of government organisations (Register van Overheidsorganisaties).
    Government,
}

/// A number in a register.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Number {
    /// The register.
    pub register: Register,
    /// Two letters of the country, for a foreign register.
    pub country: String,
    /// The number itself.
    pub value: String,
}

impl Number {
    /// Reads `12345678`, `KvK 12345678`, `BE:0123456789` or `ROO:gm0363`; the fault is a code.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(Self::default());
        }
        let (head, rest) = text.split_at(text.find(|c: char| !c.is_alphabetic()).unwrap_or(0));
        let rest = rest.trim_start_matches([':', ' ', '.', '-', '_']);
        match head.to_uppercase().as_str() {
            "" | "KVK" => Self::companies(rest),
            "ROO" => Self::other(Register::Government, "", rest),
            country if country.len() == 2 && country.is_ascii() => {
                Self::other(Register::Foreign, country, rest)
            }
            _ => Err("not-a-number"),
        }
    }

    fn companies(text: &str) -> Result<Self, &'static str> {
        let plain: String = text.chars().filter(|c| !c.is_whitespace() && *c != '.').collect();
        let digits = !plain.is_empty() && plain.bytes().all(|byte| byte.is_ascii_digit());
        match plain.len() {
            8 if digits => Ok(Self { register: Register::Companies, country: String::new(), value: plain }),
            // A spreadsheet drops the zero in front.
            7 if digits => Err("number-zero-lost"),
            12 if digits => Err("number-of-branch"),
            _ => Err("number-not-eight"),
        }
    }

    fn other(register: Register, country: &str, text: &str) -> Result<Self, &'static str> {
        let plain = |c: char| c.is_alphanumeric() || ".-/ ".contains(c);
        let some = text.chars().any(|c| c.is_ascii_digit());
        if !some || text.chars().count() > 60 || !text.chars().all(plain) {
            return Err("not-a-number");
        }
        Ok(Self { register, country: country.into(), value: text.into() })
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self.register {
            Register::None => return Ok(()),
            Register::Companies => self.value.clone(),
            Register::Foreign => format!("{}:{}", self.country, self.value),
            Register::Government => format!("ROO:{}", self.value),
        };
        f.write_str(&text)
    }
}

/// Whether a legal entity identifier has its form and its check digits (ISO 17442: modulo 97 is 1).
pub(super) fn is_lei(text: &str) -> bool {
    let mut rest: u32 = 0;
    for c in text.chars() {
        let Some(value) = c.to_digit(36).filter(|_| c.is_ascii_digit() || c.is_ascii_uppercase()) else {
            return false;
        };
        rest = if value < 10 { rest * 10 + value } else { rest * 100 + value } % 97;
    }
    text.len() == 20 && rest == 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn a_number_of_the_companies_has_eight_digits_and_no_check() {
        let read = |text: &str| Number::parse(text).map(|number| number.to_string());
        assert_eq!(read("KvK 1234 5678").unwrap(), "12345678");
        assert_eq!(read("00000000").unwrap(), "00000000");
        assert_eq!(read("1234567"), Err("number-zero-lost"));
        assert_eq!(read("000012345678"), Err("number-of-branch"));
        assert_eq!(read("123"), Err("number-not-eight"));
    }

    #[test]
    fn other_registers_are_named() {
        let read = |text: &str| Number::parse(text).map(|number| number.to_string());
        assert_eq!(read("BE 0123.456.789").unwrap(), "BE:0123.456.789");
        assert_eq!(read("be:0123.456.789").unwrap(), "BE:0123.456.789");
        assert_eq!(read("roo:gm0363").unwrap(), "ROO:gm0363");
        assert_eq!(read("ROO:"), Err("not-a-number"));
        assert_eq!(read("zomaar"), Err("number-not-eight"));
        assert_eq!(read("Stichting 12"), Err("not-a-number"));
        for text in ["12345678", "BE:0123.456.789", "ROO:gm0363", ""] {
            assert_eq!(read(text).unwrap(), text);
        }
    }

    #[test]
    fn an_lei_has_check_digits() {
        assert!(is_lei("529900T8BM49AURSDO55"));
        assert!(!is_lei("529900T8BM49AURSDO56"));
        assert!(!is_lei("529900t8bm49aursdo55"));
        assert!(!is_lei("é"));
    }
}
