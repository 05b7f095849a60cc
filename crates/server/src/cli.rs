//! The command line: one subcommand, one file. Human text by default, `--json` for machines.
//!
//! Exit codes: 0 done; 1 the thing that was checked is not as it should be; 2 the command could
//! not be understood; 3 the house has trouble (database, disk, network).

pub mod admin;
pub mod assess;
pub mod deadlines;
pub mod demo;
pub mod evidence;
pub mod journal;
pub mod lab;
pub mod law;
pub mod manual;
pub mod migrate;
pub mod receipt;
pub mod rulebooks;
pub mod serve;
pub mod upload;

use clap::{Args, Parser, Subcommand};
use meldkamer_domain::refused::Refused;
use std::{fmt::Display, io::Write, path::PathBuf, process::ExitCode};

/// Receives cyber incidents from NIS2 organisations and helps them.
#[derive(Debug, Parser)]
#[command(name = "meldkamer", version, about, disable_help_subcommand = true)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Start the system: pages, API, mail and timers.
    Serve(serve::Serve),
    /// Start the system on a filled demonstration.
    Demo(demo::Demo),
    /// Accounts of staff: make, reset, list; API tokens.
    Admin(admin::Admin),
    /// Bring the database to the shape this version expects.
    Migrate(migrate::Migrate),
    /// Check receipts.
    Receipt(receipt::Receipt),
    /// Check the journal.
    Journal(journal::Journal),
    /// Check evidence: re-hash what is kept, and the chain of custody.
    Evidence(evidence::Evidence),
    /// Send files by a link for evidence; resumes by itself.
    Upload(upload::Upload),
    /// Look at bytes on standard input inside a sandbox; the system starts this by itself.
    #[command(hide = true)]
    Lab(lab::Lab),
    /// Work with the rulebooks: law, thresholds, routes, questions and frameworks.
    Rulebooks(rulebooks::Rulebooks),
    /// Say when each stage of a regime is due.
    Deadlines(deadlines::Deadlines),
    /// Say which laws apply, whether it must be reported, when and to whom.
    Assess(assess::Assess),
    /// Print completions for a shell.
    Completions(manual::Completions),
    /// Write the manual pages to a folder.
    Man(manual::Man),
}

/// Where the installation is.
#[derive(Debug, Clone, Args)]
pub struct Place {
    /// Settings file in TOML; every key can also be given as MELDKAMER_KEY.
    #[arg(long, env = "MELDKAMER_CONFIG")]
    pub config: Option<PathBuf>,
    /// Data folder [default: ./var]
    #[arg(long)]
    pub data: Option<PathBuf>,
    /// A postgres:// URL, or a SQLite file [default: meldkamer.db in the data folder]
    #[arg(long)]
    pub database_url: Option<String>,
}

/// Why a command ends without having done its work.
#[derive(Debug)]
pub enum Ending {
    /// What was checked is not as it should be: exit code 1.
    Wrong(String),
    /// The command's words cannot be understood: exit code 2.
    Usage(String),
    /// The house has trouble: exit code 3.
    Trouble(String),
}

impl Ending {
    /// Trouble with the database, the disk or the network.
    pub fn trouble(what: impl Display) -> Self {
        Self::Trouble(what.to_string())
    }
}

impl From<meldkamer_app::Failed> for Ending {
    fn from(failed: meldkamer_app::Failed) -> Self {
        match failed {
            meldkamer_app::Failed::Refused(Refused::NotUnderstood { field, fault }) => {
                Self::Usage(format!("{field}: {fault}"))
            }
            meldkamer_app::Failed::Refused(refused) => Self::Usage(refused.to_string()),
            meldkamer_app::Failed::Trouble(trouble) => Self::Trouble(trouble.to_string()),
        }
    }
}

/// Reads the command line, does what it says and answers the exit code.
pub fn start() -> ExitCode {
    let cli = Cli::parse();
    // The laboratory must be alone in its process: what it gives up, it gives up for one thread.
    if matches!(cli.command, Command::Lab(_)) {
        return ended(cli.lab());
    }
    crate::logging::start();
    match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime.block_on(run(cli)),
        Err(why) => ended(Err(Ending::trouble(why))),
    }
}

impl Cli {
    fn lab(self) -> Result<(), Ending> {
        match self.command {
            Command::Lab(lab) => lab.run(),
            _ => Ok(()),
        }
    }
}

async fn run(cli: Cli) -> ExitCode {
    let done = match cli.command {
        Command::Serve(serve) => serve.run().await,
        Command::Demo(demo) => demo.run().await,
        Command::Admin(admin) => admin.run().await,
        Command::Migrate(migrate) => migrate.run().await,
        Command::Receipt(receipt) => receipt.run(),
        Command::Journal(journal) => journal.run().await,
        Command::Evidence(evidence) => evidence.run().await,
        Command::Upload(upload) => upload.run().await,
        Command::Lab(lab) => lab.run(),
        Command::Rulebooks(rulebooks) => rulebooks.run(),
        Command::Deadlines(deadlines) => deadlines.run(),
        Command::Assess(assess) => assess.run(),
        Command::Completions(completions) => completions.run(),
        Command::Man(man) => man.run(),
    };
    ended(done)
}

fn ended(done: Result<(), Ending>) -> ExitCode {
    let (code, said) = match done {
        Ok(()) => return ExitCode::SUCCESS,
        Err(Ending::Wrong(said)) => (1, said),
        Err(Ending::Usage(said)) => (2, said),
        Err(Ending::Trouble(said)) => (3, said),
    };
    let _ = writeln!(std::io::stderr(), "meldkamer: {said}");
    ExitCode::from(code)
}

/// Writes a line for the person or script that called. A closed pipe ends the command quietly.
pub fn say(line: impl Display) {
    let _ = writeln!(std::io::stdout(), "{line}");
}
