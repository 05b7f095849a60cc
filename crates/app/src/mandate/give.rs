//! Giving mandates: an entity's administrator to its people, its deputies and its providers, the
//! CSIRT's administrator to everybody else. Whoever is new here is invited by mail.

use super::{Limits, OWN};
use crate::{
    Act, Door, Failed, House, Subject,
    account::{Faults, is_email, new_account, write_invitation},
    act::Errand,
    binding, chance, tie,
};
use meldkamer_domain::{
    access::{BodyKind, Permit, Role, Tie, Verb},
    id::MandateId,
    refused::Refused,
    time::Instant,
};
use meldkamer_store::{
    Asks,
    account::{self, AccountRow},
    authority,
    mandate::{self, MandateRow},
};
use serde_json::json;

/// The longest name of a person or a firm, in characters.
pub const LONGEST: usize = 120;

/// A mandate to give.
#[derive(Clone, Debug)]
pub struct Gift {
    /// Where the person is reached; also what they sign in with.
    pub email: String,
    /// Their name.
    pub name: String,
    /// `nl` or `en`.
    pub language: String,
    /// The role.
    pub role: Role,
    /// The body's id; what kind it is follows from the role.
    pub body: String,
    /// The firm, for a provider.
    pub firm: String,
    /// Sectors and regimes that it is limited to.
    pub limits: Limits,
    /// Until when; a provider's must end.
    pub until: Option<Instant>,
}

/// A mandate that was given.
#[derive(Clone)]
pub struct Given {
    /// Its id.
    pub mandate: String,
    /// The link of the invitation, for who is new; only for the eyes of the CSIRT.
    pub link: Option<(String, Instant)>,
}

impl Gift {
    /// What is wrong with what was typed.
    pub fn faults(&self, now: Instant) -> Faults {
        let mut faults = Vec::new();
        if self.email.is_empty() {
            faults.push(("email", "missing"));
        } else if !is_email(&self.email) {
            faults.push(("email", "not-an-email"));
        }
        if self.name.is_empty() {
            faults.push(("name", "missing"));
        } else if self.name.chars().count() > LONGEST {
            faults.push(("name", "too-long"));
        }
        if self.role == Role::Provider && self.firm.is_empty() {
            faults.push(("firm", "missing"));
        } else if self.firm.chars().count() > LONGEST {
            faults.push(("firm", "too-long"));
        }
        match self.until {
            None if self.role == Role::Provider => faults.push(("until", "missing")),
            Some(until) if until <= now => faults.push(("until", "in-the-past")),
            _ => {}
        }
        faults
    }

    fn kind(&self) -> Result<BodyKind, Failed> {
        BodyKind::of(self.role).ok_or_else(|| Refused::field("role", "missing").into())
    }
}

/// Gives a mandate.
pub async fn give(house: &House, door: &Door, gift: &Gift) -> Result<Given, Failed> {
    check(gift, door.at)?;
    let mut act = house.begin(door).await?;
    let kind = gift.kind()?;
    let body = body(&act, kind, &gift.body).await?;
    let tie = if kind == BodyKind::Entity { tie::to_entity(door, &body.id) } else { Tie::Other };
    let permit = act.may(Verb::GiveMandate, subject(kind, &body.id), tie).await?;

    let given = write(&act, &permit, gift, &body).await?;

    act.note(permit, json!({"mandate": given.mandate, "role": gift.role.name()})).await?;
    Ok(given)
}

pub(crate) fn check(gift: &Gift, now: Instant) -> Result<(), Failed> {
    match gift.faults(now).first() {
        Some((field, fault)) => Err(Refused::field(*field, fault).into()),
        None => Ok(()),
    }
}

/// Makes a deputy of somebody who has a mandate of one's own entity already: administrator until a day.
pub async fn deputise(house: &House, door: &Door, id: &str, until: Option<Instant>) -> Result<(), Failed> {
    let until = until.ok_or_else(|| Refused::field("until", "missing"))?;
    if until <= door.at {
        return Err(Refused::field("until", "in-the-past").into());
    }
    let mut act = house.begin(door).await?;
    let row = super::people::known(door, mandate::by_id(act.tx()?, id).await?)?;
    let tie = tie::to_entity(door, &row.body);
    let permit = act.may(Verb::GiveMandate, Subject::entity(&row.body), tie).await?;
    let deputy = BodyKind::named(&row.body_kind) == Some(BodyKind::Entity) && row.firm.is_empty();
    if !deputy || !row.is_open(act.at.micros()) {
        return Err(Failed::NOT_FOUND);
    }

    let role = Role::EntityAdministrator.name();
    refuse_twice(act.tx()?, &row.account, (&row.body, role, ""), act.at).await?;
    let new = MandateRow {
        id: MandateId::new(act.at, chance::bytes()).to_string(),
        role: role.to_owned(),
        given_by: act.actor.journalled(),
        from_at: act.at.micros(),
        until_at: Some(until.micros()),
        created_at: act.at.micros(),
        ..row
    };
    mandate::add(act.tx()?, &permit, &new).await?;

    act.note(permit, json!({"mandate": new.id, "role": role, "until": until.rfc3339()})).await?;
    Ok(())
}

