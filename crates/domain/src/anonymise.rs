//! Taking names out of a text before it crosses the border: what tells who reports is replaced, and
//! how often is said, so that a person can look before it is sent (NIS2 23(6), Cbw 39(2)).
//!
//! What is sent at all, a person chooses; that is not decided here.

use crate::{
    filing::{Answer, Filing},
    question::Catalogue,
};
use alloc::{string::String, vec::Vec};

/// What stands where a name stood.
pub const BLANK: &str = "[…]";

/// Everything that tells who an organisation is: names, addresses, numbers, domains.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identifiers(Vec<Vec<char>>);

impl Identifiers {
    /// What the answers tell: every text of a question that identifies, and `more` from the register.
    pub fn of(catalogue: &Catalogue, told: &Filing, more: &[String]) -> Self {
        let mut texts: Vec<String> = more.to_vec();
        let asked = catalogue.questions().iter().filter(|one| one.identifies);
        for answer in asked.filter_map(|one| told.get(one.id())) {
            gather(answer, &mut texts);
        }
        let mut found = Self::default();
        texts.iter().for_each(|text| found.learn(text));
        // The longest first, so that a part of a name does not hide the whole.
        found.0.sort_by_key(|one| core::cmp::Reverse(one.len()));
        found.0.dedup();
        found
    }

    fn learn(&mut self, text: &str) {
        let text = text.trim();
        self.put(text);
        if let Some((_, domain)) = text.rsplit_once('@') {
            self.put(domain);
        }
        for suffix in [" bv", " b.v.", " nv", " n.v.", " gmbh", " ltd", " sa", " vof"] {
            let lower = text.to_lowercase();
            if let Some(bare) = lower.strip_suffix(suffix) {
                self.put(bare);
            }
        }
        for line in text.lines().filter(|line| *line != text) {
            self.put(line.trim());
        }
    }

    fn put(&mut self, text: &str) {
        let letters = lowered(text);
        // Shorter than that, it is a word like any other.
        if letters.iter().filter(|one| one.is_alphanumeric()).count() >= 4 {
            self.0.push(letters);
        }
    }

    /// A text without them, and without mail addresses, internet addresses and telephone numbers of
    /// anybody; with how many places were replaced.
    pub fn scrub(&self, text: &str) -> (String, usize) {
        let original: Vec<char> = text.chars().collect();
        let mut hidden = self.places(&original);
        for (from, until) in words(&original) {
            let word: String = original[from..until].iter().collect();
            if is_address(&word) {
                hidden[from..until].fill(true);
            }
        }
        written(&original, &hidden)
    }

    /// Whether a text still tells who it is. What else stands in it, such as the address of an
    /// attacker, a person may have put back on purpose.
    pub fn told_by(&self, text: &str) -> bool {
        let original: Vec<char> = text.chars().collect();
        self.places(&original).contains(&true)
    }

    /// Which letters belong to one of the names.
    fn places(&self, original: &[char]) -> Vec<bool> {
        let lower: Vec<char> = original.iter().map(|one| fold(*one)).collect();
        let mut hidden: Vec<bool> = core::iter::repeat_n(false, original.len()).collect();
        for name in &self.0 {
            let mut at = 0;
            while at + name.len() <= lower.len() {
                if lower[at..].starts_with(name) {
                    hidden[at..at + name.len()].fill(true);
                    at += name.len();
                } else {
                    at += 1;
                }
            }
        }
        hidden
    }
}

fn written(original: &[char], hidden: &[bool]) -> (String, usize) {
    let (mut text, mut count) = (String::new(), 0);
    for (at, (letter, gone)) in original.iter().zip(hidden).enumerate() {
        match (*gone, at > 0 && hidden[at - 1]) {
            (true, false) => {
                text.push_str(BLANK);
                count += 1;
            }
            (true, true) => {}
            (false, _) => text.push(*letter),
        }
    }
    (text, count)
}

/// Letters in lower case, one for one, so that places stay the same.
fn fold(letter: char) -> char {
    let mut lower = letter.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) => one,
        _ => letter,
    }
}

fn lowered(text: &str) -> Vec<char> {
    text.chars().map(fold).collect()
}

