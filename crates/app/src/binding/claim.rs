//! Binding by signing in: whoever may speak for an entity says that a dossier in its name is its own,
//! or that it is not.

use super::{bind, blank};
use crate::{Door, Failed, House, Subject, draft, tie};
use meldkamer_domain::{
    access::{Tie, Verb},
    refused::Refused,
};
use meldkamer_store::{
    binding::{self, BindingRow, NamingRow},
    dossier::{self, DossierRow},
};
use serde_json::json;

/// The longest reason, in characters.
pub const LONGEST: usize = 2000;
/// Rows on a page.
pub const ROWS: i64 = 20;

/// The dossiers in the name of the entity for which somebody acts that are not bound to it.
pub async fn naming(house: &House, door: &Door, before: Option<i64>) -> Result<Vec<NamingRow>, Failed> {
    let Some(entity) = door.actor.entity() else { return Ok(Vec::new()) };
    if !meldkamer_domain::access::ruling(door.actor.role, Verb::ClaimDossier, Tie::Unverified) {
        return Ok(Vec::new());
    }
    Ok(binding::naming(&house.database, entity, before, ROWS + 1).await?)
}

/// A dossier in the name of one's entity; to anybody else it does not exist.
pub async fn look(house: &House, door: &Door, reference: &str) -> Result<DossierRow, Failed> {
    let row = dossier::by_reference(&house.database, reference).await?;
    row.filter(|row| tie::to_dossier(door, row) == Tie::Unverified).ok_or(Failed::NOT_FOUND)
}

/// A dossier that is bound to one's entity; to anybody else it does not exist.
pub async fn own(house: &House, door: &Door, reference: &str) -> Result<DossierRow, Failed> {
    let row = dossier::by_reference(&house.database, reference).await?;
    row.filter(|row| tie::to_dossier(door, row) == Tie::Own).ok_or(Failed::NOT_FOUND)
}

/// Says that a dossier in the name of one's entity is its own.
pub async fn claim(house: &House, door: &Door, reference: &str) -> Result<(), Failed> {
    let seen = look(house, door, reference).await?;
    take(house, door, &seen.id, "list").await.map(drop)
}

/// Says so of a dossier whose code one holds, whether it names the entity or nobody we know; answers
/// its reference. One that names another entity is for the CSIRT to sort out.
pub async fn claim_by_code(house: &House, door: &Door, network: &str, words: &str) -> Result<String, Failed> {
    let found = draft::seek(house, door, network, "", words).await?;
    let draft::Found::Dossier(row) = found else { return Err(Refused::field("code", "not-filed").into()) };
    let own = door.actor.entity();
    if row.entity.is_some() && row.entity.as_deref() == own {
        return Ok(row.reference);
    }
    if row.entity.is_some() || row.claimed.as_deref().is_some_and(|named| Some(named) != own) {
        return Err(Refused::field("code", "names-another").into());
    }
    take(house, door, &row.id, "code").await
}

async fn take(house: &House, door: &Door, id: &str, by: &str) -> Result<String, Failed> {
    let mut act = house.begin(door).await?;
    let mut row = dossier::for_change(act.tx()?, id).await?.ok_or(Failed::NOT_FOUND)?;
    let entity = act.actor.entity().ok_or(Failed::NOT_FOUND)?.to_owned();
    // Holding the code of a dossier that names nobody else is as good as being named in it.
    let tie = match tie::to_dossier(door, &row) {
        Tie::Other if by == "code" && row.entity.is_none() && row.claimed.is_none() => Tie::Unverified,
        tie => tie,
    };
    let permit = act.may(Verb::ClaimDossier, Subject::dossier(&row.id), tie).await?;

    bind(&mut row, &entity, "sign-in", act.at.micros());
    row.changed_at = act.at.micros();
    if !dossier::save(act.tx()?, &permit, &row).await? {
        return Err(Refused::Moved.into());
    }
    let binding = BindingRow { how: "sign-in".into(), ..blank(&act, &row.id, &entity) };
    binding::add(act.tx()?, &permit, &binding).await?;
    binding::use_links(act.tx()?, &permit, &row.id, &entity, act.at.micros()).await?;

    act.note(permit, json!({"entity": entity, "by": by})).await?;
    Ok(row.reference)
}

/// Says that a dossier in the name of one's entity is not its own; the CSIRT reads why.
pub async fn disown(house: &House, door: &Door, reference: &str, reason: &str) -> Result<(), Failed> {
    let reason = reasoned(reason)?;
    let seen = look(house, door, reference).await?;
    let mut act = house.begin(door).await?;
    let mut row = dossier::for_change(act.tx()?, &seen.id).await?.ok_or(Failed::NOT_FOUND)?;
    let entity = act.actor.entity().ok_or(Failed::NOT_FOUND)?.to_owned();
    let tie = tie::to_dossier(door, &row);
    let permit = act.may(Verb::DisownDossier, Subject::dossier(&row.id), tie).await?;

    super::contact::refuse(&act, &permit, &mut row, &entity, reason).await?;

    act.note(permit, json!({"entity": entity, "reason": reason})).await?;
    Ok(())
}

/// A reason that says something, and not too much.
pub(super) fn reasoned(reason: &str) -> Result<&str, Failed> {
    match reason.trim() {
        "" => Err(Refused::ReasonNeeded { field: "reason".into() }.into()),
        long if long.chars().count() > LONGEST => Err(Refused::field("reason", "too-long").into()),
        reason => Ok(reason),
    }
}

/// Lets go of a dossier that was bound to one's entity by mistake.
pub async fn release(house: &House, door: &Door, reference: &str, reason: &str) -> Result<(), Failed> {
    let reason = reasoned(reason)?;
    let found = own(house, door, reference).await?;
    let mut act = house.begin(door).await?;
    let mut row = dossier::for_change(act.tx()?, &found.id).await?.ok_or(Failed::NOT_FOUND)?;
    let tie = tie::to_dossier(door, &row);
    let permit = act.may(Verb::ReleaseDossier, Subject::dossier(&row.id), tie).await?;

    super::call_back::loosen(&act, &permit, &mut row, reason).await?;

    act.note(permit, json!({"reason": reason})).await?;
    Ok(())
}
