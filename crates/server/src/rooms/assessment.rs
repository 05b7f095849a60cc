//! Assess and decide: the framework as a form, the decision that rests on it, and looking back.
//!
//! Not the answer to the reporter: that is the room `answer`.

mod decision;
mod replay;
mod sheet;
pub mod view;

use crate::{
    Server,
    door::Caller,
    form::Form,
    page::{Frame, Sample, samples_of},
    problem::Problem,
    route::{Gate, Route},
};
use axum::{
    extract::{Path, RawQuery, State},
    response::{IntoResponse, Redirect, Response},
};
use decision::DecisionPage;
use meldkamer_app::{
    Failed,
    triage::{decision as deciding, kept, replay as back, weigh, weigh::Typed},
};
use meldkamer_domain::{access::Verb, refused::Refused};
use meldkamer_store::dossier::DossierRow;
use replay::ReplayPage;
use sheet::Sheet;

/// The routes of this room.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/desk/dossiers/{reference}/assessment", Gate::SignedIn(Verb::ReadDossier), look),
        Route::post("/desk/dossiers/{reference}/assessment", Gate::SignedIn(Verb::Assess), keep),
        Route::get("/desk/dossiers/{reference}/decision", Gate::SignedIn(Verb::ReadDossier), decision),
        Route::post("/desk/dossiers/{reference}/decision", Gate::SignedIn(Verb::Decide), decide),
        Route::post("/desk/dossiers/{reference}/confirm", Gate::SignedIn(Verb::ConfirmDecision), confirm),
        Route::get("/desk/replay", Gate::SignedIn(Verb::ReadDossier), over),
    ]
}

/// Every state of every page of this room.
pub fn samples() -> Vec<Sample> {
    let mut all = samples_of::<Sheet>();
    all.extend(samples_of::<DecisionPage>());
    all.extend(samples_of::<ReplayPage>());
    all
}

async fn look(
    State(server): State<Server>,
    caller: Caller,
    Path(reference): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let form = asked(query);
    let typed = (form.text("weighed") == "1").then(|| typed(&form));
    let door = caller.signed_in()?;
    let weighing =
        weigh::look(&server.house, &door, &reference, form.text("framework"), typed.as_ref()).await?;
    let page = Sheet::of(&weighing, door.actor.role, caller.language).tried(typed.is_some());
    server.show(&frame(&server, &caller, &weighing.dossier), &page)
}

async fn keep(
    State(server): State<Server>,
    caller: Caller,
    Path(reference): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    let (door, typed) = (caller.signed_in()?, typed(&form));
    let seen = form.text("seen").parse().unwrap_or(0);
    match weigh::keep(&server.house, &door, &reference, &typed, seen).await {
        Ok(_) => Ok(to(&reference, "decision")),
        Err(Failed::Refused(Refused::Moved)) => {
            let weighing = weigh::again(&server.house, &door, &reference, &typed).await?;
            let page = Sheet::of(&weighing, door.actor.role, caller.language).tried(true).moved();
            server.show_again(&frame(&server, &caller, &weighing.dossier), &page)
        }
        Err(failed) => Err(failed.into()),
    }
}

async fn decision(
    State(server): State<Server>,
    caller: Caller,
    Path(reference): Path<String>,
) -> Result<Response, Problem> {
    let door = caller.signed_in()?;
    let stands = deciding::look(&server.house, &door, &reference).await?;
    let page = DecisionPage::of(&stands, &door.actor, caller.language);
    server.show(&frame(&server, &caller, &stands.dossier), &page)
}

async fn decide(
    State(server): State<Server>,
    caller: Caller,
    Path(reference): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    let door = caller.signed_in()?;
    let wish = wished(&form);
    let again = match deciding::decide(&server.house, &door, &reference, &wish).await {
        Ok(deciding::Settled::Binds) => return Ok(to(&reference, "answer")),
        Ok(deciding::Settled::Waits) => return Ok(to(&reference, "decision")),
        Ok(deciding::Settled::Lacks(axes)) => axes,
        Err(Failed::Refused(Refused::Moved | Refused::AlreadyDone)) => Vec::new(),
        Err(failed) => return Err(failed.into()),
    };
    let stands = deciding::again(&server.house, &door, &reference).await?;
    let page = DecisionPage::of(&stands, &door.actor, caller.language).again(&wish, &again);
    server.show_again(&frame(&server, &caller, &stands.dossier), &page)
}

