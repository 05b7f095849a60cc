//! Work on a case itself: what it is for, where it stands, who works on it, and what was promised by when.

use super::{open, settle, still_open, take, unmoved};
use crate::{Door, Failed, House, Subject};
use meldkamer_domain::{
    access::{Tie, Verb},
    refused::Refused,
    support_case::{Clock, State},
    time::Instant,
};
use meldkamer_store::{support_case, view};
use serde_json::json;

/// Changes what a case is for.
pub async fn change(
    house: &House,
    door: &Door,
    case: &str,
    wish: &open::Wish,
    version: i64,
) -> Result<(), Failed> {
    open::sound(wish)?;
    let mut act = house.begin(door).await?;
    let mut row = take(&act, case).await?;
    let permit = act.may(Verb::ChangeCase, Subject::case(case), Tie::None).await?;
    unmoved(&row, version)?;
    still_open(&row)?;
    wish.title.trim().clone_into(&mut row.title);
    row.forms = json!(wish.forms).to_string();
    wish.intensity.clone_into(&mut row.intensity);
    wish.to_answer.trim().clone_into(&mut row.to_answer);
    wish.scope.trim().clone_into(&mut row.scope);
    wish.limits.trim().clone_into(&mut row.limits);
    settle(&act, &permit, &mut row).await?;
    let details = json!({"title": row.title, "forms": wish.forms, "intensity": row.intensity,
        "question": row.to_answer, "scope": row.scope, "limits": row.limits});
    act.note(permit, details).await.map(drop)
}

/// Says whether work goes on or waits for somebody outside.
pub async fn set_state(
    house: &House,
    door: &Door,
    case: &str,
    state: &str,
    version: i64,
) -> Result<(), Failed> {
    let wanted = State::named(state).filter(|one| *one != State::Closed);
    let wanted = wanted.ok_or(Refused::field("state", "not-an-option"))?;
    let mut act = house.begin(door).await?;
    let mut row = take(&act, case).await?;
    let permit = act.may(Verb::ChangeCase, Subject::case(case), Tie::None).await?;
    unmoved(&row, version)?;
    still_open(&row)?;
    wanted.name().clone_into(&mut row.state);
    settle(&act, &permit, &mut row).await?;
    act.note(permit, json!({"state": row.state})).await.map(drop)
}

/// Puts a colleague on the team or takes one off it; with `leads` they lead the case from now on.
pub async fn set_team(
    house: &House,
    door: &Door,
    case: &str,
    account: &str,
    on: bool,
    leads: bool,
) -> Result<(), Failed> {
    let mut act = house.begin(door).await?;
    let mut row = take(&act, case).await?;
    let known = view::colleagues(act.tx()?).await?;
    let known = known.into_iter().any(|one| one.id == account && (one.active == 1 || !on));
    let permit = act.may(Verb::ChangeTeam, Subject::case(case), Tie::None).await?;
    still_open(&row)?;
    if !known {
        return Err(Refused::field("account", "not-an-option").into());
    }
    let (by, at) = (act.actor.journalled(), act.at.micros());
    if on {
        support_case::put_on_team(act.tx()?, &permit, case, account, &by, at).await?;
        if leads {
            row.lead = Some(account.to_owned());
        }
    } else {
        if row.lead.as_deref() == Some(account) {
            // Somebody must lead it: name another first.
            return Err(Refused::field("account", "leads").into());
        }
        if !support_case::take_off_team(act.tx()?, &permit, case, account, at).await? {
            return Err(Refused::AlreadyDone.into());
        }
    }
    settle(&act, &permit, &mut row).await?;
    act.note(permit, json!({"account": account, "on": on, "leads": leads})).await.map(drop)
}

/// Sets a clock; without an instant it says that what was promised is done.
pub async fn set_clock(
    house: &House,
    door: &Door,
    case: &str,
    name: &str,
    until: Option<Instant>,
) -> Result<(), Failed> {
    let clock = Clock::named(name).ok_or(Refused::field("clock", "not-an-option"))?;
    let mut act = house.begin(door).await?;
    let mut row = take(&act, case).await?;
    let permit = act.may(Verb::SetCaseClock, Subject::case(case), Tie::None).await?;
    still_open(&row)?;
    let (by, at) = (act.actor.journalled(), act.at.micros());
    match until {
        Some(until) if until <= act.at => return Err(Refused::field("until", "in-the-past").into()),
        Some(until) => {
            support_case::set_clock(act.tx()?, &permit, case, clock.name(), until.micros(), &by, at).await?;
        }
        None if support_case::meet_clock(act.tx()?, &permit, case, clock.name(), at).await? => {}
        None => return Err(Refused::AlreadyDone.into()),
    }
    settle(&act, &permit, &mut row).await?;
    act.note(permit, json!({"clock": clock.name(), "until": until.map(Instant::micros)})).await.map(drop)
}
