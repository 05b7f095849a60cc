//! The desk of the demonstration: staff of every role, a roster, addresses of authorities, and what
//! they did with the incidents.

use super::Told;
use crate::{
    Actor, Door, Failed, House, account, answer, authority, chance,
    desk::{dossier as desk, mark, tie},
    roster,
    triage::{decision, weigh},
};
use meldkamer_domain::{access::Role, time::Instant};
use meldkamer_store::{dossier, help};

/// Somebody who can sign in to the demonstration.
#[derive(Clone, Debug)]
pub struct Login {
    /// Role.
    pub role: &'static str,
    /// What to type as login.
    pub login: String,
    /// The password.
    pub password: String,
    /// Secret of the second factor.
    pub secret: [u8; 20],
    /// Id of the account.
    pub id: String,
    /// Name.
    pub name: &'static str,
}

const STAFF: [(&str, &str, &str); 7] = [
    ("administrator", "bea", "Bea Beheer"),
    ("duty-officer", "dirk", "Dirk Dienst"),
    ("duty-officer", "daria", "Daria Dienst"),
    ("analyst", "anouk", "Anouk Analist"),
    ("specialist", "sita", "Sita Specialist"),
    ("coordinator", "coen", "Coen Coördinator"),
    ("observer", "otto", "Otto Oplettend"),
];

/// Makes an account for every role, with a password and second factor of its own.
pub async fn hire(house: &House) -> Result<Vec<Login>, Failed> {
    let mut all = Vec::new();
    for (role, login, name) in STAFF {
        all.push(account(house, role, login, &format!("{login}@csirt.example"), name).await?);
    }
    Ok(all)
}

/// Makes an account that is ready to sign in.
pub async fn account(
    house: &House,
    role: &'static str,
    login: &str,
    email: &str,
    name: &'static str,
) -> Result<Login, Failed> {
    let random: [u8; 6] = chance::bytes();
    let password = format!("demo-{}", random.iter().map(|byte| format!("{byte:02x}")).collect::<String>());
    let secret = chance::bytes();
    let new = account::Newcomer {
        login: login.into(),
        name: name.into(),
        email: email.into(),
        role: role.into(),
        language: "nl".into(),
    };
    let id = account::create_ready(house, &new, &password, &secret).await?;
    Ok(Login { role, login: login.into(), password, secret, id, name })
}

pub fn door(who: &Login, at: Instant) -> Door {
    let role = Role::staff(who.role).unwrap_or(Role::Observer);
    Door { at, actor: Actor::staff(role, who.id.as_str(), who.name), language: "nl".into() }
}

/// The roster for two weeks, and where copies go.
pub async fn furnish(house: &House, staff: &[Login], now: Instant) -> Result<(), Failed> {
    let [chief, first, second, ..] = staff else { return Ok(()) };
    for (level, who) in [(1, first), (2, second)] {
        let turn = roster::Turn {
            staff: who.id.clone(),
            level,
            from: now.plus_hours(-12),
            until: now.plus_hours(336),
        };
        roster::add(house, &door(chief, now), &turn).await?;
    }
    for id in ["rdi", "ilt", "igj", "z-cert", "cert-wm"] {
        let address = authority::Address {
            id: id.into(),
            name: id.to_uppercase(),
            email: format!("meldingen@{id}.example"),
            webhook: String::new(),
            secret: String::new(),
            active: true,
        };
        authority::put(house, &door(chief, now), &address).await?;
    }
    Ok(())
}

/// The moment that lies so many half hours after an incident came in, and not in the future.
fn after(one: &Told, half_hours: i64, now: Instant) -> Instant {
    Instant::from_micros(one.filed.dossier.received_at).plus_seconds(half_hours * 1800).min(now)
}

