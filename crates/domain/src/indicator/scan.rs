//! Cutting a text into what could be an indicator: addresses of the web first, then words.

use super::{Gathered, Kind, LONGEST, host, refang::Plain, word};
use alloc::{format, string::String};

/// The schemes of addresses that are taken.
const SCHEMES: [&str; 14] = [
    "http", "https", "ftp", "ftps", "sftp", "ssh", "tcp", "udp", "ws", "wss", "ldap", "ldaps", "smb", "rtsp",
];

/// Goes through a text once.
pub fn scan(plain: &Plain, found: &mut Gathered) {
    let parts = |one: char| {
        one.is_whitespace() || one.is_control() || "\"'<>|`“”‘’„«»—…\u{202e}\u{202d}".contains(one)
    };
    let mut start = 0;
    for (at, between) in plain.text.match_indices(parts) {
        piece(plain, start, at, found);
        start = at + between.len();
    }
    piece(plain, start, plain.text.len(), found);
}

/// A piece without blanks.
fn piece(plain: &Plain, start: usize, end: usize, found: &mut Gathered) {
    let whole = plain.text.get(start..end).unwrap_or_default();
    let mut at = start;
    for (mark, _) in whole.match_indices("://").map(|(mark, text)| (start + mark, text)) {
        let host = mark + 3;
        if mark < at {
            continue;
        }
        let rest = plain.text.get(at..end).unwrap_or_default();
        let Some(begin) = scheme_before(rest, mark - at) else {
            bare(plain, at, host, found);
            at = host;
            continue;
        };
        bare(plain, at, at + begin, found);
        at = url(plain, at + begin, host, end, found).max(host);
    }
    bare(plain, at, end, found);
}

/// A stretch in which no scheme stands: addresses of the web that were written without, then words.
fn bare(plain: &Plain, mut at: usize, end: usize, found: &mut Gathered) {
    while let Some(next) = without_scheme(plain, at, end, found) {
        at = next;
    }
    word::words(plain, at, end, found);
}

/// `evil[.]example/gate.php?id=1` at the beginning of a stretch. Answers where it ends.
fn without_scheme(plain: &Plain, at: usize, end: usize, found: &mut Gathered) -> Option<usize> {
    let rest = plain.text.get(at..end)?;
    let rest = rest.trim_start_matches([',', ';', '(', '[', '{', '=']);
    let start = end - rest.len();
    let slash = rest.bytes().take(260).position(|byte| byte == b'/')?;
    let first = rest.get(..slash)?;
    let meant = plain.is_defanged(start, start + slash);
    let name = host::domain(first, meant).filter(|_| !host::is_file(first, meant))?;
    let stop = start + slash + length(rest.get(slash..)?);
    let path = plain.text.get(start + slash..stop)?;
    (path.len() > 1 && stop - start <= LONGEST).then_some(())?;
    found.take(Kind::Url, format!("{name}{path}"), start, stop);
    word::name(plain, start, start + slash, meant, found);
    Some(stop)
}

/// Where a known scheme begins that ends at `mark`.
fn scheme_before(rest: &str, mark: usize) -> Option<usize> {
    let name = |byte: &u8| byte.is_ascii_alphabetic();
    let length = rest.as_bytes().get(..mark)?.iter().rev().take(6).take_while(|byte| name(byte)).count();
    let begin = mark - length;
    let scheme = rest.get(begin..mark)?;
    SCHEMES.iter().any(|one| one.eq_ignore_ascii_case(scheme)).then_some(begin)
}

/// An address of the web: it, and its host. Answers where it ends.
fn url(plain: &Plain, start: usize, host_at: usize, limit: usize, found: &mut Gathered) -> usize {
    let end = host_at + length(plain.text.get(host_at..limit).unwrap_or_default());
    let rest = plain.text.get(host_at..end).unwrap_or_default();
    let cut = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(cut);
    if authority.len() > 512 {
        return end;
    }
    let (from, to) = host::of_authority(authority);
    let written = authority.get(from..to).unwrap_or_default();
    let meant = plain.is_defanged(start, host_at + to);
    let Some(name) = host::host(written, meant) else { return end };
    if end - start <= LONGEST {
        let scheme = plain.text.get(start..host_at).unwrap_or_default().to_ascii_lowercase();
        let (user, port) =
            (authority.get(..from).unwrap_or_default(), authority.get(to..).unwrap_or_default());
        found.take(Kind::Url, format!("{scheme}{user}{name}{port}{path}"), start, end);
    }
    word::name(plain, host_at + from, host_at + to, meant, found);
    end
}

/// How far an address goes: up to a comma, or a semicolon that no parameter follows; without the
/// punctuation of the sentence around it.
fn length(rest: &str) -> usize {
    let ends = |(at, one): &(usize, char)| match one {
        ',' => true,
        ';' => !is_parameter(rest.get(at + 1..).unwrap_or_default()),
        _ => false,
    };
    let end = rest.char_indices().find(ends).map_or(rest.len(), |(at, _)| at);
    let mut kept = rest.get(..end).unwrap_or_default();
    let (mut open, mut closed) = (kept.matches('(').count(), kept.matches(')').count());
    while let Some(last) = kept.chars().next_back() {
        let drop = match last {
            ')' => closed > open,
            '.' | ':' | '!' | '?' | '*' | '_' | ']' | '}' | '\\' => !is_bracketed(kept, last),
            _ => false,
        };
        if !drop {
            break;
        }
        closed -= usize::from(last == ')');
        open -= usize::from(last == '(');
        kept = kept.get(..kept.len() - last.len_utf8()).unwrap_or_default();
    }
    kept.len()
}

/// `http://[2001:db8::1]`: this bracket belongs to it.
fn is_bracketed(kept: &str, last: char) -> bool {
    last == ']' && kept.len() < 64 && kept.starts_with('[') && !kept.contains('/')
}

/// `jsessionid=…` after a semicolon.
fn is_parameter(rest: &str) -> bool {
    let name: String = rest.chars().take(24).take_while(char::is_ascii_alphanumeric).collect();
    !name.is_empty() && rest.get(name.len()..).is_some_and(|rest| rest.starts_with('='))
}
