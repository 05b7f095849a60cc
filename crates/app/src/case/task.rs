//! Tasks of a case: planned, given to a colleague or a party, done with a result, and undone.
//!
//! A task that waits for others cannot begin before they are over. Each change keeps the version before
//! it; undoing brings that one back, as a new version.

mod read;

pub use read::{Tasks, at_the_desk, own, past};

use super::{LINE, TEXT, still_open, take, text, tie};
use crate::{Act, Door, Failed, House, Subject, chance};
use meldkamer_domain::{
    access::{Permit, Tie, Verb},
    id::TaskId,
    refused::Refused,
    support_case::task::{TaskState, waits_for_itself},
    time::Instant,
};
use meldkamer_store::{
    Trouble,
    support_case::{
        self, CaseRow, party,
        task::{self, TaskRow},
    },
    view,
};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The most tasks that a case can have.
pub const MOST: usize = 2_000;

/// A task as somebody wants it.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// What is to be done.
    pub title: String,
    /// How.
    pub body: String,
    /// Who does it: `staff:<account>`, `party:<party>`, or nobody yet.
    pub owner: String,
    /// By when.
    pub until: Option<Instant>,
    /// Ids of tasks that it waits for.
    pub needs: Vec<String>,
}

/// What is wrong with a wish, everything at once; who and what it names is looked up in the act.
pub fn faults(wish: &Wish) -> super::open::Faults {
    let checked = [text("task_title", &wish.title, LINE, true), text("task_body", &wish.body, TEXT, false)];
    let wrong = checked.into_iter().filter_map(Result::err).filter_map(|refused| match refused {
        Refused::NotUnderstood { field, fault } => Some((field, fault)),
        _ => None,
    });
    wrong.collect()
}

fn sound(wish: &Wish) -> Result<(), Refused> {
    match faults(wish).into_iter().next() {
        Some((field, fault)) => Err(Refused::field(field, fault)),
        None => Ok(()),
    }
}

/// The account or the party that a wish names as owner, when it is there.
async fn owner(act: &Act<'_>, case: &str, named: &str) -> Result<(Option<String>, Option<String>), Failed> {
    let unknown = || Failed::from(Refused::field("owner", "not-an-option"));
    match named.split_once(':') {
        None if named.is_empty() => Ok((None, None)),
        Some(("staff", id)) => {
            let known = view::colleagues(act.tx()?).await?;
            let known = known.into_iter().any(|one| one.id == id && one.active == 1);
            if known { Ok((Some(id.to_owned()), None)) } else { Err(unknown()) }
        }
        Some(("party", id)) => {
            let one = party::by_id(act.tx()?, id).await?.filter(|one| one.case_id == case);
            let live = one.is_some_and(|one| one.is_live(act.at.micros()));
            if live { Ok((None, Some(id.to_owned()))) } else { Err(unknown()) }
        }
        _ => Err(unknown()),
    }
}

/// The needs that a wish names; refused when one is not there or the task would wait for itself.
fn wanted(tasks: &Tasks, id: &str, wish: &Wish) -> Result<Vec<String>, Refused> {
    let wanted: BTreeSet<String> = wish.needs.iter().cloned().collect();
    if wanted.iter().any(|one| !tasks.rows.iter().any(|row| row.id == *one)) {
        return Err(Refused::field("needs", "not-an-option"));
    }
    if waits_for_itself(&tasks.needs, id, &wanted) {
        return Err(Refused::field("needs", "waits-for-itself"));
    }
    Ok(wanted.into_iter().collect())
}

