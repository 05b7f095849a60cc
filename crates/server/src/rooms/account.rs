//! One's own account: password, language, sessions and recovery codes.

use super::sign_in::{
    invitation::Codes,
    language_cookie,
    say::{Say, languages, line},
    session_cookie,
};
use crate::{
    Server,
    door::Caller,
    form::Form,
    language::Language,
    page::{Field, Notice, Page, Sample, Tone, samples_of},
    problem::Problem,
    route::{Gate, Route},
    texts::Texts,
    words::Words,
};
use axum::{
    extract::{Path, State},
    http::header,
    response::{AppendHeaders, IntoResponse, Redirect, Response},
};
use meldkamer_app::{
    account::{
        Faults,
        own::{self, Own},
    },
    sign_in,
};
use meldkamer_domain::access::Verb;
use serde::Serialize;

/// The routes of this room.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/account", Gate::SignedIn(Verb::ChangeSelf), show),
        Route::post("/account/password", Gate::SignedIn(Verb::EnrolFactor), password),
        Route::post("/account/language", Gate::SignedIn(Verb::ChangeSelf), language),
        Route::post("/account/recovery", Gate::SignedIn(Verb::EnrolFactor), recovery),
        Route::post("/account/sessions/{id}/revoke", Gate::SignedIn(Verb::SignOut), revoke),
    ]
}

/// All states of the pages of this room.
pub fn samples() -> Vec<Sample> {
    samples_of::<Account>()
}

/// One's own account.
#[derive(Serialize)]
pub struct Account {
    login: String,
    email: String,
    role: String,
    recovery_left: i64,
    sessions: Vec<Session>,
    has_password: bool,
    password: Vec<Field>,
    language: Vec<Field>,
    recovery: Vec<Field>,
}

#[derive(Serialize)]
struct Session {
    id: String,
    agent: String,
    way: &'static str,
    created_at: i64,
    seen_at: i64,
    this: bool,
}

impl Account {
    fn new(say: &Say<'_>, own: Own, this: &str) -> Self {
        let mut codes = say.must("now", line("", "password", "current-password"));
        codes.name = "now-for-codes".into();
        let sessions = own.sessions.into_iter().map(|row| Session {
            this: row.id == this,
            id: row.id,
            agent: row.agent,
            way: way(&row.way),
            created_at: row.created_at,
            seen_at: row.seen_at,
        });
        let new = [
            say.must("password", line("", "password", "new-password")),
            say.must("again", line("", "password", "new-password")),
        ];
        // Who has no password yet has just shown another factor.
        let has = !own.row.password.is_empty();
        let now = has.then(|| say.must("now", line("", "password", "current-password")));
        Self {
            password: now.into_iter().chain(new).collect(),
            has_password: has,
            language: vec![say.must("language", languages(&own.row.language))],
            recovery: vec![codes],
            recovery_left: own.recovery_left,
            sessions: sessions.collect(),
            login: own.row.login,
            email: own.row.email,
            role: own.row.role,
        }
    }
}

impl Page for Account {
    const TEMPLATE: &'static str = "staff/account.html";

    fn title(&self) -> &'static str {
        "staff-account-title"
    }

    fn samples() -> Vec<Self> {
        let Ok(words) = Words::read(&Texts::embedded()) else { return Vec::new() };
        let faults = vec![("now", "wrong-password")];
        let session = |id: &str| meldkamer_store::session::SessionRow {
            id: id.into(),
            created_at: 1_763_653_200_000_000,
            seen_at: 1_763_653_200_000_000,
            agent: "Firefox <b>".into(),
            way: if id == "ses_1" { "passkey".into() } else { "provider:x".into() },
        };
        let own = |left| Own {
            row: super::running::sample_row(),
            sessions: vec![session("ses_1"), session("ses_2")],
            recovery_left: left,
        };
        let none = Vec::new();
        let mut bare = own(0);
        bare.row.password = String::new();
        vec![
            Self::new(&Say::sample(&words, &none), bare, "ses_1"),
            Self::new(&Say::sample(&words, &none), own(10), "ses_1"),
            Self::new(&Say::sample(&words, &faults), own(2), "ses_1"),
        ]
    }
}

/// How a session began: the last part of the key of its words; empty when it was not noted.
fn way(way: &str) -> &'static str {
    const WAYS: [&str; 4] = ["password", "recovery", "passkey", "provider"];
    let plain = way.split(':').next().unwrap_or_default();
    WAYS.into_iter().find(|known| *known == plain).unwrap_or_default()
}

fn this(caller: &Caller) -> String {
    caller.signed_in.as_ref().map(|staff| staff.session.clone()).unwrap_or_default()
}

async fn page(server: &Server, caller: &Caller, faults: &Faults) -> Result<Account, Problem> {
    let door = caller.signed_in()?;
    let mut own = own::read(&server.house, &door).await?;
    // Who acts under a mandate has its role, and none of their own.
    door.actor.role.name().clone_into(&mut own.row.role);
    Ok(Account::new(&Say::new(server, caller.language, faults), own, &this(caller)))
}

async fn show(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let account = page(&server, &caller, &Vec::new()).await?;
    let mut frame = server.frame_of(&caller);
    if frame.query.contains("changed") {
        frame.notice = Some(Notice { tone: Tone::Ok, key: "staff-changed" });
    }
    server.show(&frame, &account)
}

async fn password(State(server): State<Server>, caller: Caller, form: Form) -> Result<Response, Problem> {
    let typed = |name: &str| form.all(name).first().map_or("", |text| *text).to_owned();
    let chosen = (typed("password"), typed("again"));
    let door = caller.signed_in()?;
    let chosen = (chosen.0.as_str(), chosen.1.as_str());
    let faults = own::change_password(&server.house, &door, &this(&caller), &typed("now"), chosen).await?;
    if faults.is_empty() {
        return Ok(Redirect::to("/account?changed").into_response());
    }
    let account = page(&server, &caller, &faults).await?;
    server.show_again(&server.frame_of(&caller), &account)
}

async fn language(State(server): State<Server>, caller: Caller, form: Form) -> Result<Response, Problem> {
    let chosen = Language::read(form.text("language")).unwrap_or_default().code();
    own::change_language(&server.house, &caller.signed_in()?, chosen).await?;
    let cookie = [(header::SET_COOKIE, language_cookie(chosen))];
    Ok((AppendHeaders(cookie), Redirect::to("/account?changed")).into_response())
}

async fn recovery(State(server): State<Server>, caller: Caller, form: Form) -> Result<Response, Problem> {
    let now = form.all("now-for-codes").first().map_or("", |text| *text).to_owned();
    if let Some(codes) = own::renew_codes(&server.house, &caller.signed_in()?, &now).await? {
        return server.show(&server.frame_of(&caller), &Codes { codes, inside: true });
    }
    let mut account = page(&server, &caller, &Vec::new()).await?;
    let faults = vec![("now", "wrong-password")];
    let told = Say::new(&server, caller.language, &faults).words("staff-fault-wrong-password");
    account.recovery.iter_mut().for_each(|field| field.error.clone_from(&told));
    server.show_again(&server.frame_of(&caller), &account)
}

async fn revoke(
    State(server): State<Server>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    sign_in::leave(&server.house, &caller.signed_in()?, &id).await?;
    if id == this(&caller) {
        let cookie = [(header::SET_COOKIE, session_cookie(&server, "", 0))];
        return Ok((AppendHeaders(cookie), Redirect::to("/sign-in")).into_response());
    }
    Ok(Redirect::to("/account?changed").into_response())
}
