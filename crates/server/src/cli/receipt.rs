//! `meldkamer receipt verify`: checks a receipt with the published keys, without a network.

use super::{Ending, say};
use clap::{Args, Subcommand};
use meldkamer_domain::{
    note::VerifyingKey,
    receipt::{self, InclusionFault, Receipt as Told},
};
use serde_json::{Value, json};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Check receipts.
#[derive(Debug, Args)]
pub struct Receipt {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Check that a receipt is ours and unchanged; needs no network and no database.
    Verify(Verify),
}

#[derive(Debug, Args)]
struct Verify {
    /// The receipt.
    file: PathBuf,
    /// File with the published keys, one a line, as the CSIRT publishes them.
    #[arg(long)]
    keys: PathBuf,
    /// Answer in JSON.
    #[arg(long)]
    json: bool,
}

impl Receipt {
    /// Checks and tells; exit code 1 when it is not to be believed.
    pub fn run(self) -> Result<(), Ending> {
        let What::Verify(verify) = self.what;
        let (file, keys) = (read(&verify.file)?, keys(&verify.keys)?);
        let told = match receipt::verify(&file, &keys) {
            Ok(told) => told,
            Err(fault) => {
                if verify.json {
                    say(json!({"valid": false, "fault": fault.to_string()}));
                }
                return Err(Ending::Wrong(format!("{}: {fault}", verify.file.display())));
            }
        };
        let (sealed, wrong) = match receipt::verify_inclusion(&file, &keys) {
            Ok(sealed) => (Some((sealed.index, sealed.checkpoint.size)), None),
            Err(InclusionFault::Missing) => (None, None),
            Err(fault) => (None, Some(fault.to_string())),
        };
        if verify.json {
            say(as_json(&told, sealed, wrong.as_deref()));
        } else {
            tell(&told, sealed);
        }
        match wrong {
            None => Ok(()),
            Some(fault) => Err(Ending::Wrong(format!("the seal under the receipt: {fault}"))),
        }
    }
}

fn read(file: &Path) -> Result<String, Ending> {
    fs::read_to_string(file).map_err(|why| Ending::Usage(format!("cannot read {}: {why}", file.display())))
}

fn keys(file: &Path) -> Result<Vec<VerifyingKey>, Ending> {
    let text = read(file)?;
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let keys: Result<Vec<_>, _> = lines.map(VerifyingKey::parse).collect();
    match keys {
        Ok(keys) if !keys.is_empty() => Ok(keys),
        Ok(_) => Err(Ending::Usage(format!("{} holds no key", file.display()))),
        Err(why) => Err(Ending::Usage(format!("{}: {why}", file.display()))),
    }
}

fn as_json(told: &Told, sealed: Option<(u64, u64)>, wrong: Option<&str>) -> Value {
    json!({
        "valid": wrong.is_none(),
        "fault": wrong,
        "reference": told.reference,
        "stage": told.stage,
        "version": told.version,
        "exercise": told.exercise,
        "received_at": told.received_at.rfc3339(),
        "recipients": told.recipients,
        "subject": told.subject,
        "seq": told.seq,
        "sealed": sealed.map(|(index, size)| json!({"index": index, "size": size})),
    })
}

fn tell(told: &Told, sealed: Option<(u64, u64)>) {
    say(format!("This receipt is genuine: {} {} version {}.", told.reference, told.stage, told.version));
    say(format!("Received at {}{}.", told.received_at, if told.exercise { ", as an exercise" } else { "" }));
    say(format!("For: {}.", told.recipients.join(", ")));
    match sealed {
        Some((index, size)) => say(format!("Sealed in the journal's log at place {index} of {size}.")),
        None => {
            say("It carries no seal of the journal's log; it may have been handed out before that was made.")
        }
    }
}
