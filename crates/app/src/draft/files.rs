//! Files in a draft: ordinary attachments that become the dossier's when the draft is filed.
//!
//! Nothing in them is ever opened. Not here: files of a dossier ([`crate::attachment`]).

use crate::{
    Act, Door, Failed, House, Subject,
    attachment::{self, Kept},
    erasing::forget,
    tie,
};
use meldkamer_domain::access::{Permit, Verb};
use meldkamer_store::message::{self, AttachmentRow};
use serde_json::json;

/// So many files one draft holds.
pub const MOST: usize = 20;

/// What a form brings besides words: files to add, and ids of files to leave out again.
#[derive(Clone, Debug, Default)]
pub struct Bundle {
    /// Files whose bytes are in the depot already.
    pub add: Vec<Kept>,
    /// Ids of files that are dropped.
    pub drop: Vec<String>,
}

/// The files of a draft, oldest first.
pub(super) async fn of(house: &House, draft: &str) -> Result<Vec<AttachmentRow>, Failed> {
    Ok(message::files_of_draft(&house.database, draft).await?)
}

/// Drops and adds; false when there would be too many, and then none is added.
pub(super) async fn change(
    act: &Act<'_>,
    permit: &Permit,
    draft: &str,
    bundle: &Bundle,
) -> Result<bool, Failed> {
    for id in &bundle.drop {
        let file = message::file(act.tx()?, id).await?;
        if message::drop_from_draft(act.tx()?, permit, draft, id).await?
            && let Some(file) = file
        {
            forget::send(act, permit, &file.id, &file.digest).await?;
        }
    }
    if bundle.add.is_empty() {
        return Ok(true);
    }
    let there = message::files_of_draft(act.tx()?, draft).await?;
    // The same file sent twice, as after "back" in a browser, is one.
    let new = bundle
        .add
        .iter()
        .filter(|one| !there.iter().any(|known| known.digest == one.digest && known.name == one.name));
    let new: Vec<&Kept> = new.collect();
    if there.len() + new.len() > MOST {
        return Ok(false);
    }
    for file in new {
        message::attach(act.tx()?, permit, &attachment::row_of_draft(act, draft, file)).await?;
    }
    Ok(true)
}

/// A file of a draft with its bytes; fetching it is journalled as a read.
pub async fn fetch(
    house: &House,
    door: &Door,
    draft_id: &str,
    id: &str,
) -> Result<(AttachmentRow, bytes::Bytes), Failed> {
    let found = message::file(&house.database, id).await?;
    let found = found.filter(|file| file.draft.as_deref() == Some(draft_id)).ok_or(Failed::NOT_FOUND)?;
    // The depot may be far away: nothing waits for it inside the act.
    let bytes = house.depot.get(&found.digest).await?;
    let mut act = house.begin(door).await?;
    let permit = act.may(Verb::ReadDraft, Subject::draft(draft_id), tie::to_draft(door, draft_id)).await?;
    act.note(permit, json!({"read": "file", "file": id})).await?;
    Ok((found, bytes))
}
