//! The sheet: every criterion with where its answer comes from, and what follows from all of them.

use super::view::{AxisView, Change, Head, axes, changes, number, sample_row};
use crate::{language::Language, page::Page};
use meldkamer_app::{
    library::Library,
    triage::{
        FIRST_FRAMEWORK, kept,
        weigh::{Typed, Weighing},
    },
};
use meldkamer_domain::{
    access::Role,
    fact::{Fact, Facts},
    time::Instant,
    triage::{Answers, Assessment, Context, Criterion, Given, assess},
};
use meldkamer_store::assessment::AssessmentRow;
use serde::Serialize;

/// One option of a select.
#[derive(Clone, Debug, Serialize)]
struct OptionView {
    id: String,
    text: String,
    chosen: bool,
    confirmed: bool,
}

/// One criterion with its answer.
#[derive(Clone, Debug, Serialize)]
struct CriterionView {
    id: String,
    question: String,
    options: Vec<OptionView>,
    /// What counts when staff leave it to the report.
    proposed: String,
    /// Where that would come from: `reporter` or `default`.
    proposed_from: &'static str,
    /// Where the answer that counts comes from: `reporter`, `csirt` or `default`.
    given: &'static str,
    sure: &'static str,
    at: i64,
    answer: String,
    definition: String,
    weight: String,
    confirmed: bool,
}

/// A kept version.
#[derive(Clone, Debug, Serialize)]
struct VersionView {
    number: i64,
    at: i64,
    by: String,
    framework: String,
    score: String,
    decided: bool,
    changes: Vec<Change>,
}

/// The page.
#[derive(Clone, Debug, Serialize)]
pub struct Sheet {
    head: Head,
    frameworks: Vec<OptionView>,
    framework: String,
    framework_title: String,
    framework_version: String,
    clause: String,
    confirmed: bool,
    criteria: Vec<CriterionView>,
    axes: Vec<AxisView>,
    evidence_vanishing: bool,
    free_handlers: u32,
    free_analysts: u32,
    open_cases: u32,
    exposed_peers: u32,
    versions: Vec<VersionView>,
    seen: i64,
    tried: bool,
    moved: bool,
}

impl Sheet {
    /// The page of a weighing.
    pub fn of(weighing: &Weighing, role: Role, language: Language) -> Self {
        let (framework, code) = (&weighing.framework, language.code());
        let context = &weighing.context;
        let view = |criterion: &Criterion| criterion_view(weighing, criterion, language);
        let choice = |(id, title): &(String, meldkamer_domain::rulebook::Said)| OptionView {
            id: id.clone(),
            text: title.in_language(code).to_owned(),
            chosen: *id == framework.id,
            confirmed: true,
        };
        Self {
            head: Head::of(&weighing.dossier, role),
            frameworks: weighing.choices.iter().map(choice).collect(),
            framework: framework.id.clone(),
            framework_title: framework.title.in_language(code).to_owned(),
            framework_version: framework.version.clone(),
            clause: framework.basis.clause.clone(),
            confirmed: framework.basis.confirmed,
            criteria: framework.criteria.iter().filter_map(view).collect(),
            axes: axes(framework, &weighing.made, language),
            evidence_vanishing: context.evidence_vanishing,
            free_handlers: context.free_handlers,
            free_analysts: context.free_analysts,
            open_cases: context.open_cases,
            exposed_peers: context.exposed_peers,
            versions: versions(weighing, language),
            seen: weighing.versions.last().map_or(0, |last| last.version),
            tried: false,
            moved: false,
        }
    }

    /// Shows answers that are not kept yet.
    pub fn tried(mut self, tried: bool) -> Self {
        self.tried = tried;
        self
    }

    /// Somebody else kept a version meanwhile.
    pub fn moved(mut self) -> Self {
        self.moved = true;
        self
    }
}

