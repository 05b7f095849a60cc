//! Limits of the law as clocks on a page: which stage, when, under which clause, and why then.
//!
//! Any room that shows clocks to people outside draws them from here with `parts/show.html`.

use crate::{
    rooms::draft::fields::View,
    words::{Gaps, gap},
};
use jiff::civil::Date;
use meldkamer_app::{clocks, judgement};
use meldkamer_domain::law::Law;
use meldkamer_store::clock::DeadlineRow;
use serde::Serialize;

/// Less than this before the limit, in microseconds, it is called soon.
const SOON: i64 = 6 * 3_600_000_000;

/// One clock.
#[derive(Clone, Debug, Serialize)]
pub struct Limit {
    /// The stage's name in the law.
    pub stage: String,
    /// The stage's id.
    pub id: String,
    /// What the stage asks.
    pub asks: String,
    /// `open`, `soon`, `late` or `done`.
    pub state: &'static str,
    /// When to aim for, where that is before the limit, in microseconds.
    pub aim: Option<i64>,
    /// The legal limit.
    pub due: i64,
    /// When it was done.
    pub done_at: Option<i64>,
    /// The clause.
    pub clause: String,
    /// Whether the rule was confirmed in the text itself.
    pub confirmed: bool,
    /// Why it is this moment, in sentences.
    pub why: Vec<String>,
}

impl Limit {
    /// The clocks of a dossier as they were kept, what is still to be done first.
    pub fn of_rows(view: View<'_>, law: &Law, day: Date, rows: Vec<DeadlineRow>) -> Vec<Self> {
        let mut all: Vec<_> = rows
            .into_iter()
            .map(|row| {
                let met = row.met_at;
                Self {
                    done_at: met,
                    state: state(met, row.due, view),
                    ..Self::of(view, law, day, &clocks::limit(row))
                }
            })
            .collect();
        all.sort_by_key(|one| (one.done_at.is_some(), one.due));
        all
    }

    /// A clock that was worked out and not kept.
    pub fn of(view: View<'_>, law: &Law, day: Date, limit: &judgement::Limit) -> Self {
        let language = view.language.code();
        let regime = law.regime(&limit.regime, day);
        let stage =
            regime.and_then(|regime| regime.stages.iter().find(|one| *one.id.get_ref() == limit.stage));
        let due = limit.due.micros();
        Self {
            stage: stage.map_or(limit.stage.as_str(), |stage| stage.name.in_language(language)).to_owned(),
            id: limit.stage.clone(),
            asks: stage.map(|stage| stage.asks.in_language(language).to_owned()).unwrap_or_default(),
            state: state(None, due, view),
            aim: Some(limit.aim.micros()).filter(|aim| *aim != due),
            due,
            done_at: None,
            clause: limit.clause.clone(),
            confirmed: limit.confirmed,
            why: limit.why.iter().map(|(code, arguments)| why(view, code, arguments)).collect(),
        }
    }

    /// Clocks to look at.
    pub fn samples() -> Vec<Self> {
        let one = |state, done_at| Self {
            stage: "Melding".into(),
            id: "notification".into(),
            asks: "Bijgewerkte gegevens.".into(),
            state,
            aim: Some(1_763_700_000_000_000),
            due: 1_763_800_000_000_000,
            done_at,
            clause: "Cbw 27".into(),
            confirmed: done_at.is_none(),
            why: vec!["72 uur.".into()],
        };
        vec![
            one("open", None),
            one("soon", None),
            one("late", None),
            one("done", Some(1_763_653_200_000_000)),
        ]
    }
}

fn state(met: Option<i64>, due: i64, view: View<'_>) -> &'static str {
    let left = due - view.now.micros();
    match met {
        Some(_) => "done",
        None if left < 0 => "late",
        None if left < SOON => "soon",
        None => "open",
    }
}

/// Why a limit falls when it does, in a sentence.
fn why(view: View<'_>, code: &str, arguments: &[(String, String)]) -> String {
    let mut gaps = Gaps::new();
    for (name, value) in arguments {
        let said = match name.as_str() {
            "trigger" => said(view, &format!("door-trigger-{value}")),
            "unit" => said(view, &format!("door-period-{value}")),
            "rest" => said(view, &format!("door-rest-{value}")),
            _ => value.clone(),
        };
        gaps.set(name.clone(), gap(said));
    }
    view.words.say_anyhow(view.language, &format!("door-why-{code}"), &gaps)
}

/// A word for a code; the code itself where there is none, such as the name of a holiday.
fn said(view: View<'_>, key: &str) -> String {
    match view.words.knows(view.language, key) {
        true => view.words.say_anyhow(view.language, key, &Gaps::new()),
        false => key.rsplit_once('-').map_or(key, |(_, code)| code).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{language::Language, texts::Texts, words::Words};
    use meldkamer_app::library::Library;
    use meldkamer_domain::{
        deadline::{Moments, Pace},
        fact::Facts,
        time::Instant,
    };

    #[test]
    fn every_reason_is_a_whole_sentence() {
        let (library, _) = Library::open(None).unwrap();
        let words = Words::read(&Texts::embedded()).unwrap();
        let zone = jiff::tz::TimeZone::get("Europe/Amsterdam").unwrap();
        let aware = Instant::parse("2026-11-20T15:40:00Z").unwrap();
        let day = aware.in_zone(&zone).date();
        let mut moments = Moments { aware: Some(aware), ..Moments::default() };
        moments.submitted.insert("notification".into(), Instant::parse("2026-11-26T12:00:00Z").unwrap());
        let facts = Facts::default();
        for language in Language::ALL {
            let view = View { language, words: &words, zone: &zone, now: aware };
            let limits = judgement::limits(&library, "nl-cbw", &moments, &facts, &zone, Pace::Real, day);
            assert!(limits.len() >= 3);
            for limit in limits {
                let drawn = Limit::of(view, &library.law, day, &limit);
                assert!(
                    !drawn.why.is_empty() && drawn.why.iter().all(|why| !why.contains("door-")),
                    "{drawn:?}"
                );
                assert!(drawn.why.iter().all(|why| !why.contains('{')), "{drawn:?}");
            }
        }
    }
}
