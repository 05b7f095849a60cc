//! What an entity asks to be changed, settled field by field at the desk.
//!
//! A request keeps what stood there when it was asked; what has changed since is shown to whoever
//! settles it.

use super::{How, one, rewrite, tie_to};
use crate::{Door, Failed, House, Subject, chance};
use meldkamer_domain::{
    access::{Tie, Verb},
    entity::{self, Gap},
    id::WishId,
    refused::Refused,
};
use meldkamer_store::entity::{
    self as rows,
    past::{self, RequestFieldRow, RequestRow, WaitingRow},
};
use serde_json::{Map, Value, json};

/// Asks for changes: what is told against what stands there. Answers the request, or nothing when
/// nothing would change.
pub async fn ask(
    house: &House,
    door: &Door,
    id: &str,
    told: &Value,
    note: &str,
) -> Result<(Option<String>, Vec<Gap>), Failed> {
    let mut act = house.begin(door).await?;
    let kept = one(act.tx()?, id).await?;
    let permit = act.may(Verb::AskChange, Subject::entity(id), tie_to(&door.actor, id)).await?;
    let (after, gaps) = entity::read(&kept.entity, told, Some(&house.law().law.sectors));
    let changes = entity::changes(&kept.entity, &after);
    if changes.is_empty() {
        // That somebody asked is noted, even when nothing would change.
        act.note(permit, json!({"fields": []})).await?;
        return Ok((None, gaps));
    }
    let request = WishId::new(act.at, chance::bytes()).to_string();
    let all = after.to_json();
    let mut fields: Vec<RequestFieldRow> = Vec::new();
    for change in changes {
        // Contacts hang together: they are asked for, and settled, as one field.
        let field = change.field.split('.').next().unwrap_or_default().to_owned();
        let (before, after) = (change.before, change.after);
        if let Some(same) = fields.iter_mut().find(|one| one.field == field) {
            same.before = joined(&same.before, before);
            same.after = joined(&same.after, after);
            continue;
        }
        fields.push(RequestFieldRow {
            request: request.clone(),
            value: all.get(&field).cloned().unwrap_or_default().to_string(),
            field,
            before: json!(before).to_string(),
            after: json!(after).to_string(),
            state: "open".into(),
            reason: String::new(),
            actor: String::new(),
            at: None,
        });
    }
    let row = RequestRow {
        id: request.clone(),
        entity: id.to_owned(),
        at: act.at.micros(),
        actor: act.actor.journalled(),
        note: note.trim().chars().take(1000).collect(),
        settled_at: None,
    };
    past::ask(act.tx()?, &permit, &row, &fields).await?;
    let names: Vec<&str> = fields.iter().map(|one| one.field.as_str()).collect();
    act.note(permit, json!({"request": request, "fields": names})).await?;
    Ok((Some(request), gaps))
}

fn joined(texts: &str, more: Vec<String>) -> String {
    let mut texts: Vec<String> = serde_json::from_str(texts).unwrap_or_default();
    texts.extend(more);
    json!(texts).to_string()
}

/// Requests that wait, the oldest first.
pub async fn waiting(house: &House) -> Result<Vec<WaitingRow>, Failed> {
    Ok(past::waiting(&house.database, 100).await?)
}

/// A request with its fields, and for each what stands there now.
#[derive(Debug)]
pub struct Opened {
    /// The request.
    pub row: RequestRow,
    /// The name of the entity.
    pub name: String,
    /// Its fields, each with what stands there now.
    pub fields: Vec<(RequestFieldRow, Vec<String>)>,
}

/// Opens a request: journalled as a read of the entity.
pub async fn open(house: &House, door: &Door, id: &str) -> Result<Opened, Failed> {
    let mut act = house.begin(door).await?;
    let row = past::request(act.tx()?, id).await?.ok_or(Failed::NOT_FOUND)?;
    let permit = act.may(Verb::ReadEntity, Subject::entity(&row.entity), Tie::Other).await?;
    act.note(permit, json!({"request": id})).await?;
    again(house, id).await
}

/// A request that was opened before, to be shown again because a reason lacks.
pub async fn again(house: &House, id: &str) -> Result<Opened, Failed> {
    let row = past::request(&house.database, id).await?.ok_or(Failed::NOT_FOUND)?;
    let kept = one(&house.database, &row.entity).await?;
    let fields = past::fields(&house.database, id).await?;
    let now = |field: &RequestFieldRow| {
        if field.field == "contacts" {
            return kept.entity.contacts.iter().map(entity::Contact::line).collect();
        }
        kept.entity.texts(&field.field)
    };
    let fields =
        fields.into_iter().map(|field| (now(&field), field)).map(|(now, field)| (field, now)).collect();
    Ok(Opened { name: kept.row.name, row, fields })
}

/// What is decided about one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The field.
    pub field: String,
    /// Whether it is changed as asked.
    pub accepted: bool,
    /// Why not; kept for yes too when something is said.
    pub reason: String,
}

/// Settles fields of a request; those without a verdict stay open. A no wants a reason.
pub async fn settle(house: &House, door: &Door, id: &str, verdicts: &[Verdict]) -> Result<(), Failed> {
    if verdicts.is_empty() {
        return Err(Refused::field("verdict", "missing").into());
    }
    if let Some(bare) = verdicts.iter().find(|one| !one.accepted && one.reason.trim().is_empty()) {
        return Err(Refused::ReasonNeeded { field: format!("reason.{}", bare.field) }.into());
    }
    let mut act = house.begin(door).await?;
    let row = past::request(act.tx()?, id).await?.ok_or(Failed::NOT_FOUND)?;
    rows::for_change(act.tx()?, &row.entity).await?.ok_or(Failed::NOT_FOUND)?;
    let kept = one(act.tx()?, &row.entity).await?;
    let permit = act.may(Verb::SettleRequest, Subject::entity(&row.entity), Tie::Other).await?;
    let fields = past::fields(act.tx()?, id).await?;
    let mut told = Map::new();
    let mut settled = Vec::new();
    for verdict in verdicts {
        let found = fields.iter().find(|one| one.field == verdict.field && one.state == "open");
        let Some(field) = found else { return Err(Refused::AlreadyDone.into()) };
        if verdict.accepted {
            told.insert(field.field.clone(), serde_json::from_str(&field.value).unwrap_or_default());
        }
        let field = RequestFieldRow {
            state: if verdict.accepted { "accepted" } else { "refused" }.into(),
            reason: verdict.reason.trim().chars().take(500).collect(),
            actor: act.actor.journalled(),
            at: Some(act.at.micros()),
            ..field.clone()
        };
        if !past::settle(act.tx()?, &permit, &field).await? {
            return Err(Refused::AlreadyDone.into());
        }
        settled.push(json!({"field": field.field, "state": field.state}));
    }
    let (entity, _) = entity::read(&kept.entity, &Value::Object(told), Some(&house.law().law.sectors));
    rewrite(&act, &permit, &kept, entity, &How::new("request", &row.note).by(&row.actor)).await?;
    past::close(act.tx()?, &permit, id, act.at.micros()).await?;
    act.note(permit, json!({"request": id, "settled": settled})).await?;
    Ok(())
}
