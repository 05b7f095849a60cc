//! A dossier that was filed in the organisation's name: is it ours? Until that is said, its people see
//! that it exists and nothing of what it tells.

use super::Naming;
use crate::{
    Server,
    door::Caller,
    form::Form,
    page::{Field, Kind, Page, Sample, samples_of},
    problem::Problem,
    rooms::sign_in::say::{Say, fault_of},
    route::{Gate, Route},
    texts::Texts,
    words::Words,
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use meldkamer_app::{Failed, account::Faults, binding::claim};
use meldkamer_domain::access::Verb;
use meldkamer_store::dossier::DossierRow;
use serde::Serialize;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/organisation/naming/{reference}", Gate::SignedIn(Verb::ClaimDossier), show),
        Route::post("/organisation/naming/{reference}/claim", Gate::SignedIn(Verb::ClaimDossier), yes),
        Route::post("/organisation/naming/{reference}/disown", Gate::SignedIn(Verb::DisownDossier), no),
        Route::get(
            "/organisation/dossiers/{reference}/release",
            Gate::SignedIn(Verb::ReleaseDossier),
            ask_release,
        ),
        Route::post(
            "/organisation/dossiers/{reference}/release",
            Gate::SignedIn(Verb::ReleaseDossier),
            release,
        ),
    ]
}

pub(super) fn samples() -> Vec<Sample> {
    samples_of::<IsItOurs>().into_iter().chain(samples_of::<Release>()).collect()
}

/// Is it ours?
#[derive(Serialize)]
pub struct IsItOurs {
    one: Naming,
    fields: Vec<Field>,
}

/// Letting go of a dossier that is not ours after all.
#[derive(Serialize)]
pub struct Release {
    reference: String,
    fields: Vec<Field>,
}

fn reason(say: &Say<'_>, typed: &str) -> Vec<Field> {
    let most = u32::try_from(claim::LONGEST).unwrap_or(0);
    vec![say.must("reason", Kind::Long { value: typed.to_owned(), rows: 3, most })]
}

impl IsItOurs {
    fn new(say: &Say<'_>, row: &DossierRow, typed: &str) -> Self {
        let one = Naming {
            reference: row.reference.clone(),
            kind: row.kind.clone(),
            channel: row.channel.clone(),
            exercise: row.exercise == 1,
            received_at: row.received_at,
        };
        Self { one, fields: reason(say, typed) }
    }
}

impl Page for IsItOurs {
    const TEMPLATE: &'static str = "organisation/naming.html";

    fn title(&self) -> &'static str {
        "organisation-naming-title"
    }

    fn samples() -> Vec<Self> {
        let Ok(words) = Words::read(&Texts::embedded()) else { return Vec::new() };
        let row = DossierRow {
            reference: "NL-2026-K7M4-20PX".into(),
            channel: "form".into(),
            kind: "near-miss".into(),
            received_at: 1_763_653_200_000_000,
            ..DossierRow::default()
        };
        let (none, faults) = (Vec::new(), vec![("reason", "missing")]);
        let say = |faults| Say::sample(&words, faults).of("organisation");
        vec![Self::new(&say(&none), &row, ""), Self::new(&say(&faults), &row, "<b>")]
    }
}

impl Page for Release {
    const TEMPLATE: &'static str = "organisation/release.html";

    fn title(&self) -> &'static str {
        "organisation-release-title"
    }

    fn samples() -> Vec<Self> {
        let Ok(words) = Words::read(&Texts::embedded()) else { return Vec::new() };
        let faults = vec![("reason", "missing")];
        let say = Say::sample(&words, &faults).of("organisation");
        vec![Self { reference: "NL-2026-K7M4-20PX".into(), fields: reason(&say, "") }]
    }
}

fn say<'a>(server: &'a Server, caller: &Caller, faults: &'a Faults) -> Say<'a> {
    Say::new(server, caller.language, faults).of("organisation")
}

async fn show(
    State(server): State<Server>,
    caller: Caller,
    Path(reference): Path<String>,
) -> Result<Response, Problem> {
    let row = claim::look(&server.house, &caller.signed_in()?, &reference).await?;
    let none = Vec::new();
    server.show(&server.frame_of(&caller), &IsItOurs::new(&say(&server, &caller, &none), &row, ""))
}

async fn yes(
    State(server): State<Server>,
    caller: Caller,
    Path(reference): Path<String>,
) -> Result<Response, Problem> {
    claim::claim(&server.house, &caller.signed_in()?, &reference).await?;
    Ok(Redirect::to(&format!("/organisation/dossiers/{reference}")).into_response())
}

/// What is wrong with the reason, where that is why it was refused.
fn fault(failed: Failed) -> Result<Faults, Problem> {
    match failed {
        Failed::Refused(refused) => match fault_of(&refused) {
            Some(fault) => Ok(vec![fault]),
            None => Err(refused.into()),
        },
        failed => Err(failed.into()),
    }
}

async fn no(
    State(server): State<Server>,
    caller: Caller,
    Path(reference): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    let (door, typed) = (caller.signed_in()?, form.text("reason"));
    let row = claim::look(&server.house, &door, &reference).await?;
    match claim::disown(&server.house, &door, &reference, typed).await {
        Ok(()) => Ok(Redirect::to("/organisation").into_response()),
        Err(failed) => {
            let faults = fault(failed)?;
            let page = IsItOurs::new(&say(&server, &caller, &faults), &row, typed);
            server.show_again(&server.frame_of(&caller), &page)
        }
    }
}

async fn ask_release(
    State(server): State<Server>,
    caller: Caller,
    Path(reference): Path<String>,
) -> Result<Response, Problem> {
    claim::own(&server.house, &caller.signed_in()?, &reference).await?;
    let none = Vec::new();
    let page = Release { fields: reason(&say(&server, &caller, &none), ""), reference };
    server.show(&server.frame_of(&caller), &page)
}

async fn release(
    State(server): State<Server>,
    caller: Caller,
    Path(reference): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    let (door, typed) = (caller.signed_in()?, form.text("reason"));
    claim::own(&server.house, &door, &reference).await?;
    match claim::release(&server.house, &door, &reference, typed).await {
        Ok(()) => Ok(Redirect::to("/organisation").into_response()),
        Err(failed) => {
            let faults = fault(failed)?;
            let page = Release { fields: reason(&say(&server, &caller, &faults), typed), reference };
            server.show_again(&server.frame_of(&caller), &page)
        }
    }
}
