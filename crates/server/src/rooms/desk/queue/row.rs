//! One row of the queue, and one alarm above it.

use crate::door::Caller;
use meldkamer_app::library::Library;
use meldkamer_domain::{
    rank::{self, Reason},
    time::Instant,
};
use meldkamer_store::{
    dossier::listed::ListedRow,
    view::{ColleagueRow, RingingRow},
};
use serde::Serialize;
use serde_json::Value;

/// Within this many hours of our own limit a row warns.
const SOON_HOURS: i64 = 4;

/// A dossier in the list.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Row {
    reference: String,
    organisation: String,
    title: String,
    sector: String,
    kind: String,
    state: String,
    mark: String,
    channel: String,
    exercise: bool,
    /// Whether it is not bound to an entity.
    unverified: bool,
    /// Why it stands here, in words.
    reasons: Vec<String>,
    /// Our own clock: `open`, `soon`, `late`, `done`, or nothing when none runs.
    clock: &'static str,
    answer_due: i64,
    received_at: i64,
    assignee: String,
    mine: bool,
    unread: i64,
    urgent: bool,
}

impl Row {
    /// A row as this person reads it.
    pub fn of(row: &ListedRow, colleagues: &[ColleagueRow], library: &Library, caller: &Caller) -> Self {
        let language = caller.language.code();
        let me = caller.signed_in.as_ref().map(|staff| staff.id.as_str());
        let assignee = row.assignee.as_deref();
        let named = colleagues.iter().find(|one| Some(one.id.as_str()) == assignee);
        let kept: Vec<String> = serde_json::from_str(&row.reasons).unwrap_or_default();
        // The sector and the unread messages have places of their own.
        let told =
            |reason: &Reason| !matches!(reason, Reason::Sector(_) | Reason::Unread(_) | Reason::Exercise);
        let reasons = kept.iter().filter_map(|text| Reason::from_text(text)).filter(told);
        Self {
            reference: row.reference.clone(),
            organisation: row.organisation.clone(),
            title: row.title.clone(),
            sector: sector(library, &row.sector, language),
            kind: kind(library, &row.kind, language),
            state: row.state.clone(),
            mark: row.mark.clone(),
            channel: row.channel.clone(),
            exercise: row.exercise == 1,
            unverified: row.entity.is_none(),
            reasons: reasons.map(|reason| rank::words(&reason, language, caller.at)).collect(),
            clock: clock(row.answer_due, row.answered_at, caller.at),
            answer_due: row.answer_due.unwrap_or_default(),
            received_at: row.received_at,
            assignee: named.map(|one| one.name.clone()).unwrap_or_default(),
            mine: me.is_some() && me == assignee,
            unread: row.unread,
            urgent: row.tier <= 1,
        }
    }

    /// Rows of every look.
    pub fn samples() -> Vec<Self> {
        let first = Self {
            reference: "NL-26-K7M4-20PX-3".into(),
            organisation: "Waterbedrijf Noord".into(),
            title: "Alle servers op kantoor zijn versleuteld".into(),
            sector: "Drinkwater".into(),
            kind: "Een significant incident (meldplicht)".into(),
            state: "received".into(),
            channel: "form".into(),
            reasons: vec!["vraagt nu hulp, nog niet gezien".into(), "antwoord over 3 uur".into()],
            clock: "soon",
            answer_due: 1_763_653_200_000_000,
            received_at: 1_763_613_200_000_000,
            assignee: "Ans <b>".into(),
            mine: true,
            unread: 2,
            urgent: true,
            ..Self::default()
        };
        let states = ["assessed", "answered", "working", "waiting", "closed", "withdrawn", "merged"];
        let marks = ["duplicate", "test", "out-of-constituency", ""];
        let clocks = ["open", "late", "done", ""];
        let channels = ["api", "telephone", "mail", "file", "third-party"];
        let more = states.iter().enumerate().map(|(at, state)| Self {
            reference: format!("NL-26-{at}"),
            state: (*state).into(),
            mark: marks[at % 4].into(),
            clock: clocks[at % 4],
            channel: channels[at % 5].into(),
            exercise: at % 2 == 0,
            unverified: at % 3 == 0,
            assignee: String::new(),
            mine: false,
            unread: 0,
            urgent: false,
            reasons: Vec::new(),
            ..first.clone()
        });
        let more: Vec<_> = more.collect();
        std::iter::once(first).chain(more).collect()
    }
}

/// How our own clock stands; nothing when none runs.
pub fn clock(due: Option<i64>, answered: Option<i64>, at: Instant) -> &'static str {
    match (due, answered) {
        (None, _) => "",
        (Some(_), Some(_)) => "done",
        (Some(due), None) if due <= at.micros() => "late",
        (Some(due), None) if due <= at.plus_hours(SOON_HOURS).micros() => "soon",
        (Some(_), None) => "open",
    }
}

/// The name of a sector, or its id where we do not know it.
pub fn sector(library: &Library, id: &str, language: &str) -> String {
    let known = library.law.sectors.iter().find(|one| one.id.get_ref() == id);
    known.map_or_else(|| id.to_owned(), |one| one.name.in_language(language).to_owned())
}

/// The name of a kind of report.
pub fn kind(library: &Library, id: &str, language: &str) -> String {
    let option = library.catalogue.question("not.kind").and_then(|one| one.field.option(id));
    option.map_or_else(|| id.to_owned(), |one| one.said.in_language(language).to_owned())
}

/// An urgent request that nobody has seen.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Ringing {
    reference: String,
    organisation: String,
    title: String,
    sector: String,
    question: String,
    exercise: bool,
    asked_at: i64,
}

impl Ringing {
    /// An alarm with what is asked.
    pub fn of(row: &RingingRow, library: &Library, language: &str) -> Self {
        let answers: Value = serde_json::from_str(&row.answers).unwrap_or_default();
        let question = answers.get("h.question").and_then(Value::as_str).unwrap_or_default();
        Self {
            reference: row.reference.clone(),
            organisation: row.organisation.clone(),
            title: row.title.clone(),
            sector: sector(library, &row.sector, language),
            question: question.to_owned(),
            exercise: row.exercise == 1,
            asked_at: row.asked_at,
        }
    }

    /// One real and one exercise.
    pub fn samples() -> Vec<Self> {
        let real = Self {
            reference: "NL-26-K7M4-20PX-3".into(),
            organisation: "Waterbedrijf Noord".into(),
            title: "Alle servers op kantoor zijn versleuteld".into(),
            sector: "Drinkwater".into(),
            question: "Moeten we de pompen afkoppelen?".into(),
            exercise: false,
            asked_at: 1_763_653_200_000_000,
        };
        let exercise =
            Self { reference: "NL-26-OEF".into(), exercise: true, question: String::new(), ..real.clone() };
        vec![real, exercise]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_own_clock_tells_when_it_is_nearly_over() {
        let at = Instant::from_micros(0);
        let hours = |hours: i64| Some(at.plus_hours(hours).micros());
        assert_eq!(clock(hours(5), None, at), "open");
        assert_eq!(clock(hours(4), None, at), "soon");
        assert_eq!(clock(hours(0), None, at), "late");
        assert_eq!(clock(hours(-9), hours(-10), at), "done");
        assert_eq!(clock(None, None, at), "");
    }
}
