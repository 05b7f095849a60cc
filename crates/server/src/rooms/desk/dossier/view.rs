//! What the page of a dossier shows.

mod parts;
mod samples;

use super::{facts, law, story, works};
use crate::{
    Server,
    door::Caller,
    form::Form,
    page::Frame,
    rooms::{
        case,
        desk::{binding::Whose, queue},
    },
};
use meldkamer_app::{desk::read::Opened, library::Library};
use meldkamer_domain::{
    access::{self, Role, Tie, Verb},
    refused::Refused,
    time::Instant,
};
use meldkamer_store::{dossier::DossierRow, support_case::CaseRow};
use parts::{Errand, File, Help, Link, Message, Other, errand, files, help, links, message, other, others};
use serde::Serialize;

/// The page of a dossier at the desk.
#[derive(Debug, Default, Serialize)]
pub struct DossierPage {
    head: Head,
    /// An act that was refused, with what was typed.
    undone: Option<Undone>,
    groups: Vec<facts::Group>,
    missing: Vec<facts::Missing>,
    verdict: String,
    regimes: Vec<law::Regime>,
    whose: Whose,
    clocks: Vec<law::Clock>,
    story: Vec<story::Event>,
    /// The last who only looked, and how often anybody did.
    looks: Vec<story::Event>,
    looked: usize,
    messages: Vec<Message>,
    help: Vec<Help>,
    links: Vec<Link>,
    others: Vec<Other>,
    /// How many more share something with it.
    more: usize,
    /// What is shared, as it is shown and as it is searched for.
    searches: Vec<(String, String)>,
    merged: Vec<Other>,
    files: Vec<File>,
    errands: Vec<Errand>,
    /// The cases that it is in: address, reference, title and state.
    cases: Vec<(String, String, String, String)>,
    colleagues: Vec<(String, String)>,
    csirts: Vec<(String, String)>,
}

/// What is above everything.
#[derive(Clone, Debug, Default, Serialize)]
struct Head {
    reference: String,
    version: i64,
    organisation: String,
    title: String,
    sector: String,
    kind: String,
    duty: String,
    state: String,
    mark: String,
    mark_note: String,
    channel: String,
    language: String,
    exercise: bool,
    received_at: i64,
    answer_due: i64,
    answered_at: Option<i64>,
    /// Our own clock: `open`, `soon`, `late`, `done`, or nothing.
    clock: &'static str,
    urgency: String,
    score: Option<i64>,
    decision: String,
    assignee: String,
    assignee_name: String,
    mine: bool,
    me: String,
    reasons: Vec<String>,
    into: Option<Other>,
    /// The entity in the register, and what is wrong with reaching it.
    entity: String,
    risk: String,
    /// Whether an urgent request waits to be seen.
    unseen: bool,
    over: bool,
    held: bool,
    erased_at: Option<i64>,
    works: bool,
    answers: bool,
}

/// An act that was refused: why, and what was typed.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Undone {
    /// Why, as its stable code.
    pub code: &'static str,
    /// The field that it is about, or nothing.
    pub field: String,
    /// What is wrong with that field, or nothing.
    pub fault: &'static str,
    /// Everything that was typed.
    pub typed: Vec<String>,
}

impl Undone {
    /// Keeps every word that was typed.
    pub fn of(refused: &Refused, form: &Form) -> Self {
        let field = match refused {
            Refused::NotUnderstood { field, .. } | Refused::ReasonNeeded { field } => field.clone(),
            _ => String::new(),
        };
        let fault = match refused {
            Refused::NotUnderstood { fault, .. } => *fault,
            _ => "",
        };
        let typed = form.pairs.iter().filter(|(name, text)| name != "version" && !text.trim().is_empty());
        Self { code: refused.code(), field, fault, typed: typed.map(|(_, text)| text.clone()).collect() }
    }
}

