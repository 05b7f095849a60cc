//! The support case: the list of cases and the case with its parts at the desk, and for whoever takes
//! part from outside their own part of it.
//!
//! What hangs in a case (tasks, messages, timeline, evidence, …) has rooms of its own; they stand in the
//! menu by a line in [`parts`].

mod acquisition;
mod end;
mod figures;
pub mod form;
pub mod guest;
mod list;
mod log;
mod messages;
mod open;
mod overview;
pub mod parts;
mod people;
mod playbooks;
mod screen;
mod tasks;
pub mod viewer;

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
        tasks::routes(),
        messages::routes(),
        log::routes(),
        playbooks::routes(),
        end::routes(),
        figures::routes(),
        screen::routes(),
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
    all.extend(samples_of::<people::LinkMadePage>());
    all.extend(samples_of::<tasks::TasksPage>());
    all.extend(samples_of::<tasks::OwnTasksPage>());
    all.extend(samples_of::<messages::ThreadsPage>());
    all.extend(samples_of::<messages::ThreadPage>());
    all.extend(samples_of::<messages::KeysPage>());
    all.extend(samples_of::<log::LogPage>());
    all.extend(samples_of::<playbooks::PlaybooksPage>());
    all.extend(samples_of::<end::EndPage>());
    all.extend(samples_of::<end::OpinionPage>());
    all.extend(samples_of::<figures::FiguresPage>());
    all.extend(samples_of::<screen::ScreenPage>());
    all.extend(acquisition::samples());
    all.extend(guest::samples());
    all
}

/// The address of a case at the desk.
pub fn address(case: &str) -> String {
    format!("/desk/case/{case}")
}
