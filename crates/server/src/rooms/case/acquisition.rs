//! Taking evidence, guided: in a case a card and a system are chosen, one sees what vanishes when, and
//! makes a kit for somebody who takes part. What a kit holds is [`kit`]'s to say.

mod kit;
mod page;

use super::{
    Guest,
    form::{Asked, Faults, at_its_field, instant},
};
use crate::{
    Server,
    door::Caller,
    form::Form,
    page::{Sample, samples_of},
    problem::Problem,
    rooms::{desk, prepare::file},
    route::{Gate, Route},
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use kit::Kit;
use meldkamer_app::{Failed, case::read, kit as kits};
use meldkamer_domain::access::{Tie, Verb, ruling};
use meldkamer_store::kit::KitRow;
use page::{AcquisitionPage, KitsPage};

/// The routes of guided acquisition.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/desk/case/{case}/acquisition", Gate::SignedIn(Verb::ReadCase), look),
        Route::post("/desk/case/{case}/kits", Gate::SignedIn(Verb::MakeKit), make),
        Route::get("/desk/case/{case}/kits/{id}/zip", Gate::SignedIn(Verb::ReadCase), take_at_the_desk),
        Route::get("/case/{case}/kits", Gate::Party, own),
        Route::get("/case/{case}/kits/{id}/zip", Gate::Party, take),
    ]
}

/// Every state of its pages.
pub fn samples() -> Vec<Sample> {
    let mut all = samples_of::<AcquisitionPage>();
    all.extend(samples_of::<KitsPage>());
    all
}

async fn look(
    State(server): State<Server>,
    Path(case): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    let asked = desk::asked(&caller);
    shown(&server, &caller, &case, &asked, Faults::new(), StatusCode::OK).await
}

async fn shown(
    server: &Server,
    caller: &Caller,
    case: &str,
    typed: &Form,
    faults: Faults,
    status: StatusCode,
) -> Result<Response, Problem> {
    let whole = read::at_the_desk(&server.house, &caller.signed_in()?, case, "acquisition").await?;
    let incident = kits::incident(&server.house.database, case, whole.row.opened_at).await?;
    let made = kits::of_case(&server.house, case).await?;
    let asked = Asked::new(server, caller, typed, &faults);
    let page = AcquisitionPage::of(server, caller, &whole, (typed, &asked), incident, &made);
    let mut frame = desk::frame(server, caller);
    frame.reference = Some(whole.row.reference.clone());
    frame.exercise = whole.row.exercise == 1;
    Ok((status, server.show(&frame, &page)?).into_response())
}

/// Makes a kit and hands it over, with the link by which evidence is sent.
async fn make(
    State(server): State<Server>,
    Path(case): Path<String>,
    caller: Caller,
    typed: Form,
) -> Result<Response, Problem> {
    let text = |name: &str| typed.text(name).to_owned();
    let wish = kits::Wish {
        card: text("card"),
        system: text("system"),
        party: text("kit_for"),
        language: text("kit_language"),
        tool_hash: text("kit_hash"),
        until: if typed.text("kit_until.date").is_empty() {
            Some(caller.at.plus_hours(kits::USUAL_HOURS))
        } else {
            instant(&typed, "kit_until", &server.house.zone())
        },
    };
    let mut faults: Faults = kits::faults(&server.house, &wish, caller.at)
        .into_iter()
        .map(|(at, fault)| (field(at), fault))
        .collect();
    if faults.is_empty() {
        match kits::make(&server.house, &caller.signed_in()?, &case, &wish).await {
            Ok(row) => return handed(&server, &caller, &row, true).await,
            Err(Failed::Refused(refused)) => {
                faults = at_its_field(refused)?.into_iter().map(|(at, fault)| (field(at), fault)).collect();
            }
            Err(failed) => return Err(failed.into()),
        }
    }
    shown(&server, &caller, &case, &typed, faults, StatusCode::UNPROCESSABLE_ENTITY).await
}

/// The field of the form behind a field of the wish.
fn field(name: String) -> String {
    match name.as_str() {
        "party" => "kit_for".into(),
        "language" => "kit_language".into(),
        "tool_hash" => "kit_hash".into(),
        "until" => "kit_until".into(),
        _ => name,
    }
}

/// A kit as a file; the link by which evidence is sent is in it for those who may do more than read.
async fn handed(server: &Server, caller: &Caller, row: &KitRow, sends: bool) -> Result<Response, Problem> {
    let case = meldkamer_app::case::find(&server.house.database, &row.case_id).await?;
    let kit = Kit::of(server, row, &case.reference, caller.at)?;
    let secret = if sends { kits::secret(&server.house, row, caller.at).await? } else { None };
    let address = |secret| format!("{}/evidence/{secret}", server.house.settings.public_address());
    let zip = kit.zip(server, &secret.map(address).unwrap_or_default()).await?;
    Ok(file(&format!("kit-{}-{}.zip", row.card, row.system), "application/zip", zip))
}

async fn take_at_the_desk(
    State(server): State<Server>,
    Path((case, id)): Path<(String, String)>,
    caller: Caller,
) -> Result<Response, Problem> {
    let door = caller.signed_in()?;
    let made = kits::of_case(&server.house, &case).await?;
    let row = made.iter().find(|one| one.id == id).ok_or_else(Problem::not_found)?;
    read::at_the_desk(&server.house, &door, &case, "kit").await?;
    handed(&server, &caller, row, ruling(door.actor.role, Verb::MakeKit, Tie::Other)).await
}

/// The kits of somebody who takes part, and what each tells them.
async fn own(State(server): State<Server>, guest: Guest) -> Result<Response, Problem> {
    let part = read::own_part(&server.house, &guest.door, &guest.case).await?;
    let made = kits::of_party(&server.house, &guest.door, &guest.case).await?;
    let frame = guest.frame(&server, &part.row);
    server.show(&frame, &KitsPage::of(&server, &guest, &part.row, &made))
}

async fn take(
    State(server): State<Server>,
    Path((_, id)): Path<(String, String)>,
    guest: Guest,
) -> Result<Response, Problem> {
    let made = kits::of_party(&server.house, &guest.door, &guest.case).await?;
    let row = made.iter().find(|one| one.id == id).ok_or_else(Problem::not_found)?;
    read::own_part(&server.house, &guest.door, &guest.case).await?;
    handed(&server, &guest.caller, row, guest.may(Verb::WriteInCase)).await
}
