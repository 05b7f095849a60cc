//! Taking an invitation up: who you are, and then a passkey, or a password, the second factor and
//! codes on paper.

mod passkey;

use super::say::{Say, languages, line};
use crate::{
    Server,
    door::Caller,
    form::Form,
    language::Language,
    page::{Choice, Field, Kind, Page, Sample, samples_of},
    problem::Problem,
    route::{Gate, Route},
    texts::Texts,
    words::Words,
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use meldkamer_app::{
    Failed,
    account::{
        Faults,
        invitation::{self, Details, Opened},
    },
    sign_in::factor,
};
use serde::Serialize;

pub(super) fn routes() -> Vec<Route> {
    let mut routes = vec![
        Route::get("/invitation/{secret}", Gate::Public, show),
        Route::post("/invitation/{secret}", Gate::Public, fill),
        Route::post("/invitation/{secret}/factor", Gate::Public, confirm),
    ];
    routes.extend(passkey::routes());
    routes
}

pub(super) fn samples() -> Vec<Sample> {
    samples_of::<Invitation>()
        .into_iter()
        .chain(samples_of::<Factor>())
        .chain(samples_of::<Codes>())
        .chain(passkey::samples())
        .collect()
}

/// The page that asks who you are and for a password.
#[derive(Serialize)]
pub struct Invitation {
    fields: Vec<Field>,
    role: String,
    secret: String,
}

impl Invitation {
    /// `site`: whether passkeys can be used here; they are what is offered first.
    fn new(say: &Say<'_>, opened: &Opened, secret: &str, site: bool) -> Self {
        let Details { login, name, email, phone, language, passkey } = &opened.details;
        let mut fields = vec![say.must("name", line(name, "text", "name"))];
        if !opened.known {
            fields.push(say.must("login", line(login, "text", "username")));
        }
        fields.extend([
            say.must("email", line(email, "email", "email")),
            say.may("phone", line(phone, "tel", "tel")),
            say.must("language", languages(if language.is_empty() { "nl" } else { language })),
        ]);
        if site {
            let first = opened.totp.is_none() || *passkey;
            let way = |name: &str, chosen| {
                Choice::new(name, say.words(&format!("invitation-way-{name}"))).chosen(chosen)
            };
            let choices = vec![way("passkey", first), way("password", !first)];
            fields.push(say.must("way", Kind::Choice { choices, list: false }));
        }
        let typed = |name| {
            let kind = line("", "password", "new-password");
            if site { say.may(name, kind) } else { say.must(name, kind) }
        };
        fields.extend([typed("password"), typed("again")]);
        Self { fields, role: opened.role.clone(), secret: secret.to_owned() }
    }
}

impl Page for Invitation {
    const TEMPLATE: &'static str = "staff/invitation.html";

    fn title(&self) -> &'static str {
        "staff-invitation-title"
    }

    fn samples() -> Vec<Self> {
        let Ok(words) = Words::read(&Texts::embedded()) else { return Vec::new() };
        let opened = |known| Opened {
            details: Details { name: "Ans de Boer".into(), ..Details::default() },
            known,
            role: "duty-officer".into(),
            totp: None,
        };
        let faults = vec![("login", "taken"), ("password", "too-common"), ("again", "not-the-same")];
        let none = Vec::new();
        vec![
            Self::new(&Say::sample(&words, &none), &opened(true), "x", true),
            Self::new(&Say::sample(&words, &none), &opened(true), "x", false),
            Self::new(&Say::sample(&words, &faults), &opened(false), "x", true),
        ]
    }
}

/// The page that sets up the second factor.
#[derive(Serialize)]
pub struct Factor {
    fields: Vec<Field>,
    picture: String,
    groups: String,
    login: String,
    secret: String,
}

impl Factor {
    fn new(say: &Say<'_>, opened: &Opened, csirt: &str, secret: &str) -> Self {
        let totp = opened.totp.as_deref().unwrap_or_default();
        let login = opened.details.login.clone();
        Self {
            fields: vec![say.must("code", line("", "text", "one-time-code")).hint("")],
            picture: factor::picture(totp, &format!("Meldkamer {csirt}"), &login),
            groups: factor::in_groups(totp),
            login,
            secret: secret.to_owned(),
        }
    }
}

impl Page for Factor {
    const TEMPLATE: &'static str = "staff/factor.html";

