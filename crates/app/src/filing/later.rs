//! Later stages, corrections and withdrawal: each a new version, nothing is overwritten.

use super::{Filed, Told, copies, first, recurring, sign, stored, together, told};
use crate::{
    Act, Door, Failed, House, Subject, binding, chance, clocks, crossing, help, judgement::Judgement,
    message, queue, tie,
};
use meldkamer_domain::{
    access::{Permit, Verb},
    filing::{Filing, Gap},
    id::FilingId,
    indicator::Known,
    question::Stage,
    refused::Refused,
    time::Instant,
};
use meldkamer_store::{
    clock,
    dossier::{self, DossierRow},
    filing::{self, FilingRow},
    request,
};
use serde_json::{Value, json};

/// A later stage, or a correction of one that was filed.
#[derive(Clone, Debug)]
pub struct Next {
    /// The stage.
    pub stage: Stage,
    /// The answers.
    pub answers: Value,
    /// Why it is a correction, why a moment changed, or why it is late.
    pub reason: String,
}

/// Files a later stage of a dossier; filed before, it is a correction that keeps the earlier version.
pub async fn file(house: &House, door: &Door, dossier: &str, next: &Next) -> Result<Filed, Failed> {
    let mut act = house.begin(door).await?;
    let row = dossier::for_change(act.tx()?, dossier).await?.ok_or(Failed::NOT_FOUND)?;
    let filings = filing::of_dossier(act.tx()?, dossier).await?;
    let version = 1 + filings
        .iter()
        .filter(|one| one.stage == next.stage.id())
        .map(|one| one.version)
        .max()
        .unwrap_or(0);
    let verb = if version == 1 { Verb::FileStage } else { Verb::Correct };
    let permit = act.may(verb, Subject::dossier(dossier), tie::to_dossier(door, &row)).await?;
    if row.state == "withdrawn" {
        return Err(Refused::Closed.into());
    }
    let told = Told::read(house, next.stage, &next.answers, act.at);
    let same =
        filings.iter().rfind(|one| one.stage == next.stage.id()).filter(|one| one.answers == told.canonical);
    if let Some(same) = same {
        return recall(house, row, same, None).await;
    }
    let filed = keep(&act, &permit, row, filings, next, version, told).await?;
    if filed.dossier.merged_into.is_some() {
        // The duty stays that of whoever reported; whoever works on the other dossier must see it.
        message::call_attention(&act, &permit, filed.dossier.clone()).await?;
    }
    act.finish().await?;
    Ok(filed)
}

async fn keep(
    act: &Act<'_>,
    permit: &Permit,
    mut row: DossierRow,
    mut filings: Vec<FilingRow>,
    next: &Next,
    version: i64,
    told: Told,
) -> Result<Filed, Failed> {
    let (house, tx, at) = (act.house, act.tx()?, act.at);
    let library = house.law();
    let earlier = filings.iter().map(|one| stored(house, &one.stage, &one.answers, one.submitted_at));
    let earlier = earlier.collect::<Result<Vec<Filing>, _>>()?;
    let all = together(earlier.iter().cloned().chain([told.filing.clone()]));
    let before: Vec<(FilingRow, Filing)> = filings.iter().cloned().zip(earlier).collect();
    let mut facts = all.facts();
    told::describe(&mut row, &all);
    let named = row.claimed.clone();
    binding::settle_again(tx, &mut row, &all, at).await?;
    if row.claimed.is_some() && row.claimed != named {
        binding::tell(act, permit, &row).await?;
    }
    recurring::look_up(house, tx, at, (&row.id, &row.organisation), &mut facts).await?;
    let judgement = Judgement::of(&library, &facts, house.day(Instant::from_micros(row.received_at)));
    row.significance = first::verdict(&judgement).to_string();
    row.changed_at = at.micros();
    let mut new = FilingRow {
        id: FilingId::new(at, chance::bytes()).to_string(),
        dossier: row.id.clone(),
        stage: next.stage.id().to_owned(),
        version,
        submitted_at: at.micros(),
        actor: act.actor.journalled(),
        answers: told.canonical.clone(),
        gaps: told.gaps_json(),
        digest: told.digest.to_vec(),
        salt: Some(told.salt.to_vec()),
        reason: next.reason.clone(),
        receipt: String::new(),
        seq: 0,
        edition: library.edition.clone(),
    };
    let changed = clocks::tell(act, permit, &row.id, &told.filing.facts(), &next.reason).await?;
    clock::met(tx, permit, &row.id, &new.stage, at.micros(), &next.reason).await?;
    if let Some(stage) = clocks::also_meets(&new.stage, &filings) {
        clock::met(tx, permit, &row.id, stage, at.micros(), &next.reason).await?;
    }
    let details = json!({"stage": new.stage, "version": version, "digest": first::hex(&told.digest)});
    let noted = act.line(permit, &details).await?;
    new.seq = noted.seq;
    filings.push(new.clone());
    let why = if changed { next.reason.as_str() } else { "" };
    let limits = clocks::replan(act, permit, &mut row, &facts, &filings, why).await?;
    let regimes: Vec<String> = serde_json::from_str(&row.regimes).unwrap_or_default();
    let asked = asked(act, permit, &row, next.stage).await?;
    let report = copies::Report {
        judgement: &judgement,
        regimes: &regimes,
        exercise: row.exercise == 1,
        asked: &asked,
    };
    let recipients = copies::recipients(house, &report, &new.stage);
    new.receipt = sign(house, &first::receipt(&row, &new, &told, &recipients, &limits, &noted));
    filing::add(tx, permit, &new).await?;
    dossier::keep_words(tx, permit, row.serial, &told::words(&row, &all)).await?;
    let traits = told::traits(&told.filing, || Known::of(&library.law, house.day(at)));
    meldkamer_store::link::put_traits(tx, permit, &row.id, &traits).await?;
    crossing::look(act, permit, &row, &facts, judgement.mandatory).await?;
    let asked = help::ask(act, permit, &row, &told.filing).await?;
    queue::place(&mut row, &facts, asked.as_ref(), at);
    if !dossier::save(tx, permit, &row).await? {
        return Err(Refused::Moved.into());
    }
    row.version += 1;
    let filed = Filed {
        dossier: row,
        stage: next.stage,
        received_at: at,
        code: None,
        gaps: told.gaps,
        limits,
        recipients: copies::ids(&recipients),
        receipt: new.receipt,
        again: false,
    };
    copies::catch_up(act, permit, &filed, &report, &before).await?;
    copies::send(act, permit, &filed, version, &told.filing, &recipients).await?;
    copies::confirm(act, permit, &filed, version, &all).await?;
    Ok(filed)
}

