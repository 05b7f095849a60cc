//! What a scan comes to, for the page and for paper.

use crate::{Server, door::Caller, words::Gaps, words::gap};
use meldkamer_domain::scan::{Answers, Level, Scan};
use meldkamer_paper::{Block, Paper, Span};
use serde::Serialize;

/// What the answers come to.
#[derive(Clone, Debug, Serialize)]
pub struct Verdict {
    /// Of a hundred, over everything.
    pub share: u8,
    /// How many questions were answered.
    pub answered: usize,
    /// Of how many.
    pub asked: usize,
    /// Each principle.
    pub principles: Vec<Principle>,
    /// What to do, the most useful first.
    pub steps: Vec<Step>,
}

/// How a principle stands.
#[derive(Clone, Debug, Serialize)]
pub struct Principle {
    /// Its name.
    pub name: String,
    /// `unknown`, `beginning`, `underway`, `in-order`.
    pub level: &'static str,
    /// The tone of its tag.
    pub tone: &'static str,
    /// Of a hundred.
    pub share: u8,
    /// Yes, partly, no, unknown, not answered.
    pub counts: [usize; 5],
    /// The first thing to do, or nothing.
    pub next: String,
}

/// Something to do.
#[derive(Clone, Debug, Serialize)]
pub struct Step {
    /// The question's id.
    pub id: String,
    /// The principle.
    pub principle: String,
    /// The question.
    pub question: String,
    /// How it was answered.
    pub answer: &'static str,
    /// What to do.
    pub advice: String,
    /// `hours`, `days`, `weeks`.
    pub effort: &'static str,
    /// Who does it, or nothing.
    pub owner: String,
    /// By when, or nothing.
    pub by: String,
    /// Whether that day has passed.
    pub overdue: bool,
    /// A page of ours that helps, or nothing.
    pub way: String,
}

const fn tone(level: Level) -> &'static str {
    match level {
        Level::Unknown => "neutral",
        Level::Beginning => "danger",
        Level::Underway => "warning",
        Level::InOrder => "ok",
    }
}

impl Verdict {
    /// What these answers come to.
    pub fn of(server: &Server, caller: &Caller, scan: &Scan, answers: &Answers) -> Self {
        let (language, today) = (caller.language.code(), server.house.day(caller.at));
        let outcome = scan.outcome(answers, today);
        let steps: Vec<Step> = outcome
            .steps
            .iter()
            .map(|one| Step {
                id: one.question.id.get_ref().clone(),
                principle: one.principle.name.in_language(language).to_owned(),
                question: one.question.text.in_language(language).to_owned(),
                answer: one.answer.choice.name(),
                advice: one.question.advice.in_language(language).to_owned(),
                effort: one.question.effort.name(),
                owner: one.answer.owner.clone(),
                by: one.answer.by.map(|by| by.to_string()).unwrap_or_default(),
                overdue: one.overdue,
                way: one.question.way.clone(),
            })
            .collect();
        let principle = |one: &meldkamer_domain::scan::Standing<'_>| {
            let name = one.principle.name.in_language(language).to_owned();
            let next = steps.iter().find(|step| step.principle == name);
            Principle {
                level: one.level.name(),
                tone: tone(one.level),
                share: one.share,
                counts: [one.yes, one.partly, one.no, one.unknown, one.open],
                next: next.map(|step| step.advice.clone()).unwrap_or_default(),
                name,
            }
        };
        let principles = outcome.standings.iter().map(principle).collect();
        let (share, answered, asked) = (outcome.share, outcome.answered, outcome.asked);
        Self { share, answered, asked, principles, steps }
    }

    /// The verdict on paper; `organisation` may be empty.
    pub fn paper(&self, server: &Server, caller: &Caller, organisation: &str) -> Paper {
        let words = server.pages.words();
        let say = |key: &str| words.say_anyhow(caller.language, key, &Gaps::new());
        let settings = &server.house.settings;
        let mut gaps = Gaps::new();
        gaps.set("answered", gap(self.answered.to_string()));
        gaps.set("asked", gap(self.asked.to_string()));
        let heads = ["scan-head-principle", "scan-head-level", "scan-head-share", "scan-head-next"];
        let row = |one: &Principle| {
            let level = say(&format!("scan-level-{}", one.level));
            vec![one.name.clone(), level, format!("{}%", one.share), one.next.clone()]
        };
        let step = |one: &Step| {
            let effort = say(&format!("scan-effort-{}", one.effort));
            let who = [one.owner.as_str(), one.by.as_str()];
            let who = who.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ");
            let who = if who.is_empty() { String::new() } else { format!(" [{who}]") };
            vec![
                Span::bold(format!("{} {} ", one.id, one.question)),
                Span::plain(format!("{} ({effort}){who}", one.advice)),
            ]
        };
        let blocks = vec![
            Block::text(words.say_anyhow(caller.language, "scan-result-counted", &gaps)),
            Block::Table {
                caption: say("scan-table-caption"),
                head: heads.map(say).to_vec(),
                rows: self.principles.iter().map(row).collect(),
            },
            Block::Heading(1, say("scan-steps-title")),
            Block::List { ordered: true, items: self.steps.iter().map(step).collect() },
        ];
        Paper {
            language: caller.language.code().to_owned(),
            title: say("scan-result-title"),
            subject: organisation.to_owned(),
            author: settings.csirt.clone(),
            footer: format!("{}  {}/prepare", settings.telephone, settings.public_address()),
            created: caller.at.micros(),
            blocks,
            ..Paper::default()
        }
    }

    /// For the wall that draws all pages.
    pub fn sample() -> Self {
        let principle = |name: &str, level: Level, share: u8| Principle {
            name: name.into(),
            level: level.name(),
            tone: tone(level),
            share,
            counts: [1, 2, 1, 0, 1],
            next: "Zet uw diensten onder elkaar.".into(),
        };
        let step = |id: &str, overdue: bool, way: &str| Step {
            id: id.into(),
            principle: "Bereid u voor op incidenten".into(),
            question: "Ligt er een gedrukte lijst met nummers klaar?".into(),
            answer: "no",
            advice: "Druk het noodpakket af en leg het op twee plekken.".into(),
            effort: "hours",
            owner: if overdue { "Ans <ict>".into() } else { String::new() },
            by: if overdue { "2026-11-01".into() } else { String::new() },
            overdue,
            way: way.into(),
        };
        Self {
            share: 46,
            answered: 24,
            asked: 29,
            principles: vec![
                principle("Breng uw risico's in kaart", Level::InOrder, 90),
                principle("Bevorder veilig gedrag", Level::Underway, 50),
                principle("Bescherm systemen", Level::Beginning, 20),
                principle("Beheer toegang", Level::Unknown, 0),
            ],
            steps: vec![step("5.2", true, "/prepare/pack"), step("5.8", false, "")],
        }
    }
}
