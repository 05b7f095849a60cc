//! The questions as a form, and what was filled in.

use crate::{
    Server,
    door::Caller,
    form::Form,
    page::{Choice, Field, Kind},
    words::{Gaps, sample_words},
};
use jiff::civil::Date;
use meldkamer_domain::scan::{Answer, Answers, Choice as Said, LONGEST_OWNER, Scan};
use serde::Serialize;

/// The whole form.
#[derive(Clone, Debug, Serialize)]
pub struct Sheet {
    /// The scan's name.
    pub title: String,
    /// What it is about.
    pub about: String,
    /// The version of the questions.
    pub version: String,
    /// Its principles.
    pub principles: Vec<Chapter>,
    /// What has to be put right, for the summary.
    pub wrong: Vec<Field>,
}

/// A principle.
#[derive(Clone, Debug, Serialize)]
pub struct Chapter {
    /// From 1.
    pub number: usize,
    /// Its name.
    pub name: String,
    /// What it means.
    pub meaning: String,
    /// Its questions.
    pub questions: Vec<Asked>,
}

/// A question with the fields under it.
#[derive(Clone, Debug, Serialize)]
pub struct Asked {
    /// Its id, as it is said on the telephone.
    pub id: String,
    /// Yes, partly, no, unknown.
    pub choice: Field,
    /// Who takes care of it.
    pub owner: Field,
    /// By when.
    pub by: Field,
    /// Whether who and when are shown.
    pub open: bool,
}

impl Sheet {
    /// The form with answers in it.
    pub fn of(server: &Server, caller: &Caller, scan: &Scan, answers: &Answers) -> Self {
        let typed = |id: &str| {
            answers.get(id).map_or_else(Default::default, |one| {
                let by = one.by.map(|by| by.to_string()).unwrap_or_default();
                (one.choice.name().to_owned(), one.owner.clone(), by)
            })
        };
        Self::drawn(server, caller, scan, typed)
    }

    /// The form as it was sent, word for word.
    pub fn sent(server: &Server, caller: &Caller, scan: &Scan, form: &Form) -> Self {
        let text = |name: String| form.text(&name).to_owned();
        let typed = |id: &str| (text(id.to_owned()), text(format!("{id}.owner")), text(format!("{id}.by")));
        Self::drawn(server, caller, scan, typed)
    }

    fn drawn(
        server: &Server,
        caller: &Caller,
        scan: &Scan,
        typed: impl Fn(&str) -> (String, String, String),
    ) -> Self {
        let (words, language) = (server.pages.words(), caller.language);
        let say = |key: &str| words.say_anyhow(language, key, &Gaps::new());
        let code = language.code();
        let chapter = |(at, one): (usize, &meldkamer_domain::scan::Principle)| Chapter {
            number: at + 1,
            name: one.name.in_language(code).to_owned(),
            meaning: one.meaning.in_language(code).to_owned(),
            questions: one
                .questions
                .iter()
                .map(|question| {
                    let id = question.id.get_ref();
                    asked(id, question.text.in_language(code), typed(id), &say)
                })
                .collect(),
        };
        let principles: Vec<_> = scan.principles.iter().enumerate().map(chapter).collect();
        let all = principles.iter().flat_map(|one| &one.questions);
        let fields = all.flat_map(|one| [&one.owner, &one.by]);
        Self {
            wrong: fields.filter(|field| !field.error.is_empty()).cloned().collect(),
            title: scan.title.in_language(code).to_owned(),
            about: scan.about.in_language(code).to_owned(),
            version: scan.version.clone(),
            principles,
        }
    }

    /// Whether something has to be put right.
    pub fn is_wrong(&self) -> bool {
        !self.wrong.is_empty()
    }

    /// For the wall that draws all pages.
    pub fn sample(filled: bool) -> Self {
        let typed = |one: &str| match (filled, one) {
            (true, "1.1") => ("no".to_owned(), "Ans <ict>".to_owned(), "2026-13-40".to_owned()),
            (true, _) => ("partly".to_owned(), String::new(), String::new()),
            _ => Default::default(),
        };
        let say = sample_words();
        let ask = |id: &str| asked(id, "Staat op papier welke diensten niet mogen stoppen?", typed(id), &say);
        let questions = vec![ask("1.1"), ask("1.2")];
        let wrong = questions.iter().map(|one| one.by.clone()).filter(|one| !one.error.is_empty()).collect();
        let chapter = Chapter {
            number: 1,
            name: "Breng uw risico's in kaart".into(),
            meaning: "Wie weet…".into(),
            questions,
        };
        Self {
            title: "De vijf basisprincipes".into(),
            about: "Negenentwintig vragen.".into(),
            version: "2026.1".into(),
            principles: vec![chapter],
            wrong,
        }
    }
}

fn asked(
    id: &str,
    text: &str,
    (choice, owner, by): (String, String, String),
    say: &impl Fn(&str) -> String,
) -> Asked {
    let option = |one: Said| {
        Choice::new(one.name(), say(&format!("scan-answer-{}", one.name()))).chosen(choice == one.name())
    };
    let choices = Said::ALL.map(option).to_vec();
    let open = !owner.is_empty() || !by.is_empty();
    let late = if by.is_empty() || by.parse::<Date>().is_ok() { "" } else { "scan-wrong-date" };
    let long = if owner.chars().count() > LONGEST_OWNER { "scan-wrong-owner" } else { "" };
    let error = |key: &str| if key.is_empty() { String::new() } else { say(key) };
    let date = Kind::Text { value: by, input: "date", autocomplete: "" };
    let about = |label: &str| format!("{id} {}", say(label));
    Asked {
        id: id.to_owned(),
        choice: Field::new(id, format!("{id} {text}"), Kind::Choice { choices, list: false }).required(),
        owner: Field::new(format!("{id}.owner"), about("scan-owner"), Kind::text(owner))
            .error(error(long))
            .required(),
        by: Field::new(format!("{id}.by"), about("scan-by"), date).error(error(late)).required(),
        open,
    }
}

/// The answers of a form. Who named somebody or a day without an answer does not know yet.
pub fn answers(scan: &Scan, form: &Form) -> Answers {
    let answer = |id: &String| {
        let (owner, by) = (form.text(&format!("{id}.owner")), form.text(&format!("{id}.by")));
        let choice = match form.text(id) {
            "" if !owner.is_empty() || !by.is_empty() => Said::Unknown.name(),
            choice => choice,
        };
        Some((id.clone(), Answer::typed(choice, owner, by)?))
    };
    Answers(scan.questions().filter_map(|(_, one)| answer(one.id.get_ref())).collect())
}

/// The answers as a form sends them.
pub fn pairs(answers: &Answers) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for (id, answer) in &answers.0 {
        pairs.push((id.clone(), answer.choice.name().to_owned()));
        if !answer.owner.is_empty() {
            pairs.push((format!("{id}.owner"), answer.owner.clone()));
        }
        if let Some(by) = answer.by {
            pairs.push((format!("{id}.by"), by.to_string()));
        }
    }
    pairs
}
