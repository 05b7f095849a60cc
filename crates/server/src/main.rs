//! The binary: reads the command line and does what it says.

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    meldkamer::logging::start();
    meldkamer::cli::run().await
}
