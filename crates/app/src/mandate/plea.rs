//! An entity whose last administrator is gone asks the CSIRT for a new one, who is appointed after a
//! check that is written down.

use super::give::{self, Gift, Given};
use crate::{Door, Failed, House, Subject, account::is_email, binding, chance, written};
use meldkamer_domain::{
    access::{BodyKind, Role, Tie, Verb},
    id::PleaId,
    refused::Refused,
};
use meldkamer_store::{
    entity,
    plea::{self, PleaRow},
};
use serde_json::json;

/// The longest text, in characters.
const LONGEST: usize = 2000;

/// What somebody asks.
#[derive(Clone, Debug, Default)]
pub struct Plea {
    /// The organisation, as they name it.
    pub organisation: String,
    /// Its register number, if they know it.
    pub number: String,
    /// Their name.
    pub name: String,
    /// Where they are reached.
    pub email: String,
    /// Their telephone number.
    pub phone: String,
    /// Why.
    pub body: String,
}

impl Plea {
    /// What is wrong with what was typed.
    pub fn faults(&self) -> crate::account::Faults {
        let mut faults = Vec::new();
        let texts = [
            ("organisation", &self.organisation, 200, true),
            ("number", &self.number, 40, false),
            ("name", &self.name, 120, true),
            ("phone", &self.phone, 40, true),
            ("body", &self.body, LONGEST, true),
        ];
        for (field, text, most, needed) in texts {
            if needed && text.trim().is_empty() {
                faults.push((field, "missing"));
            } else if text.chars().count() > most {
                faults.push((field, "too-long"));
            }
        }
        if !is_email(&self.email) {
            faults.push(("email", if self.email.is_empty() { "missing" } else { "not-an-email" }));
        }
        faults
    }
}

/// Asks for an administrator.
pub async fn ask(house: &House, door: &Door, wish: &Plea) -> Result<(), Failed> {
    if let Some((field, fault)) = wish.faults().first() {
        return Err(Refused::field(*field, fault).into());
    }
    let mut act = house.begin(door).await?;
    let permit = act.may(Verb::AskAdministrator, Subject::house(), Tie::None).await?;
    let found = match wish.number.trim() {
        "" => None,
        number => entity::by_number(act.tx()?, number).await?,
    };
    let row = PleaRow {
        id: PleaId::new(act.at, chance::bytes()).to_string(),
        organisation: wish.organisation.trim().to_owned(),
        register_number: wish.number.trim().to_owned(),
        entity: found.map(|one| one.id),
        name: wish.name.trim().to_owned(),
        email: wish.email.trim().to_owned(),
        phone: wish.phone.trim().to_owned(),
        body: wish.body.trim().to_owned(),
        language: door.language.clone(),
        at: act.at.micros(),
        ended_at: None,
        ended_by: String::new(),
        outcome: String::new(),
        checked: String::new(),
    };
    plea::add(act.tx()?, &permit, &row).await?;
    act.note(permit, json!({"plea": row.id})).await?;
    Ok(())
}

/// What waits, the oldest first.
pub async fn waiting(house: &House) -> Result<Vec<PleaRow>, Failed> {
    Ok(plea::open(&house.database, 100).await?)
}

/// Appoints who asked as administrator of an entity; `checked` says how it was made sure.
pub async fn appoint(
    house: &House,
    door: &Door,
    id: &str,
    entity: &str,
    checked: &str,
) -> Result<Given, Failed> {
    let checked = written("checked", checked, LONGEST)?;
    let mut act = house.begin(door).await?;
    let row = plea::by_id(act.tx()?, id).await?.ok_or(Failed::NOT_FOUND)?;
    if row.ended_at.is_some() {
        return Err(Refused::AlreadyDone.into());
    }
    let known = binding::named(act.tx()?, entity).await?;
    let subject = known.as_ref().map_or_else(Subject::house, |one| Subject::entity(&one.id));
    let permit = act.may(Verb::GiveMandate, subject, Tie::Other).await?;
    let known = known.ok_or_else(|| Refused::field("entity", "missing"))?;

    let gift = Gift {
        email: row.email.clone(),
        name: row.name.clone(),
        language: row.language.clone(),
        role: Role::EntityAdministrator,
        body: known.id,
        firm: String::new(),
        limits: super::Limits::default(),
        until: None,
    };
    let body = give::Body { id: gift.body.clone(), name: known.name };
    let given = give::write(&act, &permit, &gift, &body).await?;
    end(&act, &permit, id, "appointed", checked).await?;

    let kind = BodyKind::Entity.name();
    act.note(permit, json!({"plea": id, "mandate": given.mandate, "kind": kind, "checked": checked})).await?;
    Ok(given)
}

/// Turns a request down, with the reason.
pub async fn decline(house: &House, door: &Door, id: &str, reason: &str) -> Result<(), Failed> {
    let reason = written("checked", reason, LONGEST)?;
    let mut act = house.begin(door).await?;
    plea::by_id(act.tx()?, id).await?.ok_or(Failed::NOT_FOUND)?;
    let permit = act.may(Verb::DeclinePlea, Subject::house(), Tie::None).await?;
    end(&act, &permit, id, "declined", reason).await?;
    act.note(permit, json!({"plea": id, "reason": reason})).await?;
    Ok(())
}

async fn end(
    act: &crate::Act<'_>,
    permit: &meldkamer_domain::access::Permit,
    id: &str,
    outcome: &str,
    checked: &str,
) -> Result<(), Failed> {
    let by = act.actor.journalled();
    if plea::end(act.tx()?, permit, id, (&by, outcome, checked), act.at.micros()).await? {
        Ok(())
    } else {
        Err(Refused::AlreadyDone.into())
    }
}
