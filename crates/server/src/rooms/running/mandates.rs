//! Who from outside may do what: the CSIRT's administrator invites supervisors, other CSIRTs, the
//! contact point, partners and entity administrators, revokes, and answers requests for one.

mod examples;
mod pleas;

use crate::{
    Server,
    door::Caller,
    form::Form,
    language::Language,
    page::{Choice, Field, Kind, Page, Sample, samples_of},
    problem::Problem,
    rooms::{
        desk::asked,
        encoded,
        organisation::end_of,
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
    library::Library,
    mandate::{
        Limits,
        give::{self, Gift, Given},
        people, plea,
    },
};
use meldkamer_domain::access::{Role, Verb};
use meldkamer_store::{mandate::HolderRow, plea::PleaRow};
use pleas::{Plea, appoint, decline};
use serde::Serialize;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/running/mandates", Gate::SignedIn(Verb::ChangeStaff), show),
        Route::post("/running/mandates", Gate::SignedIn(Verb::InviteStaff), invite),
        Route::post("/running/mandates/{id}/revoke", Gate::SignedIn(Verb::ChangeStaff), revoke),
        Route::post("/running/pleas/{id}/appoint", Gate::SignedIn(Verb::DeclinePlea), appoint),
        Route::post("/running/pleas/{id}/decline", Gate::SignedIn(Verb::DeclinePlea), decline),
    ]
}

pub(super) fn samples() -> Vec<Sample> {
    samples_of::<Mandates>()
}

/// The list of mandates, requests that wait, and a form to invite.
#[derive(Serialize)]
pub struct Mandates {
    rows: Vec<Holder>,
    next: String,
    q: String,
    pleas: Vec<Plea>,
    fields: Vec<Field>,
    link: String,
    link_ends: i64,
    wrong: String,
}

#[derive(Serialize)]
struct Holder {
    id: String,
    name: String,
    login: String,
    body: String,
    role: String,
    firm: String,
    limits: Vec<String>,
    ready: bool,
    until: Option<i64>,
    over: bool,
}

/// What was typed in the form.
#[derive(Default)]
struct Typed {
    email: String,
    name: String,
    role: String,
    body: String,
    firm: String,
    until: String,
    language: String,
    sectors: Vec<String>,
    regimes: Vec<String>,
}

impl Typed {
    fn of(form: &Form) -> Self {
        let text = |name: &str| form.text(name).to_owned();
        let all = |name: &str| {
            let chosen = form.all(name).into_iter().filter(|one| !one.is_empty());
            chosen.map(str::to_owned).collect()
        };
        Self {
            email: text("email"),
            name: text("name"),
            role: text("role"),
            body: text("body"),
            firm: text("firm"),
            until: text("until"),
            language: text("language"),
            sectors: all("sectors"),
            regimes: all("regimes"),
        }
    }

    fn fields(&self, say: &Say<'_>, library: &Library, language: &str) -> Vec<Field> {
        let role = |role: Role| {
            let label = say.words(&format!("role-{}", role.name()));
            Choice::new(role.name(), label).chosen(role.name() == self.role)
        };
        let roles = Kind::Choice { choices: Role::MANDATED.map(role).to_vec(), list: true };
        let sectors = library.law.sectors.iter();
        let sectors = sectors.map(|one| Choice::new(one.id.get_ref(), one.name.in_language(language)));
        let mut regimes: Vec<Choice> = Vec::new();
        for one in &library.law.regimes {
            if regimes.iter().all(|known| known.value != *one.id.get_ref()) {
                regimes.push(Choice::new(one.id.get_ref(), one.name.in_language(language)));
            }
        }
        let several = |choices, chosen: &[String]| Kind::Several { choices, chosen: chosen.to_vec() };
        vec![
            say.must("name", line(&self.name, "text", "off")),
            say.must("email", line(&self.email, "email", "off")),
            say.must("role", roles),
            say.may("body", line(&self.body, "text", "off")),
            say.may("firm", line(&self.firm, "text", "off")),
            say.may("sectors", several(sectors.collect(), &self.sectors)),
            say.may("regimes", several(regimes, &self.regimes)),
            say.may("until", line(&self.until, "date", "off")),
            say.must("language", languages(&self.language)),
        ]
    }
}

fn holder(row: HolderRow, now: i64) -> Holder {
    let limits: Limits = serde_json::from_str(&row.scope).unwrap_or_default();
    Holder {
        over: row.revoked_at.is_some() || row.until_at.is_some_and(|until| until <= now),
        ready: row.ready == 1,
        // There is one contact point: its id would tell nobody anything.
        body: if row.role == Role::ContactPoint.name() {
            String::new()
        } else {
            row.body_name.unwrap_or(row.body)
        },
        limits: limits.sectors.into_iter().chain(limits.regimes).collect(),
        until: row.until_at,
        id: row.id,
        name: row.name,
        login: row.login,
        role: row.role,
        firm: row.firm,
    }
}

