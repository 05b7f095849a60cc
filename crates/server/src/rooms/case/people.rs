//! Who is in a case: its dossiers, the team, and those who take part from outside until their end.

mod made;
mod view;

pub use made::LinkMadePage;
pub use view::PeoplePage;

use super::{
    address,
    form::{self, Asked, Faults, at_its_field},
};
use crate::{
    Server,
    door::Caller,
    form::Form,
    problem::Problem,
    rooms::desk::{self, dossier::Undone},
    route::{Gate, Route},
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use meldkamer_app::{
    Failed,
    case::{open, party, read, work},
    share::{self, Body},
};
use meldkamer_domain::access::Verb;
use meldkamer_store::view as colleagues;

/// The routes of the people in a case.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/desk/case/{case}/people", Gate::SignedIn(Verb::ReadCase), look),
        Route::post("/desk/case/{case}/dossiers", Gate::SignedIn(Verb::JoinDossier), join),
        Route::post("/desk/case/{case}/dossiers/{dossier}/part", Gate::SignedIn(Verb::PartDossier), part),
        Route::post("/desk/case/{case}/team", Gate::SignedIn(Verb::ChangeTeam), team),
        Route::post("/desk/case/{case}/team/off", Gate::SignedIn(Verb::ChangeTeam), off_team),
        Route::post("/desk/case/{case}/parties", Gate::SignedIn(Verb::AddParty), add),
        Route::post("/desk/case/{case}/parties/{id}/end", Gate::SignedIn(Verb::ChangeParty), change),
        Route::post("/desk/case/{case}/parties/{id}/remove", Gate::SignedIn(Verb::RemoveParty), remove),
    ]
}

/// What the page says besides what is: typed again, or refused.
#[derive(Default)]
struct Said<'a> {
    typed: Option<&'a Form>,
    faults: Faults,
    undone: Option<Undone>,
}

async fn look(
    State(server): State<Server>,
    Path(case): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    shown(&server, &caller, &case, Said::default(), StatusCode::OK).await
}

async fn shown(
    server: &Server,
    caller: &Caller,
    case: &str,
    said: Said<'_>,
    status: StatusCode,
) -> Result<Response, Problem> {
    let whole = read::at_the_desk(&server.house, &caller.signed_in()?, case, "people").await?;
    let known = colleagues::colleagues(&server.house.database).await?;
    let csirts: Vec<Body> = share::bodies(&server.house, caller.language.code(), caller.at).await?;
    let blank = Form::default();
    let asked = Asked::new(server, caller, said.typed.unwrap_or(&blank), &said.faults);
    let fields = view::party_fields(&asked, &csirts);
    let page = PeoplePage::of(&whole, caller, &known, fields, said.undone, &server.house.zone());
    let mut frame = desk::frame(server, caller);
    frame.reference = Some(whole.row.reference.clone());
    frame.exercise = whole.row.exercise == 1;
    Ok((status, server.show(&frame, &page)?).into_response())
}

/// After an act: back to the page, or the page again with why it was not done and what was typed.
async fn after(
    server: &Server,
    caller: &Caller,
    case: &str,
    typed: &Form,
    done: Result<(), Failed>,
) -> Result<Response, Problem> {
    match done {
        Ok(()) => Ok(desk::back(&format!("{}/people", address(case)))),
        Err(Failed::Refused(refused)) if desk::dossier::can_be_told(&refused) => {
            let undone = Some(Undone::of(&refused, typed));
            let status = Problem::from(refused).status;
            shown(server, caller, case, Said { undone, ..Said::default() }, status).await
        }
        Err(failed) => Err(failed.into()),
    }
}

async fn join(
    State(server): State<Server>,
    Path(case): Path<String>,
    caller: Caller,
    typed: Form,
) -> Result<Response, Problem> {
    let done = open::join(&server.house, &caller.signed_in()?, &case, typed.text("dossier")).await;
    after(&server, &caller, &case, &typed, done).await
}

async fn part(
    State(server): State<Server>,
    Path((case, dossier)): Path<(String, String)>,
    caller: Caller,
    typed: Form,
) -> Result<Response, Problem> {
    let (door, why) = (caller.signed_in()?, typed.text("reason"));
    let done = open::part(&server.house, &door, &case, &dossier, why).await;
    after(&server, &caller, &case, &typed, done).await
}

async fn team(
    State(server): State<Server>,
    Path(case): Path<String>,
    caller: Caller,
    typed: Form,
) -> Result<Response, Problem> {
    let (door, account, leads) = (caller.signed_in()?, typed.text("account"), typed.text("leads") == "yes");
    let done = work::set_team(&server.house, &door, &case, account, true, leads).await;
    after(&server, &caller, &case, &typed, done).await
}

async fn off_team(
    State(server): State<Server>,
    Path(case): Path<String>,
    caller: Caller,
    typed: Form,
) -> Result<Response, Problem> {
    let (door, account) = (caller.signed_in()?, typed.text("account"));
    let done = work::set_team(&server.house, &door, &case, account, false, false).await;
    after(&server, &caller, &case, &typed, done).await
}

async fn add(
    State(server): State<Server>,
    Path(case): Path<String>,
    caller: Caller,
    typed: Form,
) -> Result<Response, Problem> {
    let text = |name: &str| typed.text(name).to_owned();
    let wish = party::Wish {
        kind: text("kind"),
        name: text("name"),
        person: text("person"),
        email: text("email"),
        phone: text("phone"),
        language: text("language"),
        body: text("csirt"),
        until: form::instant(&typed, "until", &server.house.zone()),
    };
    let faults = party::faults(&wish, caller.at);
    if !faults.is_empty() {
        let said = Said { typed: Some(&typed), faults, ..Said::default() };
        return shown(&server, &caller, &case, said, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    match party::add(&server.house, &caller.signed_in()?, &case, &wish).await {
        Ok(added) => match added.secret {
            Some(secret) => made::shown(&server, &caller, &case, &secret),
            None => Ok(desk::back(&format!("{}/people", address(&case)))),
        },
        Err(Failed::Refused(refused)) => {
            let said = Said { typed: Some(&typed), faults: at_its_field(refused)?, ..Said::default() };
            shown(&server, &caller, &case, said, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(failed) => Err(failed.into()),
    }
}

async fn change(
    State(server): State<Server>,
    Path((case, id)): Path<(String, String)>,
    caller: Caller,
    typed: Form,
) -> Result<Response, Problem> {
    let until = form::instant(&typed, "until", &server.house.zone());
    let (door, anew) = (caller.signed_in()?, typed.text("anew") == "yes");
    match party::change(&server.house, &door, &case, &id, until, anew).await {
        Ok(Some(secret)) => made::shown(&server, &caller, &case, &secret),
        done => after(&server, &caller, &case, &typed, done.map(drop)).await,
    }
}

async fn remove(
    State(server): State<Server>,
    Path((case, id)): Path<(String, String)>,
    caller: Caller,
    typed: Form,
) -> Result<Response, Problem> {
    let (door, why) = (caller.signed_in()?, typed.text("reason"));
    let done = party::remove(&server.house, &door, &case, &id, why).await;
    after(&server, &caller, &case, &typed, done).await
}
