//! Taking an invitation up with a passkey: it is both factors in one, so whoever made it is in.

use super::{Pending, find, settle};
use crate::{
    Door, Failed, House,
    passkey::enrol::{self, Made, Owner},
    sign_in::{self, Entered, From, Opening, Way},
};
use meldkamer_domain::{refused::Refused, time::Instant};
use serde_json::Value;

fn pending(text: &str) -> Result<Pending, Failed> {
    let pending: Option<Pending> = serde_json::from_str(text).ok();
    let chosen = pending.filter(|pending| pending.password.is_empty());
    Ok(chosen.ok_or_else(|| Refused::field("passkey", "over"))?)
}

/// What a browser is asked in order to make the passkey.
pub async fn options(house: &House, at: Instant, secret: &str) -> Result<Value, Failed> {
    let (row, account) = find(house, &house.database, secret, at).await?;
    let filled = pending(&row.pending)?;
    let account = account.map(|account| account.id).unwrap_or_default();
    let owner = Owner { account: &account, login: &filled.login, name: &filled.name };
    enrol::options(house, at, &owner, secret).await
}

/// Takes the invitation up: the account counts from now on, and its owner is in.
pub async fn take(
    house: &House,
    door: &Door,
    secret: &str,
    (ceremony, answer): (&str, &str),
    from: &From,
) -> Result<Entered, Failed> {
    let mut act = house.begin(door).await?;
    let (row, account) = find(house, act.tx()?, secret, act.at).await?;
    let filled = pending(&row.pending)?;
    let (permit, new) = settle(&mut act, row, account, filled, false).await?;
    let made = Made { ceremony, binding: secret, answer, name: "" };
    enrol::keep(&act, &permit, &new.id, &made).await?;
    sign_in::welcome(act, permit, &new, from, Opening { way: Way::Passkey, mandate: None }).await
}
