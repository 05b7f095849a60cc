//! Getting ready as the CSIRT sees it: exercises of all organisations, beginning one for somebody, and
//! checking the words on an emergency card.
//!
//! What an organisation answered in a scan is its own and is not shown here.

use super::{
    drill::{
        account::{Account, AccountPage},
        scenario_field,
    },
    own::Row,
};
use crate::{
    Server,
    door::Caller,
    form::Form,
    page::{Choice, Field, Kind, Page, Sample, samples_of},
    problem::Problem,
    route::{Gate, Route},
    words::Gaps,
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use meldkamer_app::{
    Failed,
    drill::{self, MOST_PLAYERS, Start, after},
    pack,
};
use meldkamer_domain::{
    access::{Tie, Verb, ruling},
    code::Code,
    refused::Refused,
};
use meldkamer_store::drill::PlayerRow;
use serde::Serialize;

/// So many are listed on a page.
const PAGE: i64 = 20;

/// The routes at the desk.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/desk/drills", Gate::SignedIn(Verb::ReadQueue), list),
        Route::post("/desk/drills", Gate::SignedIn(Verb::StartDrillFor), start),
        Route::get("/desk/drills/{id}", Gate::SignedIn(Verb::ReadQueue), show),
        Route::get("/desk/card", Gate::SignedIn(Verb::CheckCard), ask),
        Route::post("/desk/card", Gate::SignedIn(Verb::CheckCard), check),
    ]
}

/// Every state of the pages.
pub fn samples() -> Vec<Sample> {
    let mut all = samples_of::<DrillsPage>();
    all.extend(samples_of::<CardPage>());
    all
}

/// All exercises.
#[derive(Debug, Serialize)]
struct DrillsPage {
    works: bool,
    rows: Vec<Row>,
    fields: Vec<Field>,
    page: i64,
    more: bool,
}

impl Page for DrillsPage {
    const TEMPLATE: &'static str = "prepare/desk-drills.html";

    fn title(&self) -> &'static str {
        "drill-desk-title"
    }

    fn samples() -> Vec<Self> {
        let choices = vec![Choice::new("ddos", "Een overbelaste dienst")];
        let scenario = Field::new("scenario", "Welk scenario?", Kind::Choice { choices, list: false });
        let rows = vec![Row::sample(false), Row::sample(true)];
        vec![
            Self {
                works: true,
                rows,
                fields: vec![scenario.error("Kies een scenario.").required()],
                page: 1,
                more: true,
            },
            Self { works: false, rows: vec![], fields: vec![], page: 1, more: false },
        ]
    }
}

/// The words of a card, and whose it is.
#[derive(Debug, Serialize)]
struct CardPage {
    fields: Vec<Field>,
    /// Name and register number of the entity; nothing before anything was asked.
    found: Option<(String, String)>,
    /// Since when newer words count.
    ended_at: Option<i64>,
}

impl Page for CardPage {
    const TEMPLATE: &'static str = "prepare/desk-card.html";

    fn title(&self) -> &'static str {
        "card-title"
    }

    fn samples() -> Vec<Self> {
        let field = || Field::new("words", "Woorden", Kind::text("")).required();
        let found = Some(("Waterbedrijf <Noord>".to_owned(), "12345678".to_owned()));
        let at = Some(1_795_189_200_000_000);
        vec![
            Self { fields: vec![field().error("Onbekend.")], found: None, ended_at: None },
            Self { fields: vec![field()], found: found.clone(), ended_at: None },
            Self { fields: vec![field()], found, ended_at: at },
        ]
    }
}

fn works(caller: &Caller) -> bool {
    let role = caller.signed_in.as_ref().map(|one| one.role);
    role.is_some_and(|role| ruling(role, Verb::StartDrillFor, Tie::None))
}

