//! What a clock that went back left in the future, and putting it right.
//!
//! Only times at which the house itself looks again are moved; what people did keeps its instant.

use crate::{
    database::{Asks, Tx},
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::{FromQueryResult, Value};

/// The instant of the latest entry in the journal, in microseconds.
pub async fn latest(asks: &impl Asks) -> Result<Option<i64>, Trouble> {
    #[derive(FromQueryResult)]
    struct Latest {
        at: Option<i64>,
    }
    let latest: Option<Latest> = asks.one("SELECT max(at) AS at FROM entry", []).await?;
    Ok(latest.and_then(|latest| latest.at))
}

/// How far ahead each thing may lie under a clock that is right, in microseconds from now.
#[derive(Debug, Clone, Copy)]
pub struct Reach {
    /// The end of a courier's lease.
    pub lease: i64,
    /// The next try of an errand.
    pub retry: i64,
    /// The next level of an alarm.
    pub alarm: i64,
    /// The end of a session.
    pub session: i64,
    /// The step of an authenticator's code that was used last.
    pub step: i64,
}

/// Brings back to now what lies further ahead than it can. Answers how many rows.
pub async fn put_right(tx: &Tx, _permit: &Permit, now: i64, reach: Reach) -> Result<u64, Trouble> {
    let far = |ahead: i64| now.saturating_add(ahead);
    let all: [(&str, &[i64]); 8] = [
        (
            "UPDATE errand SET leased_until = NULL WHERE state = 'waiting' AND leased_until > $1",
            &[far(reach.lease)],
        ),
        ("UPDATE errand SET next_at = $2 WHERE state = 'waiting' AND next_at > $1", &[far(reach.retry), now]),
        ("UPDATE alarm SET next_at = $2 WHERE ended_at IS NULL AND next_at > $1", &[far(reach.alarm), now]),
        ("UPDATE session SET ends_at = $1 WHERE ends_at > $1", &[far(reach.session)]),
        ("UPDATE session SET seen_at = $1 WHERE seen_at > $1", &[now]),
        ("UPDATE account SET totp_step = $2 WHERE totp_step > $1", &[reach.step + 1, reach.step - 1]),
        ("DELETE FROM attempt WHERE last_at > $1", &[now]),
        // Each place in the queue is found again: it was found by the wrong clock.
        (
            "UPDATE dossier SET rerank_at = $1 WHERE queued = 1 AND (rerank_at IS NULL OR rerank_at > $1)",
            &[now],
        ),
    ];
    let mut count = 0;
    for (sql, values) in all {
        count += tx.run(sql, values.iter().map(|value| Value::from(*value))).await?;
    }
    Ok(count)
}
