//! Techniques and tactics of MITRE ATT&CK: their form, not their catalogue, which changes twice a year.

use alloc::string::String;
use core::fmt;

/// The number of a technique, such as `T1059` or `T1059.001`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Technique(String);

impl Technique {
    /// Reads a number; nothing when it does not have the form.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_ascii_uppercase();
        let (main, sub) = text.split_once('.').map_or((text.as_str(), None), |(main, sub)| (main, Some(sub)));
        let digits =
            |text: &str, count: usize| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
        let fits = main.strip_prefix('T').is_some_and(|rest| digits(rest, 4));
        (fits && sub.is_none_or(|sub| digits(sub, 3))).then_some(Self(text))
    }

    /// The number.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Where it is described.
    pub fn address(&self) -> String {
        alloc::format!("https://attack.mitre.org/techniques/{}/", self.0.replace('.', "/"))
    }
}

impl fmt::Display for Technique {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What an attacker wants to reach, by its short name: Enterprise first, then what only ICS has.
pub const TACTICS: [(&str, &str); 17] = [
    ("reconnaissance", "TA0043"),
    ("resource-development", "TA0042"),
    ("initial-access", "TA0001"),
    ("execution", "TA0002"),
    ("persistence", "TA0003"),
    ("privilege-escalation", "TA0004"),
    ("defense-evasion", "TA0005"),
    ("credential-access", "TA0006"),
    ("discovery", "TA0007"),
    ("lateral-movement", "TA0008"),
    ("collection", "TA0009"),
    ("command-and-control", "TA0011"),
    ("exfiltration", "TA0010"),
    ("impact", "TA0040"),
    ("ics-evasion", "TA0103"),
    ("ics-inhibit-response", "TA0107"),
    ("ics-impair-control", "TA0106"),
];

/// Whether a short name is that of a tactic.
pub fn is_tactic(name: &str) -> bool {
    TACTICS.iter().any(|(known, _)| *known == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_its_form() {
        assert_eq!(Technique::parse(" t1059.001 ").unwrap().as_str(), "T1059.001");
        assert_eq!(
            Technique::parse("T1059.001").unwrap().address(),
            "https://attack.mitre.org/techniques/T1059/001/"
        );
        assert!(Technique::parse("T0866").is_some(), "of ICS");
        for wrong in ["", "T105", "T10590", "T1059.1", "T1059.", "1059", "TA0001", "T1059.0010", "Tabcd"] {
            assert_eq!(Technique::parse(wrong), None, "{wrong}");
        }
        assert!(is_tactic("impact") && !is_tactic("TA0040"));
    }
}
