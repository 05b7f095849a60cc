//! An entity reads its own entry in the register. That is journalled too: its contacts are people.

use super::{Kept, one, tie_to};
use crate::{
    Door, Failed, House, Subject,
    audience::{Readings, readings},
};
use meldkamer_domain::access::Verb;
use meldkamer_store::entity::past;
use serde_json::json;

/// When something was asked; for each field how that stands, and why.
pub type Asked = (i64, Vec<(String, String, String)>);

/// What the entity sees of itself.
#[derive(Debug)]
pub struct Opened {
    /// The entry.
    pub kept: Kept,
    /// What it asked.
    pub requests: Vec<Asked>,
    /// Who else looked at the entry, lately.
    pub readings: Readings,
}

/// Opens the entry of the entity for which somebody acts.
pub async fn open(house: &House, door: &Door, id: &str) -> Result<Opened, Failed> {
    let mut act = house.begin(door).await?;
    let kept = one(act.tx()?, id).await?;
    let permit = act.may(Verb::ReadRegistration, Subject::entity(id), tie_to(&door.actor, id)).await?;
    act.note(permit, json!({"version": kept.row.version})).await?;
    let mut requests = Vec::new();
    for row in past::requests(&house.database, id, 20).await? {
        let fields = past::fields(&house.database, &row.id).await?;
        requests.push((row.at, fields.into_iter().map(|one| (one.field, one.state, one.reason)).collect()));
    }
    let others = [Verb::ReadEntity, Verb::ReadSupervised];
    let readings = readings(house, &Subject::entity(id), &others, None).await?;
    Ok(Opened { kept, requests, readings })
}