    fn title(&self) -> &'static str {
        "staff-factor-title"
    }

    fn samples() -> Vec<Self> {
        let Ok(words) = Words::read(&Texts::embedded()) else { return Vec::new() };
        let opened = Opened {
            details: Details { login: "ans".into(), ..Details::default() },
            known: true,
            role: "analyst".into(),
            totp: Some(b"12345678901234567890".to_vec()),
        };
        let of = |faults: Faults| Self::new(&Say::sample(&words, &faults), &opened, "CSIRT", "x");
        vec![of(Vec::new()), of(vec![("code", "wrong-code")])]
    }
}

/// The recovery codes, shown once.
#[derive(Serialize)]
pub struct Codes {
    /// The codes.
    pub codes: Vec<String>,
    /// Whether somebody is signed in already, and so goes back to their account.
    pub inside: bool,
}

impl Page for Codes {
    const TEMPLATE: &'static str = "staff/codes.html";

    fn title(&self) -> &'static str {
        "staff-codes-title"
    }

    fn samples() -> Vec<Self> {
        let codes = || factor::recovery_codes();
        vec![Self { codes: codes(), inside: false }, Self { codes: codes(), inside: true }]
    }
}

async fn show(
    State(server): State<Server>,
    caller: Caller,
    Path(secret): Path<String>,
) -> Result<Response, Problem> {
    let opened = invitation::open(&server.house, &secret, caller.at).await?;
    let again = caller.path.split_once('?').is_some_and(|(_, query)| query.contains("change"));
    if opened.totp.is_some() && !again {
        if opened.details.passkey {
            return passkey::page(&server, &caller, &secret, "");
        }
        return factor_page(&server, &caller, &opened, &secret, Vec::new());
    }
    let none = Vec::new();
    let page = Invitation::new(&Say::new(&server, caller.language, &none), &opened, &secret, site(&server));
    server.show(&server.frame_of(&caller), &page)
}

fn site(server: &Server) -> bool {
    meldkamer_app::passkey::origin(&server.house.settings).is_ok()
}

fn factor_page(
    server: &Server,
    caller: &Caller,
    opened: &Opened,
    secret: &str,
    faults: Faults,
) -> Result<Response, Problem> {
    let csirt = &server.house.settings.csirt;
    let page = Factor::new(&Say::new(server, caller.language, &faults), opened, csirt, secret);
    let frame = server.frame_of(caller);
    if faults.is_empty() { server.show(&frame, &page) } else { server.show_again(&frame, &page) }
}

async fn fill(
    State(server): State<Server>,
    caller: Caller,
    Path(secret): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    let text = |name: &str| form.text(name).to_owned();
    let details = Details {
        login: text("login"),
        name: text("name"),
        email: text("email"),
        phone: text("phone"),
        language: text("language"),
        passkey: form.text("way") == "passkey" && site(&server),
    };
    let typed = |name: &str| form.all(name).first().map_or("", |text| *text).to_owned();
    let (password, again) = (typed("password"), typed("again"));
    let door = caller.stranger();
    let faults = invitation::fill(&server.house, &door, &secret, &details, (&password, &again)).await?;
    if faults.is_empty() {
        return Ok(Redirect::to(&format!("/invitation/{secret}")).into_response());
    }
    let mut opened = invitation::open(&server.house, &secret, caller.at).await?;
    opened.details = details;
    let page = Invitation::new(&Say::new(&server, caller.language, &faults), &opened, &secret, site(&server));
    server.show_again(&server.frame_of(&caller), &page)
}

async fn confirm(
    State(server): State<Server>,
    caller: Caller,
    Path(secret): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    let opened = invitation::open(&server.house, &secret, caller.at).await?;
    match invitation::confirm(&server.house, &caller.stranger(), &secret, form.text("code")).await {
        Ok(codes) => {
            let language = Language::read(&opened.details.language).unwrap_or(caller.language);
            let caller = Caller { language, ..caller };
            server.show(&server.frame_of(&caller), &Codes { codes, inside: false })
        }
        Err(Failed::Refused(refused)) => match super::say::fault_of(&refused) {
            Some(fault) => factor_page(&server, &caller, &opened, &secret, vec![fault]),
            None => Err(refused.into()),
        },
        Err(failed) => Err(failed.into()),
    }
}
