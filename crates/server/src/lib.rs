//! Doors to the house: pages, API, command line and timers.
//!
//! Rules live in `domain`, acts in `app`; here a request becomes a form and an answer becomes a page.

#![cfg_attr(test, recursion_limit = "256")]

pub mod api;
pub mod assets;
pub mod background;
pub mod browser;
pub mod carbon;
pub mod cli;
pub mod config;
pub mod courier;
pub mod door;
pub mod form;
pub mod health;
pub mod intake;
pub mod lab;
pub mod language;
pub mod logging;
pub mod page;
pub mod papers;
pub mod problem;
pub mod provider;
pub mod rooms;
pub mod route;
pub mod serve;
pub mod step_up;
pub mod texts;
pub mod words;

use meldkamer_app::House;
use page::Pages;
use provider::Providers;
use std::sync::Arc;

/// What every handler has at hand.
#[derive(Clone)]
pub struct Server {
    /// The house.
    pub house: Arc<House>,
    /// The pages.
    pub pages: Pages,
    /// Who signs people in for us.
    pub providers: Providers,
}

impl Server {
    /// The doors of a house; fails when the secret of a provider cannot be read.
    pub fn of(house: Arc<House>, pages: Pages) -> std::io::Result<Self> {
        let providers = Providers::open(&house.settings)?;
        Ok(Self { house, pages, providers })
    }
}
