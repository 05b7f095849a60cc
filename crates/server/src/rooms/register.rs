//! What strangers may do with the register: register their organisation, and answer a mail of ours,
//! to say that a contact is still right or that a domain name is theirs.
//!
//! Looking at a mailed link changes nothing: machines that follow links in mails confirm nothing.

mod link;

use crate::{
    Server,
    door::Caller,
    form::Form,
    page::{Field, Page, Sample, samples_of},
    problem::Problem,
    rooms::{
        desk::asked,
        draft::network,
        entity::{
            fields::{Group, Typed, faults, groups},
            say::Say,
            write::gap_of,
        },
    },
    route::{Gate, Route},
};
use axum::{
    Extension,
    extract::{ConnectInfo, State},
    http::HeaderMap,
    response::Response,
};
use meldkamer_app::{
    Failed,
    entity::registration::{self, Registered},
};
use meldkamer_domain::{
    entity::{Gap, Severity},
    refused::Refused,
};
use serde::Serialize;
use std::net::SocketAddr;

/// The fields that a stranger is asked for; everything else can be told later.
const ASKED: [&str; 15] = [
    "name",
    "trade_names",
    "number",
    "class",
    "sectors",
    "street",
    "postcode",
    "city",
    "country",
    "email",
    "phone",
    "states",
    "networks",
    "domains",
    "contacts",
];

/// The routes of this room.
pub fn routes() -> Vec<Route> {
    let mut all =
        vec![Route::get("/register", Gate::Public, show), Route::post("/register", Gate::Public, register)];
    all.extend(link::routes());
    all
}

/// Every state of the pages of this room.
pub fn samples() -> Vec<Sample> {
    let mut all = samples_of::<RegisterPage>();
    all.extend(samples_of::<RegisteredPage>());
    all.extend(link::samples());
    all
}

/// The form.
#[derive(Clone, Debug, Serialize)]
pub struct RegisterPage {
    groups: Vec<Group>,
    faults: Vec<Field>,
    /// Whether answers of the scope test stand in it.
    from_test: bool,
}

impl RegisterPage {
    fn of(say: &Say<'_>, typed: &Typed, gaps: &[Gap]) -> Self {
        let groups = groups(say, typed, gaps, Some(&ASKED));
        Self { faults: faults(&groups), groups, from_test: false }
    }
}

/// What was understood and what is still to be told.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RegisteredPage {
    name: String,
    gaps: Vec<String>,
}

/// The form; an address can bring answers along.
async fn show(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let typed = Typed::of(&asked(&caller));
    let page = RegisterPage::of(&Say::new(&server, caller.language), &typed, &[]);
    let from_test = typed.told().as_object().is_some_and(|told| !told.is_empty());
    server.show(&server.frame_of(&caller), &RegisterPage { from_test, ..page })
}

async fn register(
    State(server): State<Server>,
    caller: Caller,
    peer: Option<Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Problem> {
    let (typed, say) = (Typed::of(&form), Say::new(&server, caller.language));
    let network = network(peer.map(|Extension(ConnectInfo(peer))| peer.ip()), &headers);
    match registration::register(&server.house, &caller.stranger(), &network, &typed.told()).await {
        Ok(Registered { name, gaps, .. }) => {
            let told = |gap: Gap| {
                format!("{}: {}", say.field(&gap.field), super::entity::fields::told_gap(&say, &gap))
            };
            let page = RegisteredPage { name, gaps: gaps.into_iter().map(told).collect() };
            server.show(&server.frame_of(&caller), &page)
        }
        Err(failed) => {
            // Whoever has to wait a moment loses nothing of what they typed.
            let gap = match failed {
                Failed::Refused(Refused::SlowDown { seconds }) => Gap {
                    field: "name".into(),
                    code: "slow-down",
                    severity: Severity::Wrong,
                    value: seconds.to_string(),
                },
                failed => gap_of(failed)?,
            };
            let page = RegisterPage::of(&say, &typed, &[gap]);
            server.show_again(&server.frame_of(&caller), &page)
        }
    }
}

impl Page for RegisterPage {
    const TEMPLATE: &'static str = "register/form.html";

    fn title(&self) -> &'static str {
        "register-title"
    }

    fn samples() -> Vec<Self> {
        Say::sample(|say| {
            let gap = Gap {
                field: "email".into(),
                code: "no-way-to-reach",
                severity: Severity::Wrong,
                value: String::new(),
            };
            let known = Typed::known(&super::entity::page::sample_entity());
            vec![
                Self::of(say, &Typed::default(), &[]),
                Self { from_test: true, ..Self::of(say, &known, &[gap]) },
            ]
        })
    }
}

impl Page for RegisteredPage {
    const TEMPLATE: &'static str = "register/done.html";

    fn title(&self) -> &'static str {
        "register-done-title"
    }

    fn samples() -> Vec<Self> {
        vec![
            Self { name: "Ans <b>".into(), gaps: Vec::new() },
            Self { name: "Bas".into(), gaps: vec!["KvK: ontbreekt <b>".into()] },
        ]
    }
}
