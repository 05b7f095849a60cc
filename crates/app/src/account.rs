//! Accounts of staff: who is invited, in which role, blocked or not. Never the last administrator.
//! Whoever is here only by mandate is `mandate`'s.
//!
//! Taking an invitation up is [`invitation`]'s, one's own account [`own`]'s, signing in `sign_in`'s.

pub mod invitation;
pub mod newcomer;
pub mod own;

pub use newcomer::{Faults, Newcomer};
pub(crate) use newcomer::{faults_of, is_email};

use crate::{
    Act, Actor, Door, Failed, House, Subject,
    act::Errand,
    chance, courier,
    filing::first::hex,
    session,
    sign_in::{factor, password},
};
use meldkamer_domain::{
    access::{Permit, Role, Tie, Verb},
    id::AccountId,
    refused::Refused,
    time::Instant,
};
use meldkamer_store::{
    account::{self, AccountRow, InvitationRow},
    identity, passkey, session as sessions,
};
use serde_json::json;

/// An invitation can be taken up for this long.
pub const INVITED_HOURS: i64 = 72;

/// An invitation that was made: the only moment at which its secret is known.
#[derive(Clone)]
pub struct Invited {
    /// The account; none for the first administrator.
    pub account: Option<String>,
    /// The link to hand over.
    pub link: String,
    /// Until when it works.
    pub ends_at: Instant,
}

/// A one-time link for the first administrator, while there is none that can sign in.
///
/// Each call makes a new one; the older no longer work.
pub async fn setup_link(house: &House) -> Result<Option<String>, Failed> {
    if account::administrators(&house.database).await? > 0 {
        return Ok(None);
    }
    let door = Door::now(house, Actor::operator());
    let mut act = house.begin(&door).await?;
    let permit = act.may(Verb::InviteStaff, Subject::house(), Tie::None).await?;
    let invited = write_invitation(&act, &permit, None, Role::Administrator.name(), None).await?;
    act.note(permit, json!({"role": Role::Administrator.name()})).await?;
    Ok(Some(invited.link))
}

/// Makes an account and its invitation, which is mailed too.
pub async fn invite(house: &House, door: &Door, new: &Newcomer) -> Result<Invited, Failed> {
    if let Some((field, fault)) = new.faults().first() {
        return Err(Refused::field(*field, fault).into());
    }
    let mut act = house.begin(door).await?;
    let row = newcomer(&act, new);
    let permit = act.may(Verb::InviteStaff, Subject::account(&row.id), Tie::Other).await?;
    if account::by_login(act.tx()?, &row.login).await?.is_some() {
        return Err(Refused::field("login", "taken").into());
    }
    account::add(act.tx()?, &permit, &row).await?;
    let invited = write_invitation(&act, &permit, Some(&row), &row.role, None).await?;
    act.note(permit, json!({"role": row.role})).await?;
    Ok(invited)
}

fn newcomer(act: &Act<'_>, new: &Newcomer) -> AccountRow {
    let language = if new.language == "en" { "en" } else { "nl" };
    let row = new_account(act, new.email.trim(), new.name.trim(), &new.role, language);
    AccountRow { login: new.login.trim().to_lowercase(), ..row }
}

/// An account that nobody can sign in to yet, whose login is its mail address.
pub(crate) fn new_account(act: &Act<'_>, email: &str, name: &str, role: &str, language: &str) -> AccountRow {
    AccountRow {
        id: AccountId::new(act.at, chance::bytes()).to_string(),
        login: email.to_owned(),
        name: name.to_owned(),
        email: email.to_owned(),
        phone: String::new(),
        role: role.to_owned(),
        language: language.to_owned(),
        password: String::new(),
        totp: None,
        totp_step: 0,
        active: 1,
        created_at: act.at.micros(),
        version: 1,
    }
}

/// Writes an invitation and mails it; for who will act for another body, with its name.
pub(crate) async fn write_invitation(
    act: &Act<'_>,
    permit: &Permit,
    row: Option<&AccountRow>,
    role: &str,
    body: Option<&str>,
) -> Result<Invited, Failed> {
    let secret = hex(&chance::bytes::<16>());
    let ends_at = act.at.plus_hours(INVITED_HOURS);
    let digest = session::digest(&secret);
    let invitation = InvitationRow {
        digest: digest.clone(),
        account: row.map(|row| row.id.clone()),
        role: role.to_owned(),
        ends_at: ends_at.micros(),
        used_at: None,
        pending: String::new(),
    };
    account::invite(act.tx()?, permit, &invitation, act.at.micros()).await?;
    let link = format!("{}/invitation/{secret}", act.house.settings.public_address());
    if let Some(row) = row {
        let errand = Errand {
            key: format!("invitation:{}", hex(&digest[..8])),
            kind: "mail",
            target: row.email.clone(),
            dossier: None,
            payload: json!({
                "letter": "invitation",
                "language": row.language,
                "name": row.name,
                "body": body.unwrap_or(&act.house.settings.csirt),
                courier::SECRET: {"link": link},
                "ends_at": ends_at.micros(),
            }),
        };
        act.send(permit, errand).await?;
    }
    Ok(Invited { account: row.map(|row| row.id.clone()), link, ends_at })
}

