//! What the laboratory tells: one JSON object, small whatever it looked at.

use serde::{Deserialize, Serialize};

/// The most findings that are told; the rest is counted.
const FINDINGS: usize = 200;
/// The longest detail or name, in characters.
const LONGEST: usize = 200;

/// Everything that was seen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// What it is by its content: a code such as `evtx`, `zip`, `pe`; `unknown` when nothing fits.
    pub kind: String,
    /// What is inside, when it is only packed.
    #[serde(default)]
    pub inner: String,
    /// The tool that made the container: `velociraptor`, `kape`, `uac`, `acquire`, `cylr`; or nothing.
    #[serde(default)]
    pub container: String,
    /// Bytes that were read.
    pub bytes: u64,
    /// Entries of the container.
    pub entries: u64,
    /// Bytes of all entries together, unpacked.
    pub unpacked: u64,
    /// The first entries: name and size.
    pub names: Vec<(String, u64)>,
    /// What is remarkable or wrong.
    pub findings: Vec<Finding>,
    /// Findings beyond those.
    pub more: u64,
    /// How much of the sandbox the kernel gave.
    #[serde(default)]
    pub sandbox: String,
    /// Marks by which the tool is told; not shown.
    #[serde(skip)]
    pub marks: Vec<&'static str>,
}

/// One remarkable thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What: `bomb`, `traversal`, `link`, `too-many-entries`, `lying-header`, `truncated`, …
    pub code: String,
    /// Where, or how.
    pub detail: String,
}

impl Report {
    /// Adds a finding.
    pub fn find(&mut self, code: &str, detail: &str) {
        if self.findings.len() < FINDINGS {
            self.findings.push(Finding { code: code.to_owned(), detail: shown(detail) });
        } else {
            self.more = self.more.saturating_add(1);
        }
    }

    /// Whether there is a finding of this code.
    pub fn has(&self, code: &str) -> bool {
        self.findings.iter().any(|one| one.code == code)
    }
}

/// A text of others, cut and without signs that steer a screen.
pub fn shown(text: &str) -> String {
    let bad = |sign: char| {
        sign.is_control()
            || matches!(sign, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    text.chars().take(LONGEST).map(|sign| if bad(sign) { '\u{fffd}' } else { sign }).collect()
}
