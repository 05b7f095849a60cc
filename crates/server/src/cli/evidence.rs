//! `meldkamer evidence verify`: reads everything back, sums it again, and checks custody and journal.

use super::{Ending, Place, say, serve};
use crate::config;
use clap::{Args, Subcommand};
use meldkamer_app::{
    Failed,
    evidence::verify::{self, What as Which},
    journal,
};
use serde_json::json;

/// Check evidence.
#[derive(Debug, Args)]
pub struct Evidence {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Check that every item is what came, that custody was not changed, and the journal with it.
    Verify(Verify),
}

#[derive(Debug, Args)]
struct Verify {
    #[command(flatten)]
    place: Place,
    /// One item
    #[arg(long, conflicts_with_all = ["case", "all"])]
    item: Option<String>,
    /// All items of one case
    #[arg(long, conflicts_with = "all")]
    case: Option<String>,
    /// Everything
    #[arg(long)]
    all: bool,
    /// Answer in JSON.
    #[arg(long)]
    json: bool,
}

impl Evidence {
    /// Checks and tells; exit code 1 when something is wrong.
    pub async fn run(self) -> Result<(), Ending> {
        let What::Verify(verify) = self.what;
        let which = match (&verify.item, &verify.case, verify.all) {
            (Some(id), ..) => Which::Item(id.clone()),
            (None, Some(case), _) => Which::Case(case.clone()),
            (None, None, true) => Which::All,
            _ => return Err(Ending::Usage("say --item, --case or --all".into())),
        };
        let settings = config::load(&verify.place)?;
        if !settings.data.join("keys").is_dir() {
            return Err(Ending::Usage(format!("there is no installation in {}", settings.data.display())));
        }
        let house = serve::open(settings).await?;
        let report = verify::run(&house, &which).await.map_err(|failed| match failed {
            Failed::Refused(_) => Ending::Usage("there is no such item".into()),
            failed => failed.into(),
        })?;
        let journal = journal::verify_all(&house).await?;
        if verify.json {
            let mut told = report.to_json();
            told["journal"] = journal.to_json();
            told["sound"] = json!(report.is_sound() && journal.is_sound());
            say(told);
        } else {
            tell(&report, journal.is_sound());
        }
        if report.is_sound() && journal.is_sound() {
            return Ok(());
        }
        let count = report.findings.len() + journal.findings.len();
        Err(Ending::Wrong(format!("the evidence is not as it was written: {count} findings")))
    }
}

fn tell(report: &verify::Report, journal: bool) {
    say(format!(
        "Read {} items ({} bytes, {} destroyed) and {} lines of custody.",
        report.items, report.bytes, report.destroyed, report.lines
    ));
    for (item, what) in &report.findings {
        say(format!("{item}: {what}"));
    }
    if !journal {
        say("The journal is not as it was written; see `meldkamer journal verify`.");
    } else if report.is_sound() {
        say("Everything is what came, and custody is as it was written.");
    }
}
