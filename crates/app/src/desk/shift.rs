//! Hand-over between shifts: what is open, what runs out, who is on duty, and a text to go with it.

use crate::{Door, Failed, House, Subject, chance, written};
use meldkamer_domain::{
    access::{Tie, Verb},
    id::HandoverId,
    refused::Refused,
};
use meldkamer_store::{
    dossier::{
        Filter,
        listed::{self, ListedRow, Turn},
    },
    handover::{self, HandoverRow, OnDutyRow, RunningOutRow},
    support_case::listed as cases,
    view::{self, ColleagueRow, RingingRow},
};
use serde_json::json;

/// How far the next shift looks ahead, in hours.
pub const AHEAD_HOURS: i64 = 12;
/// How far back a clock that ran out is still shown, in hours.
const BACK_HOURS: i64 = 7 * 24;
const ROWS: i64 = 50;
/// How much of the queue is shown; the rest is one step away.
const TOP: i64 = 15;
/// The longest text of a hand-over, in characters.
const LONGEST: usize = 20_000;

/// Everything that the next shift must know.
#[derive(Debug)]
pub struct Shift {
    /// Alarms that ring.
    pub alarms: Vec<RingingRow>,
    /// The top of the queue.
    pub open: Vec<ListedRow>,
    /// Colleagues, for the names of those who have them in hand.
    pub colleagues: Vec<ColleagueRow>,
    /// The reporters' clocks that run out, or ran out.
    pub clocks: Vec<RunningOutRow>,
    /// The cases that are not closed, the newest first.
    pub cases: Vec<cases::ListedRow>,
    /// Who is on duty.
    pub on_duty: Vec<OnDutyRow>,
    /// The newest hand-overs.
    pub handovers: Vec<HandoverRow>,
}

/// Looks at the shift as it stands.
pub async fn look(house: &House, door: &Door) -> Result<Shift, Failed> {
    let (db, at, scope) = (&house.database, door.at, &door.actor.scope());
    let filter = Filter { queued: true, exercise: Some(false), ..Filter::default() };
    let (from, until) = (at.plus_hours(-BACK_HOURS).micros(), at.plus_hours(AHEAD_HOURS).micros());
    Ok(Shift {
        alarms: view::ringing(db, 20).await?,
        open: listed::queue(db, scope, &filter, Turn::First, TOP).await?,
        colleagues: view::colleagues(db).await?,
        clocks: handover::running_out(db, from, until, ROWS).await?,
        cases: cases::page(db, &cases::Filter::default(), None, ROWS).await?,
        on_duty: handover::on_duty(db, at.micros()).await?,
        handovers: handover::newest(db, 10).await?,
    })
}

/// Hands the shift over with a text.
pub async fn hand_over(house: &House, door: &Door, text: &str) -> Result<(), Failed> {
    let text = written("body", text, LONGEST)?;
    let mut act = house.begin(door).await?;
    let permit = act.may(Verb::HandOver, Subject::house(), Tie::None).await?;
    let id = HandoverId::new(act.at, chance::bytes()).to_string();
    handover::add(act.tx()?, &permit, &id, &act.actor.id, text, act.at.micros()).await?;
    act.note(permit, json!({"handover": id, "body": text})).await.map(drop)
}

/// Takes a shift over.
pub async fn take_over(house: &House, door: &Door, id: &str) -> Result<(), Failed> {
    let mut act = house.begin(door).await?;
    let permit = act.may(Verb::HandOver, Subject::house(), Tie::None).await?;
    if !handover::take(act.tx()?, &permit, id, &act.actor.id, act.at.micros()).await? {
        return Err(Refused::AlreadyDone.into());
    }
    act.note(permit, json!({"taken": id})).await.map(drop)
}
