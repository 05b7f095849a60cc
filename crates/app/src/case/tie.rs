//! How whoever acts is tied to a case. What follows from it is the policy's.
//!
//! The CSIRT's own people are tied to no case in particular. An organisation is tied through its dossier:
//! by the code of it, or by a mandate for the entity that it is bound to. One person of a firm is tied
//! by a link until its minute, another CSIRT by its mandate. Who was taken out is tied no more.

use crate::{Act, Door, Failed, tie as dossiers};
use meldkamer_domain::{
    access::{BodyKind, Role, Tie},
    support_case::PartyKind,
};
use meldkamer_store::{
    Asks, dossier,
    support_case::party::{self, PartyRow},
};

/// Somebody's tie to a case, with the part they have in it when they come from outside.
#[derive(Clone, Debug)]
pub struct Seat {
    /// The tie that the policy rules on.
    pub tie: Tie,
    /// Their part; none for the CSIRT's own people and for whoever has none.
    pub party: Option<PartyRow>,
}

impl Seat {
    const OUTSIDE: Self = Self { tie: Tie::Other, party: None };
}

/// The tie of whoever comes through this door to a case, at the door's instant.
pub async fn to_case(asks: &impl Asks, door: &Door, case: &str) -> Result<Seat, Failed> {
    let actor = &door.actor;
    let outside = matches!(actor.role, Role::Reporter | Role::Responder | Role::OtherCsirt);
    if !outside && !actor.role.is_for_entities() {
        return Ok(Seat::OUTSIDE);
    }
    let at = door.at.micros();
    for one in party::of_case(asks, case).await?.into_iter().filter(|one| one.is_live(at)) {
        let tie = to_party(asks, door, &one).await?;
        if matches!(tie, Tie::Own | Tie::Mandated) {
            return Ok(Seat { tie, party: Some(one) });
        }
    }
    Ok(Seat::OUTSIDE)
}

/// The tie of whoever does an act to a case.
pub async fn of_act(act: &Act<'_>, case: &str) -> Result<Seat, Failed> {
    let door = Door { at: act.at, actor: act.actor.clone(), language: String::new() };
    to_case(act.tx()?, &door, case).await
}

/// The tie of whoever comes through this door to one part that is live.
async fn to_party(asks: &impl Asks, door: &Door, one: &PartyRow) -> Result<Tie, Failed> {
    let actor = &door.actor;
    let mine = match PartyKind::named(&one.kind) {
        Some(PartyKind::IrFirm) => actor.role == Role::Responder && actor.id == one.id,
        Some(PartyKind::Csirt) => {
            let mandate = actor.mandate.as_ref().filter(|_| actor.role == Role::OtherCsirt);
            mandate.is_some_and(|held| {
                held.kind == BodyKind::Csirt && !one.body.is_empty() && held.body == one.body
            })
        }
        Some(PartyKind::Organisation) => {
            let Some(id) = &one.dossier else { return Ok(Tie::Other) };
            let row = dossier::by_id(asks, id).await?;
            return Ok(row.map_or(Tie::Other, |row| dossiers::to_dossier(door, &row)));
        }
        Some(PartyKind::Police) | None => false,
    };
    Ok(if mine { Tie::Own } else { Tie::Other })
}
