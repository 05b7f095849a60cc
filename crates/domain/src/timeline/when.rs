//! Moments as logs write them: with an offset, with the name of a zone, or without either.
//!
//! What can be read in two ways is not guessed: it is a fault, and a person says which.

use crate::time::Instant;
use alloc::{
    format,
    string::{String, ToString},
};
use jiff::{
    Timestamp,
    civil::DateTime,
    tz::{Offset, TimeZone},
};

/// A moment and how it was read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Moment {
    /// When, in UTC.
    pub at: Instant,
    /// The offset or zone it was read in.
    pub zone: String,
    /// Whether that zone was assumed because the text names none.
    pub assumed: bool,
}

/// Reads a moment; `zone` holds for a text that names none. The fault is a code.
pub fn moment(text: &str, zone: &TimeZone) -> Result<Moment, &'static str> {
    let text = text.trim();
    if text.is_empty() {
        return Err("missing");
    }
    if text.len() > 80 {
        return Err("not-a-moment");
    }
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return epoch(text);
    }
    let (date, rest) = date(text)?;
    let rest = rest.trim_start_matches(['T', 't', ' ', ',']);
    let digits = |byte: &u8| byte.is_ascii_digit() || b":.,".contains(byte);
    let end = rest.bytes().take_while(|byte| digits(byte)).count();
    let (clock, tail) = rest.split_at(end);
    if clock.is_empty() {
        return Err("no-time");
    }
    let civil: DateTime =
        format!("{date}T{}", clock.replace(',', ".")).parse().map_err(|_| "not-a-moment")?;
    placed(civil, tail.trim(), zone)
}

/// Seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by their length.
fn epoch(text: &str) -> Result<Moment, &'static str> {
    let number: i64 = text.parse().map_err(|_| "not-a-moment")?;
    let micros = match text.len() {
        9 | 10 => number.checked_mul(1_000_000),
        12 | 13 => number.checked_mul(1_000),
        15 | 16 => Some(number),
        18 | 19 => Some(number / 1_000),
        _ => None,
    };
    let at = Instant::from_micros(micros.ok_or("not-a-moment")?);
    Ok(Moment { at, zone: "UTC".to_string(), assumed: false })
}

/// The date at the beginning, as `2026-11-20`, and what follows.
fn date(text: &str) -> Result<(String, &str), &'static str> {
    let end = text.bytes().take(10).take_while(|byte| byte.is_ascii_digit() || b"-/.".contains(byte)).count();
    let (written, rest) = text.split_at_checked(end).ok_or("not-a-moment")?;
    let mark = if written.contains('/') {
        '/'
    } else if written.contains('.') {
        '.'
    } else {
        '-'
    };
    let mut parts = written.splitn(3, mark);
    let (Some(one), Some(two), Some(three)) = (parts.next(), parts.next(), parts.next()) else {
        return Err("not-a-moment");
    };
    let number = |text: &str| text.parse::<u16>().ok().filter(|_| text.len() <= 4).ok_or("not-a-moment");
    let (one_is, two_is) = (number(one)?, number(two)?);
    number(three)?;
    if one.len() == 4 {
        return Ok((format!("{one}-{two:0>2}-{three:0>2}"), rest));
    }
    if three.len() != 4 {
        return Err("not-a-moment");
    }
    // 03/04/2026 is a day in April to most and a day in March to some.
    let (day, month) = match mark {
        '/' if one_is <= 12 && two_is <= 12 && one_is != two_is => return Err("day-or-month"),
        '/' if two_is > 12 => (two, one),
        _ => (one, two),
    };
    Ok((format!("{three}-{month:0>2}-{day:0>2}"), rest))
}

/// A wall clock in the zone that the text names, or in the one that is assumed.
fn placed(civil: DateTime, tail: &str, assumed: &TimeZone) -> Result<Moment, &'static str> {
    let tail = tail.trim_start_matches('[').trim_end_matches(']').trim();
    let (zone, name, assumed) = match tail {
        "" => (assumed.clone(), name_of(assumed), true),
        "Z" | "z" | "UTC" | "GMT" | "utc" => (TimeZone::UTC, "UTC".to_string(), false),
        "CET" => (TimeZone::fixed(Offset::constant(1)), "+01:00".to_string(), false),
        "CEST" => (TimeZone::fixed(Offset::constant(2)), "+02:00".to_string(), false),
        _ => named(tail)?,
    };
    let ambiguous = zone.to_ambiguous_timestamp(civil);
    if ambiguous.is_ambiguous() {
        // In the hour that the clock goes back, or in the one that it skips.
        let fault = if is_gap(&zone, civil) { "skipped-hour" } else { "hour-twice" };
        return Err(fault);
    }
    let stamp: Timestamp = ambiguous.compatible().map_err(|_| "not-a-moment")?;
    Ok(Moment { at: Instant::from_micros(stamp.as_microsecond()), zone: name, assumed })
}

/// Whether the clock never showed this time.
fn is_gap(zone: &TimeZone, civil: DateTime) -> bool {
    let stamp = zone.to_ambiguous_timestamp(civil).compatible();
    stamp.is_ok_and(|stamp| zone.to_datetime(stamp) != civil)
}

/// An offset (`+02:00`, `+0200`, `-5`) or the name of a zone.
fn named(tail: &str) -> Result<(TimeZone, String, bool), &'static str> {
    // `+02:00[Europe/Amsterdam]`: the offset is what was on the clock.
    let tail = tail.split('[').next().unwrap_or_default().trim();
    if let Some(rest) = tail.strip_prefix(['+', '-']) {
        let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
        let clean = rest.chars().all(|one| one.is_ascii_digit() || one == ':');
        let (hours, minutes) = match digits.len() {
            1 | 2 => (digits.as_str(), "0"),
            4 => digits.split_at(2),
            _ => return Err("unknown-zone"),
        };
        let (hours, minutes): (i32, i32) =
            (hours.parse().map_err(|_| "unknown-zone")?, minutes.parse().map_err(|_| "unknown-zone")?);
        if !clean || hours > 14 || minutes > 59 {
            return Err("unknown-zone");
        }
        let sign = if tail.starts_with('-') { -1 } else { 1 };
        let offset =
            Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).map_err(|_| "unknown-zone")?;
        let shown = format!("{}{hours:02}:{minutes:02}", if sign < 0 { '-' } else { '+' });
        return Ok((TimeZone::fixed(offset), shown, false));
    }
    // Three letters such as EST or IST mean different zones in different places.
    let zone = Some(tail).filter(|name| name.contains('/')).and_then(|name| TimeZone::get(name).ok());
    zone.map(|zone| (zone, tail.to_string(), false)).ok_or("unknown-zone")
}

fn name_of(zone: &TimeZone) -> String {
    zone.iana_name().map_or_else(|| "UTC".to_string(), ToString::to_string)
}
