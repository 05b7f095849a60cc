//! The ways into an account: passkeys, providers, password with an authenticator. The last one stays.
//!
//! Adding a passkey is `passkey`'s, tying a provider `sign_in::provider`'s.

use crate::{
    Act, Door, Failed, House, Subject,
    account::new_codes,
    ceremony::{self, Answer, Kind},
    sign_in::factor,
};
use meldkamer_domain::{
    access::{Tie, Verb},
    refused::Refused,
    time::Instant,
};
use meldkamer_store::{
    Asks,
    account::{self, AccountRow},
    identity::{self, IdentityRow},
    passkey::{self, PasskeyRow},
    session,
};
use serde_json::json;

/// The ways into one account.
#[derive(Clone, Debug)]
pub struct Ways {
    /// Its passkeys, the oldest first.
    pub passkeys: Vec<PasskeyRow>,
    /// Whom providers know it as.
    pub identities: Vec<IdentityRow>,
    /// Whether it has an authenticator.
    pub app: bool,
    /// Whether it has a password.
    pub password: bool,
    /// Its login.
    pub login: String,
}

impl Ways {
    /// How many ways there are besides a password.
    pub fn others(&self) -> usize {
        self.passkeys.len() + self.identities.len()
    }
}

/// The ways into an account.
pub async fn of(house: &House, id: &str) -> Result<Ways, Failed> {
    let row = account::by_id(&house.database, id).await?.ok_or(Failed::NOT_FOUND)?;
    of_row(&house.database, &row).await
}

async fn of_row(asks: &impl Asks, row: &AccountRow) -> Result<Ways, Failed> {
    Ok(Ways {
        passkeys: passkey::of_account(asks, &row.id).await?,
        identities: identity::of_account(asks, &row.id).await?,
        app: row.totp.is_some(),
        password: !row.password.is_empty(),
        login: row.login.clone(),
    })
}

/// Removes one of one's own passkeys; refused when it is the last way in.
pub async fn remove(house: &House, door: &Door, id: &str) -> Result<(), Failed> {
    let mut act = house.begin(door).await?;
    let me = act.actor.id.clone();
    let permit = act.may(Verb::DropFactor, Subject::account(&me), Tie::Own).await?;
    account::hold(act.tx()?, &permit, &me).await?;
    if !passkey::remove(act.tx()?, &permit, &me, id).await? {
        return Err(Failed::NOT_FOUND);
    }
    keep_a_way_in(&act, &me).await?;
    act.note(permit, json!({"removed": "passkey"})).await?;
    Ok(())
}

/// Unties one's own account from a provider; refused when it is the last way in.
pub async fn untie(house: &House, door: &Door, issuer: &str) -> Result<(), Failed> {
    let mut act = house.begin(door).await?;
    let me = act.actor.id.clone();
    let permit = act.may(Verb::DropFactor, Subject::account(&me), Tie::Own).await?;
    account::hold(act.tx()?, &permit, &me).await?;
    if identity::remove(act.tx()?, &permit, &me, issuer).await? == 0 {
        return Err(Failed::NOT_FOUND);
    }
    keep_a_way_in(&act, &me).await?;
    act.note(permit, json!({"removed": "provider"})).await?;
    Ok(())
}

/// Refuses when an account can no longer be entered.
async fn keep_a_way_in(act: &Act<'_>, id: &str) -> Result<(), Failed> {
    let row = account::by_id(act.tx()?, id).await?.ok_or(Failed::NOT_FOUND)?;
    if row.has_password() || of_row(act.tx()?, &row).await?.others() > 0 {
        return Ok(());
    }
    Err(Refused::field("passkey", "last-way-in").into())
}

/// Begins to set an authenticator up: its secret is kept until the first code comes, for this
/// session. Answers the secret of the ceremony and that of the authenticator.
pub async fn begin_app(house: &House, at: Instant, session: &str) -> Result<(String, Vec<u8>), Failed> {
    let secret = factor::secret().to_vec();
    Ok((ceremony::begin(house, at, Kind::App, session, &secret).await?, secret))
}

/// The secret of an authenticator that is being set up.
pub async fn app_begun(
    house: &House,
    at: Instant,
    session: &str,
    ceremony: &str,
) -> Result<Option<Vec<u8>>, Failed> {
    let answer = Answer { kind: Kind::App, secret: ceremony, binding: session, at };
    ceremony::look(&house.database, answer).await
}

/// Sets an authenticator up with its first code; the other sessions end. Answers new recovery codes.
pub async fn set_app(
    house: &House,
    door: &Door,
    session: &str,
    ceremony: &str,
    code: &str,
) -> Result<Vec<String>, Failed> {
    let mut act = house.begin(door).await?;
    let me = act.actor.id.clone();
    let permit = act.may(Verb::EnrolFactor, Subject::account(&me), Tie::Own).await?;
    let answer = Answer { kind: Kind::App, secret: ceremony, binding: session, at: act.at };
    let secret: Vec<u8> = ceremony::take(act.tx()?, answer).await?.ok_or(Refused::Expired)?;
    // A wrong code rolls this back: the same picture can be tried again.
    let step = factor::step(&secret, code, act.at).ok_or_else(|| Refused::field("code", "wrong-code"))?;
    let row = account::by_id(act.tx()?, &me).await?.ok_or(Failed::NOT_FOUND)?;
    if !account::save(act.tx()?, &permit, &AccountRow { totp: Some(secret), ..row }).await? {
        return Err(Refused::Moved.into());
    }
    account::use_step(act.tx()?, &permit, &me, step).await?;
    let codes = new_codes(&act, &permit, &me).await?;
    session::revoke_others(act.tx()?, &permit, &me, session, act.at.micros()).await?;
    act.note(permit, json!({"added": "app"})).await?;
    Ok(codes)
}
