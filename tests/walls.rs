//! What must hold, whatever the rooms do. Lists of exceptions may only shrink.

mod clock;
mod commits;
mod database_gone;
mod demo;
mod desk;
mod full_disk;
mod fuzz;
mod headers;
mod journal;
mod lengths;
mod mandates;
mod pages;
mod routes;
mod sources;
