use super::*;
use flate2::{Compression, write::GzEncoder};
use std::io::Write;

fn look(bytes: &[u8]) -> Report {
    examine(bytes, &Limits::default())
}

fn tar_entry(name: &str, sort: u8, target: &str, size: u64, body: &[u8]) -> Vec<u8> {
    let mut header = vec![0_u8; 512];
    header[..name.len()].copy_from_slice(name.as_bytes());
    header[124..135].copy_from_slice(format!("{size:011o}").as_bytes());
    header[148..156].copy_from_slice(b"        ");
    header[156] = sort;
    header[157..157 + target.len()].copy_from_slice(target.as_bytes());
    header[257..263].copy_from_slice(b"ustar\0");
    let sum: u64 = header.iter().map(|byte| u64::from(*byte)).sum();
    header[148..155].copy_from_slice(format!("{sum:06o}\0").as_bytes());
    let mut all = header;
    all.extend_from_slice(body);
    all.resize(all.len().div_ceil(512) * 512, 0);
    all
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

/// A zip with lengths in its headers, all entries stored.
fn zip(names: &[&str], told: &[&str]) -> Vec<u8> {
    let mut all = Vec::new();
    for name in names {
        all.extend(b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\x02\0\0\0\x02\0\0\0");
        all.extend((name.len() as u16).to_le_bytes());
        all.extend([0, 0]);
        all.extend(name.as_bytes());
        all.extend(b"hi");
    }
    for name in told {
        all.extend(b"PK\x01\x02");
        let mut header = [0_u8; 42];
        header[24..26].copy_from_slice(&(name.len() as u16).to_le_bytes());
        all.extend(header);
        all.extend(name.as_bytes());
    }
    all.extend(b"PK\x05\x06");
    all.extend([0_u8; 18]);
    all
}

#[test]
fn kinds_are_told_by_content() {
    for (bytes, kind) in [
        (b"ElfFile\0....".as_slice(), "evtx"),
        (b"regf....", "registry-hive"),
        (b"MZ\x90\0", "pe"),
        (b"%PDF-1.7", "pdf"),
        (b"\xd4\xc3\xb2\xa1....", "pcap"),
        (b"age-encryption.org/v1\n", "age"),
        (b"{\"type\": \"bundle\", \"objects\": []}", "stix"),
        (b"#!/bin/sh\n", "script"),
        (b"a,b,c\n1,2,3\n", "csv"),
        (b"Received: from x\n", "eml"),
        (b"rule x { condition: true }", "yara"),
        (b"\x00\x01\x02\x03", "unknown"),
        (b"", "empty"),
    ] {
        assert_eq!(look(bytes).kind, kind);
    }
    let mut disk = vec![0; 100_000];
    disk.extend(b"conectix");
    disk.resize(disk.len() + 504, 1);
    assert_eq!(look(&disk).kind, "vhd");
}

#[test]
fn containers_are_told_by_what_is_in_them() {
    let of = |names: &[&str]| look(&zip(names, names)).container;
    assert_eq!(of(&["uploads/a", "collection_context.json"]), "velociraptor");
    assert_eq!(of(&["C/x", "2026-11-20T16_CopyLog.csv"]), "kape");
    assert_eq!(of(&["C/$MFT"]), "cylr");
    assert_eq!(look(&zip(&["[Content_Types].xml"], &["[Content_Types].xml"])).kind, "ooxml");
    let uac = [tar_entry("uac.log", b'0', "", 2, b"hi"), vec![0; 1024]].concat();
    assert_eq!(look(&uac).container, "uac");
    let packed = look(&gzip(&uac));
    assert_eq!(
        (packed.kind.as_str(), packed.inner.as_str(), packed.container.as_str()),
        ("gzip", "tar", "uac")
    );
    let acquire = tar_entry("fs/c:/Windows/x", b'0', "", 0, b"");
    assert_eq!(look(&acquire).container, "acquire");
}

#[test]
fn names_that_climb_and_links_are_findings() {
    let evil = ["../../etc/passwd", "/etc/shadow", "C:\\x", "a\\..\\..\\b"];
    let report = look(&zip(&evil, &evil));
    assert_eq!(report.findings.iter().filter(|one| one.code == "traversal").count(), 4);
    let tar = [
        tar_entry("a", b'2', "/etc/passwd", 0, b""),
        tar_entry("b", b'2', "a", 0, b""),
        tar_entry("c", b'3', "", 0, b""),
    ]
    .concat();
    let report = look(&tar);
    assert!(report.has("link-outside") && report.has("link") && report.has("device"), "{report:?}");
}

#[test]
fn headers_that_lie_are_findings() {
    assert!(look(&zip(&["a", "b"], &["a", "c"])).has("lying-header"));
    assert!(look(&zip(&["a", "b"], &["a"])).has("lying-header"));
    assert!(!look(&zip(&["a", "b"], &["a", "b"])).has("lying-header"));
    let long = tar_entry("a", b'0', "", 1 << 32, b"short");
    assert!(look(&long).has("lying-header") && look(&long).has("truncated"));
    assert!(look(&tar_entry("x", b'L', "", 1 << 32, b"short")).has("malformed"));
}

#[test]
fn bombs_end_early() {
    let report = look(&gzip(&vec![0; 300 << 20]));
    assert!(report.has("bomb"), "{report:?}");
    let few = Limits { entries: 100, ..Limits::default() };
    let many: Vec<u8> = (0..200).flat_map(|_| tar_entry("x", b'0', "", 0, b"")).collect();
    let report = examine(many.as_slice(), &few);
    assert!(report.has("too-many-entries") && report.entries == 101);
}

#[test]
fn nothing_that_is_cut_or_turned_breaks_it() {
    let whole =
        [zip(&["a", "collection_context.json"], &["a", "b"]), gzip(&tar_entry("x", b'0', "", 9, b"hi"))];
    for bytes in whole {
        for place in 0..bytes.len() {
            let _ = look(&bytes[..place]);
            let mut turned = bytes.clone();
            turned[place] ^= 0xff;
            let report = look(&turned);
            assert!(report.names.len() < 100);
        }
    }
}
