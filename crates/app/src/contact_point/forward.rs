//! Forwarding to the contact point of another state: chosen answers, names taken out, and word for
//! word what the person saw and put right before it left (NIS2 23(6)).

use super::find;
use crate::{Door, Failed, House, Subject, act::Errand, chance, mine};
use meldkamer_domain::{
    access::{Tie, Verb},
    anonymise::Identifiers,
    audience::Audience,
    filing::{Filing, shown},
    id::ForwardId,
    refused::Refused,
};
use meldkamer_store::{
    authority,
    crossing::{self, ForwardRow},
    dossier,
    entity::{self, asset},
    recipient::HeldRow,
};
use serde_json::json;

/// The language between contact points.
pub const LANGUAGE: &str = "en";
/// The longest text that can be sent, in characters.
pub const LONGEST: usize = 20_000;

/// What would be sent, to put right before it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proposal {
    /// The reference of the dossier; it does not go abroad.
    pub reference: String,
    /// The questions that may cross the border, in the catalogue's order.
    pub choices: Vec<String>,
    /// The text, without names.
    pub text: String,
    /// How many places were replaced.
    pub replaced: usize,
}

/// The contact point of another state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Abroad {
    /// The state, by its code.
    pub state: String,
    /// The body, by its id in the rulebooks.
    pub body: String,
    /// Its name.
    pub name: String,
    /// Whether this house knows where to reach it.
    pub reachable: bool,
}

/// The contact points of all other states, by name.
pub async fn abroad(house: &House, door: &Door) -> Result<Vec<Abroad>, Failed> {
    let (library, today) = (house.law(), house.day(door.at));
    let known = authority::all(&house.database).await?;
    let has_address = |id: &str| {
        let row = known.iter().find(|row| row.id == id && row.active == 1);
        row.is_some_and(|row| !row.email.is_empty() || !row.webhook.is_empty())
    };
    let points = library.law.bodies.iter().filter(|body| body.basis.holds_on(today));
    let point = points.filter_map(|body| {
        let state = body.contact_point.as_ref().filter(|state| **state != house.settings.state)?;
        let id = body.id.get_ref();
        Some(Abroad {
            state: state.clone(),
            body: id.clone(),
            name: body.name.in_language(&door.language).to_owned(),
            reachable: has_address(id),
        })
    });
    let mut all: Vec<Abroad> = point.collect();
    all.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(all)
}

/// What chosen answers would say abroad; all that may cross the border when none are chosen.
/// Journalled as a read.
pub async fn propose(
    house: &House,
    door: &Door,
    reference: &str,
    chosen: &[&str],
) -> Result<Proposal, Failed> {
    let (held, _) = find(house, door, reference).await?;
    let mut act = house.begin(door).await?;
    let permit = act.may(Verb::ReadCrossing, Subject::dossier(&held.id), Tie::Own).await?;
    act.note(permit, json!({"read": "forward"})).await?;

    let (part, names) = sources(house, &held).await?;
    let library = house.law();
    let mut proposal = Proposal { reference: held.reference, ..Proposal::default() };
    for question in library.catalogue.questions() {
        let Some(answer) = part.get(question.id()) else { continue };
        proposal.choices.push(question.id().to_owned());
        if !chosen.is_empty() && !chosen.contains(&question.id()) {
            continue;
        }
        for (label, text) in shown(question, answer, LANGUAGE, &house.zone()) {
            let (text, count) = names.scrub(&text);
            proposal.replaced += count;
            proposal.text.push_str(&format!("{label}\n{text}\n\n"));
        }
    }
    proposal.text = proposal.text.trim_end().to_owned();
    Ok(proposal)
}

/// The answers of a dossier that may cross the border, and the names that may not.
async fn sources(house: &House, held: &HeldRow) -> Result<(Filing, Identifiers), Failed> {
    let told = mine::told(house, &house.database, &held.id).await?;
    let regimes: Vec<String> = serde_json::from_str(&held.regimes).unwrap_or_default();
    let library = house.law();
    let spoc = told.for_audience(&library.catalogue, Audience::Spoc, &regimes);
    let part = spoc.for_audience(&library.catalogue, Audience::MemberStates, &regimes);
    let names = Identifiers::of(&library.catalogue, &told, &registered(house, held).await?);
    Ok((part, names))
}

/// What the register and the dossier's own columns know besides.
async fn registered(house: &House, held: &HeldRow) -> Result<Vec<String>, Failed> {
    let Some(row) = dossier::by_id(&house.database, &held.id).await? else { return Ok(Vec::new()) };
    let mut more = vec![row.organisation.clone(), row.behalf.clone(), held.reference.clone()];
    let ids: Vec<String> = [row.entity, row.claimed].into_iter().flatten().collect();
    for id in &ids {
        if let Some(entity) = entity::by_id(&house.database, id).await? {
            more.extend([entity.name, entity.register_number]);
        }
    }
    more.extend(asset::of(&house.database, &ids).await?.into_iter().map(|one| one.text));
    Ok(more)
}

/// Sends a text to the contact point of another state. A name that is still in it stops it.
pub async fn send(
    house: &House,
    door: &Door,
    reference: &str,
    state: &str,
    text: &str,
) -> Result<(), Failed> {
    let (held, _) = find(house, door, reference).await?;
    let (library, today) = (house.law(), house.day(door.at));
    let point = library.law.contact_point(state, today).filter(|_| state != house.settings.state);
    let missing = if state.is_empty() { "missing" } else { "not-an-option" };
    let point = point.ok_or_else(|| Refused::field("state", missing))?;
    let text = text.replace("\r\n", "\n").trim().to_owned();
    let (_, names) = sources(house, &held).await?;
    if let Some(fault) = fault(&text, &names) {
        return Err(Refused::field("text", fault).into());
    }

    let mut act = house.begin(door).await?;
    let permit = act.may(Verb::Forward, Subject::dossier(&held.id), Tie::Own).await?;
    let new = ForwardRow {
        id: ForwardId::new(act.at, chance::bytes()).to_string(),
        dossier: held.id.clone(),
        serial: held.serial,
        state: state.to_owned(),
        body: point.id.get_ref().clone(),
        lines: json!([text]).to_string(),
        actor: act.actor.journalled(),
        at: act.at.micros(),
    };
    crossing::forward(act.tx()?, &permit, &new).await?;
    act.send(&permit, errand(&held, &new, &text)).await?;
    act.note(permit, json!({"forward": new.id, "state": state, "text": text})).await.map(drop)
}

fn fault(text: &str, names: &Identifiers) -> Option<&'static str> {
    if text.is_empty() {
        Some("missing")
    } else if text.chars().count() > LONGEST {
        Some("too-long")
    } else if names.told_by(text) {
        Some("names")
    } else {
        None
    }
}

/// What makes a second delivery recognisable.
pub(super) fn key(forward: &str) -> String {
    format!("forward:{forward}")
}

/// The errand: the other state knows it by the id of the forward, never by our reference.
fn errand(held: &HeldRow, new: &ForwardRow, text: &str) -> Errand {
    Errand {
        key: key(&new.id),
        kind: "forward",
        target: new.body.clone(),
        dossier: Some(held.id.clone()),
        payload: json!({
            "letter": "forward",
            "language": LANGUAGE,
            "reference": new.id,
            "state": new.state,
            "at": new.at,
            "text": text,
        }),
    }
}
