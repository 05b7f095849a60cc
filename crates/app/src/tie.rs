//! How whoever acts is tied to a dossier or a draft. What follows from it is the policy's.

use crate::Door;
use meldkamer_domain::access::{Role, Tie};
use meldkamer_store::dossier::DossierRow;

/// The tie to a dossier: the holder of its code owns it; who acts under a mandate is tied to it as
/// its entity is.
pub fn to_dossier(door: &Door, row: &DossierRow) -> Tie {
    let actor = &door.actor;
    match &actor.mandate {
        Some(mandate) => mandate.tie(actor.role, row.entity.as_deref(), row.claimed.as_deref()),
        None => of_code(door, &row.id),
    }
}

/// The tie to a draft: its code is the only way to it.
pub fn to_draft(door: &Door, id: &str) -> Tie {
    of_code(door, id)
}

/// The tie of whoever begins a report: for nobody in particular, or for the entity they act for.
pub fn to_begin(door: &Door) -> Tie {
    door.actor.entity().map_or(Tie::None, |entity| to_entity(door, entity))
}

/// The tie to an entity as such; the CSIRT is tied to none.
pub fn to_entity(door: &Door, entity: &str) -> Tie {
    let actor = &door.actor;
    actor.mandate.as_ref().map_or(Tie::Other, |mandate| mandate.tie_to_entity(actor.role, entity))
}

fn of_code(door: &Door, id: &str) -> Tie {
    if door.actor.role == Role::Reporter && door.actor.id == id { Tie::Own } else { Tie::Other }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Actor;
    use meldkamer_domain::{
        access::{BodyKind, Mandate},
        time::Instant,
    };

    #[test]
    fn the_code_opens_one_dossier_and_a_mandate_those_of_its_entity() {
        let door = |actor| Door { at: Instant::from_micros(0), actor, language: "nl".into() };
        let row = DossierRow { id: "dos_1".into(), entity: Some("org_1".into()), ..DossierRow::default() };
        let other = DossierRow { id: "dos_2".into(), claimed: Some("org_1".into()), ..DossierRow::default() };
        let reporter = door(Actor::reporter("dos_1"));
        assert_eq!((to_dossier(&reporter, &row), to_dossier(&reporter, &other)), (Tie::Own, Tie::Other));
        let mandate = Mandate {
            id: "man_1".into(),
            kind: BodyKind::Entity,
            body: "org_1".into(),
            firm: String::new(),
            sectors: Vec::new(),
            regimes: Vec::new(),
        };
        // An account whose id is that of a dossier does not own it.
        let actor = Actor { mandate: Some(mandate), ..Actor::staff(Role::EntityReporter, "dos_2", "Noor") };
        let person = door(actor);
        assert_eq!((to_dossier(&person, &row), to_dossier(&person, &other)), (Tie::Own, Tie::Unverified));
        assert_eq!((to_entity(&person, "org_1"), to_entity(&person, "org_2")), (Tie::Own, Tie::Other));
        assert_eq!(to_entity(&reporter, "org_1"), Tie::Other);
        assert_eq!(to_draft(&person, "dos_2"), Tie::Other);
    }
}