/// The chain that tells of the mandates of a body.
pub(crate) fn subject(kind: BodyKind, body: &str) -> Subject {
    match kind {
        BodyKind::Entity => Subject::entity(body),
        _ => Subject::house(),
    }
}

/// Writes a mandate in an act that may: a new account where there is none, and a mail either way.
pub(crate) async fn write(act: &Act<'_>, permit: &Permit, gift: &Gift, body: &Body) -> Result<Given, Failed> {
    let (tx, kind, at) = (act.tx()?, gift.kind()?, act.at.micros());
    let login = gift.email.trim().to_lowercase();
    let known = account::by_login(tx, &login).await?;
    let row = match &known {
        Some(row) => row.clone(),
        None => {
            let language = if gift.language == "en" { "en" } else { "nl" };
            let row = new_account(act, &login, gift.name.trim(), Role::Member.name(), language);
            account::add(tx, permit, &row).await?;
            row
        }
    };
    refuse_twice(tx, &row.id, (&body.id, gift.role.name(), gift.firm.trim()), act.at).await?;
    let new = MandateRow {
        id: MandateId::new(act.at, chance::bytes()).to_string(),
        account: row.id.clone(),
        body_kind: kind.name().to_owned(),
        body: body.id.clone(),
        role: gift.role.name().to_owned(),
        scope: json!(gift.limits).to_string(),
        firm: gift.firm.trim().to_owned(),
        given_by: act.actor.journalled(),
        from_at: at,
        until_at: gift.until.map(|until| until.micros()),
        revoked_at: None,
        revoked_by: String::new(),
        created_at: at,
    };
    mandate::add(tx, permit, &new).await?;
    let link = if account::has_way_in(tx, &row.id).await? {
        send_word(act, permit, &row, &new, &body.name).await?;
        None
    } else {
        let invited = write_invitation(act, permit, Some(&row), &row.role, Some(&body.name)).await?;
        Some((invited.link, invited.ends_at))
    };
    Ok(Given { mandate: new.id, link })
}

/// A body that exists.
pub(crate) struct Body {
    /// Its id.
    pub(crate) id: String,
    /// Its name.
    pub(crate) name: String,
}

/// The body that somebody means: an entity by id, register number or name, another by its id.
async fn body(act: &Act<'_>, kind: BodyKind, typed: &str) -> Result<Body, Failed> {
    let tx = act.tx()?;
    let typed = typed.trim();
    let found = match kind {
        BodyKind::Entity => binding::named(tx, typed).await?.map(|row| Body { id: row.id, name: row.name }),
        BodyKind::ContactPoint => Some(Body { id: OWN.to_owned(), name: act.house.settings.csirt.clone() }),
        BodyKind::Authority | BodyKind::Csirt | BodyKind::Partner => {
            let listed = authority::by_id(tx, typed).await?.map(|row| row.name);
            let law = act.house.law();
            let in_law = || law.law.bodies.iter().find(|one| one.id.get_ref() == typed);
            let name = listed.or_else(|| in_law().map(|one| one.name.in_language("nl").to_owned()));
            name.map(|name| Body { id: typed.to_owned(), name })
        }
    };
    found.ok_or_else(|| Refused::field("body", "missing").into())
}

/// One person has one role of a body once.
async fn refuse_twice(
    asks: &impl Asks,
    account: &str,
    (body, role, firm): (&str, &str, &str),
    at: Instant,
) -> Result<(), Failed> {
    let open = mandate::live_of(asks, account, at.micros()).await?;
    let twice = open.iter().any(|one| one.body == body && one.role == role && one.firm == firm);
    if twice { Err(Refused::field("email", "has-it").into()) } else { Ok(()) }
}

async fn send_word(
    act: &Act<'_>,
    permit: &Permit,
    row: &AccountRow,
    new: &MandateRow,
    body: &str,
) -> Result<(), Failed> {
    let errand = Errand {
        key: format!("mandate:{}", new.id),
        kind: "mail",
        target: row.email.clone(),
        dossier: None,
        payload: json!({
            "letter": "mandate",
            "language": row.language,
            "name": row.name,
            "body": body,
            "role": new.role,
            "until": new.until_at,
        }),
    };
    act.send(permit, errand).await.map(drop)
}
