//! The answer to the reporter, later messages, and the request for an intermediate report.
//!
//! What is said stays in the house, behind the reporter's code. What leaves it is a mail that says
//! only that something waits: neither its content nor the code.

use crate::{
    Act, Door, Failed, House, Subject,
    act::Errand,
    chance, clocks,
    filing::{stored, together},
    queue,
    triage::{decision, find, find_to_change, told},
};
use meldkamer_domain::{
    access::{Permit, Tie, Verb},
    fact::Facts,
    id::MessageId,
    refused::Refused,
    time::Instant,
    triage::{Decided, Framework},
};
use meldkamer_store::{
    Asks, assessment, clock,
    dossier::{self, DossierRow},
    filing::{self, FilingRow},
    help,
    message::{self, MessageRow},
};
use serde_json::json;
use std::collections::BTreeMap;

/// The most characters of one message.
pub const LONGEST: usize = 20_000;

/// The letters that staff can change, by name.
pub const LETTERS: [&str; 4] = ["answer", "triage-outcome", "ask-intermediate", "police-guidance"];

/// All that an answer is written from.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// The dossier.
    pub dossier: DossierRow,
    /// The decision that binds, with the framework of its day.
    pub decided: Option<(Framework, Decided)>,
    /// Whether a decision waits for a second person.
    pub waits: bool,
    /// Whether malice is suspected (Cbw 36: the answer then points to the police).
    pub malice: bool,
    /// Whether there is an address to tell that an answer waits.
    pub can_tell: bool,
    /// Texts of letters that the installation changed, by name, in the reporter's language.
    pub texts: BTreeMap<String, String>,
    /// What was written to and fro, without our own notes.
    pub messages: Vec<MessageRow>,
}

/// Reads all that an answer is written from.
pub async fn prepare(house: &House, door: &Door, reference: &str) -> Result<Prepared, Failed> {
    let mut act = house.begin(door).await?;
    let row = find(act.tx()?, reference).await?;
    let permit = act.may(Verb::ReadDossier, Subject::dossier(&row.id), Tie::Other).await?;
    let prepared = prepared(&act, row).await?;
    act.note(permit, json!({"part": "answer"})).await?;
    Ok(prepared)
}

/// The same for a text that could not be sent: whoever sent it had opened the page, and that
/// reading was noted.
pub async fn again(house: &House, door: &Door, reference: &str) -> Result<Prepared, Failed> {
    let mut act = house.begin(door).await?;
    let row = find(act.tx()?, reference).await?;
    act.may(Verb::Answer, Subject::dossier(&row.id), Tie::Other).await?;
    prepared(&act, row).await
}

async fn prepared(act: &Act<'_>, row: DossierRow) -> Result<Prepared, Failed> {
    let house = act.house;
    let deciding = decision::deciding(act, row).await?;
    let filings = filing::of_dossier(act.tx()?, &deciding.dossier.id).await?;
    let (facts, _) = told(house, &filings)?;
    Ok(Prepared {
        can_tell: address(house, &filings)?.is_some(),
        malice: facts.flag("w.malicious") == Some(true) || facts.text("w.malicious") == Some("yes"),
        waits: deciding.decided.as_ref().is_some_and(|decided| !decided.binds()),
        decided: deciding.binding.map(|(_, framework, decided)| (framework, decided)),
        texts: texts(act.tx()?, &deciding.dossier.language).await?,
        messages: message::of_dossier(act.tx()?, &deciding.dossier.id, false).await?,
        dossier: deciding.dossier,
    })
}

async fn texts(asks: &impl Asks, language: &str) -> Result<BTreeMap<String, String>, Failed> {
    let mut texts = BTreeMap::new();
    for name in LETTERS {
        if let Some(body) = assessment::letter(asks, name, language).await? {
            texts.insert(name.to_owned(), body);
        }
    }
    Ok(texts)
}

/// Sends the first answer, which stops the CSIRT's own clock (NIS2 23(5), Cbw 36). Once.
pub async fn send(house: &House, door: &Door, reference: &str, body: &str) -> Result<(), Failed> {
    let body = readable(body)?;
    let mut act = house.begin(door).await?;
    let mut row = find_to_change(act.tx()?, reference).await?;
    let permit = act.may(Verb::Answer, Subject::dossier(&row.id), Tie::Other).await?;
    if row.answered_at.is_some() {
        return Err(Refused::AlreadyDone.into());
    }
    row.answered_at = Some(act.at.micros());
    if matches!(row.state.as_str(), "received" | "assessed") {
        row.state = "answered".into();
    }
    let (facts, _, id) = say(&act, &permit, &row, "answer", &body).await?;
    replace(&act, &permit, row, &facts).await?;
    act.note(permit, json!({"kind": "answer", "message": id, "body": body})).await?;
    Ok(())
}

