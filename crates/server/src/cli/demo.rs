//! `meldkamer demo`: a filled house to look around in, with a login for every role.

use super::{
    Ending, Place, say,
    serve::{doors, open},
};
use crate::config;
use clap::Args;
use meldkamer_app::{House, demo, sign_in::factor};
use std::{
    fs::{self, OpenOptions},
    io::Write,
    os::unix::fs::OpenOptionsExt,
    path::PathBuf,
    sync::Arc,
};

/// Start the system on a filled demonstration.
#[derive(Debug, Args)]
pub struct Demo {
    #[command(flatten)]
    place: Place,
    /// Address and port to listen on [default: 127.0.0.1:8080]
    #[arg(long)]
    listen: Option<String>,
    /// Fill the house and end.
    #[arg(long)]
    fill_only: bool,
}

impl Demo {
    /// Fills an empty house and serves it. Without `--data` it is a folder beside the real one.
    pub async fn run(self) -> Result<(), Ending> {
        let mut settings = config::load(&self.place)?;
        if self.place.data.is_none() {
            settings.data = settings.data.join("demo");
        }
        if let Some(listen) = self.listen {
            settings.listen = listen;
        }
        let house = open(settings).await?;
        let filled = demo::fill(&house, house.clock.now()).await?;
        if !filled.staff.is_empty() {
            keep(&house, &filled).map_err(Ending::trouble)?;
        }
        say(fs::read_to_string(notes(&house)).unwrap_or_default());
        if self.fill_only { Ok(()) } else { doors(Arc::new(house)).await }
    }
}

fn notes(house: &House) -> PathBuf {
    house.settings.data.join("logins.txt")
}

/// The logins are kept for the next start, in a file that only its owner may read.
fn keep(house: &House, filled: &demo::Demonstration) -> std::io::Result<()> {
    let mut file =
        OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(notes(house))?;
    writeln!(file, "Sign in at {}/sign-in", house.settings.public_address())?;
    writeln!(file, "The second factor: add the secret to an authenticator app (RFC 6238, 30 seconds).")?;
    for one in &filled.staff {
        let secret = factor::in_groups(&one.secret);
        writeln!(file, "  {:<20} {:<28} {:<17} secret {secret}", one.role, one.login, one.password)?;
    }
    writeln!(file, "Reporters, with the code that opens their dossier:")?;
    for one in filled.told.iter().rev().take(3) {
        let filed = &one.filed;
        let code = filed.code.as_deref().unwrap_or_default();
        writeln!(file, "  {} {:<28} {code}", filed.dossier.reference, filed.dossier.organisation)?;
    }
    file.sync_all()
}
