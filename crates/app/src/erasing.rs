//! Erasing personal data when its time has come: a round over cases, drafts and what else is kept.
//!
//! How long is law ([`meldkamer_domain::retention`]), which answers hold personal data is the catalogue's. A
//! case that is open or on hold is never erased. What went is written down with the rule that said so; the
//! journal and the receipts verify as before.

pub mod case;
mod contact;
pub mod forget;
pub mod hold;
pub mod report;
pub mod rest;

use crate::{Act, Actor, Door, Failed, House, Subject, chance};
use meldkamer_domain::{
    access::{Permit, Tie, Verb},
    id::ErasureId,
    law::Law,
    retention::{Category, Period},
    time::Instant,
};
use meldkamer_store::{
    erasure::{self, ErasureRow, case::Found},
    house as facts,
};
use serde_json::{Value, json};

/// So many dossiers are looked at in one transaction's reach.
const PAGE: i64 = 200;
/// So many are looked at in one round; the next goes on.
const MOST: usize = 2000;
/// The edition of the rulebooks under which every dossier was last looked at.
const UNDER: &str = "kept-under-edition";

/// What a round did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// Dossiers that were looked at.
    pub looked: u64,
    /// Dossiers, drafts and others of which something was erased.
    pub erased: u64,
}

/// One round: erases what is due by now.
pub async fn round(house: &House) -> Result<Done, Failed> {
    let door = Door::now(house, Actor::house("erasing"));
    heed_new_rules(house, &door).await?;
    let mut done = Done::default();
    walk(house, &door, &mut done).await?;
    for _ in 0..MOST {
        let due = erasure::to_look(&house.database, door.at.micros(), PAGE).await?;
        for id in &due {
            done.looked += 1;
            done.erased += u64::from(tend(house, &door, id, None).await?);
        }
        if (due.len() as i64) < PAGE || done.looked as usize >= MOST {
            break;
        }
    }
    done.erased += rest::round(house, &door).await?;
    done.erased += contact::round(house, &door).await?;
    if done.erased > 0 {
        house.database.fold().await?;
    }
    Ok(done)
}

/// Comes by dossiers in order, as soon as the shortest period of any category is over.
async fn walk(house: &House, door: &Door, done: &mut Done) -> Result<(), Failed> {
    let library = house.law();
    let day = house.day(door.at);
    let periods = Category::ALL.iter().filter_map(|one| library.law.period(*one, day));
    let Some(shortest) = periods.min_by_key(|one| *one.months.get_ref()) else { return Ok(()) };
    let cut = shortest.cut(door.at, &house.zone()).micros();
    while (done.looked as usize) < MOST {
        let page = erasure::newcomers(&house.database, PAGE).await?;
        let whole = page.len() as i64 == PAGE;
        for one in page {
            if one.received_at > cut {
                return Ok(());
            }
            done.looked += 1;
            done.erased += u64::from(tend(house, door, &one.id, Some(one.serial)).await?);
        }
        if !whole {
            return Ok(());
        }
    }
    Ok(())
}

/// Looks at one dossier. One that cannot be read is told in the log and left for a day: the others
/// must not wait for it.
async fn tend(house: &House, door: &Door, id: &str, walked: Option<i64>) -> Result<bool, Failed> {
    match case::look(house, door, id, walked).await {
        Err(Failed::Trouble(trouble)) if !trouble.may_pass() => {
            tracing::error!(%trouble, dossier = id, "a dossier could not be looked at for erasing");
            let tx = house.database.begin().await?;
            erasure::look_again(&tx, id, walked, door.at.plus_hours(24).micros()).await?;
            tx.commit().await?;
            Ok(false)
        }
        done => done,
    }
}

/// Under new rulebooks every dossier is looked at anew.
async fn heed_new_rules(house: &House, door: &Door) -> Result<(), Failed> {
    let edition = house.law().edition.clone();
    if facts::fact(&house.database, UNDER).await?.as_deref() == Some(&edition) {
        return Ok(());
    }
    let mut act = house.begin(door).await?;
    let permit = act.may(Verb::EraseData, Subject::house(), Tie::None).await?;
    facts::set_fact(act.tx()?, &permit, UNDER, &edition).await?;
    let count = erasure::look_at_all(act.tx()?, &permit, act.at.micros()).await?;
    act.note(permit, json!({"edition": edition, "to-look-at": count})).await?;
    Ok(())
}

/// A rule at work: its period, and the latest moment whose data has to be gone.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    pub(crate) period: Period,
    pub(crate) cut: Instant,
}

impl Rule {
    /// The rule of a category at a moment; nothing when the rulebooks have none.
    pub(crate) fn of(house: &House, law: &Law, category: Category, now: Instant) -> Option<Self> {
        let period = law.period(category, house.day(now))?.clone();
        let cut = period.cut(now, &house.zone());
        Some(Self { period, cut })
    }
}

/// What goes into the report: whose it was, and how people know it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Whose<'a> {
    pub(crate) kind: &'a str,
    pub(crate) id: &'a str,
    pub(crate) name: &'a str,
}

/// Writes down what a rule erased; answers it for the journal.
pub(crate) async fn write_down(
    act: &Act<'_>,
    permit: &Permit,
    whose: Whose<'_>,
    part: &str,
    rule: &Rule,
    found: Found,
) -> Result<Value, Failed> {
    let period = rule.period.id.get_ref();
    let row = ErasureRow {
        id: ErasureId::new(act.at, chance::bytes()).to_string(),
        at: act.at.micros(),
        kind: whose.kind.into(),
        subject: whose.id.into(),
        name: whose.name.into(),
        part: part.into(),
        category: rule.period.category.id().into(),
        period: period.clone(),
        clause: rule.period.basis.clause.clone(),
        since: found.since.unwrap_or_default(),
        count: found.count,
    };
    erasure::add(act.tx()?, permit, &row).await?;
    Ok(json!([part, period, found.count]))
}