fn criterion_view(weighing: &Weighing, criterion: &Criterion, language: Language) -> Option<CriterionView> {
    let (id, code) = (criterion.id.get_ref(), language.code());
    let line = |made: &Assessment| made.lines.iter().find(|line| line.criterion == *id).cloned();
    let (line, proposed) = (line(&weighing.made)?, line(&weighing.proposed)?);
    let name = |option: &str| {
        criterion.option(option).map(|one| one.text.in_language(code)).unwrap_or_default().to_owned()
    };
    let ours = line.answer.given == Given::Csirt;
    let option = |one: &meldkamer_domain::triage::Choice| OptionView {
        id: one.id.get_ref().clone(),
        text: one.text.in_language(code).to_owned(),
        chosen: ours && *one.id.get_ref() == line.answer.option,
        confirmed: one.confirmed,
    };
    let chosen = criterion.option(&line.answer.option)?;
    Some(CriterionView {
        id: id.clone(),
        question: criterion.question.in_language(code).to_owned(),
        options: criterion.options.iter().map(option).collect(),
        proposed: name(&proposed.answer.option),
        proposed_from: proposed.answer.given.code(),
        given: line.answer.given.code(),
        sure: kept::sure(line.answer.confidence),
        at: line.answer.at.micros(),
        answer: name(&line.answer.option),
        definition: chosen.definition.as_ref().map_or("", |said| said.in_language(code)).to_owned(),
        weight: number(line.weight, language),
        confirmed: chosen.confirmed,
    })
}

/// The newest first, each with what differs from the one before.
fn versions(weighing: &Weighing, language: Language) -> Vec<VersionView> {
    let read = |row: &AssessmentRow| kept::proposal(&row.proposal).ok().map(|(made, _)| made);
    let mut before: Option<Assessment> = None;
    let mut all = Vec::new();
    for row in &weighing.versions {
        let Some(made) = read(row) else { continue };
        let differ =
            |old: &Assessment| changes((&weighing.framework, old), (&weighing.framework, &made), language);
        all.push(VersionView {
            number: row.version,
            at: row.at,
            by: row.by_name.clone(),
            framework: format!("{} {}", row.framework, row.framework_version),
            score: made.score().map(|score| number(score, language)).unwrap_or_default(),
            decided: row.decided_at.is_some(),
            changes: before.as_ref().map(differ).unwrap_or_default(),
        });
        before = Some(made);
    }
    all.reverse();
    all
}

/// A weighing in a framework, as a sample: made from the built-in rulebooks.
pub(super) fn sample(framework: &str, kept_versions: usize) -> Option<Weighing> {
    let (library, _) = Library::open(None).ok()?;
    let framework = library.frameworks.frameworks.iter().find(|one| one.id == framework)?.clone();
    let at = Instant::from_micros(1_763_650_000_000_000);
    let mut facts = Facts::default();
    facts.set("w.malicious", Fact::Flag(true));
    facts.set("w.status", Fact::Text("ongoing".into()));
    let context = Context { free_handlers: 1, open_cases: 3, ..Context::default() };
    let proposed = assess(&framework, &Answers::new(), &facts, &context, at);
    let mut typed = Typed::default();
    typed.answers.insert("coping".into(), ("no".into(), kept::confidence("high")));
    let answer = |option: &str| meldkamer_domain::triage::Answer {
        option: option.into(),
        given: Given::Csirt,
        confidence: kept::confidence("high"),
        at,
    };
    let answers: Answers =
        typed.answers.iter().map(|(id, (option, _))| (id.clone(), answer(option))).collect();
    let made = assess(&framework, &answers, &facts, &context, at);
    let row = |version: usize| AssessmentRow {
        version: i64::try_from(version).unwrap_or(1),
        framework: framework.id.clone(),
        framework_version: framework.version.clone(),
        proposal: kept::proposal_json(if version == 1 { &proposed } else { &made }, &context).to_string(),
        by_name: "Ans <b>".into(),
        at: at.micros(),
        decided_at: (version == 1).then_some(at.micros()),
        ..AssessmentRow::default()
    };
    Some(Weighing {
        dossier: sample_row(),
        choices: vec![(framework.id.clone(), framework.title.clone())],
        versions: (1..=kept_versions).map(row).collect(),
        framework: framework.clone(),
        made,
        proposed,
        context,
    })
}

impl Page for Sheet {
    const TEMPLATE: &'static str = "assessment/sheet.html";

    fn title(&self) -> &'static str {
        "assessment-title"
    }

    fn samples() -> Vec<Self> {
        let Some(new) = sample(FIRST_FRAMEWORK, 0) else { return Vec::new() };
        let mut all = vec![
            Self::of(&new, Role::DutyOfficer, Language::Dutch),
            Self::of(&new, Role::Observer, Language::English),
        ];
        let kept = sample(FIRST_FRAMEWORK, 2);
        all.extend(kept.map(|kept| Self::of(&kept, Role::Analyst, Language::Dutch).tried(true).moved()));
        let other = sample("kans-schade", 0);
        all.extend(other.map(|other| Self::of(&other, Role::DutyOfficer, Language::English)));
        all
    }
}
