//! Playbooks in a case: their steps become tasks that wait for each other; the tasks of a case go out as
//! a playbook. From the outside world they come and go as CACAO 2.0.
//!
//! A playbook of the rulebooks says more: who takes a step and by when. Its tasks have an owner and a
//! due time from the beginning, where the case has such a party.

use super::{
    find, read, still_open, take,
    task::{self, MOST, Tasks},
};
use crate::{Act, Door, Failed, House, Subject, chance};
use meldkamer_domain::{
    access::{Permit, Tie, Verb},
    id::{RunId, TaskId},
    playbook::{self as rulebook, Who},
    refused::Refused,
    support_case::PartyKind,
    time::Instant,
};
use meldkamer_exchange::cacao::{self, Playbook, Remark, Step, Taken};
use meldkamer_store::support_case::{
    self,
    party::{self, PartyRow},
    task::{self as rows, RunRow, TaskRow},
};
use serde_json::json;
use std::collections::BTreeMap;

/// The largest file that is read as a playbook, in bytes.
pub const LARGEST: usize = 2 * 1024 * 1024;

/// What became of a file.
#[derive(Clone, Debug)]
pub enum Imported {
    /// Its steps are tasks now; with what did not come along.
    Started(Vec<Remark>),
    /// Nothing was kept: what cannot be taken in.
    Faulty(Vec<Remark>),
}

/// Takes in a playbook from the outside world and starts it in a case.
pub async fn import(house: &House, door: &Door, case: &str, bytes: &[u8]) -> Result<Imported, Failed> {
    match cacao::read(bytes) {
        Err(faults) => Ok(Imported::Faulty(faults)),
        Ok(Taken { playbook, notes }) => {
            start(house, door, case, &playbook, &Plan::default()).await?;
            Ok(Imported::Started(notes))
        }
    }
}

/// The playbooks of the rulebooks that can be started on a day, in their order.
pub fn own(house: &House, at: Instant) -> Vec<rulebook::Playbook> {
    house.law().playbooks.on(house.day(at)).into_iter().cloned().collect()
}

/// A playbook of the rulebooks, the newest that holds now.
fn of_the_rulebooks(house: &House, at: Instant, id: &str) -> Result<rulebook::Playbook, Failed> {
    let found = own(house, at).into_iter().find(|one| one.id == id);
    found.ok_or_else(|| Refused::field("playbook", "not-an-option").into())
}

/// Starts a playbook of the rulebooks in the language of whoever does so. Answers the run.
pub async fn begin(house: &House, door: &Door, case: &str, id: &str) -> Result<String, Failed> {
    let book = of_the_rulebooks(house, door.at, id)?;
    let step = |one: &rulebook::Step| (one.id.get_ref().clone(), (one.who, one.within));
    let plan = Plan { steps: Some(book.steps.iter().map(step).collect()), version: book.version.clone() };
    start(house, door, case, &said(house, &book, &door.language), &plan).await
}

/// A playbook of the rulebooks as CACAO 2.0, in a language: for tools of others.
pub fn as_cacao(house: &House, at: Instant, id: &str, language: &str) -> Result<String, Failed> {
    let book = of_the_rulebooks(house, at, id).map_err(|_| Failed::NOT_FOUND)?;
    Ok(format!("{:#}", cacao::write(&said(house, &book, language))))
}

/// A playbook in one language.
fn said(house: &House, book: &rulebook::Playbook, language: &str) -> Playbook {
    let result = if language == "nl" { "Resultaat" } else { "Result" };
    let step = |one: &rulebook::Step| Step {
        id: one.id.get_ref().clone(),
        name: one.title.in_language(language).to_owned(),
        description: format!(
            "{}\n\n{result}: {}",
            one.text.in_language(language),
            one.result.in_language(language)
        ),
        needs: one.after.iter().map(|need| need.get_ref().clone()).collect(),
    };
    // One without a day has been there as long as the law.
    let from = book.basis.from.unwrap_or(jiff::civil::date(2026, 8, 15));
    Playbook {
        id: book.id.clone(),
        name: book.title.in_language(language).to_owned(),
        description: book.about.in_language(language).to_owned(),
        made: format!("{from}T00:00:00Z"),
        author: house.settings.csirt.clone(),
        steps: book.steps.iter().map(step).collect(),
    }
}

