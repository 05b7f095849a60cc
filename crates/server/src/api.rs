//! The API: what pages do for people, for machines; JSON in and out, problems as RFC 9457.
//!
//! The same acts as everywhere. Reporters need no account: the first report answers a code, which is
//! the bearer token of all that follows. Staff use API tokens. What a machine may send is written in
//! the schema (`/api/v1/schema/{stage}`); what it sends beyond that is kept and named as a gap.

mod body;
mod catalogue;
mod desk;
mod dossier;
mod indicators;
mod notifications;
pub mod openapi;
pub mod shapes;
#[cfg(test)]
mod tests;
mod triage;

use crate::route::Route;

/// Every route of the API.
pub fn routes() -> Vec<Route> {
    let mut all = notifications::routes();
    all.extend(dossier::routes());
    all.extend(desk::routes());
    all.extend(triage::routes());
    all.extend(indicators::routes());
    all.extend(catalogue::routes());
    all.extend(openapi::routes());
    all
}
