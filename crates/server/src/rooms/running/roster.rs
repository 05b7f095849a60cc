//! The roster: who is paged when, level by level.

use crate::{
    Server,
    door::Caller,
    form::Form,
    page::{Choice, Field, Kind, Page, Sample, samples_of},
    problem::Problem,
    rooms::sign_in::say::Say,
    route::{Gate, Route},
    texts::Texts,
    words::Words,
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use jiff::{civil, tz::TimeZone};
use meldkamer_app::{
    account::{self, Faults},
    roster::{self, Turn},
};
use meldkamer_domain::{access::Verb, time::Instant};
use meldkamer_store::{account::AccountRow, roster::RosterRow};
use serde::Serialize;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/running/roster", Gate::SignedIn(Verb::ChangeRoster), show),
        Route::post("/running/roster", Gate::SignedIn(Verb::ChangeRoster), add),
        Route::post("/running/roster/{id}/remove", Gate::SignedIn(Verb::ChangeRoster), remove),
    ]
}

pub(super) fn samples() -> Vec<Sample> {
    samples_of::<Roster>()
}

/// Who is on duty, who comes, and a form to add a turn.
#[derive(Serialize)]
pub struct Roster {
    turns: Vec<Entry>,
    nobody: bool,
    fields: Vec<Field>,
}

#[derive(Serialize)]
struct Entry {
    id: String,
    name: String,
    level: i64,
    from_at: i64,
    until_at: i64,
    now: bool,
}

/// What was typed, or would be a good beginning.
struct Typed {
    staff: String,
    level: String,
    from: (String, String),
    until: (String, String),
}

impl Roster {
    fn new(
        say: &Say<'_>,
        now: (Instant, &TimeZone),
        turns: Vec<RosterRow>,
        people: &[AccountRow],
        typed: Typed,
    ) -> Self {
        let micros = now.0.micros();
        let entry = |row: RosterRow| Entry {
            now: row.from_at <= micros && micros < row.until_at,
            id: row.id,
            name: row.name,
            level: row.level,
            from_at: row.from_at,
            until_at: row.until_at,
        };
        let turns: Vec<Entry> = turns.into_iter().map(entry).collect();
        let (now_date, now_time) = wall(now.0, now.1);
        let moment = |(date, time): (String, String)| Kind::Moment {
            date,
            time,
            now_date: now_date.clone(),
            now_time: now_time.clone(),
        };
        let level =
            |one: i64| Choice::new(one.to_string(), one.to_string()).chosen(one.to_string() == typed.level);
        let levels = Kind::Choice { choices: (1..=roster::LEVELS).map(level).collect(), list: true };
        Self {
            nobody: !turns.iter().any(|turn| turn.now),
            turns,
            fields: vec![
                say.must("staff", super::people(people, &typed.staff)),
                say.must("level", levels),
                say.must("from", moment(typed.from)),
                say.must("until", moment(typed.until)),
            ],
        }
    }
}

/// Date and time on the legal wall clock, as forms write them.
fn wall(at: Instant, zone: &TimeZone) -> (String, String) {
    let local = at.in_zone(zone);
    (local.strftime("%Y-%m-%d").to_string(), local.strftime("%H:%M").to_string())
}

/// A moment on the legal wall clock.
fn instant(date: &str, time: &str, zone: &TimeZone) -> Option<Instant> {
    let (date, time): (civil::Date, civil::Time) = (date.parse().ok()?, time.parse().ok()?);
    let zoned = date.to_datetime(time).to_zoned_datetime(zone.clone()).ok()?;
    Some(Instant::from_zoned(&zoned))
}

impl Page for Roster {
    const TEMPLATE: &'static str = "staff/roster.html";

    fn title(&self) -> &'static str {
        "staff-roster-title"
    }

    fn samples() -> Vec<Self> {
        let Ok(words) = Words::read(&Texts::embedded()) else { return Vec::new() };
        let (none, faults) = (Vec::new(), vec![("until", "not-after"), ("staff", "missing")]);
        let at = Instant::from_micros(1_763_653_200_000_000);
        let turn = |id: &str, level, hours| RosterRow {
            id: id.into(),
            staff: "acc_1".into(),
            name: "Ans <b>".into(),
            email: String::new(),
            phone: String::new(),
            level,
            from_at: at.plus_hours(hours).micros(),
            until_at: at.plus_hours(hours + 8).micros(),
        };
        let (people, zone) = ([super::sample_row()], TimeZone::UTC);
        let now = (at, &zone);
        let turns = vec![turn("ros_1", 1, -1), turn("ros_2", 2, 7)];
        vec![
            Self::new(&Say::sample(&words, &none), now, Vec::new(), &people, begin(at, &zone)),
            Self::new(&Say::sample(&words, &faults), now, turns, &people, begin(at, &zone)),
        ]
    }
}

/// From now, for eight hours.
fn begin(at: Instant, zone: &TimeZone) -> Typed {
    let (from, until) = (wall(at, zone), wall(at.plus_hours(8), zone));
    Typed { staff: String::new(), level: "1".into(), from, until }
}

async fn page(server: &Server, caller: &Caller, typed: Typed, faults: &Faults) -> Result<Roster, Problem> {
    let house = &server.house;
    let (turns, people) = (roster::coming(house, caller.at).await?, account::staff(house).await?);
    let say = Say::new(server, caller.language, faults);
    Ok(Roster::new(&say, (caller.at, &house.zone()), turns, &people, typed))
}

async fn show(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let typed = begin(caller.at, &server.house.zone());
    server.show(&server.frame_of(&caller), &page(&server, &caller, typed, &Vec::new()).await?)
}

async fn add(State(server): State<Server>, caller: Caller, form: Form) -> Result<Response, Problem> {
    let text = |name: &str| form.text(name).to_owned();
    let typed = Typed {
        staff: text("staff"),
        level: text("level"),
        from: (text("from.date"), text("from.time")),
        until: (text("until.date"), text("until.time")),
    };
    let zone = server.house.zone();
    let (from, until) =
        (instant(&typed.from.0, &typed.from.1, &zone), instant(&typed.until.0, &typed.until.1, &zone));
    let fault = match (from, until) {
        (None, _) => ("from", "not-a-moment"),
        (_, None) => ("until", "not-a-moment"),
        (Some(from), Some(until)) => {
            let level = typed.level.parse().unwrap_or(0);
            let turn = Turn { staff: typed.staff.clone(), level, from, until };
            match roster::add(&server.house, &caller.signed_in()?, &turn).await {
                Ok(()) => return Ok(Redirect::to("/running/roster").into_response()),
                Err(failed) => super::refused(failed)?,
            }
        }
    };
    let page = page(&server, &caller, typed, &vec![fault]).await?;
    server.show_again(&server.frame_of(&caller), &page)
}

async fn remove(
    State(server): State<Server>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    roster::remove(&server.house, &caller.signed_in()?, &id).await?;
    Ok(Redirect::to("/running/roster").into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turn_is_read_on_the_legal_wall_clock() {
        let zone = TimeZone::get("Europe/Amsterdam").unwrap();
        let at = instant("2026-11-20", "16:40", &zone).unwrap();
        assert_eq!(at.rfc3339(), "2026-11-20T15:40:00Z");
        assert_eq!(wall(at, &zone), ("2026-11-20".into(), "16:40".into()));
        assert_eq!(instant("2026-02-30", "16:40", &zone), None);
        assert_eq!(instant("2026-11-20", "", &zone), None);
    }
}
