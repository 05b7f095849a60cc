//! Taking entities in from a sheet: offered, looked at row by row, and only then confirmed.
//!
//! An offer changes nothing: what would change lies in the depot as a preview. A confirmed sheet is
//! taken in by the house in parts, each an act of its own, so that nobody else has to wait for all of
//! it; what somebody changed since the preview is left alone and told.

mod line;
mod preview;
mod take;

pub use line::{Line, Shown, Sort};
pub use take::take_in;

use crate::{Door, Failed, House, Subject, chance, filing::first::hex};
use meldkamer_domain::{
    access::{Tie, Verb},
    id::ImportId,
    refused::Refused,
};
use meldkamer_exchange::sheet::{Fault, Understood};
use meldkamer_store::entity::import::{self, ImportRow};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest, Sha256};

/// Sheets of so many lines at the most are taken in at once.
const AT_ONCE: i64 = 100;
/// An offer that nobody confirmed is thrown away after so many days.
const KEPT_DAYS: i64 = 7;

/// What a sheet holds, by what would become of it, and how it was understood.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Counts {
    /// Rows of entities that are not in the register.
    pub fresh: usize,
    /// Rows that change something.
    pub changed: usize,
    /// Rows that change nothing.
    pub same: usize,
    /// Rows that cannot be taken in.
    pub wrong: usize,
    /// Rows with something still to be told; they are taken in all the same.
    pub asks: usize,
    /// Entities that were entered.
    pub entered: usize,
    /// Entities that were changed.
    pub rewritten: usize,
    /// Rows that somebody else was before.
    pub moved: usize,
    /// The encoding of the text.
    pub encoding: String,
    /// The separator, or nothing.
    pub separator: String,
    /// Columns that are not read.
    pub strangers: Vec<String>,
}

/// What became of an offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Offered {
    /// It waits to be looked at, under this id.
    Waits(String),
    /// It cannot be read at all.
    Unreadable(Fault),
}

/// Reads a sheet and keeps what would change; nothing else does.
pub async fn offer(house: &House, door: &Door, name: &str, bytes: Vec<u8>) -> Result<Offered, Failed> {
    let made = match preview::make(house, bytes).await? {
        Ok(made) => made,
        Err(fault) => return Ok(Offered::Unreadable(fault)),
    };
    let preview::Made { lines, count, mut counts, understood } = made;
    let Understood { format, encoding, separator, head } = understood;
    counts.encoding = encoding.to_owned();
    counts.separator = separator.map(|one| one.code().to_owned()).unwrap_or_default();
    counts.strangers = super::sheet::strangers(&head);
    let id = ImportId::new(door.at, chance::bytes()).to_string();
    // Its own id stands in it, so that nobody else's file can have the same digest.
    let lines = [id.as_bytes(), b"\n", &lines].concat();
    let digest = hex(&Sha256::digest(&lines));
    house.depot.put(&digest, lines.into()).await?;
    let mut act = house.begin(door).await?;
    let permit = act.may(Verb::ImportEntities, Subject::house(), Tie::None).await?;
    let row = ImportRow {
        id: id.clone(),
        name: name.chars().filter(|c| !c.is_control()).take(120).collect(),
        format: format.ending().to_owned(),
        preview: digest,
        state: "offered".into(),
        counts: json!(counts).to_string(),
        lines: i64::try_from(count).unwrap_or(i64::MAX),
        actor: act.actor.journalled(),
        at: act.at.micros(),
        ..ImportRow::default()
    };
    import::add(act.tx()?, &permit, &row).await?;
    act.note(permit, json!({"offered": id, "lines": count, "wrong": counts.wrong})).await?;
    Ok(Offered::Waits(id))
}

/// The newest sheets.
pub async fn newest(house: &House) -> Result<Vec<ImportRow>, Failed> {
    Ok(import::newest(&house.database, 20).await?)
}

/// A sheet with the lines of one sort, from a place on.
pub async fn look(
    house: &House,
    id: &str,
    sort: Option<Sort>,
    from: usize,
) -> Result<(ImportRow, Counts, Shown), Failed> {
    let row = import::by_id(&house.database, id).await?.ok_or(Failed::NOT_FOUND)?;
    let counts = serde_json::from_str(&row.counts).unwrap_or_default();
    let shown = if matches!(row.state.as_str(), "offered" | "confirmed") {
        line::shown(&house.depot.get(&row.preview).await?, sort, from)
    } else {
        Shown::default()
    };
    Ok((row, counts, shown))
}

/// Confirms a sheet. A small one is in the register when this answers; a large one soon after.
pub async fn confirm(house: &House, door: &Door, id: &str, reason: &str) -> Result<(), Failed> {
    let found = import::by_id(&house.database, id).await?.ok_or(Failed::NOT_FOUND)?;
    let lines = if found.state == "offered" && found.lines <= AT_ONCE {
        line::lines(&house.depot.get(&found.preview).await?)
    } else {
        Vec::new()
    };
    let mut act = house.begin(door).await?;
    let mut row = import::for_change(act.tx()?, id).await?.ok_or(Failed::NOT_FOUND)?;
    let permit = act.may(Verb::ImportEntities, Subject::house(), Tie::None).await?;
    if row.state != "offered" {
        return Err(Refused::AlreadyDone.into());
    }
    row.state = "confirmed".into();
    row.reason = reason.trim().chars().take(500).collect();
    row.confirmed_by = act.actor.journalled();
    if row.lines <= AT_ONCE {
        take::part(&act, &permit, &mut row, &lines).await?;
    }
    import::save(act.tx()?, &permit, &row).await?;
    let (done, preview) = (row.state == "done", row.preview.clone());
    act.note(permit, json!({"confirmed": id, "counts": row.counts})).await?;
    if done {
        house.depot.forget(&preview).await?;
    }
    Ok(())
}

/// Throws an offer away.
pub async fn discard(house: &House, door: &Door, id: &str) -> Result<(), Failed> {
    let mut act = house.begin(door).await?;
    let mut row = import::for_change(act.tx()?, id).await?.ok_or(Failed::NOT_FOUND)?;
    let permit = act.may(Verb::ImportEntities, Subject::house(), Tie::None).await?;
    if row.state != "offered" {
        return Err(Refused::AlreadyDone.into());
    }
    row.state = "discarded".into();
    row.ended_at = Some(act.at.micros());
    import::save(act.tx()?, &permit, &row).await?;
    act.note(permit, json!({"discarded": id})).await?;
    house.depot.forget(&row.preview).await?;
    Ok(())
}
