//! `meldkamer journal verify`: checks every entry, the log and its checkpoints.

use super::{Ending, Place, say, serve};
use crate::config;
use clap::{Args, Subcommand};
use meldkamer_app::journal::{self, Finding, Report};

/// Check the journal.
#[derive(Debug, Args)]
pub struct Journal {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Check that no entry was changed, is missing or stands in another's place.
    Verify(Verify),
}

#[derive(Debug, Args)]
struct Verify {
    #[command(flatten)]
    place: Place,
    /// Answer in JSON.
    #[arg(long)]
    json: bool,
}

impl Journal {
    /// Checks and tells; exit code 1 when something is wrong.
    pub async fn run(self) -> Result<(), Ending> {
        let What::Verify(verify) = self.what;
        let settings = config::load(&verify.place)?;
        if !settings.data.join("keys").is_dir() {
            return Err(Ending::Usage(format!("there is no installation in {}", settings.data.display())));
        }
        let house = serve::open(settings).await?;
        let report = journal::verify_all(&house).await?;
        if verify.json {
            say(report.to_json());
        } else {
            tell(&report);
        }
        if report.is_sound() {
            Ok(())
        } else {
            Err(Ending::Wrong(format!(
                "the journal is not as it was written: {} findings",
                report.findings.len()
            )))
        }
    }
}

fn tell(report: &Report) {
    say(format!(
        "Read {} entries in {} chains; {} sealed under {} checkpoints, {} waiting for the sealer.",
        report.entries, report.chains, report.sealed, report.checkpoints, report.unsealed
    ));
    for finding in &report.findings {
        say(sentence(finding));
    }
    if report.is_sound() {
        say("Nothing was changed, is missing or stands in another's place.");
    }
}

fn sentence(finding: &Finding) -> String {
    let Finding { what, kind, subject, number, count } = finding;
    let more = if *count > 1 { format!(" (and {} after it)", count - 1) } else { String::new() };
    match *what {
        "entry" => format!("{kind}: entry {number}{more} of {subject}"),
        "head" => format!("{kind}: the head of {subject}, which has {count} entries"),
        "leaf" if subject.is_empty() => format!("{kind}: the entry at place {number} of the log"),
        "leaf" => format!("{kind}: entry {number} of {subject} is not the one that was sealed"),
        "checkpoint" => format!("{kind}: the checkpoint at {number} entries"),
        _ => format!("{kind}: tile {number}{more} of the log {subject}"),
    }
}
