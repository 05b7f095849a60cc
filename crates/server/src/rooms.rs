//! The rooms: one for each step of the journey, each with its pages and its routes.

pub mod desk;
pub mod draft;
pub mod problem;

use crate::{
    page::{Sample, samples_of},
    route::Route,
};

/// Every route of the house.
pub fn routes() -> Vec<Route> {
    let rooms = [desk::routes()];
    rooms.into_iter().flatten().collect()
}

/// Every state of every page, for the wall that draws them all.
pub fn samples() -> Vec<Sample> {
    let rooms = [desk::samples(), samples_of::<problem::ProblemPage>()];
    rooms.into_iter().flatten().collect()
}

/// A text as part of an address.
pub fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}
