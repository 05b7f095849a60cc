//! Who comes from outside in the demonstration: people of one organisation and its firm, a supervisor,
//! another CSIRT, the contact point and a partner, each under a mandate.

use super::{
    Entity, Told,
    desk::{self, Login},
};
use crate::{
    Failed, House,
    binding::call_back::{self, Call},
    mandate::{
        Limits,
        give::{self, Gift},
    },
};
use meldkamer_domain::{access::Role, time::Instant};

const IN_THE_ENTITY: [(&str, Role, &str, &str); 4] = [
    ("noor", Role::EntityAdministrator, "Noor Beheerder", ""),
    ("ravi", Role::EntityReporter, "Ravi Melder", ""),
    ("lin", Role::EntityReader, "Lin Lezer", ""),
    ("sam", Role::Provider, "Sam Sporen", "Sporenzoekers BV"),
];

const ELSEWHERE: [(&str, Role, &str, &str); 4] = [
    ("tess", Role::Supervisor, "Tess Toezicht", "ilt"),
    ("zoe", Role::OtherCsirt, "Zoë Zorg", "z-cert"),
    ("carla", Role::ContactPoint, "Carla Contact", ""),
    ("pim", Role::Partner, "Pim Partner", "cert-wm"),
];

/// Gives everybody an account and a mandate.
pub async fn welcome(
    house: &House,
    chief: &Login,
    entity: &Entity,
    now: Instant,
) -> Result<Vec<Login>, Failed> {
    let mut all = Vec::new();
    let inside = IN_THE_ENTITY.iter().map(|(login, role, name, firm)| {
        let domain = if firm.is_empty() { entity.domain.as_str() } else { "sporenzoekers.example" };
        (format!("{login}@{domain}"), *role, *name, entity.number.as_str(), *firm)
    });
    let others = ELSEWHERE.iter().map(|(login, role, name, body)| {
        let domain = if body.is_empty() { "contactpunt" } else { body };
        (format!("{login}@{domain}.example"), *role, *name, *body, "")
    });
    for (email, role, name, body, firm) in inside.chain(others) {
        let mut login = desk::account(house, Role::Member.name(), &email, &email, name).await?;
        let gift = Gift {
            email,
            name: name.into(),
            language: "nl".into(),
            role,
            body: body.into(),
            firm: firm.into(),
            limits: Limits::default(),
            until: Some(now.plus_hours(24 * 90)),
        };
        give::give(house, &desk::door(chief, now), &gift).await?;
        login.role = role.name();
        all.push(login);
    }
    Ok(all)
}

/// Ties the reports of one organisation to it, after a call back; the newest stays to be claimed.
pub async fn bind(
    house: &House,
    officer: &Login,
    entity: &Entity,
    told: &[&Told],
    now: Instant,
) -> Result<(), Failed> {
    for one in told.iter().skip(1) {
        let call = Call {
            entity: entity.number.clone(),
            number: "+31 6 0000 0000".into(),
            spoken_to: "Noor Beheerder".into(),
            note: String::new(),
        };
        let reference = &one.filed.dossier.reference;
        call_back::bind_after_call(house, &desk::door(officer, now), reference, &call).await?;
    }
    Ok(())
}
