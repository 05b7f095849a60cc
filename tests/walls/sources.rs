//! What the sources keep to: SQL only in the store, no clock in the core, no panics, all words twice.

use super::lengths::{files, root};
use std::{collections::BTreeMap, fs};

/// The part of a source that ends up in the binary: without its tests.
fn shipped(name: &str, text: &str) -> String {
    let tests = ["/tests.rs", "/trials.rs", "/trial.rs", "/walls.rs", "/built_in.rs"];
    if text.contains("#![cfg(test)]")
        || tests.iter().any(|end| name.ends_with(end))
        || name.contains("/tests/")
    {
        return String::new();
    }
    let end = text.find("#[cfg(test)]\nmod tests").unwrap_or(text.len());
    text[..end].to_owned()
}

fn found(folder: &str, forbidden: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for (name, text) in files(folder, ".rs") {
        for (number, line) in shipped(&name, &text).lines().enumerate() {
            let code = line.trim_start();
            if code.starts_with("//") {
                continue;
            }
            found.extend(
                forbidden
                    .iter()
                    .filter(|word| line.contains(**word))
                    .map(|word| format!("{name}:{}: {word}", number + 1)),
            );
        }
    }
    found
}

#[test]
fn only_the_store_speaks_sql() {
    let sql = ["SELECT ", "INSERT INTO", "DELETE FROM", "CREATE TABLE", "sea_orm", "sqlx::", " WHERE "];
    for folder in [
        "crates/domain",
        "crates/app",
        "crates/exchange",
        "crates/paper",
        "crates/lab",
        "crates/openpgp",
        "crates/server",
    ] {
        assert_eq!(found(folder, &sql), Vec::<String>::new());
    }
}

#[test]
fn the_core_reaches_neither_clock_nor_disk_nor_network() {
    let lib = fs::read_to_string(root().join("crates/domain/src/lib.rs")).unwrap();
    assert!(lib.contains("#![no_std]"), "domain must stay without std: it has no clock, files or network");
    let outside = ["std::fs", "std::net", "std::time", "std::env", "async fn", "::now()"];
    assert_eq!(found("crates/domain/src", &outside), Vec::<String>::new());
}

#[test]
fn nothing_that_ships_gives_up() {
    let ends = [".unwrap()", ".expect(\"", "panic!(", "todo!(", "unimplemented!(", "unreachable!("];
    for folder in ["domain", "store", "app", "exchange", "paper", "lab", "openpgp", "server"] {
        assert_eq!(found(&format!("crates/{folder}/src"), &ends), Vec::<String>::new());
    }
}

#[test]
fn nobody_silences_the_lints_that_keep_us_honest() {
    let quiet = ["allow(dead_code", "allow(clippy::unwrap", "allow(clippy::expect", "allow(unused"];
    assert_eq!(found("crates", &quiet), Vec::<String>::new());
}

/// The keys of a language's words, by file.
fn keys(language: &str) -> BTreeMap<String, Vec<String>> {
    let key = |line: &str| {
        let (key, _) = line.split_once('=')?;
        let key = key.trim_end();
        let plain = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
        plain.then(|| key.to_owned())
    };
    let folder = format!("words/{language}");
    let of = |(name, text): (String, String)| {
        let mut keys: Vec<_> = text.lines().filter_map(key).collect();
        keys.sort();
        (name[folder.len() + 1..].to_owned(), keys)
    };
    files(&folder, ".ftl").into_iter().map(of).collect()
}

#[test]
fn every_sentence_exists_in_both_languages_once() {
    let (dutch, english) = (keys("nl"), keys("en"));
    let mut all = Vec::new();
    for (file, keys) in &dutch {
        let other = english.get(file).unwrap_or_else(|| panic!("words/en/{file} is missing"));
        let lone = |one: &[String], two: &[String]| {
            one.iter().filter(|key| !two.contains(key)).cloned().collect::<Vec<_>>()
        };
        assert_eq!(lone(keys, other), Vec::<String>::new(), "only in words/nl/{file}");
        assert_eq!(lone(other, keys), Vec::<String>::new(), "only in words/en/{file}");
        all.extend(keys.iter().cloned());
    }
    assert_eq!(dutch.len(), english.len(), "there are words files in one language only");
    all.sort();
    let twice: Vec<_> = all.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| &pair[0]).collect();
    assert!(twice.is_empty(), "keys that occur twice: {twice:?}");
}
