//! The page that holds a version of a framework against old dossiers. It changes nothing.

use super::view::{Change, changes};
use crate::{language::Language, page::Page};
use meldkamer_app::{
    library::Library,
    triage::{FIRST_FRAMEWORK, replay::Replayed},
};
use meldkamer_domain::triage::Framework;
use serde::Serialize;

/// One dossier with what would change.
#[derive(Clone, Debug, Serialize)]
struct RowView {
    reference: String,
    organisation: String,
    address: String,
    version: String,
    at: i64,
    changes: Vec<Change>,
}

/// One version of a framework to choose.
#[derive(Clone, Debug, Serialize)]
struct ChoiceView {
    value: String,
    text: String,
    chosen: bool,
}

/// The page.
#[derive(Clone, Debug, Serialize)]
pub struct ReplayPage {
    choices: Vec<ChoiceView>,
    framework: String,
    version: String,
    looked_at: usize,
    would_change: usize,
    rows: Vec<RowView>,
}

impl ReplayPage {
    /// The page of a replay.
    pub fn of(seen: &Replayed, language: Language) -> Self {
        let (framework, code) = (&seen.framework, language.code());
        let choice = |one: &Framework| ChoiceView {
            value: format!("{}@{}", one.id, one.version),
            text: format!("{} {}", one.title.in_language(code), one.version),
            chosen: (&one.id, &one.version) == (&framework.id, &framework.version),
        };
        let changed = seen.rows.iter().filter(|(_, changed)| changed.differs());
        let of_version = |id: &str, version: &str| {
            seen.choices.iter().find(|one| (one.id.as_str(), one.version.as_str()) == (id, version))
        };
        let rows: Vec<RowView> = changed
            .map(|(known, changed)| RowView {
                reference: known.reference.clone(),
                organisation: known.organisation.clone(),
                address: format!("/desk/dossiers/{}/assessment", known.reference),
                version: known.framework_version.clone(),
                at: known.at,
                changes: {
                    let then = of_version(&known.framework, &known.framework_version).unwrap_or(framework);
                    changes((then, &changed.before), (framework, &changed.after), language)
                },
            })
            .collect();
        Self {
            choices: seen.choices.iter().map(choice).collect(),
            framework: framework.title.in_language(code).to_owned(),
            version: framework.version.clone(),
            looked_at: seen.rows.len(),
            would_change: rows.len(),
            rows,
        }
    }
}

impl Page for ReplayPage {
    const TEMPLATE: &'static str = "assessment/replay.html";

    fn title(&self) -> &'static str {
        "assessment-replay-title"
    }

    fn samples() -> Vec<Self> {
        let Ok((library, _)) = Library::open(None) else { return Vec::new() };
        let choices = library.frameworks.frameworks.clone();
        let Some(framework) = choices.iter().find(|one| one.id == FIRST_FRAMEWORK).cloned() else {
            return Vec::new();
        };
        let none = Self::of(&Replayed { choices, framework, rows: Vec::new() }, Language::Dutch);
        let Some(weighing) = super::sheet::sample(FIRST_FRAMEWORK, 0) else { return Vec::new() };
        let (before, after) =
            ((&weighing.framework, &weighing.proposed), (&weighing.framework, &weighing.made));
        let row = RowView {
            reference: "NL-26-7K3F-9QXT-M".into(),
            organisation: "Waterbedrijf <Noord>".into(),
            address: "/desk/dossiers/NL-26-7K3F-9QXT-M/assessment".into(),
            version: "2025.2".into(),
            at: 1_763_650_000_000_000,
            changes: changes(before, after, Language::Dutch),
        };
        vec![none.clone(), Self { looked_at: 12, would_change: 1, rows: vec![row], ..none }]
    }
}
