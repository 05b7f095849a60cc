//! Setting up the authenticator of one's own account, the way in for who has no passkey at hand.

use crate::{
    Server,
    door::Caller,
    form::Form,
    page::{Field, Page, Sample, samples_of},
    problem::Problem,
    rooms::sign_in::{
        invitation::Codes,
        say::{Say, fault_of, line},
    },
    route::{Gate, Route},
    texts::Texts,
    words::Words,
};
use axum::{extract::State, response::Response};
use meldkamer_app::{Failed, account::Faults, sign_in::factor, ways};
use meldkamer_domain::{access::Verb, refused::Refused};
use serde::Serialize;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/account/ways/app", Gate::SignedIn(Verb::EnrolFactor), show),
        Route::post("/account/ways/app", Gate::SignedIn(Verb::EnrolFactor), set),
    ]
}

pub(super) fn samples() -> Vec<Sample> {
    samples_of::<App>()
}

/// The page that sets the authenticator up.
#[derive(Serialize)]
pub struct App {
    fields: Vec<Field>,
    picture: String,
    groups: String,
    login: String,
    ceremony: String,
}

impl App {
    fn new(say: &Say<'_>, secret: &[u8], csirt: &str, login: &str, ceremony: &str) -> Self {
        Self {
            fields: vec![say.must("code", line("", "text", "one-time-code")).hint("")],
            picture: factor::picture(secret, &format!("Meldkamer {csirt}"), login),
            groups: factor::in_groups(secret),
            login: login.to_owned(),
            ceremony: ceremony.to_owned(),
        }
    }
}

impl Page for App {
    const TEMPLATE: &'static str = "staff/app.html";

    fn title(&self) -> &'static str {
        "app-title"
    }

    fn samples() -> Vec<Self> {
        let Ok(words) = Words::read(&Texts::embedded()) else { return Vec::new() };
        let secret = b"12345678901234567890";
        let of = |faults: Faults| Self::new(&Say::sample(&words, &faults), secret, "CSIRT", "ans", "0");
        vec![of(Vec::new()), of(vec![("code", "wrong-code")])]
    }
}

async fn page(
    server: &Server,
    caller: &Caller,
    (ceremony, secret): (&str, &[u8]),
    faults: &Faults,
) -> Result<App, Problem> {
    let login = ways::of(&server.house, super::me(caller)?.0).await?.login;
    let say = Say::new(server, caller.language, faults);
    Ok(App::new(&say, secret, &server.house.settings.csirt, &login, ceremony))
}

async fn show(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let (ceremony, secret) = ways::begin_app(&server.house, caller.at, super::me(&caller)?.1).await?;
    let page = page(&server, &caller, (&ceremony, &secret), &Vec::new()).await?;
    server.show(&server.frame_of(&caller), &page)
}

async fn set(State(server): State<Server>, caller: Caller, form: Form) -> Result<Response, Problem> {
    let (house, ceremony, session) = (&server.house, form.text("ceremony"), super::me(&caller)?.1);
    let secret = ways::app_begun(house, caller.at, session, ceremony).await?.ok_or(Refused::Expired)?;
    match ways::set_app(house, &caller.signed_in()?, session, ceremony, form.text("code")).await {
        Ok(codes) => server.show(&server.frame_of(&caller), &Codes { codes, inside: true }),
        Err(Failed::Refused(refused)) => {
            let fault = fault_of(&refused).ok_or_else(|| Problem::from(refused.clone()))?;
            let page = page(&server, &caller, (ceremony, &secret), &vec![fault]).await?;
            server.show_again(&server.frame_of(&caller), &page)
        }
        Err(failed) => Err(failed.into()),
    }
}
