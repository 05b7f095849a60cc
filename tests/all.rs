//! All tests that need more than one crate: one binary, so that two cores can build it.
//!
//! `stories` and `journeys` follow people through their work, `walls` hold what must hold, `harness`
//! has the real parts they are tested against: PostgreSQL, a browser, a mail server.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests stop where they fail")]

mod harness;
mod journeys;
mod stories;
mod walls;
