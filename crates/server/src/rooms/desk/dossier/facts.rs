//! What was told: each fact with who said it, when, and what they said before.

use crate::rooms::desk::Who;
use jiff::tz::TimeZone;
use meldkamer_app::{desk::read::Opened, library::Library};
use meldkamer_domain::filing::{Answer, shown};
use meldkamer_domain::question::Question;
use serde::Serialize;
use std::collections::BTreeMap;

/// Facts under one heading of the catalogue.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Group {
    title: String,
    /// Who said most of it, and when: said once for all of it.
    mostly: Option<Told>,
    facts: Vec<Fact>,
}

/// One question with its answers, the newest first.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Fact {
    now: Told,
    earlier: Vec<Told>,
    /// Whether what is said of the group holds for it.
    as_mostly: bool,
}

/// One answer as it was given.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Told {
    /// Label and text, a line for each part.
    lines: Vec<(String, String)>,
    who: Who,
    at: i64,
    stage: String,
    reason: String,
}

impl Told {
    /// Said by the same person, in the same filing.
    fn with(&self, other: &Self) -> bool {
        self.at == other.at && self.who == other.who && self.stage == other.stage
    }
}

impl Group {
    fn new(title: String, mut facts: Vec<Fact>) -> Self {
        let times = |one: &Told| facts.iter().filter(|fact| fact.now.with(one)).count();
        let most = facts.iter().map(|fact| &fact.now).max_by_key(|one| times(one));
        let mostly = most.filter(|one| times(one) > 1).map(|one| Told { lines: Vec::new(), ..one.clone() });
        for fact in &mut facts {
            fact.as_mostly = fact.earlier.is_empty() && mostly.as_ref().is_some_and(|one| fact.now.with(one));
        }
        Self { title, mostly, facts }
    }
}

/// All facts of a dossier, in the order of the catalogue.
pub fn groups(opened: &Opened, library: &Library, language: &str, zone: &TimeZone) -> Vec<Group> {
    let mut told: BTreeMap<&str, Vec<(Told, &Answer)>> = BTreeMap::new();
    for (row, filing) in &opened.filings {
        for (id, answer) in filing.answers() {
            let Some(question) = library.catalogue.question(id) else { continue };
            let before = told.entry(id).or_default();
            // The same answer in a later stage says nothing new; "unknown" takes nothing back.
            let same = before.last().is_some_and(|(_, last)| *last == answer || *answer == Answer::Unknown);
            if same {
                continue;
            }
            let one = Told {
                lines: lines(question, answer, language, zone),
                who: Who::of(&row.actor, &opened.colleagues),
                at: row.submitted_at,
                stage: row.stage.clone(),
                reason: row.reason.clone(),
            };
            before.push((one, answer));
        }
    }
    let mut groups: Vec<Group> = Vec::new();
    for group in library.catalogue.groups() {
        let of_group = library.catalogue.questions().iter().filter(|one| one.group == group.id);
        let facts: Vec<Fact> = of_group.filter_map(|one| fact(told.remove(one.id())?)).collect();
        if !facts.is_empty() {
            groups.push(Group::new(group.title.in_language(language).to_owned(), facts));
        }
    }
    groups
}

fn lines(question: &Question, answer: &Answer, language: &str, zone: &TimeZone) -> Vec<(String, String)> {
    let mut lines = shown(question, answer, language, zone);
    if lines.is_empty() {
        lines.push((question.field.label.in_language(language).to_owned(), "-".into()));
    }
    lines
}

fn fact(told: Vec<(Told, &Answer)>) -> Option<Fact> {
    let mut newest = told.into_iter().rev().map(|(one, _)| one);
    let now = newest.next()?;
    Some(Fact { now, earlier: newest.collect(), as_mostly: false })
}

/// A gap of the newest filing: the question, and whether the answer was not understood.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Missing {
    question: String,
    wrong: bool,
}

/// What the newest filing of each stage leaves open, once each.
pub fn missing(opened: &Opened, library: &Library, language: &str) -> Vec<Missing> {
    let Some((row, _)) = opened.filings.last() else { return Vec::new() };
    let gaps: Vec<serde_json::Value> = serde_json::from_str(&row.gaps).unwrap_or_default();
    let mut all: Vec<Missing> = Vec::new();
    for gap in &gaps {
        let id = gap["question"].as_str().unwrap_or_default();
        let known = library.catalogue.question(id);
        let question = known.map_or(id, |one| one.field.label.in_language(language)).to_owned();
        let wrong = gap["severity"] == "wrong";
        if !all.iter().any(|one| one.question == question) {
            all.push(Missing { question, wrong });
        }
    }
    all
}

/// Facts for the page's samples.
pub fn samples() -> (Vec<Group>, Vec<Missing>) {
    let told = |text: &str, stage: &str| Told {
        lines: vec![("Wat is er gebeurd?".into(), text.into())],
        who: Who { name: String::new(), role: "stranger".into() },
        at: 1_763_653_200_000_000,
        stage: stage.into(),
        reason: "Nader onderzoek <b>".into(),
    };
    let fact = Fact {
        now: told("Twintig servers zijn versleuteld.", "notification"),
        earlier: vec![told("Alle servers zijn versleuteld.", "early-warning")],
        as_mostly: false,
    };
    let once = || Fact { now: told("Het is nog bezig.", "early-warning"), ..Fact::default() };
    let group = Group::new("Wat er gebeurde".into(), vec![fact, once(), once()]);
    let missing = [("Sinds wanneer?", false), ("Hoeveel gebruikers?", true)];
    let missing = missing.map(|(question, wrong)| Missing { question: question.into(), wrong });
    (vec![group], missing.into())
}
