//! Contact persons in the register: gone when nobody confirmed them for as long as the law gives, and
//! with them what the register's history said of them.

use super::{Rule, Whose, write_down};
use crate::{Door, Failed, House, Subject, entity::care};
use meldkamer_domain::{
    access::{Tie, Verb},
    retention::Category,
};
use meldkamer_store::{
    entity::contact as contacts,
    erasure::{
        case::Found,
        contact::{self, Stale},
    },
};
use serde_json::json;

/// So many contacts go in one round.
const MOST: i64 = 1000;

/// Erases what is due in the register. Answers of how many entities.
pub(super) async fn round(house: &House, door: &Door) -> Result<u64, Failed> {
    let library = house.law();
    let Some(rule) = Rule::of(house, &library.law, Category::Register, door.at) else { return Ok(0) };
    let stale = contact::stale(&house.database, rule.cut.micros(), MOST).await?;
    let mut erased = 0;
    for of_one in stale.chunk_by(|one, other| one.entity == other.entity) {
        one(house, door, of_one, &rule).await?;
        erased += 1;
    }
    erased += u64::from(history(house, door, &rule).await?);
    Ok(erased)
}

/// The contacts of one entity, which may now have nobody left to reach: that is then a visible risk.
async fn one(house: &House, door: &Door, stale: &[Stale], rule: &Rule) -> Result<(), Failed> {
    let Some(first) = stale.first() else { return Ok(()) };
    let mut act = house.begin(door).await?;
    let permit = act.may(Verb::EraseData, Subject::entity(&first.entity), Tie::None).await?;
    for one in stale {
        contacts::remove(act.tx()?, &permit, &one.id).await?;
    }
    care::judge(&act, &permit, &first.entity).await?;
    let since = stale.iter().map(|one| one.since).min();
    let found = Found { count: i64::try_from(stale.len()).unwrap_or(i64::MAX), since };
    let whose = Whose { kind: "contact", id: &first.entity, name: "" };
    let told = write_down(&act, &permit, whose, "contact", rule, found).await?;
    act.note(permit, json!({"erased": [told]})).await?;
    Ok(())
}

async fn history(house: &House, door: &Door, rule: &Rule) -> Result<bool, Failed> {
    let mut act = house.begin(door).await?;
    let permit = act.may(Verb::EraseData, Subject::house(), Tie::None).await?;
    let found = contact::drop_history(act.tx()?, &permit, rule.cut.micros()).await?;
    if found.count == 0 {
        return Ok(false);
    }
    let whose = Whose { kind: "contact", id: "", name: "" };
    let told = write_down(&act, &permit, whose, "register-history", rule, found).await?;
    act.note(permit, json!({"erased": [told]})).await?;
    Ok(true)
}
