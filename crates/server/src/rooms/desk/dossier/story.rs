//! What happened in a dossier, in order: the journal, with the words that belong to each line.

use crate::rooms::desk::Who;
use meldkamer_app::{clocks::TOLD, desk::read::Opened};
use meldkamer_domain::journal::Outcome;
use meldkamer_store::{errand::ErrandRow, journal::EntryRow};
use serde::Serialize;

/// The line of an errand that a courier took, whether it arrived or not.
const TRIED: &str = "errand-deliver";

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
    /// The key of what it was about: the stage that was filed, the kind of errand that was delivered.
    pub about: String,
    /// The reason that was given, who it was delivered to.
    pub text: String,
}

/// The timeline, the newest first, and apart from it who only looked.
///
/// `whom` names the one that an errand was for.
pub fn story(opened: &Opened, whom: impl Fn(&ErrandRow) -> String) -> (Vec<Event>, Vec<Event>) {
    let event = |entry: &EntryRow| {
        let plain = Event {
            at: entry.at,
            who: Who::of(&entry.actor, &opened.colleagues),
            what: entry.verb.replace('.', "-"),
            kind: if entry.outcome == Outcome::Done.name() { "act" } else { "refused" },
            ..Event::default()
        };
        beside(plain, opened, entry.seq, &whom)
    };
    let mut story: Vec<Event> = opened.acts.iter().map(event).collect();
    story.extend(moments(opened));
    story.sort_by_key(|event| std::cmp::Reverse(event.at));
    (together(story), opened.looks.iter().map(event).collect())
}

/// With the words that belong to an entry: what a filing was, what was delivered to whom, or the reason
/// written with an act.
fn beside(plain: Event, opened: &Opened, seq: i64, whom: &impl Fn(&ErrandRow) -> String) -> Event {
    if let Some((filing, _)) = opened.filings.iter().find(|(filing, _)| filing.seq == seq) {
        let text = if filing.version > 1 { format!("({})", filing.version) } else { String::new() };
        return Event { about: format!("desk-stage-{}", filing.stage), text, ..plain };
    }
    if plain.what == TRIED {
        let done = opened.errands.iter().find(|one| one.done_at == Some(plain.at));
        let Some(done) = done else { return plain };
        let about = format!("desk-errand-kind-{}", done.kind);
        return Event { what: "errand-delivered".into(), about, text: whom(done), ..plain };
    }
    let written = opened.messages.iter().find(|one| one.at == plain.at && one.kind == "event");
    Event { text: written.map(|one| one.body.clone()).unwrap_or_default(), ..plain }
}

/// With tries that follow each other told once, and how many there were.
fn together(story: Vec<Event>) -> Vec<Event> {
    let mut told: Vec<(Event, usize)> = Vec::new();
    for event in story {
        match told.last_mut() {
            Some((last, tries)) if last.what == TRIED && event.what == TRIED => *tries += 1,
            _ => told.push((event, 1)),
        }
    }
    let counted = |(event, tries)| match tries {
        1 => event,
        _ => Event { text: format!("{tries} ×"), ..event },
    };
    told.into_iter().map(counted).collect()
}

/// The moments as they are told now, at the time that they name.
fn moments(opened: &Opened) -> impl Iterator<Item = Event> {
    TOLD.into_iter().filter_map(|(name, _)| {
        let told = opened.moments.iter().rfind(|one| one.name == name)?;
        Some(Event {
            at: told.value?,
            who: Who::of(&told.actor, &opened.colleagues),
            what: name.to_owned(),
            kind: "moment",
            text: told.reason.clone(),
            ..Event::default()
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
        about: "desk-stage-early-warning".into(),
        text: "(2)".into(),
    };
    let verbs = meldkamer_domain::access::Verb::ALL.iter().map(|verb| verb.name().replace('.', "-"));
    let mut all: Vec<Event> = verbs.map(|verb| event(&verb, "act")).collect();
    all.extend(TOLD.iter().map(|(name, _)| event(name, "moment")));
    all.push(event("errand-delivered", "act"));
    all.push(event("dossier-merge", "refused"));
    all
}
