//! Signing in and out: password and second factor in one act. Passkeys come in by `passkey::enter`,
//! those whom a provider vouches for by [`provider`]; all are let in by [`opening`].
//!
//! Whoever guesses is slowed where they are ([`tries`]), so that nobody can shut a colleague out.
//! Accounts themselves are `account`'s.

pub mod factor;
pub mod opening;
pub mod password;
pub mod provider;
pub mod tries;

pub(crate) use opening::welcome;
pub use opening::{Entered, From, Opening, Way};

use crate::{Act, Actor, Door, Failed, House, Subject};
use meldkamer_domain::{
    access::{Permit, Role, Tie, Verb},
    refused::Refused,
};
use meldkamer_store::account::{self, AccountRow};
use serde_json::json;
use tries::Tries;

/// What somebody types to sign in, and from where.
#[derive(Clone)]
pub struct Key {
    /// The login.
    pub login: String,
    /// The password.
    pub password: String,
    /// The code of the authenticator, or a recovery code.
    pub code: String,
    /// From where.
    pub from: From,
}

/// Signs somebody in. Each time the session has a new secret; which part was wrong is not said, and
/// a login that nobody has takes the same work.
pub async fn enter(house: &House, door: &Door, key: &Key) -> Result<Entered, Failed> {
    let login = key.login.trim().to_lowercase();
    let found = account::by_login(&house.database, &login).await?;
    let device = found.as_ref().and_then(|row| opening::knows(&house.keys, &key.from.device, &row.id));
    let tries = Tries::of(&login, &key.from.network, device.as_deref());
    tries.slow(&house.database, door.at).await?;
    let kept = found.as_ref().filter(|row| row.active == 1 && row.has_password());
    let hash = kept.map_or("", |row| row.password.as_str());
    let fits = password::fits(&key.password, hash).await?;

    let mut act = house.begin(door).await?;
    let subject = kept.map_or_else(Subject::house, |row| Subject::account(&row.id));
    let permit = act.may(Verb::SignIn, subject, Tie::Own).await?;
    tries.slow(act.tx()?, act.at).await?;
    let entered = match kept.filter(|_| fits) {
        Some(row) => second(&act, &permit, row, &key.code).await?,
        None => false,
    };
    let Some(row) = kept.filter(|_| entered) else {
        tries.count(act.tx()?, act.at).await?;
        act.decline(permit, json!({"network": key.from.network, "way": "password"})).await?;
        return Err(Refused::WrongSecret.into());
    };
    tries.forget(act.tx()?).await?;
    let way = if is_code(&key.code) { Way::Password } else { Way::Recovery };
    welcome(act, permit, row, &key.from, Opening { way, mandate: None }).await
}

/// Checks the second factor and uses it up: a code counts once.
pub(crate) async fn second(
    act: &Act<'_>,
    permit: &Permit,
    row: &AccountRow,
    code: &str,
) -> Result<bool, Failed> {
    let tx = act.tx()?;
    if is_code(code) {
        let secret = row.totp.as_deref().unwrap_or_default();
        return match factor::step(secret, code, act.at) {
            Some(step) => Ok(account::use_step(tx, permit, &row.id, step).await?),
            None => Ok(false),
        };
    }
    let digest = factor::recovery_digest(&row.id, code);
    Ok(account::use_recovery(tx, permit, &row.id, &digest, act.at.micros()).await?)
}

/// Six digits are a code of the authenticator; anything else is read as a recovery code.
fn is_code(code: &str) -> bool {
    let digits: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Signs out, or revokes another session of one's own.
pub async fn leave(house: &House, door: &Door, session: &str) -> Result<(), Failed> {
    let mut act = house.begin(door).await?;
    let me = act.actor.id.clone();
    let permit = act.may(Verb::SignOut, Subject::account(&me), Tie::Own).await?;
    let ended =
        meldkamer_store::session::revoke(act.tx()?, &permit, &me, Some(session), act.at.micros()).await?;
    if ended == 0 || session.is_empty() {
        return Err(Failed::NOT_FOUND);
    }
    act.note(permit, json!({"session": session})).await?;
    Ok(())
}

/// The actor that an account is by itself, without a mandate.
pub(crate) fn actor(row: &AccountRow) -> Actor {
    let role = Role::of_account(&row.role).unwrap_or(Role::Member);
    Actor::staff(role, &row.id, &row.name)
}

#[cfg(test)]
mod tests;
