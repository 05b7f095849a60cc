//! Wrong answers: whoever gives them is slowed, where they are.
//!
//! A device that signed in before has a count of its own, which nobody else can raise: its owner is
//! never shut out by a stranger who guesses. From a device that is not known, answers count for the
//! login at that network, for the network as a whole, and for the login from everywhere.

use crate::{Failed, filing::first::hex};
use meldkamer_domain::{refused::Refused, time::Instant};
use meldkamer_store::{Asks, Tx, house};
use sha2::{Digest, Sha256};

/// Tries older than this no longer count.
const FORGET_HOURS: i64 = 1;

/// One count.
#[derive(Clone, Debug)]
struct Count {
    key: String,
    /// Wrong answers that are free of delay.
    free: i64,
    /// The longest delay, in seconds.
    longest: i64,
}

impl Count {
    fn of(kind: &str, parts: &[&str], free: i64, longest: i64) -> Self {
        let digest = Sha256::digest(format!("{kind}\0{}", parts.join("\0")).as_bytes());
        Self { key: format!("{kind}:{}", hex(&digest[..16])), free, longest }
    }

    /// Seconds until the next try is looked at: doubling with each wrong answer after the free ones.
    fn wait(&self, count: i64, last_at: i64, at: Instant) -> i64 {
        // A try in the future was counted by a clock that went wrong: nobody waits a day for it.
        let wrong = last_at > at.micros();
        if count < self.free || wrong || last_at < at.plus_hours(-FORGET_HOURS).micros() {
            return 0;
        }
        let delay = self.longest.min(2_i64 << (count - self.free).min(16));
        let passed = (at.micros() - last_at).div_euclid(1_000_000);
        (delay - passed).max(0)
    }
}

/// The counts that a try is held against; only digests of who tries are kept.
#[derive(Clone, Debug)]
pub struct Tries(Vec<Count>);

impl Tries {
    /// A login typed on a device that is known to its account, or else somewhere on a network.
    pub fn of(login: &str, network: &str, device: Option<&str>) -> Self {
        match device {
            Some(device) => Self(vec![Count::of("device", &[device, login], 5, 900)]),
            None => Self(vec![
                Count::of("sign-in", &[login, network], 5, 900),
                Count::of("network", &[network], 30, 60),
                Count::of("login", &[login], 60, 60),
            ]),
        }
    }

    /// Somebody who is signed in gives a factor once more.
    pub fn of_session(session: &str) -> Self {
        Self(vec![Count::of("step-up", &[session], 5, 900)])
    }

    /// Refuses while it is too soon.
    pub async fn slow(&self, asks: &impl Asks, at: Instant) -> Result<(), Failed> {
        let mut seconds = 0;
        for count in &self.0 {
            let tries = house::tries(asks, &count.key).await?;
            seconds = seconds.max(tries.map_or(0, |tries| count.wait(tries.count, tries.last_at, at)));
        }
        if seconds > 0 { Err(Refused::SlowDown { seconds }.into()) } else { Ok(()) }
    }

    /// Counts a wrong answer.
    pub async fn count(&self, tx: &Tx, at: Instant) -> Result<(), Failed> {
        let forget = at.plus_hours(-FORGET_HOURS).micros();
        for count in &self.0 {
            house::count_try(tx, &count.key, at.micros(), forget).await?;
        }
        Ok(())
    }

    /// Forgets them after a right answer. What counts for a whole network stays: one account of
    /// one's own is no licence to guess those of others.
    pub async fn forget(&self, tx: &Tx) -> Result<(), Failed> {
        for count in self.0.iter().filter(|count| !count.key.starts_with("network:")) {
            house::forget_tries(tx, &count.key).await?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_and_ends() {
        let at = Instant::parse("2026-11-20T15:40:00Z").unwrap();
        let ago = |seconds: i64| at.plus_seconds(-seconds).micros();
        let count = Count::of("sign-in", &[], 5, 900);
        assert_eq!(count.wait(4, ago(0), at), 0);
        assert_eq!(count.wait(5, ago(0), at), 2);
        assert_eq!(count.wait(7, ago(3), at), 5);
        assert_eq!(count.wait(7, ago(8), at), 0);
        assert_eq!(count.wait(60, ago(0), at), 900);
        assert_eq!(count.wait(60, ago(3601), at), 0);
    }

    #[test]
    fn another_network_or_login_has_its_own_tries() {
        let key = |login, network| Tries::of(login, network, None).0[0].key.clone();
        let here = key("ans", "192.0.2.7");
        assert_ne!(here, key("ans", "192.0.2.8"));
        assert_ne!(here, key("bob", "192.0.2.7"));
        assert!(!here.contains("ans"));
    }

    #[test]
    fn nobody_else_counts_against_a_known_device() {
        let own = Tries::of("ans", "192.0.2.7", Some("device-of-ans"));
        let other = Tries::of("ans", "192.0.2.7", None);
        assert!(own.0.iter().all(|count| other.0.iter().all(|theirs| theirs.key != count.key)));
    }
}
