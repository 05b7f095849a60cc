//! Indicators: addresses, names, hashes and the like by which an attack can be recognised, found in
//! any text that somebody pastes.
//!
//! What is found is shown before it is kept; what is well known or the organisation's own is marked and
//! never left out. How far it may go is [`crate::marking`]'s; where it came from, the store's.
//!
//! The work grows with the length of the text and nothing else: each character is looked at a bounded
//! number of times, whatever stands in it.

mod host;
mod known;
mod refang;
mod scan;
mod word;

pub use known::{Benign, Known, Mark, mistakes};

use alloc::{collections::BTreeMap, string::String, vec::Vec};
use core::fmt;

/// The most different indicators that are taken from one text.
pub const MOST: usize = 100_000;
/// The longest address of the web that is kept, in bytes; of a longer one only the host is. A row of an
/// index of PostgreSQL holds it.
pub const LONGEST: usize = 2_048;

/// What an indicator is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Kind {
    /// An address of version 4.
    Ipv4,
    /// An address of version 6.
    Ipv6,
    /// A range of addresses, as a prefix.
    Network,
    /// A domain name.
    Domain,
    /// An address of the web.
    Url,
    /// An address of mail.
    Mail,
    /// An MD5 hash.
    Md5,
    /// A SHA-1 hash.
    Sha1,
    /// A SHA-256 hash.
    Sha256,
    /// A SHA-512 hash.
    Sha512,
    /// The number of a vulnerability.
    Cve,
    /// The name of a file.
    FileName,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Ipv4,
        Self::Ipv6,
        Self::Network,
        Self::Domain,
        Self::Url,
        Self::Mail,
        Self::Md5,
        Self::Sha1,
        Self::Sha256,
        Self::Sha512,
        Self::Cve,
        Self::FileName,
    ];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ipv4 => "ipv4",
            Self::Ipv6 => "ipv6",
            Self::Network => "network",
            Self::Domain => "domain",
            Self::Url => "url",
            Self::Mail => "mail",
            Self::Md5 => "md5",
            Self::Sha1 => "sha1",
            Self::Sha256 => "sha256",
            Self::Sha512 => "sha512",
            Self::Cve => "cve",
            Self::FileName => "file-name",
        }
    }

    /// By its code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// Where in the text something stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place {
    /// Its first byte.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// The line that it begins on, from 1.
    pub line: usize,
}

/// One indicator as it was found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    /// What it is.
    pub kind: Kind,
    /// It, in the one form that it is kept in.
    pub value: String,
    /// Where it stands first.
    pub place: Place,
    /// How often it stands in the text.
    pub times: usize,
}

/// What a text holds.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Extraction {
    /// The indicators, each once, in the order in which they stand in the text.
    pub found: Vec<Found>,
    /// Whether there were more than [`MOST`], and the rest was left.
    pub cut: bool,
}

/// Finds all indicators in a text, each once, in the order of the text.
pub fn extract(text: &str) -> Extraction {
    let plain = refang::refang(text);
    let mut gathered = Gathered::default();
    scan::scan(&plain, &mut gathered);
    gathered.placed(text, &plain)
}

/// Reads one indicator of a kind as somebody typed it, defanged or not: its one form, or nothing.
pub fn read(kind: Kind, text: &str) -> Option<String> {
    let text = text.trim();
    let plain = refang::refang(text);
    if matches!(kind, Kind::FileName) {
        let fits = !text.is_empty() && text.len() <= 255 && !text.contains(['/', '\\', '\0', '\n']);
        return fits.then(|| String::from(text));
    }
    if kind == Kind::Domain {
        return host::domain(plain.text.trim_end_matches('.'), true);
    }
    let mut gathered = Gathered::default();
    scan::scan(&plain, &mut gathered);
    let whole = |one: &&Raw| one.kind == kind && one.start == 0 && one.end == plain.text.len();
    gathered.all.iter().find(whole).map(|one| one.value.clone())
}

/// Reads one indicator of any kind.
pub fn recognise(text: &str) -> Option<(Kind, String)> {
    let kinds = Kind::ALL.into_iter().filter(|kind| *kind != Kind::FileName);
    kinds.filter_map(|kind| Some((kind, read(kind, text)?))).next()
}

/// The form in which it can be shown and mailed without anybody following it by accident.
pub fn defanged(kind: Kind, value: &str) -> String {
    match kind {
        Kind::Ipv4 | Kind::Domain | Kind::Network => value.replace('.', "[.]"),
        Kind::Mail => value.replace('@', "[@]").replace('.', "[.]"),
        Kind::Ipv6 => value.replacen(':', "[:]", 1),
        Kind::Url => {
            let (scheme, rest) = value.split_once("://").unwrap_or(("", value));
            let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
            let (host, path) = rest.split_at(end);
            let mark = if scheme.is_empty() { "" } else { "://" };
            let scheme = scheme.replace("tt", "xx");
            alloc::format!("{scheme}{mark}{}{path}", host.replace('.', "[.]"))
        }
        _ => String::from(value),
    }
}

/// Something found, by its place in the refanged text.
struct Raw {
    kind: Kind,
    value: String,
    start: usize,
    end: usize,
    times: usize,
}

/// What was found so far.
#[derive(Default)]
struct Gathered {
    all: Vec<Raw>,
    seen: BTreeMap<(Kind, String), usize>,
    cut: bool,
}

impl Gathered {
    fn take(&mut self, kind: Kind, value: String, start: usize, end: usize) {
        if let Some(index) = self.seen.get(&(kind, value.clone())) {
            if let Some(known) = self.all.get_mut(*index) {
                known.times += 1;
            }
            return;
        }
        if self.all.len() >= MOST {
            self.cut = true;
            return;
        }
        self.seen.insert((kind, value.clone()), self.all.len());
        self.all.push(Raw { kind, value, start, end, times: 1 });
    }

    /// The same by their places in the text as it was pasted.
    fn placed(mut self, text: &str, plain: &refang::Plain) -> Extraction {
        // What is derived, such as the host of an address, may stand before what it is derived from.
        self.all.sort_by_key(|one| (one.start, core::cmp::Reverse(one.end)));
        let (mut line, mut counted) = (1, 0);
        let found = self.all.into_iter().map(|one| {
            let (start, end) = plain.place(one.start, one.end);
            let between = text.as_bytes().get(counted..start).unwrap_or_default();
            line += between.iter().filter(|byte| **byte == b'\n').count();
            counted = counted.max(start);
            Found { kind: one.kind, value: one.value, place: Place { start, end, line }, times: one.times }
        });
        Extraction { found: found.collect(), cut: self.cut }
    }
}

#[cfg(test)]
mod tests;
