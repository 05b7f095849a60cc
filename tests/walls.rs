//! What must hold, whatever the rooms do.

mod commits;
mod demo;
