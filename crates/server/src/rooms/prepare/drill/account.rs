//! The account of an exercise: times, what was met or missed, what stayed open, what was lost.
//!
//! The same for players, their organisation and the CSIRT; on screen, on paper and as a file.

mod machine;
mod paper;

use crate::{
    Server,
    door::Caller,
    page::{Page, Sample, samples_of},
    words::Gaps,
};
pub use machine::json;
use meldkamer_app::drill::{self, after::After};
use meldkamer_domain::{drill::Verdict, question::Stage};
use serde::Serialize;

/// Every state of the page.
pub fn samples() -> Vec<Sample> {
    samples_of::<AccountPage>()
}

/// The account on a page of one of the rooms: `players`, `organisation` or `desk`.
#[derive(Debug, Serialize)]
pub struct AccountPage {
    /// What is told.
    pub account: Account,
    /// In whose room.
    pub room: &'static str,
}

/// The account in words.
#[derive(Clone, Debug, Serialize)]
pub struct Account {
    /// The scenario.
    pub scenario: String,
    /// Who practised.
    pub organisation: String,
    /// When it began.
    pub started_at: i64,
    /// When it ended; nothing while it goes on.
    pub ended_at: Option<i64>,
    /// Four times of the story: what, and how long or nothing.
    pub times: Vec<(&'static str, String)>,
    /// Limits of the law: stage, until when, verdict.
    pub limits: Vec<(String, i64, &'static str)>,
    /// What happened: title, verdict on the answer, time taken, what was hoped for and its verdict.
    pub injects: Vec<Told>,
    /// Answered, of how many.
    pub answered: (usize, usize),
    /// Stage, question, what is the matter.
    pub gaps: Vec<(String, String, String)>,
    /// Question, how often it was changed.
    pub changed: Vec<(String, usize)>,
    /// Questions.
    pub lost: Vec<String>,
    /// Answers that were never sent.
    pub unsent: usize,
    /// References of the reports.
    pub references: Vec<String>,
    /// The address of this account, for its files.
    pub address: String,
}

/// Something that happened, and what players made of it.
#[derive(Clone, Debug, Serialize)]
pub struct Told {
    title: String,
    verdict: &'static str,
    taken: String,
    hope: &'static str,
    hope_verdict: &'static str,
    /// The last answer: who and what.
    said: Option<(String, String)>,
}

impl Page for AccountPage {
    const TEMPLATE: &'static str = "prepare/drill-account.html";

    fn title(&self) -> &'static str {
        "drill-account-title"
    }

    fn samples() -> Vec<Self> {
        let full = Self { account: Account::sample(), room: "players" };
        let account = Account {
            ended_at: None,
            limits: Vec::new(),
            gaps: Vec::new(),
            changed: Vec::new(),
            lost: Vec::new(),
            unsent: 0,
            references: Vec::new(),
            ..Account::sample()
        };
        vec![full, Self { account: account.clone(), room: "organisation" }, Self { account, room: "desk" }]
    }
}

/// Minutes of the story as hours and minutes.
pub fn story_time(minutes: i64) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

impl Account {
    /// What came of an exercise, in the reader's language.
    pub fn of(server: &Server, caller: &Caller, found: &After, address: &str) -> Self {
        let (row, language) = (&found.look.row, caller.language.code());
        let words = server.pages.words();
        let say = |key: &str| words.say_anyhow(caller.language, key, &Gaps::new());
        let library = server.house.law();
        let question = |id: &str| {
            let known = library.catalogue.question(id);
            known.map_or_else(|| id.to_owned(), |one| one.field.label.in_language(language).to_owned())
        };
        let stage = |id: &str| match Stage::parse(id) {
            Some(stage) => say(&format!("mine-stage-{}", stage.id())),
            None => id.to_owned(),
        };
        let review = &found.review;
        let time = |time: Option<i64>| time.map(story_time).unwrap_or_default();
        let limits = found.played.limits.iter().zip(&review.limits);
        Self {
            scenario: drill::said(&row.title, "", language),
            organisation: row.organisation.clone(),
            started_at: row.started_at,
            ended_at: row.ended_at,
            times: vec![
                ("first-report", time(review.first_report)),
                ("notification", time(review.notification)),
                ("help", time(review.help)),
                ("answer", time(review.answer)),
            ],
            limits: limits.map(|(one, verdict)| (stage(&one.stage), one.due, verdict.name())).collect(),
            injects: told(found, language),
            answered: (review.answered, review.shown),
            gaps: found
                .gaps
                .iter()
                .map(|(of, id, code)| (stage(of), question(id), say(&format!("door-gap-{code}"))))
                .collect(),
            changed: found.changed.iter().map(|(id, times)| (question(id), *times)).collect(),
            lost: found.lost.iter().map(|id| question(id)).collect(),
            unsent: found.unsent,
            references: found.references.clone(),
            address: address.to_owned(),
        }
    }

    /// For the wall that draws all pages.
    pub fn sample() -> Self {
        let told = |verdict: Verdict, hope: &'static str| Told {
            title: "Het breidt zich uit".into(),
            verdict: verdict.name(),
            taken: "0:45".into(),
            hope,
            hope_verdict: Verdict::Missed.name(),
            said: Some(("Ans <ict>".into(), "Wij bellen de directie.".into())),
        };
        Self {
            scenario: "Gijzelsoftware in het weekend".into(),
            organisation: "Waterbedrijf Noord".into(),
            started_at: 1_795_189_200_000_000,
            ended_at: Some(1_795_191_360_000_000),
            times: vec![("first-report", "12:20".into()), ("notification", String::new())],
            limits: vec![("Vroegtijdige waarschuwing".into(), 1_795_190_640_000_000, Verdict::Met.name())],
            injects: vec![told(Verdict::Met, ""), told(Verdict::Late, "help"), told(Verdict::Missed, "")],
            answered: (2, 3),
            gaps: vec![("Melding".into(), "Hoeveel gebruikers?".into(), "Dit ontbreekt nog.".into())],
            changed: vec![("Wat is er gebeurd?".into(), 2)],
            lost: vec!["Wie belt u?".into()],
            unsent: 3,
            references: vec!["EX-NL-26-28T5-CY4".into()],
            address: "/prepare/drill/account".into(),
        }
    }
}

fn told(found: &After, language: &str) -> Vec<Told> {
    let rows = found.look.injects.iter().zip(&found.review.injects);
    let told = |(row, (verdict, taken, hope)): (&meldkamer_store::drill::InjectRow, &_)| {
        let (verdict, taken, hope): (&Verdict, &Option<i64>, &Option<Verdict>) = (verdict, taken, hope);
        let last = found.look.answers.iter().rfind(|answer| answer.inject == row.id);
        let hoped = found.played.injects.iter().find(|one| one.id == row.id).and_then(|one| one.hopes);
        Told {
            title: drill::said(&row.said, "title", language),
            verdict: verdict.name(),
            taken: taken.map(story_time).unwrap_or_default(),
            hope: hoped.map_or("", |hope| hope.name()),
            hope_verdict: hope.map_or("", Verdict::name),
            said: last.map(|one| (one.author.clone(), one.body.clone())),
        }
    };
    rows.map(told).collect()
}
