//! Mandates as they are used: under which one a session begins, and choosing another.
//!
//! Giving and revoking them is next door ([`give`], [`people`], [`plea`]); what a role may do is the policy's.

pub mod give;
pub mod people;
pub mod plea;

use crate::{Actor, Door, Failed, House, Subject, sign_in};
use meldkamer_domain::{
    access::{BodyKind, Mandate, Role, Tie, Verb},
    time::Instant,
};
use meldkamer_store::{
    Asks,
    account::{self, AccountRow},
    mandate::{self, MandateRow},
    session::{self, SignedInRow},
};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// What a mandate is limited to; empty lists limit nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Sector ids.
    #[serde(default)]
    pub sectors: Vec<String>,
    /// Regime ids.
    #[serde(default)]
    pub regimes: Vec<String>,
}

/// A mandate as the policy reads it; nothing when it cannot be understood.
pub fn of_row(row: &MandateRow) -> Option<(Role, Mandate)> {
    let kind = BodyKind::named(&row.body_kind)?;
    let role = Role::mandated(&row.role).filter(|role| BodyKind::of(*role) == Some(kind))?;
    let Limits { sectors, regimes } = serde_json::from_str(&row.scope).ok()?;
    let (id, body, firm) = (row.id.clone(), row.body.clone(), row.firm.clone());
    Some((role, Mandate { id, kind, body, firm, sectors, regimes }))
}

/// The mandate that a session or token acts under.
pub(crate) fn of_session(row: &SignedInRow) -> Option<Mandate> {
    let kind = BodyKind::named(row.body_kind.as_deref()?)?;
    let Limits { sectors, regimes } = serde_json::from_str(row.scope.as_deref()?).ok()?;
    let (id, body, firm) = (row.mandate.clone()?, row.body.clone()?, row.firm.clone()?);
    Some(Mandate { id, kind, body, firm, sectors, regimes })
}

/// Who an account is when it has just signed in: staff as themselves, a member under their only
/// mandate, and a member with none or several as a member who must choose.
pub(crate) async fn first(asks: &impl Asks, row: &AccountRow, at: Instant) -> Result<Actor, Failed> {
    let actor = sign_in::actor(row);
    if actor.role != Role::Member {
        return Ok(actor);
    }
    let live = mandate::live_of(asks, &row.id, at.micros()).await?;
    let [only] = live.as_slice() else { return Ok(actor) };
    Ok(under(&actor, only).unwrap_or(actor))
}

/// The actor under a mandate.
pub(crate) fn under(actor: &Actor, row: &MandateRow) -> Option<Actor> {
    let (role, mandate) = of_row(row)?;
    Some(Actor { role, mandate: Some(mandate), ..actor.clone() })
}

/// What somebody can choose to act as.
#[derive(Clone, Debug)]
pub struct Choices {
    /// Their own role at the CSIRT, if they have one.
    pub staff: Option<Role>,
    /// Their mandates that live, the oldest first, each with the name of its body.
    pub mandates: Vec<(MandateRow, String)>,
}

/// What somebody can choose to act as, now.
pub async fn choices(house: &House, door: &Door) -> Result<Choices, Failed> {
    let asks = &house.database;
    let row = account::by_id(asks, &door.actor.id).await?.ok_or(Failed::NOT_FOUND)?;
    let mut mandates = Vec::new();
    for row in mandate::live_of(asks, &row.id, door.at.micros()).await? {
        let name = body_name(house, asks, &row.body_kind, &row.body).await?;
        mandates.push((row, name));
    }
    Ok(Choices { staff: Role::staff(&row.role), mandates })
}

/// Lets one's own session act under a mandate from now on, or as oneself; answers the role.
pub async fn choose(house: &House, door: &Door, session: &str, id: Option<&str>) -> Result<Role, Failed> {
    let mut act = house.begin(door).await?;
    let me = act.actor.id.clone();
    let row = account::by_id(act.tx()?, &me).await?.ok_or(Failed::NOT_FOUND)?;
    let live = mandate::live_of(act.tx()?, &me, act.at.micros()).await?;
    let mine = sign_in::actor(&row);
    let chosen = match id {
        None if mine.role == Role::Member => None,
        None => Some(mine),
        Some(id) => live.iter().find(|row| row.id == id).and_then(|row| under(&mine, row)),
    };
    let chosen = chosen.ok_or(Failed::NOT_FOUND)?;

    let permit = act.may(Verb::ChooseMandate, Subject::account(&me), Tie::Own).await?;
    if !session::act_under(act.tx()?, &permit, &me, session, id).await? {
        return Err(Failed::NOT_FOUND);
    }

    let role = chosen.role;
    act.actor = chosen;
    act.note(permit, json!({"mandate": id})).await?;
    Ok(role)
}

/// The name of a body, as people know it; its id when nothing better is known.
pub async fn body_name(house: &House, asks: &impl Asks, kind: &str, body: &str) -> Result<String, Failed> {
    let name = match BodyKind::named(kind) {
        Some(BodyKind::Entity) => meldkamer_store::entity::by_id(asks, body).await?.map(|row| row.name),
        Some(BodyKind::Authority | BodyKind::Csirt) => {
            meldkamer_store::authority::by_id(asks, body).await?.map(|row| row.name)
        }
        Some(BodyKind::ContactPoint) if body == OWN => Some(house.settings.csirt.clone()),
        _ => None,
    };
    Ok(name.filter(|name| !name.is_empty()).unwrap_or_else(|| body.to_owned()))
}

/// The body of what there is only one of, such as the single point of contact.
pub const OWN: &str = "own";