/// What is known of a playbook's steps besides their words.
#[derive(Debug, Default)]
struct Plan {
    /// Who takes each step, and within how many minutes; none for a playbook of somebody else.
    steps: Option<BTreeMap<String, (Who, i64)>>,
    /// Its version; that of somebody else's is when it was made.
    version: String,
}

impl Plan {
    /// Where the playbook comes from, as its run says it.
    const fn source(&self) -> &'static str {
        if self.steps.is_some() { "rulebook" } else { "cacao" }
    }

    /// Who of the parties takes a step, and by when.
    fn task(&self, step: &str, parties: &[PartyRow], begun: Instant) -> (Option<String>, Option<i64>) {
        let Some((who, within)) = self.steps.as_ref().and_then(|steps| steps.get(step)) else {
            return (None, None);
        };
        let kinds: &[PartyKind] = match who {
            Who::Csirt => &[],
            Who::Organisation => &[PartyKind::Organisation],
            Who::IrFirm => &[PartyKind::IrFirm, PartyKind::Organisation],
        };
        let live = |kind: &PartyKind| {
            let all = parties.iter().filter(|one| one.kind == kind.name() && one.is_live(begun.micros()));
            let all: Vec<&PartyRow> = all.collect();
            // With several of a kind a person has to say which.
            <[&PartyRow; 1]>::try_from(all).ok().map(|[one]| one.id.clone())
        };
        (kinds.iter().find_map(live), Some(begun.plus_seconds(within * 60).micros()))
    }
}

/// Starts a playbook: each step becomes a task that waits for what the step waits for. Answers the run.
async fn start(
    house: &House,
    door: &Door,
    case: &str,
    book: &Playbook,
    plan: &Plan,
) -> Result<String, Failed> {
    let mut act = house.begin(door).await?;
    let known = take(&act, case).await?;
    let permit = act.may(Verb::StartPlaybook, Subject::case(case), Tie::None).await?;
    still_open(&known)?;
    let there = Tasks::of(act.tx()?, case).await?;
    if there.rows.len() + book.steps.len() > MOST {
        return Err(Refused::field("file", "too-many").into());
    }

    let run = written(&act, case, book, plan);
    rows::add_run(act.tx()?, &permit, &run).await?;
    tasks(&act, &permit, &run, book, plan).await?;
    support_case::touch(act.tx()?, &permit, case, act.at.micros()).await?;

    act.note(permit, json!({"run": run.id, "playbook": book.id, "steps": book.steps.len()})).await?;
    Ok(run.id)
}

fn written(act: &Act<'_>, case: &str, book: &Playbook, plan: &Plan) -> RunRow {
    let step = |one: &Step| json!({"id": one.id, "name": one.name, "description": one.description, "needs": one.needs});
    RunRow {
        id: RunId::new(act.at, chance::bytes()).to_string(),
        case_id: case.to_owned(),
        playbook: short(&book.id, 200),
        playbook_version: short(if plan.version.is_empty() { &book.made } else { &plan.version }, 60),
        title: short(&book.name, super::LINE),
        source: plan.source().to_owned(),
        steps: json!(book.steps.iter().map(step).collect::<Vec<_>>()).to_string(),
        actor: act.actor.journalled(),
        at: act.at.micros(),
    }
}

