//! Giving a passkey: to sign in without typing a login, or once more before a dangerous act.

use super::{asked, read, site, written};
use crate::{
    Act, Door, Failed, House, Subject,
    ceremony::{self, Answer, Kind},
    sign_in::{self, Entered, Opening, Way},
};
use meldkamer_domain::{
    access::{Permit, Tie, Verb},
    refused::Refused,
    time::Instant,
};
use meldkamer_store::{
    Trouble,
    account::{self, AccountRow},
    passkey::{self, PasskeyRow},
};
use serde_json::{Value, json};
use webauthn_rs::prelude::{
    AuthenticationResult, DiscoverableAuthentication, Passkey, PasskeyAuthentication, PublicKeyCredential,
};

/// A passkey that was given.
pub struct Given<'a> {
    /// The secret of the ceremony.
    pub ceremony: &'a str,
    /// What the browser that was asked has: a cookie, a session.
    pub binding: &'a str,
    /// The browser's answer, as JSON.
    pub answer: &'a str,
}

impl Given<'_> {
    fn answer(&self, kind: Kind, at: Instant) -> Answer<'_> {
        Answer { kind, secret: self.ceremony, binding: self.binding, at }
    }
}

/// What a browser is asked in order to sign somebody in: whichever passkey it has for us.
pub async fn options(house: &House, at: Instant, binding: &str) -> Result<Value, Failed> {
    let (options, state) = site(house)?
        .start_discoverable_authentication()
        .map_err(|why| Trouble::unreadable("ask for a passkey", why))?;
    let secret = ceremony::begin(house, at, Kind::Enter, binding, &state).await?;
    Ok(asked(json!(options), &secret))
}

/// What a browser is asked of somebody who is signed in: one of their own passkeys.
pub async fn options_again(
    house: &House,
    at: Instant,
    account: &str,
    binding: &str,
) -> Result<Value, Failed> {
    let known = passkey::of_account(&house.database, account).await?;
    let keys = known.iter().map(|row| read(&row.key)).collect::<Result<Vec<_>, _>>()?;
    let (options, state) =
        site(house)?.start_passkey_authentication(&keys).map_err(|_| Refused::field("passkey", "none"))?;
    let secret = ceremony::begin(house, at, Kind::StepUp, binding, &state).await?;
    Ok(asked(json!(options), &secret))
}

/// Signs somebody in with a passkey. What was wrong is not said.
pub async fn enter(
    house: &House,
    door: &Door,
    given: &Given<'_>,
    from: &sign_in::From,
) -> Result<Entered, Failed> {
    let site = site(house)?;
    let answer: Option<PublicKeyCredential> = serde_json::from_str(given.answer).ok();
    let named = answer.as_ref().and_then(|answer| {
        let (handle, credential) = site.identify_discoverable_authentication(answer).ok()?;
        Some((handle.into_bytes().to_vec(), credential.to_vec()))
    });
    let kept = match &named {
        Some((handle, credential)) => owner(house, handle, credential).await?,
        None => None,
    };
    let mut act = house.begin(door).await?;
    let subject = kept.as_ref().map_or_else(Subject::house, |(_, row)| Subject::account(&row.id));
    let permit = act.may(Verb::SignIn, subject, Tie::Own).await?;
    let state: Option<DiscoverableAuthentication> =
        ceremony::take(act.tx()?, given.answer(Kind::Enter, act.at)).await?;
    let Some(state) = state else { return Err(Refused::Expired.into()) };
    let fits = kept.and_then(|(key, row)| {
        let public = read(&key.key).ok()?;
        let done = site.finish_discoverable_authentication_v2(answer.as_ref()?, state, &public);
        Some((key, row, done.inspect_err(|why| tracing::info!(%why, "a passkey was not right")).ok()?))
    });
    let Some((key, row, done)) = fits.filter(|(.., done)| done.user_verified()) else {
        act.decline(permit, json!({"network": from.network, "way": "passkey"})).await?;
        return Err(Refused::WrongSecret.into());
    };
    count(&act, &permit, &key, &done).await?;
    sign_in::welcome(act, permit, &row, from, Opening { way: Way::Passkey, mandate: None }).await
}

/// The passkey of this id with its account, when it is this account's and the account is not blocked.
async fn owner(
    house: &House,
    handle: &[u8],
    credential: &[u8],
) -> Result<Option<(PasskeyRow, AccountRow)>, Failed> {
    let found = passkey::by_credential(&house.database, credential).await?;
    let Some(key) = found.filter(|key| key.handle == handle) else { return Ok(None) };
    let row = account::by_id(&house.database, &key.account).await?;
    Ok(row.filter(|row| row.active == 1).map(|row| (key, row)))
}

/// Checks a passkey that somebody who is signed in gave once more; false when it is not right.
pub(crate) async fn again(
    act: &Act<'_>,
    permit: &Permit,
    account: &str,
    given: &Given<'_>,
) -> Result<bool, Failed> {
    let state: Option<PasskeyAuthentication> =
        ceremony::take(act.tx()?, given.answer(Kind::StepUp, act.at)).await?;
    let Some(state) = state else { return Ok(false) };
    let Ok(answer) = serde_json::from_str::<PublicKeyCredential>(given.answer) else { return Ok(false) };
    let Ok(done) = site(act.house)?.finish_passkey_authentication(&answer, &state) else { return Ok(false) };
    let key = passkey::by_credential(act.tx()?, done.cred_id()).await?;
    let Some(key) = key.filter(|key| key.account == account && done.user_verified()) else {
        return Ok(false);
    };
    count(act, permit, &key, &done).await?;
    Ok(true)
}

/// Keeps the device's counter: one that runs back is a copy of the device, and is refused.
async fn count(
    act: &Act<'_>,
    permit: &Permit,
    row: &PasskeyRow,
    done: &AuthenticationResult,
) -> Result<(), Failed> {
    let mut key: Passkey = read(&row.key)?;
    key.update_credential(done);
    passkey::used(act.tx()?, permit, &row.id, &written(&key)?, act.at.micros()).await?;
    Ok(())
}
