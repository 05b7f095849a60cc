//! Who takes part in a case from outside: let in, given another end, taken out.
//!
//! An organisation comes in with its dossier ([`open`](super::open)). One person of a firm gets a link that
//! ends at its minute; another CSIRT comes in by its mandate; the police is a number to call.

use super::{LINE, find, settle, still_open, take, text};
use crate::{Act, Actor, Door, Failed, House, Subject, act::Errand, chance, desk::reason, session};
use meldkamer_domain::{
    access::{Permit, Role, Tie, Verb},
    entity::is_email,
    id::PartyId,
    refused::Refused,
    support_case::PartyKind,
    time::Instant,
};
use meldkamer_store::support_case::{
    CaseRow,
    party::{self, PartyRow},
};
use serde_json::json;

/// A part lasts this many days at most; then it can be given a new end.
pub const MOST_DAYS: i64 = 92;

/// Somebody who is to take part.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// Name of the kind: `ir-firm`, `csirt` or `police`.
    pub kind: String,
    /// The name of the firm or body.
    pub name: String,
    /// The person.
    pub person: String,
    /// Where mail reaches them.
    pub email: String,
    /// Where a call reaches them.
    pub phone: String,
    /// Their language, `nl` or `en`.
    pub language: String,
    /// For another CSIRT, its id among the authorities.
    pub body: String,
    /// The end of their part; nothing when it was left open or could not be read.
    pub until: Option<Instant>,
}

/// What is wrong with a wish, everything at once.
pub fn faults(wish: &Wish, at: Instant) -> super::open::Faults {
    let mut faults = super::open::Faults::new();
    let mut wrong = |field: &str, fault| faults.push((field.to_owned(), fault));
    let kind = PartyKind::named(&wish.kind).filter(|kind| *kind != PartyKind::Organisation);
    if kind.is_none() {
        wrong("kind", if wish.kind.is_empty() { "missing" } else { "not-an-option" });
    }
    let firm = kind == Some(PartyKind::IrFirm);
    for (field, given, must) in
        [("name", &wish.name, true), ("person", &wish.person, firm), ("phone", &wish.phone, false)]
    {
        if let Err(Refused::NotUnderstood { fault, .. }) = text(field, given, LINE, must) {
            wrong(field, fault);
        }
    }
    if wish.email.is_empty() {
        if firm {
            wrong("email", "missing");
        }
    } else if !is_email(&wish.email) {
        wrong("email", "not-an-email");
    }
    if kind == Some(PartyKind::Csirt) && wish.body.is_empty() {
        wrong("csirt", "missing");
    }
    match wish.until {
        None if kind.is_some_and(PartyKind::needs_an_end) => wrong("until", "missing"),
        Some(until) if until <= at => wrong("until", "in-the-past"),
        Some(until) if until > at.plus_hours(24 * MOST_DAYS) => wrong("until", "too-far"),
        _ => {}
    }
    faults
}

/// What was done: the part, and the secret of its link when it has one. It is shown once.
#[derive(Clone, Debug)]
pub struct Added {
    /// The part's id.
    pub id: String,
    /// The link's secret.
    pub secret: Option<String>,
}

/// Lets somebody take part; one person of a firm is mailed a link.
pub async fn add(house: &House, door: &Door, case: &str, wish: &Wish) -> Result<Added, Failed> {
    if let Some((field, fault)) = faults(wish, door.at).into_iter().next() {
        return Err(Refused::field(field, fault).into());
    }
    let mut act = house.begin(door).await?;
    let mut known = take(&act, case).await?;
    let permit = act.may(Verb::AddParty, Subject::case(case), Tie::None).await?;
    still_open(&known)?;

    let secret = (wish.kind == PartyKind::IrFirm.name()).then(chance::secret::<32>);
    let new = written(&act, &known, wish, secret.as_deref());
    party::add(act.tx()?, &permit, &new).await?;
    if let Some(secret) = &secret {
        invite(&act, &permit, &known, &new, secret).await?;
    }
    settle(&act, &permit, &mut known).await?;

    act.note(permit, json!({"party": new.id, "kind": new.kind, "name": new.name, "until": new.until_at}))
        .await?;
    Ok(Added { id: new.id, secret })
}

fn written(act: &Act<'_>, case: &CaseRow, wish: &Wish, secret: Option<&str>) -> PartyRow {
    let csirt = wish.kind == PartyKind::Csirt.name();
    PartyRow {
        id: PartyId::new(act.at, chance::bytes()).to_string(),
        case_id: case.id.clone(),
        kind: wish.kind.clone(),
        name: wish.name.trim().to_owned(),
        person: wish.person.trim().to_owned(),
        email: wish.email.trim().to_owned(),
        phone: wish.phone.trim().to_owned(),
        language: if wish.language == "en" { "en" } else { "nl" }.to_owned(),
        dossier: None,
        body: if csirt { wish.body.clone() } else { String::new() },
        link: secret.map(session::digest),
        until_at: wish.until.map(Instant::micros),
        actor: act.actor.journalled(),
        at: act.at.micros(),
        ..PartyRow::default()
    }
}