/// Changes somebody's role.
pub async fn change_role(house: &House, door: &Door, id: &str, role: &str) -> Result<(), Failed> {
    let role = Role::staff(role).ok_or_else(|| Refused::field("role", "missing"))?;
    let change = |row: &mut AccountRow| role.name().clone_into(&mut row.role);
    change_account(house, door, id, json!({"role": role.name()}), change).await
}

/// Blocks somebody, which ends their sessions, or lets them in again.
pub async fn set_active(house: &House, door: &Door, id: &str, active: bool) -> Result<(), Failed> {
    let change = |row: &mut AccountRow| row.active = i64::from(active);
    change_account(house, door, id, json!({"active": active}), change).await
}

async fn change_account(
    house: &House,
    door: &Door,
    id: &str,
    details: serde_json::Value,
    change: impl FnOnce(&mut AccountRow),
) -> Result<(), Failed> {
    let mut act = house.begin(door).await?;
    let tie = if act.actor.id == id { Tie::Own } else { Tie::Other };
    let permit = act.may(Verb::ChangeStaff, Subject::account(id), tie).await?;
    account::hold_administrators(act.tx()?, &permit).await?;
    let row = account::by_id(act.tx()?, id).await?;
    let mut row = row.filter(|row| Role::staff(&row.role).is_some()).ok_or(Failed::NOT_FOUND)?;
    let before = account::administrators(act.tx()?).await?;
    change(&mut row);
    if !account::save(act.tx()?, &permit, &row).await? {
        return Err(Refused::Moved.into());
    }
    keep_one(&act, before).await?;
    if row.active == 0 {
        sessions::revoke(act.tx()?, &permit, id, None, act.at.micros()).await?;
    }
    act.note(permit, details).await?;
    Ok(())
}

/// Refuses what would leave the house without anybody who can run it.
async fn keep_one(act: &Act<'_>, before: i64) -> Result<(), Failed> {
    let left = account::administrators(act.tx()?).await?;
    if left == 0 && before > 0 { Err(Refused::field("role", "last-administrator").into()) } else { Ok(()) }
}

/// Takes all ways into an account away and invites its owner to set up a new one; their sessions end.
pub async fn reset_factor(house: &House, door: &Door, id: &str) -> Result<Invited, Failed> {
    let mut act = house.begin(door).await?;
    let tie = if act.actor.id == id { Tie::Own } else { Tie::Other };
    let permit = act.may(Verb::ResetFactor, Subject::account(id), tie).await?;
    let mut row = account::by_id(act.tx()?, id).await?.ok_or(Failed::NOT_FOUND)?;
    // Who has a shell may reset the last administrator; the others may not lock the house.
    account::hold_administrators(act.tx()?, &permit).await?;
    let before = account::administrators(act.tx()?).await?;
    passkey::remove_all(act.tx()?, &permit, id).await?;
    identity::remove_all(act.tx()?, &permit, id).await?;
    row.totp = None;
    row.password = String::new();
    if !account::save(act.tx()?, &permit, &row).await? {
        return Err(Refused::Moved.into());
    }
    if act.actor.role != Role::Operator {
        keep_one(&act, before).await?;
    }
    account::put_recovery(act.tx()?, &permit, id, &[]).await?;
    sessions::revoke(act.tx()?, &permit, id, None, act.at.micros()).await?;
    let invited = write_invitation(&act, &permit, Some(&row), &row.role, None).await?;
    act.note(permit, json!({})).await?;
    Ok(invited)
}

/// An account that is ready to sign in, for demonstrations and tests; answers its id.
pub async fn create_ready(
    house: &House,
    new: &Newcomer,
    password: &str,
    totp_secret: &[u8],
) -> Result<String, Failed> {
    let hash = password::hash(password).await?;
    let door = Door::now(house, Actor::operator());
    let mut act = house.begin(&door).await?;
    let mut row = newcomer(&act, new);
    row.password = hash;
    row.totp = Some(totp_secret.to_vec());
    let permit = act.may(Verb::FillDemo, Subject::account(&row.id), Tie::Other).await?;
    if account::by_login(act.tx()?, &row.login).await?.is_some() {
        return Err(Refused::field("login", "taken").into());
    }
    account::add(act.tx()?, &permit, &row).await?;
    act.note(permit, json!({"role": row.role})).await?;
    Ok(row.id)
}

/// The accounts of staff by name.
pub async fn staff(house: &House) -> Result<Vec<AccountRow>, Failed> {
    Ok(account::staff(&house.database).await?)
}

/// Which of the staff have a way to sign in, by their ids.
pub async fn staff_with_way_in(house: &House) -> Result<Vec<String>, Failed> {
    Ok(account::staff_with_way_in(&house.database).await?)
}

/// The account of a login.
pub async fn by_login(house: &House, login: &str) -> Result<AccountRow, Failed> {
    account::by_login(&house.database, &login.trim().to_lowercase()).await?.ok_or(Failed::NOT_FOUND)
}

/// New recovery codes for an account; the older ones no longer count.
pub(crate) async fn new_codes(act: &Act<'_>, permit: &Permit, id: &str) -> Result<Vec<String>, Failed> {
    let codes = factor::recovery_codes();
    let digests: Vec<Vec<u8>> = codes.iter().map(|code| factor::recovery_digest(id, code)).collect();
    account::put_recovery(act.tx()?, permit, id, &digests).await?;
    Ok(codes)
}
