//! What is past its use leaves the depot: parts of files that were stopped or never finished, and the
//! unreadable parts of what was destroyed.

use super::item::house_door;
use crate::{Failed, House, Subject};
use meldkamer_domain::access::{Tie, Verb};
use meldkamer_store::evidence::{item, upload};
use serde_json::json;

const PAGE: i64 = 100;

/// Everything at once, for the round.
pub async fn round(house: &House) -> Result<(), Failed> {
    let door = house_door(house);
    for row in upload::expired(&house.database, door.at.micros(), PAGE).await? {
        let mut act = house.begin(&door).await?;
        let permit = act.may(Verb::ExpireUpload, Subject::evidence(&row.link), Tie::None).await?;
        if upload::end(act.tx()?, &permit, &row.id, act.at.micros()).await? {
            act.note(permit, json!({"upload": row.id, "received": row.received})).await?;
        }
    }
    ended(house).await?;
    destroyed(house).await?;
    let left = house.depot.sweep(door.at.micros());
    if left > 0 {
        tracing::info!(left, "parts that a dead process left were removed");
    }
    Ok(())
}

/// Takes the parts of files that were stopped out of the depot. Answers of how many files.
async fn ended(house: &House) -> Result<usize, Failed> {
    let rows = upload::ended_with_parts(&house.database, PAGE).await?;
    for row in &rows {
        forget(house, &row.id).await?;
        let mut act = house.begin(&house_door(house)).await?;
        let permit = act.may(Verb::ExpireUpload, Subject::evidence(&row.link), Tie::None).await?;
        upload::forget_parts(act.tx()?, &permit, &row.id).await?;
        act.note(permit, json!({"upload": row.id, "parts": "removed"})).await?;
    }
    Ok(rows.len())
}

/// Takes the parts of destroyed items out of the depot. Answers of how many items.
async fn destroyed(house: &House) -> Result<usize, Failed> {
    let rows = item::unswept(&house.database, PAGE).await?;
    for row in &rows {
        forget(house, &row.upload).await?;
        let mut act = house.begin(&house_door(house)).await?;
        let permit = act.may(Verb::ExpireUpload, Subject::evidence(&row.case_id), Tie::None).await?;
        item::swept(act.tx()?, &permit, &row.id, act.at.micros()).await?;
        act.note(permit, json!({"item": row.id, "parts": "removed"})).await?;
    }
    Ok(rows.len())
}

/// The rows of the parts of an item stay: they say what was there.
async fn forget(house: &House, upload: &str) -> Result<(), Failed> {
    for part in upload::parts(&house.database, upload).await? {
        house.depot.forget(&part.key).await?;
    }
    Ok(())
}
