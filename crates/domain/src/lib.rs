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
pub mod advice;
pub mod affected;
pub mod anonymise;
pub mod audience;
pub mod code;
pub mod course;
pub mod crossing;
pub mod deadline;
pub mod drill;
pub mod entity;
pub mod evidence;
pub mod fact;
pub mod filing;
pub mod help;
pub mod holiday;
pub mod id;
pub mod indicator;
pub mod journal;
pub mod law;
pub mod log;
pub mod marking;
pub mod neighbour;
pub mod note;
pub mod playbook;
pub mod question;
pub mod rank;
pub mod receipt;
pub mod reference;
pub mod refused;
pub mod regime;
pub mod report;
pub mod retention;
pub mod route;
pub mod rulebook;
pub mod scan;
pub mod scenario;
pub mod scope;
pub mod sharing;
pub mod significance;
pub mod support_case;
pub mod technique;
pub mod time;
pub mod timeline;
pub mod triage;
