//! States of the page of audiences that are worth looking at.

use super::{
    AudiencePage,
    view::{Given, Reading, Received, Sight, why},
};
use meldkamer_app::audience::Shut;
use meldkamer_domain::{access::Role, audience::Audience};

const AT: i64 = 1_763_653_200_000_000;

/// The desk, the owner, and a dossier that nobody else sees.
pub fn pages() -> Vec<AudiencePage> {
    let full = AudiencePage {
        desk: true,
        reference: "NL-26-ABCD-EFGH-J".into(),
        organisation: "Waterbedrijf <Noord>".into(),
        shares_here: true,
        sights: Audience::ALL.into_iter().map(|one| sight(one, None)).collect(),
        received: Audience::ALL.into_iter().map(received).collect(),
        given: vec![given(true), given(false)],
        readings: Role::ALL.into_iter().map(reading).collect(),
        older: "/desk/dossiers/NL-26-ABCD-EFGH-J/audience?before=3#read".into(),
        later: true,
    };
    let owner = AudiencePage { desk: false, shares_here: false, later: false, ..full.clone() };
    let voluntary = Audience::ALL.into_iter().map(|one| sight(one, Some(Shut::Voluntary)));
    let exercise = Audience::ALL.into_iter().map(|one| sight(one, Some(Shut::Exercise)));
    let bare = AudiencePage { reference: full.reference.clone(), ..AudiencePage::default() };
    vec![
        full,
        owner,
        AudiencePage { sights: voluntary.collect(), ..bare.clone() },
        AudiencePage { sights: exercise.collect(), desk: true, ..bare },
    ]
}

fn sight(audience: Audience, shut: Option<Shut>) -> Sight {
    Sight {
        audience: audience.id(),
        shut: shut.map_or("", Shut::id),
        parts: vec![("Berichten".into(), "Wat u en het CSIRT elkaar schrijven.".into())],
        groups: vec![("Wat er is gebeurd".into(), vec!["Samenvatting".into(), "Stand".into()])],
        answers: 2,
    }
}

fn received(audience: Audience) -> Received {
    Received {
        body: "Inspectie Leefomgeving en Transport".into(),
        audience: audience.id().into(),
        regimes: vec!["Cyberbeveiligingswet".into()],
        stage: "early-warning".into(),
        version: 1,
        at: AT,
    }
}

/// A share that lives, or one that was ended.
pub fn given(live: bool) -> Given {
    Given {
        id: if live { "shr_1" } else { "shr_2" }.into(),
        body: "Politie <b>".into(),
        ground: "Nodig voor de taak van een andere overheid".into(),
        clause: "Cbw 51(2)".into(),
        tests: vec![("Voor welke taak is het nodig?".into(), "Cbw 66(1)(a)".into(), "Opsporing".into())],
        consulted: if live { "Akkoord, zonder namen".into() } else { String::new() },
        parts: vec!["Berichten".into()],
        questions: vec!["Samenvatting".into()],
        by: "Ans de Vries".into(),
        at: AT,
        until: AT + 86_400_000_000,
        revoked_at: (!live).then_some(AT + 3_600_000_000),
        revoked_why: if live { String::new() } else { "Niet meer nodig".into() },
        live,
    }
}

fn reading(role: Role) -> Reading {
    let staff = Role::staff(role.name()).is_some();
    Reading {
        at: AT,
        name: if staff { "Ans <de Vries>".into() } else { String::new() },
        role: role.name().into(),
        body: if staff { "CSIRT Voorbeeld".into() } else { String::new() },
        why: why(role.name()),
    }
}