/// Plans a task. Answers its id.
pub async fn plan(house: &House, door: &Door, case: &str, wish: &Wish) -> Result<String, Failed> {
    sound(wish)?;
    let mut act = house.begin(door).await?;
    let known = take(&act, case).await?;
    let permit = act.may(Verb::PlanTask, Subject::case(case), Tie::None).await?;
    still_open(&known)?;
    let tasks = Tasks::of(act.tx()?, case).await?;
    if tasks.rows.len() >= MOST {
        return Err(Refused::field("task_title", "too-many").into());
    }
    let id = TaskId::new(act.at, chance::bytes()).to_string();
    let needs = wanted(&tasks, &id, wish)?;
    let (account, party) = owner(&act, case, &wish.owner).await?;

    let row = TaskRow {
        id: id.clone(),
        number: task::next_number(act.tx()?, case).await?,
        title: wish.title.trim().to_owned(),
        body: wish.body.trim().to_owned(),
        account,
        party,
        due_at: wish.until.map(Instant::micros),
        ..blank(&act, case)
    };
    task::add(act.tx()?, &permit, &row).await?;
    task::set_needs(act.tx()?, &permit, case, &id, &needs).await?;
    support_case::touch(act.tx()?, &permit, case, act.at.micros()).await?;

    act.note(permit, json!({"task": id, "title": row.title, "owner": wish.owner, "needs": needs})).await?;
    Ok(id)
}

/// A task without words, made now.
pub(super) fn blank(act: &Act<'_>, case: &str) -> TaskRow {
    TaskRow {
        case_id: case.to_owned(),
        state: TaskState::Open.name().to_owned(),
        actor: act.actor.journalled(),
        at: act.at.micros(),
        changed_at: act.at.micros(),
        version: 1,
        ..TaskRow::default()
    }
}

/// Changes what a task is: its words, who does it, by when, and what it waits for.
pub async fn change(
    house: &House,
    door: &Door,
    case: &str,
    id: &str,
    wish: &Wish,
    version: i64,
) -> Result<(), Failed> {
    sound(wish)?;
    let mut act = house.begin(door).await?;
    let known = take(&act, case).await?;
    let (mut row, tasks) = one_of(&act, &known, id).await?;
    let permit = act.may(Verb::PlanTask, Subject::case(case), Tie::None).await?;
    still_open(&known)?;
    unmoved(&row, version)?;
    let needs = wanted(&tasks, id, wish)?;
    let (account, party) = owner(&act, case, &wish.owner).await?;

    keep(&act, &permit, &row, &tasks).await?;
    wish.title.trim().clone_into(&mut row.title);
    wish.body.trim().clone_into(&mut row.body);
    (row.account, row.party) = (account, party);
    row.due_at = wish.until.map(Instant::micros);
    task::set_needs(act.tx()?, &permit, case, id, &needs).await?;
    save(&act, &permit, &mut row).await?;

    act.note(permit, json!({"task": id, "title": row.title, "owner": wish.owner, "needs": needs}))
        .await
        .map(drop)
}

/// Moves a task on: begun, done with a result, dropped with a reason, or open again.
///
/// A party may do so with its own tasks, the desk with all of them. Refused while it waits for others
/// (`state`: `waits`), and when it is done or dropped without a word (`result`: `missing`).
pub async fn answer(
    house: &House,
    door: &Door,
    case: &str,
    id: &str,
    (state, result): (&str, &str),
    version: i64,
) -> Result<(), Failed> {
    let wanted = TaskState::named(state).ok_or(Refused::field("state", "not-an-option"))?;
    let result = text("result", result, TEXT, wanted.is_over())?;
    let mut act = house.begin(door).await?;
    let known = take(&act, case).await?;
    let (mut row, tasks) = one_of(&act, &known, id).await?;
    let seat = tie::of_act(&act, case).await?;
    if seat.party.as_ref().map(|one| &one.id) != row.party.as_ref() && seat.party.is_some() {
        return Err(Failed::NOT_FOUND);
    }
    let permit = act.may(Verb::AnswerTask, Subject::case(case), seat.tie).await?;
    still_open(&known)?;
    unmoved(&row, version)?;
    let begins = matches!(wanted, TaskState::Doing | TaskState::Done);
    if begins && !tasks.waits_for(id).is_empty() {
        return Err(Refused::field("state", "waits").into());
    }

    keep(&act, &permit, &row, &tasks).await?;
    wanted.name().clone_into(&mut row.state);
    if !result.is_empty() {
        result.clone_into(&mut row.result);
    }
    row.done_at = wanted.is_over().then_some(act.at.micros());
    save(&act, &permit, &mut row).await?;

    act.note(permit, json!({"task": id, "state": row.state, "result": result})).await.map(drop)
}

