//! Taking an invitation up: first who you are, then a passkey, or a password and its second factor.
//! Until the passkey or the first code is there nothing of it counts.

pub mod passkey;

use super::{Faults, faults_of, new_codes};
use crate::{
    Act, Door, Failed, House, Subject, chance,
    filing::first::hex,
    session,
    sign_in::{self, factor, password},
};
use meldkamer_domain::{
    access::{Permit, Tie, Verb},
    id::AccountId,
    refused::Refused,
    time::Instant,
};
use meldkamer_store::{
    Asks,
    account::{self, AccountRow, InvitationRow},
};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// What somebody fills in about themselves.
#[derive(Clone, Debug, Default)]
pub struct Details {
    /// What they will type to sign in; fixed once the account exists.
    pub login: String,
    /// The name that others see.
    pub name: String,
    /// Mail address.
    pub email: String,
    /// Telephone number.
    pub phone: String,
    /// `nl` or `en`.
    pub language: String,
    /// Whether they want to sign in with a passkey, and so need no password.
    pub passkey: bool,
}

/// What waits for the passkey or the second factor.
#[derive(Serialize, Deserialize)]
struct Pending {
    login: String,
    name: String,
    email: String,
    phone: String,
    language: String,
    password: String,
    totp: Vec<u8>,
}

/// An invitation as its page shows it.
#[derive(Clone)]
pub struct Opened {
    /// What is known of the person.
    pub details: Details,
    /// Whether the account exists, so that its login is fixed.
    pub known: bool,
    /// The role.
    pub role: String,
    /// The secret of the second factor, once the details are filled in.
    pub totp: Option<Vec<u8>>,
}

/// Opens an invitation by the secret of its link; refused when it is used or past its time.
pub async fn open(house: &House, secret: &str, at: Instant) -> Result<Opened, Failed> {
    let (row, account) = find(house, &house.database, secret, at).await?;
    let pending: Option<Pending> = serde_json::from_str(&row.pending).ok();
    let details = match (&pending, &account) {
        (Some(filled), _) => Details {
            login: filled.login.clone(),
            name: filled.name.clone(),
            email: filled.email.clone(),
            phone: filled.phone.clone(),
            language: filled.language.clone(),
            passkey: filled.password.is_empty(),
        },
        (None, Some(account)) => Details {
            login: account.login.clone(),
            name: account.name.clone(),
            email: account.email.clone(),
            phone: account.phone.clone(),
            language: account.language.clone(),
            passkey: false,
        },
        (None, None) => Details::default(),
    };
    let totp = pending.map(|pending| pending.totp);
    Ok(Opened { details, known: account.is_some(), role: row.role, totp })
}

async fn find(
    house: &House,
    asks: &impl Asks,
    secret: &str,
    at: Instant,
) -> Result<(InvitationRow, Option<AccountRow>), Failed> {
    let found = account::invitation(asks, &session::digest(secret)).await?;
    let row = found.ok_or(Failed::NOT_FOUND)?;
    if row.used_at.is_some() || row.ends_at <= at.micros() {
        return Err(Refused::Expired.into());
    }
    let account = match &row.account {
        Some(id) => Some(account::by_id(asks, id).await?.ok_or(Failed::NOT_FOUND)?),
        // The first administrator came by another link.
        None if account::administrators(&house.database).await? > 0 => return Err(Refused::Expired.into()),
        None => None,
    };
    if account.as_ref().is_some_and(|account| account.active == 0) {
        return Err(Refused::Expired.into());
    }
    Ok((row, account))
}

