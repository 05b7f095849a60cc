//! Who works here: inviting, roles, blocking, and a new second factor for who lost theirs.

use crate::{
    Server,
    door::Caller,
    form::Form,
    page::{Field, Page, Sample, samples_of},
    problem::Problem,
    rooms::sign_in::say::{Say, fault_of, languages, line},
    route::{Gate, Route},
    texts::Texts,
    words::Words,
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use meldkamer_app::{
    Failed,
    account::{self, Faults, Invited, Newcomer},
};
use meldkamer_domain::access::{Role, Verb};
use meldkamer_store::account::AccountRow;
use serde::Serialize;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/running", Gate::SignedIn(Verb::ChangeStaff), show),
        Route::post("/running/staff", Gate::SignedIn(Verb::InviteStaff), invite),
        Route::post("/running/staff/{id}/role", Gate::SignedIn(Verb::ChangeStaff), role),
        Route::post("/running/staff/{id}/block", Gate::SignedIn(Verb::ChangeStaff), block),
        Route::post("/running/staff/{id}/unblock", Gate::SignedIn(Verb::ChangeStaff), unblock),
        Route::post("/running/staff/{id}/reset-factor", Gate::SignedIn(Verb::ResetFactor), reset),
    ]
}

pub(super) fn samples() -> Vec<Sample> {
    samples_of::<Running>()
}

/// The list of staff with a form to invite.
#[derive(Serialize)]
pub struct Running {
    people: Vec<Person>,
    roles: [&'static str; Role::STAFF.len()],
    fields: Vec<Field>,
    link: String,
    link_ends: i64,
    last: bool,
}

#[derive(Serialize)]
struct Person {
    id: String,
    name: String,
    login: String,
    email: String,
    role: String,
    active: bool,
    ready: bool,
}

impl Running {
    fn new(say: &Say<'_>, people: Vec<AccountRow>, ready: &[String], new: &Newcomer) -> Self {
        let person = |row: AccountRow| Person {
            ready: ready.contains(&row.id),
            active: row.active == 1,
            id: row.id,
            name: row.name,
            login: row.login,
            email: row.email,
            role: row.role,
        };
        Self {
            people: people.into_iter().map(person).collect(),
            roles: Role::STAFF.map(Role::name),
            fields: vec![
                say.must("name", line(&new.name, "text", "off")),
                say.must("login", line(&new.login, "text", "off")),
                say.must("email", line(&new.email, "email", "off")),
                say.must("role", say.roles(&new.role)),
                say.must("language", languages(&new.language)),
            ],
            link: String::new(),
            link_ends: 0,
            last: false,
        }
    }

    fn with(mut self, invited: Invited) -> Self {
        self.link_ends = invited.ends_at.micros();
        self.link = invited.link;
        self
    }
}

impl Page for Running {
    const TEMPLATE: &'static str = "staff/running.html";

    fn title(&self) -> &'static str {
        "staff-running-title"
    }

    fn samples() -> Vec<Self> {
        let Ok(words) = Words::read(&Texts::embedded()) else { return Vec::new() };
        let (none, faults) = (Vec::new(), vec![("login", "taken"), ("email", "not-an-email")]);
        let row = super::sample_row;
        let people = || {
            vec![
                row(),
                AccountRow { id: "acc_2".into(), ..row() },
                AccountRow { id: "acc_3".into(), active: 0, ..row() },
            ]
        };
        let ready = [row().id, "acc_3".into()];
        let new = Newcomer { login: "bob".into(), ..empty() };
        vec![
            Self::new(&Say::sample(&words, &none), vec![row()], &ready, &empty()),
            Self { last: true, ..Self::new(&Say::sample(&words, &faults), people(), &ready, &new) },
            Self {
                link: "https://meldkamer.example/invitation/0123".into(),
                link_ends: 1_763_653_200_000_000,
                ..Self::new(&Say::sample(&words, &none), people(), &ready, &empty())
            },
        ]
    }
}

fn empty() -> Newcomer {
    Newcomer { language: "nl".into(), role: Role::DutyOfficer.name().into(), ..Newcomer::default() }
}

async fn page(server: &Server, caller: &Caller, new: &Newcomer, faults: &Faults) -> Result<Running, Problem> {
    let people = account::staff(&server.house).await?;
    let ready = account::staff_with_way_in(&server.house).await?;
    Ok(Running::new(&Say::new(server, caller.language, faults), people, &ready, new))
}

async fn show(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let running = page(&server, &caller, &empty(), &Vec::new()).await?;
    server.show(&server.frame_of(&caller), &running)
}

async fn invite(State(server): State<Server>, caller: Caller, form: Form) -> Result<Response, Problem> {
    let text = |name: &str| form.text(name).to_owned();
    let new = Newcomer {
        login: text("login").to_lowercase(),
        name: text("name"),
        email: text("email"),
        role: text("role"),
        language: text("language"),
    };
    let mut faults = new.faults();
    if faults.is_empty() {
        match account::invite(&server.house, &caller.signed_in()?, &new).await {
            Ok(invited) => return link(&server, &caller, invited).await,
            Err(Failed::Refused(refused)) => match fault_of(&refused) {
                Some(fault) => faults.push(fault),
                None => return Err(refused.into()),
            },
            Err(failed) => return Err(failed.into()),
        }
    }
    let running = page(&server, &caller, &new, &faults).await?;
    server.show_again(&server.frame_of(&caller), &running)
}

/// The page with the link, which is shown this once.
async fn link(server: &Server, caller: &Caller, invited: Invited) -> Result<Response, Problem> {
    let running = page(server, caller, &empty(), &Vec::new()).await?.with(invited);
    let mut frame = server.frame_of(caller);
    frame.path = "/running".into();
    server.show(&frame, &running)
}

/// Back to the list; an act that would remove the last administrator is explained there.
async fn back(server: &Server, caller: &Caller, done: Result<(), Failed>) -> Result<Response, Problem> {
    match done {
        Ok(()) => Ok(Redirect::to("/running").into_response()),
        Err(Failed::Refused(refused)) if fault_of(&refused) == Some(("role", "last-administrator")) => {
            let mut running = page(server, caller, &empty(), &Vec::new()).await?;
            running.last = true;
            let mut frame = server.frame_of(caller);
            frame.path = "/running".into();
            server.show_again(&frame, &running)
        }
        Err(failed) => Err(failed.into()),
    }
}

async fn role(
    State(server): State<Server>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    let done = account::change_role(&server.house, &caller.signed_in()?, &id, form.text("role")).await;
    back(&server, &caller, done).await
}

async fn block(
    State(server): State<Server>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let done = account::set_active(&server.house, &caller.signed_in()?, &id, false).await;
    back(&server, &caller, done).await
}

async fn unblock(
    State(server): State<Server>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let done = account::set_active(&server.house, &caller.signed_in()?, &id, true).await;
    back(&server, &caller, done).await
}

async fn reset(
    State(server): State<Server>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    match account::reset_factor(&server.house, &caller.signed_in()?, &id).await {
        Ok(invited) => link(&server, &caller, invited).await,
        Err(failed) => back(&server, &caller, Err(failed)).await,
    }
}
