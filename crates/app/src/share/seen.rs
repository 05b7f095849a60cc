//! What a body sees of what was shared with it: the parts and answers that were chosen, as they were when
//! they were shared, until the share ends. Each look is a reading that the owner of the data sees.

use super::is_live;
use crate::{
    Actor, Door, Failed, House, Subject,
    authority::part,
    filing::{first, stored, together},
    judgement::Judgement,
    triage::{framework_of, kept},
};
use bytes::Bytes;
use meldkamer_domain::{
    access::{self, Role, Tie, Verb},
    filing::Filing,
    question::Stage,
    time::Instant,
    triage::{Decided, Framework},
};
use meldkamer_store::{
    assessment,
    clock::{self, DeadlineRow},
    dossier::{self, DossierRow},
    filing, help,
    message::{self, AttachmentRow, MessageRow},
    share::{self, ShareRow},
};
use serde_json::json;

/// So many shares are listed.
const MOST: i64 = 500;

/// One share in a list.
#[derive(Debug)]
pub struct Listed {
    /// The share.
    pub share: ShareRow,
    /// The dossier that it is about.
    pub reference: String,
}

/// What was shared.
#[derive(Debug)]
pub struct Seen {
    /// The share.
    pub share: ShareRow,
    /// The dossier; what of it may be shown is in the other fields.
    pub dossier: DossierRow,
    /// The answers that were chosen.
    pub answers: Filing,
    /// The limits.
    pub limits: Vec<DeadlineRow>,
    /// The verdict on significance, as it was kept; empty when it is not part of the share.
    pub verdict: String,
    /// Requests for help, the newest first.
    pub help: Vec<Filing>,
    /// Messages with the organisation.
    pub messages: Vec<MessageRow>,
    /// Notes of the CSIRT.
    pub notes: Vec<MessageRow>,
    /// Files.
    pub files: Vec<AttachmentRow>,
    /// The decision on help that stood, with the framework that names its levels.
    pub decided: Option<(Framework, Decided)>,
}

/// The body for which somebody reads.
fn body(house: &House, actor: &Actor) -> Result<String, Failed> {
    match (actor.role, &actor.mandate) {
        (Role::Partner, Some(mandate)) => Ok(mandate.body.clone()),
        _ => Ok(part::whose(house, actor)?.0.authority),
    }
}

/// What can be seen now, the newest first. A list names the dossiers and changes nothing.
pub async fn list(house: &House, door: &Door) -> Result<Vec<Listed>, Failed> {
    access::permit(door.actor.role, Verb::SeePartner, Tie::None)?;
    let body = body(house, &door.actor)?;
    let mut all = Vec::new();
    for share in share::live_for(&house.database, &body, door.at.micros(), MOST).await? {
        if let Some(row) = dossier::by_id(&house.database, &share.dossier).await? {
            all.push(Listed { share, reference: row.reference });
        }
    }
    Ok(all)
}

/// Opens a share: journalled as a reading, in the dossier's own chain.
pub async fn open(house: &House, door: &Door, id: &str) -> Result<Seen, Failed> {
    look(house, door, id, None).await
}

/// A share, or one file of it: what is not part of it leaves no line of having been read.
async fn look(house: &House, door: &Door, id: &str, file: Option<&str>) -> Result<Seen, Failed> {
    let body = body(house, &door.actor)?;
    let mut act = house.begin(door).await?;
    let known = share::by_id(act.tx()?, id).await?.filter(|one| one.body == body && is_live(one, door.at));
    let known = known.ok_or(Failed::NOT_FOUND)?;
    let row = dossier::by_id(act.tx()?, &known.dossier).await?.ok_or(Failed::NOT_FOUND)?;
    let permit = act.may(Verb::ReadShared, Subject::dossier(&row.id), Tie::Own).await?;
    let seen = gather(house, known, row).await?;
    if file.is_some_and(|file| !seen.files.iter().any(|one| one.id == file)) {
        return Err(Failed::NOT_FOUND);
    }
    act.note(permit, json!({"read": "shared", "share": seen.share.id, "body": body})).await?;
    Ok(seen)
}

/// One file of a share with its bytes; it is read as the share is.
pub async fn file(house: &House, door: &Door, id: &str, file: &str) -> Result<(String, Bytes), Failed> {
    let seen = look(house, door, id, Some(file)).await?;
    let row = seen.files.into_iter().find(|one| one.id == file).ok_or(Failed::NOT_FOUND)?;
    let bytes = house.depot.get(&row.digest).await?;
    Ok((row.name, bytes))
}

/// Gathers what the share is made of, and reads nothing else.
async fn gather(house: &House, share: ShareRow, row: DossierRow) -> Result<Seen, Failed> {
    let (db, at) = (&house.database, share.at);
    let parts: Vec<String> = serde_json::from_str(&share.parts).unwrap_or_default();
    let questions: Vec<String> = serde_json::from_str(&share.questions).unwrap_or_default();
    let has = |part: &str| parts.iter().any(|one| one == part);
    let mut seen = Seen {
        answers: Filing::new(Stage::EarlyWarning),
        limits: Vec::new(),
        verdict: String::new(),
        help: Vec::new(),
        messages: Vec::new(),
        notes: Vec::new(),
        files: Vec::new(),
        decided: None,
        dossier: row,
        share,
    };
    let dossier = seen.dossier.id.clone();
    if !questions.is_empty() || has("verdict") {
        let rows = filing::of_dossier(db, &dossier).await?;
        let then = rows.iter().filter(|one| one.submitted_at <= at);
        let told = then.map(|one| stored(house, &one.stage, &one.answers, one.submitted_at));
        let told = together(told.collect::<Result<Vec<_>, _>>()?);
        for (id, answer) in told.answers().filter(|(id, _)| questions.iter().any(|one| one == id)) {
            seen.answers.set(id, answer.clone());
        }
        if has("verdict") {
            let day = house.day(Instant::from_micros(seen.dossier.received_at));
            let (library, facts) = (house.law(), told.facts());
            seen.verdict = first::verdict(&Judgement::of(&library, &facts, day)).to_string();
        }
    }
    if has("limits") {
        seen.limits = clock::deadlines(db, &dossier).await?;
        seen.limits.retain(|one| one.planned_at <= at && one.retired_at.is_none());
    }
    if has("help") {
        for asked in help::of_dossier(db, &dossier).await?.iter().filter(|one| one.asked_at <= at) {
            seen.help.push(stored(house, "early-warning", &asked.answers, asked.asked_at)?);
        }
    }
    if has("messages") || has("notes") {
        let all = message::of_dossier(db, &dossier, has("notes")).await?;
        let then = all.into_iter().filter(|one| one.at <= at);
        let (notes, messages): (Vec<_>, Vec<_>) = then.partition(|one| one.direction == "own");
        seen.notes = notes;
        seen.messages = if has("messages") { messages } else { Vec::new() };
    }
    if has("files") {
        seen.files = message::files_of_dossier(db, &dossier).await?;
        seen.files.retain(|one| one.at <= at && !one.digest.is_empty());
    }
    if has("assessment") {
        let rows = assessment::of_dossier(db, &dossier).await?;
        let stood = rows.iter().rev().find(|one| one.decided_at.is_some_and(|when| when <= at));
        if let Some(one) = stood
            && let Some(decided) = kept::decided(one)?
        {
            seen.decided = Some((framework_of(house, db, one).await?, decided));
        }
    }
    Ok(seen)
}
