//! Messages from the reporter to the CSIRT. What the CSIRT writes is the desk's.

use crate::{
    Act, Door, Failed, House, Subject,
    attachment::{self, Kept},
    chance, mine, once, queue, tie,
};
use meldkamer_domain::{
    access::{Permit, Verb},
    id::MessageId,
    refused::Refused,
};
use meldkamer_store::{
    dossier::{self, DossierRow},
    help,
    message::{self, MessageRow},
};
use serde_json::json;

/// The longest message, in characters.
pub const LONGEST: usize = 20_000;

/// Writes to the CSIRT, with a file or without; the dossier moves up in the queue.
///
/// Refused when there is neither text nor file (`message`: `missing`), or too much of it
/// (`too-long`). A dossier that was merged carries the message to the one it was merged into. Sent
/// twice under one mark, it is one message.
pub async fn write(
    house: &House,
    door: &Door,
    id: &str,
    text: &str,
    file: Option<&Kept>,
    mark: &str,
) -> Result<(), Failed> {
    let text = text.trim();
    if text.is_empty() && file.is_none() {
        return Err(Refused::field("message", "missing").into());
    }
    if text.chars().count() > LONGEST {
        return Err(Refused::field("message", "too-long").into());
    }
    let mut act = house.begin(door).await?;
    let row = dossier::for_change(act.tx()?, id).await?.ok_or(Failed::NOT_FOUND)?;
    let permit = act.may(Verb::WriteMessage, Subject::dossier(id), tie::to_dossier(door, &row)).await?;
    if !once::is_new(&act, &permit, &Subject::dossier(id), mark).await? {
        return Ok(());
    }

    let new = MessageRow {
        id: MessageId::new(act.at, chance::bytes()).to_string(),
        dossier: id.to_owned(),
        direction: "in".into(),
        kind: "message".into(),
        author: row.organisation.clone(),
        body: text.to_owned(),
        at: act.at.micros(),
        read_at: None,
    };
    message::add(act.tx()?, &permit, &new).await?;
    if let Some(file) = file {
        let row = attachment::row(&act, id, Some(&new.id), file);
        message::attach(act.tx()?, &permit, &row).await?;
    }
    call_attention(&act, &permit, row).await?;

    act.note(permit, json!({"message": new.id, "file": file.map(|file| &file.digest)})).await?;
    Ok(())
}

/// Counts something new from the reporter and moves the dossier up in the queue: this one, or the
/// one it was merged into, on which somebody at the desk works.
pub(crate) async fn call_attention(act: &Act<'_>, permit: &Permit, row: DossierRow) -> Result<(), Failed> {
    let tx = act.tx()?;
    let mut waiting = match row.merged_into.as_deref() {
        Some(other) => dossier::for_change(tx, other).await?.unwrap_or(row),
        None => row,
    };
    waiting.unread += 1;
    waiting.changed_at = act.at.micros();
    let facts = mine::told(act.house, tx, &waiting.id).await?.facts();
    let help = help::of_dossier(tx, &waiting.id).await?.into_iter().next();
    queue::place(&mut waiting, &facts, help.as_ref(), act.at);
    if dossier::save(tx, permit, &waiting).await? { Ok(()) } else { Err(Refused::Moved.into()) }
}
