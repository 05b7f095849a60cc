//! One's own account: password, language, sessions and recovery codes.

use super::{Faults, invitation::password_faults, new_codes};
use crate::{Door, Failed, House, Subject, session::IDLE_HOURS, sign_in::password};
use meldkamer_domain::{
    access::{Tie, Verb},
    refused::Refused,
};
use meldkamer_store::{
    account::{self, AccountRow},
    session::{self, SessionRow},
};
use serde_json::json;

/// One's own account as its page shows it.
#[derive(Clone, Debug)]
pub struct Own {
    /// The account.
    pub row: AccountRow,
    /// Live sessions.
    pub sessions: Vec<SessionRow>,
    /// Recovery codes that are left.
    pub recovery_left: i64,
}

/// Reads one's own account.
pub async fn read(house: &House, door: &Door) -> Result<Own, Failed> {
    let (asks, id) = (&house.database, door.actor.id.as_str());
    let row = account::by_id(asks, id).await?.ok_or(Failed::NOT_FOUND)?;
    let idle_since = door.at.plus_hours(-IDLE_HOURS).micros();
    let sessions = session::of_account(asks, id, door.at.micros(), idle_since).await?;
    Ok(Own { row, sessions, recovery_left: account::recovery_left(asks, id).await? })
}

/// Changes one's own password; all other sessions end. `session` is the one that stays.
pub async fn change_password(
    house: &House,
    door: &Door,
    session: &str,
    now: &str,
    chosen: (&str, &str),
) -> Result<Faults, Failed> {
    let row = account::by_id(&house.database, &door.actor.id).await?.ok_or(Failed::NOT_FOUND)?;
    let mut faults = password_faults(chosen, &row.login);
    // Who has none yet has shown another factor at the gate.
    if !row.password.is_empty() && !password::fits(now, &row.password).await? {
        faults.insert(0, ("now", "wrong-password"));
    }
    if !faults.is_empty() {
        return Ok(faults);
    }
    let hash = password::hash(chosen.0).await?;
    let mut act = house.begin(door).await?;
    let permit = act.may(Verb::ChangeSelf, Subject::account(&row.id), Tie::Own).await?;
    if !account::save(act.tx()?, &permit, &AccountRow { password: hash, ..row.clone() }).await? {
        return Err(Refused::Moved.into());
    }
    session::revoke_others(act.tx()?, &permit, &row.id, session, act.at.micros()).await?;
    act.note(permit, json!({"changed": "password"})).await?;
    Ok(Vec::new())
}

/// Changes the language of one's own mail.
pub async fn change_language(house: &House, door: &Door, language: &str) -> Result<(), Failed> {
    if !matches!(language, "nl" | "en") {
        return Err(Refused::field("language", "missing").into());
    }
    let mut act = house.begin(door).await?;
    let id = act.actor.id.clone();
    let permit = act.may(Verb::ChangeSelf, Subject::account(&id), Tie::Own).await?;
    let mut row = account::by_id(act.tx()?, &id).await?.ok_or(Failed::NOT_FOUND)?;
    language.clone_into(&mut row.language);
    if !account::save(act.tx()?, &permit, &row).await? {
        return Err(Refused::Moved.into());
    }
    act.note(permit, json!({"changed": "language"})).await?;
    Ok(())
}

/// Makes new recovery codes, for whoever knows the password; nothing when it is wrong.
pub async fn renew_codes(house: &House, door: &Door, now: &str) -> Result<Option<Vec<String>>, Failed> {
    let row = account::by_id(&house.database, &door.actor.id).await?.ok_or(Failed::NOT_FOUND)?;
    if !password::fits(now, &row.password).await? {
        return Ok(None);
    }
    let mut act = house.begin(door).await?;
    let permit = act.may(Verb::EnrolFactor, Subject::account(&row.id), Tie::Own).await?;
    let codes = new_codes(&act, &permit, &row.id).await?;
    act.note(permit, json!({"changed": "recovery-codes"})).await?;
    Ok(Some(codes))
}
