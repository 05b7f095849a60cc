//! Copies: what leaves the house with a filing. Each authority gets only the questions meant for it,
//! all under one reference.
//!
//! An exercise never leaves; a voluntary report never reaches a supervisor (Cbw 33, NIS2 30).

use crate::{
    Act, Failed, House,
    act::Errand,
    filing::{Filed, together},
    judgement::{Judgement, is_mandatory},
};
use meldkamer_domain::{access::Permit, fact::Facts, filing::Filing, question::Audience, time::Instant};
use meldkamer_store::{
    dossier::DossierRow,
    filing::{self, FilingRow},
    recipient::{self, RecipientRow},
};
use serde_json::json;
use std::collections::BTreeSet;

/// Somebody who receives a stage of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    /// The body, by its id in the routes.
    pub authority: String,
    /// In which capacity.
    pub audience: Audience,
    /// Under which laws; none for a voluntary report.
    pub regimes: Vec<String>,
}

/// What is known of a report when it is decided who receives a stage of it.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// What the law makes of it.
    pub judgement: &'a Judgement<'a>,
    /// The laws whose clocks run.
    pub regimes: &'a [String],
    /// Whether it is an exercise.
    pub exercise: bool,
    /// Authorities that asked for an intermediate report.
    pub asked: &'a [String],
}

/// Whom a stage of a report concerns: this CSIRT first, then others, the supervisors and the contact
/// point. A supervisor gets the stages that a law of the report sends it, and no other.
pub fn recipients(house: &House, report: &Report<'_>, stage: &str) -> Vec<Recipient> {
    let ours = &house.settings.csirt_id;
    let to = |authority: &String, audience, regimes: &[String]| Recipient {
        authority: authority.clone(),
        audience,
        regimes: regimes.to_vec(),
    };
    let mut all = vec![to(ours, Audience::Csirt, report.regimes)];
    if report.exercise {
        return all;
    }
    let routes = &report.judgement.routes;
    for body in routes.csirts.iter().chain(&routes.provisional) {
        let id = body.id.get_ref();
        if !all.iter().any(|one| one.authority == *id) {
            all.push(to(id, Audience::Csirt, report.regimes));
        }
    }
    if !report.judgement.mandatory {
        return all;
    }
    for body in &routes.supervisors {
        let id = body.id.get_ref();
        let wanted = asking(house, report, stage, Some(id));
        if !wanted.is_empty() {
            all.push(to(id, Audience::Supervisor, &wanted));
        }
    }
    let stages = asking(house, report, stage, None);
    let (library, state) = (house.law(), &house.settings.state);
    let point = library.law.contact_point(state, report.judgement.day);
    if let Some(point) = point.filter(|_| !stages.is_empty()) {
        all.push(to(point.id.get_ref(), Audience::Spoc, &stages));
    }
    all
}

/// The laws of a report that have this stage; with a supervisor, those that send it there.
fn asking(house: &House, report: &Report<'_>, stage: &str, supervisor: Option<&String>) -> Vec<String> {
    let (library, day) = (house.law(), report.judgement.day);
    let sends = |regime: &&String| {
        let stage = library.law.regime(regime, day).and_then(|regime| regime.stage(stage, day));
        stage.is_some_and(|stage| {
            let to = |whom: &str| stage.recipients.iter().any(|one| one == whom);
            supervisor.is_none_or(|id| to("supervisor") || (to("requester") && report.asked.contains(id)))
        })
    };
    report.regimes.iter().filter(sends).cloned().collect()
}

/// The bodies among recipients, each once.
pub fn ids(recipients: &[Recipient]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    recipients.iter().map(|one| one.authority.clone()).filter(|id| seen.insert(id.clone())).collect()
}

/// Writes down the copy for each authority but ourselves, and who received what.
pub async fn send(
    act: &Act<'_>,
    permit: &Permit,
    filed: &Filed,
    version: i64,
    filing: &Filing,
    recipients: &[Recipient],
) -> Result<(), Failed> {
    let copy = Copied {
        stage: filed.stage.id().to_owned(),
        version,
        received_at: filed.received_at.micros(),
        at: filed.received_at.micros(),
        filing: filing.clone(),
        recipients: recipients.to_vec(),
    };
    hand_out(act, permit, filed, &[copy]).await
}

/// One stage on its way to those whom it concerns.
struct Copied {
    stage: String,
    version: i64,
    received_at: i64,
    /// When it goes out: later than received, to those whom it concerns only now.
    at: i64,
    filing: Filing,
    recipients: Vec<Recipient>,
}

/// The stages that went before, for those whom the report concerns only now: a correction may name
/// another sector, and with it another supervisor. What was voluntary when it was filed stays so.
pub async fn catch_up(
    act: &Act<'_>,
    permit: &Permit,
    filed: &Filed,
    report: &Report<'_>,
    earlier: &[(FilingRow, Filing)],
) -> Result<(), Failed> {
    let known = recipient::of_dossier(act.tx()?, &filed.dossier.id).await?;
    let is_new = |one: &Recipient| {
        let same = |row: &RecipientRow| row.authority == one.authority && row.audience == one.audience.id();
        !known.iter().any(same)
    };
    let mut late: Vec<Copied> = Vec::new();
    for (at, (row, filing)) in earlier.iter().enumerate() {
        let corrected = earlier[at + 1..].iter().any(|(other, _)| other.stage == row.stage);
        let told = together(earlier[..=at].iter().map(|(_, filing)| filing.clone()));
        if corrected || row.stage == filed.stage.id() || !is_mandatory(&told.facts()) {
            continue;
        }
        let mut recipients = recipients(act.house, report, &row.stage);
        recipients.retain(is_new);
        late.push(Copied {
            stage: row.stage.clone(),
            version: row.version,
            received_at: row.submitted_at,
            at: act.at.micros(),
            filing: filing.clone(),
            recipients,
        });
    }
    hand_out(act, permit, filed, &late).await
}