async fn confirm(
    State(server): State<Server>,
    caller: Caller,
    Path(reference): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    let version = form.must("version")?.parse().map_err(|_| Refused::field("version", "not-a-number"))?;
    deciding::confirm(&server.house, &caller.signed_in()?, &reference, version).await?;
    Ok(to(&reference, "answer"))
}

async fn over(
    State(server): State<Server>,
    caller: Caller,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let form = asked(query);
    let framework = Some(form.text("framework")).filter(|id| !id.is_empty());
    let (framework, version) = framework.map_or((meldkamer_app::triage::FIRST_FRAMEWORK, None), |one| {
        one.split_once('@').map_or((one, None), |(id, version)| (id, Some(version)))
    });
    let version = version.or(Some(form.text("version")).filter(|version| !version.is_empty()));
    let seen = back::over(&server.house, &caller.signed_in()?, framework, version).await?;
    server.show(&framed(&server, &caller), &ReplayPage::of(&seen, caller.language))
}

/// What stands behind the question mark, as a form.
fn asked(query: Option<String>) -> Form {
    let query = query.unwrap_or_default();
    let pairs = form_urlencoded::parse(query.as_bytes());
    Form {
        pairs: pairs.map(|(name, value)| (name.into_owned(), value.into_owned())).collect(),
        files: vec![],
    }
}

/// `answer.<criterion>` with its `confidence.<criterion>`; an empty answer follows the report.
fn typed(form: &Form) -> Typed {
    let mut typed = Typed {
        framework: form.text("framework").to_owned(),
        evidence_vanishing: form.text("evidence-vanishing") == "yes",
        free_handlers: form.text("free-handlers").parse().unwrap_or(0),
        free_analysts: form.text("free-analysts").parse().unwrap_or(0),
        ..Typed::default()
    };
    for (name, option) in &form.pairs {
        if let Some(criterion) = name.strip_prefix("answer.").filter(|_| !option.is_empty()) {
            let sure = kept::confidence(form.text(&format!("confidence.{criterion}")));
            typed.answers.insert(criterion.to_owned(), (option.clone(), sure));
        }
    }
    typed
}

/// `choice.<axis>` (repeated for several), `reason.<axis>`, `plain` and `version`.
fn wished(form: &Form) -> deciding::Wish {
    let mut wish = deciding::Wish {
        version: form.text("version").parse().unwrap_or(0),
        plain: form.text("plain").to_owned(),
        ..deciding::Wish::default()
    };
    for (name, value) in &form.pairs {
        if let Some(axis) = name.strip_prefix("choice.") {
            let levels = wish.chosen.entry(axis.to_owned()).or_default();
            levels.extend(Some(value.clone()).filter(|level| !level.is_empty()));
        } else if let Some(axis) = name.strip_prefix("reason.") {
            wish.reasons.insert(axis.to_owned(), value.trim().to_owned());
        }
    }
    wish
}

/// On to another page of the same dossier.
pub(super) fn to(reference: &str, page: &str) -> Response {
    Redirect::to(&format!("/desk/dossiers/{reference}/{page}")).into_response()
}

/// The frame of a page for staff.
pub(super) fn framed(server: &Server, caller: &Caller) -> Frame {
    server.frame_of(caller)
}

/// The frame of a page about a dossier.
pub(super) fn frame(server: &Server, caller: &Caller, row: &DossierRow) -> Frame {
    Frame { exercise: row.exercise == 1, reference: Some(row.reference.clone()), ..framed(server, caller) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use meldkamer_domain::triage::Confidence;

    fn form(query: &str) -> Form {
        asked(Some(query.to_owned()))
    }

    #[test]
    fn an_empty_answer_follows_the_report() {
        let typed = typed(&form("answer.coping=no&confidence.coping=high&answer.actor=&free-handlers=2"));
        assert_eq!(typed.answers.len(), 1);
        assert_eq!(typed.answers["coping"], ("no".to_owned(), Confidence::High));
        assert_eq!((typed.free_handlers, typed.evidence_vanishing), (2, false));
    }

    #[test]
    fn no_form_at_all_is_a_choice_too() {
        let wish = wished(&form("version=3&choice.help=yes&choice.forms=&reason.help=+omdat+"));
        assert_eq!(wish.chosen["forms"], Vec::<String>::new());
        assert_eq!((wish.chosen["help"].clone(), wish.version), (vec!["yes".to_owned()], 3));
        assert_eq!(wish.reasons["help"], "omdat");
    }
}
