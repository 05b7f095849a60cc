//! The working material of a case: what happened when, what was hit, by what it is recognised, what was
//! found, what can be done, and what was reported.
//!
//! At the desk all of it is seen; the organisation sees what was released to it, and nothing else.

pub mod findings;
pub mod indicators;
pub mod reports;
pub mod scope;
pub mod timeline;

use crate::{Act, Door, Failed, House, Subject, case};
use meldkamer_domain::{
    access::{Tie, Verb},
    course::Course,
    refused::Refused,
};
use meldkamer_store::{
    material::{self, Part, finding::FindingRow, report::ReportRow},
    support_case::CaseRow,
};
use serde_json::json;

/// Rows on a page.
pub const PAGE: i64 = 50;
/// How many of the removed are shown, those removed last.
pub const REMOVED: i64 = 20;

/// A field that is wrong, and how: all of them at once.
pub type Faults = Vec<(String, &'static str)>;

/// Notes that a part of a case is read at the desk; answers the case.
pub async fn look(house: &House, door: &Door, case: &str, part: Part) -> Result<CaseRow, Failed> {
    let mut act = house.begin(door).await?;
    let row = case::find(act.tx()?, case).await?;
    let permit = act.may(Verb::ReadCase, Subject::case(case), Tie::None).await?;
    act.note(permit, json!({"part": part.name()})).await?;
    Ok(row)
}

/// Removes something; it can be put back.
pub async fn remove(house: &House, door: &Door, case: &str, part: Part, id: &str) -> Result<(), Failed> {
    let mut act = house.begin(door).await?;
    let row = case::take(&act, case).await?;
    let permit = act.may(Verb::RemoveMaterial, Subject::case(case), Tie::None).await?;
    case::still_open(&row)?;
    let (by, at) = (act.actor.journalled(), act.at.micros());
    if !material::remove(act.tx()?, &permit, part, (case, id), &by, at).await? {
        return Err(Failed::NOT_FOUND);
    }
    act.note(permit, json!({"part": part.name(), "id": id})).await.map(drop)
}

/// Puts something back.
pub async fn restore(house: &House, door: &Door, case: &str, part: Part, id: &str) -> Result<(), Failed> {
    let mut act = house.begin(door).await?;
    let row = case::take(&act, case).await?;
    let permit = act.may(Verb::RestoreMaterial, Subject::case(case), Tie::None).await?;
    case::still_open(&row)?;
    if !material::restore(act.tx()?, &permit, part, (case, id)).await? {
        return Err(Failed::NOT_FOUND);
    }
    act.note(permit, json!({"part": part.name(), "id": id})).await.map(drop)
}

/// What an organisation may see of the material of its case.
#[derive(Clone, Debug, Default)]
pub struct Released {
    /// Findings.
    pub findings: Vec<FindingRow>,
    /// Courses of action with the instant of their release.
    pub courses: Vec<(Course, i64)>,
    /// Reports that were sent, with the title of the version that was.
    pub reports: Vec<(ReportRow, String)>,
}

/// What was released to whoever takes part in a case; that it was read is a line in its journal.
pub async fn released(house: &House, door: &Door, case: &str) -> Result<Released, Failed> {
    let mut act = house.begin(door).await?;
    let seat = case::tie::of_act(&act, case).await?;
    if seat.party.is_none() {
        return Err(Failed::NOT_FOUND);
    }
    let permit = act.may(Verb::ReadCasePart, Subject::case(case), seat.tie).await?;
    let tx = act.tx()?;
    let shown = |released: Option<i64>, removed: Option<i64>| released.filter(|_| removed.is_none());
    let findings = material::finding::of_case(tx, case).await?;
    let courses = material::finding::courses(tx, case).await?;
    let mut all = Released {
        findings: findings
            .into_iter()
            .filter(|row| shown(row.released_at, row.removed_at).is_some())
            .collect(),
        courses: courses
            .iter()
            .filter_map(|row| Some((findings::course_of(row), shown(row.released_at, row.removed_at)?)))
            .collect(),
        reports: Vec::new(),
    };
    for row in material::report::of_case(tx, case).await? {
        let Some(version) = row.released_version.filter(|_| row.removed_at.is_none()) else { continue };
        let known = material::report::version(tx, &row.id, version).await?;
        all.reports.extend(known.map(|known| (row, known.title)));
    }
    act.note(permit, json!({"part": "released"})).await?;
    Ok(all)
}

/// The first fault as a refusal, for whoever skipped the form.
fn sound(faults: Faults) -> Result<(), Refused> {
    faults.into_iter().next().map_or(Ok(()), |(field, fault)| Err(Refused::field(field, fault)))
}

/// Opens an act on a case that is not over.
async fn begin<'h>(house: &'h House, door: &Door, case: &str, verb: Verb) -> Result<Begun<'h>, Failed> {
    let mut act = house.begin(door).await?;
    let row = case::take(&act, case).await?;
    let permit = act.may(verb, Subject::case(case), Tie::None).await?;
    case::still_open(&row)?;
    Ok(Begun { act, permit })
}

/// An act on a case that may go on.
struct Begun<'h> {
    act: Act<'h>,
    permit: meldkamer_domain::access::Permit,
}
