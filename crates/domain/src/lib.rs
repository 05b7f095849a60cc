//! What is so: the law and the craft of incident notification, as pure functions.
//!
//! Nothing here reads a file, a network or a clock: every function takes facts and an
//! [`Instant`](time::Instant) and returns a decision with its reasons and the clause it rests on.
//! The crate is `no_std` so that the compiler holds it to that.
#![no_std]
extern crate alloc;
#[cfg(test)]
extern crate std;

pub mod access;
pub mod acquisition;
pub mod audience;
pub mod code;
pub mod crossing;
pub mod deadline;
pub mod drill;
pub mod edition;
pub mod entity;
pub mod fact;
pub mod filing;
pub mod help;
pub mod holiday;
pub mod id;
pub mod journal;
pub mod law;
pub mod log;
pub mod neighbour;
pub mod note;
pub mod question;
pub mod rank;
pub mod receipt;
pub mod reference;
pub mod refused;
pub mod regime;
pub mod retention;
pub mod route;
pub mod rulebook;
pub mod scan;
pub mod scope;
pub mod sharing;
pub mod significance;
pub mod time;
pub mod triage;
