//! Kinds of text: scripts, logs, mail and what others share.

use super::{Kind, kind};

/// All of them.
pub(super) const KINDS: &[Kind] = &[
    kind("script", "malware"),
    kind("stix", "sharing"),
    kind("misp", "sharing"),
    kind("openioc", "sharing"),
    kind("yara", "sharing"),
    kind("sigma", "sharing"),
    kind("json", "log"),
    kind("xml", "log"),
    kind("eml", "mail"),
    kind("cef", "log"),
    kind("w3c", "log"),
    kind("syslog", "log"),
    kind("csv", "log"),
    kind("text", "other"),
];

/// What a text is; nothing when it is no text.
pub(super) fn of(head: &[u8]) -> Option<Kind> {
    let start = head.get(..head.len().min(8192)).unwrap_or_default();
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    let odd = |byte: &u8| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x1b | 0x0c);
    if start.iter().any(odd) {
        return None;
    }
    let text = String::from_utf8_lossy(start);
    let name = name(text.trim_start());
    KINDS.iter().copied().find(|kind| kind.name == name)
}

fn name(text: &str) -> &'static str {
    let has = |words: &[&str]| words.iter().all(|word| text.contains(word));
    let any = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let first = text.lines().next().unwrap_or_default();
    if text.starts_with(['{', '[']) {
        return match () {
            () if has(&["\"type\"", "\"bundle\"", "\"objects\""]) => "stix",
            () if has(&["\"Event\"", "\"Attribute\""]) => "misp",
            () => "json",
        };
    }
    if text.starts_with('<') {
        return if any(&["schemas.mandiant.com", "OpenIOC"]) { "openioc" } else { "xml" };
    }
    if text.starts_with("#!")
        || any(&["<?php", "powershell", "WScript.", "CreateObject(", "@echo off", "param("])
    {
        return "script";
    }
    if has(&["rule ", "condition:"]) {
        return "yara";
    }
    if has(&["logsource:", "detection:"]) {
        return "sigma";
    }
    let heads = ["Received:", "From:", "Subject:", "MIME-Version:", "Return-Path:", "Delivered-To:"];
    if heads.iter().any(|head| first.starts_with(head)) {
        return "eml";
    }
    if any(&["CEF:0|", "LEEF:1", "LEEF:2"]) {
        return "cef";
    }
    if text.starts_with("#Software:") || text.starts_with("#Fields:") {
        return "w3c";
    }
    let commas = |line: &str| line.matches([',', ';', '\t']).count();
    let second = text.lines().nth(1).map(commas);
    if text.starts_with('<')
        || (first.len() > 16 && first.get(3..4) == Some(" ") && first.matches(':').count() >= 2)
    {
        return "syslog";
    }
    if commas(first) > 0 && second.is_none_or(|count| count == commas(first)) { "csv" } else { "text" }
}
