//! Running the installation: staff, roster, authorities, letters, tokens, and what the house does.
//!
//! Each tab is a file of its own; this one holds their list and what they share.

pub mod staff;

use crate::{page::Sample, route::Route};
use meldkamer_store::staff::StaffRow;

/// The routes of this room.
pub fn routes() -> Vec<Route> {
    [staff::routes()].into_iter().flatten().collect()
}

/// All states of the pages of this room.
pub fn samples() -> Vec<Sample> {
    [staff::samples()].into_iter().flatten().collect()
}

/// An account for samples.
pub(crate) fn sample_row() -> StaffRow {
    StaffRow {
        id: "sta_1".into(),
        login: "ans".into(),
        name: "Ans <b>".into(),
        email: "ans@voorbeeld.nl".into(),
        phone: "+31 6 00 00 00 00".into(),
        role: "duty-officer".into(),
        language: "nl".into(),
        password: "x".into(),
        totp: Some(Vec::new()),
        totp_step: 0,
        active: 1,
        created_at: 1_763_653_200_000_000,
        version: 1,
    }
}
