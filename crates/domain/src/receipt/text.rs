//! The lines of a receipt: one fact a line, in a fixed order.
//!
//! Signatures are not here.

use super::Receipt;
use crate::{journal::Hash, time::Instant};
use alloc::{
    format,
    string::{String, ToString},
    vec::Vec,
};
use core::str::Split;

const FIRST_LINE: &str = "meldkamer receipt 1";

/// The text that is signed.
pub(super) fn write(receipt: &Receipt) -> String {
    let mut text = format!("{FIRST_LINE}\n");
    let mut put = |name: &str, value: &str| {
        let line = format!("{name}: {}", one_line(value));
        text.push_str(line.trim_end());
        text.push('\n');
    };
    put("reference", &receipt.reference);
    put("stage", &receipt.stage);
    put("version", &receipt.version.to_string());
    put("kind", &receipt.kind);
    put("exercise", if receipt.exercise { "yes" } else { "no" });
    put("received", &receipt.received_at.rfc3339());
    put("content", &hex(&receipt.content));
    for recipient in &receipt.recipients {
        put("recipient", recipient);
    }
    for (stage, due) in &receipt.deadlines {
        put("due", &format!("{due} {stage}"));
    }
    put("subject", &receipt.subject);
    put("seq", &receipt.seq.to_string());
    put("entry", &hex(&receipt.entry));
    put("edition", &receipt.edition);
    text
}

/// Reads the text back; `None` when a line is missing, out of order, too many or not well formed.
pub(super) fn read(text: &str) -> Option<Receipt> {
    let mut lines = Lines { rest: text.strip_suffix('\n')?.split('\n') };
    if lines.rest.next()? != FIRST_LINE {
        return None;
    }
    let receipt = Receipt {
        reference: lines.fact("reference")?.into(),
        stage: lines.fact("stage")?.into(),
        version: lines.fact("version")?.parse().ok()?,
        kind: lines.fact("kind")?.into(),
        exercise: yes_or_no(lines.fact("exercise")?)?,
        received_at: Instant::parse(lines.fact("received")?).ok()?,
        content: unhex(lines.fact("content")?)?,
        recipients: lines.facts("recipient").map(String::from).collect(),
        deadlines: lines.facts("due").map(deadline).collect::<Option<Vec<_>>>()?,
        subject: lines.fact("subject")?.into(),
        seq: lines.fact("seq")?.parse().ok()?,
        entry: unhex(lines.fact("entry")?)?,
        edition: lines.fact("edition")?.into(),
    };
    lines.rest.next().is_none().then_some(receipt)
}

/// Lines of the form `name: value`, read one after another.
pub(super) struct Lines<'a> {
    pub(super) rest: Split<'a, char>,
}

impl<'a> Lines<'a> {
    /// The value of the next line, which must have this name; otherwise the line stays.
    pub(super) fn fact(&mut self, name: &str) -> Option<&'a str> {
        let mut ahead = self.rest.clone();
        let value = ahead.next()?.strip_prefix(name)?.strip_prefix(':')?;
        self.rest = ahead;
        Some(value.strip_prefix(' ').unwrap_or(value))
    }

    /// The values of the next lines as long as they have this name.
    pub(super) fn facts(&mut self, name: &str) -> impl Iterator<Item = &'a str> {
        core::iter::from_fn(move || self.fact(name))
    }
}

fn deadline(value: &str) -> Option<(String, Instant)> {
    let (due, stage) = value.split_once(' ').unwrap_or((value, ""));
    Some((stage.into(), Instant::parse(due).ok()?))
}

fn yes_or_no(value: &str) -> Option<bool> {
    match value {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

/// A value that stays on its line and shows as it is, without white space around it.
fn one_line(value: &str) -> String {
    let breaks = |c: char| {
        c.is_control()
            || matches!(c, '\u{2028}' | '\u{2029}' | '\u{200e}' | '\u{200f}')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{61c}')
    };
    value.replace(breaks, " ").trim().into()
}

/// A hash as 64 small hexadecimal digits.
pub(super) fn hex(hash: &Hash) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The hash of 64 small hexadecimal digits.
pub(super) fn unhex(text: &str) -> Option<Hash> {
    let digits: Vec<u8> =
        text.chars().map(|c| c.to_digit(16).map(|digit| digit as u8)).collect::<Option<_>>()?;
    let bytes: Vec<u8> =
        digits.chunks(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect();
    let hash: Hash = bytes.try_into().ok()?;
    (hex(&hash) == text).then_some(hash)
}
