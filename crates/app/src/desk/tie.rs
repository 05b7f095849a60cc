//! Ties between dossiers: links, merging, and splitting what was merged by mistake.
//!
//! Merging moves nothing: the filings stay where they were made, and the merged dossier points to
//! the one that goes on. That is why a split can give back everything.

use super::{find, is_over, jot, open_state, reason, settle, take, unmoved};
use crate::{Act, Door, Failed, House, Subject, chance};
use meldkamer_domain::{
    access::{Permit, Tie, Verb},
    id::LinkId,
    refused::Refused,
};
use meldkamer_store::link::{self, LinkRow};
use serde_json::json;

/// The kinds of links that people make.
pub const KINDS: [&str; 2] = ["related", "campaign"];

/// Links two dossiers, with the reason.
pub async fn link(
    house: &House,
    door: &Door,
    reference: &str,
    other: &str,
    kind: &str,
    why: &str,
) -> Result<(), Failed> {
    let why = reason(why)?;
    if !KINDS.contains(&kind) {
        return Err(Refused::field("kind", "not-an-option").into());
    }
    let mut act = house.begin(door).await?;
    let row = take(&act, reference).await?;
    let target = find(act.tx()?, other).await.map_err(|_| Refused::field("other", "not-found"))?;
    let standing = link::of_dossier(act.tx()?, &row.id).await?;
    let permit = act.may(Verb::Link, Subject::dossier(&row.id), Tie::Other).await?;
    if target.id == row.id {
        return Err(Refused::field("other", "itself").into());
    }
    if standing.iter().any(|one| one.kind == kind && (one.one == target.id || one.other == target.id)) {
        return Err(Refused::AlreadyDone.into());
    }
    add(&act, &permit, kind, &row.id, &target.id, why).await?;
    act.note(permit, json!({"kind": kind, "other": target.id, "reason": why})).await.map(drop)
}

async fn add(
    act: &Act<'_>,
    permit: &Permit,
    kind: &str,
    one: &str,
    other: &str,
    why: &str,
) -> Result<(), Failed> {
    let row = LinkRow {
        id: LinkId::new(act.at, chance::bytes()).to_string(),
        kind: kind.to_owned(),
        one: one.to_owned(),
        other: other.to_owned(),
        reason: why.to_owned(),
        actor: act.actor.journalled(),
        at: act.at.micros(),
        undone_at: None,
    };
    Ok(link::add(act.tx()?, permit, &row).await?)
}

/// Undoes a link of this dossier, with the reason. A merge is undone by splitting.
pub async fn unlink(house: &House, door: &Door, reference: &str, id: &str, why: &str) -> Result<(), Failed> {
    let why = reason(why)?;
    let mut act = house.begin(door).await?;
    let row = take(&act, reference).await?;
    let known = link::by_id(act.tx()?, id).await?.ok_or(Failed::NOT_FOUND)?;
    let permit = act.may(Verb::Unlink, Subject::dossier(&row.id), Tie::Other).await?;
    if known.kind == "merged" || (known.one != row.id && known.other != row.id) {
        return Err(Failed::NOT_FOUND);
    }
    if !link::undo(act.tx()?, &permit, id, act.at.micros()).await? {
        return Err(Refused::AlreadyDone.into());
    }
    jot(&act, &permit, &row.id, "event", why).await?;
    act.note(permit, json!({"link": id, "reason": why})).await.map(drop)
}

/// Merges this dossier into another, which goes on for both.
pub async fn merge(
    house: &House,
    door: &Door,
    reference: &str,
    into: &str,
    why: &str,
    version: i64,
) -> Result<(), Failed> {
    let why = reason(why)?;
    let mut act = house.begin(door).await?;
    let mut row = take(&act, reference).await?;
    let target = find(act.tx()?, into).await.map_err(|_| Refused::field("into", "not-found"))?;
    let permit = act.may(Verb::Merge, Subject::dossier(&row.id), Tie::Other).await?;
    unmoved(&row, version)?;
    if is_over(&row) {
        return Err(Refused::Closed.into());
    }
    if target.id == row.id {
        return Err(Refused::field("into", "itself").into());
    }
    // An exercise never touches a real dossier, and a chain of merges ends somewhere.
    if target.exercise != row.exercise || matches!(target.state.as_str(), "merged" | "withdrawn") {
        return Err(Refused::field("into", "not-an-option").into());
    }

    row.state = "merged".into();
    row.merged_into = Some(target.id.clone());
    settle(&act, &permit, &mut row).await?;
    add(&act, &permit, "merged", &row.id, &target.id, why).await?;
    jot(&act, &permit, &row.id, "event", why).await?;

    act.note(permit, json!({"into": target.id, "reason": why})).await.map(drop)
}

/// Splits a dossier off again that was merged by mistake.
pub async fn split(
    house: &House,
    door: &Door,
    reference: &str,
    why: &str,
    version: i64,
) -> Result<(), Failed> {
    let why = reason(why)?;
    let mut act = house.begin(door).await?;
    let mut row = take(&act, reference).await?;
    let links = link::of_dossier(act.tx()?, &row.id).await?;
    let permit = act.may(Verb::Split, Subject::dossier(&row.id), Tie::Other).await?;
    unmoved(&row, version)?;
    let from = row.merged_into.take().ok_or(Refused::AlreadyDone)?;

    row.state = open_state(&row).into();
    settle(&act, &permit, &mut row).await?;
    for one in links.iter().filter(|one| one.kind == "merged" && one.one == row.id) {
        link::undo(act.tx()?, &permit, &one.id, act.at.micros()).await?;
    }
    jot(&act, &permit, &row.id, "event", why).await?;

    act.note(permit, json!({"from": from, "reason": why})).await.map(drop)
}
