//! The cases of the demonstration: one of the campaign, in full swing, and one that was closed.

use super::{
    Told,
    desk::{Login, door},
};
use crate::{
    Door, Failed, House,
    case::{
        end, log, open, party, playbook,
        talk::{self, Said},
        task, work,
    },
    evidence::link,
    kit,
    material::{findings, indicators, reports, scope, timeline},
};
use meldkamer_domain::{
    course::{Both, Course},
    time::Instant,
};
use meldkamer_store::{Trouble, dossier, material::Part, support_case};
use serde::Deserialize;

const SAMPLE: &str = include_str!("../../../../samples/demo/case.json");

/// What is known in the case of the campaign.
#[derive(Deserialize)]
struct Sample {
    /// Side, minutes from now, host, account, technique, what happened, how we know.
    timeline: Vec<(String, i64, String, String, String, String, String)>,
    indicators: String,
    /// Kind, name, place, state, why.
    scope: Vec<[String; 5]>,
    /// Title, text, technique, confidence.
    findings: Vec<[String; 4]>,
    /// Kind, people, what, why.
    log: Vec<[String; 4]>,
    /// Who, what.
    talk: Vec<[String; 2]>,
}

/// Opens both cases.
pub async fn support(house: &House, staff: &[Login], told: &[Told], now: Instant) -> Result<(), Failed> {
    let [_, officer, _, analyst, specialist, ..] = staff else { return Ok(()) };
    let sample: Sample =
        serde_json::from_str(SAMPLE).map_err(|e| Trouble::unreadable("read the demonstration", e))?;
    let Some((last, others)) = told.split_last() else { return Ok(()) };
    let joined = others.iter().rev().take(super::CAMPAIGN - 1);
    let joined: Vec<&str> = joined.map(|one| one.filed.dossier.reference.as_str()).collect();
    let begun = now.plus_hours(-15).plus_seconds(180);
    let by = |hours: i64| door(analyst, begun.plus_hours(hours));
    let case = open::open(house, &by(0), &last.filed.dossier.reference, &wish()).await?;
    // What was reported later joined later.
    for reference in joined {
        open::join(house, &door(officer, now), &case, reference).await?;
    }
    work::set_team(house, &by(1), &case, &specialist.id, true, false).await?;
    work::set_clock(house, &by(1), &case, "first-contact", None).await?;
    work::set_clock(house, &door(officer, now), &case, "next-report", Some(now.plus_hours(3))).await?;
    let firm = people(house, &by(1), &case, now).await?;
    planned(house, analyst, &case, begun).await?;
    said(house, &case, (analyst, &firm), &sample, begun).await?;
    known(house, specialist, &case, &sample, now).await?;
    reported(house, analyst, &case, now).await?;
    closed(house, analyst, told, now).await
}

fn wish() -> open::Wish {
    open::Wish {
        title: "Leeggeroofde bestandsoverdracht".into(),
        forms: vec!["coordinating".into(), "technical".into()],
        intensity: "technical-team".into(),
        to_answer: "Hoe kwamen zij binnen, wat is weg, en wie nog meer?".into(),
        scope: "De servers met Doorgeefluik en de accounts die erop inloggen.".into(),
        limits: "Herstel en communicatie met klanten doen de organisaties zelf.".into(),
    }
}