async fn drawn(
    server: &Server,
    caller: &Caller,
    form: &Form,
    faults: [&str; 2],
) -> Result<DrillsPage, Problem> {
    let page = crate::rooms::desk::asked(caller).text("page").parse::<i64>().unwrap_or(1).clamp(1, 1000);
    let mut found = drill::all(&server.house, PAGE + 1, (page - 1) * PAGE).await?;
    let more = found.len() as i64 > PAGE;
    found.truncate(usize::try_from(PAGE).unwrap_or(0));
    let mut rows = Vec::new();
    for row in found {
        rows.push(Row::of(server, caller, row).await?);
    }
    let say = |key: &str| server.pages.words().say_anyhow(caller.language, key, &Gaps::new());
    let error = if faults[1].is_empty() { String::new() } else { say(faults[1]) };
    let players = Kind::Long { value: form.text("players").to_owned(), rows: 3, most: 2000 };
    let fields = vec![
        scenario_field(server, caller, form, faults[0]),
        Field::new("organisation", say("drill-for"), Kind::text(form.text("organisation"))).required(),
        Field::new("players", say("drill-addresses"), players).hint(say("drill-addresses-hint")).error(error),
    ];
    let works = works(caller);
    Ok(DrillsPage { works, rows, fields: if works { fields } else { Vec::new() }, page, more })
}

async fn list(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let page = drawn(&server, &caller, &Form::default(), [""; 2]).await?;
    server.show(&server.frame_of(&caller), &page)
}

/// `POST /desk/drills`: for whom, and who gets the injects by mail, one address a line.
async fn start(State(server): State<Server>, caller: Caller, form: Form) -> Result<Response, Problem> {
    let typed: Vec<&str> = form.text("players").split_whitespace().collect();
    let address = |one: &&str| {
        one.len() <= 254 && one.split_once('@').is_some_and(|(a, b)| !a.is_empty() && b.contains('.'))
    };
    if typed.len() > MOST_PLAYERS || !typed.iter().all(address) {
        let page = drawn(&server, &caller, &form, ["", "drill-addresses-wrong"]).await?;
        return server.show_again(&server.frame_of(&caller), &page);
    }
    let wish = Start {
        scenario: form.text("scenario").to_owned(),
        organisation: form.text("organisation").to_owned(),
        entity: None,
        players: typed
            .into_iter()
            .map(|one| PlayerRow { email: one.to_owned(), name: String::new() })
            .collect(),
    };
    match drill::start(&server.house, &caller.signed_in()?, &wish).await {
        Ok(started) => Ok(Redirect::to(&format!("/desk/drills/{}", started.id)).into_response()),
        Err(Failed::Refused(Refused::NotUnderstood { .. })) => {
            let page = drawn(&server, &caller, &form, ["drill-scenario-missing", ""]).await?;
            server.show_again(&server.frame_of(&caller), &page)
        }
        Err(failed) => Err(failed.into()),
    }
}

async fn show(
    State(server): State<Server>,
    Path(id): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    let row = drill::one(&server.house, None, &id).await?;
    let found = after::after(&server.house, row, caller.at).await?;
    let account = Account::of(&server, &caller, &found, "");
    let frame = crate::page::Frame { exercise: true, ..server.frame_of(&caller) };
    server.show(&frame, &AccountPage { account, room: "desk" })
}

fn card(server: &Server, caller: &Caller, typed: &str, error: &str) -> CardPage {
    let say = |key: &str| server.pages.words().say_anyhow(caller.language, key, &Gaps::new());
    let kind = Kind::Text { value: typed.to_owned(), input: "text", autocomplete: "off" };
    let error = if error.is_empty() { String::new() } else { say(error) };
    let field = Field::new("words", say("card-words"), kind).hint(say("door-continue-code-hint"));
    CardPage { fields: vec![field.error(error).required()], found: None, ended_at: None }
}

async fn ask(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    server.show(&server.frame_of(&caller), &card(&server, &caller, "", ""))
}

/// `POST /desk/card`: what cannot be a code is not looked up.
async fn check(State(server): State<Server>, caller: Caller, form: Form) -> Result<Response, Problem> {
    let typed = form.text("words");
    if Code::parse(typed).is_err() {
        return server.show_again(&server.frame_of(&caller), &card(&server, &caller, typed, "card-no-code"));
    }
    match pack::check(&server.house, &caller.signed_in()?, typed).await {
        Ok(found) => {
            let name = (found.entity.name, found.entity.register_number);
            let page =
                CardPage { found: Some(name), ended_at: found.ended_at, ..card(&server, &caller, "", "") };
            server.show(&server.frame_of(&caller), &page)
        }
        Err(Failed::Refused(Refused::WrongSecret)) => {
            server.show_again(&server.frame_of(&caller), &card(&server, &caller, typed, "card-unknown"))
        }
        Err(failed) => Err(failed.into()),
    }
}
