//! Triage at work: weighing a dossier in a framework, deciding, and looking back.
//!
//! The framework proposes, a person decides ([`decision`]); each weighing is kept as a version
//! ([`weigh`]); a new framework can be held against old dossiers ([`replay`]). The rules themselves
//! are `domain::triage`.

pub mod decision;
pub mod kept;
pub mod replay;
pub mod weigh;

#[cfg(test)]
mod tests;

use crate::{Failed, House, filing, library::Library};
use meldkamer_domain::{fact::Facts, reference::Reference, time::Instant, triage::Framework};
use meldkamer_store::{
    Asks, Tx,
    assessment::AssessmentRow,
    dossier::{self, DossierRow},
    filing::FilingRow,
    house,
};
use std::sync::Arc;

/// The framework with which a dossier is weighed unless somebody chooses another.
pub const FIRST_FRAMEWORK: &str = "afwegingskader";

/// The dossier with this reference, as people type it.
pub(crate) async fn find(asks: &impl Asks, reference: &str) -> Result<DossierRow, Failed> {
    let reference: Reference = reference.parse().map_err(|_| Failed::NOT_FOUND)?;
    dossier::by_reference(asks, reference.as_str()).await?.ok_or(Failed::NOT_FOUND)
}

/// The same, locked for an act that changes it.
pub(crate) async fn find_to_change(tx: &Tx, reference: &str) -> Result<DossierRow, Failed> {
    let row = find(tx, reference).await?;
    dossier::for_change(tx, &row.id).await?.ok_or(Failed::NOT_FOUND)
}

/// What filings say together, and when the last of them came in.
pub(crate) fn told(house: &House, filings: &[FilingRow]) -> Result<(Facts, Option<Instant>), Failed> {
    let read = filings.iter().map(|one| filing::stored(house, &one.stage, &one.answers, one.submitted_at));
    let facts = filing::together(read.collect::<Result<Vec<_>, _>>()?).facts();
    Ok((facts, filings.last().map(|one| Instant::from_micros(one.submitted_at))))
}

/// The framework that a version was made with, in the words of its day where they are still kept.
pub(crate) async fn framework_of(
    house: &House,
    asks: &impl Asks,
    row: &AssessmentRow,
) -> Result<Framework, Failed> {
    let of = |library: &Library| library.frameworks.version(&row.framework, &row.framework_version).cloned();
    let law: Arc<Library> = house.law();
    if row.edition != law.edition
        && let Some(archived) = house::edition(asks, &row.edition).await?
        && let Some(found) = Library::from_archive(&archived).as_ref().and_then(of)
    {
        return Ok(found);
    }
    of(&law).ok_or(Failed::NOT_FOUND)
}
