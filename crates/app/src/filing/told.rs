//! What a filing says about a dossier as a whole: its organisation, title, traits and words.

use meldkamer_domain::filing::{Answer, Filing};
use meldkamer_store::dossier::DossierRow;

/// A title is cut at this many characters.
const TITLE: usize = 140;

/// Fills the dossier's columns from all that was told.
pub fn describe(row: &mut DossierRow, filing: &Filing) {
    let facts = filing.facts();
    let text = |name: &str| facts.text(name).unwrap_or_default().to_owned();
    row.organisation = first_of([text("org.id.name"), text("org.id"), row.organisation.clone()]);
    row.title = short(&text("w.summary"));
    row.sector = text("org.sector");
    if row.sector.is_empty() {
        row.sector = first_option(filing, "org.sector");
    }
    row.subsector = text("org.subsector");
    row.kind = first_of([text("not.kind"), "significant-incident".to_owned()]);
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

fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= TITLE {
        return line;
    }
    let cut: String = line.chars().take(TITLE - 1).collect();
    format!("{}…", cut.trim_end())
}

/// Every word that can be searched for: reference, organisation and all texts.
pub fn words(row: &DossierRow, filing: &Filing) -> String {
    let mut words = format!("{} {} {}", row.reference, row.organisation, row.sector);
    for (_, answer) in filing.answers() {
        gather(answer, &mut words);
    }
    words
}

fn gather(answer: &Answer, words: &mut String) {
    match answer {
        Answer::Text(text) | Answer::One(text) => push(words, text),
        Answer::Many(many) => many.iter().for_each(|text| push(words, text)),
        Answer::Parts(parts) => parts.values().for_each(|part| gather(part, words)),
        Answer::Rows(rows) => rows.iter().flat_map(|row| row.values()).for_each(|part| gather(part, words)),
        Answer::Raw(value) => push(words, &value.to_string()),
        Answer::Unknown | Answer::Flag(_) | Answer::Number(_) | Answer::Moment { .. } => {}
    }
}

fn push(words: &mut String, text: &str) {
    words.push(' ');
    words.push_str(text);
}

/// What other dossiers may share: addresses, domains, hashes and vulnerabilities, as (kind, value).
///
/// Indicators are read from the answers meant for them; a defanged `[.]` or `hxxp` is understood.
pub fn traits(filing: &Filing) -> Vec<(&'static str, String)> {
    let mut text = String::new();
    for question in ["s.ioc", "s.vuln", "w.summary", "w.detail"] {
        if let Some(answer) = filing.get(question) {
            gather(answer, &mut text);
        }
    }
    let mut found: Vec<_> =
        text.split(|c: char| c.is_whitespace() || ",;()<>\"'|".contains(c)).filter_map(kind_of).collect();
    let mut suppliers = String::new();
    if let Some(answer) = filing.get("i.chain") {
        gather(answer, &mut suppliers);
    }
    found.extend(
        suppliers
            .split([',', ';', '\n'])
            .map(str::trim)
            .filter(|name| name.len() > 2 && name.len() < 60)
            .map(|name| ("supplier", name.to_lowercase())),
    );
    found.sort();
    found.dedup();
    found.truncate(500);
    found
}

fn kind_of(token: &str) -> Option<(&'static str, String)> {
    let plain = token.replace("[.]", ".").replace("hxxp", "http").to_lowercase();
    let plain = plain.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    let hex = plain.chars().all(|c| c.is_ascii_hexdigit());
    if hex && matches!(plain.len(), 32 | 40 | 64) {
        return Some(("hash", plain.to_owned()));
    }
    if let Some(rest) = plain.strip_prefix("cve-") {
        let (year, number) = rest.split_once('-')?;
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        return (year.len() == 4 && digits(year) && digits(number))
            .then(|| ("vulnerability", plain.to_owned()));
    }
    if let Ok(address) = plain.parse::<std::net::IpAddr>() {
        return (!address.is_loopback() && !address.is_unspecified())
            .then(|| ("address", address.to_string()));
    }
    let host = plain.strip_prefix("https://").or_else(|| plain.strip_prefix("http://"));
    let known = host.is_some() || token.contains("[.]");
    let host = host.unwrap_or(plain).split(['/', ':', '?']).next().unwrap_or_default();
    let labels: Vec<&str> = host.split('.').collect();
    let top = labels.last().copied().unwrap_or_default();
    let domain = labels.len() > 1
        && top.len() > 1
        && top.bytes().all(|byte| byte.is_ascii_alphabetic())
        && labels
            .iter()
            .all(|label| !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'));
    (known && domain).then(|| ("domain", host.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indicators_are_told_from_prose() {
        let kinds = |text: &str| text.split_whitespace().filter_map(kind_of).collect::<Vec<_>>();
        assert_eq!(
            kinds("hxxps://kwaad[.]example/pad 192.0.2.7 CVE-2026-12345, d41d8cd98f00b204e9800998ecf8427e"),
            [
                ("domain", "kwaad.example".to_owned()),
                ("address", "192.0.2.7".to_owned()),
                ("vulnerability", "cve-2026-12345".to_owned()),
                ("hash", "d41d8cd98f00b204e9800998ecf8427e".to_owned()),
            ]
        );
        assert_eq!(kinds("De server.Daarna niets. cve-abc 127.0.0.1"), []);
    }

    #[test]
    fn a_title_is_one_short_line() {
        assert_eq!(short("een\n twee"), "een twee");
        assert_eq!(short(&"é".repeat(500)).chars().count(), TITLE);
    }
}
