//! Who acts for the organisation: inviting, deputies, providers, ending and revoking, leaving.

mod examples;

use super::end_of;
use crate::{
    Server,
    door::Caller,
    form::Form,
    page::{Choice, Field, Kind, Notice, Page, Sample, Tone, samples_of},
    problem::Problem,
    rooms::{
        desk::asked,
        sign_in::say::{Say, fault_of, languages, line},
    },
    route::{Gate, Route},
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use meldkamer_app::{
    Failed,
    account::Faults,
    mandate::{
        Limits,
        give::{self, Gift},
        people,
    },
};
use meldkamer_domain::access::{Role, Tie, Verb, ruling};
use meldkamer_store::mandate::HolderRow;
use serde::Serialize;

/// The roles that an entity gives, in the order of the form.
const ROLES: [Role; 4] =
    [Role::EntityReporter, Role::EntityReader, Role::EntityAdministrator, Role::Provider];

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/organisation/people", Gate::SignedIn(Verb::ReadOrganisation), show),
        Route::post("/organisation/people", Gate::SignedIn(Verb::GiveMandate), invite),
        Route::post("/organisation/people/{id}/end", Gate::SignedIn(Verb::RevokeMandate), end),
        Route::post("/organisation/people/{id}/deputise", Gate::SignedIn(Verb::GiveMandate), deputise),
        Route::post("/organisation/people/{id}/revoke", Gate::SignedIn(Verb::RevokeMandate), revoke),
        Route::post("/organisation/people/{id}/leave", Gate::SignedIn(Verb::LeaveMandate), leave),
    ]
}

pub(super) fn samples() -> Vec<Sample> {
    samples_of::<People>()
}

/// Everybody who acts for the organisation, with a form to invite.
#[derive(Serialize)]
pub struct People {
    body: String,
    open: Vec<Person>,
    over: Vec<Person>,
    /// Whether this reader says who acts.
    rules: bool,
    fields: Vec<Field>,
    /// Whose last administrator was about to go.
    last: String,
}

#[derive(Serialize)]
struct Person {
    id: String,
    name: String,
    login: String,
    role: String,
    firm: String,
    ready: bool,
    from: Option<i64>,
    until: Option<i64>,
    ended: Option<i64>,
    this: bool,
}

/// What was typed in the form.
#[derive(Default)]
struct Typed {
    email: String,
    name: String,
    role: String,
    firm: String,
    until: String,
    language: String,
}

impl Typed {
    fn of(form: &Form) -> Self {
        let text = |name: &str| form.text(name).to_owned();
        Self {
            email: text("email"),
            name: text("name"),
            role: text("role"),
            firm: text("firm"),
            until: text("until"),
            language: text("language"),
        }
    }

    fn fields(&self, say: &Say<'_>) -> Vec<Field> {
        let role = |role: Role| {
            let label = say.words(&format!("organisation-role-{}", role.name()));
            Choice::new(role.name(), label).chosen(role.name() == self.role)
        };
        let roles = Kind::Choice { choices: ROLES.map(role).to_vec(), list: false };
        vec![
            say.must("name", line(&self.name, "text", "off")),
            say.must("email", line(&self.email, "email", "off")),
            say.must("role", roles),
            say.may("firm", line(&self.firm, "text", "organization")),
            say.may("until", line(&self.until, "date", "off")),
            say.must("language", languages(&self.language)),
        ]
    }
}

impl People {
    fn new(
        say: &Say<'_>,
        (role, body, this): (Role, &str, &str),
        rows: Vec<HolderRow>,
        typed: &Typed,
        now: i64,
    ) -> Self {
        let (open, over): (Vec<_>, Vec<_>) = rows
            .into_iter()
            .partition(|row| row.revoked_at.is_none() && row.until_at.is_none_or(|until| until > now));
        let person = |row: HolderRow| Person {
            this: row.id == this,
            ready: row.ready == 1,
            from: Some(row.from_at).filter(|from| *from > now),
            until: row.until_at,
            ended: row.revoked_at.or(row.until_at),
            id: row.id,
            name: row.name,
            login: row.login,
            role: row.role,
            firm: row.firm,
        };
        Self {
            body: body.to_owned(),
            open: open.into_iter().map(person).collect(),
            over: over.into_iter().map(person).collect(),
            rules: ruling(role, Verb::GiveMandate, Tie::Own),
            fields: typed.fields(say),
            last: String::new(),
        }
    }
}

impl Page for People {
    const TEMPLATE: &'static str = "organisation/people.html";

    fn title(&self) -> &'static str {
        "organisation-people-title"
    }

    fn samples() -> Vec<Self> {
        examples::samples()
    }
}

