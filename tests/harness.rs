//! The real parts that tests run against: houses on both databases, a client, a browser with its
//! authenticator, a mail server, providers that sign people in. Not for what is tested: that is in the walls and the stories.

pub mod authenticator;
pub mod axe;
pub mod browser;
pub mod client;
pub mod house;
pub mod impostor;
pub mod mailbox;
pub mod memory;
pub mod outside;
pub mod postgres;
pub mod programs;
pub mod provider;
pub mod world;