/// The firm that the first organisation hired, with a kit and a link; answers its part.
async fn people(
    house: &House,
    by: &Door,
    case: &str,
    now: Instant,
) -> Result<support_case::party::PartyRow, Failed> {
    let wish = party::Wish {
        kind: "ir-firm".into(),
        name: "Recherche Digitaal".into(),
        person: "Jip de Bruin".into(),
        email: "jip@recherche-digitaal.example".into(),
        phone: "+31 6 0000 0000".into(),
        language: "nl".into(),
        until: Some(now.plus_hours(24 * 14)),
        ..party::Wish::default()
    };
    let added = party::add(house, by, case, &wish).await?;
    let kit = kit::Wish {
        card: "linux".into(),
        system: "server".into(),
        party: added.id.clone(),
        language: "nl".into(),
        tool_hash: String::new(),
        until: Some(now.plus_hours(24 * 5)),
    };
    kit::make(house, by, case, &kit).await?;
    let link = link::Wish {
        person: "Jip de Bruin".into(),
        purpose: "Netwerkmeting van de provider".into(),
        until: Some(now.plus_hours(24 * 5)),
        keep_days: Some(180),
        original: String::new(),
        party: added.id.clone(),
    };
    link::make(house, by, case, &link).await?;
    let row = support_case::party::by_id(&house.database, &added.id).await?;
    row.ok_or(Failed::NOT_FOUND)
}

/// A playbook, of which the first tasks are done and one is under way.
async fn planned(house: &House, who: &Login, case: &str, begun: Instant) -> Result<(), Failed> {
    playbook::begin(house, &door(who, begun.plus_hours(1)), case, "edge-device").await?;
    let (_, tasks) = task::at_the_desk(house, &door(who, begun.plus_hours(2)), case).await?;
    let mut free = tasks.rows.iter().filter(|row| tasks.waits_for(&row.id).is_empty());
    for (hours, state, result) in
        [(3, "done", "Gedaan, foto van het scherm bij de berichten."), (4, "doing", "")]
    {
        let Some(row) = free.next() else { break };
        let by = door(who, begun.plus_hours(hours));
        task::answer(house, &by, case, &row.id, (state, result), row.version).await?;
    }
    Ok(())
}

async fn said(
    house: &House,
    case: &str,
    (who, firm): (&Login, &support_case::party::PartyRow),
    sample: &Sample,
    begun: Instant,
) -> Result<(), Failed> {
    let (mut thread, parties) = (String::new(), [firm.id.clone()]);
    for (number, [side, body]) in (2_i64..).zip(&sample.talk) {
        let at = begun.plus_hours(number);
        let by = match side.as_str() {
            "firm" => Door { at, actor: party::actor(firm), language: "nl".into() },
            _ => door(who, at),
        };
        let said = Said { body, urgent: number == 2, ..Said::default() };
        if thread.is_empty() {
            let what = ("Logboek en geheugen van doorgeefluik01", parties.as_slice());
            thread = talk::open(house, &by, case, what, &said).await?.unwrap_or_default();
        } else {
            talk::write(house, &by, case, &thread, &said).await?;
        }
    }
    for (number, [kind, people, body, why]) in (3_i64..).zip(&sample.log) {
        let wish = log::Wish {
            kind: kind.clone(),
            happened: Some(begun.plus_hours(number)),
            people: people.clone(),
            body: body.clone(),
            why: why.clone(),
        };
        log::add(house, &door(who, begun.plus_hours(number + 1)), case, &wish).await?;
    }
    Ok(())
}

async fn known(house: &House, who: &Login, case: &str, sample: &Sample, now: Instant) -> Result<(), Failed> {
    let by = door(who, now.plus_hours(-3));
    for (side, minutes, host, account, technique, message, source) in &sample.timeline {
        let wish = timeline::Wish {
            told: now.plus_seconds(minutes * 60).rfc3339(),
            zone: String::new(),
            side: side.clone(),
            message: message.clone(),
            source: source.clone(),
            host: host.clone(),
            account: account.clone(),
            technique: technique.clone(),
        };
        timeline::add(house, &by, case, &wish).await?;
    }
    let wish = indicators::Wish {
        text: sample.indicators.clone(),
        tlp: "amber".into(),
        pap: "amber".into(),
        confidence: "high".into(),
        source: "Schijf en geheugen van doorgeefluik01".into(),
        ..indicators::Wish::default()
    };
    indicators::take_in(house, &by, case, &wish).await?;
    for [kind, name, place, state, why] in &sample.scope {
        let [kind, name, place, state, why] = [kind, name, place, state, why].map(String::clone);
        let wish = scope::Wish { kind, name, place, state, why, note: String::new() };
        scope::add(house, &by, case, &wish).await?;
    }
    for [title, body, technique, confidence] in &sample.findings {
        let [title, body, technique, confidence] = [title, body, technique, confidence].map(String::clone);
        let wish = findings::Wish { title, body, technique, confidence, ..findings::Wish::default() };
        findings::add(house, &by, case, &wish).await?;
    }
    findings::add_course(house, &by, case, &course()).await?;
    let (findings, courses) = findings::all(house, case).await?;
    for one in findings.iter().take(2) {
        findings::release(house, &by, case, Part::Finding, &one.id).await?;
    }
    for one in &courses {
        findings::release(house, &by, case, Part::Course, &one.id).await?;
    }
    Ok(())
}

