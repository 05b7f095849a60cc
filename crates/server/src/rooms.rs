//! The rooms: one for each step of the journey, each with its pages and its routes.

pub mod draft;
pub mod mine;
pub mod problem;
pub mod start;

use crate::{
    page::{Sample, samples_of},
    route::Route,
};

/// Every route of the house.
pub fn routes() -> Vec<Route> {
    let rooms = [
        draft::routes(),
        mine::routes(),
        start::routes(),
    ];
    rooms.into_iter().flatten().collect()
}

/// Every state of every page, for the wall that draws them all.
pub fn samples() -> Vec<Sample> {
    let rooms = [
        draft::samples(),
        mine::samples(),
        samples_of::<problem::ProblemPage>(),
        start::samples(),
    ];
    rooms.into_iter().flatten().collect()
}

/// A text as part of an address.
pub fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}
