//! Copies: what leaves the house with a filing. Each authority gets only the questions meant for it.
//!
//! An exercise never leaves; a voluntary report never reaches a supervisor (Cbw 33, NIS2 30).

use crate::{Act, Failed, act::Errand, filing::Filed, judgement::Judgement};
use meldkamer_domain::{access::Permit, fact::Facts, filing::Filing, question::Audience};
use serde_json::json;

/// Whom a report concerns: this CSIRT and others, and the supervisors, by their ids in the routes.
pub fn recipients(act: &Act<'_>, judgement: &Judgement<'_>, exercise: bool) -> Vec<(String, Audience)> {
    let ours = act.house.settings.csirt_id.clone();
    let mut all = vec![(ours.clone(), Audience::Csirt)];
    if exercise {
        return all;
    }
    let routes = &judgement.routes;
    let csirts = routes
        .csirts
        .iter()
        .chain(&routes.provisional)
        .map(|body| (body.id.get_ref().clone(), Audience::Csirt));
    all.extend(csirts.filter(|(id, _)| *id != ours));
    all.extend(routes.supervisors.iter().map(|body| (body.id.get_ref().clone(), Audience::Supervisor)));
    all.dedup();
    all
}

/// Writes down the copy for each authority but ourselves.
pub async fn send(
    act: &Act<'_>,
    permit: &Permit,
    filed: &Filed,
    version: i64,
    filing: &Filing,
    recipients: &[(String, Audience)],
) -> Result<(), Failed> {
    let library = act.house.law();
    for (authority, audience) in recipients.iter().skip(1) {
        let part = filing.for_audience(&library.catalogue, *audience);
        let payload = json!({
            "reference": filed.dossier.reference,
            "organisation": filed.dossier.organisation,
            "stage": filed.stage.id(),
            "version": version,
            "received_at": filed.received_at.rfc3339(),
            "language": filed.dossier.language,
            "answers": part.to_json(),
        });
        let errand = Errand {
            key: format!("copy:{}:{}:{version}:{authority}", filed.dossier.id, filed.stage.id()),
            kind: "copy",
            target: authority.clone(),
            dossier: Some(filed.dossier.id.clone()),
            payload,
        };
        act.send(permit, errand).await?;
    }
    Ok(())
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
    act.send(permit, errand).await.map(drop)
}
