//! Asking for help: kept with the report or apart from it; urgent requests ring until they are seen.

use crate::{Act, Failed, act::Errand, chance};
use meldkamer_domain::{
    access::Permit,
    filing::Filing,
    help::Help,
    id::{AlarmId, HelpId},
};
use meldkamer_store::{
    dossier::DossierRow,
    help::{self, AlarmRow, HelpRow},
};
use serde_json::{Map, Value, json};

/// Keeps the request for help in a filing, if there is one, and rings when it is urgent.
///
/// The same request told again in a later stage is not a new one.
pub async fn ask(
    act: &Act<'_>,
    permit: &Permit,
    row: &DossierRow,
    filing: &Filing,
) -> Result<Option<HelpRow>, Failed> {
    let before = help::of_dossier(act.tx()?, &row.id).await?.into_iter().next();
    let Some(wanted) = Help::read(filing) else { return Ok(before) };
    let new = asked(act, &row.id, filing, &wanted);
    if let Some(before) = before.filter(|before| before.answers == new.answers) {
        return Ok(Some(before));
    }
    keep(act, permit, row, &wanted, &new).await?;
    Ok(Some(new))
}

/// A request that was not made before.
pub fn asked(act: &Act<'_>, dossier: &str, filing: &Filing, wanted: &Help) -> HelpRow {
    let asked: Map<String, Value> = filing
        .answers()
        .filter(|(id, _)| id.starts_with("h."))
        .map(|(id, answer)| (id.to_owned(), answer.to_json()))
        .collect();
    HelpRow {
        id: HelpId::new(act.at, chance::bytes()).to_string(),
        dossier: dossier.to_owned(),
        urgency: wanted.urgency.id().to_owned(),
        answers: Value::Object(asked).to_string(),
        asked_at: act.at.micros(),
        seen_at: None,
        seen_by: None,
        seen_name: String::new(),
    }
}

/// Keeps a request, and rings when it is urgent.
pub async fn keep(
    act: &Act<'_>,
    permit: &Permit,
    row: &DossierRow,
    wanted: &Help,
    asked: &HelpRow,
) -> Result<(), Failed> {
    help::add(act.tx()?, permit, asked).await?;
    if wanted.pages() {
        ring(act, permit, row, asked).await?;
    }
    Ok(())
}

/// Raises the alarm: the first level of the roster is paged with this very commit.
async fn ring(act: &Act<'_>, permit: &Permit, row: &DossierRow, asked: &HelpRow) -> Result<(), Failed> {
    let alarm = AlarmRow {
        id: AlarmId::new(act.at, chance::bytes()).to_string(),
        dossier: row.id.clone(),
        help: asked.id.clone(),
        level: 0,
        next_at: Some(act.at.micros()),
        raised_at: act.at.micros(),
        ended_at: None,
    };
    help::raise(act.tx()?, permit, &alarm).await?;
    // The round of alarms pages the roster; this errand wakes whoever must be woken at once.
    let webhook = &act.house.settings.alarm.webhook;
    if webhook.is_empty() {
        return Ok(());
    }
    let errand = Errand {
        key: format!("alarm:{}:raised", alarm.id),
        kind: "webhook",
        target: webhook.clone(),
        dossier: Some(row.id.clone()),
        payload: json!({
            "event": "help-asked",
            "reference": row.reference,
            "urgency": asked.urgency,
            "exercise": row.exercise == 1,
            "asked_at": act.at.rfc3339(),
        }),
    };
    act.send(permit, errand).await
}
