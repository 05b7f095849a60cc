//! Collectors: what a tool that gathers evidence is told, as configuration and command line.
//!
//! Only configuration is made here; the code of a collector is never handed out. Names and flags were
//! read in the tools' own sources and documentation; where each was read stands in the card.

mod acquire;
mod extractor;
mod uac;
mod velociraptor;

/// What a collector is to take, in the tool's own names.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// The operating system, in the tool's own word; empty when the tool finds out by itself.
    pub os: &'a str,
    /// The tool's own profile; empty when what it takes is listed.
    pub profile: &'a str,
    /// What it takes, in that order.
    pub takes: &'a [String],
    /// The case, as it stands in the log of the tool.
    pub case: &'a str,
}

/// A collector for which configuration is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    /// The offline collector of Velociraptor.
    Velociraptor,
    /// UAC, for all that is like Unix.
    Uac,
    /// Acquire, of Dissect.
    Acquire,
    /// Microsoft-Extractor-Suite.
    ExtractorSuite,
}

/// A file for a collector.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Configured {
    /// Its name, without a folder.
    pub name: &'static str,
    /// Its text.
    pub text: String,
}

/// The configuration of a collector: its files, the one with the commands last.
pub fn configured(tool: Tool, wanted: &Wanted<'_>) -> Vec<Configured> {
    match tool {
        Tool::Velociraptor => velociraptor::configured(wanted),
        Tool::Uac => uac::configured(wanted),
        Tool::Acquire => acquire::configured(wanted),
        Tool::ExtractorSuite => extractor::configured(wanted),
    }
}

/// A word that means nothing else to a shell, a YAML reader or PowerShell.
fn plain(text: &str) -> String {
    text.chars().filter(|one| one.is_ascii_alphanumeric() || "-._/*".contains(*one)).collect()
}

#[cfg(test)]
mod tests;
