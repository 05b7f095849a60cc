//! The organisation's own room: its dossiers, what waits for it, and the people who act for it.
//!
//! The dossier itself is shown by `mine`; the desk of the CSIRT is another room.

pub mod link;
pub mod naming;
pub mod people;
pub mod plea;
pub mod report;

use crate::{
    Server,
    door::Caller,
    form::Form,
    page::{Field, Page, Sample, samples_of},
    problem::Problem,
    rooms::{
        desk::asked,
        mine::view,
        sign_in::{
            Network,
            say::{Say, fault_of, line},
        },
    },
    route::{Gate, Route},
    texts::Texts,
    words::Words,
};
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use meldkamer_app::{
    Failed,
    account::Faults,
    binding::claim,
    organisation::{self, Look},
};
use meldkamer_domain::{
    access::{Role, Verb},
    time::Instant,
};
use meldkamer_store::{
    binding::NamingRow,
    dossier::listed::{ListedRow, Turn},
};
use serde::Serialize;

/// The routes of this room.
pub fn routes() -> Vec<Route> {
    let mut routes = vec![
        Route::get("/organisation", Gate::SignedIn(Verb::ReadOrganisation), home),
        Route::post("/organisation/claim", Gate::SignedIn(Verb::ClaimDossier), claim_by_code),
    ];
    routes.extend(report::routes());
    routes.extend(naming::routes());
    routes.extend(people::routes());
    routes.extend(plea::routes());
    routes.extend(link::routes());
    routes
}

/// All states of the pages of this room.
pub fn samples() -> Vec<Sample> {
    let mut all = samples_of::<Home>();
    all.extend(report::samples());
    all.extend(naming::samples());
    all.extend(people::samples());
    all.extend(plea::samples());
    all.extend(link::samples());
    all
}

/// The first page: the organisation's dossiers, and those in its name that are not bound to it.
#[derive(Serialize)]
pub struct Home {
    body: String,
    rows: Vec<Row>,
    naming: Vec<Naming>,
    earlier: String,
    later: String,
    reports: bool,
    claims: bool,
    fields: Vec<Field>,
}

#[derive(Serialize)]
struct Row {
    reference: String,
    title: String,
    state: &'static str,
    exercise: bool,
    received_at: i64,
    next_due: Option<i64>,
    late: bool,
}

/// A dossier that only names the organisation, as far as its people may know of it.
#[derive(Serialize)]
pub(crate) struct Naming {
    reference: String,
    kind: String,
    channel: String,
    exercise: bool,
    received_at: i64,
}

impl From<NamingRow> for Naming {
    fn from(row: NamingRow) -> Self {
        Self {
            reference: row.reference,
            kind: row.kind,
            channel: row.channel,
            exercise: row.exercise == 1,
            received_at: row.received_at,
        }
    }
}

impl Home {
    fn new(say: &Say<'_>, (role, body): (Role, &str), look: Look, now: Instant) -> Self {
        let row = |row: &ListedRow| Row {
            reference: row.reference.clone(),
            title: row.title.clone(),
            state: view::state(&row.state),
            exercise: row.exercise == 1,
            received_at: row.received_at,
            next_due: row.next_due,
            late: row.next_due.is_some_and(|due| due < now.micros()),
        };
        let turn = |name: &str, row: Option<&ListedRow>| {
            row.map(|row| format!("/organisation?{name}={}", row.serial)).unwrap_or_default()
        };
        Self {
            body: body.to_owned(),
            rows: look.rows.iter().map(row).collect(),
            naming: look.naming.into_iter().map(Naming::from).collect(),
            earlier: turn("before", look.rows.first().filter(|_| look.earlier)),
            later: turn("after", look.rows.last().filter(|_| look.later)),
            reports: organisation::may_report(role),
            claims: matches!(role, Role::EntityAdministrator | Role::EntityReporter),
            fields: vec![say.must("code", line("", "text", "off"))],
        }
    }
}

impl Page for Home {
    const TEMPLATE: &'static str = "organisation/home.html";