impl Mandates {
    fn new(fields: Vec<Field>, mut rows: Vec<HolderRow>, pleas: Vec<PleaRow>, q: &str, now: i64) -> Self {
        let most = usize::try_from(people::ROWS).unwrap_or(0);
        let more = rows.len() > most;
        rows.truncate(most);
        let last = rows.last().filter(|_| more);
        Self {
            next: last
                .map(|row| format!("/running/mandates?q={}&before={}", encoded(q), encoded(&row.id)))
                .unwrap_or_default(),
            rows: rows.into_iter().map(|row| holder(row, now)).collect(),
            q: q.to_owned(),
            pleas: pleas.into_iter().map(Plea::from).collect(),
            fields,
            link: String::new(),
            link_ends: 0,
            wrong: String::new(),
        }
    }

    fn with(mut self, given: Given) -> Self {
        if let Some((link, ends_at)) = given.link {
            (self.link, self.link_ends) = (link, ends_at.micros());
        }
        self
    }
}

impl Page for Mandates {
    const TEMPLATE: &'static str = "staff/mandates.html";

    fn title(&self) -> &'static str {
        "mandates-title"
    }

    fn samples() -> Vec<Self> {
        examples::samples()
    }
}

async fn page(server: &Server, caller: &Caller, typed: &Typed, faults: &Faults) -> Result<Mandates, Problem> {
    let query = asked(caller);
    let (q, before) = (query.text("q"), Some(query.text("before")).filter(|id| !id.is_empty()));
    let rows = people::all(&server.house, q, before).await?;
    let pleas = plea::waiting(&server.house).await?;
    let say = Say::new(server, caller.language, faults).of("mandates");
    let fields = typed.fields(&say, &server.house.law(), caller.language.code());
    Ok(Mandates::new(fields, rows, pleas, q, caller.at.micros()))
}

fn fresh() -> Typed {
    Typed {
        role: Role::EntityAdministrator.name().into(),
        language: Language::default().code().into(),
        ..Typed::default()
    }
}

async fn show(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let page = page(&server, &caller, &fresh(), &Vec::new()).await?;
    server.show(&server.frame_of(&caller), &page)
}

async fn invite(State(server): State<Server>, caller: Caller, form: Form) -> Result<Response, Problem> {
    let typed = Typed::of(&form);
    let (role, until) = (Role::mandated(&typed.role), end_of(&typed.until, &server.house.zone()));
    let law = server.house.law();
    let known = |ids: &[String], of: &dyn Fn(&str) -> bool| ids.iter().filter(|id| of(id)).cloned().collect();
    let sector = |id: &str| law.law.sectors.iter().any(|one| one.id.get_ref() == id);
    let regime = |id: &str| law.law.regimes.iter().any(|one| one.id.get_ref() == id);
    let gift = Gift {
        email: typed.email.to_lowercase(),
        name: typed.name.clone(),
        language: typed.language.clone(),
        role: role.unwrap_or(Role::EntityAdministrator),
        body: typed.body.clone(),
        firm: if role == Some(Role::Provider) { typed.firm.clone() } else { String::new() },
        limits: Limits { sectors: known(&typed.sectors, &sector), regimes: known(&typed.regimes, &regime) },
        until,
    };
    let mut faults = gift.faults(caller.at);
    if role.is_none() {
        faults.push(("role", "missing"));
    }
    if until.is_none() && !typed.until.is_empty() {
        faults.push(("until", "not-a-date"));
    }
    let mut frame = server.frame_of(&caller);
    frame.path = "/running/mandates".into();
    if faults.is_empty() {
        match give::give(&server.house, &caller.signed_in()?, &gift).await {
            Ok(given) => {
                let page = page(&server, &caller, &fresh(), &Vec::new()).await?;
                return server.show(&frame, &page.with(given));
            }
            Err(Failed::Refused(refused)) => faults.push(fault_of(&refused).ok_or(refused)?),
            Err(failed) => return Err(failed.into()),
        }
    }
    server.show_again(&frame, &page(&server, &caller, &typed, &faults).await?)
}

async fn revoke(
    State(server): State<Server>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    people::revoke(&server.house, &caller.signed_in()?, &id, true).await?;
    Ok(Redirect::to("/running/mandates").into_response())
}
