//! Step-up: a dangerous act wants a factor that was given in the last ten minutes. What was being
//! sent is held meanwhile, for that session alone, and goes on as it was.

use crate::{
    Door, Failed, House, Subject,
    ceremony::{self, Answer, Kind},
    passkey::enter::{self, Given},
    sign_in::{self, tries::Tries},
};
use meldkamer_domain::{
    access::{Tie, Verb},
    refused::Refused,
    time::Instant,
};
use meldkamer_store::{account, session as sessions};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// A factor that was given this many minutes ago counts as just given.
pub const MINUTES: i64 = 10;

/// Whether a factor was given just now.
pub fn is_fresh(factor_at: Option<i64>, now: Instant) -> bool {
    factor_at.is_some_and(|at| at > now.plus_seconds(-MINUTES * 60).micros())
}

/// What somebody was sending.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Held {
    /// Path and query that it goes to.
    pub path: String,
    /// The type of its body.
    pub kind: String,
    /// Its body, in base64.
    pub body: String,
}

fn answer<'a>(secret: &'a str, session: &'a str, at: Instant) -> Answer<'a> {
    Answer { kind: Kind::Held, secret, binding: session, at }
}

/// Holds what somebody was sending; answers under which secret.
pub async fn hold(house: &House, at: Instant, session: &str, held: &Held) -> Result<String, Failed> {
    ceremony::begin(house, at, Kind::Held, session, held).await
}

/// What is held for a session under a secret.
pub async fn held(house: &House, at: Instant, session: &str, secret: &str) -> Result<Option<Held>, Failed> {
    ceremony::look(&house.database, answer(secret, session, at)).await
}

/// Lets go on what was held: once.
pub async fn go_on(house: &House, at: Instant, session: &str, secret: &str) -> Result<Option<Held>, Failed> {
    let tx = house.database.begin().await?;
    let held = ceremony::take(&tx, answer(secret, session, at)).await?;
    tx.commit().await?;
    Ok(held)
}

/// A factor that somebody who is signed in gives once more.
pub enum Factor<'a> {
    /// The code of the authenticator, or a recovery code.
    Code(&'a str),
    /// A passkey.
    Passkey(Given<'a>),
}

/// Gives a factor once more. Wrong answers slow this session down, and no other.
pub async fn give(house: &House, door: &Door, session: &str, factor: &Factor<'_>) -> Result<(), Failed> {
    let tries = Tries::of_session(session);
    let mut act = house.begin(door).await?;
    let me = act.actor.id.clone();
    let permit = act.may(Verb::StepUp, Subject::account(&me), Tie::Own).await?;
    tries.slow(act.tx()?, act.at).await?;
    let row = account::by_id(act.tx()?, &me).await?.ok_or(Failed::NOT_FOUND)?;
    let (fits, way) = match factor {
        Factor::Code(code) => (sign_in::second(&act, &permit, &row, code).await?, "code"),
        Factor::Passkey(given) => (enter::again(&act, &permit, &me, given).await?, "passkey"),
    };
    if !fits {
        tries.count(act.tx()?, act.at).await?;
        act.decline(permit, json!({"way": way})).await?;
        return Err(Refused::WrongSecret.into());
    }
    tries.forget(act.tx()?).await?;
    sessions::factor_given(act.tx()?, &permit, &me, session, act.at.micros()).await?;
    act.note(permit, json!({"way": way})).await?;
    Ok(())
}

/// A provider showed anew who it is: whom this account is tied to, and nobody else.
pub async fn vouched(
    house: &House,
    door: &Door,
    session: &str,
    (provider, issuer, subject): (&str, &str, &str),
) -> Result<(), Failed> {
    let mut act = house.begin(door).await?;
    let me = act.actor.id.clone();
    let permit = act.may(Verb::StepUp, Subject::account(&me), Tie::Own).await?;
    let known = meldkamer_store::identity::find(act.tx()?, issuer, subject).await?;
    if known.is_none_or(|known| known.account != me) {
        act.decline(permit, json!({"way": provider})).await?;
        return Err(Refused::WrongSecret.into());
    }
    sessions::factor_given(act.tx()?, &permit, &me, session, act.at.micros()).await?;
    act.note(permit, json!({"way": provider})).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_factor_is_fresh_for_ten_minutes() {
        let now = Instant::parse("2026-11-20T15:40:00Z").unwrap();
        let ago = |seconds: i64| Some(now.plus_seconds(-seconds).micros());
        assert!(is_fresh(ago(0), now) && is_fresh(ago(599), now));
        assert!(!is_fresh(ago(600), now) && !is_fresh(None, now));
    }
}