    fn title(&self) -> &'static str {
        "organisation-title"
    }

    fn samples() -> Vec<Self> {
        let Ok(words) = Words::read(&Texts::embedded()) else { return Vec::new() };
        let at = 1_763_653_200_000_000;
        let row = |serial, state: &str, next_due| ListedRow {
            serial,
            reference: "NL-2026-K7M4-20PX".into(),
            title: "De servers <b>staan</b> stil".into(),
            state: state.into(),
            received_at: at,
            next_due,
            ..ListedRow::default()
        };
        let naming = || NamingRow {
            id: "dos_1".into(),
            serial: 3,
            reference: "NL-2026-K7M4-20PX".into(),
            kind: "significant-incident".into(),
            channel: "form".into(),
            exercise: 0,
            received_at: at,
        };
        let full = || Look {
            rows: vec![row(2, "received", Some(at)), row(1, "closed", None)],
            earlier: true,
            later: true,
            naming: vec![naming()],
        };
        let blank = || Look { rows: Vec::new(), earlier: false, later: false, naming: Vec::new() };
        let (none, faults) = (Vec::new(), vec![("code", "names-another")]);
        let say = |faults| Say::sample(&words, faults).of("organisation");
        let (now, body) = (Instant::from_micros(at + 1), "Waterbedrijf <b>Noord</b>");
        vec![
            Self::new(&say(&none), (Role::EntityAdministrator, body), full(), now),
            Self::new(&say(&faults), (Role::EntityReporter, body), full(), now),
            Self::new(&say(&none), (Role::EntityReader, body), blank(), now),
            Self::new(&say(&none), (Role::Provider, body), blank(), now),
        ]
    }
}

async fn page(server: &Server, caller: &Caller, faults: &Faults) -> Result<Home, Problem> {
    let (door, query) = (caller.signed_in()?, asked(caller));
    let serial = |name: &str| query.text(name).parse::<i64>().ok();
    let turn = match (serial("after"), serial("before")) {
        (Some(serial), _) => Turn::After(serial),
        (None, Some(serial)) => Turn::Before(serial),
        (None, None) => Turn::First,
    };
    let look = organisation::look(&server.house, &door, turn).await?;
    let body = caller.signed_in.as_ref().map_or("", |one| one.body.as_str());
    let say = Say::new(server, caller.language, faults).of("organisation");
    Ok(Home::new(&say, (door.actor.role, body), look, caller.at))
}

async fn home(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    server.show(&server.frame_of(&caller), &page(&server, &caller, &Vec::new()).await?)
}

async fn claim_by_code(
    State(server): State<Server>,
    caller: Caller,
    Network(network): Network,
    form: Form,
) -> Result<Response, Problem> {
    let door = caller.signed_in()?;
    match claim::claim_by_code(&server.house, &door, &network, form.text("code")).await {
        Ok(reference) => Ok(Redirect::to(&format!("/organisation/dossiers/{reference}")).into_response()),
        Err(Failed::Refused(refused)) => {
            let wrong = matches!(refused, meldkamer_domain::refused::Refused::WrongSecret);
            let fault = if wrong { Some(("code", "wrong-words")) } else { fault_of(&refused) };
            let faults = vec![fault.ok_or(refused)?];
            let mut frame = server.frame_of(&caller);
            frame.path = "/organisation".into();
            server.show_again(&frame, &page(&server, &caller, &faults).await?)
        }
        Err(failed) => Err(failed.into()),
    }
}

/// The last day of something as a form sends it: it ends when that day does, in the legal zone.
pub(crate) fn end_of(day: &str, zone: &jiff::tz::TimeZone) -> Option<Instant> {
    let date: jiff::civil::Date = day.parse().ok()?;
    let midnight = date.tomorrow().ok()?.to_datetime(jiff::civil::Time::midnight());
    Some(Instant::from_zoned(&midnight.to_zoned_datetime(zone.clone()).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ends_on_a_day_lasts_until_midnight_there() {
        let zone = jiff::tz::TimeZone::get("Europe/Amsterdam").unwrap();
        assert_eq!(end_of("2026-11-30", &zone).map(Instant::rfc3339), Some("2026-11-30T23:00:00Z".into()));
        assert_eq!(end_of("2026-02-30", &zone), None);
        assert_eq!(end_of("", &zone), None);
    }
}
