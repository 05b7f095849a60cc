//! The rooms: one for each step of the journey, each with its pages and its routes.

pub mod problem;

use crate::route::Route;

/// Every route of the house.
pub fn routes() -> Vec<Route> {
    let rooms: [Vec<Route>; 0] = [];
    rooms.into_iter().flatten().collect()
}

/// A text as part of an address.
pub fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}
