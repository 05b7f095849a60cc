//! API tokens: made for an account, shown once, revoked here.

use crate::{
    Server,
    door::Caller,
    form::Form,
    page::{Field, Kind, Page, Sample, samples_of},
    problem::Problem,
    rooms::sign_in::say::{Say, line},
    route::{Gate, Route},
    texts::Texts,
    words::Words,
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use meldkamer_app::{
    account::{self, Faults},
    token,
};
use meldkamer_domain::access::Verb;
use meldkamer_store::{account::AccountRow, session::TokenRow};
use serde::Serialize;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/running/tokens", Gate::SignedIn(Verb::MakeToken), show),
        Route::post("/running/tokens", Gate::SignedIn(Verb::MakeToken), make),
        Route::post("/running/tokens/{id}/revoke", Gate::SignedIn(Verb::RevokeToken), revoke),
    ]
}

pub(super) fn samples() -> Vec<Sample> {
    samples_of::<Tokens>()
}

/// The list of tokens with a form to make one.
#[derive(Serialize)]
pub struct Tokens {
    tokens: Vec<Token>,
    fields: Vec<Field>,
    made: String,
}

#[derive(Serialize)]
struct Token {
    id: String,
    name: String,
    owner: String,
    created_at: i64,
    ends_at: i64,
    revoked: bool,
}

struct Typed<'a> {
    staff: &'a str,
    name: &'a str,
    days: &'a str,
}

const NOTHING: Typed<'static> = Typed { staff: "", name: "", days: "90" };

impl Tokens {
    fn new(say: &Say<'_>, tokens: Vec<TokenRow>, people: &[AccountRow], typed: &Typed<'_>) -> Self {
        let token = |row: TokenRow| Token {
            id: row.id,
            name: row.name,
            owner: row.owner,
            created_at: row.created_at,
            ends_at: row.ends_at,
            revoked: row.revoked_at.is_some(),
        };
        let days = Kind::Number { value: typed.days.to_owned(), unit: say.words("staff-days") };
        Self {
            tokens: tokens.into_iter().map(token).collect(),
            fields: vec![
                say.must("staff", super::people(people, typed.staff)),
                say.must("token-name", line(typed.name, "text", "off")),
                say.must("days", days),
            ],
            made: String::new(),
        }
    }
}

impl Page for Tokens {
    const TEMPLATE: &'static str = "staff/tokens.html";

    fn title(&self) -> &'static str {
        "staff-tokens-title"
    }

    fn samples() -> Vec<Self> {
        let Ok(words) = Words::read(&Texts::embedded()) else { return Vec::new() };
        let (none, faults) = (Vec::new(), vec![("days", "not-days")]);
        let at = 1_763_653_200_000_000;
        let row = |revoked_at| TokenRow {
            id: "tok_1".into(),
            account: "acc_1".into(),
            owner: "Ans <b>".into(),
            name: "SIEM".into(),
            created_at: at,
            ends_at: at,
            revoked_at,
            mandate: None,
        };
        let people = [super::sample_row()];
        vec![
            Self::new(&Say::sample(&words, &none), Vec::new(), &people, &NOTHING),
            Self {
                made: "mkt_0123".into(),
                ..Self::new(&Say::sample(&words, &faults), vec![row(None), row(Some(at))], &people, &NOTHING)
            },
        ]
    }
}

async fn page(
    server: &Server,
    caller: &Caller,
    typed: &Typed<'_>,
    faults: &Faults,
) -> Result<Tokens, Problem> {
    let (tokens, people) = (token::all(&server.house).await?, account::staff(&server.house).await?);
    Ok(Tokens::new(&Say::new(server, caller.language, faults), tokens, &people, typed))
}

async fn show(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    server.show(&server.frame_of(&caller), &page(&server, &caller, &NOTHING, &Vec::new()).await?)
}

async fn make(State(server): State<Server>, caller: Caller, form: Form) -> Result<Response, Problem> {
    let typed = Typed { staff: form.text("staff"), name: form.text("token-name"), days: form.text("days") };
    let days = typed.days.parse().unwrap_or(0);
    let frame = server.frame_of(&caller);
    match token::make(&server.house, &caller.signed_in()?, typed.staff, typed.name, days).await {
        Ok(made) => {
            let page = page(&server, &caller, &NOTHING, &Vec::new()).await?;
            server.show(&frame, &Tokens { made: made.secret, ..page })
        }
        Err(failed) => {
            let (field, fault) = super::refused(failed)?;
            let faults = vec![(if field == "name" { "token-name" } else { field }, fault)];
            server.show_again(&frame, &page(&server, &caller, &typed, &faults).await?)
        }
    }
}

async fn revoke(
    State(server): State<Server>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    token::revoke(&server.house, &caller.signed_in()?, &id).await?;
    Ok(Redirect::to("/running/tokens").into_response())
}
