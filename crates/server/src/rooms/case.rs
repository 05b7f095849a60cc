//! The support case: the list of cases and the case with its parts at the desk, and for whoever takes
//! part from outside their own part of it.
//!
//! What hangs in a case (tasks, messages, timeline, evidence, …) has rooms of its own; they stand in the
//! menu by a line in [`parts`].

mod acquisition;
pub mod form;
pub mod guest;
mod list;
mod open;
mod overview;
pub mod parts;
mod people;

use crate::{
    page::{Sample, samples_of},
    route::Route,
};
pub use guest::Guest;
pub use parts::Head;

/// The routes of the room.
pub fn routes() -> Vec<Route> {
    let rooms = [
        list::routes(),
        open::routes(),
        overview::routes(),
        people::routes(),
        acquisition::routes(),
        guest::routes(),
    ];
    rooms.into_iter().flatten().collect()
}

/// The pages of the room.
pub fn samples() -> Vec<Sample> {
    let mut all = samples_of::<list::ListPage>();
    all.extend(samples_of::<open::OpenPage>());
    all.extend(samples_of::<overview::OverviewPage>());
    all.extend(samples_of::<people::PeoplePage>());
    all.extend(acquisition::samples());
    all.extend(guest::samples());
    all
}

/// The address of a case at the desk.
pub fn address(case: &str) -> String {
    format!("/desk/case/{case}")
}
