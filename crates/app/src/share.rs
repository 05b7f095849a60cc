//! Sharing on purpose: a part of a dossier for a body for which it was not meant, on a legal ground,
//! with every test written down (Cbw 51 to 54, 66). It can be ended at any time, for the future.
//!
//! What is shared is the dossier as it was at that instant: what comes later is not part of it.

pub mod seen;

use crate::{
    Act, Door, Failed, House, Subject,
    act::Errand,
    chance,
    desk::{find, take},
};
use meldkamer_domain::{
    access::{Permit, Tie, Verb},
    id::ShareId,
    refused::Refused,
    time::Instant,
};
use meldkamer_store::{
    authority,
    dossier::DossierRow,
    share::{self, ShareRow},
};
use serde_json::json;
use std::collections::BTreeMap;

/// The parts of a dossier that can be shared besides single answers.
pub const PARTS: [&str; 7] = ["limits", "verdict", "help", "messages", "files", "notes", "assessment"];
/// The longest text beside a test, in characters.
pub const LONGEST: usize = 2_000;
/// A share lasts this many days at most; then it can be given anew.
pub const MOST_DAYS: i64 = 366;
/// What the organisation thinks of it: asked for, not demanded (Cbw 37 demands it before publishing only).
pub const CONSULTED: &str = "consulted";

/// What somebody wants to share.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// The body, by its id.
    pub body: String,
    /// The ground, by its id in the rulebooks.
    pub ground: String,
    /// How each test is met; under [`CONSULTED`] what the organisation said.
    pub tests: BTreeMap<String, String>,
    /// Parts.
    pub parts: Vec<String>,
    /// Questions.
    pub questions: Vec<String>,
    /// Until when; nothing when it could not be read.
    pub until: Option<Instant>,
}

