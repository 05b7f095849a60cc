//! Domain names and autonomous systems, as they are written and as they are kept.
//!
//! A name is kept in the form of the domain name system (IDNA); its key has the labels in reverse, so
//! that what lies below it stands together.

use alloc::{format, string::String, vec::Vec};
use core::fmt;

/// A domain name in the form of the domain name system.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct DomainName(String);

impl DomainName {
    /// Reads a name, or the name within an address of the web or of mail.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let text = text.trim();
        let text = text.split_once("://").map_or(text, |(_, rest)| rest);
        let text = text.rsplit_once('@').map_or(text, |(_, rest)| rest);
        let text = text.split(['/', '?', '#', ':']).next().unwrap_or_default();
        let text = text.strip_prefix("*.").unwrap_or(text).trim_end_matches('.');
        if text.parse::<core::net::IpAddr>().is_ok() {
            return Err("not-a-domain");
        }
        let ascii = idna::domain_to_ascii_strict(text).map_err(|_| "not-a-domain")?;
        let labels: Vec<&str> = ascii.split('.').collect();
        let top = labels.last().copied().unwrap_or_default();
        if labels.len() < 2 || ascii.len() > 253 || top.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err("not-a-domain");
        }
        Ok(Self(ascii))
    }

    /// The name in letters of the domain name system.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name as people read it.
    pub fn shown(&self) -> String {
        let (shown, good) = idna::domain_to_unicode(&self.0);
        if good.is_ok() { shown } else { self.0.clone() }
    }

    /// The key under which it is kept: `nl.example.www`.
    pub fn key(&self) -> String {
        let labels: Vec<&str> = self.0.rsplit('.').collect();
        labels.join(".")
    }

    /// The keys of the names above it that somebody could own, the widest first.
    pub fn above(&self) -> Vec<String> {
        let labels: Vec<&str> = self.0.rsplit('.').collect();
        (2..labels.len()).map(|count| labels[..count].join(".")).collect()
    }

    /// Between these keys, both exclusive, lie all names below it.
    pub fn within(&self) -> (String, String) {
        let key = self.key();
        (format!("{key}."), format!("{key}/"))
    }

    /// Whether another is this name or lies below it.
    pub fn contains(&self, other: &Self) -> bool {
        other.0 == self.0 || other.0.strip_suffix(&self.0).is_some_and(|rest| rest.ends_with('.'))
    }
}

impl fmt::Display for DomainName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The number of an autonomous system.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Autonomous(pub u32);

impl Autonomous {
    /// Reads `AS1103` or `1103`.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let text = text.trim();
        let digits =
            text.get(..2).filter(|head| head.eq_ignore_ascii_case("as")).map_or(text, |_| &text[2..]);
        let number: u32 = digits.trim().parse().map_err(|_| "not-a-system")?;
        // Reserved and private numbers (RFC 6996, RFC 7300, RFC 4893, RFC 7607).
        let nobodys = matches!(number, 0 | 23456 | 64496..=65551 | 4_200_000_000..);
        if nobodys { Err("private-system") } else { Ok(Self(number)) }
    }

    /// The key under which it is kept: digits of one length, so that they sort.
    pub fn key(self) -> String {
        format!("{:010}", self.0)
    }
}

impl fmt::Display for Autonomous {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AS{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn a_name_is_read_out_of_what_people_paste() {
        let read = |text: &str| DomainName::parse(text).map(|name| name.to_string());
        assert_eq!(read("https://www.Waterbedrijf.NL/contact").unwrap(), "www.waterbedrijf.nl");
        assert_eq!(read("soc@bücher.example").unwrap(), "xn--bcher-kva.example");
        assert_eq!(DomainName::parse("xn--bcher-kva.example").unwrap().shown(), "bücher.example");
        assert_eq!(read("*.example.nl.").unwrap(), "example.nl");
        for wrong in ["nl", "", "192.0.2.1", "exa mple.nl", "-x.nl", "a..nl", "x.123"] {
            assert_eq!(read(wrong), Err("not-a-domain"), "{wrong}");
        }
    }

    #[test]
    fn what_lies_below_a_name_stands_together() {
        let name = |text| DomainName::parse(text).unwrap();
        let (from, to) = name("example.nl").within();
        let below = |text| name(text).key();
        assert!(from < below("a.example.nl") && below("z.y.example.nl") < to);
        assert!(!(from < below("example-x.nl") && below("example-x.nl") < to));
        assert_eq!(name("a.b.example.nl").above(), ["nl.example", "nl.example.b"]);
        assert!(name("example.nl").contains(&name("a.example.nl")));
        assert!(!name("example.nl").contains(&name("anexample.nl")));
    }

    #[test]
    fn numbers_that_nobody_has_are_told_apart() {
        assert_eq!(Autonomous::parse("as1103").unwrap().to_string(), "AS1103");
        assert_eq!(Autonomous::parse("64512"), Err("private-system"));
        assert_eq!(Autonomous::parse("é1103"), Err("not-a-system"));
    }
}
