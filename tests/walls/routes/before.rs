//! What must have happened before a form can be sent well: the stage is set by the acts themselves.

use super::people::{Whose, World, thing};
use meldkamer_app::{
    Actor, Door,
    account::invitation::{self, Details},
    answer,
    desk::{mark, tie},
    material,
    sign_in::factor,
    triage::decision::{self, Wish},
};
use meldkamer_domain::access::Role;
use meldkamer_store::material::Part;

/// Sets the stage for a route, in a world where nothing else happens.
pub async fn set_the_stage(world: &World, route: &str) {
    match route {
        "/invitation/{secret}/factor" => fill_the_invitation(world, false).await,
        "/desk/evidence/{id}/release" => world.hold_evidence().await,
        "/invitation/{secret}/passkey" => fill_the_invitation(world, true).await,
        "/desk/dossiers/{reference}/confirm" | "/api/v1/dossiers/{reference}/decision/confirmation" => {
            decide(world).await;
        }
        "/desk/dossiers/{reference}/message" => {
            let door = world.house.staff(Role::DutyOfficer);
            answer::send(&world.house.house, &door, &world.own.reference, "Wij helpen u.").await.unwrap();
        }
        "/desk/dossiers/{reference}/reopen" => {
            let door = world.house.staff(Role::DutyOfficer);
            let version = version(world).await;
            mark::close(&world.house.house, &door, &world.own.reference, "Klaar", version).await.unwrap();
        }
        "/contact-point/dossiers/{reference}/reopen" => {
            world.house.memory.run("UPDATE crossing SET done_at = at").await;
        }
        "/desk/intake/mails/{id}/back" => {
            world.house.memory.run("UPDATE draft SET aside_at = created_at WHERE channel = 'mail'").await;
        }
        "/desk/case/{case}/closing" => {
            world.house.memory.run("DELETE FROM case_task").await;
        }
        "/desk/case/{case}/reopen" | "/case/{case}/opinion" => world.close_cases().await,
        "/desk/dossiers/{reference}/split" => {
            let door = world.house.staff(Role::DutyOfficer);
            let (own, other) = (&world.own.reference, &world.other.reference);
            let version = version(world).await;
            tie::merge(&world.house.house, &door, own, other, "Zelfde incident", version).await.unwrap();
        }
        _ if route.starts_with("/desk/case/{case}/") && route.ends_with("/restore") => {
            let part = route.split('/').nth(4).and_then(Part::named).unwrap();
            let (door, id) = (world.house.staff(Role::DutyOfficer), thing("own"));
            material::remove(&world.house.house, &door, &id, part, &id).await.unwrap();
        }
        _ => {}
    }
}

async fn version(world: &World) -> i64 {
    world.house.memory.number(&format!("SELECT version FROM dossier WHERE id = '{}'", world.own.id)).await
}

/// A decision of a colleague that waits for a second person.
async fn decide(world: &World) {
    let actor = Actor::staff(Role::DutyOfficer, "another-duty-officer", "Kees");
    let door = Door::now(&world.house.house, actor);
    let mut wish = Wish { version: 1, plain: "Wij komen.".into(), ..Wish::default() };
    wish.chosen.insert("intensity".into(), vec!["technical-team".into()]);
    wish.reasons.insert("intensity".into(), "Zij kunnen dit niet alleen".into());
    let settled = decision::decide(&world.house.house, &door, &world.own.reference, &wish).await.unwrap();
    assert!(matches!(settled, decision::Settled::Waits), "{settled:?}");
}

async fn fill_the_invitation(world: &World, passkey: bool) {
    let (name, email) = ("Kees".into(), "kees@csirt.example".into());
    let details = Details { name, email, passkey, ..Details::default() };
    let chosen = ("zeven gele fietsen rijden", "zeven gele fietsen rijden");
    let secret = world.path("{secret}", Whose::Own);
    let door = world.house.stranger();
    let faults = invitation::fill(&world.house.house, &door, &secret, &details, chosen).await.unwrap();
    assert!(faults.is_empty(), "{faults:?}");
}

/// The code that the authenticator of the invited colleague shows now.
pub async fn code_of_the_invited(world: &World) -> String {
    let secret = world.path("{secret}", Whose::Own);
    let opened = invitation::open(&world.house.house, &secret, world.house.now()).await;
    let totp = opened.ok().and_then(|opened| opened.totp).unwrap_or_default();
    factor::code_at(&totp, world.house.now())
}