/// The authorities that wait for an intermediate report: with this one they have it.
async fn asked(
    act: &Act<'_>,
    permit: &Permit,
    row: &DossierRow,
    stage: Stage,
) -> Result<Vec<String>, Failed> {
    if stage != Stage::Intermediate {
        return Ok(Vec::new());
    }
    let mut open = request::of_dossier(act.tx()?, &row.id).await?;
    open.retain(|one| one.met_at.is_none());
    request::met(act.tx()?, permit, &row.id, act.at.micros()).await?;
    Ok(open.into_iter().map(|one| one.authority).collect())
}

/// Withdraws a report, with a reason: it was not significant, or not an incident at all.
pub async fn withdraw(house: &House, door: &Door, dossier: &str, reason: &str) -> Result<(), Failed> {
    if reason.trim().is_empty() {
        return Err(Refused::ReasonNeeded { field: "reason".into() }.into());
    }
    let mut act = house.begin(door).await?;
    let mut row = dossier::for_change(act.tx()?, dossier).await?.ok_or(Failed::NOT_FOUND)?;
    let permit = act.may(Verb::Withdraw, Subject::dossier(dossier), tie::to_dossier(door, &row)).await?;
    if row.state == "withdrawn" {
        return Err(Refused::AlreadyDone.into());
    }
    row.state = "withdrawn".into();
    row.mark_note = reason.trim().to_owned();
    row.changed_at = act.at.micros();
    row.next_due = None;
    row.queued = 0;
    row.rerank_at = None;
    clock::retire(act.tx()?, &permit, dossier, act.at.micros()).await?;
    meldkamer_store::help::end_alarms(act.tx()?, &permit, dossier, act.at.micros()).await?;
    if !dossier::save(act.tx()?, &permit, &row).await? {
        return Err(Refused::Moved.into());
    }
    act.note(permit, json!({"reason": reason.trim()})).await?;
    Ok(())
}

/// The answer to a filing as it stands, without filing anything.
pub async fn recall(
    house: &House,
    row: DossierRow,
    filing: &FilingRow,
    code: Option<String>,
) -> Result<Filed, Failed> {
    let stage = Stage::parse(&filing.stage).unwrap_or(Stage::EarlyWarning);
    let at = Instant::from_micros(filing.submitted_at);
    let gaps = gaps(house, filing);
    let limits = clocks::standing(&house.database, &row.id).await?.into_iter().map(clocks::limit).collect();
    let recipients = meldkamer_domain::receipt::verify(&filing.receipt, house.keys.published())
        .map(|receipt| receipt.recipients)
        .unwrap_or_default();
    Ok(Filed {
        dossier: row,
        stage,
        received_at: at,
        code,
        gaps,
        limits,
        recipients,
        receipt: filing.receipt.clone(),
        again: true,
    })
}

/// What a stored filing leaves open, read under the rulebooks in force.
pub fn gaps(house: &House, filing: &FilingRow) -> Vec<Gap> {
    let library = house.law();
    let stage = Stage::parse(&filing.stage).unwrap_or(Stage::EarlyWarning);
    let answers: Value = serde_json::from_str(&filing.answers).unwrap_or_default();
    let at = Instant::from_micros(filing.submitted_at);
    meldkamer_domain::filing::read(&library.catalogue, stage, &answers, at, &house.zone()).1
}
