//! What we do: one function for each thing that a person or a timer may do.
//!
//! Read, decide, remember, note: four paragraphs in every act, in that order. Pages, API, command
//! line, mail and timers call the same act. No HTTP, no HTML and no SQL here.

pub mod account;
pub mod act;
pub mod answer;
pub mod attachment;
pub mod audience;
pub mod authority;
pub mod bell;
pub mod binding;
pub mod case;
pub mod ceremony;
pub mod chance;
pub mod clocks;
pub mod contact_point;
pub mod courier;
pub mod crossing;
pub mod demo;
pub mod desk;
pub mod draft;
pub mod drill;
pub mod entity;
pub mod erasing;
pub mod errand;
pub mod evidence;
pub mod failed;
pub mod filing;
pub mod help;
pub mod house;
pub mod intake;
pub mod journal;
pub mod judgement;
pub mod keys;
pub mod kit;
pub mod letter;
pub mod library;
pub mod mandate;
pub mod material;
pub mod message;
pub mod mine;
pub mod moment;
pub mod once;
pub mod organisation;
pub mod pack;
pub mod passkey;
pub mod person;
pub mod queue;
pub mod roster;
pub mod rounds;
pub mod scan;
pub mod sealer;
pub mod sealing;
pub mod session;
pub mod settings;
pub mod share;
pub mod sign_in;
pub mod step_up;
pub mod tie;
pub mod token;
pub mod triage;
pub mod ways;

pub use act::{Act, Actor, Door, Subject};
pub use failed::Failed;
pub(crate) use failed::written;
pub use house::House;

#[cfg(test)]
mod trial;
