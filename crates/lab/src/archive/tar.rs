//! Tar as it streams by: ustar, GNU's long names and the paths of pax.

use super::{entry, escapes, skip};
use crate::{Limits, Report};
use std::io::{self, Read};

const BLOCK: usize = 512;
/// A long name or a pax header of more bytes than this is nothing but a trick.
const LONGEST: u64 = 64 << 10;

/// Lists all entries.
pub fn list(source: &mut impl Read, limits: &Limits, report: &mut Report) -> io::Result<()> {
    let mut long: Option<Vec<u8>> = None;
    loop {
        let mut header = [0; BLOCK];
        let count = fill(source, &mut header)?;
        if count == 0 || header.iter().all(|byte| *byte == 0) {
            return Ok(());
        }
        if count < BLOCK {
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "it ends within a header"));
        }
        if !sums(&header) {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "the sum of a header does not fit"));
        }
        let size = size_of(&header);
        let sort = header.get(156).copied().unwrap_or(0);
        match sort {
            b'L' | b'x' | b'g' => {
                let text = small(source, size)?;
                long = if sort == b'L' { Some(until_zero(&text)) } else { pax_path(&text).or(long) };
                continue;
            }
            b'1' | b'2' => linked(report, &header),
            b'3' | b'4' | b'6' => report.find("device", &name_text(&header)),
            _ => {}
        }
        let name = long.take().unwrap_or_else(|| name_of(&header));
        entry(report, limits, &name, size)?;
        skip(source, padded(size)).inspect_err(|_| {
            report.find("lying-header", &String::from_utf8_lossy(&name));
        })?;
    }
}

fn fill(source: &mut impl Read, block: &mut [u8; BLOCK]) -> io::Result<usize> {
    let mut held = Vec::with_capacity(BLOCK);
    let count = source.take(BLOCK as u64).read_to_end(&mut held)?;
    if let Some(start) = block.get_mut(..count) {
        start.copy_from_slice(&held);
    }
    Ok(count)
}

fn padded(size: u64) -> u64 {
    size.div_ceil(BLOCK as u64).saturating_mul(BLOCK as u64)
}

/// A symbolic or hard link: where it leads is told, more so when that is elsewhere.
fn linked(report: &mut Report, header: &[u8]) {
    let target = until_zero(header.get(157..257).unwrap_or_default());
    let target = String::from_utf8_lossy(&target);
    let code = if escapes(&target) { "link-outside" } else { "link" };
    report.find(code, &format!("{} -> {target}", name_text(header)));
}

fn name_text(header: &[u8]) -> String {
    String::from_utf8_lossy(&name_of(header)).into_owned()
}

fn name_of(header: &[u8]) -> Vec<u8> {
    let name = until_zero(header.get(..100).unwrap_or_default());
    let prefix = until_zero(header.get(345..500).unwrap_or_default());
    let posix = header.get(257..263) == Some(b"ustar\0".as_slice());
    if posix && !prefix.is_empty() { [prefix, b"/".to_vec(), name].concat() } else { name }
}

fn until_zero(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().copied().take_while(|byte| *byte != 0).collect()
}

/// Octal, or GNU's big numbers.
fn size_of(header: &[u8]) -> u64 {
    let field = header.get(124..136).unwrap_or_default();
    if field.first().is_some_and(|byte| byte & 0x80 != 0) {
        let digits = field.get(4..).unwrap_or_default();
        return digits.iter().fold(0_u64, |sum, digit| (sum << 8) | u64::from(*digit));
    }
    let digits = field.iter().filter(|byte| (b'0'..=b'7').contains(*byte));
    digits.fold(0_u64, |sum, digit| sum.saturating_mul(8).saturating_add(u64::from(digit - b'0')))
}

fn sums(header: &[u8]) -> bool {
    let told = header.get(148..156).unwrap_or_default();
    let digits = told.iter().filter(|byte| (b'0'..=b'7').contains(*byte));
    let told = digits.fold(0_u64, |sum, digit| sum.saturating_mul(8).saturating_add(u64::from(digit - b'0')));
    let plain =
        |(place, byte): (usize, &u8)| u64::from(if (148..156).contains(&place) { b' ' } else { *byte });
    header.iter().enumerate().map(plain).sum::<u64>() == told
}

fn small(source: &mut impl Read, size: u64) -> io::Result<Vec<u8>> {
    if size > LONGEST {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "a name of more than 64 KiB"));
    }
    let mut text = Vec::new();
    source.take(size).read_to_end(&mut text)?;
    skip(source, padded(size) - size)?;
    Ok(text)
}

/// The path among the records of a pax header.
fn pax_path(text: &[u8]) -> Option<Vec<u8>> {
    let lines = text.split(|byte| *byte == b'\n');
    let path = |line: &[u8]| {
        let (_, rest) = line.split_at(line.iter().position(|byte| *byte == b' ')? + 1);
        rest.strip_prefix(b"path=").map(<[u8]>::to_vec)
    };
    lines.filter_map(path).next_back()
}
