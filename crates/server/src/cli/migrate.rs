//! `meldkamer migrate`: brings a database to this version's shape, also while others serve.

use super::{Ending, Place, say};
use crate::config;
use clap::Args;
use meldkamer_store::{Database, migrate};

/// Bring the database to the shape this version expects.
#[derive(Debug, Args)]
pub struct Migrate {
    #[command(flatten)]
    place: Place,
    /// Only say what would be done.
    #[arg(long)]
    check: bool,
    /// Answer in JSON.
    #[arg(long)]
    json: bool,
}

impl Migrate {
    /// Runs what is missing and names it.
    pub async fn run(self) -> Result<(), Ending> {
        let settings = config::load(&self.place)?;
        let database = Database::open(&config::database(&settings)).await.map_err(Ending::trouble)?;
        let before = migrate::version(&database).await.map_err(Ending::trouble)?;
        let ran =
            if self.check { Vec::new() } else { migrate::run(&database).await.map_err(Ending::trouble)? };
        let newest = migrate::NEWEST;
        if self.json {
            say(serde_json::json!({"before": before, "newest": newest, "ran": ran}));
        } else if ran.is_empty() {
            say(format!("The database is at {before}; this version knows {newest}. Nothing was run."));
        } else {
            say(format!("Ran: {}.", ran.join(", ")));
        }
        if self.check && before < newest {
            return Err(Ending::Wrong(format!("the database is at {before} and needs {newest}")));
        }
        Ok(())
    }
}
