//! The request for help: what the reporter asks of the CSIRT, read from their answers.
//!
//! It is apart from the legal notification and never decides whether help is given (that is triage).

use crate::filing::{Answer, Filing};
use alloc::{string::String, vec::Vec};

/// How soon help is wanted, in the reporter's own judgement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// Lives or an essential service are in danger.
    Now,
    /// Within four hours.
    WithinFourHours,
    /// The next working day.
    NextWorkingDay,
    /// No action asked: for information.
    InformationOnly,
}

impl Urgency {
    /// The urgency with this option id.
    pub fn parse(id: &str) -> Option<Self> {
        match id {
            "now" => Some(Self::Now),
            "four-hours" => Some(Self::WithinFourHours),
            "next-working-day" => Some(Self::NextWorkingDay),
            "information-only" => Some(Self::InformationOnly),
            _ => None,
        }
    }

    /// The option id.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::WithinFourHours => "four-hours",
            Self::NextWorkingDay => "next-working-day",
            Self::InformationOnly => "information-only",
        }
    }

    /// Whether the duty officer is woken.
    pub const fn pages(self) -> bool {
        matches!(self, Self::Now | Self::WithinFourHours)
    }
}

/// A request for help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Help {
    /// How soon.
    pub urgency: Urgency,
    /// Option ids of the forms of help that are wanted.
    pub forms: Vec<String>,
    /// The one question to answer.
    pub question: Option<String>,
    /// Whether we may talk to the incident-response firm; unknown is no.
    pub may_talk_to_firm: bool,
}

impl Help {
    /// The request in a filing, if help is wanted.
    ///
    /// Who asks for help without saying how soon waits no longer than four hours; who says that
    /// lives are in danger is helped now, whatever else they chose.
    pub fn read(filing: &Filing) -> Option<Self> {
        let facts = filing.facts();
        let chosen = facts.text("h.urgency").and_then(Urgency::parse);
        let wants = facts.flag("h.want").unwrap_or_else(|| asks(filing));
        let danger = facts.flag("i.safety") == Some(true);
        let urgency = if danger { Urgency::Now } else { chosen.unwrap_or(Urgency::WithinFourHours) };
        wants.then(|| Self {
            urgency,
            forms: match filing.get("h.forms") {
                Some(Answer::Many(forms)) => forms.clone(),
                _ => Vec::new(),
            },
            question: facts.text("h.question").map(String::from),
            may_talk_to_firm: facts.flag("h.firm.may-talk") == Some(true),
        })
    }

    /// Whether the duty officer is woken.
    pub const fn pages(&self) -> bool {
        self.urgency.pages()
    }
}

/// Whether the rest of the answers ask for help when the first question was skipped.
fn asks(filing: &Filing) -> bool {
    let given = |id| filing.get(id).is_some_and(|answer| *answer != Answer::Unknown);
    ["h.urgency", "h.forms", "h.question"].into_iter().any(given)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{question::Stage, question::built_in, time::Instant};
    use jiff::tz::TimeZone;
    use serde_json::{Value, json};

    fn help(answers: Value) -> Option<Help> {
        let now = Instant::parse("2026-11-20T16:40:00Z").unwrap();
        let stage = Stage::EarlyWarning;
        let (filing, _) = crate::filing::read(&built_in(), stage, &answers, now, &TimeZone::UTC);
        Help::read(&filing)
    }

    #[test]
    fn urgency_pages_only_when_it_should() {
        let table = [
            (json!({ "h.want": "no", "h.urgency": "now" }), None),
            (json!({}), None),
            (json!({ "h.want": "yes" }), Some((Urgency::WithinFourHours, true))),
            (json!({ "h.want": true, "h.urgency": "now" }), Some((Urgency::Now, true))),
            (
                json!({ "h.want": "ja", "h.urgency": "next-working-day" }),
                Some((Urgency::NextWorkingDay, false)),
            ),
            (
                json!({ "h.want": "ja", "h.urgency": "next-working-day", "i.safety": "ja" }),
                Some((Urgency::Now, true)),
            ),
            (json!({ "h.question": "Is it spreading?" }), Some((Urgency::WithinFourHours, true))),
        ];
        for (answers, expected) in table {
            let found = help(answers.clone()).map(|help| (help.urgency, help.pages()));
            assert_eq!(found, expected, "{answers}");
        }
    }

    #[test]
    fn silence_about_the_firm_is_no() {
        assert!(!help(json!({ "h.want": "yes" })).unwrap().may_talk_to_firm);
        let talk = json!({ "h.want": "yes", "h.firm.may-talk": "yes" });
        assert!(help(talk).unwrap().may_talk_to_firm);
    }
}
