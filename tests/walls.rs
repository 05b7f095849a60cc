//! What must hold, whatever the rooms do. Lists of exceptions may only shrink.

mod commits;
mod demo;
mod fuzz;
mod headers;
mod lengths;
mod pages;
mod sources;