async fn tasks(
    act: &Act<'_>,
    permit: &Permit,
    run: &RunRow,
    book: &Playbook,
    plan: &Plan,
) -> Result<(), Failed> {
    let parties = party::of_case(act.tx()?, &run.case_id).await?;
    let mut number = rows::next_number(act.tx()?, &run.case_id).await?;
    let id = |_| TaskId::new(act.at, chance::bytes()).to_string();
    let ids: BTreeMap<&str, String> = book.steps.iter().map(|one| (one.id.as_str(), id(one))).collect();
    for step in &book.steps {
        let Some(id) = ids.get(step.id.as_str()) else { continue };
        let (party, due_at) = plan.task(&step.id, &parties, act.at);
        let row = TaskRow {
            id: id.clone(),
            number,
            run: Some(run.id.clone()),
            step: short(&step.id, 200),
            title: short(if step.name.is_empty() { &step.id } else { &step.name }, super::LINE),
            body: short(&step.description, super::TEXT),
            party,
            due_at,
            ..task::blank(act, &run.case_id)
        };
        rows::add(act.tx()?, permit, &row).await?;
        let needs: Vec<String> =
            step.needs.iter().filter_map(|need| ids.get(need.as_str()).cloned()).collect();
        rows::set_needs(act.tx()?, permit, &run.case_id, id, &needs).await?;
        number += 1;
    }
    Ok(())
}

/// The first characters of a text of somebody else's.
fn short(text: &str, most: usize) -> String {
    text.trim().chars().take(most).collect()
}

/// Undoes the start of a playbook: its tasks that nobody touched since are dropped, the others stay.
/// Answers how many were dropped. Refused with [`Refused::AlreadyDone`] when none is left.
pub async fn undo(house: &House, door: &Door, case: &str, run: &str) -> Result<usize, Failed> {
    let mut act = house.begin(door).await?;
    let known = take(&act, case).await?;
    let permit = act.may(Verb::StartPlaybook, Subject::case(case), Tie::None).await?;
    still_open(&known)?;
    if !rows::runs(act.tx()?, case).await?.iter().any(|one| one.id == run) {
        return Err(Failed::NOT_FOUND);
    }
    let tasks = Tasks::of(act.tx()?, case).await?;
    let untouched =
        |row: &&TaskRow| row.run.as_deref() == Some(run) && row.version == 1 && row.state == "open";
    let rows: Vec<&TaskRow> = tasks.rows.iter().filter(untouched).collect();
    if rows.is_empty() {
        return Err(Refused::AlreadyDone.into());
    }
    for row in &rows {
        task::drop_quietly(&act, &permit, row, &tasks).await?;
    }
    support_case::touch(act.tx()?, &permit, case, act.at.micros()).await?;
    act.note(permit, json!({"run": run, "undone": true, "dropped": rows.len()})).await?;
    Ok(rows.len())
}

/// The playbooks that run in a case; looking is a line in its journal.
pub async fn look(house: &House, door: &Door, case: &str) -> Result<(read::Whole, Vec<RunRow>), Failed> {
    let whole = read::at_the_desk(house, door, case, "playbooks").await?;
    Ok((whole, rows::runs(&house.database, case).await?))
}

/// The tasks of a case as a playbook for others: what is done, in which order; not by whom, and not what
/// came out of it. Taking it out is a reading of the case.
pub async fn export(house: &House, door: &Door, case: &str) -> Result<(String, String), Failed> {
    let mut act = house.begin(door).await?;
    let row = find(act.tx()?, case).await?;
    let permit = act.may(Verb::ReadCase, Subject::case(case), Tie::Other).await?;
    let all = Tasks::of(act.tx()?, case).await?;
    let step = |one: &TaskRow| Step {
        id: one.number.to_string(),
        name: one.title.clone(),
        description: one.body.clone(),
        needs: needs(&all, &one.id),
    };
    let book = Playbook {
        id: row.id.clone(),
        name: row.title.clone(),
        description: row.to_answer.clone(),
        made: Instant::from_micros(row.opened_at).to_string(),
        author: house.settings.csirt.clone(),
        steps: all.rows.iter().map(step).collect(),
    };
    act.note(permit, json!({"read": "cacao"})).await?;
    Ok((row.reference, format!("{:#}", cacao::write(&book))))
}

/// What a task needs, by number.
fn needs(all: &Tasks, id: &str) -> std::collections::BTreeSet<String> {
    let wanted = all.needs.get(id);
    let of = |need: &String| all.rows.iter().find(|row| row.id == *need).map(|row| row.number.to_string());
    wanted.into_iter().flatten().filter_map(of).collect()
}
