//! The rooms: one for each step of the journey, each with its pages and its routes.

pub mod account;
pub mod answer;
pub mod assess;
pub mod assessment;
pub mod desk;
pub mod draft;
pub mod filed;
pub mod mine;
pub mod offline;
pub mod problem;
pub mod receipt;
pub mod running;
pub mod sign_in;
pub mod start;

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
    all.extend(desk::routes());
    all.extend(draft::routes());
    all.extend(filed::routes());
    all.extend(mine::routes());
    all.extend(offline::routes());
    all.extend(receipt::routes());
    all.extend(running::routes());
    all.extend(sign_in::routes());
    all.extend(start::routes());
    all
}

/// Every state of every page, for the wall that draws them all.
pub fn samples() -> Vec<Sample> {
    let mut all = samples_of::<problem::ProblemPage>();
    all.extend(account::samples());
    all.extend(answer::samples());
    all.extend(assess::samples());
    all.extend(assessment::samples());
    all.extend(desk::samples());
    all.extend(draft::samples());
    all.extend(filed::samples());
    all.extend(mine::samples());
    all.extend(offline::samples());
    all.extend(receipt::samples());
    all.extend(running::samples());
    all.extend(sign_in::samples());
    all.extend(start::samples());
    all
}

/// A text as part of an address.
pub fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}