/// Keeps what was filled in, and makes the secret of the second factor. Answers what is wrong.
pub async fn fill(
    house: &House,
    door: &Door,
    secret: &str,
    details: &Details,
    chosen: (&str, &str),
) -> Result<Faults, Failed> {
    let (_, account) = find(house, &house.database, secret, door.at).await?;
    let login = account.as_ref().map_or_else(|| details.login.trim().to_lowercase(), |row| row.login.clone());
    let mut faults = faults_of(&login, details.name.trim(), details.email.trim());
    if !details.passkey {
        faults.extend(password_faults(chosen, &login));
    }
    let taken = account::by_login(&house.database, &login).await?;
    if taken.is_some_and(|taken| account.as_ref().is_none_or(|account| account.id != taken.id)) {
        faults.push(("login", "taken"));
    }
    if !faults.is_empty() {
        return Ok(faults);
    }
    let pending = Pending {
        login,
        name: details.name.trim().to_owned(),
        email: details.email.trim().to_owned(),
        phone: details.phone.trim().to_owned(),
        language: if details.language == "en" { "en" } else { "nl" }.into(),
        password: if details.passkey { String::new() } else { password::hash(chosen.0).await? },
        totp: factor::secret().to_vec(),
    };
    let mut act = house.begin(door).await?;
    let digest = session::digest(secret);
    let subject = account.map_or_else(Subject::house, |row| Subject::account(row.id));
    let permit = act.may(Verb::TakeInvitation, subject, Tie::Own).await?;
    let pending = json!(pending).to_string();
    if !account::fill(act.tx()?, &permit, &digest, &pending).await? {
        return Err(Refused::Expired.into());
    }
    act.note(permit, json!({"step": "details"})).await?;
    Ok(Vec::new())
}

/// What is wrong with a new password and its repetition.
pub(crate) fn password_faults((password, again): (&str, &str), login: &str) -> Faults {
    let mut faults = Vec::new();
    if password.is_empty() {
        faults.push(("password", "missing"));
    } else if let Some(fault) = password::weakness(password, login) {
        faults.push(("password", fault));
    } else if password != again {
        faults.push(("again", "not-the-same"));
    }
    faults
}

/// Confirms the second factor with a code: the account counts from now on. Answers the recovery codes.
pub async fn confirm(house: &House, door: &Door, secret: &str, code: &str) -> Result<Vec<String>, Failed> {
    let mut act = house.begin(door).await?;
    let (row, account) = find(house, act.tx()?, secret, act.at).await?;
    let pending: Pending =
        serde_json::from_str(&row.pending).map_err(|_| Refused::field("code", "missing"))?;
    let step =
        factor::step(&pending.totp, code, act.at).ok_or_else(|| Refused::field("code", "wrong-code"))?;
    if pending.password.is_empty() {
        return Err(Refused::field("code", "missing").into());
    }
    let digest = row.digest.clone();
    let (permit, new) = settle(&mut act, row, account, pending, true).await?;
    account::use_step(act.tx()?, &permit, &new.id, step).await?;
    let codes = new_codes(&act, &permit, &new.id).await?;
    act.actor = sign_in::actor(&new);
    act.note(permit, json!({"step": "factor", "invitation": hex(&digest[..8])})).await?;
    Ok(codes)
}

/// The account with what was filled in; the invitation is used.
async fn settle(
    act: &mut Act<'_>,
    row: InvitationRow,
    account: Option<AccountRow>,
    pending: Pending,
    app: bool,
) -> Result<(Permit, AccountRow), Failed> {
    let known = account.is_some();
    let mut new = account.unwrap_or_else(|| AccountRow {
        id: AccountId::new(act.at, chance::bytes()).to_string(),
        login: pending.login,
        name: String::new(),
        email: String::new(),
        phone: String::new(),
        role: row.role,
        language: String::new(),
        password: String::new(),
        totp: None,
        totp_step: 0,
        active: 1,
        created_at: act.at.micros(),
        version: 1,
    });
    let permit = act.may(Verb::TakeInvitation, Subject::account(&new.id), Tie::Own).await?;
    (new.name, new.email, new.phone) = (pending.name, pending.email, pending.phone);
    (new.language, new.password) = (pending.language, pending.password);
    new.totp = app.then_some(pending.totp);
    let saved = if known {
        account::save(act.tx()?, &permit, &new).await?
    } else {
        account::add(act.tx()?, &permit, &new).await?;
        true
    };
    if !saved || !account::take(act.tx()?, &permit, &row.digest, act.at.micros()).await? {
        return Err(Refused::Moved.into());
    }
    Ok((permit, new))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_strong_and_typed_twice() {
        let faults = |one, two| password_faults((one, two), "ans");
        assert_eq!(faults("", ""), [("password", "missing")]);
        assert_eq!(faults("kort", "kort"), [("password", "too-short")]);
        assert_eq!(faults("paard batterij nietje", "paard"), [("again", "not-the-same")]);
        assert_eq!(faults("paard batterij nietje", "paard batterij nietje"), []);
    }
}
