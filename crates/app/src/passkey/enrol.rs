//! Adding a passkey: to one's own account, or to one that is made by taking an invitation up.

use super::{MOST, asked, read, site, written};
use crate::{
    Act, Door, Failed, House, Subject,
    ceremony::{self, Answer, Kind},
    chance,
};
use meldkamer_domain::{
    access::{Permit, Tie, Verb},
    id::PasskeyId,
    refused::Refused,
    time::Instant,
};
use meldkamer_store::{
    account,
    passkey::{self, PasskeyRow},
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use webauthn_rs::prelude::{PasskeyRegistration, RegisterPublicKeyCredential, Uuid};

/// The longest name of a passkey, in characters.
const NAME: usize = 60;

/// For whom a passkey is made, as the device shows it.
pub struct Owner<'a> {
    /// The account's id; empty while there is no account yet.
    pub account: &'a str,
    /// The login.
    pub login: &'a str,
    /// The name that others see.
    pub name: &'a str,
}

/// What is kept while a device makes a passkey.
#[derive(Serialize, Deserialize)]
struct Begun {
    handle: [u8; 16],
    registration: PasskeyRegistration,
}

/// A passkey that a device made.
pub struct Made<'a> {
    /// The secret of the ceremony.
    pub ceremony: &'a str,
    /// What the browser that was asked has: a session, an invitation.
    pub binding: &'a str,
    /// The browser's answer, as JSON.
    pub answer: &'a str,
    /// What its owner calls it.
    pub name: &'a str,
}

/// What a browser is asked in order to make a passkey.
pub async fn options(house: &House, at: Instant, owner: &Owner<'_>, binding: &str) -> Result<Value, Failed> {
    let site = site(house)?;
    let known = passkey::of_account(&house.database, owner.account).await?;
    let keys = known.iter().map(|row| Ok(read(&row.key)?.cred_id().clone()));
    let keys = keys.collect::<Result<Vec<_>, Failed>>()?;
    let handle = known.first().and_then(|row| row.handle.clone().try_into().ok());
    let handle: [u8; 16] = handle.unwrap_or_else(chance::bytes);
    let (options, registration) = site
        .start_passkey_registration(Uuid::from_bytes(handle), owner.login, owner.name, Some(keys))
        .map_err(|why| meldkamer_store::Trouble::unreadable("ask for a passkey", why))?;
    let mut options = json!(options);
    // It must open the door by itself, without a login being typed.
    let selection = &mut options["publicKey"]["authenticatorSelection"];
    selection["residentKey"] = json!("required");
    selection["requireResidentKey"] = json!(true);
    let secret = ceremony::begin(house, at, Kind::Enrol, binding, &Begun { handle, registration }).await?;
    Ok(asked(options, &secret))
}

/// Adds a passkey to one's own account.
pub async fn add(house: &House, door: &Door, made: &Made<'_>) -> Result<(), Failed> {
    let mut act = house.begin(door).await?;
    let me = act.actor.id.clone();
    let permit = act.may(Verb::EnrolFactor, Subject::account(&me), Tie::Own).await?;
    account::hold(act.tx()?, &permit, &me).await?;
    keep(&act, &permit, &me, made).await?;
    act.note(permit, json!({"added": "passkey"})).await?;
    Ok(())
}

/// Checks what a device made and keeps it.
pub(crate) async fn keep(
    act: &Act<'_>,
    permit: &Permit,
    account: &str,
    made: &Made<'_>,
) -> Result<(), Failed> {
    let wrong = || Refused::field("passkey", "not-made");
    let answer = Answer { kind: Kind::Enrol, secret: made.ceremony, binding: made.binding, at: act.at };
    let begun: Begun = ceremony::take(act.tx()?, answer).await?.ok_or(Refused::field("passkey", "over"))?;
    let answer: RegisterPublicKeyCredential = serde_json::from_str(made.answer).map_err(|_| wrong())?;
    let key = site(act.house)?.finish_passkey_registration(&answer, &begun.registration);
    let key = key.map_err(|why| {
        tracing::info!(%why, "a passkey was not taken");
        wrong()
    })?;
    let others = passkey::of_account(act.tx()?, account).await?;
    if others.len() >= MOST {
        return Err(Refused::field("passkey", "too-many").into());
    }
    let row = PasskeyRow {
        id: PasskeyId::new(act.at, chance::bytes()).to_string(),
        account: account.to_owned(),
        handle: begun.handle.to_vec(),
        credential: key.cred_id().to_vec(),
        name: name(made.name, others.len()),
        key: written(&key)?,
        created_at: act.at.micros(),
        used_at: None,
    };
    if !passkey::add(act.tx()?, permit, &row).await? {
        return Err(Refused::field("passkey", "known").into());
    }
    Ok(())
}

/// The name that was typed, within bounds; without one, a number.
fn name(typed: &str, others: usize) -> String {
    let plain: String = typed.trim().chars().filter(|c| !c.is_control()).take(NAME).collect();
    if plain.is_empty() { format!("Passkey {}", others + 1) } else { plain }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passkey_always_has_a_name() {
        assert_eq!(name("  Mijn\u{7} telefoon ", 0), "Mijn telefoon");
        assert_eq!(name(" ", 2), "Passkey 3");
        assert_eq!(name(&"x".repeat(90), 0).len(), NAME);
    }
}
