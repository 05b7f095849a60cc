//! Going to a provider and coming back: to sign in, to tie it to one's account, or to show once more
//! who one is. The protocol is next door; what the provider's word is worth, `app` decides.

use super::{Network, entered, local};
use crate::{
    Server,
    browser::Browser,
    door::{Caller, SignedIn},
    page::{Page, Sample, samples_of},
    problem::Problem,
    provider::{Journey, Known, NoUse, answer::Brought},
    rooms::encoded,
    route::{Gate, Route},
};
use axum::{
    extract::{Path, Query, State},
    http::{StatusCode, header},
    response::{AppendHeaders, IntoResponse, Redirect, Response},
};
use meldkamer_app::{
    Failed, chance,
    sign_in::provider::{self, Away, Outside, Told, Whose, Why},
    step_up,
};
use meldkamer_domain::refused::Refused;
use serde::Serialize;
use std::collections::HashMap;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/sign-in/with/{provider}", Gate::Public, leave),
        Route::get("/sign-in/with/{provider}/back", Gate::Public, back),
    ]
}

pub(super) fn samples() -> Vec<Sample> {
    samples_of::<NotIn>()
}

/// What a provider led to when it did not lead in, and how to go on.
#[derive(Serialize)]
pub struct NotIn {
    why: &'static str,
    name: String,
    number: String,
    again: String,
}

impl Page for NotIn {
    const TEMPLATE: &'static str = "staff/outside.html";

    fn title(&self) -> &'static str {
        "outside-title"
    }

    fn samples() -> Vec<Self> {
        let all = [
            "down",
            "refused",
            "over",
            "not-good",
            "too-low",
            "no-number",
            "no-entity",
            "no-role",
            "no-account",
            "blocked",
            "another",
            "not-you",
        ];
        let sample = |why| Self {
            why,
            name: "eHerkenning <b>".into(),
            number: "12345678".into(),
            again: "/sign-in".into(),
        };
        all.into_iter().map(sample).collect()
    }
}

impl NotIn {
    fn show(self, server: &Server, caller: &Caller) -> Result<Response, Problem> {
        // The house is well when a provider is not.
        let status = match self.why {
            "down" => StatusCode::FAILED_DEPENDENCY,
            "over" => StatusCode::GONE,
            _ => StatusCode::FORBIDDEN,
        };
        let mut frame = server.frame_of(caller);
        // What came back from the provider is nobody's business, and works once.
        frame.query = String::new();
        Ok((status, server.show(&frame, &self)?).into_response())
    }
}

fn known<'a>(server: &'a Server, id: &str) -> Result<&'a Known, Problem> {
    server.providers.get(id).ok_or_else(Problem::not_found)
}

fn outside(known: &Known, why: &'static str, again: &str) -> NotIn {
    let again = if again.is_empty() { "/sign-in".to_owned() } else { again.to_owned() };
    NotIn { why, name: known.settings.name.clone(), number: String::new(), again }
}