/// Drops a task as part of another act, which leaves the line.
pub(super) async fn drop_quietly(
    act: &Act<'_>,
    permit: &Permit,
    row: &TaskRow,
    tasks: &Tasks,
) -> Result<(), Failed> {
    keep(act, permit, row, tasks).await?;
    let mut dropped = row.clone();
    TaskState::Dropped.name().clone_into(&mut dropped.state);
    dropped.done_at = Some(act.at.micros());
    save(act, permit, &mut dropped).await
}

/// Undoes the last change of a task.
pub async fn undo(house: &House, door: &Door, case: &str, id: &str, version: i64) -> Result<(), Failed> {
    let mut act = house.begin(door).await?;
    let known = take(&act, case).await?;
    let (row, tasks) = one_of(&act, &known, id).await?;
    let permit = act.may(Verb::PlanTask, Subject::case(case), Tie::None).await?;
    still_open(&known)?;
    unmoved(&row, version)?;
    let past = task::past(act.tx()?, id).await?;
    let Some(last) = past.first() else { return Err(Refused::AlreadyDone.into()) };
    let kept: Value =
        serde_json::from_str(&last.kept).map_err(|e| Trouble::unreadable("read an earlier task", e))?;

    keep(&act, &permit, &row, &tasks).await?;
    let (mut before, needs) = restored(&row, &kept);
    let there = |one: &String| tasks.rows.iter().any(|row| row.id == *one);
    let needs: BTreeSet<String> = needs.into_iter().filter(there).collect();
    if waits_for_itself(&tasks.needs, id, &needs) {
        return Err(Refused::field("needs", "waits-for-itself").into());
    }
    let needs: Vec<String> = needs.into_iter().collect();
    task::set_needs(act.tx()?, &permit, case, id, &needs).await?;
    save(&act, &permit, &mut before).await?;

    act.note(permit, json!({"task": id, "undone": row.version, "back-to": last.version})).await.map(drop)
}

async fn one_of(act: &Act<'_>, case: &CaseRow, id: &str) -> Result<(TaskRow, Tasks), Failed> {
    let tasks = Tasks::of(act.tx()?, &case.id).await?;
    let row = tasks.rows.iter().find(|row| row.id == id).cloned().ok_or(Failed::NOT_FOUND)?;
    Ok((row, tasks))
}

fn unmoved(row: &TaskRow, seen: i64) -> Result<(), Failed> {
    if row.version == seen { Ok(()) } else { Err(Refused::Moved.into()) }
}

/// Keeps the version that stands, before it is changed.
async fn keep(act: &Act<'_>, permit: &Permit, row: &TaskRow, tasks: &Tasks) -> Result<(), Failed> {
    let kept = json!({
        "title": row.title, "body": row.body, "account": row.account, "party": row.party, "until": row.due_at,
        "state": row.state, "result": row.result, "done": row.done_at, "needs": tasks.needs.get(&row.id),
    });
    let by = act.actor.journalled();
    Ok(task::keep_past(act.tx()?, permit, row, &kept.to_string(), &by, act.at.micros()).await?)
}

fn restored(row: &TaskRow, kept: &Value) -> (TaskRow, Vec<String>) {
    let text = |name: &str| kept[name].as_str().map(str::to_owned);
    let needs = kept["needs"].as_array().into_iter().flatten();
    let before = TaskRow {
        title: text("title").unwrap_or_default(),
        body: text("body").unwrap_or_default(),
        account: text("account"),
        party: text("party"),
        due_at: kept["until"].as_i64(),
        state: text("state").unwrap_or_default(),
        result: text("result").unwrap_or_default(),
        done_at: kept["done"].as_i64(),
        ..row.clone()
    };
    (before, needs.filter_map(Value::as_str).map(str::to_owned).collect())
}

async fn save(act: &Act<'_>, permit: &Permit, row: &mut TaskRow) -> Result<(), Failed> {
    row.actor = act.actor.journalled();
    row.changed_at = act.at.micros();
    if !task::save(act.tx()?, permit, row).await? {
        return Err(Refused::Moved.into());
    }
    Ok(support_case::touch(act.tx()?, permit, &row.case_id, act.at.micros()).await?)
}
