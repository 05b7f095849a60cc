//! Items: looking at them, what the sandbox found in them, legal holds and how long they are kept.

use super::content::{self, Content};
use super::custody::{self, Told};
use crate::{Actor, Door, Failed, House, Subject, case, chance, desk};
use meldkamer_domain::{
    access::{Tie, Verb},
    evidence::custody::Step,
    id::HoldId,
    refused::Refused,
};
use meldkamer_store::{
    Asks,
    evidence::{
        self, KeyRow, LinkRow,
        custody::CustodyRow,
        hold::{self, HoldRow},
        item::{self, ItemRow},
    },
    support_case::{
        CaseRow,
        party::{self, PartyRow},
    },
};
use serde_json::json;

/// The evidence of a case.
#[derive(Debug)]
pub struct Listed {
    /// The case.
    pub case: CaseRow,
    /// Links, the newest first.
    pub links: Vec<LinkRow>,
    /// Items, in order.
    pub items: Vec<ItemRow>,
    /// The key pair, when there was a link.
    pub key: Option<KeyRow>,
    /// Who takes part in the case, for whom a link can be.
    pub parties: Vec<PartyRow>,
}

/// What came for somebody's own part in a case.
#[derive(Debug)]
pub struct Own {
    /// The case.
    pub case: CaseRow,
    /// Items, each with its custody.
    pub items: Vec<(ItemRow, Vec<CustodyRow>)>,
}

/// The items that came by links for the reader's own part, with their custody. The reading is journalled.
pub async fn own(house: &House, door: &Door, case: &str) -> Result<Own, Failed> {
    let mut act = house.begin(door).await?;
    let row = case::find(act.tx()?, case).await?;
    let seat = case::tie::of_act(&act, case).await?;
    let party = seat.party.ok_or(Failed::NOT_FOUND)?;
    let permit = act.may(Verb::ReadCasePart, Subject::case(case), seat.tie).await?;
    let mut items = Vec::new();
    for one in item::of_party(act.tx()?, case, &party.id).await? {
        let lines = meldkamer_store::evidence::custody::of_item(act.tx()?, &one.id).await?;
        items.push((one, lines));
    }
    act.note(permit, json!({"part": "evidence"})).await?;
    Ok(Own { case: row, items })
}

/// One item with all that is known of it.
#[derive(Debug)]
pub struct Seen {
    /// The item.
    pub row: ItemRow,
    /// Custody, in the order it was written.
    pub lines: Vec<CustodyRow>,
    /// Holds, the newest first.
    pub holds: Vec<HoldRow>,
    /// What was made out of it.
    pub derived: Vec<ItemRow>,
}

/// Looks at the evidence of a case. The reading is journalled.
pub async fn list(house: &House, door: &Door, case: &str) -> Result<Listed, Failed> {
    let mut act = house.begin(door).await?;
    let permit = act.may(Verb::ReadEvidence, Subject::evidence(case), Tie::Other).await?;
    let listed = listed(act.tx()?, case).await?;
    act.note(permit, json!({"read": "evidence"})).await?;
    Ok(listed)
}

/// The evidence of a case again, beside a form: the reading was journalled before.
pub async fn again_list(house: &House, case: &str) -> Result<Listed, Failed> {
    listed(&house.database, case).await
}

async fn listed(asks: &impl Asks, case: &str) -> Result<Listed, Failed> {
    Ok(Listed {
        case: case::find(asks, case).await?,
        links: evidence::links_of(asks, case).await?,
        items: item::of_case(asks, case).await?,
        key: evidence::key_of(asks, case).await?,
        parties: party::of_case(asks, case).await?,
    })
}

/// Looks at one item. The reading is journalled.
pub async fn read(house: &House, door: &Door, id: &str) -> Result<Seen, Failed> {
    let mut act = house.begin(door).await?;
    let row = item::by_id(act.tx()?, id).await?.ok_or(Failed::NOT_FOUND)?;
    let permit = act.may(Verb::ReadEvidence, Subject::evidence(&row.case_id), Tie::Other).await?;
    let seen = gathered(act.tx()?, row).await?;
    act.note(permit, json!({"read": "item", "item": seen.row.id})).await?;
    Ok(seen)
}

/// One item again, to show a form that could not be taken: the reading was journalled before.
pub async fn again(house: &House, id: &str) -> Result<Seen, Failed> {
    let row = item::by_id(&house.database, id).await?.ok_or(Failed::NOT_FOUND)?;
    gathered(&house.database, row).await
}