/// Keeps that another CSIRT received everything that was filed so far.
pub async fn pass_on(act: &Act<'_>, permit: &Permit, row: &DossierRow, csirt: &str) -> Result<(), Failed> {
    let filings = filing::of_dossier(act.tx()?, &row.id).await?;
    let regimes: Vec<String> = serde_json::from_str(&row.regimes).unwrap_or_default();
    let regime = if row.duty == "mandatory" { regimes.into_iter().next() } else { None };
    let received = filings.into_iter().map(|one| RecipientRow {
        dossier: row.id.clone(),
        authority: csirt.to_owned(),
        audience: Audience::Csirt.id().to_owned(),
        regime: regime.clone().unwrap_or_default(),
        stage: one.stage,
        version: one.version,
        serial: row.serial,
        at: act.at.micros(),
    });
    let received: Vec<RecipientRow> = received.collect();
    Ok(recipient::add(act.tx()?, permit, &received).await?)
}

async fn hand_out(act: &Act<'_>, permit: &Permit, filed: &Filed, copies: &[Copied]) -> Result<(), Failed> {
    let kept = |copy: &Copied| {
        rows(act.house, &filed.dossier, (&copy.stage, copy.version), copy.at, &copy.recipients)
    };
    let rows: Vec<RecipientRow> = copies.iter().flat_map(kept).collect();
    recipient::add(act.tx()?, permit, &rows).await?;
    for copy in copies {
        let mut sent = BTreeSet::from([&act.house.settings.csirt_id]);
        // Who receives it in two capacities gets it once, in the first.
        for one in copy.recipients.iter().filter(|one| sent.insert(&one.authority)) {
            act.send(permit, errand(act.house, filed, copy, one)).await?;
        }
    }
    Ok(())
}

/// What is kept of who received a version of a stage; this house receives everything.
pub(crate) fn rows(
    house: &House,
    dossier: &DossierRow,
    (stage, version): (&str, i64),
    at: i64,
    recipients: &[Recipient],
) -> Vec<RecipientRow> {
    let ours = &house.settings.csirt_id;
    let row = |one: &Recipient, regime: &str| RecipientRow {
        dossier: dossier.id.clone(),
        authority: one.authority.clone(),
        audience: one.audience.id().to_owned(),
        regime: regime.to_owned(),
        stage: stage.to_owned(),
        version,
        serial: dossier.serial,
        at,
    };
    let others = recipients.iter().filter(|one| one.authority != *ours || one.audience != Audience::Csirt);
    others
        .flat_map(|one| match &one.regimes[..] {
            [] => vec![row(one, "")],
            regimes => regimes.iter().map(|regime| row(one, regime)).collect(),
        })
        .collect()
}

fn errand(house: &House, filed: &Filed, copy: &Copied, to: &Recipient) -> Errand {
    let library = house.law();
    let part = copy.filing.for_audience(&library.catalogue, to.audience, &to.regimes);
    // Who may not see the question of the name does not get it beside the answers either.
    let named = library.catalogue.question("org.id");
    let named = named.is_none_or(|one| one.seen.by(to.audience, &to.regimes));
    let organisation = if named { filed.dossier.organisation.as_str() } else { "" };
    let payload = json!({
        "reference": filed.dossier.reference,
        "organisation": organisation,
        "audience": to.audience.id(),
        "stage": copy.stage,
        "version": copy.version,
        "received_at": Instant::from_micros(copy.received_at).rfc3339(),
        "language": filed.dossier.language,
        "answers": part.to_json(),
    });
    Errand {
        key: format!("copy:{}:{}:{}:{}", filed.dossier.id, copy.stage, copy.version, to.authority),
        kind: "copy",
        target: to.authority.clone(),
        dossier: Some(filed.dossier.id.clone()),
        payload,
    }
}

/// The mail address that the reporter chose: the safe one that was named, else their own, but never
/// their own when they said that it is compromised.
pub fn confirmed_to(facts: &Facts) -> Option<&str> {
    let mail = |name| facts.text(name).map(str::trim).filter(|text| is_mail(text));
    let own = || mail("rep.person.email").filter(|_| facts.flag("rep.reach.compromised") != Some(true));
    mail("rep.reach").or_else(own)
}

fn is_mail(text: &str) -> bool {
    text.contains('@') && !text.contains(char::is_whitespace)
}

/// Writes down the confirmation by the second channel that the reporter chose.
pub async fn confirm(
    act: &Act<'_>,
    permit: &Permit,
    filed: &Filed,
    version: i64,
    filing: &Filing,
) -> Result<(), Failed> {
    let facts = filing.facts();
    let Some(address) = confirmed_to(&facts) else { return Ok(()) };
    let errand = Errand {
        key: format!("confirm:{}:{}:{version}", filed.dossier.id, filed.stage.id()),
        kind: "mail",
        target: address.to_owned(),
        dossier: Some(filed.dossier.id.clone()),
        payload: json!({
            "letter": "confirmation",
            "language": filed.dossier.language,
            "exercise": filed.dossier.exercise == 1,
            "reference": filed.dossier.reference,
            "stage": filed.stage.id(),
            "received_at": filed.received_at.micros(),
            "limits": filed.limits.iter().map(|limit| json!({"stage": limit.stage, "due": limit.due.micros()})).collect::<Vec<_>>(),
            "receipt": filed.receipt,
        }),
    };
    act.send(permit, errand).await
}
