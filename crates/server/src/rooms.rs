//! The rooms: one for each step of the journey, each with its pages and its routes.

pub mod account;
pub mod answer;
pub mod assess;
pub mod assessment;
pub mod audience;
pub mod authority;
pub mod case;
pub mod contact_point;
pub mod desk;
pub mod draft;
pub mod entity;
pub mod evidence;
pub mod filed;
pub mod home;
pub mod material;
pub mod mine;
pub mod offline;
pub mod organisation;
pub mod partner;
pub mod prepare;
pub mod problem;
pub mod receipt;
pub mod register;
pub mod running;
pub mod scope;
pub mod share;
pub mod sign_in;
pub mod start;
pub mod step_up;
pub mod ways;

use crate::{
    page::{Sample, samples_of},
    route::Route,
};

/// Every route of the house.
pub fn routes() -> Vec<Route> {
    let mut all = crate::health::routes();
    all.extend(crate::api::routes());
    all.extend(account::routes());
    all.extend(answer::routes());
    all.extend(assess::routes());
    all.extend(assessment::routes());
    all.extend(audience::routes());
    all.extend(authority::routes());
    all.extend(case::routes());
    all.extend(material::routes());
    all.extend(contact_point::routes());
    all.extend(desk::routes());
    all.extend(draft::routes());
    all.extend(entity::routes());
    all.extend(evidence::routes());
    all.extend(filed::routes());
    all.extend(home::routes());
    all.extend(mine::routes());
    all.extend(offline::routes());
    all.extend(organisation::routes());
    all.extend(partner::routes());
    all.extend(prepare::routes());
    all.extend(receipt::routes());
    all.extend(register::routes());
    all.extend(running::routes());
    all.extend(scope::routes());
    all.extend(share::routes());
    all.extend(sign_in::routes());
    all.extend(start::routes());
    all.extend(step_up::routes());
    all.extend(ways::routes());
    all
}

/// Every state of every page, for the wall that draws them all.
pub fn samples() -> Vec<Sample> {
    let mut all = samples_of::<problem::ProblemPage>();
    all.extend(account::samples());
    all.extend(answer::samples());
    all.extend(assess::samples());
    all.extend(assessment::samples());
    all.extend(audience::samples());
    all.extend(authority::samples());
    all.extend(case::samples());
    all.extend(material::samples());
    all.extend(contact_point::samples());
    all.extend(desk::samples());
    all.extend(draft::samples());
    all.extend(entity::samples());
    all.extend(evidence::samples());
    all.extend(filed::samples());
    all.extend(home::samples());
    all.extend(mine::samples());
    all.extend(offline::samples());
    all.extend(organisation::samples());
    all.extend(partner::samples());
    all.extend(prepare::samples());
    all.extend(receipt::samples());
    all.extend(register::samples());
    all.extend(running::samples());
    all.extend(scope::samples());
    all.extend(share::samples());
    all.extend(sign_in::samples());
    all.extend(start::samples());
    all.extend(step_up::samples());
    all.extend(ways::samples());
    all
}

/// A text as part of an address.
pub fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}
