//! Crossing the border: a report that may concern other Member States stands in the contact point's
//! queue from its first minute.

use crate::{Act, Failed};
use meldkamer_domain::{access::Permit, crossing::crossing, fact::Facts};
use meldkamer_store::{
    crossing::{self as crossings, CrossingRow},
    dossier::DossierRow,
    entity,
};
use serde_json::json;

/// Keeps that a report may concern other states, when its facts say so. A voluntary report and an
/// exercise stay here (Cbw 39: the contact point hears what the law asks for).
pub(crate) async fn look(
    act: &Act<'_>,
    permit: &Permit,
    row: &DossierRow,
    facts: &Facts,
    mandatory: bool,
) -> Result<(), Failed> {
    if !mandatory || row.exercise == 1 {
        return Ok(());
    }
    let serves = match &row.entity {
        Some(id) => entity::by_id(act.tx()?, id).await?.map(|one| one.states).unwrap_or_default(),
        None => String::new(),
    };
    let serves: Vec<String> = serde_json::from_str(&serves).unwrap_or_default();
    let Some(found) = crossing(facts, &act.house.settings.state, &serves) else { return Ok(()) };
    let new = CrossingRow {
        serial: row.serial,
        dossier: row.id.clone(),
        states: json!(found.states).to_string(),
        why: found.why.id().to_owned(),
        at: act.at.micros(),
        done_at: None,
    };
    Ok(crossings::put(act.tx()?, permit, &new).await?)
}