/// Takes an incident up, as far as its number says; answers whether its reporter was answered.
pub async fn take_up(house: &House, staff: &[Login], one: &Told, now: Instant) -> Result<bool, Failed> {
    let [_, first, second, analyst, ..] = staff else { return Ok(false) };
    let row = &one.filed.dossier;
    let at = |half_hours| after(one, half_hours, now);
    let reference = row.reference.as_str();
    let waits = help::of_dossier(&house.database, &row.id).await?.iter().any(|asked| asked.seen_at.is_none());
    if waits && (one.hours > 12 || one.number % 3 != 1) {
        desk::seen(house, &door(first, at(1)), reference).await?;
    }
    if one.number.is_multiple_of(6) || (one.number.is_multiple_of(5) && one.hours > 30) {
        return Ok(false);
    }
    assess(house, first, second, reference, at(2)).await?;
    let said = "Gebeld met de contactpersoon; logbestanden worden bewaard.";
    desk::note(house, &door(analyst, at(3)), reference, said).await?;
    if one.hours < 4 {
        return Ok(false);
    }
    let text = if row.language == "nl" {
        "Dank voor uw melding. Wij kijken mee. Laat de getroffen systemen aan staan en bewaar de logbestanden; wij bellen u."
    } else {
        "Thank you for your report. We are looking into it. Leave the affected systems on and keep the logs; we will call you."
    };
    answer::send(house, &door(first, at(4)), reference, text).await?;
    Ok(true)
}

/// Assesses and decides as the framework proposes; a second person confirms where one is asked for.
async fn assess(
    house: &House,
    first: &Login,
    second: &Login,
    reference: &str,
    at: Instant,
) -> Result<(), Failed> {
    let typed = weigh::Typed { free_handlers: 2, free_analysts: 1, ..weigh::Typed::default() };
    let kept = weigh::keep(house, &door(first, at), reference, &typed, 0).await?;
    let deciding = decision::look(house, &door(first, at), reference).await?;
    let Some((_, framework, made)) = deciding.newest else { return Ok(()) };
    let decides = |axis: &str| framework.axis(axis).is_some_and(|axis| axis.decides);
    let chosen = made.outcomes.iter().filter(|one| decides(&one.axis));
    let chosen = chosen.map(|one| (one.axis.clone(), one.gives.clone())).collect();
    let wish = decision::Wish { version: kept.version, chosen, ..decision::Wish::default() };
    if decision::decide(house, &door(first, at), reference, &wish).await? == decision::Settled::Waits {
        decision::confirm(house, &door(second, at), reference, kept.version).await?;
    }
    Ok(())
}

/// Closes or marks the old ones, so that every state is there.
pub async fn finish(house: &House, staff: &[Login], one: &Told, now: Instant) -> Result<(), Failed> {
    let [_, _, who, ..] = staff else { return Ok(()) };
    let row = dossier::by_id(&house.database, &one.filed.dossier.id).await?.ok_or(Failed::NOT_FOUND)?;
    if row.state == "withdrawn" {
        return Ok(());
    }
    let (reference, version) = (row.reference.as_str(), row.version);
    let at = Instant::from_micros(row.changed_at).max(after(one, 6, now));
    match one.number % 8 {
        3 if one.hours > 200 => {
            mark::close(house, &door(who, at), reference, "Afgehandeld met de organisatie.", version).await
        }
        5 if one.hours > 100 => {
            let mark = mark::Mark {
                kind: "test".into(),
                csirt: String::new(),
                reason: "Proefmelding van een leverancier.".into(),
            };
            mark::mark(house, &door(who, at), reference, &mark, version).await
        }
        _ => desk::assign(house, &door(who, at), reference, &who.id, version).await,
    }
}

/// Ties the campaign together and merges a double report.
pub async fn campaign(house: &House, staff: &[Login], told: &[Told], now: Instant) -> Result<(), Failed> {
    let [_, _, _, who, ..] = staff else { return Ok(()) };
    let (others, campaign) = told.split_at(told.len().saturating_sub(super::CAMPAIGN));
    let Some((head, rest)) = campaign.split_first() else { return Ok(()) };
    for one in rest {
        let (from, to) = (&head.filed.dossier.reference, &one.filed.dossier.reference);
        tie::link(
            house,
            &door(who, now),
            from,
            to,
            "campaign",
            "Zelfde adressen, zelfde lek in Doorgeefluik.",
        )
        .await?;
    }
    let [_, first, double, ..] = others else { return Ok(()) };
    let row = dossier::by_id(&house.database, &double.filed.dossier.id).await?.ok_or(Failed::NOT_FOUND)?;
    let (from, into) = (&double.filed.dossier.reference, &first.filed.dossier.reference);
    tie::merge(house, &door(who, now), from, into, "Dubbel gemeld door een collega.", row.version).await
}
