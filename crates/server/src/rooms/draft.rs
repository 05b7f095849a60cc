//! The report being written: each answer kept as it is typed, by one person or several.
//!
//! Not here: what the law makes of the answers (`assess`) and what filing gives back (`filed`).

pub mod fields;
