//! Doors to the house: pages, API, command line and timers.
//!
//! Rules live in `domain`, acts in `app`; here a request becomes a form and an answer becomes a page.

pub mod assets;
pub mod language;
pub mod page;
pub mod texts;
pub mod words;