async fn gathered(asks: &impl Asks, row: ItemRow) -> Result<Seen, Failed> {
    let lines = meldkamer_store::evidence::custody::of_item(asks, &row.id).await?;
    let holds = hold::of_item(asks, &row.id).await?;
    let mut derived = item::of_case(asks, &row.case_id).await?;
    derived.retain(|one| one.original.as_deref() == Some(row.id.as_str()));
    Ok(Seen { row, lines, holds, derived })
}

/// An item and its content, for the sandbox to look at.
pub async fn to_look_at(house: &House, id: &str) -> Result<(ItemRow, Content), Failed> {
    let row = item::by_id(&house.database, id).await?.ok_or(Failed::NOT_FOUND)?;
    let content = content::of(house, &row).await?;
    Ok((row, content))
}

/// Asks the sandbox to look once more. It looks behind this act: a large disk takes hours.
pub async fn look_again(house: &House, door: &Door, id: &str) -> Result<(), Failed> {
    let mut act = house.begin(door).await?;
    let row = item::by_id(act.tx()?, id).await?.ok_or(Failed::NOT_FOUND)?;
    let permit = act.may(Verb::LookAtEvidence, Subject::evidence(&row.case_id), Tie::Other).await?;
    if !item::unseen_again(act.tx()?, &permit, &row.id).await? {
        return Err(Refused::AlreadyDone.into());
    }
    act.note(permit, json!({"item": row.id, "again": true})).await.map(drop)
}

/// Keeps what the sandbox found.
pub async fn looked(house: &House, door: &Door, id: &str, kind: &str, findings: &str) -> Result<(), Failed> {
    let mut act = house.begin(door).await?;
    let row = item::by_id(act.tx()?, id).await?.ok_or(Failed::NOT_FOUND)?;
    let permit = act.may(Verb::LookAtEvidence, Subject::evidence(&row.case_id), Tie::Other).await?;
    item::looked(act.tx()?, &permit, &row.id, kind, findings, act.at.micros()).await?;
    let told = Told {
        step: Step::Opened,
        person: door.actor.name.clone(),
        role: door.actor.role.name().to_owned(),
        happened: act.at,
        purpose: "recognition of its kind".into(),
        place: "sandbox".into(),
        digest: row.digest.clone(),
    };
    custody::write(&act, &permit, &row.id, &told).await?;
    act.note(permit, json!({"item": row.id, "kind": kind})).await?;
    Ok(())
}

/// Places a legal hold on an item: nothing destroys it until it is lifted. One is enough.
pub async fn place(house: &House, door: &Door, id: &str, reason: &str) -> Result<(), Failed> {
    let reason = desk::reason(reason)?;
    let mut act = house.begin(door).await?;
    let row = item::by_id(act.tx()?, id).await?.ok_or(Failed::NOT_FOUND)?;
    let permit = act.may(Verb::HoldEvidence, Subject::evidence(&row.case_id), Tie::Other).await?;
    if row.destroyed_at.is_some() || hold::standing(act.tx()?, &row.id).await?.is_some() {
        return Err(Refused::AlreadyDone.into());
    }
    let new = HoldRow {
        id: HoldId::new(act.at, chance::bytes()).to_string(),
        item: row.id.clone(),
        reason: reason.to_owned(),
        placed_by: act.actor.journalled(),
        placed_at: act.at.micros(),
        lifted_by: String::new(),
        lifted_at: None,
        lift_reason: String::new(),
    };
    hold::place(act.tx()?, &permit, &new).await?;
    act.note(permit, json!({"item": row.id, "hold": new.id, "reason": reason})).await?;
    Ok(())
}

/// Lifts the hold that stands on an item.
pub async fn lift(house: &House, door: &Door, id: &str, reason: &str) -> Result<(), Failed> {
    let reason = desk::reason(reason)?;
    let mut act = house.begin(door).await?;
    let row = item::by_id(act.tx()?, id).await?.ok_or(Failed::NOT_FOUND)?;
    let permit = act.may(Verb::ReleaseEvidence, Subject::evidence(&row.case_id), Tie::Other).await?;
    let standing = hold::standing(act.tx()?, &row.id).await?.ok_or(Refused::AlreadyDone)?;
    let (by, at) = (act.actor.journalled(), act.at.micros());
    if !hold::lift(act.tx()?, &permit, &standing.id, &by, reason, at).await? {
        return Err(Refused::AlreadyDone.into());
    }
    act.note(permit, json!({"item": row.id, "hold": standing.id, "reason": reason})).await?;
    Ok(())
}

/// The door of the house itself, for what it does with evidence by itself.
pub fn house_door(house: &House) -> Door {
    Door::now(house, Actor::house("evidence"))
}