/// Writes a later message.
pub async fn write(house: &House, door: &Door, reference: &str, body: &str) -> Result<(), Failed> {
    let body = readable(body)?;
    let mut act = house.begin(door).await?;
    let mut row = find_to_change(act.tx()?, reference).await?;
    let permit = act.may(Verb::Answer, Subject::dossier(&row.id), Tie::Other).await?;
    row.changed_at = act.at.micros();
    let (facts, _, id) = say(&act, &permit, &row, "message", &body).await?;
    replace(&act, &permit, row, &facts).await?;
    act.note(permit, json!({"kind": "message", "message": id, "body": body})).await?;
    Ok(())
}

/// Asks for an intermediate report by a moment, which gives that stage its limit (NIS2 23(4)(c)).
pub async fn ask_intermediate(
    house: &House,
    door: &Door,
    reference: &str,
    due: Instant,
    body: &str,
) -> Result<(), Failed> {
    let body = readable(body)?;
    let mut act = house.begin(door).await?;
    let mut row = find_to_change(act.tx()?, reference).await?;
    let permit = act.may(Verb::AskIntermediate, Subject::dossier(&row.id), Tie::Other).await?;
    if matches!(row.state.as_str(), "withdrawn" | "merged" | "closed") {
        return Err(Refused::Closed.into());
    }
    if due <= act.at {
        return Err(Refused::field("due", "in-the-past").into());
    }
    let moments = clock::moments(act.tx()?, &row.id).await?;
    clocks::put(&act, &permit, &row.id, &moments, "requested", Some(due), "").await?;
    let (facts, filings, id) = say(&act, &permit, &row, "request", &body).await?;
    clocks::replan(&act, &permit, &mut row, &facts, &filings, "").await?;
    replace(&act, &permit, row, &facts).await?;
    act.note(permit, json!({"message": id, "due": due.rfc3339(), "body": body})).await?;
    Ok(())
}

/// A text that can be sent.
pub(crate) fn readable(body: &str) -> Result<String, Refused> {
    let body = body.trim().replace("\r\n", "\n");
    match body.chars().count() {
        0 => Err(Refused::field("body", "missing")),
        long if long > LONGEST => Err(Refused::field("body", "too-long")),
        _ => Ok(body),
    }
}

/// Keeps the CSIRT's message and has the reporter told that it waits. Answers what the dossier tells.
async fn say(
    act: &Act<'_>,
    permit: &Permit,
    row: &DossierRow,
    kind: &str,
    body: &str,
) -> Result<(Facts, Vec<FilingRow>, String), Failed> {
    let id = put(act, permit, row, kind, &act.house.settings.csirt, body).await?;
    let filings = filing::of_dossier(act.tx()?, &row.id).await?;
    Ok((told(act.house, &filings)?.0, filings, id))
}

/// Keeps a message of somebody and has the reporter told that it waits; answers its id.
pub(crate) async fn put(
    act: &Act<'_>,
    permit: &Permit,
    row: &DossierRow,
    kind: &str,
    author: &str,
    body: &str,
) -> Result<String, Failed> {
    let (house, tx) = (act.house, act.tx()?);
    let id = MessageId::new(act.at, chance::bytes()).to_string();
    let new = MessageRow {
        id: id.clone(),
        dossier: row.id.clone(),
        direction: "out".into(),
        kind: kind.to_owned(),
        author: author.to_owned(),
        body: body.to_owned(),
        at: act.at.micros(),
        read_at: None,
    };
    message::add(tx, permit, &new).await?;
    if let Some(target) = address(house, &filing::of_dossier(tx, &row.id).await?)? {
        let payload = json!({
            "letter": "message-waiting",
            "language": row.language,
            "exercise": row.exercise == 1,
            "reference": row.reference,
            "kind": kind,
        });
        let key = format!("waiting:{id}");
        act.send(permit, Errand { key, kind: "mail", target, dossier: Some(row.id.clone()), payload })
            .await?;
    }
    Ok(id)
}

/// The address that the reporter of these filings chose for us to write to.
pub(crate) fn address(house: &House, filings: &[FilingRow]) -> Result<Option<String>, Failed> {
    let read = filings.iter().map(|one| stored(house, &one.stage, &one.answers, one.submitted_at));
    let facts = together(read.collect::<Result<Vec<_>, _>>()?).facts();
    let chosen = ["rep.reach.email", "rep.person.email"].into_iter().find_map(|name| facts.text(name));
    Ok(chosen.filter(|address| address.contains('@')).map(str::to_owned))
}

/// Saves the dossier in its new place in the queue.
async fn replace(act: &Act<'_>, permit: &Permit, mut row: DossierRow, facts: &Facts) -> Result<(), Failed> {
    row.changed_at = act.at.micros();
    let asked = help::of_dossier(act.tx()?, &row.id).await?.into_iter().next();
    queue::place(&mut row, facts, asked.as_ref(), act.at);
    if dossier::save(act.tx()?, permit, &row).await? { Ok(()) } else { Err(Refused::Moved.into()) }
}
