//! What an organisation keeps of getting ready: its scans, its emergency pack, its exercises.
//!
//! For who acts for an entity by a mandate; another entity's things answer like things that are not there.

mod drills;
mod pack;
mod scans;

pub(crate) use drills::Row;

use crate::{door::Caller, page::Sample, problem::Problem, route::Route};
use meldkamer_domain::access::{Tie, Verb, ruling};

/// The routes under `/organisation` that belong to getting ready.
pub fn routes() -> Vec<Route> {
    [scans::routes(), pack::routes(), drills::routes()].into_iter().flatten().collect()
}

/// Every state of their pages.
pub fn samples() -> Vec<Sample> {
    [scans::samples(), pack::samples(), drills::samples()].into_iter().flatten().collect()
}

/// The entity that whoever is signed in acts for.
fn entity(caller: &Caller) -> Result<String, Problem> {
    let door = caller.signed_in()?;
    door.actor.entity().map(str::to_owned).ok_or_else(Problem::not_found)
}

/// The name of that entity.
fn body(caller: &Caller) -> String {
    caller.signed_in.as_ref().map(|one| one.body.clone()).unwrap_or_default()
}

/// Whether whoever is signed in may do this at all: a page shows no form that would be refused.
fn may(caller: &Caller, verb: Verb) -> bool {
    let role = caller.signed_in.as_ref().map(|one| one.role);
    role.is_some_and(|role| Tie::ALL.into_iter().any(|tie| ruling(role, verb, tie)))
}
