//! What vanishes first.

use super::Take;
use crate::time::Instant;
use alloc::vec::Vec;

/// When a trace vanishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vanishes {
    /// It is gone: it was kept until then.
    Gone(Instant),
    /// At this moment.
    At(Instant),
    /// When the system restarts, whenever that is.
    AtRestart,
    /// Nobody said.
    Unknown,
}

/// A trace with what is known of its end.
#[derive(Clone, Copy, Debug)]
pub struct Volatile<'a> {
    /// The trace.
    pub take: &'a Take,
    /// When it vanishes.
    pub vanishes: Vanishes,
}

/// Traces in the order in which to take them.
///
/// `since` is when the oldest trace that matters was written, when it is known. What has a clock and is
/// not gone comes by its clock among what is volatile: what vanishes within a day comes before all that
/// waits for a restart; then by the groups of RFC 3227; what is gone comes last.
pub fn in_order(takes: &[Take], since: Option<Instant>, now: Instant) -> Vec<Volatile<'_>> {
    let mut all: Vec<Volatile<'_>> =
        takes.iter().map(|take| Volatile { take, vanishes: vanishes(take, since, now) }).collect();
    all.sort_by_key(|one| {
        let soon = now.plus_seconds(DAY);
        let group = match one.vanishes {
            Vanishes::At(at) if at <= soon => 0,
            Vanishes::Gone(_) => 2,
            _ => 1,
        };
        let at = match one.vanishes {
            Vanishes::At(at) => at.micros(),
            _ => i64::MAX,
        };
        (group, if group == 0 { 0 } else { one.take.volatility }, at)
    });
    all
}

const DAY: i64 = 24 * 3600;

fn vanishes(take: &Take, since: Option<Instant>, now: Instant) -> Vanishes {
    match (take.keeps, since) {
        (Some(hours), Some(since)) => {
            let end = since.plus_seconds(i64::from(hours) * 3600);
            if end <= now { Vanishes::Gone(end) } else { Vanishes::At(end) }
        }
        _ if take.restart => Vanishes::AtRestart,
        _ => Vanishes::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn take(id: &str, volatility: u8, keeps: Option<u32>, restart: bool) -> Take {
        let text = alloc::format!(
            "id = \"{id}\"\ntitle = {{ nl = \"\", en = \"\" }}\nhow = {{ nl = \"\", en = \"\" }}\n\
             volatility = {volatility}\nrestart = {restart}\n"
        );
        Take { keeps, ..toml::from_str(&text).unwrap() }
    }

    #[test]
    fn what_vanishes_soonest_comes_first_and_what_is_gone_last() {
        let takes = [
            take("disk", 4, None, false),
            take("gone", 1, Some(1), false),
            take("memory", 2, None, true),
            take("log", 5, Some(60), false),
            take("audit", 5, Some(4320), false),
        ];
        let start = Instant::from_micros(0);
        let now = start.plus_seconds(48 * 3600);
        let found = in_order(&takes, Some(start), now);
        let ids: Vec<&str> = found.iter().map(|one| one.take.id.get_ref().as_str()).collect();
        assert_eq!(ids, ["log", "memory", "disk", "audit", "gone"]);
        assert_eq!(found[0].vanishes, Vanishes::At(start.plus_seconds(60 * 3600)));
        assert_eq!(found[1].vanishes, Vanishes::AtRestart);
        assert_eq!(found[4].vanishes, Vanishes::Gone(start.plus_seconds(3600)));
        // Without a moment no clock can be told.
        assert!(in_order(&takes, None, now).iter().all(|one| !matches!(one.vanishes, Vanishes::At(_))));
    }
}
