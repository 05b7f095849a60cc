//! Fills in who received the reports that were filed before that was kept, a page at a time, once.
//!
//! Nothing is sent. The receipt of each filing names who received it; in which capacity and under
//! which law, the law of its day tells again.

use crate::{
    Act, Actor, Door, Failed, House, Subject, crossing,
    filing::{copies, stored, together},
    judgement::Judgement,
};
use meldkamer_domain::{
    access::{Permit, Tie, Verb},
    filing::Filing,
    question::Audience,
    receipt,
    time::Instant,
};
use meldkamer_store::{
    dossier, filing, house as facts,
    recipient::{self, RecipientRow},
};
use serde_json::json;

/// So many dossiers at a time.
const PAGE: i64 = 100;
const FILLED: &str = "recipients-filled";
const DONE: &str = "done";

/// Fills in the next page; answers whether there may be more.
pub async fn fill(house: &House) -> Result<bool, Failed> {
    let told = facts::fact(&house.database, FILLED).await?;
    if told.as_deref() == Some(DONE) {
        return Ok(false);
    }
    let after = told.and_then(|told| told.parse().ok()).unwrap_or(0);
    let mut act = house.begin(&Door::now(house, Actor::house("recipients"))).await?;
    let permit = act.may(Verb::FillRecipients, Subject::house(), Tie::None).await?;
    let page = recipient::serials(act.tx()?, after, PAGE).await?;
    for (_, id) in &page {
        one(&act, &permit, id).await?;
    }
    let next = page.last().map_or(DONE.to_owned(), |(serial, _)| serial.to_string());
    facts::set_fact(act.tx()?, &permit, FILLED, &next).await?;
    act.note(permit, json!({"after": after, "dossiers": page.len()})).await?;
    Ok(next != DONE)
}

async fn one(act: &Act<'_>, permit: &Permit, id: &str) -> Result<(), Failed> {
    let (house, tx) = (act.house, act.tx()?);
    let Some(row) = dossier::by_id(tx, id).await? else { return Ok(()) };
    let library = house.law();
    let regimes: Vec<String> = serde_json::from_str(&row.regimes).unwrap_or_default();
    let day = house.day(Instant::from_micros(row.received_at));
    let mut all: Vec<Filing> = Vec::new();
    let mut rows: Vec<RecipientRow> = Vec::new();
    for kept in filing::of_dossier(tx, id).await? {
        all.push(stored(house, &kept.stage, &kept.answers, kept.submitted_at)?);
        let told = together(all.iter().cloned()).facts();
        let judgement = Judgement::of(&library, &told, day);
        let report = copies::Report {
            judgement: &judgement,
            regimes: &regimes,
            exercise: row.exercise == 1,
            asked: &[],
        };
        let named = receipt::verify(&kept.receipt, house.keys.published()).map(|one| one.recipients);
        let named = named.unwrap_or_default();
        let mut recipients = copies::recipients(house, &report, &kept.stage);
        recipients.retain(|one| one.audience == Audience::Spoc || named.contains(&one.authority));
        rows.extend(copies::rows(house, &row, (&kept.stage, kept.version), kept.submitted_at, &recipients));
        crossing::look(act, permit, &row, &told, judgement.mandatory).await?;
    }
    Ok(recipient::add(tx, permit, &rows).await?)
}
