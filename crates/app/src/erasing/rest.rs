//! What is not a case's: drafts that nobody filed, delivered errands, notes of the desk, salts of other chains.

use super::{Rule, Whose, forget, write_down};
use crate::{Door, Failed, House, Subject};
use meldkamer_domain::{
    access::{Tie, Verb},
    retention::Category,
};
use meldkamer_store::erasure::{case::Found, rest};
use serde_json::json;

/// So many drafts go in one round.
const DRAFTS: i64 = 500;

/// Erases what is due and no case's. Answers how many things that were.
pub(super) async fn round(house: &House, door: &Door) -> Result<u64, Failed> {
    let library = house.law();
    let rule = |category| Rule::of(house, &library.law, category, door.at);
    let mut erased = 0;
    if let Some(rule) = rule(Category::Draft) {
        for left in rest::drafts(&house.database, rule.cut.micros(), DRAFTS).await? {
            draft(house, door, &left, &rule).await?;
            erased += 1;
        }
    }
    if let Some(rule) = rule(Category::Account) {
        for left in rest::accounts(&house.database, rule.cut.micros(), DRAFTS).await? {
            account(house, door, &left, &rule).await?;
            erased += 1;
        }
    }
    erased += u64::from(sweep(house, door, rule).await?);
    let tx = house.database.begin().await?;
    rest::forget_digests(&tx).await?;
    tx.commit().await?;
    Ok(erased)
}

/// A draft that nobody filed goes as a whole.
async fn draft(house: &House, door: &Door, left: &rest::Left, rule: &Rule) -> Result<(), Failed> {
    let mut act = house.begin(door).await?;
    let permit = act.may(Verb::EraseData, Subject::draft(&left.id), Tie::None).await?;
    for file in rest::files(act.tx()?, &left.id).await? {
        forget::send(&act, &permit, &file.id, &file.digest).await?;
    }
    let answers = rest::drop_draft(act.tx()?, &permit, &left.id).await?;
    let found = Found { count: i64::try_from(answers).unwrap_or(i64::MAX), since: Some(left.changed_at) };
    let whose = Whose { kind: "draft", id: &left.id, name: "" };
    let told = write_down(&act, &permit, whose, "draft", rule, found).await?;
    act.note(permit, json!({"erased": [told]})).await?;
    Ok(())
}

/// A blocked account that nobody used for long keeps its id, for what it did, and nothing else.
async fn account(house: &House, door: &Door, left: &rest::Left, rule: &Rule) -> Result<(), Failed> {
    let mut act = house.begin(door).await?;
    let permit = act.may(Verb::EraseData, Subject::account(&left.id), Tie::None).await?;
    rest::drop_account(act.tx()?, &permit, &left.id).await?;
    let found = Found { count: 1, since: Some(left.changed_at) };
    let whose = Whose { kind: "account", id: &left.id, name: "" };
    let told = write_down(&act, &permit, whose, "account", rule, found).await?;
    act.note(permit, json!({"erased": [told]})).await?;
    Ok(())
}

/// Errands, notes of the desk, sessions and salts, in one act; none when there is nothing.
async fn sweep(house: &House, door: &Door, rule: impl Fn(Category) -> Option<Rule>) -> Result<bool, Failed> {
    let (errands, desk, ordinary) = (rule(Category::Errand), rule(Category::Desk), rule(Category::Ordinary));
    let exercise = rule(Category::Exercise);
    let mut act = house.begin(door).await?;
    let permit = act.may(Verb::EraseData, Subject::house(), Tie::None).await?;
    let cut = |rule: &Option<Rule>| rule.as_ref().map(|rule| rule.cut.micros());
    let mut all = rest::sweep(act.tx()?, &permit, cut(&errands), cut(&desk)).await?;
    if let Some(rule) = &ordinary {
        let salts = rest::drop_salts(act.tx()?, &permit, rule.cut.micros()).await?;
        all.extend((salts.count > 0).then_some(("journal-salt", salts)));
    }
    if let Some(rule) = &exercise {
        let played = rest::drop_players(act.tx()?, &permit, rule.cut.micros()).await?;
        all.extend((played.count > 0).then_some(("exercise", played)));
    }
    let mut told = Vec::new();
    for (part, found) in all {
        let (kind, rule) = match part {
            "errand" => ("errand", &errands),
            "journal-salt" => ("journal", &ordinary),
            "exercise" => ("exercise", &exercise),
            _ => ("desk", &desk),
        };
        let Some(rule) = rule else { continue };
        told.push(write_down(&act, &permit, Whose { kind, id: "", name: "" }, part, rule, found).await?);
    }
    if told.is_empty() {
        return Ok(false);
    }
    act.note(permit, json!({"erased": told})).await?;
    Ok(true)
}
