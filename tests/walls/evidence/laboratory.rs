//! The laboratory in its own process: it recognises, it stays within its limits whatever it is given, and
//! the house does not notice.

use super::{CASE, announce, link, part, sha256, tus};
use crate::harness::{house::house_with, programs};
use axum::body::Body;
use meldkamer::lab;
use meldkamer_store::{Dialect, evidence::item};
use std::{
    io::Write,
    process::{Command, Stdio},
};

/// What the laboratory says of bytes.
fn look(bytes: &[u8], seconds: u64) -> String {
    let mut child = Command::new(programs::meldkamer())
        .args(["lab", "--seconds", &seconds.to_string()])
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let bytes = bytes.to_vec();
    let feed = std::thread::spawn(move || drop(input.write_all(&bytes)));
    let said = child.wait_with_output().unwrap();
    feed.join().unwrap();
    String::from_utf8(said.stdout).unwrap()
}

#[test]
fn it_recognises_within_the_sandbox() {
    let said = look(b"ElfFile\0 een logboek", 10);
    assert!(said.contains("\"kind\":\"evtx\""), "{said}");
    assert!(said.contains("\"sandbox\":\"full\"") || said.contains("\"sandbox\":\"partly\""), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_house_keeps_what_it_found() {
    let house =
        house_with(Dialect::Sqlite, |settings| settings.laboratory = Some(programs::meldkamer())).await;
    let (secret, _) = link(&house).await;
    let bytes = b"regf een register";
    let file = announce(&house, &secret, bytes.len()).await;
    tus(&house, "PATCH", &file, &part(0, Some(&sha256(bytes))), Body::from(&bytes[..])).await;
    assert!(lab::round(&house.house).await.unwrap());
    assert!(!lab::round(&house.house).await.unwrap());
    let row = &item::of_case(&house.house.database, CASE).await.unwrap()[0];
    assert_eq!(row.kind, "registry-hive");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_laboratory_that_dies_leaves_a_finding() {
    let house = house_with(Dialect::Sqlite, |settings| settings.laboratory = Some("/bin/false".into())).await;
    let (secret, _) = link(&house).await;
    let file = announce(&house, &secret, 4).await;
    tus(&house, "PATCH", &file, &part(0, None), Body::from("abcd")).await;
    assert!(lab::round(&house.house).await.unwrap());
    let row = &item::of_case(&house.house.database, CASE).await.unwrap()[0];
    assert!(row.findings.contains("ended-by-its-limits"), "{}", row.findings);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_read_is_a_finding_and_keeps_nobody_waiting() {
    let house =
        house_with(Dialect::Sqlite, |settings| settings.laboratory = Some(programs::meldkamer())).await;
    let (secret, _) = link(&house).await;
    for name in ["changed", "locked", "whole"] {
        let file = announce(&house, &secret, name.len()).await;
        tus(&house, "PATCH", &file, &part(0, None), Body::from(name)).await;
    }
    let rows = item::of_case(&house.house.database, CASE).await.unwrap();
    let upload = &rows[0].upload;
    house.memory.run(&format!("UPDATE evidence_part SET digest = '' WHERE upload = '{upload}'")).await;
    let none = house.memory.bytes(b"no key");
    house.memory.run(&format!("UPDATE evidence_item SET wrapped = {none} WHERE id = '{}'", rows[1].id)).await;
    for _ in &rows {
        assert!(lab::round(&house.house).await.unwrap());
    }
    assert!(!lab::round(&house.house).await.unwrap());
    let rows = item::of_case(&house.house.database, CASE).await.unwrap();
    let found: Vec<_> = rows.iter().map(|row| row.findings.as_str()).collect();
    assert!(found[0].contains("not-what-came"), "{}", found[0]);
    assert!(found[1].contains("not-looked-at"), "{}", found[1]);
    assert!(!found[2].contains("not-"), "{}", found[2]);
}
