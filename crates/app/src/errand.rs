//! Errands as staff see them: what waits to leave the house, what is stuck and why, and "again now".

use crate::{Door, Failed, House, Subject, courier::Undelivered};
use meldkamer_domain::{
    access::{Tie, Verb},
    refused::Refused,
};
use meldkamer_store::{
    dossier,
    errand::{self, ErrandRow},
};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The ways in which an errand leaves the house.
pub const KINDS: [&str; 5] = ["mail", "webhook", "copy", "forward", "dns"];

/// Something that must leave the house.
#[derive(Clone, Debug)]
pub struct Errand {
    /// Which errand it is; one with this key is made once.
    pub key: String,
    /// One of [`KINDS`].
    pub kind: &'static str,
    /// Address to deliver to.
    pub target: String,
    /// The dossier it belongs to.
    pub dossier: Option<String>,
    /// What to deliver.
    pub payload: Value,
}

/// How many errands are on a page.
pub const SHOWN: usize = 50;

/// A page of errands that are not delivered, from 1, and one more row when there is another page: the
/// stuck first, then those due first; for one reason alone when its code is given.
pub async fn undelivered(house: &House, why: &str, page: u32) -> Result<Vec<ErrandRow>, Failed> {
    let shown = i64::try_from(SHOWN).unwrap_or(i64::MAX);
    let skip = i64::from(page.saturating_sub(1)) * shown;
    Ok(errand::undelivered(&house.database, why, skip, shown + 1).await?)
}

/// The reasons why errands are not delivered, by their codes, with how many there are of each.
pub async fn reasons(house: &House) -> Result<Vec<(&'static str, i64)>, Failed> {
    let mut reasons = Vec::new();
    for code in Undelivered::CODES {
        reasons.push((code, errand::undelivered_for(&house.database, code).await?));
    }
    reasons.retain(|(_, count)| *count > 0);
    Ok(reasons)
}

/// How many errands are stuck.
pub async fn stuck(house: &House) -> Result<i64, Failed> {
    Ok(errand::heap(&house.database, "stuck").await?.count)
}

/// The references of the dossiers that errands belong to, by dossier id.
pub async fn references(house: &House, rows: &[ErrandRow]) -> Result<BTreeMap<String, String>, Failed> {
    let ids: BTreeSet<String> = rows.iter().filter_map(|row| row.dossier.clone()).collect();
    let found = dossier::references(&house.database, &Vec::from_iter(ids)).await?;
    Ok(found.into_iter().collect())
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

/// Puts everything that is stuck up for another try now.
pub async fn retry_stuck(house: &House, door: &Door) -> Result<(), Failed> {
    let mut act = house.begin(door).await?;
    let permit = act.may(Verb::RetryErrand, Subject::house(), Tie::None).await?;
    let count = errand::retry_stuck(act.tx()?, &permit, act.at.micros()).await?;
    act.note(permit, json!({"errands": count})).await.map(drop)
}
