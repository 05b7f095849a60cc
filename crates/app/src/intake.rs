//! Mail that comes in: it becomes a draft dossier, a message on the dossier it names, or one in the thread
//! of a case that it answers.
//!
//! A mail proves nothing, unless its sender signed it with the key that they gave. What was sealed to us
//! and is not signed so becomes a draft, which only the desk sees. It is a message only when it names a
//! reference and comes from an address that the reporter gave, and then it is marked as unverified. Its
//! files go to the depot unopened.

mod thread;

use crate::{
    Act, Actor, Door, Failed, House, Subject, chance,
    filing::{first::hex, stored, together},
    queue,
};
use meldkamer_domain::{
    access::{Permit, Tie, Verb},
    code::Code,
    id::{AttachmentId, DraftId, MessageId},
    reference::Reference,
};
use meldkamer_exchange::mail::{File, Mail};
use meldkamer_store::{
    dossier::{self, DossierRow},
    draft::{self, AnswerRow, DraftRow},
    filing, help, house as facts,
    message::{self, AttachmentRow, MessageRow},
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use thread::Proof;

/// A summary is cut at this many characters; the whole text goes into the detailed description.
const SUMMARY: usize = 500;

/// What a mail became.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// A new draft, by its id.
    Draft(String),
    /// A message on a dossier, by the dossier's id.
    Message(String),
    /// A message in a thread of a case, by the case's id.
    InCase(String),
    /// The same mail was taken before.
    Before,
}

/// Takes a mail in. When it answers, everything is on disk; the same Message-ID makes one.
pub async fn take(house: &House, mail: &Mail) -> Result<Taken, Failed> {
    let reply = thread::answered(house, mail).await?;
    let (opened, proof) = thread::opened(house, mail, reply.as_ref());
    let (mail, apart) = (&opened, proof == Proof::Unsigned);
    let files = deposit(house, &mail.files).await?;
    let request = fingerprint(mail);
    let name = if mail.id.is_empty() { hex(&request) } else { mail.id.clone() };
    let key = format!("mail:{}", hex(&Sha256::digest(format!("{}\n{name}", mail.from))));
    let mut act = house.begin(&Door::now(house, Actor::house("mail"))).await?;
    if facts::key(act.tx()?, &key).await?.is_some() {
        return Ok(Taken::Before);
    }
    if let Some(reply) = reply.filter(|_| !apart) {
        let signed = proof == Proof::Signed;
        let permit = act.may(Verb::TakeMail, Subject::case(&reply.case), Tie::None).await?;
        facts::keep_key(act.tx()?, &permit, &key, &request, &reply.case, act.at.micros()).await?;
        thread::join(&act, &permit, &reply, mail, &files, signed).await?;
        act.note(permit, json!({"files": files.len(), "became": "message", "signed": signed})).await?;
        return Ok(Taken::InCase(reply.case));
    }
    let known = if apart { None } else { named(&act, mail).await? };
    match known {
        Some(row) => {
            let permit = act.may(Verb::TakeMail, Subject::dossier(&row.id), Tie::None).await?;
            facts::keep_key(act.tx()?, &permit, &key, &request, &row.id, act.at.micros()).await?;
            let id = row.id.clone();
            write_message(&act, &permit, row, mail, &files).await?;
            act.note(permit, json!({"files": files.len(), "became": "message"})).await?;
            Ok(Taken::Message(id))
        }
        None => {
            let id = DraftId::new(act.at, chance::bytes()).to_string();
            let permit = act.may(Verb::TakeMail, Subject::draft(&id), Tie::None).await?;
            facts::keep_key(act.tx()?, &permit, &key, &request, &id, act.at.micros()).await?;
            open_draft(&act, &permit, &id, mail, &files).await?;
            act.note(permit, json!({"files": files.len(), "became": "draft"})).await?;
            Ok(Taken::Draft(id))
        }
    }
}

/// Puts the files in the depot before the act: kept twice they are kept once.
async fn deposit<'m>(house: &House, files: &'m [File]) -> Result<Vec<(&'m File, String)>, Failed> {
    let mut kept = Vec::with_capacity(files.len());
    for file in files {
        let digest = hex(&Sha256::digest(&file.bytes));
        house.depot.put(&digest, file.bytes.clone().into()).await?;
        kept.push((file, digest));
    }
    Ok(kept)
}

fn fingerprint(mail: &Mail) -> [u8; 32] {
    let digests: Vec<String> = mail.files.iter().map(|file| hex(&Sha256::digest(&file.bytes))).collect();
    Sha256::digest(json!([mail.from, mail.subject, mail.text, digests]).to_string()).into()
}

