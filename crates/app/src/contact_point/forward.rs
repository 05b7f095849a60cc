//! Forwarding to the contact point of another state: chosen answers, names taken out, word for word
//! what the person saw before it left.

use crate::{Door, Failed, House, Subject, act::Errand, authority::part, chance, mine};
use meldkamer_domain::{
    access::{Tie, Verb},
    anonymise::Identifiers,
    audience::Audience,
    filing::{Filing, shown},
    id::ForwardId,
    refused::Refused,
};
use meldkamer_store::{
    crossing::{self, ForwardRow},
    dossier, entity,
    recipient::HeldRow,
};
use serde_json::json;

/// The language between contact points.
const LANGUAGE: &str = "en";

/// What would be sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// Label and text, without names.
    pub lines: Vec<(String, String)>,
    /// How many places were replaced.
    pub replaced: usize,
}

/// Everything that was told in a dossier, and the questions of it that may cross the border.
async fn crossing_part(house: &House, held: &HeldRow) -> Result<(Filing, Filing), Failed> {
    let told = mine::told(house, &house.database, &held.id).await?;
    let regimes: Vec<String> = serde_json::from_str(&held.regimes).unwrap_or_default();
    let library = house.law();
    let spoc = told.for_audience(&library.catalogue, Audience::Spoc, &regimes);
    let part = spoc.for_audience(&library.catalogue, Audience::MemberStates, &regimes);
    Ok((told, part))
}

/// The questions that can be forwarded of a dossier, in the catalogue's order.
pub async fn choices(house: &House, held: &HeldRow) -> Result<Vec<String>, Failed> {
    let (_, part) = crossing_part(house, held).await?;
    let library = house.law();
    let order = library.catalogue.questions().iter().map(|one| one.id().to_owned());
    Ok(order.filter(|id| part.get(id).is_some()).collect())
}

/// What the chosen questions would say abroad.
pub async fn preview(house: &House, held: &HeldRow, chosen: &[String]) -> Result<Preview, Failed> {
    let (told, part) = crossing_part(house, held).await?;
    let library = house.law();
    let names = Identifiers::of(&library.catalogue, &told, &registered(house, held).await?);
    let mut preview = Preview::default();
    for question in library.catalogue.questions().iter().filter(|one| chosen.iter().any(|id| id == one.id())) {
        let Some(answer) = part.get(question.id()) else { continue };
        for (label, text) in shown(question, answer, LANGUAGE, &house.zone()) {
            let (text, count) = names.scrub(&text);
            preview.replaced += count;
            preview.lines.push((label, text));
        }
    }
    Ok(preview)
}

/// What the register and the dossier's own columns know besides.
async fn registered(house: &House, held: &HeldRow) -> Result<Vec<String>, Failed> {
    let Some(row) = dossier::by_id(&house.database, &held.id).await? else { return Ok(Vec::new()) };
    let mut more = vec![row.organisation.clone(), row.behalf.clone(), held.reference.clone()];
    for id in [row.entity, row.claimed].into_iter().flatten() {
        if let Some(entity) = entity::by_id(&house.database, &id).await? {
            more.push(entity.name);
            more.push(entity.register_number);
            more.extend(serde_json::from_str::<Vec<String>>(&entity.domains).unwrap_or_default());
        }
    }
    Ok(more)
}

/// Sends what was seen: when the text would differ by now, it is shown again instead.
pub async fn send(
    house: &House,
    door: &Door,
    reference: &str,
    state: &str,
    chosen: &[String],
    seen: &str,
) -> Result<(), Failed> {
    let held = part::holds(house, door, reference).await?;
    let (library, today) = (house.law(), house.day(door.at));
    let point = library.law.contact_point(state, today).filter(|_| state != house.settings.state);
    let point = point.ok_or_else(|| Refused::field("state", "not-an-option"))?;
    let preview = preview(house, &held, chosen).await?;
    if preview.lines.is_empty() {
        return Err(Refused::field("questions", "missing").into());
    }
    let lines = json!(preview.lines).to_string();
    if lines != seen {
        return Err(Refused::Moved.into());
    }

    let mut act = house.begin(door).await?;
    let permit = act.may(Verb::Forward, Subject::dossier(&held.id), Tie::Own).await?;
    let new = ForwardRow {
        id: ForwardId::new(act.at, chance::bytes()).to_string(),
        dossier: held.id.clone(),
        serial: held.serial,
        state: state.to_owned(),
        body: point.id.get_ref().clone(),
        lines,
        actor: act.actor.journalled(),
        at: act.at.micros(),
    };
    crossing::forward(act.tx()?, &permit, &new).await?;
    let payload = json!({
        "reference": new.id,
        "organisation": "",
        "audience": Audience::MemberStates.id(),
        "stage": "early-warning",
        "version": 1,
        "received_at": act.at.rfc3339(),
        "language": LANGUAGE,
        "lines": preview.lines,
    });
    let errand = Errand {
        key: format!("forward:{}", new.id),
        kind: "forward",
        target: new.body.clone(),
        dossier: Some(held.id.clone()),
        payload,
    };
    act.send(&permit, errand).await?;
    act.note(permit, json!({"forward": new.id, "state": state, "lines": preview.lines})).await.map(drop)
}
