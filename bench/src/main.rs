//! `./dev bench`: what the house must reach, each line a ratio to a limit or to another size that was
//! measured in the same run. It starts the release binary as an operator would, on this machine's disk.
//!
//! Not a test: figures of a shared machine prove nothing by themselves, their ratios do.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a bench measures, prints and stops where it fails"
)]

mod client;
mod cluster;
mod crash;
mod filing;
mod house;
mod material;
mod queue;
mod register;
mod start;
mod upload;

/// One line of the table.
pub struct Line {
    /// What was measured.
    pub what: String,
    /// The figure in words.
    pub figure: String,
    /// The ratio that counts, and its limit: `Ok` when it must be at least, `Err` when at most.
    pub ratio: f64,
    /// The limit.
    pub limit: Result<f64, f64>,
}

impl Line {
    fn print(&self) {
        let (sign, holds) = match self.limit {
            Ok(least) => (format!(">= {least}"), self.ratio >= least),
            Err(most) => (format!("<= {most}"), self.ratio <= most),
        };
        let verdict = if holds { "ok" } else { "MISSED" };
        println!("| {:<58} | {:<34} | {:>8.3} | {sign:<8} | {verdict} |", self.what, self.figure, self.ratio);
    }
}

/// What can be asked for; `crash` is only done when it is, whole or in parts.
const PARTS: [&str; 11] = [
    "filing",
    "queue",
    "register",
    "material",
    "start",
    "upload",
    "crash",
    "crash-sqlite",
    "crash-first",
    "crash-full",
    "crash-postgres",
];

#[tokio::main]
async fn main() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let asked: Vec<String> = std::env::args().skip(1).collect();
    if let Some(unknown) = asked.iter().find(|one| !PARTS.contains(&one.as_str())) {
        eprintln!(
            "{unknown} is no part. Give nothing for all that is quick, or some of: {}",
            PARTS.join(", ")
        );
        std::process::exit(2);
    }
    let wanted = |name: &str| asked.is_empty() || asked.iter().any(|one| one == name);
    println!("| {:<58} | {:<34} | {:>8} | {:<8} | |", "what", "figure", "ratio", "limit");
    println!("|{}|{}|{}|{}|--|", "-".repeat(60), "-".repeat(36), "-".repeat(10), "-".repeat(10));
    if wanted("filing") {
        filing::run().await.iter().for_each(Line::print);
    }
    if wanted("queue") {
        queue::run().await.iter().for_each(Line::print);
    }
    if wanted("register") {
        register::run().await.iter().for_each(Line::print);
    }
    if wanted("material") {
        material::run().await.iter().for_each(Line::print);
    }
    if wanted("start") {
        start::run().await.iter().for_each(Line::print);
    }
    if wanted("upload") {
        upload::run().await.iter().for_each(Line::print);
    }
    crash::run(&asked).await;
}
