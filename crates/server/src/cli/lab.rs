//! `meldkamer lab`: the laboratory's own process. Started by the system; of no use by hand, and no harm.

use super::{Ending, say};
use crate::lab;
use clap::Args;

/// Look at bytes on standard input inside a sandbox.
#[derive(Debug, Args)]
pub struct Lab {
    /// Seconds of computing
    #[arg(long, default_value_t = 60)]
    seconds: u64,
}

impl Lab {
    /// Looks and tells, in JSON.
    pub fn run(self) -> Result<(), Ending> {
        let report = lab::inside(std::io::stdin().lock(), self.seconds);
        say(serde_json::to_string(&report).map_err(Ending::trouble)?);
        Ok(())
    }
}
