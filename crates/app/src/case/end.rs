//! Closing a case with how it ended and what was learnt, opening it again, what those who took part
//! thought of it, and the figures over all cases.

use super::{TEXT, find, read, settle, still_open, take, text, tie, unmoved};
use crate::{Door, Failed, House, Subject, desk::reason};
use meldkamer_domain::{
    access::{Tie, Verb},
    refused::Refused,
    support_case::{Disposition, State, task::TaskState},
};
use meldkamer_store::support_case::{
    log::{self, CountRow, Counted, EndRow, FigureRow, OpinionRow},
    task,
};
use serde_json::json;

/// How a case ends, as somebody wants it.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// Name of the disposition.
    pub disposition: String,
    /// What came out of it: the answer to the question.
    pub body: String,
    /// What was learnt.
    pub lessons: String,
}

/// What is wrong with a wish, everything at once.
pub fn faults(wish: &Wish) -> super::open::Faults {
    let mut faults = super::open::Faults::new();
    if Disposition::named(&wish.disposition).is_none() {
        let fault = if wish.disposition.is_empty() { "missing" } else { "not-an-option" };
        faults.push(("disposition".into(), fault));
    }
    let checked = [text("outcome", &wish.body, TEXT, true), text("lessons", &wish.lessons, TEXT, true)];
    faults.extend(checked.into_iter().filter_map(Result::err).filter_map(|refused| match refused {
        Refused::NotUnderstood { field, fault } => Some((field, fault)),
        _ => None,
    }));
    faults
}

/// Closes a case. Refused while tasks are open (`tasks`: `tasks-open`).
pub async fn close(house: &House, door: &Door, case: &str, wish: &Wish, version: i64) -> Result<(), Failed> {
    if let Some((field, fault)) = faults(wish).into_iter().next() {
        return Err(Refused::field(field, fault).into());
    }
    let mut act = house.begin(door).await?;
    let mut row = take(&act, case).await?;
    let permit = act.may(Verb::CloseCase, Subject::case(case), Tie::None).await?;
    still_open(&row)?;
    unmoved(&row, version)?;
    let tasks = task::of_case(act.tx()?, case).await?;
    if tasks.iter().any(|one| !TaskState::named(&one.state).is_some_and(TaskState::is_over)) {
        return Err(Refused::field("tasks", "tasks-open").into());
    }

    State::Closed.name().clone_into(&mut row.state);
    row.closed_at = Some(act.at.micros());
    settle(&act, &permit, &mut row).await?;
    let end = EndRow {
        case_id: case.to_owned(),
        disposition: wish.disposition.clone(),
        body: wish.body.trim().to_owned(),
        lessons: wish.lessons.trim().to_owned(),
        actor: act.actor.journalled(),
        at: act.at.micros(),
        ..EndRow::default()
    };
    log::end(act.tx()?, &permit, &end).await?;

    let details = json!({"disposition": end.disposition, "outcome": end.body, "lessons": end.lessons});
    act.note(permit, details).await.map(drop)
}

/// Opens a closed case again, with the reason.
pub async fn reopen(house: &House, door: &Door, case: &str, why: &str, version: i64) -> Result<(), Failed> {
    let why = reason(why)?;
    let mut act = house.begin(door).await?;
    let mut row = take(&act, case).await?;
    let permit = act.may(Verb::CloseCase, Subject::case(case), Tie::None).await?;
    unmoved(&row, version)?;
    if row.state != State::Closed.name() {
        return Err(Refused::AlreadyDone.into());
    }
    State::Open.name().clone_into(&mut row.state);
    row.closed_at = None;
    settle(&act, &permit, &mut row).await?;
    let by = act.actor.journalled();
    log::reopen(act.tx()?, &permit, case, &by, why, act.at.micros()).await?;
    act.note(permit, json!({"reopened": why})).await.map(drop)
}

/// A party says what it thought of the help, from 1 to 5 and in words, once the case is closed; it can
/// say so anew.
pub async fn rate(house: &House, door: &Door, case: &str, (score, body): (&str, &str)) -> Result<(), Failed> {
    let score: i64 = score
        .parse()
        .ok()
        .filter(|score| (1..=5).contains(score))
        .ok_or(Refused::field("score", if score.is_empty() { "missing" } else { "not-an-option" }))?;
    let body = text("opinion", body, TEXT, false)?;
    let mut act = house.begin(door).await?;
    let row = take(&act, case).await?;
    let seat = tie::of_act(&act, case).await?;
    let Some(own) = &seat.party else { return Err(Failed::NOT_FOUND) };
    let permit = act.may(Verb::RateCase, Subject::case(case), seat.tie).await?;
    if row.state != State::Closed.name() {
        return Err(Refused::field("score", "not-closed").into());
    }
    let opinion = OpinionRow {
        case_id: case.to_owned(),
        party: own.id.clone(),
        score,
        body: body.to_owned(),
        actor: act.actor.journalled(),
        at: act.at.micros(),
    };
    log::rate(act.tx()?, &permit, &opinion).await?;
    act.note(permit, json!({"score": score, "opinion": body})).await.map(drop)
}

/// Everything about how a case ended.
#[derive(Clone, Debug)]
pub struct Ended {
    /// The case.
    pub whole: read::Whole,
    /// Its closings, the newest first.
    pub ends: Vec<EndRow>,
    /// What those who took part thought.
    pub opinions: Vec<OpinionRow>,
    /// How many tasks are open.
    pub open_tasks: usize,
}

/// How a case ended, or what is left before it can; looking is a line in its journal.
pub async fn look(house: &House, door: &Door, case: &str) -> Result<Ended, Failed> {
    let whole = read::at_the_desk(house, door, case, "closing").await?;
    let tasks = task::of_case(&house.database, case).await?;
    let open = |one: &&task::TaskRow| !TaskState::named(&one.state).is_some_and(TaskState::is_over);
    Ok(Ended {
        whole,
        ends: log::ends(&house.database, case).await?,
        opinions: log::opinions(&house.database, case).await?,
        open_tasks: tasks.iter().filter(open).count(),
    })
}

/// What a party said about a case before.
pub async fn own_opinion(house: &House, case: &str, party: &str) -> Result<Option<OpinionRow>, Failed> {
    find(&house.database, case).await?;
    let all = log::opinions(&house.database, case).await?;
    Ok(all.into_iter().find(|one| one.party == party))
}

/// The figures over all real cases.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// Length, first contact, satisfaction.
    pub all: FigureRow,
    /// How many by where they stand.
    pub states: Vec<CountRow>,
    /// How many by intensity.
    pub intensities: Vec<CountRow>,
    /// How many by how they ended.
    pub dispositions: Vec<CountRow>,
}

/// The figures over all real cases, exercises apart.
pub async fn figures(house: &House) -> Result<Figures, Failed> {
    let asks = &house.database;
    Ok(Figures {
        all: log::figures(asks).await?,
        states: log::counted(asks, Counted::State).await?,
        intensities: log::counted(asks, Counted::Intensity).await?,
        dispositions: log::counted(asks, Counted::Disposition).await?,
    })
}
