//! Evidence: what an item is, whose hands it went through, and what may happen to it next.
//!
//! An original never changes: what is made out of it is an item of its own that names it. How bytes
//! come in, and how they are kept, is not here.

pub mod custody;

use crate::time::Instant;

/// So many days is evidence kept when nobody says otherwise.
pub const USUAL_DAYS: i64 = 180;
/// So many days at the most, ten years: longer wants a hold.
pub const MOST_DAYS: i64 = 3_653;
/// A link to send evidence by lives so many days at the most.
pub const LINK_DAYS: i64 = 31;

/// Why an item cannot be destroyed now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// A legal hold stands on it.
    Hold,
    /// It was destroyed before.
    Gone,
    /// It must be kept until a day that has not come; destroying it earlier wants a reason of its own.
    TooEarly,
}

impl Obstacle {
    /// Its code, for the words files and the API.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Hold => "hold",
            Self::Gone => "gone",
            Self::TooEarly => "too-early",
        }
    }
}

/// What decides whether an item can be destroyed.
#[derive(Clone, Copy, Debug)]
pub struct Keeping {
    /// Whether a legal hold stands on it.
    pub held: bool,
    /// Whether its key is gone already.
    pub destroyed: bool,
    /// Until when it is kept.
    pub until: Instant,
    /// Whether whoever asks says why it goes before that day.
    pub early: bool,
}

/// Whether an item can be destroyed at an instant. A hold stops everybody.
pub const fn may_destroy(keeping: &Keeping, at: Instant) -> Result<(), Obstacle> {
    if keeping.destroyed {
        Err(Obstacle::Gone)
    } else if keeping.held {
        Err(Obstacle::Hold)
    } else if keeping.until.micros() > at.micros() && !keeping.early {
        Err(Obstacle::TooEarly)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hold_stops_destruction_and_so_does_a_day_that_has_not_come() {
        let at = Instant::parse("2026-11-20T16:40:00Z").unwrap();
        let kept = Keeping { held: false, destroyed: false, until: at, early: false };
        assert_eq!(may_destroy(&kept, at), Ok(()));
        assert_eq!(may_destroy(&Keeping { held: true, early: true, ..kept }, at), Err(Obstacle::Hold));
        let later = Keeping { until: at.plus_seconds(1), ..kept };
        assert_eq!(may_destroy(&later, at), Err(Obstacle::TooEarly));
        assert_eq!(may_destroy(&Keeping { early: true, ..later }, at), Ok(()));
        assert_eq!(may_destroy(&Keeping { destroyed: true, ..kept }, at), Err(Obstacle::Gone));
    }
}
