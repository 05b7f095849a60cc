//! Binding at the desk: after a call back to a number that was known before, and undoing a binding
//! that was wrong.

use super::{bind, blank};
use crate::{
    Act, Door, Failed, House, Subject,
    binding::{claim::reasoned, contact},
};
use meldkamer_domain::{
    access::{Permit, Tie, Verb},
    refused::Refused,
};
use meldkamer_store::{
    binding::{self, BindingRow},
    dossier::{self, DossierRow},
    entity::{self, EntityRow, contact::ContactRow},
};
use serde_json::json;

/// What the duty officer writes down of a call back.
#[derive(Clone, Debug, Default)]
pub struct Call {
    /// The entity, by its id, register number or name.
    pub entity: String,
    /// The number that was called, as it was known before.
    pub number: String,
    /// Who was spoken to.
    pub spoken_to: String,
    /// What else there is to say.
    pub note: String,
}

/// What the desk knows of whose a dossier is.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// The entity that it is bound to.
    pub bound: Option<EntityRow>,
    /// The entity that it names.
    pub named: Option<EntityRow>,
    /// The contacts of the entity that it is bound to or names, with the numbers to call.
    pub contacts: Vec<ContactRow>,
    /// Bindings before, the newest first.
    pub bindings: Vec<BindingRow>,
}

/// Looks up whose a dossier is.
pub async fn standing(house: &House, row: &DossierRow) -> Result<Standing, Failed> {
    let asks = &house.database;
    let by_id = async |id: &Option<String>| match id {
        Some(id) => entity::by_id(asks, id).await,
        None => Ok(None),
    };
    let (bound, named) = (by_id(&row.entity).await?, by_id(&row.claimed).await?);
    let contacts = match bound.as_ref().or(named.as_ref()) {
        Some(one) => contact::of_entity(asks, &one.id).await?,
        None => Vec::new(),
    };
    Ok(Standing { bound, named, contacts, bindings: binding::of_dossier(asks, &row.id).await? })
}

/// Binds a dossier after a call back.
pub async fn bind_after_call(house: &House, door: &Door, reference: &str, call: &Call) -> Result<(), Failed> {
    for (field, text, most) in
        [("number", &call.number, 40), ("spoken_to", &call.spoken_to, 120), ("note", &call.note, 2000)]
    {
        if text.chars().count() > most {
            return Err(Refused::field(field, "too-long").into());
        }
        if text.trim().is_empty() && field != "note" {
            return Err(Refused::field(field, "missing").into());
        }
    }
    let mut act = house.begin(door).await?;
    let mut row = take(&act, reference).await?;
    let known = super::named(act.tx()?, &call.entity).await?;
    let permit = act.may(Verb::BindDossier, Subject::dossier(&row.id), Tie::Other).await?;
    let known = known.ok_or_else(|| Refused::field("entity", "missing"))?;
    if row.entity.is_some() {
        return Err(Refused::AlreadyDone.into());
    }

    bind(&mut row, &known.id, "call-back", act.at.micros());
    row.changed_at = act.at.micros();
    let binding = BindingRow {
        how: "call-back".into(),
        number: call.number.trim().to_owned(),
        spoken_to: call.spoken_to.trim().to_owned(),
        note: call.note.trim().to_owned(),
        ..blank(&act, &row.id, &known.id)
    };
    binding::add(act.tx()?, &permit, &binding).await?;
    binding::use_links(act.tx()?, &permit, &row.id, &known.id, act.at.micros()).await?;
    if !dossier::save(act.tx()?, &permit, &row).await? {
        return Err(Refused::Moved.into());
    }

    let details = json!({"entity": known.id, "number": binding.number, "spoken_to": binding.spoken_to});
    act.note(permit, details).await?;
    Ok(())
}

/// Undoes a binding that was wrong: the code keeps working, the entity no longer sees the dossier.
pub async fn undo(house: &House, door: &Door, reference: &str, reason: &str) -> Result<(), Failed> {
    let reason = reasoned(reason)?;
    let mut act = house.begin(door).await?;
    let mut row = take(&act, reference).await?;
    let permit = act.may(Verb::UnbindDossier, Subject::dossier(&row.id), Tie::Other).await?;

    loosen(&act, &permit, &mut row, reason).await?;

    act.note(permit, json!({"reason": reason})).await?;
    Ok(())
}

/// Unties a dossier from the entity that it is bound to or names; it will not be named again.
pub(super) async fn loosen(
    act: &Act<'_>,
    permit: &Permit,
    row: &mut DossierRow,
    reason: &str,
) -> Result<(), Failed> {
    let (tx, at, by) = (act.tx()?, act.at.micros(), act.actor.journalled());
    let Some(entity) = row.entity.take().or_else(|| row.claimed.take()) else {
        return Err(Refused::AlreadyDone.into());
    };
    row.claimed = None;
    row.bound_at = None;
    row.bound_how.clear();
    row.changed_at = at;
    if binding::undo(tx, permit, &row.id, &by, reason, at).await? == 0 {
        let never = BindingRow {
            how: "disowned".into(),
            undone_at: Some(at),
            undone_by: by,
            undone_reason: reason.to_owned(),
            ..blank(act, &row.id, &entity)
        };
        binding::add(tx, permit, &never).await?;
    }
    binding::use_links(tx, permit, &row.id, &entity, at).await?;
    if dossier::save(tx, permit, row).await? { Ok(()) } else { Err(Refused::Moved.into()) }
}

async fn take(act: &Act<'_>, reference: &str) -> Result<DossierRow, Failed> {
    let found = dossier::by_reference(act.tx()?, reference).await?.ok_or(Failed::NOT_FOUND)?;
    dossier::for_change(act.tx()?, &found.id).await?.ok_or(Failed::NOT_FOUND)
}