/// Where the words stand, without the brackets and commas around them.
fn words(text: &[char]) -> Vec<(usize, usize)> {
    let outside = |one: char| one.is_whitespace() || "<>()\"',;".contains(one);
    let mut found = Vec::new();
    let mut from = 0;
    for at in 0..=text.len() {
        if at == text.len() || outside(text[at]) {
            if at > from {
                found.push((from, at));
            }
            from = at + 1;
        }
    }
    found
}

/// A mail address, an internet address with or without its way, an IP address, a long number.
fn is_address(word: &str) -> bool {
    let word = word.trim_matches(|one: char| !one.is_alphanumeric() && one != '+');
    let plain = word.replace("[.]", ".").replace("hxxp", "http").to_lowercase();
    if plain.contains('@') || plain.contains("://") || plain.parse::<core::net::IpAddr>().is_ok() {
        return true;
    }
    let digits = plain.chars().filter(char::is_ascii_digit).count();
    if digits >= 8 && plain.chars().all(|one| one.is_ascii_digit() || "+-./".contains(one)) {
        return true;
    }
    let host = plain.split(['/', ':']).next().unwrap_or_default();
    let labels: Vec<&str> = host.split('.').collect();
    let top = labels.last().copied().unwrap_or_default();
    let fits = |label: &&str| {
        !label.is_empty() && label.chars().all(|one| one.is_ascii_alphanumeric() || one == '-')
    };
    labels.len() > 1
        && top.len() > 1
        && top.chars().all(|one| one.is_ascii_alphabetic())
        && labels.iter().all(fits)
}

fn gather(answer: &Answer, texts: &mut Vec<String>) {
    match answer {
        Answer::Text(text) => texts.push(text.clone()),
        Answer::Parts(parts) => parts.values().for_each(|part| gather(part, texts)),
        Answer::Rows(rows) => rows.iter().flat_map(|row| row.values()).for_each(|part| gather(part, texts)),
        Answer::Raw(serde_json::Value::String(text)) => texts.push(text.clone()),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        filing::read,
        question::{Stage, built_in},
        time::Instant,
    };
    use jiff::tz::TimeZone;
    use serde_json::json;

    fn identifiers() -> Identifiers {
        let catalogue = built_in();
        let answers = json!({
            "org.id": {"name": "Waterbedrijf Noord B.V.", "number": "12345678", "domain": "wb-noord.example",
                "address": "Dijk 1\n1234 AB Noorddorp"},
            "rep.person": {"name": "Ans de Vries", "email": "ans@waternoord.example", "phone": "+31 6 12345678"},
        });
        let now = Instant::parse("2026-11-20T16:40:00Z").unwrap();
        let (told, _) = read(&catalogue, Stage::EarlyWarning, &answers, now, &TimeZone::UTC);
        Identifiers::of(&catalogue, &told, &["WBN Groep".into()])
    }

    #[test]
    fn nothing_of_who_reports_is_left() {
        let text = "Bij WATERBEDRIJF noord (Waterbedrijf Noord B.V.) zag Ans de Vries op mail.waternoord.example \
                    verkeer van 192.0.2.7. Bel +31 6 12345678 of mail Ans@WaterNoord.example; zie \
                    https://wb-noord[.]example/x. Dijk 1, KvK 12345678, wbn groep.";
        let (clean, count) = identifiers().scrub(text);
        for gone in ["aterbedrijf", "Vries", "waternoord", "192.0", "1234", "wb-noord", "Dijk", "wbn"] {
            assert!(!clean.to_lowercase().contains(&gone.to_lowercase()), "{gone}: {clean}");
        }
        assert!(count >= 9 && clean.contains("zag […] op […]"), "{count}: {clean}");
    }

    #[test]
    fn other_words_stay() {
        let (clean, count) =
            identifiers().scrub("De servers staan stil. Herstel duurt 3 dagen, ca. 1.500 klanten.");
        assert!(identifiers().told_by("Zie WBN groep") && !identifiers().told_by("Zie 192.0.2.7"));
        assert_eq!(
            (clean.as_str(), count),
            ("De servers staan stil. Herstel duurt 3 dagen, ca. 1.500 klanten.", 0)
        );
    }
}
