//! The support case: an accepted request for help becomes work, in which the CSIRT, the organisation, its
//! incident-response firm and others each have their part.
//!
//! Each act reads, decides, remembers and notes; how somebody is tied to a case is [`tie`]'s to say.

pub mod end;
pub mod key;
pub mod log;
pub mod open;
pub mod party;
pub mod playbook;
pub mod read;
pub mod talk;
pub mod task;
pub mod tie;
pub mod work;

use crate::{Act, Failed, written};
use meldkamer_domain::{
    access::Permit,
    id::CaseId,
    refused::Refused,
    support_case::{Form, State},
};
use meldkamer_store::{
    Asks,
    support_case::{self, CaseRow},
};

/// The longest line of a case, in characters: its title, a name.
pub const LINE: usize = 200;
/// The longest text of a case, in characters: its question, scope, limits.
pub const TEXT: usize = 20_000;

/// The case with this id.
pub async fn find(asks: &impl Asks, id: &str) -> Result<CaseRow, Failed> {
    support_case::by_id(asks, id).await?.ok_or(Failed::NOT_FOUND)
}

/// The case with this id, held until the act is over.
pub async fn take(act: &Act<'_>, id: &str) -> Result<CaseRow, Failed> {
    support_case::for_change(act.tx()?, id).await?.ok_or(Failed::NOT_FOUND)
}

/// Refuses when a case is over: nothing in it changes until it is opened again.
pub fn still_open(row: &CaseRow) -> Result<(), Failed> {
    if row.state == State::Closed.name() { Err(Refused::Closed.into()) } else { Ok(()) }
}

/// The forms of a case.
pub fn forms(row: &CaseRow) -> Vec<Form> {
    let names: Vec<String> = serde_json::from_str(&row.forms).unwrap_or_default();
    names.iter().filter_map(|name| Form::named(name)).collect()
}

/// Refuses when somebody changed the case since the person saw it.
fn unmoved(row: &CaseRow, seen: i64) -> Result<(), Failed> {
    if row.version == seen { Ok(()) } else { Err(Refused::Moved.into()) }
}

/// Keeps a case that somebody changed.
async fn settle(act: &Act<'_>, permit: &Permit, row: &mut CaseRow) -> Result<(), Failed> {
    row.changed_at = act.at.micros();
    if !support_case::save(act.tx()?, permit, row).await? {
        return Err(Refused::Moved.into());
    }
    row.version += 1;
    Ok(())
}

/// A text within its length; the fault is `missing` or `too-long`.
fn text<'a>(field: &str, text: &'a str, most: usize, must: bool) -> Result<&'a str, Refused> {
    if text.trim().is_empty() && !must { Ok("") } else { written(field, text, most) }
}

/// A new id for a case.
fn new_id(act: &Act<'_>) -> String {
    CaseId::new(act.at, crate::chance::bytes()).to_string()
}
