//! Links by which evidence is sent: for one person, one purpose, until one instant. Only the digest of
//! the secret is kept; with the first link a case gets its key pair, to which a sender may seal.

use super::{Faults, text_fault};
use crate::{Act, Door, Failed, House, Subject, case, chance, session};
use meldkamer_domain::{
    access::{Permit, Tie, Verb},
    evidence::{LINK_DAYS, MOST_DAYS},
    id::EvidenceLinkId,
    refused::Refused,
    time::Instant,
};
use meldkamer_store::{
    evidence::{self, KeyRow, LinkRow, item},
    support_case::party,
};
use serde_json::json;

/// What somebody wants a link for.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// For whom it is.
    pub person: String,
    /// What for.
    pub purpose: String,
    /// Until when; nothing when it could not be read.
    pub until: Option<Instant>,
    /// So many days what comes by it is kept; nothing when it could not be read.
    pub keep_days: Option<i64>,
    /// The item out of which what comes by it was made; empty for originals.
    pub original: String,
    /// The part in the case whose people see what comes by it; empty for nobody's.
    pub party: String,
}

/// A link that was made: the only moment at which its secret is known.
#[derive(Clone, Debug)]
pub struct Made {
    /// Its id.
    pub id: String,
    /// Its secret.
    pub secret: String,
    /// The public key of the case.
    pub recipient: String,
}

/// What is wrong with a wish, everything at once.
pub async fn faults(house: &House, case: &str, wish: &Wish, at: Instant) -> Result<Faults, Failed> {
    let mut faults = Faults::new();
    let texts = [("person", &wish.person), ("purpose", &wish.purpose)];
    let bad = texts.into_iter().filter_map(|(field, text)| Some((field.to_owned(), text_fault(text)?)));
    faults.extend(bad);
    match wish.until {
        None => faults.push(("until".into(), "missing")),
        Some(until) if until <= at => faults.push(("until".into(), "in-the-past")),
        Some(until) if until > at.plus_hours(24 * LINK_DAYS) => faults.push(("until".into(), "too-far")),
        Some(_) => {}
    }
    if !wish.keep_days.is_some_and(|days| (1..=MOST_DAYS).contains(&days)) {
        faults.push(("keep_days".into(), "not-days"));
    }
    if !wish.original.is_empty() {
        let known = item::by_id(&house.database, &wish.original).await?;
        if known.is_none_or(|one| one.case_id != case) {
            faults.push(("original".into(), "not-an-option"));
        }
    }
    if !wish.party.is_empty() {
        let known = party::by_id(&house.database, &wish.party).await?;
        if known.is_none_or(|one| one.case_id != case || one.kind == "police" || !one.is_live(at.micros())) {
            faults.push(("party".into(), "not-an-option"));
        }
    }
    Ok(faults)
}

/// Makes a link.
pub async fn make(house: &House, door: &Door, case: &str, wish: &Wish) -> Result<Made, Failed> {
    if let Some((field, fault)) = faults(house, case, wish, door.at).await?.into_iter().next() {
        return Err(Refused::field(field, fault).into());
    }
    let mut act = house.begin(door).await?;
    let row = case::take(&act, case).await?;
    let permit = act.may(Verb::InviteEvidence, Subject::evidence(case), Tie::Other).await?;
    case::still_open(&row)?;

    let made = add(&act, &permit, case, wish, chance::secret::<20>()).await?;

    let ends = wish.until.map(Instant::micros);
    let details = json!({"link": made.id, "person": wish.person.trim(), "purpose": wish.purpose.trim(), "ends": ends,
            "party": wish.party});
    act.note(permit, details).await?;
    Ok(made)
}

/// Adds a link to a case, with the case's key when it has none yet.
pub(crate) async fn add(
    act: &Act<'_>,
    permit: &Permit,
    case: &str,
    wish: &Wish,
    secret: String,
) -> Result<Made, Failed> {
    let recipient = case_key(act, permit, case).await?;
    let row = LinkRow {
        id: EvidenceLinkId::new(act.at, chance::bytes()).to_string(),
        digest: session::digest(&secret),
        case_id: case.to_owned(),
        person: wish.person.trim().to_owned(),
        purpose: wish.purpose.trim().to_owned(),
        keep_days: wish.keep_days.unwrap_or_default(),
        original: Some(wish.original.clone()).filter(|id| !id.is_empty()),
        party: wish.party.clone(),
        made_by: act.actor.journalled(),
        made_at: act.at.micros(),
        ends_at: wish.until.unwrap_or(act.at).micros(),
        revoked_at: None,
    };
    evidence::add_link(act.tx()?, permit, &row).await?;
    Ok(Made { id: row.id, secret, recipient })
}

/// The public key of a case, made when it has none yet.
pub(crate) async fn case_key(act: &Act<'_>, permit: &Permit, case: &str) -> Result<String, Failed> {
    if let Some(known) = evidence::key_of(act.tx()?, case).await? {
        return Ok(known.recipient);
    }
    let fresh = act.house.keys.envelope().new_key()?;
    let row = KeyRow {
        case_id: case.to_owned(),
        recipient: fresh.recipient.clone(),
        wrapped: fresh.wrapped,
        made_at: act.at.micros(),
    };
    evidence::add_key(act.tx()?, permit, &row).await?;
    Ok(fresh.recipient)
}

/// Revokes a link at once; what came by it stays.
pub async fn revoke(house: &House, door: &Door, case: &str, id: &str) -> Result<(), Failed> {
    let mut act = house.begin(door).await?;
    let row = evidence::link_by_id(act.tx()?, id).await?.filter(|row| row.case_id == case);
    let row = row.ok_or(Failed::NOT_FOUND)?;
    let permit = act.may(Verb::RevokeEvidenceLink, Subject::evidence(case), Tie::Other).await?;
    if !evidence::revoke_link(act.tx()?, &permit, &row.id, act.at.micros()).await? {
        return Err(Refused::AlreadyDone.into());
    }
    act.note(permit, json!({"link": row.id})).await?;
    Ok(())
}

/// The link of a secret, if it lives at an instant. One that ended is told apart from one that never was:
/// who holds the secret may know.
pub async fn opened(house: &House, secret: &str, at: Instant) -> Result<LinkRow, Failed> {
    let row = evidence::link_by_digest(&house.database, &session::digest(secret)).await?;
    alive(row.ok_or(Failed::NOT_FOUND)?, at)
}

/// A link that lives.
pub(super) fn alive(row: LinkRow, at: Instant) -> Result<LinkRow, Failed> {
    if is_live(&row, at) { Ok(row) } else { Err(Refused::Expired.into()) }
}

/// Whether a link works at an instant.
pub fn is_live(row: &LinkRow, at: Instant) -> bool {
    row.revoked_at.is_none() && at.micros() < row.ends_at
}
