//! The real parts that tests run against: houses on both databases, a client, a browser, a mail
//! server. Not for what is tested: that is in the walls and the stories.

pub mod axe;
pub mod browser;
pub mod client;
pub mod house;
pub mod mailbox;
pub mod memory;
pub mod postgres;
pub mod world;
