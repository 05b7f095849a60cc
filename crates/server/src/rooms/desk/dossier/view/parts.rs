//! Parts of the page of a dossier: messages, requests for help, other dossiers, files and errands.

use crate::rooms::desk::{Who, dossier::law};
use meldkamer_app::{desk::read::Opened, library::Library};
use meldkamer_domain::indicator;
use meldkamer_store::{dossier::DossierRow, errand::ErrandRow, message::MessageRow};
use serde::Serialize;

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
    /// `recurring` or the kind of trait that is shared.
    pub(super) kind: String,
    pub(super) value: String,
    pub(super) at: i64,
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
    /// `mail`, `webhook` or `copy`.
    pub(super) kind: String,
    pub(super) target: String,
    /// `waiting`, `done` or `stuck`.
    pub(super) state: String,
    pub(super) attempts: i64,
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
        kind: "recurring".into(),
        value: row.title.clone(),
        at: row.received_at,
    }
}

pub(super) fn others(opened: &Opened) -> Vec<Other> {
    let sharing = opened.sharing.iter().map(|row| Other {
        reference: row.reference.clone(),
        organisation: row.organisation.clone(),
        kind: row.kind.clone(),
        value: shown(&row.kind, &row.value),
        at: 0,
    });
    sharing.chain(opened.recurring.iter().map(other)).collect()
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
    let copy = matches!(row.kind.as_str(), "copy" | "forward");
    Errand {
        kind: row.kind.clone(),
        target: if copy { law::body(library, &row.target, day, language) } else { row.target.clone() },
        state: row.state.clone(),
        attempts: row.attempts,
        error: row.error.clone(),
        proof: row.proof.clone(),
        at: row.done_at.unwrap_or(row.created_at),
    }
}
