//! Zip as it streams by: local headers one after another, then the directory at the end. What the two say
//! differently is a finding. Data whose length no header tells is unpacked to find its end, and forgotten.

use super::{Bounded, entry, number, skip};
use crate::{Limits, Report};
use flate2::bufread::DeflateDecoder;
use std::{
    cell::Cell,
    io::{self, BufRead, Read},
    rc::Rc,
};

const LOCAL: u64 = 0x0403_4b50;
const CENTRAL: u64 = 0x0201_4b50;
const END: u64 = 0x0605_4b50;
const END_64: u64 = 0x0606_4b50;
const LOCATOR_64: u64 = 0x0706_4b50;
const DESCRIPTOR: u64 = 0x0807_4b50;
/// Lengths beyond four bytes stand in an extra field.
const BIG: u64 = 0xffff_ffff;
/// The file type of a symbolic link in the upper half of the outer attributes.
const SYMLINK: u64 = 0xa000;

/// A source that says how much was read of it.
pub trait Gauged: BufRead {
    /// The count.
    fn gauge(&self) -> Rc<Cell<u64>>;
}

impl<R: Read> Gauged for crate::Input<R> {
    fn gauge(&self) -> Rc<Cell<u64>> {
        crate::Input::gauge(self)
    }
}

/// Lists all entries.
pub fn list(source: &mut impl Gauged, limits: &Limits, report: &mut Report) -> io::Result<()> {
    let mut central = 0_u64;
    // A sum over the names in order tells whether both lists are the same, without holding them.
    let (mut inside, mut outside) = (0_u64, 0_u64);
    loop {
        let Some(mark) = mark(source)? else {
            report.find("truncated", "there is no directory at the end");
            return Ok(());
        };
        match mark {
            LOCAL => inside = mixed(inside, &local(source, limits, report)?),
            CENTRAL => {
                central = central.saturating_add(1);
                if central > limits.entries {
                    return Err(io::Error::new(
                        io::ErrorKind::FileTooLarge,
                        "more entries than anybody packs",
                    ));
                }
                outside = mixed(outside, &directory(source, report)?);
            }
            END_64 => {
                let length = number(&exactly(source, 8)?, 0, 8);
                skip(source, length.min(1 << 20))?;
            }
            LOCATOR_64 => skip(source, 16)?,
            END => {
                let rest = exactly(source, 18)?;
                skip(source, number(&rest, 16, 2))?;
                if central != report.entries || inside != outside {
                    let text = format!("{} entries inside, {central} in the directory", report.entries);
                    report.find("lying-header", &text);
                }
                return Ok(());
            }
            other => {
                let text = format!("{other:08x} where a header should be");
                return Err(io::Error::new(io::ErrorKind::InvalidData, text));
            }
        }
    }
}

fn mixed(sum: u64, name: &[u8]) -> u64 {
    name.iter().fold(sum.rotate_left(7) ^ 0x9e37_79b9_7f4a_7c15, |sum, byte| {
        (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

fn exactly(source: &mut impl Read, count: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = source.take(count).read_to_end(&mut bytes)? as u64;
    if read == count {
        Ok(bytes)
    } else {
        Err(io::Error::new(io::ErrorKind::UnexpectedEof, "it ends too soon"))
    }
}

/// The next mark of four bytes; nothing at the end.
fn mark(source: &mut impl Read) -> io::Result<Option<u64>> {
    let mut bytes = Vec::new();
    source.take(4).read_to_end(&mut bytes)?;
    Ok((bytes.len() == 4).then(|| number(&bytes, 0, 4)))
}

/// One entry with its data; answers its name.
fn local(source: &mut impl Gauged, limits: &Limits, report: &mut Report) -> io::Result<Vec<u8>> {
    let header = exactly(source, 26)?;
    let (flags, method) = (number(&header, 2, 2), number(&header, 4, 2));
    let name = exactly(source, number(&header, 22, 2))?;
    let extra = exactly(source, number(&header, 24, 2))?;
    let (mut packed, mut size) = (number(&header, 14, 4), number(&header, 18, 4));
    if packed == BIG || size == BIG {
        (packed, size) = big(&extra, packed, size);
    }
    let text = String::from_utf8_lossy(&name).into_owned();
    if flags & 1 == 1 && !report.has("encrypted") {
        report.find("encrypted", &text);
    }
    let open_ended = flags & 8 == 8 && packed == 0;
    if !open_ended {
        entry(report, limits, &name, size)?;
        if method == 0 && flags & 1 == 0 && packed != size {
            report.find("lying-header", &text);
        }
        if size > limits.free && size / limits.ratio > packed {
            report.find("bomb", &format!("{text}: {size} bytes out of {packed}"));
        }
        skip(source, packed)?;
        // A descriptor may follow all the same: its own mark tells.
        return Ok(name);
    }
    if method != 8 {
        let text = format!("{text}: its length is told nowhere");
        return Err(io::Error::new(io::ErrorKind::InvalidData, text));
    }
    let size = unpacked(source, limits)?;
    entry(report, limits, &name, size)?;
    descriptor(source, size, &text, report)?;
    Ok(name)
}

/// Unpacks to find the end; answers how much it was.
fn unpacked(source: &mut impl Gauged, limits: &Limits) -> io::Result<u64> {
    let gauge = source.gauge();
    let mut plain = Bounded::new(DeflateDecoder::new(source), gauge, limits);
    io::copy(&mut plain, &mut io::sink())
}

/// What follows data of unknown length: a mark, a sum, and two lengths of four or of eight bytes.
fn descriptor(source: &mut impl BufRead, size: u64, name: &str, report: &mut Report) -> io::Result<()> {
    let first = exactly(source, 16)?;
    if number(&first, 0, 4) != DESCRIPTOR {
        return Err(io::Error::new(io::ErrorKind::InvalidData, format!("{name}: nothing ends its data")));
    }
    if number(&first, 12, 4) == size & BIG && begins_a_header(source)? {
        return Ok(());
    }
    let rest = exactly(source, 8)?;
    let told = number(&[first.get(12..).unwrap_or_default(), &rest].concat(), 4, 8);
    if told != size {
        report.find("lying-header", &format!("{name}: {size} bytes, and {told} are told"));
    }
    Ok(())
}

fn begins_a_header(source: &mut impl BufRead) -> io::Result<bool> {
    Ok(source.fill_buf()?.starts_with(b"PK"))
}

/// Lengths of eight bytes in the extra field: first of what is unpacked, then of what is packed.
fn big(extra: &[u8], packed: u64, size: u64) -> (u64, u64) {
    let mut place = 0;
    while place + 4 <= extra.len() {
        let (id, length) = (number(extra, place, 2), number(extra, place + 2, 2));
        if id == 1 {
            let first = number(extra, place + 4, 8);
            let second = number(extra, place + 12, 8);
            return match (size == BIG, packed == BIG) {
                (true, true) => (second, first),
                (true, false) => (packed, first),
                _ => (first, size),
            };
        }
        place = place.saturating_add(4).saturating_add(usize::try_from(length).unwrap_or(usize::MAX));
    }
    (packed, size)
}

/// One line of the directory; answers the name.
fn directory(source: &mut impl Read, report: &mut Report) -> io::Result<Vec<u8>> {
    let header = exactly(source, 42)?;
    let name = exactly(source, number(&header, 24, 2))?;
    skip(source, number(&header, 26, 2))?;
    skip(source, number(&header, 28, 2))?;
    if (number(&header, 34, 4) >> 16) & 0xf000 == SYMLINK {
        report.find("link", &String::from_utf8_lossy(&name));
    }
    Ok(name)
}
