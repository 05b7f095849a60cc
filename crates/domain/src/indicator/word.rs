//! Words: hashes, numbers of vulnerabilities, addresses of mail and of the network, names.

use super::{Gathered, Kind, host, refang::Plain};
use crate::entity::Network;
use alloc::string::{String, ToString};
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The longest word that can be anything.
const LONGEST: usize = 1_024;

/// All words of a piece without blanks.
pub fn words(plain: &Plain, start: usize, end: usize, found: &mut Gathered) {
    let text = plain.text.get(start..end).unwrap_or_default();
    let parts = |one: char| ",;()[]{}=!&*?\\#^".contains(one);
    let mut from = 0;
    for (at, between) in text.match_indices(parts) {
        word(plain, start + from, start + at, found);
        from = at + between.len();
    }
    word(plain, start + from, end, found);
}

/// Without the punctuation around it.
fn trimmed(plain: &Plain, start: usize, end: usize) -> (usize, usize, &str) {
    let text = plain.text.get(start..end).unwrap_or_default();
    let edge = |one: char| ".-_~+$%".contains(one);
    let left = text.trim_start_matches(|one: char| "-~+$%.".contains(one));
    let start = end - left.len();
    let kept = left.trim_end_matches(|one: char| edge(one) || one == ':');
    (start, start + kept.len(), kept)
}

fn word(plain: &Plain, start: usize, end: usize, found: &mut Gathered) {
    let (start, end, text) = trimmed(plain, start, end);
    if text.len() < 3 || text.len() > LONGEST {
        return;
    }
    if text.contains('@') {
        return at_sign(plain, start, text, found);
    }
    if text.contains(':') && six(text.split('/').next().unwrap_or_default()).is_none() {
        return each(plain, start, text, ':', found);
    }
    if text.contains('/') {
        return path(plain, start, text, found);
    }
    name(plain, start, end, plain.is_defanged(start, end), found);
}

/// Each part of a word between marks.
fn each(plain: &Plain, start: usize, text: &str, mark: char, found: &mut Gathered) {
    let mut from = start;
    for part in text.split(mark) {
        if !part.is_empty() {
            word(plain, from, from + part.len(), found);
        }
        from += part.len() + mark.len_utf8();
    }
}

/// An address of mail, or what stands around its sign.
fn at_sign(plain: &Plain, start: usize, text: &str, found: &mut Gathered) {
    let (skip, bare) = match text.get(..7) {
        Some(head) if head.eq_ignore_ascii_case("mailto:") => (7, text.get(7..).unwrap_or_default()),
        _ => (text.rfind(':').map_or(0, |at| at + 1), text.rsplit(':').next().unwrap_or_default()),
    };
    let (start, end) = (start + skip, start + skip + bare.len());
    let Some((local, domain)) = bare.split_once('@') else {
        return each(plain, start - skip, text, ':', found);
    };
    let plain_local = |one: char| one.is_alphanumeric() || ".!#$%&'*+/=?^_{}~-".contains(one);
    let fits = (1..=64).contains(&local.len()) && local.chars().all(plain_local) && !local.starts_with('.');
    let meant = plain.is_defanged(start, end);
    match host::domain(domain, meant).filter(|_| fits) {
        Some(domain) => found.take(Kind::Mail, alloc::format!("{local}@{domain}"), start, end),
        None => each(plain, start, bare, '@', found),
    }
}

/// A prefix, the host before a path, or the path of a file.
fn path(plain: &Plain, start: usize, text: &str, found: &mut Gathered) {
    let (first, rest) = text.split_once('/').unwrap_or((text, ""));
    let address = first.parse::<IpAddr>().is_ok();
    if address && rest.len() <= 3 && rest.bytes().all(|byte| byte.is_ascii_digit()) && !rest.is_empty() {
        if let Some(network) = Network::plain(text) {
            found.take(Kind::Network, network.to_string(), start, start + text.len());
        }
        return;
    }
    let meant = plain.is_defanged(start, start + first.len());
    let named = host::domain(first, meant).is_some() && !host::is_file(first, meant);
    if named || address {
        return name(plain, start, start + first.len(), meant, found);
    }
    let mut from = start;
    for part in text.split('/') {
        let (from_here, end, part_text) = trimmed(plain, from, from + part.len());
        if let Some((kind, value)) = fixed(part_text) {
            found.take(kind, value, from_here, end);
        } else if end == start + text.len() && host::is_file(part_text, false) {
            found.take(Kind::FileName, part_text.to_string(), from_here, end);
        }
        from += part.len() + 1;
    }
}

/// One word without marks: a hash, a number, an address, a file or a name.
pub fn name(plain: &Plain, start: usize, end: usize, meant: bool, found: &mut Gathered) {
    let text = plain.text.get(start..end).unwrap_or_default();
    let text = text.trim_start_matches('[').trim_end_matches(']');
    if let Some((kind, value)) = fixed(text) {
        return found.take(kind, value, start, end);
    }
    if host::is_file(text, meant) {
        return found.take(Kind::FileName, text.to_string(), start, end);
    }
    if let Some(domain) = host::domain(text.trim_end_matches('.'), meant) {
        found.take(Kind::Domain, domain, start, end);
    }
}

/// What is known by its form alone.
fn fixed(text: &str) -> Option<(Kind, String)> {
    if let Some(kind) = hash(text) {
        return Some((kind, text.to_ascii_lowercase()));
    }
    if let Some(number) = cve(text) {
        return Some((Kind::Cve, number));
    }
    if let Ok(four) = text.parse::<Ipv4Addr>() {
        return Some((Kind::Ipv4, four.to_string()));
    }
    match six(text)?.to_canonical() {
        IpAddr::V4(four) => Some((Kind::Ipv4, four.to_string())),
        IpAddr::V6(six) => Some((Kind::Ipv6, six.to_string())),
    }
}

fn hash(text: &str) -> Option<Kind> {
    let kind = match text.len() {
        32 => Kind::Md5,
        40 => Kind::Sha1,
        64 => Kind::Sha256,
        128 => Kind::Sha512,
        _ => return None,
    };
    text.bytes().all(|byte| byte.is_ascii_hexdigit()).then_some(kind)
}

fn cve(text: &str) -> Option<String> {
    let rest = text.get(..4).filter(|head| head.eq_ignore_ascii_case("cve-")).and(text.get(4..))?;
    let (year, number) = rest.split_once('-')?;
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let fits = year.len() == 4 && (4..=19).contains(&number.len()) && digits(year) && digits(number);
    fits.then(|| alloc::format!("CVE-{year}-{number}"))
}

/// An address of version 6; `a::b` in a line of code is none.
fn six(text: &str) -> Option<IpAddr> {
    if text.len() > 45 || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse::<Ipv6Addr>().ok().map(IpAddr::V6)
}
