//! The desk: what the CSIRT's own people do with dossiers, one act each.
//!
//! Each act reads the dossier anew, compares the version that the person looked at, changes it, puts
//! it in its place in the queue and notes it. Assessing and answering are other rooms.

pub mod dossier;
pub mod intake;
pub mod mark;
pub mod queue;
pub mod read;
pub mod shift;
pub mod tie;

use crate::{
    Act, Actor, Failed, chance,
    filing::{stored, together},
};
use meldkamer_domain::{
    access::Permit,
    filing::Filing,
    id::{DossierId, MessageId},
    reference::Reference,
    refused::Refused,
};
use meldkamer_store::{
    Asks,
    dossier::{self as dossiers, DossierRow},
    filing as filings, help,
    message::{self, MessageRow},
};

/// The dossier under a reference as people write it, or under its id as links from the house have it.
pub async fn find(asks: &impl Asks, reference: &str) -> Result<DossierRow, Failed> {
    if let Ok(id) = reference.parse::<DossierId>() {
        return dossiers::by_id(asks, &id.to_string()).await?.ok_or(Failed::NOT_FOUND);
    }
    let reference: Reference = reference.parse().map_err(|_| Failed::NOT_FOUND)?;
    dossiers::by_reference(asks, reference.as_str()).await?.ok_or(Failed::NOT_FOUND)
}

/// The dossier under a reference, held until the act is over.
pub(crate) async fn take(act: &Act<'_>, reference: &str) -> Result<DossierRow, Failed> {
    let found = find(act.tx()?, reference).await?;
    dossiers::for_change(act.tx()?, &found.id).await?.ok_or(Failed::NOT_FOUND)
}

/// Refuses when somebody changed the dossier since the person saw it.
pub(crate) fn unmoved(row: &DossierRow, seen: i64) -> Result<(), Failed> {
    if row.version == seen { Ok(()) } else { Err(Refused::Moved.into()) }
}

/// A reason that must be written.
pub(crate) fn reason(text: &str) -> Result<&str, Failed> {
    match text.trim() {
        "" => Err(Refused::ReasonNeeded { field: "reason".into() }.into()),
        text => Ok(text),
    }
}

/// All that the reporter told so far, as one.
pub(crate) async fn told(act: &Act<'_>, dossier: &str) -> Result<Filing, Failed> {
    let rows = filings::of_dossier(act.tx()?, dossier).await?;
    let read = rows.iter().map(|one| stored(act.house, &one.stage, &one.answers, one.submitted_at));
    Ok(together(read.collect::<Result<Vec<Filing>, _>>()?))
}

/// Keeps a dossier that somebody changed, in its place in the queue.
pub(crate) async fn settle(act: &Act<'_>, permit: &Permit, row: &mut DossierRow) -> Result<(), Failed> {
    row.changed_at = act.at.micros();
    place(act, permit, row).await
}

/// Puts a dossier in its place in the queue and keeps it.
pub(crate) async fn place(act: &Act<'_>, permit: &Permit, row: &mut DossierRow) -> Result<(), Failed> {
    let facts = told(act, &row.id).await?.facts();
    let asked = help::of_dossier(act.tx()?, &row.id).await?.into_iter().next();
    crate::queue::place(row, &facts, asked.as_ref(), act.at);
    if !dossiers::save(act.tx()?, permit, row).await? {
        return Err(Refused::Moved.into());
    }
    row.version += 1;
    Ok(())
}

/// Keeps a text that only the CSIRT sees: a note, or the reason of an event.
pub(crate) async fn jot(
    act: &Act<'_>,
    permit: &Permit,
    dossier: &str,
    kind: &str,
    text: &str,
) -> Result<(), Failed> {
    let row = MessageRow {
        id: MessageId::new(act.at, chance::bytes()).to_string(),
        dossier: dossier.to_owned(),
        direction: "own".into(),
        kind: kind.to_owned(),
        author: name(&act.actor),
        body: text.to_owned(),
        at: act.at.micros(),
        read_at: None,
    };
    Ok(message::add(act.tx()?, permit, &row).await?)
}

fn name(actor: &Actor) -> String {
    if actor.name.is_empty() { actor.role.name().to_owned() } else { actor.name.clone() }
}

/// The state a dossier has by what was done with it, when nothing else keeps it closed.
pub(crate) fn open_state(row: &DossierRow) -> &'static str {
    match (row.answered_at, row.decision.is_empty() && row.urgency.is_empty()) {
        (Some(_), _) => "answered",
        (None, false) => "assessed",
        (None, true) => "received",
    }
}

/// Whether nothing more is done with a dossier.
pub(crate) fn is_over(row: &DossierRow) -> bool {
    matches!(row.state.as_str(), "closed" | "withdrawn" | "merged")
}
