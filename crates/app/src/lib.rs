//! What we do: one function for each thing that a person or a timer may do.
//!
//! Read, decide, remember, note: four paragraphs in every act, in that order. Pages, API, command
//! line, mail and timers call the same act. No HTTP, no HTML and no SQL here.

pub mod act;
pub mod answer;
pub mod attachment;
pub mod authority;
pub mod bell;
pub mod chance;
pub mod clocks;
pub mod courier;
pub mod demo;
pub mod desk;
pub mod draft;
pub mod errand;
pub mod failed;
pub mod filing;
pub mod help;
pub mod house;
pub mod intake;
pub mod journal;
pub mod judgement;
pub mod keys;
pub mod letter;
pub mod library;
pub mod message;
pub mod mine;
pub mod moment;
pub mod queue;
pub mod roster;
pub mod rounds;
pub mod sealer;
pub mod session;
pub mod settings;
pub mod sign_in;
pub mod staff;
pub mod token;
pub mod triage;

pub use act::{Act, Actor, Door, Subject};
pub use failed::Failed;
pub use house::House;

#[cfg(test)]
mod trial;
