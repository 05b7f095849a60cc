//! Quick scans: made at the public door without keeping anything, or kept by an entity.

use crate::{Door, Failed, House, Subject};
use meldkamer_domain::{
    access::{Tie, Verb},
    scan::{Answers, Scan},
};
use serde_json::json;

/// The scan that is asked when none is named.
pub const USUAL: &str = "basic-principles";

/// Notes that somebody made a scan, and nothing of what they answered.
pub async fn tried(house: &House, door: &Door, scan: &Scan, answers: &Answers) -> Result<(), Failed> {
    let mut act = house.begin(door).await?;
    let permit = act.may(Verb::TryScan, Subject::house(), Tie::None).await?;
    let details = json!({"scan": scan.id, "version": scan.version, "answered": answers.0.len()});
    act.note(permit, details).await?;
    Ok(())
}
