//! Who owns an address, a range, a domain name or an autonomous system.

use super::{list::Claim, say::Say};
use crate::{
    Server,
    door::Caller,
    page::{Page, Sample, samples_of},
    problem::Problem,
    rooms::desk::asked,
    route::{Gate, Route},
};
use axum::{extract::State, response::Response};
use meldkamer_app::entity::look::{self, Owners, Wanted};
use meldkamer_domain::access::Verb;
use serde::Serialize;

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get("/desk/register/owner", Gate::SignedIn(Verb::FindEntity), owner)]
}

pub(super) fn samples() -> Vec<Sample> {
    samples_of::<OwnerPage>()
}

/// Who owns something.
#[derive(Clone, Debug, Default, Serialize)]
pub struct OwnerPage {
    q: String,
    /// Whether what was asked is an address, a name or a system at all.
    readable: bool,
    asked: bool,
    around: Vec<Claim>,
    within: Vec<Claim>,
}

async fn owner(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let q = asked(&caller).text("q").to_owned();
    let wanted = Wanted::read(&q);
    let owners = match &wanted {
        Some(wanted) => look::owners(&server.house, wanted).await?,
        None => Owners::default(),
    };
    let say = Say::new(&server, caller.language);
    let page = OwnerPage::of(&say, &q, wanted.is_some(), owners);
    server.show(&server.frame_of(&caller), &page)
}

impl OwnerPage {
    fn of(say: &Say<'_>, q: &str, readable: bool, owners: Owners) -> Self {
        Self {
            q: q.chars().take(200).collect(),
            readable,
            asked: !q.is_empty(),
            around: owners.around.into_iter().map(|row| Claim::of(row, say)).collect(),
            within: owners.within.into_iter().map(|row| Claim::of(row, say)).collect(),
        }
    }
}

impl Page for OwnerPage {
    const TEMPLATE: &'static str = "entity/owner.html";

    fn title(&self) -> &'static str {
        "entity-owner-title"
    }

    fn samples() -> Vec<Self> {
        let claim = |text: &str, state: &str| Claim {
            text: text.into(),
            state: state.into(),
            entity: "org_1".into(),
            name: "Ans <b>".into(),
            standing: "registered".into(),
        };
        let found = Self {
            q: "192.0.2.7".into(),
            readable: true,
            asked: true,
            around: vec![claim("192.0.2.0/24", "proven"), claim("192.0.0.0/16", "claimed")],
            within: vec![Claim { standing: "unverified".into(), ..claim("192.0.2.8/32", "asked") }],
        };
        let nobody = Self { around: Vec::new(), within: Vec::new(), ..found.clone() };
        vec![Self::default(), Self { q: "?".into(), asked: true, ..Self::default() }, nobody, found]
    }
}
