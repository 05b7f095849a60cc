//! Moments: the one representation of time that crosses our walls.
//!
//! Civil months and holidays are not here: they belong to the clocks.

use alloc::string::{String, ToString};
use core::fmt;
use jiff::{Timestamp, Unit, ZonedDateTime, tz::TimeZone};

/// A moment in time, in microseconds since 1970-01-01T00:00:00Z.
///
/// Stored as a 64-bit integer in both databases, so that it sorts and compares alike.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Instant(i64);

/// The text is not a moment: a date, a time and an offset are needed (RFC 3339).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a moment in RFC 3339 form with an offset, such as 2026-11-20T16:40:00+01:00")]
pub struct NotAnInstant;

impl Instant {
    /// From microseconds since the epoch.
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Microseconds since the epoch.
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// Reads RFC 3339 with an offset (`2026-11-20T16:40:00+01:00`, `…Z`).
    pub fn parse(text: &str) -> Result<Self, NotAnInstant> {
        let stamp: Timestamp = text.trim().parse().map_err(|_| NotAnInstant)?;
        Ok(Self(stamp.as_microsecond()))
    }

    /// This many elapsed seconds later (or earlier), regardless of zone and daylight saving.
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1_000_000)))
    }

    /// Elapsed hours later: the law's clock hours.
    pub const fn plus_hours(self, hours: i64) -> Self {
        self.plus_seconds(hours * 3600)
    }

    /// Whole seconds from `earlier` to this moment; negative when this one is earlier.
    pub const fn seconds_since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0).div_euclid(1_000_000)
    }

    /// This moment on the wall clock of a zone.
    pub fn in_zone(self, zone: &TimeZone) -> ZonedDateTime {
        self.stamp().to_zoned_datetime(zone.clone())
    }

    /// The moment a wall clock shows; a time that daylight saving skips moves forward with it.
    pub fn from_zoned(zoned: &ZonedDateTime) -> Self {
        Self(zoned.timestamp().as_microsecond())
    }

    /// RFC 3339 in UTC to the second (`2026-11-21T15:40:00Z`): the form of receipts and the API.
    pub fn rfc3339(self) -> String {
        let stamp = self.stamp();
        stamp.round(Unit::Second).unwrap_or(stamp).to_string()
    }

    fn stamp(self) -> Timestamp {
        Timestamp::from_microsecond(self.0).unwrap_or(if self.0 < 0 {
            Timestamp::MIN
        } else {
            Timestamp::MAX
        })
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.rfc3339())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_keeps_its_offset_apart() {
        let here = Instant::parse("2026-11-20T16:40:00+01:00").unwrap();
        assert_eq!(here.to_string(), "2026-11-20T15:40:00Z");
        assert_eq!(here.plus_hours(24).rfc3339(), "2026-11-21T15:40:00Z");
        assert_eq!(Instant::parse("2026-11-20T16:40"), Err(NotAnInstant));
    }
}
