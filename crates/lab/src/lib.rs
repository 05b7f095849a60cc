//! The laboratory: untrusted bytes in, findings out. It runs in a process of its own that can do nothing
//! else ([`sandbox`]), reads its input once from beginning to end, and holds little of it.
//!
//! It recognises kinds by their content, and lists containers without unpacking or changing them. What
//! lies, bombs or climbs out of its folder is a finding. Nothing here knows of the database, the network
//! or a file.

pub mod archive;
pub mod container;
pub mod input;
pub mod kind;
pub mod report;
pub mod sandbox;

pub use input::Input;
pub use report::{Finding, Report};

use flate2::bufread::MultiGzDecoder;
use std::io::{self, Read};

/// How far the laboratory goes before it says that it is enough.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Entries of a container that are counted.
    pub entries: u64,
    /// Entries that are named in the report.
    pub named: usize,
    /// Unpacked bytes for each packed byte, once there are many.
    pub ratio: u64,
    /// Unpacked bytes from which the ratio counts.
    pub free: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { entries: 2_000_000, named: 1_000, ratio: 400, free: 64 << 20 }
    }
}

/// Looks at everything that can be read, and tells.
pub fn examine(source: impl Read, limits: &Limits) -> Report {
    let mut report = Report::default();
    let mut input = match Input::begin(source) {
        Ok(input) => input,
        Err(why) => {
            report.find("unreadable", &why.to_string());
            return report;
        }
    };
    let found = kind::of(input.head());
    report.kind = found.name.to_owned();
    let read = match found.name {
        "zip" => archive::zip::list(&mut input, limits, &mut report),
        "tar" => archive::tar::list(&mut input, limits, &mut report),
        "gzip" => unpacked(&mut input, limits, &mut report),
        _ => Ok(()),
    };
    if let Err(why) = read {
        report.find(fault(&why), &why.to_string());
    }
    if let Err(why) = input.drain() {
        report.find("unreadable", &why.to_string());
    }
    report.bytes = input.count();
    kind::by_tail(&input, &mut report);
    container::name(&mut report);
    report
}

/// What is inside a gzip: most often a tar.
fn unpacked(input: &mut Input<impl Read>, limits: &Limits, report: &mut Report) -> io::Result<()> {
    let gauge = input.gauge();
    let bounded = archive::Bounded::new(MultiGzDecoder::new(input), gauge, limits);
    let mut inner = Input::begin(bounded)?;
    let found = kind::of(inner.head());
    report.inner = found.name.to_owned();
    if found.name == "tar" {
        archive::tar::list(&mut inner, limits, report)?;
    }
    inner.drain()
}

/// The code of what stopped the reading.
fn fault(why: &io::Error) -> &'static str {
    match why.kind() {
        io::ErrorKind::QuotaExceeded => "bomb",
        io::ErrorKind::FileTooLarge => "too-many-entries",
        io::ErrorKind::UnexpectedEof => "truncated",
        _ => "malformed",
    }
}

#[cfg(test)]
mod tests;
