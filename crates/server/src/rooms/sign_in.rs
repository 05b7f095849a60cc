//! Signing in on one page: with a passkey, by way of a provider, with password and code; and signing
//! out.
//!
//! Who an account is and how guesses are slowed is decided in `app`; invitations are next door.

pub mod invitation;
pub mod passkey;
pub mod provider;
pub mod say;

use crate::{
    Server,
    browser::{Browser, device_cookie, written},
    door::{Caller, SESSION_COOKIE},
    form::Form,
    language::Language,
    page::{Field, Page, Sample, samples_of},
    problem::Problem,
    rooms::step_up::Provider,
    route::{Gate, Route},
    texts::Texts,
    words::Words,
};
use axum::{
    extract::{ConnectInfo, FromRequestParts, Query, State},
    http::{header, request::Parts},
    response::{AppendHeaders, IntoResponse, Redirect, Response},
};
use meldkamer_app::{
    Failed,
    session::LONGEST_HOURS,
    sign_in::{self, Entered, Key},
};
use meldkamer_domain::{
    access::{Role, Verb},
    refused::Refused,
};
use say::{Say, line};
use serde::Serialize;
use std::{
    collections::HashMap,
    convert::Infallible,
    net::{IpAddr, SocketAddr},
    time::Duration,
};

/// How long a wrong answer takes, whatever was wrong.
const WRONG: Duration = Duration::from_millis(400);

/// The routes of this room.
pub fn routes() -> Vec<Route> {
    let mut routes = vec![
        Route::get("/sign-in", Gate::Public, ask),
        Route::post("/sign-in", Gate::Public, enter),
        Route::post("/sign-out", Gate::SignedIn(Verb::SignOut), leave),
    ];
    routes.extend(invitation::routes());
    routes.extend(passkey::routes());
    routes.extend(provider::routes());
    routes
}

/// All states of the pages of this room.
pub fn samples() -> Vec<Sample> {
    samples_of::<SignIn>().into_iter().chain(invitation::samples()).chain(provider::samples()).collect()
}

/// The page that asks who somebody is.
#[derive(Serialize)]
pub struct SignIn {
    fields: Vec<Field>,
    next: String,
    origin: String,
    providers: Vec<Provider>,
    trouble: &'static str,
    wrong: bool,
    wait: i64,
}

impl SignIn {
    fn new(server: &Server, language: Language, login: &str, next: &str) -> Self {
        let none = Vec::new();
        let all = server.providers.all().iter().map(|known| &known.settings);
        Self {
            origin: passkey::origin(&server.house.settings),
            providers: all.map(|one| Provider { id: one.id.clone(), name: one.name.clone() }).collect(),
            ..Self::plain(&Say::new(server, language, &none), login, next)
        }
    }

    fn plain(say: &Say<'_>, login: &str, next: &str) -> Self {
        let fields = vec![
            say.must("login", line(login, "text", "username")).hint(""),
            say.must("password", line("", "password", "current-password")).hint(""),
            say.must("code", line("", "text", "one-time-code")),
        ];
        Self {
            fields,
            next: next.to_owned(),
            origin: String::new(),
            providers: Vec::new(),
            trouble: "",
            wrong: false,
            wait: 0,
        }
    }
}

impl Page for SignIn {
    const TEMPLATE: &'static str = "staff/sign_in.html";

    fn title(&self) -> &'static str {
        "staff-sign-in-title"
    }

    fn samples() -> Vec<Self> {
        let Ok(words) = Words::read(&Texts::embedded()) else { return Vec::new() };
        let none = Vec::new();
        let new = || Self::plain(&Say::sample(&words, &none), "ans", "/desk");
        let origin = || "https://meldkamer.example".to_owned();
        let broker = || vec![Provider { id: "x".into(), name: "eHerkenning <b>".into() }];
        vec![
            new(),
            Self { origin: origin(), providers: broker(), ..new() },
            Self { origin: origin(), wrong: true, ..new() },
            Self { origin: origin(), trouble: "wrong", ..new() },
            Self { trouble: "over", ..new() },
            Self { wait: 8, ..new() },
        ]
    }
}

