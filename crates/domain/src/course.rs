//! Courses of action (handelingsperspectieven): what somebody can do, in both languages, with what it
//! takes and what it risks. The lists are those of the MISP object `course-of-action` and of its
//! galaxy of actions; destroying, which is an attack of its own, is not among them.

use alloc::{string::String, vec::Vec};
use serde::{Deserialize, Serialize};

/// How soon: at once, within the week, for good.
pub const LEVELS: [&str; 3] = ["now", "week", "structural"];
/// Who does it.
pub const WHO: [&str; 4] = ["management", "ciso", "administrator", "everyone"];
/// In what part of the handling.
pub const STAGES: [&str; 3] = ["remedy", "response", "further-analysis"];
/// What sort of action.
pub const KINDS: [&str; 15] = [
    "perimeter-blocking",
    "internal-blocking",
    "redirection",
    "redirection-honeypot",
    "hardening",
    "patching",
    "eradication",
    "rebuilding",
    "training",
    "monitoring",
    "access-restrictions",
    "public-disclosure",
    "diplomatic",
    "policy",
    "other",
];
/// What it does to the attack.
pub const VERBS: [&str; 6] = ["discover", "detect", "deny", "disrupt", "degrade", "deceive"];
/// How much: for cost, efficacy and impact.
pub const AMOUNTS: [&str; 5] = ["high", "medium", "low", "none", "unknown"];
/// Whether it can be undone.
pub const REVERSIBLE: [&str; 3] = ["yes", "no", "unknown"];
/// The most minutes that an action may take: four weeks.
pub const MOST_MINUTES: i64 = 40_320;
/// The longest text, in characters.
pub const LONGEST: usize = 4_000;

/// A text in both languages.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Both {
    /// Dutch.
    #[serde(default)]
    pub nl: String,
    /// English.
    #[serde(default)]
    pub en: String,
}

impl Both {
    /// The text in a language, or in the other one when it was not written.
    pub fn in_language(&self, language: &str) -> &str {
        let (mine, other) = if language == "nl" { (&self.nl, &self.en) } else { (&self.en, &self.nl) };
        if mine.trim().is_empty() { other } else { mine }
    }

    fn is_whole(&self) -> bool {
        !self.nl.trim().is_empty() && !self.en.trim().is_empty()
    }

    fn is_blank(&self) -> bool {
        self.nl.trim().is_empty() && self.en.trim().is_empty()
    }
}

/// A course of action.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Course {
    /// What it is called.
    pub name: Both,
    /// What is done, step by step.
    pub description: Both,
    /// What it is to reach.
    pub objective: Both,
    /// What must be so before.
    pub preconditions: Both,
    /// What can go wrong by doing it.
    pub risk: Both,
    /// How one sees that it worked.
    pub verify: Both,
    /// How soon, of [`LEVELS`].
    pub level: String,
    /// Who, of [`WHO`].
    pub who: String,
    /// Of [`STAGES`].
    pub stage: String,
    /// Of [`KINDS`].
    pub kind: String,
    /// Of [`VERBS`]; may be empty.
    pub verb: String,
    /// Of [`AMOUNTS`].
    pub cost: String,
    /// Of [`AMOUNTS`].
    pub efficacy: String,
    /// Of [`AMOUNTS`].
    pub impact: String,
    /// Of [`REVERSIBLE`].
    pub reversible: String,
    /// How long it takes, in minutes; nothing when nobody knows.
    pub effort: Option<i64>,
    /// The day after which it means nothing any more (`2026-12-31`); may be empty.
    pub expires: String,
}

