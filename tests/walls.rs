//! What must hold, whatever the rooms do. Lists of exceptions may only shrink.

mod api;
mod commits;
mod demo;
mod depot;
mod desk;
mod exports;
mod fuzz;
mod headers;
mod journal;
mod leaving;
mod lengths;
mod mandates;
mod pages;
mod routes;
mod sources;
mod tls;
mod trouble;