async fn ask(
    State(server): State<Server>,
    caller: Caller,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, Problem> {
    let next = local(query.get("next").map_or("", String::as_str));
    server.show(&server.frame_of(&caller), &SignIn::new(&server, caller.language, "", next))
}

async fn enter(
    State(server): State<Server>,
    caller: Caller,
    browser: Browser,
    Network(network): Network,
    form: Form,
) -> Result<Response, Problem> {
    // A password is taken as it was typed, spaces and all.
    let password = form.all("password").first().map_or("", |text| *text).to_owned();
    let (login, code) = (form.text("login").to_owned(), form.text("code").to_owned());
    let key = Key { login: login.clone(), password, code, from: browser.from(network) };
    let next = local(form.text("next"));
    match sign_in::enter(&server.house, &caller.stranger(), &key).await {
        Ok(one) => Ok(entered(&server, &one, next)),
        Err(Failed::Refused(refused @ (Refused::WrongSecret | Refused::SlowDown { .. }))) => {
            tokio::time::sleep(WRONG).await;
            let mut page = SignIn::new(&server, caller.language, &login, next);
            match refused {
                Refused::SlowDown { seconds } => page.wait = seconds,
                _ => page.wrong = true,
            }
            server.show_again(&server.frame_of(&caller), &page)
        }
        Err(failed) => Err(failed.into()),
    }
}

/// Leads somebody in who has just signed in, whichever way.
pub(super) fn entered(server: &Server, one: &Entered, next: &str) -> Response {
    let low = one.recovery_left.is_some_and(|left| left < 4);
    let to = match one.role {
        Role::Member => super::home::choose_first(next),
        _ if low => "/account".to_owned(),
        _ => next.to_owned(),
    };
    let cookies = [
        (header::SET_COOKIE, session_cookie(server, &one.secret, LONGEST_HOURS * 3600)),
        (header::SET_COOKIE, device_cookie(server, &one.device)),
        (header::SET_COOKIE, language_cookie(&one.language)),
    ];
    (AppendHeaders(cookies), Redirect::to(&to)).into_response()
}

async fn leave(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let session = caller.signed_in.as_ref().map_or("", |staff| staff.session.as_str());
    sign_in::leave(&server.house, &caller.signed_in()?, session).await?;
    let cookie = [(header::SET_COOKIE, session_cookie(&server, "", 0))];
    Ok((AppendHeaders(cookie), Redirect::to("/sign-in")).into_response())
}

/// Only a path of our own; anything else leads home.
pub fn local(next: &str) -> &str {
    let own = next.starts_with('/')
        && !next.starts_with("//")
        && !next.contains('\\')
        && !next.chars().any(char::is_control);
    if own { next } else { "/home" }
}

/// The cookie of a session; with no age it is taken away.
pub(super) fn session_cookie(server: &Server, secret: &str, age: i64) -> String {
    written(server, SESSION_COOKIE, secret, Some(age))
}

/// The cookie of a language, for a year.
pub(super) fn language_cookie(language: &str) -> String {
    format!("{}={language}; Path=/; Max-Age=31536000; SameSite=Lax", Language::KEY)
}

/// The network of a request, for slowing down guesses.
pub struct Network(pub String);

impl<S: Sync> FromRequestParts<S> for Network {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip());
        let told = parts.headers.get("x-forwarded-for").and_then(|value| value.to_str().ok());
        Ok(Self(network(peer, told)))
    }
}

/// The address of the peer. Only a proxy on this very machine is believed about whom it speaks for.
fn network(peer: Option<IpAddr>, told: Option<&str>) -> String {
    let near = peer.is_none_or(|peer| peer.is_loopback());
    let told = told.and_then(|told| told.rsplit(',').next()?.trim().parse().ok());
    match told.filter(|_| near).or(peer) {
        Some(IpAddr::V4(address)) => address.to_string(),
        Some(IpAddr::V6(address)) => match address.to_ipv4_mapped() {
            Some(address) => address.to_string(),
            None => {
                let [a, b, c, d, ..] = address.segments();
                format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
            }
        },
        None => "here".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_signing_in_one_stays_in_this_house() {
        assert_eq!(local("/desk/dossier/7?tab=time"), "/desk/dossier/7?tab=time");
        for elsewhere in ["", "https://kwaad.example", "//kwaad.example", "/\\kwaad.example", "/\tx", "desk"]
        {
            assert_eq!(local(elsewhere), "/home", "{elsewhere}");
        }
    }

    #[test]
    fn a_network_is_an_address_or_half_of_one() {
        let at = |text: &str| Some(text.parse().unwrap());
        assert_eq!(network(at("192.0.2.7"), None), "192.0.2.7");
        assert_eq!(network(at("192.0.2.7"), Some("198.51.100.1")), "192.0.2.7");
        assert_eq!(network(at("127.0.0.1"), Some("10.0.0.1, 198.51.100.1")), "198.51.100.1");
        assert_eq!(network(at("2001:db8:1:2:3:4:5:6"), None), "2001:db8:1:2::/64");
        assert_eq!(network(at("::ffff:192.0.2.7"), None), "192.0.2.7");
        assert_eq!(network(None, None), "here");
    }
}