/// The mail with the link of one person.
async fn invite(
    act: &Act<'_>,
    permit: &Permit,
    case: &CaseRow,
    new: &PartyRow,
    secret: &str,
) -> Result<(), Failed> {
    let address = act.house.settings.public_address();
    let errand = Errand {
        key: format!("case-party:{}:{}", new.id, act.at.micros()),
        kind: "mail",
        target: new.email.clone(),
        dossier: None,
        payload: json!({
            "letter": "case-invitation",
            "language": new.language,
            "exercise": case.exercise == 1,
            "reference": case.reference,
            "name": new.person,
            "firm": new.name,
            "until": new.until_at,
            "link": format!("{address}/case/link/{secret}"),
        }),
    };
    act.send(permit, errand).await.map(drop)
}

/// Gives a part another end; with `anew` a firm's person gets a new link, and the old one opens nothing.
pub async fn change(
    house: &House,
    door: &Door,
    case: &str,
    id: &str,
    until: Option<Instant>,
    anew: bool,
) -> Result<Option<String>, Failed> {
    let mut act = house.begin(door).await?;
    let mut known = take(&act, case).await?;
    let mut one = of_case(&act, case, id).await?;
    let permit = act.may(Verb::ChangeParty, Subject::case(case), Tie::None).await?;
    still_open(&known)?;
    let kind = PartyKind::named(&one.kind);
    match until {
        None if kind.is_some_and(PartyKind::needs_an_end) => {
            return Err(Refused::field("until", "missing").into());
        }
        Some(until) if until <= act.at => return Err(Refused::field("until", "in-the-past").into()),
        Some(until) if until > act.at.plus_hours(24 * MOST_DAYS) => {
            return Err(Refused::field("until", "too-far").into());
        }
        _ => {}
    }

    let secret = (anew && kind == Some(PartyKind::IrFirm)).then(chance::secret::<32>);
    one.until_at = until.map(Instant::micros);
    let link = secret.as_deref().map(session::digest);
    if !party::change(act.tx()?, &permit, id, one.until_at, link).await? {
        return Err(Refused::AlreadyDone.into());
    }
    if let Some(secret) = &secret {
        invite(&act, &permit, &known, &one, secret).await?;
    }
    settle(&act, &permit, &mut known).await?;

    act.note(permit, json!({"party": id, "until": one.until_at, "link": secret.is_some()})).await?;
    Ok(secret)
}

/// Ends somebody's part at once, with the reason. What they said stays.
pub async fn remove(house: &House, door: &Door, case: &str, id: &str, why: &str) -> Result<(), Failed> {
    let why = reason(why)?;
    let mut act = house.begin(door).await?;
    let mut known = take(&act, case).await?;
    let one = of_case(&act, case, id).await?;
    let permit = act.may(Verb::RemoveParty, Subject::case(case), Tie::None).await?;
    if one.dossier.is_some() {
        // An organisation leaves with its dossier.
        return Err(Refused::field("party", "through-its-dossier").into());
    }
    let (by, at) = (act.actor.journalled(), act.at.micros());
    if !party::remove(act.tx()?, &permit, id, &by, why, at).await? {
        return Err(Refused::AlreadyDone.into());
    }
    settle(&act, &permit, &mut known).await?;
    act.note(permit, json!({"party": id, "reason": why})).await.map(drop)
}

async fn of_case(act: &Act<'_>, case: &str, id: &str) -> Result<PartyRow, Failed> {
    let one = party::by_id(act.tx()?, id).await?.filter(|one| one.case_id == case);
    one.ok_or(Failed::NOT_FOUND)
}

/// Who a link lets in, at an instant: the person of a firm, with the case.
///
/// Refused with [`Refused::Expired`] from the minute on which it ends, and when the part was ended.
pub async fn by_link(house: &House, secret: &str, at: Instant) -> Result<(PartyRow, CaseRow), Failed> {
    let found = party::by_link(&house.database, &session::digest(secret)).await?;
    let found = found.ok_or(Failed::NOT_FOUND)?;
    if !found.is_live(at.micros()) {
        return Err(Refused::Expired.into());
    }
    let case = find(&house.database, &found.case_id).await?;
    Ok((found, case))
}

/// Comes in by a link, which is a line in the case's journal. Answers the case's id.
pub async fn come_in(house: &House, door: &Door, secret: &str) -> Result<String, Failed> {
    let mut act = house.begin(door).await?;
    let found = party::by_link(act.tx()?, &session::digest(secret)).await?.ok_or(Failed::NOT_FOUND)?;
    if !found.is_live(act.at.micros()) {
        return Err(Refused::Expired.into());
    }
    let permit = act.may(Verb::EnterCase, Subject::case(&found.case_id), Tie::Own).await?;
    act.note(permit, json!({"party": found.id})).await?;
    Ok(found.case_id)
}

/// The actor behind a firm's link.
pub fn actor(one: &PartyRow) -> Actor {
    Actor::staff(Role::Responder, one.id.clone(), one.person.clone())
}
