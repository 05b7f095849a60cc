//! `meldkamer completions` and `meldkamer man`: made from the same definition as the commands.

use super::{Cli, Ending};
use clap::{Args, CommandFactory};
use clap_complete::Shell;
use std::path::PathBuf;

/// Print completions for a shell.
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell.
    shell: Shell,
}

impl Completions {
    /// Prints them.
    pub fn run(self) -> Result<(), Ending> {
        clap_complete::generate(self.shell, &mut Cli::command(), "meldkamer", &mut std::io::stdout());
        Ok(())
    }
}

/// Write the manual pages to a folder.
#[derive(Debug, Args)]
pub struct Man {
    /// The folder, made when absent.
    folder: PathBuf,
}

impl Man {
    /// Writes one page for each command.
    pub fn run(self) -> Result<(), Ending> {
        std::fs::create_dir_all(&self.folder).map_err(Ending::trouble)?;
        clap_mangen::generate_to(Cli::command(), &self.folder).map_err(Ending::trouble)
    }
}
