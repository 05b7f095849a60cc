//! Signing in and out: password and second factor in one act, slowed per login and network.
//!
//! Whoever guesses is slowed where they are: the same login from another network is not touched,
//! so nobody can lock a colleague out. Accounts themselves are `staff`'s.

pub mod factor;
pub mod password;

use crate::{
    Act, Actor, Door, Failed, House, Subject, chance,
    filing::first::hex,
    session::{self, LONGEST_HOURS},
};
use meldkamer_domain::{
    access::{Permit, Role, Tie, Verb},
    id::SessionId,
    refused::Refused,
    time::Instant,
};
use meldkamer_store::{
    Asks, house,
    session::NewSession,
    staff::{self, StaffRow},
};
use serde_json::json;
use sha2::{Digest, Sha256};

/// Wrong answers that are free of delay.
const FREE: i64 = 5;
/// The longest delay, in seconds.
const LONGEST: i64 = 900;
/// Tries older than this no longer count.
const FORGET_HOURS: i64 = 1;

/// What somebody types to sign in, and from where.
#[derive(Clone)]
pub struct Key {
    /// The login.
    pub login: String,
    /// The password.
    pub password: String,
    /// The code of the authenticator, or a recovery code.
    pub code: String,
    /// The network it comes from: an IPv4 address, or the first half of an IPv6 address.
    pub network: String,
    /// What the browser calls itself.
    pub agent: String,
}

/// A session that was opened.
#[derive(Clone)]
pub struct Entered {
    /// The secret for the cookie; known only here and there.
    pub secret: String,
    /// The account.
    pub staff: String,
    /// Its language.
    pub language: String,
    /// Recovery codes that are left, when one was used.
    pub recovery_left: Option<i64>,
}

/// Signs somebody in. Each time the session has a new secret; which part was wrong is not said.
pub async fn enter(house: &House, door: &Door, key: &Key) -> Result<Entered, Failed> {
    let login = key.login.trim().to_lowercase();
    let tries = tries_key(&login, &key.network);
    slow(&house.database, &tries, door.at).await?;
    let found = staff::by_login(&house.database, &login).await?;
    let kept = found.as_ref().filter(|row| row.active == 1 && row.ready());
    let hash = kept.map_or("", |row| row.password.as_str());
    let fits = password::fits(&key.password, hash).await?;

    let mut act = house.begin(door).await?;
    let subject = kept.map_or_else(Subject::house, |row| Subject::staff(&row.id));
    let permit = act.may(Verb::SignIn, subject, Tie::Own).await?;
    slow(act.tx()?, &tries, act.at).await?;
    let entered = match kept.filter(|_| fits) {
        Some(row) => second(&act, &permit, row, &key.code).await?,
        None => false,
    };
    let Some(row) = kept.filter(|_| entered) else {
        house::count_try(act.tx()?, &tries, act.at.micros(), act.at.plus_hours(-FORGET_HOURS).micros())
            .await?;
        act.decline(permit, json!({"network": key.network})).await?;
        return Err(Refused::WrongSecret.into());
    };
    house::forget_tries(act.tx()?, &tries).await?;
    let secret = open(&act, &permit, row, &key.agent).await?;
    let left = staff::recovery_left(act.tx()?, &row.id).await?;
    let recovery_left = (!is_code(&key.code)).then_some(left);
    act.actor = actor(row);
    act.note(permit, json!({"network": key.network})).await?;
    Ok(Entered { secret, staff: row.id.clone(), language: row.language.clone(), recovery_left })
}

/// Checks the second factor and uses it up: a code counts once.
async fn second(act: &Act<'_>, permit: &Permit, row: &StaffRow, code: &str) -> Result<bool, Failed> {
    let tx = act.tx()?;
    if is_code(code) {
        let secret = row.totp.as_deref().unwrap_or_default();
        return match factor::step(secret, code, act.at) {
            Some(step) => Ok(staff::use_step(tx, permit, &row.id, step).await?),
            None => Ok(false),
        };
    }
    let digest = factor::recovery_digest(&row.id, code);
    Ok(staff::use_recovery(tx, permit, &row.id, &digest, act.at.micros()).await?)
}

/// Six digits are a code of the authenticator; anything else is read as a recovery code.
fn is_code(code: &str) -> bool {
    let digits: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

async fn open(act: &Act<'_>, permit: &Permit, row: &StaffRow, agent: &str) -> Result<String, Failed> {
    let secret = hex(&chance::bytes::<32>());
    let new = NewSession {
        digest: session::digest(&secret),
        id: SessionId::new(act.at, chance::bytes()).to_string(),
        staff: row.id.clone(),
        at: act.at.micros(),
        ends_at: act.at.plus_hours(LONGEST_HOURS).micros(),
        agent: agent.chars().filter(|c| !c.is_control()).take(200).collect(),
    };
    meldkamer_store::session::open(act.tx()?, permit, &new).await?;
    Ok(secret)
}

/// Signs out, or revokes another session of one's own.
pub async fn leave(house: &House, door: &Door, session: &str) -> Result<(), Failed> {
    let mut act = house.begin(door).await?;
    let me = act.actor.id.clone();
    let permit = act.may(Verb::SignOut, Subject::staff(&me), Tie::Own).await?;
    let ended =
        meldkamer_store::session::revoke(act.tx()?, &permit, &me, Some(session), act.at.micros()).await?;
    if ended == 0 || session.is_empty() {
        return Err(Failed::NOT_FOUND);
    }
    act.note(permit, json!({"session": session})).await?;
    Ok(())
}

/// The actor that an account is.
pub(crate) fn actor(row: &StaffRow) -> Actor {
    let role = Role::staff(&row.role).unwrap_or(Role::Observer);
    Actor { role, id: row.id.clone(), name: row.name.clone() }
}

async fn slow(asks: &impl Asks, key: &str, at: Instant) -> Result<(), Failed> {
    let tries = house::tries(asks, key).await?;
    let seconds = tries.map_or(0, |tries| wait(tries.count, tries.last_at, at));
    if seconds > 0 { Err(Refused::SlowDown { seconds }.into()) } else { Ok(()) }
}

/// Seconds until the next try is looked at: doubling with each wrong answer after the free ones.
fn wait(count: i64, last_at: i64, at: Instant) -> i64 {
    if count < FREE || last_at < at.plus_hours(-FORGET_HOURS).micros() {
        return 0;
    }
    let delay = LONGEST.min(2_i64 << (count - FREE).min(16));
    let passed = (at.micros() - last_at).div_euclid(1_000_000);
    (delay - passed).max(0)
}

/// Which pair of login and network is slowed; only its digest is kept.
fn tries_key(login: &str, network: &str) -> String {
    let digest = Sha256::digest(format!("sign-in\0{login}\0{network}").as_bytes());
    format!("sign-in:{}", hex(&digest[..16]))
}

#[cfg(test)]
mod tests;
