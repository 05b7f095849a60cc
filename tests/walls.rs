//! What must hold, whatever the rooms do. Lists of exceptions may only shrink.

mod commits;
mod demo;
mod desk;
mod fuzz;
mod headers;
mod journal;
mod lengths;
mod pages;
mod routes;
mod sources;
