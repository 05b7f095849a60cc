//! Which traces to secure, before there is a case: the acquisition cards for everybody, also on paper.
//!
//! Not here: the kit that a case makes of a card.

use crate::{
    Server,
    door::Caller,
    page::{Choice, Field, Kind, Page, Sample, samples_of},
    problem::Problem,
    rooms::draft::frame,
    route::{Gate, Route},
    words::Gaps,
};
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use meldkamer_domain::{
    acquisition::{Card, Vanishes, Volatile, in_order},
    rulebook::Said,
};
use serde::{Deserialize, Serialize};

/// How long ago the first sign can be said to have been, in hours.
const AGO: [i64; 6] = [12, 48, 168, 720, 2160, 4320];

/// The routes of the cards.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/prepare/evidence", Gate::Public, list),
        Route::get("/prepare/evidence/{card}", Gate::Public, card),
    ]
}

/// Every state of its pages.
pub fn samples() -> Vec<Sample> {
    let mut all = samples_of::<ListPage>();
    all.extend(samples_of::<CardPage>());
    all
}

/// All cards.
#[derive(Debug, Serialize)]
struct ListPage {
    /// Id, name, what it is about.
    cards: Vec<(String, String, String)>,
}

impl Page for ListPage {
    const TEMPLATE: &'static str = "prepare/evidence.html";

    fn title(&self) -> &'static str {
        "evidence-cards-title"
    }

    fn samples() -> Vec<Self> {
        let card = ("linux".into(), "Linux <server>".into(), "Laat hem aan staan.".into());
        vec![Self { cards: vec![card] }, Self { cards: Vec::new() }]
    }
}

/// One card.
#[derive(Debug, Serialize)]
struct CardPage {
    /// Its id.
    id: String,
    /// Its name.
    name: String,
    about: String,
    ask: Vec<String>,
    never: Vec<String>,
    takes: Vec<Taken>,
    /// Name, platform, address of the makers.
    collectors: Vec<(String, String, String)>,
    /// When the first sign was.
    ago: Field,
}

/// A trace on a page.
#[derive(Debug, Serialize)]
pub(crate) struct Taken {
    title: String,
    how: String,
    /// How it vanishes: `gone`, `at`, `restart` or `unknown`.
    vanishes: &'static str,
    /// When, for `gone` and `at`.
    at: Option<i64>,
    /// Whether the time that it is kept was read at its source.
    confirmed: bool,
}

impl Taken {
    /// A trace in a language.
    pub(crate) fn of(one: &Volatile<'_>, language: &str) -> Self {
        let (vanishes, at) = match one.vanishes {
            Vanishes::Gone(at) => ("gone", Some(at.micros())),
            Vanishes::At(at) => ("at", Some(at.micros())),
            Vanishes::AtRestart => ("restart", None),
            Vanishes::Unknown => ("unknown", None),
        };
        Self {
            title: one.take.title.in_language(language).to_owned(),
            how: one.take.how.in_language(language).to_owned(),
            vanishes,
            at,
            confirmed: one.take.basis.as_ref().is_none_or(|basis| basis.confirmed),
        }
    }
}

impl Page for CardPage {
    const TEMPLATE: &'static str = "prepare/evidence-card.html";

    fn title(&self) -> &'static str {
        "evidence-card-title"
    }

    fn samples() -> Vec<Self> {
        let taken = |vanishes, at| Taken {
            title: "Geheugen & <core>".into(),
            how: "Maak een kopie.".into(),
            vanishes,
            at,
            confirmed: at.is_none(),
        };
        let now = Some(1_795_189_260_000_000);
        vec![Self {
            id: "linux".into(),
            name: "Linux-server".into(),
            about: "Laat de server aan staan.".into(),
            ask: vec!["Is de server herstart?".into()],
            never: vec!["Niet uitzetten.".into()],
            takes: vec![taken("at", now), taken("restart", None), taken("unknown", None), taken("gone", now)],
            collectors: vec![("UAC".into(), "Linux".into(), "https://example.org/uac".into())],
            ago: Field::new(
                "ago",
                "Wanneer was het eerste teken?",
                Kind::Choice {
                    choices: vec![Choice {
                        value: "12".into(),
                        label: "Vandaag".into(),
                        hint: String::new(),
                        chosen: true,
                    }],
                    list: true,
                },
            ),
        }]
    }
}

/// What is asked of a card.
#[derive(Debug, Deserialize)]
struct Asked {
    /// How many hours ago the first sign was; nothing when nobody says.
    ago: Option<String>,
}

/// `GET /prepare/evidence`.
async fn list(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let (library, code) = (server.house.law(), caller.language.code());
    let cards = library.acquisition.on(server.house.day(caller.at));
    let said = |text: &Said| text.in_language(code).to_owned();
    let cards = cards.into_iter().map(|one| (one.id.clone(), said(&one.title), said(&one.about))).collect();
    server.show(&frame(&server, &caller, false), &ListPage { cards })
}

/// `GET /prepare/evidence/{card}`.
async fn card(
    State(server): State<Server>,
    caller: Caller,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let library = server.house.law();
    let found = library.acquisition.holding(&id, server.house.day(caller.at));
    let found = found.ok_or_else(Problem::not_found)?;
    // A time that nobody offered says nothing.
    let ago = asked.ago.and_then(|ago| ago.parse().ok()).filter(|ago| AGO.contains(ago));
    server.show(&frame(&server, &caller, false), &drawn(&server, &caller, found, ago))
}

fn drawn(server: &Server, caller: &Caller, card: &Card, ago: Option<i64>) -> CardPage {
    let code = caller.language.code();
    let said = |text: &Said| text.in_language(code).to_owned();
    let say = |key: &str| server.pages.words().say_anyhow(caller.language, key, &Gaps::new());
    let since = ago.map(|hours| caller.at.plus_seconds(-hours * 3600));
    let choices = AGO.map(|hours| Choice {
        value: hours.to_string(),
        label: say(&format!("evidence-ago-{hours}")),
        hint: String::new(),
        chosen: ago == Some(hours),
    });
    CardPage {
        id: card.id.clone(),
        name: said(&card.title),
        about: said(&card.about),
        ask: card.ask.iter().map(said).collect(),
        never: card.never.iter().map(said).collect(),
        takes: in_order(&card.takes, since, caller.at).iter().map(|one| Taken::of(one, code)).collect(),
        collectors: card
            .collectors
            .iter()
            .map(|one| (one.name.clone(), one.platform.clone(), one.site.clone()))
            .collect(),
        ago: Field::new("ago", say("evidence-ago"), Kind::Choice { choices: choices.into(), list: true }),
    }
}
