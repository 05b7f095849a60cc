//! Looking back: what another version of a framework would have made of old dossiers.
//!
//! It changes nothing: what was decided stays decided under the version of its day.

use super::{kept, told};
use crate::{Door, Failed, House, Subject};
use meldkamer_domain::{
    access::{Tie, Verb},
    triage::{Changed, Framework, replay},
};
use meldkamer_store::{
    assessment::{self, KnownRow},
    filing,
};
use serde_json::json;

/// How many assessments are looked at.
pub const MOST: i64 = 200;

/// The framework held against old dossiers.
#[derive(Clone, Debug)]
pub struct Replayed {
    /// Every version of every framework: id, version and name in both languages.
    pub choices: Vec<Framework>,
    /// The one that was held against them.
    pub framework: Framework,
    /// Each dossier with what would change.
    pub rows: Vec<(KnownRow, Changed)>,
}

/// Holds a version of a framework against the newest assessments that were made with that framework.
pub async fn over(
    house: &House,
    door: &Door,
    framework: &str,
    version: Option<&str>,
) -> Result<Replayed, Failed> {
    let mut act = house.begin(door).await?;
    let permit = act.may(Verb::ReadDossier, Subject::house(), Tie::None).await?;
    let library = house.law();
    let day = house.day(act.at);
    let new = match version {
        Some(version) => library.frameworks.version(framework, version),
        None => library.frameworks.on(framework, day),
    };
    let new = new.cloned().ok_or(Failed::NOT_FOUND)?;
    let mut rows = Vec::new();
    for known in assessment::latest(act.tx()?, MOST).await? {
        if known.framework != new.id {
            continue;
        }
        let (before, context) = kept::proposal(&known.proposal)?;
        let mut filings = filing::of_dossier(act.tx()?, &known.dossier).await?;
        filings.retain(|one| one.submitted_at <= known.at);
        let (facts, _) = told(house, &filings)?;
        let changed = replay(&before, &kept::answers(&known.answers)?, &facts, &context, &new);
        rows.push((known, changed));
    }
    let details =
        json!({"part": "replay", "framework": new.id, "version": new.version, "dossiers": rows.len()});
    act.note(permit, details).await?;
    Ok(Replayed { choices: library.frameworks.frameworks.clone(), framework: new, rows })
}
