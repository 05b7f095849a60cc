//! How one signs in: one's own passkeys, the authenticator, and the providers that vouch for one.
//!
//! Password, recovery codes and sessions stand on the page of the account itself.

mod app;

use crate::{
    Server,
    door::Caller,
    form::Form,
    page::{Field, Notice, Page, Sample, Tone, samples_of},
    problem::Problem,
    rooms::{
        sign_in::{
            passkey::origin,
            say::{Say, line},
        },
        step_up::Provider,
    },
    route::{Gate, Route},
    texts::Texts,
    words::Words,
};
use axum::{
    Json,
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use meldkamer_app::{
    Failed,
    passkey::{
        self,
        enrol::{self, Made, Owner},
    },
    sign_in::provider,
    ways::{self, Ways},
};
use meldkamer_domain::{access::Verb, refused::Refused};
use meldkamer_store::passkey::PasskeyRow;
use serde::Serialize;

/// The routes of this room.
pub fn routes() -> Vec<Route> {
    let mut routes = vec![
        Route::get("/account/ways", Gate::SignedIn(Verb::ChangeSelf), show),
        Route::get("/account/ways/passkey", Gate::SignedIn(Verb::EnrolFactor), options),
        Route::post("/account/ways/passkeys", Gate::SignedIn(Verb::EnrolFactor), add),
        Route::post("/account/ways/passkeys/{id}/remove", Gate::SignedIn(Verb::DropFactor), remove),
        Route::post("/account/ways/tie", Gate::SignedIn(Verb::EnrolFactor), tie),
        Route::post("/account/ways/untie", Gate::SignedIn(Verb::DropFactor), untie),
    ];
    routes.extend(app::routes());
    routes
}

/// All states of the pages of this room.
pub fn samples() -> Vec<Sample> {
    samples_of::<WaysPage>().into_iter().chain(samples_of::<Going>()).chain(app::samples()).collect()
}

/// The ways into one's own account.
#[derive(Serialize)]
pub struct WaysPage {
    passkeys: Vec<Passkey>,
    fields: Vec<Field>,
    origin: String,
    no_site: &'static str,
    app: bool,
    tied: Vec<Tied>,
    known: Vec<Provider>,
    fault: &'static str,
}

#[derive(Serialize)]
struct Passkey {
    id: String,
    name: String,
    created_at: i64,
    used_at: Option<i64>,
}

#[derive(Serialize)]
struct Tied {
    name: String,
    issuer: String,
    created_at: i64,
    used_at: i64,
}

impl From<PasskeyRow> for Passkey {
    fn from(row: PasskeyRow) -> Self {
        Self { id: row.id, name: row.name, created_at: row.created_at, used_at: row.used_at }
    }
}

impl WaysPage {
    fn new(say: &Say<'_>, ways: Ways) -> Self {
        Self {
            passkeys: ways.passkeys.into_iter().map(Passkey::from).collect(),
            fields: vec![say.may("passkey-name", line("", "text", "off"))],
            origin: String::new(),
            no_site: "",
            app: ways.app,
            tied: Vec::new(),
            known: Vec::new(),
            fault: "",
        }
    }
}

impl Page for WaysPage {
    const TEMPLATE: &'static str = "staff/ways.html";

    fn title(&self) -> &'static str {
        "ways-title"
    }

    fn samples() -> Vec<Self> {
        let Ok(words) = Words::read(&Texts::embedded()) else { return Vec::new() };
        let none = Vec::new();
        let at = 1_763_653_200_000_000;
        let empty = |app| {
            let (login, passkeys, identities) = ("ans".into(), Vec::new(), Vec::new());
            let ways = Ways { passkeys, identities, app, password: app, login };
            Self::new(&Say::sample(&words, &none), ways)
        };
        let key =
            |name: &str, used_at| Passkey { id: "pas_1".into(), name: name.into(), created_at: at, used_at };
        let full = || Self {
            passkeys: vec![key("Telefoon <b>", Some(at)), key("Sleutel op kantoor", None)],
            origin: "https://meldkamer.example".into(),
            tied: vec![Tied { name: "SSO".into(), issuer: "https://x".into(), created_at: at, used_at: at }],
            known: vec![Provider { id: "y".into(), name: "eHerkenning".into() }],
            ..empty(true)
        };
        let faults = ["last-way-in", "not-made", "over", "too-many", "known"];
        let sites = ["not-secure", "no-name"];
        let mut all = vec![full(), Self { origin: "https://meldkamer.example".into(), ..empty(false) }];
        all.extend(faults.map(|fault| Self { fault, ..full() }));
        all.extend(sites.map(|no_site| Self { no_site, ..empty(false) }));
        all
    }
}

