//! A finding and a course of action as pages show them, at the desk and outside.

use meldkamer_domain::{
    course::{Both, Course},
    technique::Technique,
};
use meldkamer_store::material::finding::FindingRow;
use serde::Serialize;

/// A finding.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Finding {
    pub id: String,
    pub title: String,
    pub lines: Vec<String>,
    pub technique: String,
    pub technique_address: String,
    pub tactic: String,
    pub evidence: String,
    pub confidence: String,
    pub released_at: Option<i64>,
}

/// A course of action.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Action {
    pub id: String,
    pub name: String,
    /// Field and text, in the reader's language.
    pub texts: Vec<(&'static str, String)>,
    /// Field and code.
    pub choices: Vec<(&'static str, String)>,
    pub effort: Option<i64>,
    pub expires: String,
    pub released_at: Option<i64>,
    /// Fields that are not in both languages yet.
    pub gaps: Vec<&'static str>,
}

impl Finding {
    /// Of a row.
    pub fn of(row: &FindingRow) -> Self {
        let technique = Technique::parse(&row.technique);
        Self {
            id: row.id.clone(),
            title: row.title.clone(),
            lines: row.body.lines().map(str::to_owned).collect(),
            technique: row.technique.clone(),
            technique_address: technique.map(|one| one.address()).unwrap_or_default(),
            tactic: row.tactic.clone(),
            evidence: row.evidence.clone(),
            confidence: row.confidence.clone(),
            released_at: row.released_at,
        }
    }

    /// For samples of pages.
    pub fn sample() -> Self {
        Self {
            id: "fnd_1".into(),
            title: "Webshell <b> op de mailserver".into(),
            lines: vec!["Geplaatst op 18 november.".into(), "Nog aanwezig.".into()],
            technique: "T1505.003".into(),
            technique_address: "https://attack.mitre.org/techniques/T1505/003/".into(),
            tactic: "persistence".into(),
            evidence: "EV-3".into(),
            confidence: "high".into(),
            released_at: None,
        }
    }
}

impl Action {
    /// Of a course, in one language.
    pub fn of(id: &str, course: &Course, released_at: Option<i64>, language: &str) -> Self {
        let texts = course.texts().into_iter().filter(|(field, _)| *field != "name");
        let texts = texts.map(|(field, text)| (field, text.in_language(language).to_owned()));
        let choices = course.choices().map(|(field, chosen, _)| (field, chosen.to_owned()));
        Self {
            id: id.to_owned(),
            name: course.name.in_language(language).to_owned(),
            texts: texts.filter(|(_, text)| !text.trim().is_empty()).collect(),
            choices: choices.into_iter().filter(|(_, code)| !code.is_empty()).collect(),
            effort: course.effort,
            expires: course.expires.clone(),
            released_at,
            gaps: course.gaps(),
        }
    }

    /// For samples of pages.
    pub fn sample() -> Self {
        let both = |text: &str| Both { nl: text.into(), en: String::new() };
        let course = Course {
            name: both("Zet <b> uit"),
            description: both("Haal de stekker eruit."),
            level: "now".into(),
            who: "administrator".into(),
            stage: "response".into(),
            kind: "hardening".into(),
            verb: "deny".into(),
            cost: "low".into(),
            efficacy: "high".into(),
            impact: "none".into(),
            reversible: "yes".into(),
            effort: Some(30),
            expires: "2026-12-31".into(),
            ..Course::default()
        };
        Self::of("cou_1", &course, None, "nl")
    }
}
