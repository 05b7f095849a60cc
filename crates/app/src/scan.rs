//! Quick scans: made at the public door without keeping anything, or kept by an entity.

use crate::{Door, Failed, House, Subject, chance, entity::tie_to};
use meldkamer_domain::{
    access::{Tie, Verb},
    id::ScanId,
    scan::{Answers, Scan},
    time::Instant,
};
use meldkamer_store::scan::{self, ScanRow};
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

/// Keeps a scan of the entity that somebody acts for; answers its id.
pub async fn keep(
    house: &House,
    door: &Door,
    scan: &Scan,
    answers: &Answers,
    source: &str,
) -> Result<String, Failed> {
    let entity = door.actor.entity().ok_or(Failed::NOT_FOUND)?.to_owned();
    let outcome = scan.outcome(answers, house.day(door.at));
    let mut act = house.begin(door).await?;
    let permit = act.may(Verb::KeepScan, Subject::entity(&entity), tie_to(&door.actor, &entity)).await?;
    let row = ScanRow {
        id: ScanId::new(act.at, chance::bytes()).to_string(),
        entity,
        scan: scan.id.clone(),
        version: scan.version.clone(),
        answers: answers.to_json().to_string(),
        source: source.to_owned(),
        share: outcome.share.into(),
        actor: act.actor.journalled(),
        name: act.actor.name.clone(),
        at: act.at.micros(),
    };
    scan::add(act.tx()?, &permit, &row).await?;
    act.note(permit, json!({"scan": row.id, "version": row.version, "source": source})).await?;
    Ok(row.id)
}

/// A scan that was kept, as it was asked then.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The row.
    pub row: ScanRow,
    /// Its answers, as far as the questions of that version are still known.
    pub answers: Answers,
}

/// The scans of an entity, the newest first.
pub async fn of_entity(house: &House, entity: &str, limit: i64, offset: i64) -> Result<Vec<Kept>, Failed> {
    let rows = scan::of_entity(&house.database, entity, limit, offset).await?;
    Ok(rows.into_iter().map(|row| read(house, row)).collect())
}

/// One scan of an entity; another's answers like one that is not there.
pub async fn one(house: &House, entity: &str, id: &str) -> Result<Kept, Failed> {
    let row = scan::one(&house.database, entity, id).await?.ok_or(Failed::NOT_FOUND)?;
    Ok(read(house, row))
}

fn read(house: &House, row: ScanRow) -> Kept {
    let library = house.law();
    let asked = library.scans.version(&row.scan, &row.version);
    let asked = asked.or_else(|| library.scans.on(&row.scan, house.day(Instant::from_micros(row.at))));
    let told = serde_json::from_str(&row.answers).unwrap_or_default();
    let answers = asked.map(|scan| Answers::read(scan, &told).0).unwrap_or_default();
    Kept { row, answers }
}
