//! The decision: whether, how urgently, how intensively and in which forms to help.
//!
//! To differ from the proposal needs a written reason for each axis; grave decisions bind only
//! after a second person. Until a decision binds, nothing about the dossier changes.

use super::{find, find_to_change, framework_of, kept, told};
use crate::{Act, Door, Failed, House, Subject, queue};
use meldkamer_domain::{
    access::{Permit, Tie, Verb},
    refused::Refused,
    triage::{self, Decided, Decision, Denied, Framework},
};
use meldkamer_store::{
    assessment::{self, AssessmentRow},
    dossier::{self, DossierRow},
    filing, help,
};
use serde_json::json;
use std::collections::BTreeMap;

/// What somebody wants to decide.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// The version of the assessment that it rests on.
    pub version: i64,
    /// Chosen levels by axis.
    pub chosen: BTreeMap<String, Vec<String>>,
    /// Why axes differ from their proposal.
    pub reasons: BTreeMap<String, String>,
    /// The reason for the organisation in plain words.
    pub plain: String,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Settled {
    /// It binds.
    Binds,
    /// It waits for a second person.
    Waits,
    /// Nothing was kept: these axes differ and have no reason.
    Lacks(Vec<String>),
}

/// The newest assessment and what was decided on it.
#[derive(Clone, Debug)]
pub struct Deciding {
    /// The dossier.
    pub dossier: DossierRow,
    /// The newest assessment, if there is one, with the framework of its day.
    pub newest: Option<(AssessmentRow, Framework, triage::Assessment)>,
    /// What was decided on it.
    pub decided: Option<Decided>,
    /// The decision that binds: the newest one that does, with its version and framework.
    pub binding: Option<(i64, Framework, Decided)>,
    /// Every version, the oldest first.
    pub versions: Vec<AssessmentRow>,
}

/// Shows where the decision stands.
pub async fn look(house: &House, door: &Door, reference: &str) -> Result<Deciding, Failed> {
    let mut act = house.begin(door).await?;
    let row = find(act.tx()?, reference).await?;
    let permit = act.may(Verb::ReadDossier, Subject::dossier(&row.id), Tie::Other).await?;
    let deciding = deciding(&act, row).await?;
    act.note(permit, json!({"part": "decision"})).await?;
    Ok(deciding)
}

/// Shows it again after a decision that could not be kept: whoever sent it had opened the page, and
/// that reading was noted.
pub async fn again(house: &House, door: &Door, reference: &str) -> Result<Deciding, Failed> {
    let mut act = house.begin(door).await?;
    let row = find(act.tx()?, reference).await?;
    act.may(Verb::Decide, Subject::dossier(&row.id), Tie::Other).await?;
    deciding(&act, row).await
}

pub(crate) async fn deciding(act: &Act<'_>, dossier: DossierRow) -> Result<Deciding, Failed> {
    let versions = assessment::of_dossier(act.tx()?, &dossier.id).await?;
    let Some(last) = versions.last() else {
        return Ok(Deciding { dossier, newest: None, decided: None, binding: None, versions });
    };
    let framework = framework_of(act.house, act.tx()?, last).await?;
    let newest = Some((last.clone(), framework, kept::proposal(&last.proposal)?.0));
    let decided = kept::decided(last)?;
    let binding = binding(act, &versions).await?;
    Ok(Deciding { dossier, newest, decided, binding, versions })
}

/// A dossier that is weighed again keeps its decision until a new one binds.
async fn binding(
    act: &Act<'_>,
    versions: &[AssessmentRow],
) -> Result<Option<(i64, Framework, Decided)>, Failed> {
    for row in versions.iter().rev() {
        if let Some(decided) = kept::decided(row)?.filter(Decided::binds) {
            return Ok(Some((row.version, framework_of(act.house, act.tx()?, row).await?, decided)));
        }
    }
    Ok(None)
}

