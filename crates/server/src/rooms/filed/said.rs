//! What a report says, in words for its reporter: who gets it, what is missing, where mail would go.

use crate::{Server, door::Caller, rooms::draft::fields::View};
use jiff::civil::Date;
use meldkamer_domain::{
    filing::{Filing, Gap, Severity},
    question::Catalogue,
};
use serde::Serialize;

/// A gap as a question.
#[derive(Clone, Debug, Serialize)]
pub struct Lacking {
    /// The question's id.
    pub id: String,
    /// The question.
    pub label: String,
    /// Its help.
    pub hint: String,
    /// What was not understood, or nothing.
    pub wrong: String,
}

/// The names of those who receive a report. This CSIRT goes by the name that it gave itself.
pub fn bodies(server: &Server, caller: &Caller, ids: &[String], day: Date) -> Vec<String> {
    let (law, settings) = (server.house.law(), &server.house.settings);
    let name = |id: &String| match law.law.body(id, day) {
        Some(body) if *id != settings.csirt_id => body.name.in_language(caller.language.code()).to_owned(),
        Some(body) if settings.csirt.is_empty() || settings.csirt == "CSIRT" => {
            body.name.in_language(caller.language.code()).to_owned()
        }
        _ if *id == settings.csirt_id => settings.csirt.clone(),
        _ => id.clone(),
    };
    ids.iter().map(name).collect()
}

/// Gaps as questions, the eleven first; one line for each question.
pub fn lacking(view: View<'_>, catalogue: &Catalogue, gaps: &[Gap]) -> Vec<Lacking> {
    let mut found: Vec<(u8, Lacking)> = Vec::new();
    for gap in gaps {
        let wrong = if gap.code == "missing" { String::new() } else { view.gap(gap) };
        if let Some((_, known)) = found.iter_mut().find(|(_, one)| one.id == gap.question) {
            if known.wrong.is_empty() {
                known.wrong = wrong;
            }
            continue;
        }
        let language = view.language.code();
        let (place, label, hint) = match catalogue.question(&gap.question) {
            Some(one) => {
                let label = one.field.label.in_language(language).to_owned();
                (one.core.unwrap_or(99), label, one.help.in_language(language).to_owned())
            }
            None => (100, gap.question.clone(), String::new()),
        };
        let place = if gap.severity == Severity::Wrong { 0 } else { place };
        found.push((place, Lacking { id: gap.question.clone(), label, hint, wrong }));
    }
    found.sort_by_key(|(place, _)| *place);
    found.into_iter().map(|(_, one)| one).collect()
}

/// The affected domain that an address lies in, if it does: mail there may be read along.
pub fn inside(address: &str, filing: &Filing) -> Option<String> {
    let (_, host) = address.trim().rsplit_once('@')?;
    let host = host.trim_end_matches('.').to_lowercase();
    let facts = filing.facts();
    let own = [
        facts.text("org.id.domain"),
        facts.text("org.id.email").and_then(|mail| mail.rsplit_once('@')).map(|(_, host)| host),
    ];
    let mut domains = own.into_iter().flatten().flat_map(|text| text.split([',', ';', ' '])).map(bare);
    if let Some(domain) = domains.find(|domain| is_within(&host, domain)) {
        return Some(domain);
    }
    // The reporter says so: the channel is the organisation's own mail, or it may be touched.
    let named = facts.text("rep.reach").is_some_and(|reach| reach.trim() == address.trim());
    let own_mail = named && facts.has("rep.reach.channel", "mail") == Some(true);
    (own_mail || facts.flag("rep.reach.compromised") == Some(true)).then_some(host)
}

/// A domain as people write it, without scheme, `www.` and path.
fn bare(text: &str) -> String {
    let text = text.trim().to_lowercase();
    let text = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).unwrap_or(&text);
    let host = text.split(['/', ':']).next().unwrap_or_default().trim_start_matches('@');
    host.strip_prefix("www.").unwrap_or(host).trim_end_matches('.').to_owned()
}

fn is_within(host: &str, domain: &str) -> bool {
    domain.contains('.')
        && (host == domain || host.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use meldkamer_domain::{filing::Answer, question::Stage};

    fn told(answers: &[(&str, &str, &str)]) -> Filing {
        let mut filing = Filing::new(Stage::EarlyWarning);
        for (question, part, text) in answers {
            let parts = [((*part).to_owned(), Answer::Text((*text).to_owned()))].into_iter().collect();
            filing.set(*question, Answer::Parts(parts));
        }
        filing
    }

    #[test]
    fn an_address_inside_the_affected_domain_is_noticed() {
        let filing = told(&[("org.id", "domain", "https://www.Voorbeeld.nl/")]);
        assert_eq!(inside("ans@mail.voorbeeld.NL", &filing), Some("voorbeeld.nl".into()));
        assert_eq!(inside("ans@nietvoorbeeld.nl", &filing), None);
        assert_eq!(inside("ans@elders.example", &filing), None);
        let by_mail = told(&[("org.id", "email", "info@voorbeeld.nl")]);
        assert_eq!(inside("ans@voorbeeld.nl", &by_mail), Some("voorbeeld.nl".into()));
    }
}
