//! The decision page: the proposal beside what a person chooses, with a reason where they part.

use super::{
    sheet,
    view::{AxisView, Head, axes, levels},
};
use crate::{language::Language, page::Page};
use meldkamer_app::{
    Actor,
    triage::{
        FIRST_FRAMEWORK,
        decision::{Deciding, Wish},
        kept,
    },
};
use meldkamer_domain::{
    access::Role,
    time::Instant,
    triage::{Assessment, Axis, Combine, Decided, Decision, Framework, decide},
};
use serde::Serialize;

/// One level to choose.
#[derive(Clone, Debug, Serialize)]
struct LevelView {
    id: String,
    text: String,
    help: String,
    chosen: bool,
    proposed: bool,
}

/// One axis on which a person decides.
#[derive(Clone, Debug, Serialize)]
struct ChoiceView {
    id: String,
    title: String,
    several: bool,
    levels: Vec<LevelView>,
    proposed: String,
    reasons: Vec<String>,
    reason: String,
    lacks: bool,
}

/// What was decided on one axis.
#[derive(Clone, Debug, Serialize)]
struct SettledView {
    title: String,
    chosen: String,
    proposed: String,
    reason: String,
}

/// A decision that was made.
#[derive(Clone, Debug, Serialize)]
struct DecidedView {
    axes: Vec<SettledView>,
    plain: String,
    by: String,
    at: i64,
    waits: bool,
    /// Whether the reader made it, and so cannot confirm it.
    mine: bool,
    second: String,
    second_at: i64,
}

/// The page.
#[derive(Clone, Debug, Serialize)]
pub struct DecisionPage {
    head: Head,
    /// Version of the assessment, 0 when there is none.
    version: i64,
    weighed_at: i64,
    weighed_by: String,
    axes: Vec<AxisView>,
    choices: Vec<ChoiceView>,
    plain: String,
    decided: Option<DecidedView>,
    /// Version of an older decision that binds until this one does, 0 for none.
    standing: i64,
    lacking: bool,
    moved: bool,
}

impl DecisionPage {
    /// The page of a dossier.
    pub fn of(stands: &Deciding, actor: &Actor, language: Language) -> Self {
        let mut page = Self {
            head: Head::of(&stands.dossier, actor.role),
            version: 0,
            weighed_at: 0,
            weighed_by: String::new(),
            axes: Vec::new(),
            choices: Vec::new(),
            plain: String::new(),
            decided: None,
            standing: 0,
            lacking: false,
            moved: false,
        };
        let Some((row, framework, made)) = &stands.newest else { return page };
        page.version = row.version;
        let standing = stands.binding.as_ref().map_or(0, |(version, _, _)| *version);
        page.standing = if standing == row.version { 0 } else { standing };
        page.weighed_at = row.at;
        page.weighed_by.clone_from(&row.by_name);
        page.axes = axes(framework, made, language);
        let open = framework.axes.iter().filter(|axis| axis.decides);
        page.choices = open.map(|axis| choice(framework, axis, made, language)).collect();
        page.decided = stands.decided.as_ref().map(|decided| {
            let second = decided.second.as_ref().map_or(0, |(_, at)| at.micros());
            DecidedView {
                axes: settled(framework, decided, language),
                plain: decided.plain.clone(),
                by: kept::decider(row),
                at: decided.at.micros(),
                waits: !decided.binds(),
                mine: decided.by == actor.id,
                second: row.second_name.clone(),
                second_at: second,
            }
        });
        page
    }

    /// The same page with everything that was typed, and which axes lack a reason.
    pub fn again(mut self, wish: &Wish, lacking: &[String]) -> Self {
        for choice in &mut self.choices {
            if let Some(chosen) = wish.chosen.get(&choice.id) {
                choice.levels.iter_mut().for_each(|level| level.chosen = chosen.contains(&level.id));
            }
            choice.reason = wish.reasons.get(&choice.id).cloned().unwrap_or_default();
            choice.lacks = lacking.contains(&choice.id);
        }
        self.plain.clone_from(&wish.plain);
        self.lacking = !lacking.is_empty();
        self.moved = lacking.is_empty();
        self
    }
}