async fn page(server: &Server, caller: &Caller, typed: &Typed, faults: &Faults) -> Result<People, Problem> {
    let door = caller.signed_in()?;
    let rows = people::of_own(&server.house, &door).await?;
    let body = caller.signed_in.as_ref().map_or("", |one| one.body.as_str());
    let this = door.actor.mandate.as_ref().map_or("", |mandate| mandate.id.as_str());
    let say = Say::new(server, caller.language, faults).of("organisation");
    Ok(People::new(&say, (door.actor.role, body, this), rows, typed, caller.at.micros()))
}

fn fresh() -> Typed {
    Typed { role: Role::EntityReporter.name().into(), language: "nl".into(), ..Typed::default() }
}

async fn show(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let page = page(&server, &caller, &fresh(), &Vec::new()).await?;
    let mut frame = server.frame_of(&caller);
    if !asked(&caller).text("invited").is_empty() {
        frame.notice = Some(Notice { tone: Tone::Ok, key: "organisation-invited" });
    }
    server.show(&frame, &page)
}

async fn invite(State(server): State<Server>, caller: Caller, form: Form) -> Result<Response, Problem> {
    let (door, typed) = (caller.signed_in()?, Typed::of(&form));
    let role = Role::mandated(&typed.role).filter(|role| ROLES.contains(role));
    let until = end_of(&typed.until, &server.house.zone());
    let gift = Gift {
        email: typed.email.to_lowercase(),
        name: typed.name.clone(),
        language: typed.language.clone(),
        role: role.unwrap_or(Role::EntityReporter),
        body: door.actor.entity().unwrap_or_default().to_owned(),
        firm: if role == Some(Role::Provider) { typed.firm.clone() } else { String::new() },
        limits: Limits::default(),
        until,
    };
    let mut faults = gift.faults(caller.at);
    if role.is_none() {
        faults.push(("role", "missing"));
    }
    if until.is_none() && !typed.until.is_empty() {
        faults.push(("until", "not-a-date"));
    }
    if faults.is_empty() {
        match give::give(&server.house, &door, &gift).await {
            Ok(_) => return Ok(Redirect::to("/organisation/people?invited=1").into_response()),
            Err(Failed::Refused(refused)) => faults.push(fault_of(&refused).ok_or(refused)?),
            Err(failed) => return Err(failed.into()),
        }
    }
    again(&server, &caller, &typed, &faults, "").await
}

async fn again(
    server: &Server,
    caller: &Caller,
    typed: &Typed,
    faults: &Faults,
    last: &str,
) -> Result<Response, Problem> {
    let page = People { last: last.to_owned(), ..page(server, caller, typed, faults).await? };
    let mut frame = server.frame_of(caller);
    frame.path = "/organisation/people".into();
    server.show_again(&frame, &page)
}

/// Back to the list; the last administrator is asked once more, and a wrong date is told.
async fn back(
    server: &Server,
    caller: &Caller,
    id: &str,
    done: Result<(), Failed>,
) -> Result<Response, Problem> {
    match done {
        Ok(()) => Ok(Redirect::to("/organisation/people").into_response()),
        Err(Failed::Refused(refused)) => match fault_of(&refused) {
            Some(("anyway", _)) => again(server, caller, &fresh(), &Vec::new(), id).await,
            Some(("until", fault)) => again(server, caller, &fresh(), &vec![("until", fault)], "").await,
            _ => Err(refused.into()),
        },
        Err(failed) => Err(failed.into()),
    }
}

async fn end(
    State(server): State<Server>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    let until = end_of(form.text("until"), &server.house.zone());
    let done = people::end_at(&server.house, &caller.signed_in()?, &id, until).await;
    back(&server, &caller, &id, done).await
}

async fn deputise(
    State(server): State<Server>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    let until = end_of(form.text("until"), &server.house.zone());
    let done = give::deputise(&server.house, &caller.signed_in()?, &id, until).await;
    back(&server, &caller, &id, done).await
}

async fn revoke(
    State(server): State<Server>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    let anyway = form.text("anyway") == "yes";
    let done = people::revoke(&server.house, &caller.signed_in()?, &id, anyway).await;
    back(&server, &caller, &id, done).await
}

async fn leave(
    State(server): State<Server>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    let door = caller.signed_in()?;
    let this = door.actor.mandate.as_ref().is_some_and(|mandate| mandate.id == id);
    match people::leave(&server.house, &door, &id, form.text("anyway") == "yes").await {
        // The session that acted under it is over.
        Ok(()) if this => Ok(Redirect::to("/sign-in").into_response()),
        done => back(&server, &caller, &id, done).await,
    }
}
