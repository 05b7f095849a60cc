//! Containers are listed as they stream by: names, sizes, and what is wrong with them.

pub mod tar;
pub mod zip;

use crate::{Limits, Report, container, report::shown};
use std::{
    cell::Cell,
    io::{self, Read},
    rc::Rc,
};

/// Takes note of one entry. An error when there are more than anybody packs in earnest.
pub(crate) fn entry(report: &mut Report, limits: &Limits, name: &[u8], size: u64) -> io::Result<()> {
    report.entries = report.entries.saturating_add(1);
    report.unpacked = report.unpacked.saturating_add(size);
    if report.entries > limits.entries {
        let text = format!("more than {} entries", limits.entries);
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, text));
    }
    let text = String::from_utf8_lossy(name);
    if escapes(&text) {
        report.find("traversal", &text);
    }
    container::note(report, text.trim_start_matches("./"));
    if report.names.len() < limits.named {
        report.names.push((shown(&text), size));
    }
    Ok(())
}

/// Whether a name leads out of the folder in which somebody would unpack it.
pub(crate) fn escapes(name: &str) -> bool {
    let plain = name.replace('\\', "/");
    let mut signs = plain.chars();
    let drive = signs.next().is_some_and(|sign| sign.is_ascii_alphabetic()) && signs.next() == Some(':');
    plain.starts_with('/') || drive || plain.contains('\0') || plain.split('/').any(|part| part == "..")
}

/// A reader that stops when far more comes out than went in.
pub(crate) struct Bounded<R> {
    source: R,
    packed: Rc<Cell<u64>>,
    begun: u64,
    count: u64,
    ratio: u64,
    free: u64,
}

impl<R> Bounded<R> {
    /// `packed` says how much was read of what is packed.
    pub(crate) fn new(source: R, packed: Rc<Cell<u64>>, limits: &Limits) -> Self {
        let begun = packed.get();
        Self { source, packed, begun, count: 0, ratio: limits.ratio, free: limits.free }
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.source.read(buffer)?;
        self.count = self.count.saturating_add(count as u64);
        let packed = self.packed.get().saturating_sub(self.begun).saturating_add(crate::input::HEAD as u64);
        if self.count > self.free && self.count > packed.saturating_mul(self.ratio) {
            let text = format!("{} bytes out of {packed}", self.count);
            return Err(io::Error::new(io::ErrorKind::QuotaExceeded, text));
        }
        Ok(count)
    }
}

/// Reads and forgets so many bytes. An error when there are fewer.
pub(crate) fn skip(source: &mut impl Read, count: u64) -> io::Result<()> {
    let skipped = io::copy(&mut source.take(count), &mut io::sink())?;
    if skipped == count {
        return Ok(());
    }
    let text = format!("{} bytes are missing", count - skipped);
    Err(io::Error::new(io::ErrorKind::UnexpectedEof, text))
}

/// Little-endian number at a place; 0 beyond the end.
pub(crate) fn number(bytes: &[u8], place: usize, width: usize) -> u64 {
    let end = place.saturating_add(width);
    let digits = bytes.get(place..end).unwrap_or_default();
    digits.iter().rev().fold(0, |sum, digit| (sum << 8) | u64::from(*digit))
}
