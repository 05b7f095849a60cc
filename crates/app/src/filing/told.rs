//! What a filing says about a dossier as a whole: its organisation, title, traits and words.

use meldkamer_domain::{
    filing::{Answer, Filing},
    indicator::{self, Found, Kind, Known, Place},
};
use meldkamer_store::dossier::DossierRow;
use serde_json::Value;

/// A title is cut at this many characters.
const TITLE: usize = 140;
/// A name is cut at this many characters: the answer keeps the whole, but no index does.
const NAME: usize = 300;
/// So many bytes of all that was told can be searched for: PostgreSQL takes no more than a mebibyte, and
/// makes up to twice as much of short words.
const WORDS: usize = 400_000;

/// Fills the dossier's columns from all that was told.
pub fn describe(row: &mut DossierRow, filing: &Filing) {
    let facts = filing.facts();
    let text = |name: &str| facts.text(name).unwrap_or_default().to_owned();
    row.organisation = first_of([text("org.id.name"), text("org.id"), row.organisation.clone()]);
    row.organisation = short(&row.organisation, NAME);
    row.title = short(&text("w.summary"), TITLE);
    row.sector = id(first_of([text("org.sector"), first_option(filing, "org.sector")]));
    row.subsector = id(text("org.subsector"));
    row.kind = first_of([id(text("not.kind")), "significant-incident".to_owned()]);
}

/// What can be the id of an option; anything longer was typed, and stays in the answer.
fn id(text: String) -> String {
    if text.len() <= 60 { text } else { String::new() }
}

fn first_of<const N: usize>(texts: [String; N]) -> String {
    texts.into_iter().find(|text| !text.is_empty()).unwrap_or_default()
}

fn first_option(filing: &Filing, question: &str) -> String {
    match filing.get(question) {
        Some(Answer::One(one)) => one.clone(),
        Some(Answer::Many(many)) => many.first().cloned().unwrap_or_default(),
        Some(Answer::Parts(parts)) => match parts.values().next() {
            Some(Answer::One(one)) => one.clone(),
            _ => String::new(),
        },
        _ => String::new(),
    }
}

fn short(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= most {
        return line;
    }
    let cut: String = line.chars().take(most - 1).collect();
    format!("{}…", cut.trim_end())
}

/// The words that can be searched for: reference, organisation and all texts, the longest last, so that a
/// pasted log leaves out nothing but its own end.
pub fn words(row: &DossierRow, filing: &Filing) -> String {
    let mut texts = vec![format!("{} {} {}", row.reference, row.organisation, row.sector)];
    for (_, answer) in filing.answers() {
        let mut text = String::new();
        gather(answer, &mut text);
        texts.push(text);
    }
    texts[1..].sort_by_key(String::len);
    let mut words = texts.concat();
    words.truncate(words.floor_char_boundary(WORDS));
    words
}

fn gather(answer: &Answer, words: &mut String) {
    match answer {
        Answer::Text(text) | Answer::One(text) => push(words, text),
        Answer::Many(many) => many.iter().for_each(|text| push(words, text)),
        Answer::Parts(parts) => parts.values().for_each(|part| gather(part, words)),
        Answer::Rows(rows) => rows.iter().flat_map(|row| row.values()).for_each(|part| gather(part, words)),
        Answer::Raw(Value::String(text)) => push(words, text),
        Answer::Raw(value) => push(words, &value.to_string()),
        Answer::Unknown | Answer::Flag(_) | Answer::Number(_) | Answer::Moment { .. } => {}
    }
}

fn push(words: &mut String, text: &str) {
    words.push(' ');
    words.push_str(text);
}

/// The most traits that one filing gives.
const TRAITS: usize = 500;
/// A longer address of the web, in bytes, ties by its host alone: an index holds no row as long as it.
const LONGEST: usize = 500;