/// Decides on the newest assessment.
pub async fn decide(house: &House, door: &Door, reference: &str, wish: &Wish) -> Result<Settled, Failed> {
    let mut act = house.begin(door).await?;
    let row = find_to_change(act.tx()?, reference).await?;
    let permit = act.may(Verb::Decide, Subject::dossier(&row.id), Tie::Other).await?;
    let (mut kept_row, framework, made) = open(&act, &row, wish.version).await?;
    if kept_row.decided_at.is_some() {
        return Err(Refused::AlreadyDone.into());
    }
    let decision = Decision {
        chosen: wish.chosen.clone(),
        reasons: wish.reasons.clone(),
        plain: wish.plain.clone(),
        by: act.actor.id.clone(),
    };
    let decided = match triage::decide(&framework, &made, decision, act.at) {
        Ok(decided) => decided,
        Err(Denied::ReasonNeeded(axes)) => return Ok(Settled::Lacks(axes)),
        Err(denied) => return Err(refused(denied).into()),
    };
    kept::keep_decision(&mut kept_row, &decided, &act.actor.name);
    if !assessment::decide(act.tx()?, &permit, &kept_row).await? {
        return Err(Refused::AlreadyDone.into());
    }
    let binds = decided.binds();
    if binds {
        bind(&act, &permit, row, &decided).await?;
    }
    let details = json!({"version": kept_row.version, "decision": kept_row.decision, "reasons": kept_row.reasons, "binds": binds});
    act.note(permit, details).await?;
    Ok(if binds { Settled::Binds } else { Settled::Waits })
}

/// Confirms another's decision, which then binds.
pub async fn confirm(house: &House, door: &Door, reference: &str, version: i64) -> Result<(), Failed> {
    let mut act = house.begin(door).await?;
    let row = find_to_change(act.tx()?, reference).await?;
    let permit = act.may(Verb::ConfirmDecision, Subject::dossier(&row.id), Tie::Other).await?;
    let (kept_row, _, _) = open(&act, &row, version).await?;
    let waiting = kept::decided(&kept_row)?.ok_or(Failed::NOT_FOUND)?;
    let decided = triage::confirm(waiting, &act.actor.id, act.at).map_err(refused)?;
    if !assessment::confirm(act.tx()?, &permit, &kept_row.id, &act.actor.id, act.at.micros()).await? {
        return Err(Refused::AlreadyDone.into());
    }
    bind(&act, &permit, row, &decided).await?;
    act.note(permit, json!({"version": version})).await?;
    Ok(())
}

/// The newest version, if it is the one that the person saw and the dossier still runs.
async fn open(
    act: &Act<'_>,
    row: &DossierRow,
    seen: i64,
) -> Result<(AssessmentRow, Framework, triage::Assessment), Failed> {
    if matches!(row.state.as_str(), "withdrawn" | "merged") {
        return Err(Refused::Closed.into());
    }
    let last = assessment::of_dossier(act.tx()?, &row.id).await?.pop().ok_or(Failed::NOT_FOUND)?;
    if last.version != seen {
        return Err(Refused::Moved.into());
    }
    let framework = framework_of(act.house, act.tx()?, &last).await?;
    let made = kept::proposal(&last.proposal)?.0;
    Ok((last, framework, made))
}

/// Carries a binding decision over to the dossier and puts it in its place in the queue.
async fn bind(act: &Act<'_>, permit: &Permit, mut row: DossierRow, decided: &Decided) -> Result<(), Failed> {
    let tx = act.tx()?;
    let filings = filing::of_dossier(tx, &row.id).await?;
    let (facts, _) = told(act.house, &filings)?;
    if let Some(urgency) = decided.urgency() {
        urgency.code().clone_into(&mut row.urgency);
    }
    if let Some(help) = decided.help() {
        help.code().clone_into(&mut row.decision);
    }
    if let Some(score) = decided.assessment.score() {
        #[expect(clippy::cast_possible_truncation, reason = "a score lies between 0 and 100")]
        let whole = score.round() as i64;
        row.score = Some(whole);
    }
    if let Some(category) = decided.assessment.category() {
        category.clone_into(&mut row.category);
    }
    if row.state == "received" {
        row.state = "assessed".into();
    }
    row.changed_at = act.at.micros();
    let asked = help::of_dossier(tx, &row.id).await?.into_iter().next();
    queue::place(&mut row, &facts, asked.as_ref(), act.at);
    if !dossier::save(tx, permit, &row).await? {
        return Err(Refused::Moved.into());
    }
    Ok(())
}

fn refused(denied: Denied) -> Refused {
    match denied {
        Denied::SamePerson => Refused::SecondPersonNeeded,
        Denied::NoSecondNeeded => Refused::AlreadyDone,
        Denied::SecondNeeded => Refused::SecondPersonNeeded,
        Denied::OtherFramework => Refused::Moved,
        Denied::NobodyDecides => Refused::NotAllowed,
        Denied::UnknownAxis(axis) | Denied::UnknownChoice(axis) => {
            Refused::field(format!("choice.{axis}"), "not-an-option")
        }
        Denied::ReasonNeeded(axes) => {
            Refused::ReasonNeeded { field: format!("reason.{}", axes.first().map_or("", String::as_str)) }
        }
    }
}
