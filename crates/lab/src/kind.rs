//! What a file is, by its first bytes and never by its name.

mod text;

use crate::{Input, Report};
use std::io::Read;

/// A kind, and how it is treated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    /// Its code.
    pub name: &'static str,
    /// `log`, `artefact`, `container`, `evidence`, `mail`, `malware`, `sharing`, `sealed`, `other`.
    pub group: &'static str,
}

const fn kind(name: &'static str, group: &'static str) -> Kind {
    Kind { name, group }
}

/// Where a mark stands, the mark, and what it says.
type Mark = (usize, &'static [u8], Kind);

const MARKS: &[Mark] = &[
    (0, b"age-encryption.org/v1", kind("age", "sealed")),
    (0, b"-----BEGIN AGE ENCRYPTED FILE-----", kind("age", "sealed")),
    (0, b"-----BEGIN PGP MESSAGE-----", kind("openpgp", "sealed")),
    (0, b"ElfFile\0", kind("evtx", "log")),
    (0, b"regf", kind("registry-hive", "artefact")),
    (0, b"MAM\x04", kind("prefetch", "artefact")),
    (4, b"SCCA", kind("prefetch", "artefact")),
    (0, b"\x4c\0\0\0\x01\x14\x02\0", kind("lnk", "artefact")),
    (4, b"\xef\xcd\xab\x89", kind("ese", "artefact")),
    (0, b"SQLite format 3\0", kind("sqlite", "artefact")),
    (0, b"PK\x03\x04", kind("zip", "container")),
    (0, b"PK\x05\x06", kind("zip", "container")),
    (0, b"\x1f\x8b", kind("gzip", "container")),
    (257, b"ustar", kind("tar", "container")),
    (0, b"7z\xbc\xaf\x27\x1c", kind("7z", "container")),
    (0, b"Rar!\x1a\x07", kind("rar", "container")),
    (0, b"MSCF", kind("cab", "container")),
    (32_769, b"CD001", kind("iso", "container")),
    (0, b"EVF\x09\x0d\x0a\xff\0", kind("e01", "evidence")),
    (0, b"EVF2\x0d\x0a\x81\0", kind("ex01", "evidence")),
    (0, b"KDMV", kind("vmdk", "evidence")),
    (0, b"vhdxfile", kind("vhdx", "evidence")),
    (0, b"QFI\xfb", kind("qcow2", "evidence")),
    (0, b"conectix", kind("vhd", "evidence")),
    (0, b"ADSEGMENTEDFILE", kind("ad1", "evidence")),
    (0, b"EMiL", kind("lime", "evidence")),
    (0, b"VLMA", kind("avml", "evidence")),
    (0, b"AVML", kind("avml", "evidence")),
    (0, b"PAGEDU64", kind("windows-dump", "evidence")),
    (0, b"PAGEDUMP", kind("windows-dump", "evidence")),
    (0, b"HIBR", kind("hibernation", "evidence")),
    (0, b"hibr", kind("hibernation", "evidence")),
    (0, b"\xd4\xc3\xb2\xa1", kind("pcap", "evidence")),
    (0, b"\xa1\xb2\xc3\xd4", kind("pcap", "evidence")),
    (0, b"\x4d\x3c\xb2\xa1", kind("pcap", "evidence")),
    (0, b"\x0a\x0d\x0d\x0a", kind("pcapng", "evidence")),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", kind("ole", "malware")),
    (0, b"{\\rtf", kind("rtf", "malware")),
    (0, b"\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d", kind("onenote", "malware")),
    (0, b"%PDF-", kind("pdf", "malware")),
    (0, b"MZ", kind("pe", "malware")),
    (0, b"\x7fELF", kind("elf", "malware")),
    (0, b"\xcf\xfa\xed\xfe", kind("mach-o", "malware")),
    (0, b"\xca\xfe\xba\xbe", kind("mach-o", "malware")),
    (0, b"From ", kind("mbox", "mail")),
];

/// What first bytes say.
pub fn of(head: &[u8]) -> Kind {
    if head.is_empty() {
        return kind("empty", "other");
    }
    let fits = |(place, mark, _): &&Mark| head.get(*place..).is_some_and(|rest| rest.starts_with(mark));
    match MARKS.iter().find(fits) {
        Some((_, _, kind)) => *kind,
        None => text::of(head).unwrap_or(kind("unknown", "other")),
    }
}

/// What only last bytes say.
pub fn by_tail(input: &Input<impl Read>, report: &mut Report) {
    if report.kind == "unknown" && input.tail().starts_with(b"conectix") {
        report.kind = "vhd".to_owned();
    }
}

/// How a kind is treated, by its code.
pub fn group(name: &str) -> &'static str {
    let known = MARKS.iter().map(|(_, _, kind)| *kind).chain(text::KINDS.iter().copied());
    known.into_iter().find(|kind| kind.name == name).map_or("other", |kind| kind.group)
}