/// The page that leads to a provider that is being tied.
#[derive(Serialize)]
pub struct Going {
    name: String,
    address: String,
}

impl Page for Going {
    const TEMPLATE: &'static str = "staff/tie.html";

    fn title(&self) -> &'static str {
        "tie-title"
    }

    fn samples() -> Vec<Self> {
        vec![Self { name: "eHerkenning <b>".into(), address: "/sign-in/with/x?tie=0".into() }]
    }
}

fn me(caller: &Caller) -> Result<(&str, &str), Problem> {
    let one = caller.signed_in.as_ref().ok_or_else(|| Problem::sign_in_first("/account/ways"))?;
    Ok((&one.id, &one.session))
}

async fn page(server: &Server, caller: &Caller) -> Result<WaysPage, Problem> {
    let ways = ways::of(&server.house, me(caller)?.0).await?;
    let none = Vec::new();
    let tied: Vec<Tied> = ways
        .identities
        .iter()
        .map(|one| Tied {
            name: server
                .providers
                .of_issuer(&one.issuer)
                .map_or_else(|| one.issuer.clone(), |known| known.settings.name.clone()),
            issuer: one.issuer.clone(),
            created_at: one.created_at,
            used_at: one.used_at,
        })
        .collect();
    let known = server.providers.all().iter().map(|known| &known.settings);
    let known = known.filter(|one| tied.iter().all(|tied| tied.issuer != one.issuer));
    let known = known.map(|one| Provider { id: one.id.clone(), name: one.name.clone() }).collect();
    let page = WaysPage::new(&Say::new(server, caller.language, &none), ways);
    let no_site = passkey::origin(&server.house.settings).err().map_or("", passkey::NoSite::name);
    Ok(WaysPage { tied, known, no_site, origin: origin(&server.house.settings), ..page })
}

async fn show(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let page = page(&server, &caller).await?;
    let mut frame = server.frame_of(&caller);
    if frame.query.contains("changed") {
        frame.notice = Some(Notice { tone: Tone::Ok, key: "staff-changed" });
    }
    server.show(&frame, &page)
}

/// Back to the page; what an act refused is explained there.
async fn done(server: &Server, caller: &Caller, done: Result<(), Failed>) -> Result<Response, Problem> {
    const FAULTS: [&str; 6] = ["last-way-in", "not-made", "over", "too-many", "known", "none"];
    let fault = match done {
        Ok(()) => return Ok(Redirect::to("/account/ways?changed").into_response()),
        Err(Failed::Refused(Refused::NotUnderstood { fault, .. })) if FAULTS.contains(&fault) => fault,
        Err(failed) => return Err(failed.into()),
    };
    let page = page(server, caller).await?;
    let mut frame = server.frame_of(caller);
    frame.path = "/account/ways".into();
    server.show_again(&frame, &WaysPage { fault, ..page })
}

async fn options(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let (account, session) = me(&caller)?;
    let ways = ways::of(&server.house, account).await?;
    let name = caller.signed_in()?.actor.name;
    let owner = Owner { account, login: &ways.login, name: &name };
    let asked = enrol::options(&server.house, caller.at, &owner, session).await?;
    Ok(Json(asked).into_response())
}

async fn add(State(server): State<Server>, caller: Caller, form: Form) -> Result<Response, Problem> {
    let made = Made {
        ceremony: form.text("ceremony"),
        binding: me(&caller)?.1,
        answer: form.text("passkey"),
        name: form.text("passkey-name"),
    };
    let added = enrol::add(&server.house, &caller.signed_in()?, &made).await;
    done(&server, &caller, added).await
}

async fn remove(
    State(server): State<Server>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let removed = ways::remove(&server.house, &caller.signed_in()?, &id).await;
    done(&server, &caller, removed).await
}

async fn tie(State(server): State<Server>, caller: Caller, form: Form) -> Result<Response, Problem> {
    let id = form.text("provider");
    let known = server.providers.get(id).ok_or_else(Problem::not_found)?;
    let secret = provider::begin_tie(&server.house, &caller.signed_in()?, me(&caller)?.1).await?;
    let address = format!("/sign-in/with/{id}?tie={secret}");
    server.show(&server.frame_of(&caller), &Going { name: known.settings.name.clone(), address })
}

async fn untie(State(server): State<Server>, caller: Caller, form: Form) -> Result<Response, Problem> {
    let untied = ways::untie(&server.house, &caller.signed_in()?, form.text("issuer")).await;
    done(&server, &caller, untied).await
}