/// The dossier that the subject names, if the mail comes from an address its reporter gave.
async fn named(act: &Act<'_>, mail: &Mail) -> Result<Option<DossierRow>, Failed> {
    let words = mail.subject.split(|c: char| c.is_whitespace() || "[]():;,".contains(c));
    for reference in words.filter_map(|word| word.parse::<Reference>().ok()) {
        let Some(row) = dossier::by_reference(act.tx()?, reference.as_str()).await? else { continue };
        let filings = filing::of_dossier(act.tx()?, &row.id).await?;
        let filings = filings.iter().map(|one| stored(act.house, &one.stage, &one.answers, one.submitted_at));
        let told = together(filings.collect::<Result<Vec<_>, _>>()?).facts();
        let given = ["rep.reach", "rep.person.email"].into_iter().filter_map(|name| told.text(name));
        let known = given.into_iter().any(|given| given.trim().to_lowercase() == mail.from);
        let open = !matches!(row.state.as_str(), "withdrawn" | "merged");
        if known && open && !mail.from.is_empty() {
            let id = row.id;
            return Ok(dossier::for_change(act.tx()?, &id).await?);
        }
    }
    Ok(None)
}

async fn write_message(
    act: &Act<'_>,
    permit: &Permit,
    mut row: DossierRow,
    mail: &Mail,
    files: &[(&File, String)],
) -> Result<(), Failed> {
    let mark = if row.language == "nl" {
        "[Per e-mail ontvangen. Niet gecontroleerd wie dit stuurde.]"
    } else {
        "[Received by mail. Not verified who sent this.]"
    };
    let new = MessageRow {
        id: MessageId::new(act.at, chance::bytes()).to_string(),
        dossier: row.id.clone(),
        direction: "in".into(),
        kind: "message".into(),
        author: mail.from.clone(),
        body: format!("{mark}\n\n{}\n\n{}", mail.subject, mail.text),
        at: act.at.micros(),
        read_at: None,
    };
    message::add(act.tx()?, permit, &new).await?;
    for (file, digest) in files {
        let attachment = attachment(act, file, digest);
        let attachment =
            AttachmentRow { dossier: Some(row.id.clone()), message: Some(new.id.clone()), ..attachment };
        message::attach(act.tx()?, permit, &attachment).await?;
    }
    row.unread += 1;
    row.changed_at = act.at.micros();
    let filings = filing::of_dossier(act.tx()?, &row.id).await?;
    let filings = filings.iter().map(|one| stored(act.house, &one.stage, &one.answers, one.submitted_at));
    let told = together(filings.collect::<Result<Vec<_>, _>>()?).facts();
    let asked = help::of_dossier(act.tx()?, &row.id).await?.into_iter().next();
    queue::place(&mut row, &told, asked.as_ref(), act.at);
    if !dossier::save(act.tx()?, permit, &row).await? {
        return Err(meldkamer_domain::refused::Refused::Moved.into());
    }
    Ok(())
}

async fn open_draft(
    act: &Act<'_>,
    permit: &Permit,
    id: &str,
    mail: &Mail,
    files: &[(&File, String)],
) -> Result<(), Failed> {
    let at = act.at.micros();
    let new = DraftRow {
        id: id.to_owned(),
        // Nobody knows this code: the desk goes on with the draft, and asks the sender.
        code: act.house.keys.digest_of(&Code::new(chance::bytes())).0.to_vec(),
        language: "nl".into(),
        stage: "early-warning".into(),
        kind: String::new(),
        exercise: 0,
        channel: "mail".into(),
        origin: mail.from.clone(),
        dossier: None,
        filed_as: None,
        created_at: at,
        changed_at: at,
        entity: None,
        account: None,
        behalf: String::new(),
    };
    draft::add(act.tx()?, permit, &new).await?;
    for (question, value) in answers(mail) {
        let answer = AnswerRow {
            question: question.to_owned(),
            version: 1,
            value: value.to_string(),
            author: mail.from.clone(),
            at,
        };
        draft::keep(act.tx()?, permit, id, &answer).await?;
    }
    for (file, digest) in files {
        let attachment = AttachmentRow { draft: Some(id.to_owned()), ..attachment(act, file, digest) };
        message::attach(act.tx()?, permit, &attachment).await?;
    }
    Ok(())
}

/// What a mail answers by itself: what happened, and who to write back to.
fn answers(mail: &Mail) -> Vec<(&'static str, Value)> {
    let whole = [mail.subject.as_str(), mail.text.as_str()].join("\n\n");
    let whole = whole.trim();
    let mut answers = vec![("w.summary", json!(whole.chars().take(SUMMARY).collect::<String>()))];
    if whole.chars().count() > SUMMARY {
        answers.push(("w.detail", json!(whole)));
    }
    if mail.from.contains('@') {
        answers.push(("rep.person", json!({"email": mail.from})));
    }
    answers
}

fn attachment(act: &Act<'_>, file: &File, digest: &str) -> AttachmentRow {
    AttachmentRow {
        id: AttachmentId::new(act.at, chance::bytes()).to_string(),
        draft: None,
        dossier: None,
        message: None,
        name: file.name.clone(),
        media: file.media.clone(),
        size: i64::try_from(file.bytes.len()).unwrap_or(i64::MAX),
        digest: digest.to_owned(),
        actor: act.actor.journalled(),
        at: act.at.micros(),
    }
}

#[cfg(test)]
mod tests;
