//! Running the installation: staff, roster, authorities, letters, tokens, and what the house does.
//!
//! Each tab is a file of its own; this one holds their list and what they share.

pub mod authorities;
pub mod errands;
pub mod facts;
pub mod journal;
pub mod letters;
pub mod mandates;
pub mod personal;
pub mod roster;
pub mod staff;
pub mod tokens;

use crate::{
    page::{Choice, Kind, Sample},
    route::Route,
};
use meldkamer_app::Failed;
use meldkamer_store::account::AccountRow;

/// The routes of this room.
pub fn routes() -> Vec<Route> {
    let tabs = [
        staff::routes(),
        mandates::routes(),
        roster::routes(),
        authorities::routes(),
        letters::routes(),
        tokens::routes(),
        facts::routes(),
        errands::routes(),
        journal::routes(),
        personal::routes(),
    ];
    tabs.into_iter().flatten().collect()
}

/// All states of the pages of this room.
pub fn samples() -> Vec<Sample> {
    let tabs = [
        staff::samples(),
        mandates::samples(),
        roster::samples(),
        authorities::samples(),
        letters::samples(),
        tokens::samples(),
        facts::samples(),
        errands::samples(),
        journal::samples(),
        personal::samples(),
    ];
    tabs.into_iter().flatten().collect()
}

/// The accounts to choose from; those that are blocked are left out.
fn people(rows: &[AccountRow], chosen: &str) -> Kind {
    let active = rows.iter().filter(|row| row.active == 1);
    let choice = |row: &AccountRow| Choice::new(&row.id, &row.name).chosen(row.id == chosen);
    Kind::Choice { choices: active.map(choice).collect(), list: true }
}

/// The fault of a form that an act refused; any other failure goes on.
fn refused(failed: Failed) -> Result<(&'static str, &'static str), crate::problem::Problem> {
    match failed {
        Failed::Refused(refused) => super::sign_in::say::fault_of(&refused).ok_or_else(|| refused.into()),
        failed => Err(failed.into()),
    }
}

/// An account for samples.
pub(crate) fn sample_row() -> AccountRow {
    AccountRow {
        id: "acc_1".into(),
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
