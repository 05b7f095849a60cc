//! Reminders to the reporter: before a legal limit, and once when it has passed.
//!
//! After a long pause only the reminder that fits the moment is sent, not those that were missed.
//! None is sent for what was filed, replaced or withdrawn.

use crate::{
    Act, Actor, Door, Failed, House, Subject,
    act::Errand,
    filing::{copies, stored, together},
};
use meldkamer_domain::{
    access::{Tie, Verb},
    time::Instant,
};
use meldkamer_store::{
    clock::{self, DeadlineRow},
    dossier::{self, DossierRow},
    filing,
};
use serde_json::json;

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;
/// The earliest that any reminder comes before its limit, in seconds.
const EARLIEST: i64 = 7 * DAY;
/// A limit that passed longer ago than this is no longer reminded of.
const FORGOTTEN: i64 = 30 * DAY;
/// So many times faster runs an exercise.
const EXERCISE: i64 = 60;
const PAGE: i64 = 500;

/// A reminder for which the moment has come.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Point {
    /// Its name in the key: the seconds before the limit, `last` or `overdue`.
    name: String,
    overdue: bool,
}

/// Sends the reminders whose moment has come. Answers how many.
pub async fn remind(house: &House) -> Result<u64, Failed> {
    let door = Door::now(house, Actor::house("reminders"));
    let until = door.at.plus_seconds(EARLIEST).micros();
    let (mut after, mut count) = ((door.at.plus_seconds(-FORGOTTEN).micros(), String::new()), 0);
    loop {
        let page = clock::open_until(&house.database, until, PAGE, (after.0, &after.1)).await?;
        for row in &page {
            count += u64::from(one(house, &door, row).await?);
        }
        match page.last() {
            Some(last) if page.len() as i64 == PAGE => after = (last.due, last.id.clone()),
            _ => return Ok(count),
        }
    }
}

async fn one(house: &House, door: &Door, row: &DeadlineRow) -> Result<bool, Failed> {
    // Most rows end here, without another question to the database.
    if point(row, false, door.at).is_none() && point(row, true, door.at).is_none() {
        return Ok(false);
    }
    let Some(dossier) = dossier::by_id(&house.database, &row.dossier).await? else { return Ok(false) };
    let Some(point) = point(row, dossier.exercise == 1, door.at) else { return Ok(false) };
    if clock::reminded(&house.database, &key(row, &point)).await? {
        return Ok(false);
    }
    send(house, door, row, &point).await
}

/// One reminder: claimed, written down as a mail, journalled; or not at all.
async fn send(house: &House, door: &Door, row: &DeadlineRow, point: &Point) -> Result<bool, Failed> {
    let mut act = house.begin(door).await?;
    let Some(dossier) = dossier::for_change(act.tx()?, &row.dossier).await? else { return Ok(false) };
    let open = |one: &DeadlineRow| one.id == row.id && one.met_at.is_none() && one.retired_at.is_none();
    let still = clock::deadlines(act.tx()?, &row.dossier).await?.iter().any(open);
    let over = matches!(dossier.state.as_str(), "withdrawn" | "merged" | "closed");
    let key = key(row, point);
    if !still || over || clock::reminded(act.tx()?, &key).await? {
        return Ok(false);
    }
    let permit = act.may(Verb::Remind, Subject::dossier(&row.dossier), Tie::None).await?;
    if !clock::claim_reminder(act.tx()?, &permit, &key, &row.dossier, act.at.micros()).await? {
        return Ok(false);
    }
    let target = address(&act, &dossier).await?;
    let payload = json!({
        "letter": "reminder",
        "language": dossier.language,
        "exercise": dossier.exercise == 1,
        "reference": dossier.reference,
        "stage": row.stage,
        "due": row.due,
        "overdue": point.overdue,
        "clause": row.clause,
    });
    let errand = Errand {
        key: format!("remind:{key}"),
        kind: "mail",
        target,
        dossier: Some(row.dossier.clone()),
        payload,
    };
    act.send(&permit, errand).await?;
    act.note(permit, json!({"stage": row.stage, "point": point.name})).await?;
    Ok(true)
}

/// Where the reporter wants mail; empty when they gave no address, which the operator then sees.
pub(crate) async fn address(act: &Act<'_>, dossier: &DossierRow) -> Result<String, Failed> {
    let filings = filing::of_dossier(act.tx()?, &dossier.id).await?;
    let filings = filings.iter().map(|one| stored(act.house, &one.stage, &one.answers, one.submitted_at));
    let facts = together(filings.collect::<Result<Vec<_>, _>>()?).facts();
    Ok(copies::confirmed_to(&facts).unwrap_or_default().to_owned())
}

/// The same limit is reminded of once, also when a new plan writes it anew.
fn key(row: &DeadlineRow, point: &Point) -> String {
    format!("{}:{}:{}:{}:{}", row.dossier, row.regime, row.stage, row.due, point.name)
}

/// The latest reminder of a limit whose moment has come.
fn point(row: &DeadlineRow, exercise: bool, now: Instant) -> Option<Point> {
    let pace = if exercise { EXERCISE } else { 1 };
    let (due, planned) = (Instant::from_micros(row.due), Instant::from_micros(row.planned_at));
    if now >= due {
        return Some(Point { name: "overdue".into(), overdue: true });
    }
    let ahead = |lead: &&i64| due.plus_seconds(-**lead / pace) > planned;
    let leads: Vec<i64> = leads(&row.stage).iter().filter(ahead).copied().collect();
    let reached = leads.iter().rev().find(|lead| now >= due.plus_seconds(-**lead / pace));
    if let Some(lead) = reached {
        return Some(Point { name: lead.to_string(), overdue: false });
    }
    // A limit that was already near when it was planned: once, when a quarter of the time is left.
    let quarter = due.plus_seconds(-due.seconds_since(planned) / 4);
    (leads.is_empty() && now >= quarter).then(|| Point { name: "last".into(), overdue: false })
}

/// How long before the limit of a stage its reminders come, in seconds, the earliest first.
fn leads(stage: &str) -> &'static [i64] {
    match stage {
        "early-warning" | "initial" => &[6 * HOUR],
        "final" | "progress" => &[7 * DAY, 2 * DAY],
        _ => &[DAY],
    }
}
