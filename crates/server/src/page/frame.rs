//! What surrounds every page: language, person, installation, notice.
//!
//! Not the content of a page, and nothing a page must keep secret from its reader.

use crate::language::Language;
use meldkamer_domain::time::Instant;
use serde::Serialize;

/// The surroundings of one answer.
#[derive(Clone, Debug, Serialize)]
pub struct Frame {
    /// The language of the page.
    pub language: Language,
    /// Who is signed in.
    pub person: Option<Person>,
    /// Whether all of this is an exercise: watermarked, never routed to an authority.
    pub exercise: bool,
    /// The path of the page, without its query.
    pub path: String,
    /// Where the room of a dossier is reached: by its code, or below the organisation's own room.
    pub base: String,
    /// The query without `?`; the language choice in it is replaced by the language switch.
    pub query: String,
    /// What to say once at the top of the page.
    pub notice: Option<Notice>,
    /// The telephone number that is answered day and night.
    pub telephone: String,
    /// The name of the CSIRT that runs this installation.
    pub csirt: String,
    /// The moment of the answer, in microseconds UTC.
    pub now: i64,
    /// The version of the program.
    pub version: &'static str,
    /// The reference of the dossier at hand, printed on every sheet of paper.
    pub reference: Option<String>,
}

/// A signed-in person, as the header names them.
#[derive(Clone, Debug, Serialize)]
pub struct Person {
    /// Their name.
    pub name: String,
    /// The last part of a key `role-…`, such as `duty-officer`.
    pub role: String,
    /// The name of the body they act for; empty for the CSIRT's own staff.
    pub body: String,
}

/// A sentence at the top of one page.
#[derive(Clone, Debug, Serialize)]
pub struct Notice {
    /// How it is meant.
    pub tone: Tone,
    /// The key of its words.
    pub key: &'static str,
}

/// How a message is meant; never told by colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Tone {
    /// Good to know.
    Info,
    /// It went well.
    Ok,
    /// Take care.
    Warning,
    /// It is wrong, or late.
    Danger,
}

/// A way to the same page in another language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Switch {
    code: Language,
    name: &'static str,
    address: String,
    current: bool,
}

impl Frame {
    /// An empty frame for a language and a moment; the rest is filled in by the door.
    pub fn new(language: Language, now: Instant) -> Self {
        Self {
            language,
            person: None,
            exercise: false,
            path: "/".into(),
            base: "/mine".into(),
            query: String::new(),
            notice: None,
            telephone: String::new(),
            csirt: String::new(),
            now: now.micros(),
            version: env!("CARGO_PKG_VERSION"),
            reference: None,
        }
    }

    /// This page in each language.
    pub fn switches(&self) -> Vec<Switch> {
        let switch = |language: Language| Switch {
            code: language,
            name: language.own_name(),
            address: self.address_in(language),
            current: language == self.language,
        };
        Language::ALL.into_iter().map(switch).collect()
    }

    fn address_in(&self, language: Language) -> String {
        let mut address = format!("{}?", self.path);
        let of_choice = |part: &&str| part.split('=').next() == Some(Language::KEY);
        for part in self.query.split('&').filter(|part| !part.is_empty() && !of_choice(part)) {
            address.push_str(part);
            address.push('&');
        }
        address + Language::KEY + "=" + language.code()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_switch_keeps_the_page_and_its_query() {
        let mut frame = Frame::new(Language::Dutch, Instant::from_micros(0));
        frame.path = "/dossier/7".into();
        frame.query = "page=2&language=nl&print".into();
        let switches = frame.switches();
        assert_eq!(switches[1].address, "/dossier/7?page=2&print&language=en");
        assert!(switches[0].current && !switches[1].current);
    }
}
