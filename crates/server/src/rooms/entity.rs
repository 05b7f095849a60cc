//! The register at the desk: who must report, what they own, and who answers for them.
//!
//! Not here: what strangers may do (registering, the scope test, links from a mail), which has rooms
//! of its own.

pub mod fields;
pub mod import;
pub mod list;
pub mod own;
pub mod owner;
pub mod page;
pub mod requests;
pub mod say;
pub mod write;

use crate::{page::Sample, route::Route};

/// Every route of this room.
pub fn routes() -> Vec<Route> {
    let desk = [list::routes(), write::routes(), import::routes(), requests::routes(), page::routes()];
    let parts = desk.into_iter().chain([own::routes(), owner::routes()]);
    parts.flatten().collect()
}

/// Every state of the pages of this room.
pub fn samples() -> Vec<Sample> {
    let desk = [list::samples(), write::samples(), import::samples(), requests::samples(), page::samples()];
    let parts = desk.into_iter().chain([own::samples(), owner::samples()]);
    parts.flatten().collect()
}
