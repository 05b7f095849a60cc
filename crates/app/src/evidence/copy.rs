//! Working copies: each is an act with a purpose and a line of custody, and leaves with a manifest that
//! names who took it. The key of a case leaves the same way.

use super::{
    content::{self, Content},
    custody::{self, Told},
    text_fault,
};
use crate::{Door, Failed, House, Subject, chance};
use meldkamer_domain::{
    access::{Tie, Verb},
    evidence::custody::Step,
    note,
    refused::Refused,
};
use meldkamer_store::evidence::{
    self,
    item::{self, ItemRow},
};
use serde_json::json;

/// A working copy that may leave.
#[derive(Debug)]
pub struct Copy {
    /// The item.
    pub row: ItemRow,
    /// Its content.
    pub content: Content,
    /// A signed note that says what it is, who took it, when and what for.
    pub manifest: String,
}

/// Takes a working copy out. What becomes of the stream is not known when the act is noted: it is noted
/// before the first byte leaves.
pub async fn take(house: &House, door: &Door, id: &str, purpose: &str, form: &str) -> Result<Copy, Failed> {
    if let Some(fault) = text_fault(purpose) {
        return Err(Refused::field("purpose", fault).into());
    }
    let mut act = house.begin(door).await?;
    let row = item::by_id(act.tx()?, id).await?.ok_or(Failed::NOT_FOUND)?;
    let permit = act.may(Verb::CopyEvidence, Subject::evidence(&row.case_id), Tie::Other).await?;
    let content = content::of(house, &row).await?;
    let mark = chance::secret::<8>();
    let manifest = manifest(house, door, &row, purpose, &mark);
    let told = Told {
        step: Step::Copied,
        person: door.actor.name.clone(),
        role: door.actor.role.name().to_owned(),
        happened: act.at,
        purpose: purpose.to_owned(),
        place: format!("working copy {mark}"),
        digest: row.digest.clone(),
    };
    custody::write(&act, &permit, &row.id, &told).await?;
    act.note(permit, json!({"item": row.id, "mark": mark, "purpose": purpose.trim(), "form": form})).await?;
    Ok(Copy { row, content, manifest })
}

fn manifest(house: &House, door: &Door, row: &ItemRow, purpose: &str, mark: &str) -> String {
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = format!(
        "Meldkamer working copy\nitem: {}\nname: {}\nsize: {}\nsha256: {}\ntaken by: {} ({})\nrole: {}\nat: {}\npurpose: {}\nmark: {mark}\n",
        row.id,
        row.name,
        row.size,
        row.digest,
        one_line(&door.actor.name),
        door.actor.id,
        door.actor.role.name(),
        door.at.rfc3339(),
        one_line(purpose),
    );
    note::sign(&text, house.keys.signing())
}

/// Takes the private key of a case out, for who opens what senders sealed to it.
pub async fn case_key(house: &House, door: &Door, case: &str, purpose: &str) -> Result<String, Failed> {
    if let Some(fault) = text_fault(purpose) {
        return Err(Refused::field("purpose", fault).into());
    }
    let mut act = house.begin(door).await?;
    let known = evidence::key_of(act.tx()?, case).await?.ok_or(Failed::NOT_FOUND)?;
    let permit = act.may(Verb::CopyEvidence, Subject::evidence(case), Tie::Other).await?;
    let text = house.keys.envelope().open(&known.wrapped)?.text();
    act.note(permit, json!({"key": known.recipient, "purpose": purpose.trim()})).await?;
    Ok(text)
}
