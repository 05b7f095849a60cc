//! Evidence: the door by which it is sent, and the desk's pages of what came.
//!
//! Nothing that is sent is looked into here; that is the laboratory's, in a process of its own.

mod desk;
mod form;
mod item;
mod paper;
mod receive;
mod send;
mod take;
mod tus;

use crate::{
    page::{Sample, samples_of},
    route::Route,
};

/// The routes of the room.
pub fn routes() -> Vec<Route> {
    [send::routes(), tus::routes(), desk::routes(), item::routes(), take::routes(), paper::routes()]
        .into_iter()
        .flatten()
        .collect()
}

/// The pages of the room.
pub fn samples() -> Vec<Sample> {
    let mut all = samples_of::<send::SendPage>();
    all.extend(samples_of::<desk::EvidencePage>());
    all.extend(samples_of::<item::ItemPage>());
    all
}
