//! What we remember: the only place with SQL and with the name of a database driver.
//!
//! Each room keeps the rows of one subject. Reads take anything that [`Asks`]; writes take a
//! transaction ([`Tx`]) and the [`Permit`](meldkamer_domain::access::Permit) that was checked for them.
//! No policy lives here: what may be done is decided in `domain`, what is done in `app`.

pub mod account;
pub mod assessment;
pub mod authority;
pub mod backwards;
pub mod binding;
pub mod ceremony;
pub mod clock;
pub mod crossing;
pub mod database;
pub mod depot;
pub mod dossier;
pub mod draft;
pub mod drill;
pub mod entity;
pub mod erasure;
pub mod errand;
pub mod evidence;
pub mod filing;
pub mod handover;
pub mod help;
pub mod hold;
pub mod house;
pub mod identity;
pub mod journal;
pub mod kit;
pub mod letter;
pub mod link;
pub mod mandate;
pub mod material;
pub mod message;
pub mod migrate;
pub mod pack;
pub mod passkey;
pub mod person;
pub mod plea;
mod query;
pub mod reach;
pub mod recipient;
pub mod request;
pub mod roster;
pub mod scan;
pub mod session;
pub mod share;
pub mod support_case;
pub mod trouble;
pub mod view;

pub use database::{Asks, Database, Dialect, Tx};
pub use trouble::Trouble;
