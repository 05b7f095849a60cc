//! What must hold, whatever the rooms do. Lists of exceptions may only shrink.

mod api;
mod attack;
mod authorities;
mod cases;
mod clock;
mod commits;
mod database_gone;
mod demo;
mod depot;
mod desk;
mod exports;
mod full_disk;
mod fuzz;
mod headers;
mod journal;
mod leaving;
mod lengths;
mod mandates;
mod pages;
mod personal;
mod register;
mod routes;
mod sources;
mod tls;
mod trouble;
mod whose;
