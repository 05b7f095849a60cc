//! Where somebody goes after signing in, and choosing for whom they act.
//!
//! What a mandate allows is the policy's; the homes themselves are rooms of their own.

use crate::{
    Server,
    door::Caller,
    form::Form,
    page::{Page, Sample, samples_of},
    problem::Problem,
    rooms::{desk::asked, encoded, sign_in::local},
    route::{Gate, Route},
};
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use meldkamer_app::mandate::{self, Choices};
use meldkamer_domain::access::{Role, Verb};
use serde::Serialize;

/// The routes of this room.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/home", Gate::SignedIn(Verb::ChooseMandate), go),
        Route::get("/choose", Gate::SignedIn(Verb::ChooseMandate), ask),
        Route::post("/choose", Gate::SignedIn(Verb::ChooseMandate), choose),
    ]
}

/// All states of the pages of this room.
pub fn samples() -> Vec<Sample> {
    samples_of::<Choose>()
}

/// The first page of a role.
pub fn of(role: Role) -> &'static str {
    match role {
        Role::EntityAdministrator | Role::EntityReporter | Role::EntityReader | Role::Provider => {
            "/organisation"
        }
        Role::Supervisor | Role::OtherCsirt => "/authority",
        Role::ContactPoint => "/contact-point",
        Role::Partner => "/partner",
        Role::Member => "/choose",
        _ => "/desk",
    }
}

/// The address at which somebody chooses for whom they act, and then goes on.
pub fn choose_first(next: &str) -> String {
    if next == "/home" { "/choose".to_owned() } else { format!("/choose?next={}", encoded(next)) }
}

/// For whom to act.
#[derive(Serialize)]
pub struct Choose {
    staff: &'static str,
    mandates: Vec<Mandated>,
    next: String,
}

#[derive(Serialize)]
struct Mandated {
    id: String,
    body: String,
    role: String,
    firm: String,
    until: Option<i64>,
    this: bool,
}

impl Choose {
    fn new(choices: Choices, this: &str, next: &str) -> Self {
        let mandated = choices.mandates.into_iter().map(|(row, body)| Mandated {
            this: row.id == this,
            id: row.id,
            body,
            role: row.role,
            firm: row.firm,
            until: row.until_at,
        });
        Self {
            staff: choices.staff.map_or("", Role::name),
            mandates: mandated.collect(),
            next: next.to_owned(),
        }
    }
}

impl Page for Choose {
    const TEMPLATE: &'static str = "home/choose.html";

    fn title(&self) -> &'static str {
        "home-choose-title"
    }

    fn samples() -> Vec<Self> {
        let one = |role: Role, firm: &str, until| Mandated {
            id: format!("man_{}", role.name()),
            body: "Waterbedrijf <b>Noord</b>".into(),
            role: role.name().into(),
            firm: firm.into(),
            until,
            this: firm.is_empty(),
        };
        let mandates = vec![
            one(Role::EntityReporter, "", None),
            one(Role::Provider, "Sloten BV", Some(1_763_653_200_000_000)),
        ];
        vec![
            Self { staff: "", mandates: Vec::new(), next: String::new() },
            Self { staff: "duty-officer", mandates, next: "/organisation".into() },
        ]
    }
}

async fn go(caller: Caller) -> Result<Response, Problem> {
    let role = caller.signed_in()?.actor.role;
    Ok(Redirect::to(of(role)).into_response())
}

async fn ask(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let door = caller.signed_in()?;
    let choices = mandate::choices(&server.house, &door).await?;
    let this = door.actor.mandate.as_ref().map_or("", |mandate| mandate.id.as_str());
    let page = Choose::new(choices, this, local(asked(&caller).text("next")));
    server.show(&server.frame_of(&caller), &page)
}

async fn choose(State(server): State<Server>, caller: Caller, form: Form) -> Result<Response, Problem> {
    let session = caller.signed_in.as_ref().map_or("", |one| one.session.as_str());
    let id = Some(form.text("mandate")).filter(|id| !id.is_empty());
    let role = mandate::choose(&server.house, &caller.signed_in()?, session, id).await?;
    let next = local(form.text("next"));
    Ok(Redirect::to(if next == "/home" { of(role) } else { next }).into_response())
}