impl DossierPage {
    /// Everything about a dossier as this person reads it.
    pub fn of(server: &Server, caller: &Caller, opened: Opened, undone: Option<Undone>) -> Self {
        let house = &server.house;
        let (library, language) = (house.law(), caller.language.code());
        let day = house.day(Instant::from_micros(opened.row.received_at));
        let (story, looks) = story::story(&opened, |one| law::target(one, &library, day, language));
        let (verdict, regimes) = law::regimes(&opened.row.significance, &library, day, language);
        let active = opened
            .colleagues
            .iter()
            .filter(|one| one.active == 1 && Role::staff(&one.role).is_some_and(works));
        Self {
            head: head(&opened, &library, caller),
            undone,
            groups: facts::groups(&opened, &library, language, &house.zone()),
            missing: facts::missing(&opened, &library, language),
            verdict,
            regimes,
            whose: Whose::of(&opened.row, &opened.standing, caller),
            clocks: law::clocks(&opened.clocks, &library, day, language, caller.at),
            story,
            looks,
            looked: opened.looked,
            messages: opened.messages.iter().filter(|one| one.kind != "event").map(message).collect(),
            help: help(&opened),
            links: links(&opened),
            others: others(&opened),
            more: parts::more(&opened),
            searches: parts::searches(&opened),
            merged: opened.merged.iter().map(other).collect(),
            files: files(&opened),
            errands: opened.errands.iter().map(|one| errand(one, &library, day, language)).collect(),
            cases: Vec::new(),
            colleagues: active.map(|one| (one.id.clone(), one.name.clone())).collect(),
            csirts: law::csirts(&library, &house.settings.csirt_id, day, language),
        }
    }

    /// The page with the cases that the dossier is in.
    pub fn with_cases(mut self, cases: &[CaseRow]) -> Self {
        let shown = |row: &CaseRow| {
            (case::address(&row.id), row.reference.clone(), row.title.clone(), row.state.clone())
        };
        self.cases = cases.iter().map(shown).collect();
        self
    }

    /// The frame with the reference on every sheet, and the mark of an exercise.
    pub fn framed(&self, mut frame: Frame) -> Frame {
        frame.reference = Some(self.head.reference.clone());
        frame.exercise = self.head.exercise;
        frame
    }
}

fn head(opened: &Opened, library: &Library, caller: &Caller) -> Head {
    let (row, language) = (&opened.row, caller.language.code());
    let staff = caller.signed_in.as_ref();
    let me = staff.map(|staff| staff.id.clone()).unwrap_or_default();
    let assignee = row.assignee.clone().unwrap_or_default();
    let named = opened.colleagues.iter().find(|one| one.id == assignee);
    let kept: Vec<String> = serde_json::from_str(&row.reasons).unwrap_or_default();
    let reasons = kept.iter().filter_map(|text| meldkamer_domain::rank::Reason::from_text(text));
    let say = |reason| meldkamer_domain::rank::words(&reason, language, caller.at);
    Head {
        reference: row.reference.clone(),
        version: row.version,
        organisation: row.organisation.clone(),
        title: row.title.clone(),
        sector: queue::sector(library, &row.sector, language),
        kind: queue::kind(library, &row.kind, language),
        duty: row.duty.clone(),
        state: row.state.clone(),
        mark: row.mark.clone(),
        mark_note: mark_note(row, library, language),
        channel: row.channel.clone(),
        language: row.language.clone(),
        exercise: row.exercise == 1,
        received_at: row.received_at,
        answer_due: row.answer_due.unwrap_or_default(),
        answered_at: row.answered_at,
        clock: queue::clock(row.answer_due, row.answered_at, caller.at),
        urgency: row.urgency.clone(),
        score: row.score,
        decision: row.decision.clone(),
        mine: !me.is_empty() && me == assignee,
        me,
        assignee_name: named.map(|one| one.name.clone()).unwrap_or_default(),
        assignee,
        reasons: reasons.map(say).collect(),
        into: opened.into.as_ref().map(other),
        entity: opened.entity.as_ref().map(|one| one.id.clone()).unwrap_or_default(),
        risk: opened.entity.as_ref().map(|one| one.risk.clone()).unwrap_or_default(),
        unseen: opened
            .help
            .first()
            .is_some_and(|one| one.seen_at.is_none() && matches!(one.urgency.as_str(), "now" | "four-hours")),
        over: matches!(row.state.as_str(), "closed" | "withdrawn" | "merged"),
        held: opened.held,
        erased_at: opened.erased_at,
        works: staff.is_some_and(|staff| works(staff.role)),
        answers: staff.is_some_and(|staff| access::ruling(staff.role, Verb::Answer, Tie::Other)),
    }
}

/// The right CSIRT by its name; any other note as it was written.
fn mark_note(row: &DossierRow, library: &Library, language: &str) -> String {
    let body = library.law.bodies.iter().find(|one| one.id.get_ref() == &row.mark_note);
    body.filter(|_| row.mark == "out-of-constituency")
        .map_or_else(|| row.mark_note.clone(), |one| one.name.in_language(language).to_owned())
}