/// What other dossiers may share: addresses, names, hashes, vulnerabilities and suppliers, as (kind, value).
///
/// Where indicators are asked for, all of them count; in a story only what was written as one: a name in
/// an address of the web, or defanged. What is well known ties nobody.
pub fn traits(filing: &Filing, known: impl FnOnce() -> Known) -> Vec<(&'static str, String)> {
    let mut pairs = indicators(filing);
    if !pairs.is_empty() {
        let known = known();
        pairs.retain(|(kind, value)| known.marks(*kind, value).is_empty());
    }
    let mut traits: Vec<_> = pairs.into_iter().filter_map(trait_of).collect();
    let others = match filing.get("i.chain") {
        Some(Answer::Parts(parts)) => parts.get("organisations"),
        _ => None,
    };
    let mut suppliers = String::new();
    others.into_iter().for_each(|answer| gather(answer, &mut suppliers));
    traits.extend(
        suppliers
            .split([',', ';', '\n'])
            .map(str::trim)
            .filter(|name| name.len() > 2 && name.len() < 60)
            .map(|name| ("supplier", name.to_lowercase())),
    );
    traits.sort();
    traits.dedup();
    traits.truncate(TRAITS);
    traits
}

fn indicators(filing: &Filing) -> Vec<(Kind, String)> {
    let asked = indicator::extract(&text_of(filing, &["s.ioc", "s.vuln"])).found;
    let story = text_of(filing, &["w.summary", "w.detail"]);
    let told = indicator::extract(&story).found;
    let meant = |one: &Found| one.kind != Kind::Domain || is_meant(&story, one.place);
    asked.into_iter().chain(told.into_iter().filter(meant)).map(|one| (one.kind, one.value)).collect()
}

/// Whether a name stands in an address of the web, or so that nobody can follow it.
fn is_meant(text: &str, place: Place) -> bool {
    let written = text.get(place.start..place.end).unwrap_or_default();
    let before = text.get(..place.start).unwrap_or_default();
    written.contains(['[', '(', '{']) || before.ends_with("://")
}

fn trait_of((kind, value): (Kind, String)) -> Option<(&'static str, String)> {
    match kind {
        Kind::Ipv4 | Kind::Ipv6 => Some(("address", value)),
        Kind::Domain => Some(("domain", value)),
        Kind::Url => (value.len() <= LONGEST).then_some(("url", value)),
        Kind::Md5 | Kind::Sha1 | Kind::Sha256 | Kind::Sha512 => Some(("hash", value)),
        Kind::Cve => Some(("vulnerability", value.to_lowercase())),
        Kind::Network | Kind::Mail | Kind::FileName => None,
    }
}

fn text_of(filing: &Filing, questions: &[&str]) -> String {
    let mut text = String::new();
    questions.iter().filter_map(|question| filing.get(question)).for_each(|answer| gather(answer, &mut text));
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::{Library, built_in};
    use jiff::civil::date;
    use meldkamer_domain::question::Stage;

    fn ties(question: &str, text: &str) -> Vec<(&'static str, String)> {
        let mut filing = Filing::new(Stage::EarlyWarning);
        filing.set(question, Answer::Text(text.into()));
        let law = Library::read(built_in()).0.law;
        traits(&filing, || Known::of(&law, date(2026, 11, 27)))
    }

    #[test]
    fn traces_tie_and_what_stands_in_a_story_only_when_it_was_meant() {
        let traces =
            "hxxps://kwaad[.]nl/pad 185.1.2.3 CVE-2026-12345, 0cc175b9c0f1b6a831c399e269772661 boef.nl";
        let story = [
            ("address", "185.1.2.3"),
            ("domain", "kwaad.nl"),
            ("hash", "0cc175b9c0f1b6a831c399e269772661"),
            ("url", "https://kwaad.nl/pad"),
            ("vulnerability", "cve-2026-12345"),
        ];
        assert_eq!(ties("w.summary", traces), story.map(|(kind, value)| (kind, value.to_owned())));
        assert!(ties("s.ioc", traces).contains(&("domain", "boef.nl".to_owned())));
        let long = ties("s.ioc", &format!("https://kwaad.nl/{}", "a".repeat(LONGEST)));
        assert_eq!(long, [("domain", "kwaad.nl".to_owned())]);
        assert_eq!(ties("w.summary", "De server.Daarna niets. cve-abc, mail naar ans@gemeente.nl"), []);
    }

    #[test]
    fn what_is_well_known_ties_nobody() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        let common = format!("127.0.0.1 192.168.1.10 8.8.8.8 https://login.microsoftonline.com/x {empty}");
        assert_eq!(ties("s.ioc", &common), []);
    }

    #[test]
    fn a_title_is_one_short_line() {
        assert_eq!(short("een\n twee", TITLE), "een twee");
        assert_eq!(short(&"é".repeat(500), TITLE).chars().count(), TITLE);
    }
}
