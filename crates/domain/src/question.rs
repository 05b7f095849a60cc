//! The catalogue: every question a reporter can be asked, one id each, in two languages.
//!
//! The web form, the API schema, the printed form and the telephone script all read this one list.
//! What was answered is not here ([`crate::filing`]), nor what the law concludes from it.

#[cfg(test)]
mod built_in;
mod nearest;
mod personal;
mod reading;
mod schema;
mod sound;

use crate::{
    fact::Facts,
    rulebook::{Basis, Said},
};
use alloc::{string::String, vec::Vec};
use serde::Deserialize;

pub use crate::audience::{Audience, Seen, Under};
pub use personal::Personal;

#[cfg(test)]
pub(crate) use built_in::built_in;

/// A stage of notification at which questions are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Told in quiet times, so that it is never typed in a crisis.
    PreRegistered,
    /// NIS2 23(4)(a), within 24 hours.
    EarlyWarning,
    /// NIS2 23(4)(b), within 72 hours.
    Notification,
    /// NIS2 23(4)(c), on request; also the intermediate report of DORA.
    Intermediate,
    /// NIS2 23(4)(e), when the incident lasts.
    Progress,
    /// NIS2 23(4)(d), within a month; also the final report of DORA.
    Final,
    /// NIS2 30: voluntary, near miss or threat.
    Voluntary,
    /// The initial notification of DORA 19.
    Initial,
}

impl Stage {
    /// Every stage, in order.
    pub const ALL: [Self; 8] = [
        Self::PreRegistered,
        Self::EarlyWarning,
        Self::Notification,
        Self::Intermediate,
        Self::Progress,
        Self::Final,
        Self::Voluntary,
        Self::Initial,
    ];

    /// The stage's id, such as `early-warning`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::PreRegistered => "pre-registered",
            Self::EarlyWarning => "early-warning",
            Self::Notification => "notification",
            Self::Intermediate => "intermediate",
            Self::Progress => "progress",
            Self::Final => "final",
            Self::Voluntary => "voluntary",
            Self::Initial => "initial",
        }
    }

    /// The stage with this id.
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.id() == id)
    }
}

/// How strongly a stage asks for an answer. Nothing is ever refused for want of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Requirement {
    /// The law or the craft asks for it; "unknown" will do.
    Required,
    /// Required when the question's condition holds.
    Conditional,
    /// Welcome.
    Optional,
}

/// The kind of value that answers a question or a part of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// One line.
    Text,
    /// Several lines.
    LongText,
    /// Yes, no or unknown.
    YesNo,
    /// One of the options.
    Choice,
    /// Any number of the options.
    Choices,
    /// A moment, with how precisely it is known.
    Moment,
    /// A number in the field's unit, zero or more.
    Number,
    /// Countries by ISO 3166 alpha-2 code.
    States,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// Named parts.
    Composite,
    /// Rows of the same named parts.
    Rows,
    /// A person: name, role, telephone, e-mail.
    Person,
    /// An organisation: looked up in the register, or typed.
    Organisation,
    /// Attached files: name, digest, size.
    Files,
}

impl Kind {
    /// Whether the answer has named parts (once).
    pub const fn has_parts(self) -> bool {
        matches!(self, Self::Composite | Self::Person | Self::Organisation)
    }

    /// Whether the answer is a list of rows with named parts.
    pub const fn has_rows(self) -> bool {
        matches!(self, Self::Rows | Self::Files)
    }

    /// Whether the answer is a list of options.
    pub const fn has_many(self) -> bool {
        matches!(self, Self::Choices | Self::States)
    }
}

/// One option of a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Stable id.
    pub id: String,
    /// What people read.
    pub said: Said,
}

/// Something that takes a value: a question itself, or a part of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The question's id, or the part's name.
    pub id: String,
    /// What kind of value.
    pub kind: Kind,
    /// The question in a few words.
    pub label: Said,
    /// Options, for choices and countries.
    pub options: Vec<Choice>,
    /// Named parts, for composites and rows.
    pub parts: Vec<Field>,
    /// Longest text, in characters.
    pub max: usize,
    /// Unit of a number: `minutes`, `percent`, `eur`, `hours`, `seconds`.
    pub unit: Option<String>,
    /// Which personal data the value itself may hold; of a composite, its parts say it.
    pub personal: Personal,
}

/// The names of the part that speaks for a whole composite: `w.cross` is `w.cross.answer`.
pub const HEADS: [&str; 3] = ["answer", "name", "what"];

impl Field {
    /// The part with this name.
    pub fn part(&self, name: &str) -> Option<&Self> {
        self.parts.iter().find(|part| part.id == name)
    }

    /// The part that speaks for the whole, when there is one.
    pub fn head(&self) -> Option<&Self> {
        HEADS.iter().find_map(|name| self.part(name))
    }

    /// The option with this id, or which people would read so; case does not matter.
    pub fn option(&self, given: &str) -> Option<&Choice> {
        let same = |text: &str| text.to_lowercase() == given.to_lowercase();
        let named = |option: &&Choice| same(&option.said.nl) || same(&option.said.en);
        let by_id = self.options.iter().find(|option| same(&option.id));
        by_id.or_else(|| self.options.iter().find(named))
    }
}

