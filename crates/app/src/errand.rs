//! Errands as staff see them: what waits to leave the house, what is stuck and why, and "again now".

use crate::{Door, Failed, House, Subject};
use meldkamer_domain::{
    access::{Tie, Verb},
    refused::Refused,
};
use meldkamer_store::errand::{self, ErrandRow};
use serde_json::json;

/// Errands that are not delivered: the stuck first, then those due first.
pub async fn undelivered(house: &House, limit: i64) -> Result<Vec<ErrandRow>, Failed> {
    Ok(errand::undelivered(&house.database, limit).await?)
}

/// Puts an errand up for another try now.
pub async fn retry(house: &House, door: &Door, id: &str) -> Result<(), Failed> {
    let mut act = house.begin(door).await?;
    let row = errand::by_id(act.tx()?, id).await?.ok_or(Failed::NOT_FOUND)?;
    let subject = row.dossier.as_ref().map_or_else(Subject::house, Subject::dossier);
    let permit = act.may(Verb::RetryErrand, subject, Tie::None).await?;
    if !errand::retry(act.tx()?, &permit, id, act.at.micros()).await? {
        return Err(Refused::AlreadyDone.into());
    }
    act.note(permit, json!({"errand": id})).await?;
    Ok(())
}