impl Course {
    /// The texts, by the names of their fields.
    pub fn texts(&self) -> [(&'static str, &Both); 6] {
        [
            ("name", &self.name),
            ("description", &self.description),
            ("objective", &self.objective),
            ("preconditions", &self.preconditions),
            ("risk", &self.risk),
            ("verify", &self.verify),
        ]
    }

    /// The choices, by the names of their fields, with what can be chosen.
    pub fn choices(&self) -> [(&'static str, &str, &'static [&'static str]); 9] {
        [
            ("level", &self.level, &LEVELS),
            ("who", &self.who, &WHO),
            ("stage", &self.stage, &STAGES),
            ("kind", &self.kind, &KINDS),
            ("verb", &self.verb, &VERBS),
            ("cost", &self.cost, &AMOUNTS),
            ("efficacy", &self.efficacy, &AMOUNTS),
            ("impact", &self.impact, &AMOUNTS),
            ("reversible", &self.reversible, &REVERSIBLE),
        ]
    }

    /// What is wrong with it as something to keep: field and fault, everything at once.
    pub fn faults(&self) -> Vec<(&'static str, &'static str)> {
        let mut faults = Vec::new();
        if self.name.is_blank() {
            faults.push(("name", "missing"));
        }
        for (field, text) in self.texts() {
            if [&text.nl, &text.en].iter().any(|text| text.chars().count() > LONGEST) {
                faults.push((field, "too-long"));
            }
        }
        for (field, chosen, list) in self.choices() {
            let may_be_empty = field == "verb";
            if chosen.is_empty() && !may_be_empty {
                faults.push((field, "missing"));
            } else if !chosen.is_empty() && !list.contains(&chosen) {
                faults.push((field, "not-an-option"));
            }
        }
        if self.effort.is_some_and(|minutes| !(0..=MOST_MINUTES).contains(&minutes)) {
            faults.push(("effort", "out-of-range"));
        }
        if !self.expires.is_empty() && self.expires.parse::<jiff::civil::Date>().is_err() {
            faults.push(("expires", "not-a-date"));
        }
        faults
    }

    /// What is missing before it may go to an organisation: name, description and check in both
    /// languages, so that whoever reads it at night understands it and sees whether it worked.
    pub fn gaps(&self) -> Vec<&'static str> {
        let needed = ["name", "description", "verify"];
        let of = |(field, text): (&'static str, &Both)| {
            (needed.contains(&field) && !text.is_whole()).then_some(field)
        };
        self.texts().into_iter().filter_map(of).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both(text: &str) -> Both {
        Both { nl: text.into(), en: text.into() }
    }

    fn good() -> Course {
        let choose = |list: &[&str]| String::from(list[0]);
        Course {
            name: both("Block"),
            description: both("Block it"),
            verify: both("Look"),
            level: choose(&LEVELS),
            who: choose(&WHO),
            stage: choose(&STAGES),
            kind: choose(&KINDS),
            cost: choose(&AMOUNTS),
            efficacy: choose(&AMOUNTS),
            impact: choose(&AMOUNTS),
            reversible: choose(&REVERSIBLE),
            ..Course::default()
        }
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once() {
        assert_eq!(good().faults(), []);
        let blank = Course::default().faults();
        assert_eq!(blank.len(), 9, "a name and eight choices: {blank:?}");
        let odd = Course {
            level: "soon".into(),
            effort: Some(-1),
            expires: "2026-02-31".into(),
            verb: "destroy".into(),
            risk: both(&"x".repeat(LONGEST + 1)),
            ..good()
        };
        let mut fields: Vec<_> = odd.faults().into_iter().map(|(field, _)| field).collect();
        fields.sort_unstable();
        assert_eq!(fields, ["effort", "expires", "level", "risk", "verb"]);
    }

    #[test]
    fn it_goes_out_in_both_languages_or_not_at_all() {
        assert_eq!(good().gaps(), [""; 0]);
        let half = Course { name: Both { nl: "Blokkeer".into(), ..Both::default() }, ..good() };
        assert_eq!(half.faults(), [], "it can be kept");
        assert_eq!(half.gaps(), ["name"]);
        assert_eq!(half.name.in_language("en"), "Blokkeer");
    }
}