fn course() -> Course {
    let both = |nl: &str, en: &str| Both { nl: nl.into(), en: en.into() };
    Course {
        name: both("Vernieuw de wachtwoorden van Doorgeefluik", "Renew the passwords of Doorgeefluik"),
        description: both(
            "Vernieuw alle wachtwoorden en sleutels die op de server stonden, te beginnen met svc-doorgeef.",
            "Renew all passwords and keys that were on the server, svc-doorgeef first.",
        ),
        verify: both(
            "Met het oude wachtwoord kan niemand meer inloggen.",
            "Nobody can sign in with the old password.",
        ),
        risk: both(
            "Koppelingen die het oude wachtwoord kennen vallen stil.",
            "Links that know the old password stop.",
        ),
        level: "now".into(),
        who: "administrator".into(),
        stage: "response".into(),
        kind: "access-restrictions".into(),
        verb: "deny".into(),
        cost: "low".into(),
        efficacy: "high".into(),
        impact: "medium".into(),
        reversible: "yes".into(),
        effort: Some(90),
        ..Course::default()
    }
}

/// The first report of how things stand, which was sent.
async fn reported(house: &House, who: &Login, case: &str, now: Instant) -> Result<(), Failed> {
    let by = door(who, now.plus_hours(-2));
    let wish = reports::Wish {
        title: "Stand van zaken".into(),
        tlp: "amber".into(),
        body: "# Wat wij weten\n\nDe aanvaller kwam binnen via het lek in Doorgeefluik en haalde in één nacht 3,1 GB weg.\n\n\
               # Wat wij nog uitzoeken\n\n- Of svc-doorgeef ook elders is gebruikt.\n- Welke bestanden weg zijn.\n"
            .into(),
    };
    let id = reports::start(house, &by, case, ("situation", "nl"), &wish).await?;
    reports::send(house, &by, case, &id, 1).await
}

/// A case of weeks ago that was closed with its lessons.
async fn closed(house: &House, who: &Login, told: &[Told], now: Instant) -> Result<(), Failed> {
    for one in told.iter().filter(|one| (200..1000).contains(&one.hours)) {
        let row = dossier::by_id(&house.database, &one.filed.dossier.id).await?;
        if !row.is_some_and(|row| row.state == "decided" || row.state == "answered") {
            continue;
        }
        let begun = Instant::from_micros(one.filed.dossier.received_at).plus_hours(8).min(now);
        let wish = open::Wish {
            title: "Versleutelde bestandsserver".into(),
            forms: vec!["advisory".into()],
            intensity: "handler".into(),
            to_answer: "Kan de back-up worden teruggezet zonder dat zij er weer zijn?".into(),
            ..open::Wish::default()
        };
        let case = open::open(house, &door(who, begun), &one.filed.dossier.reference, &wish).await?;
        let ends = end::Wish {
            disposition: "answered".into(),
            body: "Ja, van voor de nacht van de inbraak. De beheeraccounts zijn eerst vernieuwd.".into(),
            lessons: "De back-up stond in hetzelfde domein; dat is nu gescheiden.".into(),
        };
        return end::close(house, &door(who, begun.plus_hours(100).min(now)), &case, &ends, 1).await;
    }
    Ok(())
}