/// A field that is wrong, and how: all of them at once.
pub type Faults = Vec<(String, &'static str)>;

/// Somebody with whom can be shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// Its id in the rulebooks, or the one that an administrator gave it.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// All bodies but ourselves: those of the rulebooks, and those that an administrator added.
pub async fn bodies(house: &House, language: &str, at: Instant) -> Result<Vec<Body>, Failed> {
    let (library, today) = (house.law(), house.day(at));
    let held = library.law.bodies.iter().filter(|body| body.basis.holds_on(today));
    let named = held
        .map(|one| Body { id: one.id.get_ref().clone(), name: one.name.in_language(language).to_owned() });
    let mut all: Vec<Body> = named.collect();
    for row in authority::all(&house.database).await? {
        if !all.iter().any(|one| one.id == row.id) {
            all.push(Body { id: row.id, name: row.name });
        }
    }
    all.retain(|one| one.id != house.settings.csirt_id);
    all.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(all)
}

/// What is wrong with a wish, everything at once.
pub async fn faults(house: &House, wish: &Wish, at: Instant) -> Result<Faults, Failed> {
    let (library, today) = (house.law(), house.day(at));
    let mut faults = Faults::new();
    let mut wrong = |field: &str, fault| faults.push((field.to_owned(), fault));
    if !bodies(house, "en", at).await?.iter().any(|one| one.id == wish.body) {
        wrong("body", if wish.body.is_empty() { "missing" } else { "not-an-option" });
    }
    if !library.law.grounds(today).iter().any(|one| *one.id.get_ref() == wish.ground) {
        wrong("ground", if wish.ground.is_empty() { "missing" } else { "not-an-option" });
    }
    for test in library.law.safeguards(today) {
        let id = test.id.get_ref();
        if wish.tests.get(id).is_none_or(|text| text.trim().is_empty()) {
            wrong(&format!("test.{id}"), "missing");
        }
    }
    for (test, text) in &wish.tests {
        if text.chars().count() > LONGEST {
            wrong(&format!("test.{test}"), "too-long");
        }
    }
    let known = |id: &String| library.catalogue.question(id).is_some();
    if wish.parts.is_empty() && wish.questions.is_empty() {
        wrong("parts", "missing");
    } else if !wish.parts.iter().all(|part| PARTS.contains(&part.as_str())) {
        wrong("parts", "not-an-option");
    }
    if !wish.questions.iter().all(known) {
        wrong("questions", "not-an-option");
    }
    match wish.until {
        None => wrong("until", "missing"),
        Some(until) if until <= at => wrong("until", "in-the-past"),
        Some(until) if until > at.plus_hours(24 * MOST_DAYS) => wrong("until", "too-far"),
        Some(_) => {}
    }
    Ok(faults)
}

/// Shares. The body is told that something waits for it, when it has an address; not what.
pub async fn give(house: &House, door: &Door, reference: &str, wish: &Wish) -> Result<(), Failed> {
    if let Some((field, fault)) = faults(house, wish, door.at).await?.into_iter().next() {
        return Err(Refused::field(field, fault).into());
    }
    let mut act = house.begin(door).await?;
    let row = take(&act, reference).await?;
    let permit = act.may(Verb::Share, Subject::dossier(&row.id), Tie::Other).await?;
    if row.exercise == 1 {
        // An exercise never leaves the house.
        return Err(Refused::Closed.into());
    }

    let new = written(&act, &row, wish);
    share::add(act.tx()?, &permit, &new).await?;
    tell(&act, &permit, &row, &new).await?;

    let details = json!({
        "share": new.id,
        "body": new.body,
        "ground": new.ground,
        "tests": wish.tests,
        "parts": wish.parts,
        "questions": wish.questions,
        "until": new.until_at,
    });
    act.note(permit, details).await.map(drop)
}

fn written(act: &Act<'_>, row: &DossierRow, wish: &Wish) -> ShareRow {
    let said = wish.tests.iter().map(|(test, text)| (test, text.trim())).filter(|(_, text)| !text.is_empty());
    ShareRow {
        id: ShareId::new(act.at, chance::bytes()).to_string(),
        dossier: row.id.clone(),
        serial: row.serial,
        body: wish.body.clone(),
        ground: wish.ground.clone(),
        tests: json!(said.collect::<BTreeMap<_, _>>()).to_string(),
        parts: json!(wish.parts).to_string(),
        questions: json!(wish.questions).to_string(),
        actor: act.actor.journalled(),
        at: act.at.micros(),
        until_at: wish.until.unwrap_or(act.at).micros(),
        revoked_at: None,
        revoked_by: String::new(),
        revoked_why: String::new(),
    }
}

/// A mail that says that something waits, and nothing of what.
async fn tell(act: &Act<'_>, permit: &Permit, row: &DossierRow, new: &ShareRow) -> Result<(), Failed> {
    let known = authority::by_id(act.tx()?, &new.body).await?;
    let Some(body) = known.filter(|one| one.active == 1 && !one.email.is_empty()) else { return Ok(()) };
    let errand = Errand {
        key: format!("share:{}", new.id),
        kind: "mail",
        target: body.email,
        dossier: Some(row.id.clone()),
        payload: json!({
            "letter": "share",
            "language": row.language,
            "exercise": false,
            "reference": row.reference,
            "authority": body.name,
            "until": new.until_at,
        }),
    };
    act.send(permit, errand).await
}

/// What a share can be made of: the dossier, and the questions that were answered in it. Which answers
/// those were is not read here.
pub async fn prepare(house: &House, reference: &str) -> Result<(DossierRow, Vec<String>), Failed> {
    let row = find(&house.database, reference).await?;
    let told = crate::mine::told(house, &house.database, &row.id).await?;
    let order = house.law();
    let order = order.catalogue.questions().iter().map(|one| one.id());
    let answered = order.filter(|id| told.get(id).is_some()).map(str::to_owned).collect();
    Ok((row, answered))
}

/// Ends a share for the future. What was seen was seen.
pub async fn revoke(house: &House, door: &Door, reference: &str, id: &str, why: &str) -> Result<(), Failed> {
    let why = crate::desk::reason(why)?;
    let mut act = house.begin(door).await?;
    let row = find(act.tx()?, reference).await?;
    let known = share::by_id(act.tx()?, id).await?.filter(|one| one.dossier == row.id);
    let known = known.ok_or(Failed::NOT_FOUND)?;
    let permit = act.may(Verb::Unshare, Subject::dossier(&row.id), Tie::Other).await?;
    let (by, at) = (act.actor.journalled(), act.at.micros());
    if !share::revoke(act.tx()?, &permit, &known.id, &by, why, at).await? {
        return Err(Refused::AlreadyDone.into());
    }
    act.note(permit, json!({"share": known.id, "body": known.body, "reason": why})).await.map(drop)
}

/// Whether a share can still be seen.
pub fn is_live(row: &ShareRow, at: Instant) -> bool {
    row.revoked_at.is_none() && at.micros() < row.until_at
}
