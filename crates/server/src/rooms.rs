//! The rooms: one for each step of the journey, each with its pages and its routes.

pub mod assess;
pub mod draft;
pub mod mine;
pub mod filed;
pub mod answer;
pub mod assessment;
pub mod problem;
pub mod receipt;
pub mod start;
pub mod account;
pub mod problem;
pub mod running;
pub mod sign_in;

use crate::{
    page::{Sample, samples_of},
    route::Route,
};

/// Every route of the house.
pub fn routes() -> Vec<Route> {
    let rooms = [crate::health::routes()];
    let rooms = [mine::routes()];
    let rooms = [assess::routes(), draft::routes(), filed::routes(), receipt::routes(), start::routes()];
    let rooms = [account::routes(), running::routes(), sign_in::routes()];
    let rooms = [answer::routes(), assessment::routes()];
    rooms.into_iter().flatten().collect()
}

/// Every state of every page, for the wall that draws them all.
pub fn samples() -> Vec<Sample> {
    let rooms = [mine::samples(), samples_of::<problem::ProblemPage>()];
    let rooms = [
        assess::samples(),
        draft::samples(),
        filed::samples(),
        samples_of::<problem::ProblemPage>(),
        receipt::samples(),
        start::samples(),
    ];
    let rooms =
        [account::samples(), samples_of::<problem::ProblemPage>(), running::samples(), sign_in::samples()];
    let rooms = [answer::samples(), assessment::samples(), samples_of::<problem::ProblemPage>()];
    rooms.into_iter().flatten().collect()
}

/// A text as part of an address.
pub fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}
