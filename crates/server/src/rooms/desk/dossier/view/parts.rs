//! Parts of the page of a dossier: messages, requests for help, other dossiers, files and errands.

use crate::rooms::desk::{Who, dossier::law};
use meldkamer_app::{desk::read::Opened, library::Library};
use meldkamer_domain::indicator;
use meldkamer_store::{dossier::DossierRow, errand::ErrandRow, message::MessageRow};
use serde::Serialize;
use std::collections::BTreeSet;

#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Message {
    /// `in`, `out` or `own`.
    pub(super) direction: String,
    pub(super) author: String,
    pub(super) body: String,
    pub(super) at: i64,
    pub(super) read_at: Option<i64>,
}

#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Help {
    pub(super) urgency: String,
    pub(super) asked_at: i64,
    pub(super) seen_at: Option<i64>,
    pub(super) seen_name: String,
}

/// Another dossier.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Other {
    pub(super) reference: String,
    pub(super) organisation: String,
    /// What ties it: `recurring` with its title, or the kind of trait that is shared with the trait.
    pub(super) shares: Vec<(String, String)>,
}

#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Link {
    pub(super) id: String,
    pub(super) kind: String,
    pub(super) reason: String,
    pub(super) who: Who,
    pub(super) at: i64,
    pub(super) other: Other,
}

#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct File {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) kib: i64,
    pub(super) who: Who,
    pub(super) at: i64,
}

#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Errand {
    /// `mail`, `webhook`, `copy` or `forward`.
    pub(super) kind: String,
    /// Which letter a mail carries.
    pub(super) letter: String,
    pub(super) target: String,
    /// `waiting`, `done` or `stuck`.
    pub(super) state: String,
    pub(super) attempts: i64,
    /// Code of why the last try failed, and what was said.
    pub(super) why: String,
    pub(super) error: String,
    pub(super) proof: String,
    pub(super) at: i64,
}

pub(super) fn message(row: &MessageRow) -> Message {
    Message {
        direction: row.direction.clone(),
        author: row.author.clone(),
        body: row.body.clone(),
        at: row.at,
        read_at: row.read_at,
    }
}

pub(super) fn help(opened: &Opened) -> Vec<Help> {
    let one = |row: &meldkamer_store::help::HelpRow| Help {
        urgency: row.urgency.clone(),
        asked_at: row.asked_at,
        seen_at: row.seen_at,
        seen_name: row.seen_name.clone(),
    };
    opened.help.iter().map(one).collect()
}

pub(super) fn other(row: &DossierRow) -> Other {
    Other {
        reference: row.reference.clone(),
        organisation: row.organisation.clone(),
        shares: vec![("recurring".into(), row.title.clone())],
    }
}

/// Dossiers that share something with this one, and those of the same organisation, each once.
pub(super) fn others(opened: &Opened) -> Vec<Other> {
    let mut others: Vec<Other> = Vec::new();
    let sharing = opened.sharing.iter().map(|row| Other {
        reference: row.reference.clone(),
        organisation: row.organisation.clone(),
        shares: vec![(row.kind.clone(), shown(&row.kind, &row.value))],
    });
    for one in sharing.chain(opened.recurring.iter().map(other)) {
        match others.iter_mut().find(|known| known.reference == one.reference) {
            Some(known) => known.shares.extend(one.shares),
            None => others.push(one),
        }
    }
    others
}

/// How many more share something with this one than are shown.
pub(super) fn more(opened: &Opened) -> usize {
    let shown: BTreeSet<_> = opened.sharing.iter().map(|row| &row.dossier).collect();
    let all = opened.sharing.first().map_or(0, |row| usize::try_from(row.dossiers).unwrap_or_default());
    all.saturating_sub(shown.len())
}

/// What is shared, as it can be shown and as it is searched for.
pub(super) fn searches(opened: &Opened) -> Vec<(String, String)> {
    let shared: BTreeSet<_> = opened.sharing.iter().map(|row| (&row.kind, &row.value)).collect();
    shared.into_iter().map(|(kind, value)| (shown(kind, value), value.clone())).collect()
}

/// A trait as it can be shown: nobody follows an attacker's address by accident.
fn shown(kind: &str, value: &str) -> String {
    let indicator = Some(value).filter(|_| kind != "supplier").and_then(indicator::recognise);
    indicator.map_or_else(|| value.to_owned(), |(kind, value)| indicator::defanged(kind, &value))
}

pub(super) fn links(opened: &Opened) -> Vec<Link> {
    let link = |(row, to): &(meldkamer_store::link::LinkRow, DossierRow)| Link {
        id: row.id.clone(),
        kind: row.kind.clone(),
        reason: row.reason.clone(),
        who: Who::of(&row.actor, &opened.colleagues),
        at: row.at,
        other: other(to),
    };
    opened.links.iter().map(link).collect()
}

pub(super) fn files(opened: &Opened) -> Vec<File> {
    let file = |row: &meldkamer_store::message::AttachmentRow| File {
        id: row.id.clone(),
        name: row.name.clone(),
        kib: (row.size + 1023) / 1024,
        who: Who::of(&row.actor, &opened.colleagues),
        at: row.at,
    };
    opened.files.iter().map(file).collect()
}

pub(super) fn errand(row: &ErrandRow, library: &Library, day: jiff::civil::Date, language: &str) -> Errand {
    let payload: serde_json::Value = serde_json::from_str(&row.payload).unwrap_or_default();
    let letter = payload["letter"].as_str().filter(|_| row.kind == "mail").unwrap_or_default();
    let (why, error) = row.why();
    Errand {
        kind: row.kind.clone(),
        letter: letter.to_owned(),
        target: law::target(row, library, day, language),
        state: row.state.clone(),
        attempts: row.attempts,
        why,
        error,
        proof: row.proof.clone(),
        at: row.done_at.unwrap_or(row.created_at),
    }
}