/// A condition on another answer.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Test {
    /// The fact's name.
    pub fact: String,
    /// Holds when one of these options was chosen.
    #[serde(default)]
    pub among: Vec<String>,
    /// Holds when the answer is this yes (`true`) or no (`false`).
    pub is: Option<bool>,
}

impl Test {
    fn holds(&self, facts: &Facts) -> Option<bool> {
        if let Some(wanted) = self.is {
            return facts.flag(&self.fact).map(|flag| flag == wanted);
        }
        facts.get(&self.fact)?;
        let chosen = |option: &String| facts.has(&self.fact, option) == Some(true);
        Some(self.among.iter().any(chosen))
    }
}

/// Whether one of the tests holds; `None` when that cannot be told yet.
fn any_holds(tests: &[Test], facts: &Facts) -> Option<bool> {
    let mut verdict = Some(tests.is_empty());
    for test in tests {
        match test.holds(facts) {
            Some(true) => return Some(true),
            Some(false) => {}
            None => verdict = None,
        }
    }
    verdict
}

/// One question of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What takes the value.
    pub field: Field,
    /// The id of the group it belongs to.
    pub group: String,
    /// Place among the eleven of the smallest early warning, from 1.
    pub core: Option<u8>,
    /// Plain explanation beside the question.
    pub help: Said,
    /// How it is asked over the telephone.
    pub say: Said,
    /// Which stages ask for it, and how strongly.
    pub asked: Vec<(Stage, Requirement)>,
    /// Asked when one of these holds, and offered while that is unknown; empty is always.
    pub when: Vec<Test>,
    /// Not shown at all unless one of these holds; empty is always.
    pub only: Vec<Test>,
    /// Who may see the answer.
    pub seen: Seen,
    /// Whether the answer tells who reports (left out when they ask for that).
    pub identifies: bool,
    /// The clause behind it.
    pub basis: Basis,
}

impl Question {
    /// The question's id.
    pub fn id(&self) -> &str {
        &self.field.id
    }

    /// How strongly a stage asks for it, before conditions.
    pub fn at(&self, stage: Stage) -> Option<Requirement> {
        self.asked.iter().find(|(at, _)| *at == stage).map(|(_, how)| *how)
    }

    /// How strongly it is asked, knowing these facts; `None` is not at all.
    pub fn required(&self, stage: Stage, facts: &Facts) -> Option<Requirement> {
        let requirement = self.at(stage)?;
        if any_holds(&self.only, facts) != Some(true) {
            return None;
        }
        match (requirement, any_holds(&self.when, facts)) {
            (_, Some(false)) => None,
            (Requirement::Conditional, Some(true)) => Some(Requirement::Required),
            (Requirement::Conditional, None) => Some(Requirement::Optional),
            (requirement, _) => Some(requirement),
        }
    }
}

/// Questions that belong together, under one heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Stable id, such as `time`.
    pub id: String,
    /// Place among the groups.
    pub order: u32,
    /// The heading.
    pub title: Said,
}

/// A question as a stage asks it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked<'a> {
    /// The heading it stands under.
    pub group: &'a Group,
    /// The question.
    pub question: &'a Question,
    /// `Required` or `Optional`.
    pub requirement: Requirement,
}

/// One line of the telephone script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// The question's id, to type the answer under.
    pub question: &'a str,
    /// What the duty officer says.
    pub say: &'a str,
    /// The options to read aloud.
    pub options: Vec<&'a str>,
}

/// All questions, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalogue {
    groups: Vec<Group>,
    questions: Vec<Question>,
}

impl Catalogue {
    /// The headings in order.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// The questions in order.
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// The question with this id.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.id() == id)
    }

    /// The eleven answers of the smallest early warning, in order.
    pub fn core(&self) -> Vec<&Question> {
        let mut core: Vec<_> = self.questions.iter().filter(|one| one.core.is_some()).collect();
        core.sort_by_key(|question| question.core);
        core
    }

    /// The questions of a stage that these facts leave open, grouped and in order.
    pub fn stage(&self, stage: Stage, facts: &Facts) -> Vec<Asked<'_>> {
        let questions = self.questions.iter();
        questions
            .filter_map(|question| {
                let group = self.groups.iter().find(|one| one.id == question.group)?;
                let requirement = question.required(stage, facts)?;
                Some(Asked { group, question, requirement })
            })
            .collect()
    }

    /// What the duty officer asks over the telephone: the eleven first, then what else is required.
    pub fn script(&self, stage: Stage, language: &str) -> Vec<Line<'_>> {
        let mut asked = self.stage(stage, &Facts::default());
        asked.retain(|one| one.requirement == Requirement::Required);
        asked.sort_by_key(|one| one.question.core.unwrap_or(u8::MAX));
        let line = |one: Asked<'_>| self.line(one.question.id(), language);
        asked.into_iter().filter_map(line).collect()
    }

    fn line(&self, id: &str, language: &str) -> Option<Line<'_>> {
        let question = self.question(id)?;
        let field = question.field.head().unwrap_or(&question.field);
        let spoken = if field.options.len() <= 9 { &field.options[..] } else { &[] };
        let options = spoken.iter().map(|option| option.said.in_language(language)).collect();
        let language = if language == "nl" { &question.say.nl } else { &question.say.en };
        Some(Line { question: question.id(), say: language, options })
    }
}
