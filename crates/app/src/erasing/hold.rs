//! Legal holds, and marks that change how long a dossier is kept: each with a written reason.

use crate::{Act, Door, Failed, House, Subject, chance, desk};
use meldkamer_domain::{
    access::{Tie, Verb},
    id::HoldId,
    refused::Refused,
};
use meldkamer_store::{
    dossier::DossierRow,
    erasure::{self, KeepingRow},
    hold::{self, HoldRow},
};
use serde_json::json;

/// What may be marked on a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marks {
    /// It holds special categories of personal data: they go sooner.
    pub special: bool,
    /// Supervisory proceedings run on it: it is kept longer.
    pub proceedings: bool,
}

/// Places a hold: nothing of the dossier is erased until it is lifted. One is enough.
pub async fn place(house: &House, door: &Door, reference: &str, reason: &str) -> Result<(), Failed> {
    let reason = desk::reason(reason)?;
    let mut act = house.begin(door).await?;
    let row = of(&act, reference).await?;
    let permit = act.may(Verb::PlaceHold, Subject::dossier(&row.id), Tie::Other).await?;
    if hold::standing(act.tx()?, &row.id).await?.is_some() {
        return Err(Refused::AlreadyDone.into());
    }

    let id = HoldId::new(act.at, chance::bytes()).to_string();
    let (by, at) = (act.actor.journalled(), act.at.micros());
    hold::place(act.tx()?, &permit, &id, &row.id, reason, &by, at).await?;

    act.note(permit, json!({"hold": id, "reason": reason})).await?;
    Ok(())
}

/// Lifts a hold; the next round erases what has become due meanwhile.
pub async fn lift(house: &House, door: &Door, id: &str, reason: &str) -> Result<(), Failed> {
    let reason = desk::reason(reason)?;
    let mut act = house.begin(door).await?;
    let row = hold::by_id(act.tx()?, id).await?.ok_or(Failed::NOT_FOUND)?;
    let permit = act.may(Verb::LiftHold, Subject::dossier(&row.dossier), Tie::Other).await?;

    let by = act.actor.journalled();
    if !hold::lift(act.tx()?, &permit, id, reason, &by, act.at.micros()).await? {
        return Err(Refused::AlreadyDone.into());
    }
    erasure::look_again(act.tx()?, &row.dossier, None, act.at.micros()).await?;

    act.note(permit, json!({"hold": id, "reason": reason})).await?;
    Ok(())
}

/// Marks what decides how long a dossier is kept.
pub async fn mark(
    house: &House,
    door: &Door,
    reference: &str,
    marks: Marks,
    reason: &str,
) -> Result<(), Failed> {
    let reason = desk::reason(reason)?;
    let mut act = house.begin(door).await?;
    let row = of(&act, reference).await?;
    let permit = act.may(Verb::MarkKeeping, Subject::dossier(&row.id), Tie::Other).await?;

    let Marks { special, proceedings } = marks;
    erasure::mark(act.tx()?, &permit, &row.id, special, proceedings, act.at.micros()).await?;

    act.note(permit, json!({"special": special, "proceedings": proceedings, "reason": reason})).await?;
    Ok(())
}

async fn of(act: &Act<'_>, reference: &str) -> Result<DossierRow, Failed> {
    match desk::take(act, reference.trim()).await {
        Err(Failed::Refused(Refused::NotFound)) => Err(Refused::field("reference", "no-dossier").into()),
        found => found,
    }
}

/// All holds: those that stand first.
pub async fn list(house: &House, limit: i64) -> Result<Vec<HoldRow>, Failed> {
    Ok(hold::list(&house.database, limit).await?)
}

/// The hold on a dossier and what is known about keeping it, for its page.
pub async fn standing(house: &House, dossier: &str) -> Result<(Option<HoldRow>, KeepingRow), Failed> {
    let keeping = erasure::keeping(&house.database, dossier).await?;
    Ok((hold::standing(&house.database, dossier).await?, keeping.unwrap_or_default()))
}
