//! Checking the whole journal: every chain, every leaf of the log, every checkpoint.
//!
//! It says which entry was changed, is missing or stands in another's place. Nothing is mended here,
//! and it can run while the house is open: what is written meanwhile is left for the next time.

mod chains;
mod log;

use crate::{Failed, House};
use meldkamer_store::journal::EntryRow;
use serde_json::{Value, json};

/// What was checked, and what is wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// How many entries were read.
    pub entries: u64,
    /// How many chains they make.
    pub chains: u64,
    /// How many entries the newest checkpoint covers.
    pub sealed: u64,
    /// How many entries wait for the sealer.
    pub unsealed: u64,
    /// How many checkpoints were checked.
    pub checkpoints: u64,
    /// Everything that is wrong; empty when all is well.
    pub findings: Vec<Finding>,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is about: `entry`, `head`, `leaf`, `tile` or `checkpoint`.
    pub what: &'static str,
    /// `changed`, `missing`, `reordered` or `duplicated`.
    pub kind: &'static str,
    /// The chain, for an entry that is known.
    pub subject: String,
    /// Number in the chain, or place in the log, from 0; the size of a checkpoint.
    pub number: u64,
    /// How many are concerned, from that one on.
    pub count: u64,
}

impl Report {
    /// Whether everything is as it was written.
    pub fn is_sound(&self) -> bool {
        self.findings.is_empty()
    }

    /// The report for machines.
    pub fn to_json(&self) -> Value {
        let finding = |one: &Finding| json!({"what": one.what, "kind": one.kind, "subject": one.subject, "number": one.number, "count": one.count});
        json!({
            "sound": self.is_sound(),
            "entries": self.entries,
            "chains": self.chains,
            "sealed": self.sealed,
            "unsealed": self.unsealed,
            "checkpoints": self.checkpoints,
            "findings": self.findings.iter().map(finding).collect::<Vec<_>>(),
        })
    }

    fn found(&mut self, what: &'static str, kind: &'static str, subject: &str, number: u64, count: u64) {
        self.findings.push(Finding { what, kind, subject: subject.to_owned(), number, count });
    }
}

/// Checks everything.
pub async fn verify_all(house: &House) -> Result<Report, Failed> {
    let mut report = Report::default();
    chains::verify(house, &mut report).await?;
    log::verify(house, &mut report).await?;
    Ok(report)
}

/// An entry's number in its chain.
fn seq(row: &EntryRow) -> u64 {
    u64::try_from(row.seq).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests;