fn choice(framework: &Framework, axis: &Axis, made: &Assessment, language: Language) -> ChoiceView {
    let (id, code) = (axis.id.get_ref(), language.code());
    let gives = made.outcome(id).map(|one| one.gives.clone()).unwrap_or_default();
    let level = |level: &meldkamer_domain::triage::Level| LevelView {
        id: level.id.get_ref().clone(),
        text: level.text.in_language(code).to_owned(),
        help: level.definition.as_ref().map_or("", |said| said.in_language(code)).to_owned(),
        chosen: gives.contains(level.id.get_ref()),
        proposed: gives.contains(level.id.get_ref()),
    };
    let reasons = made.reasons(framework, code).into_iter().filter(|one| one.0 == *id);
    ChoiceView {
        id: id.clone(),
        title: axis.title.in_language(code).to_owned(),
        several: axis.combine == Combine::All,
        levels: axis.levels.iter().map(level).collect(),
        proposed: levels(axis, &gives, language).join(", "),
        reasons: reasons.map(|(_, _, words)| words).collect(),
        reason: String::new(),
        lacks: false,
    }
}

fn settled(framework: &Framework, decided: &Decided, language: Language) -> Vec<SettledView> {
    let view = |axis: &Axis| {
        let id = axis.id.get_ref();
        let gives = decided.assessment.outcome(id).map(|one| one.gives.clone()).unwrap_or_default();
        let chosen = decided.chosen.get(id).cloned().unwrap_or_default();
        SettledView {
            title: axis.title.in_language(language.code()).to_owned(),
            chosen: levels(axis, &chosen, language).join(", "),
            proposed: levels(axis, &gives, language).join(", "),
            reason: decided.reasons.get(id).cloned().unwrap_or_default(),
        }
    };
    framework.axes.iter().filter(|axis| axis.decides).map(view).collect()
}

fn sample(decision: Option<Decision>) -> Option<Deciding> {
    let weighing = sheet::sample(FIRST_FRAMEWORK, 2)?;
    let row = weighing.versions.last()?.clone();
    let at = Instant::from_micros(row.at);
    let decided = decision.and_then(|one| decide(&weighing.framework, &weighing.made, one, at).ok());
    let bound = decided.clone().filter(Decided::binds);
    Some(Deciding {
        binding: bound.map(|decided| (row.version, weighing.framework.clone(), decided)),
        dossier: weighing.dossier,
        newest: Some((row, weighing.framework, weighing.made)),
        decided,
        versions: weighing.versions,
    })
}

impl Page for DecisionPage {
    const TEMPLATE: &'static str = "assessment/decision.html";

    fn title(&self) -> &'static str {
        "assessment-decision-title"
    }

    fn samples() -> Vec<Self> {
        let who = |role, id: &str| Actor::staff(role, id, id);
        let (ann, bob) = (who(Role::DutyOfficer, "ann"), who(Role::DutyOfficer, "bob"));
        let team = || {
            Decision::by("ann")
                .choose("intensity", &["technical-team"])
                .because("intensity", "niemand anders kan dit")
        };
        let (Some(open), Some(waits), Some(binds)) =
            (sample(None), sample(Some(team())), sample(Some(Decision::by("ann"))))
        else {
            return Vec::new();
        };
        let none =
            Deciding { newest: None, decided: None, binding: None, versions: Vec::new(), ..open.clone() };
        let older = binds.binding.clone().map(|(_, framework, decided)| (1, framework, decided));
        let anew = Deciding { binding: older, ..open.clone() };
        let mut wish = Wish { plain: "<b>".into(), ..Wish::default() };
        wish.chosen.insert("urgency".into(), vec!["planned".into()]);
        vec![
            Self::of(&none, &ann, Language::Dutch),
            Self::of(&open, &ann, Language::Dutch),
            Self::of(&anew, &ann, Language::Dutch),
            Self::of(&open, &ann, Language::English).again(&wish, &["urgency".into()]),
            Self::of(&open, &ann, Language::English).again(&wish, &[]),
            Self::of(&open, &who(Role::Analyst, "cas"), Language::English),
            Self::of(&waits, &ann, Language::Dutch),
            Self::of(&waits, &bob, Language::Dutch),
            Self::of(&binds, &bob, Language::Dutch),
        ]
    }
}