async fn leave(
    State(server): State<Server>,
    caller: Caller,
    browser: Browser,
    one: Option<SignedIn>,
    Path(id): Path<String>,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, Problem> {
    let known = known(&server, &id)?;
    let asked = |name: &str| query.get(name).map_or("", String::as_str);
    let (why, next) = what_for(&server, &caller, one, asked("step-up"), asked("tie"), asked("next")).await?;
    let away = Away {
        provider: id,
        nonce: chance::secret::<16>(),
        verifier: chance::secret::<32>(),
        anew_since: matches!(why, Why::StepUp(_)).then(|| caller.at.micros().div_euclid(1_000_000)),
        why,
        next,
    };
    let state = provider::leave(&server.house, caller.at, &browser.secret, &away).await?;
    let (anew, language) = (away.anew_since.is_some(), caller.language.code());
    let address = match known.address(caller.at, Journey { state, away: &away, anew, language }).await {
        Ok(address) => address,
        Err(why) => {
            tracing::warn!(provider = known.settings.id, %why, "nobody can sign in by way of it now");
            return outside(known, "down", "").show(&server, &caller);
        }
    };
    let cookie = browser.cookie(&server).map(|cookie| (header::SET_COOKIE, cookie));
    Ok((AppendHeaders(cookie), Redirect::to(&address)).into_response())
}

/// What somebody goes to the provider for, and where they go on afterwards.
async fn what_for(
    server: &Server,
    caller: &Caller,
    one: Option<SignedIn>,
    held: &str,
    tie: &str,
    next: &str,
) -> Result<(Why, String), Problem> {
    if held.is_empty() && tie.is_empty() {
        return Ok((Why::SignIn, local(next).to_owned()));
    }
    let one = one.ok_or_else(|| Problem::sign_in_first("/home"))?;
    let whose = Whose { account: one.id, session: one.session };
    if !held.is_empty() {
        return Ok((Why::StepUp(whose), format!("/step-up/{}", encoded(held))));
    }
    if !provider::ties(&server.house, caller.at, &whose.session, tie).await? {
        return Err(Refused::Expired.into());
    }
    Ok((Why::Tie(whose), "/account/ways".into()))
}

async fn back(
    State(server): State<Server>,
    caller: Caller,
    browser: Browser,
    one: Option<SignedIn>,
    Network(network): Network,
    Path(id): Path<String>,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, Problem> {
    let known = known(&server, &id)?;
    let (house, asked) = (&server.house, |name: &str| query.get(name).map_or("", String::as_str));
    let away = provider::back(house, caller.at, &browser.secret, asked("state"), &id).await?;
    let Some(away) = away else { return outside(known, "over", "").show(&server, &caller) };
    let told = match told(known, &caller, &away, &query).await {
        Ok(told) => told,
        Err((why, page)) => {
            tracing::warn!(provider = known.settings.id, %why, "somebody came back from it in vain");
            provider::refuse(house, &caller.stranger(), &id, page).await?;
            return outside(known, page, &again(&away)).show(&server, &caller);
        }
    };
    let from = browser.from(network);
    let refused = match &away.why {
        Why::SignIn => match provider::enter(house, &caller.stranger(), &known.settings, &told, &from).await?
        {
            Ok(one) => return Ok(entered(&server, &one, &away.next)),
            Err(outside) => outside,
        },
        Why::Tie(whose) | Why::StepUp(whose) => {
            let same = |one: &SignedIn| one.id == whose.account && one.session == whose.session;
            let one = one.filter(same).ok_or_else(|| Problem::sign_in_first("/account/ways"))?;
            let door = caller.door(one.actor);
            let done = match away.why {
                Why::Tie(_) => provider::tie(house, &door, &known.settings, &told).await?,
                _ => vouch(&server, &door, &whose.session, &id, &told).await?,
            };
            match done {
                Ok(()) => return Ok(Redirect::to(&away.next).into_response()),
                Err(outside) => outside,
            }
        }
    };
    let page = outside(known, refused.name(), &again(&away));
    NotIn { number: told.register_number, ..page }.show(&server, &caller)
}

/// Where to begin anew.
fn again(away: &Away) -> String {
    match away.why {
        Why::SignIn => format!("/sign-in?next={}", encoded(&away.next)),
        _ => away.next.clone(),
    }
}

async fn vouch(
    server: &Server,
    door: &meldkamer_app::Door,
    session: &str,
    id: &str,
    told: &Told,
) -> Result<Result<(), Outside>, Problem> {
    let who = (id, told.issuer.as_str(), told.subject.as_str());
    match step_up::vouched(&server.house, door, session, who).await {
        Ok(()) => Ok(Ok(())),
        Err(Failed::Refused(Refused::WrongSecret)) => Ok(Err(Outside::NotYou)),
        Err(failed) => Err(failed.into()),
    }
}

async fn told(
    known: &Known,
    caller: &Caller,
    away: &Away,
    query: &HashMap<String, String>,
) -> Result<Told, (NoUse, &'static str)> {
    let not_good = |what: &str| NoUse::NotGood(what.chars().filter(|c| !c.is_control()).take(80).collect());
    if let Some(error) = query.get("error") {
        return Err((not_good(error), "refused"));
    }
    let code = query.get("code").ok_or_else(|| (not_good("no code"), "not-good"))?;
    let issuer = query.get("iss").map(String::as_str);
    let brought = Brought { code, issuer, away };
    known.told(caller.at, &brought).await.map_err(|why| match why {
        NoUse::Down(_) => (why, "down"),
        NoUse::NotGood(_) => (why, "not-good"),
    })
}
