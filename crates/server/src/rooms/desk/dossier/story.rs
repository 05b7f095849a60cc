//! What happened in a dossier, in order: the journal, with the words that belong to each line.

use crate::rooms::desk::Who;
use meldkamer_app::{clocks::TOLD, desk::read::Opened, library::Library};
use meldkamer_domain::journal::Outcome;
use meldkamer_store::journal::EntryRow;
use serde::Serialize;

/// One line of the timeline.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Event {
    /// When, in microseconds.
    pub at: i64,
    /// By whom.
    pub who: Who,
    /// The last part of a key `desk-verb-…`; for a moment that was told, of `desk-moment-…`.
    pub what: String,
    /// `act`, `refused` or `moment`.
    pub kind: &'static str,
    /// The stage that was filed, the reason that was given.
    pub text: String,
}

/// The timeline, the newest first, and apart from it who only looked.
pub fn story(opened: &Opened, library: &Library, language: &str) -> (Vec<Event>, Vec<Event>) {
    let event = |entry: &EntryRow| Event {
        at: entry.at,
        who: Who::of(&entry.actor, &opened.colleagues),
        what: entry.verb.replace('.', "-"),
        kind: if entry.outcome == Outcome::Done.name() { "act" } else { "refused" },
        text: beside(opened, entry.seq, entry.at),
    };
    let mut story: Vec<Event> = opened.acts.iter().map(event).collect();
    story.extend(moments(opened, library, language));
    story.sort_by_key(|event| std::cmp::Reverse(event.at));
    (story, opened.looks.iter().map(event).collect())
}

/// The words that belong to an entry: what a filing was, or the reason written with an act.
fn beside(opened: &Opened, seq: i64, at: i64) -> String {
    if let Some((filing, _)) = opened.filings.iter().find(|(filing, _)| filing.seq == seq) {
        return format!("{} {}", filing.stage, filing.version);
    }
    let event = opened.messages.iter().find(|one| one.at == at && one.kind == "event");
    event.map(|one| one.body.clone()).unwrap_or_default()
}

/// The moments as they are told now, at the time that they name.
fn moments<'a>(
    opened: &'a Opened,
    library: &'a Library,
    language: &'a str,
) -> impl Iterator<Item = Event> + 'a {
    TOLD.into_iter().filter_map(move |(name, question)| {
        let told = opened.moments.iter().rfind(|one| one.name == name)?;
        let label = library.catalogue.question(question)?.field.label.in_language(language);
        Some(Event {
            at: told.value?,
            who: Who::of(&told.actor, &opened.colleagues),
            what: name.to_owned(),
            kind: "moment",
            text: if told.reason.is_empty() { label.to_owned() } else { format!("{label} {}", told.reason) },
        })
    })
}

/// A timeline for the page's samples: every verb that a dossier can meet.
pub fn samples() -> Vec<Event> {
    let event = |what: &str, kind| Event {
        at: 1_763_653_200_000_000,
        who: Who { name: "Ans".into(), role: "analyst".into() },
        what: what.to_owned(),
        kind,
        text: "early-warning 1".into(),
    };
    let verbs = meldkamer_domain::access::Verb::ALL.iter().map(|verb| verb.name().replace('.', "-"));
    let mut all: Vec<Event> = verbs.map(|verb| event(&verb, "act")).collect();
    all.extend(TOLD.iter().map(|(name, _)| event(name, "moment")));
    all.push(event("dossier-merge", "refused"));
    all
}
