//! A request of an authority for an intermediate report (Cbw 28, NIS2 23(4)(c)). It reaches the
//! reporter as a message, with a limit when the request names one; other authorities never see it.

use super::part;
use crate::{Act, Door, Failed, House, Subject, answer, chance, clocks, mine};
use meldkamer_domain::{
    access::{Permit, Tie, Verb},
    id::RequestId,
    reference::Reference,
    refused::Refused,
    time::Instant,
};
use meldkamer_store::{
    clock,
    dossier::{self, DossierRow},
    filing, recipient,
    request::{self, RequestRow},
};
use serde_json::json;

/// Asks. `body` is what the reporter reads; without `due` it has no limit.
pub async fn ask(
    house: &House,
    door: &Door,
    reference: &str,
    due: Option<Instant>,
    body: &str,
) -> Result<(), Failed> {
    let body = answer::readable(body)?;
    if due.is_some_and(|due| due <= door.at) {
        return Err(Refused::field("due", "in-the-past").into());
    }
    let (whose, _) = part::whose(house, &door.actor)?;
    let reference: Reference = reference.parse().map_err(|_| Failed::NOT_FOUND)?;
    let mut act = house.begin(door).await?;
    let held = recipient::held_one(act.tx()?, &whose, reference.as_str()).await?.ok_or(Failed::NOT_FOUND)?;
    let mut row = dossier::for_change(act.tx()?, &held.id).await?.ok_or(Failed::NOT_FOUND)?;
    let permit = act.may(Verb::RequestReport, Subject::dossier(&row.id), Tie::Own).await?;
    if matches!(row.state.as_str(), "withdrawn" | "merged") {
        return Err(Refused::Closed.into());
    }

    let name = name(house, &act, &whose.authority).await?;
    let message = answer::put(&act, &permit, &row, "request", &name, &body).await?;
    let new = RequestRow {
        id: RequestId::new(act.at, chance::bytes()).to_string(),
        dossier: row.id.clone(),
        serial: row.serial,
        authority: whose.authority.clone(),
        message,
        due_at: due.map(Instant::micros),
        actor: act.actor.journalled(),
        at: act.at.micros(),
        met_at: None,
    };
    request::add(act.tx()?, &permit, &new).await?;
    if let Some(due) = due {
        plan(&act, &permit, &mut row, due).await?;
    }

    let details = json!({"request": new.id, "authority": new.authority, "due": new.due_at, "body": body});
    act.note(permit, details).await.map(drop)
}

/// The name that the reporter reads: of the authority, never of its officer.
async fn name(house: &House, act: &Act<'_>, authority: &str) -> Result<String, Failed> {
    let (library, day) = (house.law(), house.day(act.at));
    if let Some(body) = library.law.body(authority, day) {
        return Ok(body.name.in_language("nl").to_owned());
    }
    let known = meldkamer_store::authority::by_id(act.tx()?, authority).await?;
    Ok(known.map_or_else(|| authority.to_owned(), |one| one.name))
}

/// Gives the intermediate report its limit; the earliest of several open requests counts.
async fn plan(act: &Act<'_>, permit: &Permit, row: &mut DossierRow, due: Instant) -> Result<(), Failed> {
    let (house, tx) = (act.house, act.tx()?);
    let open = request::of_dossier(tx, &row.id).await?;
    let earliest = open.iter().filter(|one| one.met_at.is_none()).filter_map(|one| one.due_at).min();
    let due = earliest.map_or(due, |at| due.min(Instant::from_micros(at)));
    let told = clock::moments(tx, &row.id).await?;
    clocks::put(act, permit, &row.id, &told, "requested", Some(due), "").await?;
    let filings = filing::of_dossier(tx, &row.id).await?;
    let facts = mine::told(house, tx, &row.id).await?.facts();
    clocks::replan(act, permit, row, &facts, &filings, "").await?;
    row.changed_at = act.at.micros();
    if dossier::save(tx, permit, row).await? { Ok(()) } else { Err(Refused::Moved.into()) }
}
