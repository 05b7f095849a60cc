//! Messages in a case: threads between the CSIRT and the parties that it chose, with files, urgency, who
//! read how far, and drafts that are kept.
//!
//! Somebody from outside begins a thread with the CSIRT alone and sees only the threads they are in. What
//! was said stays, with its name, when they leave.

pub mod read;

use super::{
    LINE, TEXT,
    key::{self, TheirKey},
    still_open, take, text, tie,
};
use crate::{Act, Door, Failed, House, Subject, act::Errand, attachment::Kept, chance, once};
use meldkamer_domain::{
    access::{Permit, Verb},
    id::{AttachmentId, MessageId, ThreadId},
    refused::Refused,
};
use meldkamer_store::{
    account,
    support_case::{
        self, CaseRow,
        party::{self, PartyRow},
        talk::{self, DraftRow, FileRow, MessageRow, ThreadRow},
    },
};
use serde_json::json;

/// What somebody says.
#[derive(Clone, Debug, Default)]
pub struct Said<'a> {
    /// The text.
    pub body: &'a str,
    /// Whether it is urgent.
    pub urgent: bool,
    /// Files whose bytes are in the depot already.
    pub files: &'a [Kept],
    /// How it came, as [`MessageRow::way`] says.
    pub way: &'a str,
    /// The mark of the form: sent twice under one mark, it is one message.
    pub mark: &'a str,
}

/// The most files with one message.
pub const FILES: usize = 20;

fn sound(said: &Said<'_>) -> Result<(), Refused> {
    text("body", said.body, TEXT, said.files.is_empty())?;
    if said.files.len() > FILES { Err(Refused::field("files", "too-many")) } else { Ok(()) }
}

/// Begins a thread with a first message. Answers its id; nothing when it was sent before.
///
/// The desk names the parties, none for a thread of its own; somebody from outside writes to the CSIRT.
pub async fn open(
    house: &House,
    door: &Door,
    case: &str,
    (title, parties): (&str, &[String]),
    said: &Said<'_>,
) -> Result<Option<String>, Failed> {
    let title = text("thread_title", title, LINE, true)?;
    sound(said)?;
    let mut act = house.begin(door).await?;
    let known = take(&act, case).await?;
    let seat = tie::of_act(&act, case).await?;
    let permit = act.may(Verb::WriteInCase, Subject::case(case), seat.tie).await?;
    still_open(&known)?;
    if !once::is_new(&act, &permit, &Subject::case(case), said.mark).await? {
        return Ok(None);
    }
    let chosen = match &seat.party {
        Some(own) => vec![own.clone()],
        None => chosen(&act, case, parties).await?,
    };

    let row = ThreadRow {
        id: ThreadId::new(act.at, chance::bytes()).to_string(),
        case_id: case.to_owned(),
        title: title.to_owned(),
        actor: act.actor.journalled(),
        at: act.at.micros(),
        changed_at: act.at.micros(),
    };
    let ids: Vec<String> = chosen.iter().map(|one| one.id.clone()).collect();
    talk::add_thread(act.tx()?, &permit, &row, &ids).await?;
    let message = say(&act, &permit, &known, &row.id, (seat.party.as_ref(), &chosen), said).await?;
    forget_draft(&act, &permit, &new_place(case)).await?;

    act.note(permit, json!({"thread": row.id, "message": message, "parties": ids, "urgent": said.urgent}))
        .await?;
    Ok(Some(row.id))
}

/// The parties that the desk chose, all of which take part now and can come in.
async fn chosen(act: &Act<'_>, case: &str, wanted: &[String]) -> Result<Vec<PartyRow>, Failed> {
    let all = party::of_case(act.tx()?, case).await?;
    let mut chosen = Vec::new();
    for id in wanted {
        let one =
            all.iter().find(|one| one.id == *id && one.is_live(act.at.micros()) && one.kind != "police");
        chosen.push(one.cloned().ok_or(Refused::field("parties", "not-an-option"))?);
    }
    Ok(chosen)
}

/// Writes in a thread.
pub async fn write(
    house: &House,
    door: &Door,
    case: &str,
    thread: &str,
    said: &Said<'_>,
) -> Result<(), Failed> {
    sound(said)?;
    let mut act = house.begin(door).await?;
    let known = take(&act, case).await?;
    let seat = tie::of_act(&act, case).await?;
    let (row, inside) = read::thread(act.tx()?, case, thread, seat.party.as_ref()).await?;
    let permit = act.may(Verb::WriteInCase, Subject::case(case), seat.tie).await?;
    still_open(&known)?;
    if !once::is_new(&act, &permit, &Subject::case(case), said.mark).await? {
        return Ok(());
    }

    let all = party::of_case(act.tx()?, case).await?;
    let hears: Vec<PartyRow> = all.into_iter().filter(|one| inside.contains(&one.id)).collect();
    let message = say(&act, &permit, &known, &row.id, (seat.party.as_ref(), &hears), said).await?;
    forget_draft(&act, &permit, &row.id).await?;

    act.note(permit, json!({"thread": row.id, "message": message, "urgent": said.urgent})).await.map(drop)
}

/// Keeps what is said with its files, and tells those who hear it that something waits.
pub(crate) async fn say(
    act: &Act<'_>,
    permit: &Permit,
    case: &CaseRow,
    thread: &str,
    (own, hears): (Option<&PartyRow>, &[PartyRow]),
    said: &Said<'_>,
) -> Result<String, Failed> {
    let (tx, at) = (act.tx()?, act.at.micros());
    let author = match own {
        Some(one) if one.person.is_empty() && act.actor.name.is_empty() => one.name.clone(),
        Some(one) if one.person.is_empty() => format!("{}, {}", act.actor.name, one.name),
        Some(one) => format!("{}, {}", one.person, one.name),
        None => act.actor.name.clone(),
    };
    let row = MessageRow {
        id: MessageId::new(act.at, chance::bytes()).to_string(),
        case_id: case.id.clone(),
        thread: thread.to_owned(),
        party: own.map(|one| one.id.clone()),
        author,
        body: said.body.trim().to_owned(),
        urgent: i64::from(said.urgent),
        actor: act.actor.journalled(),
        at,
        number: 0,
        way: said.way.to_owned(),
    };
    talk::add(tx, permit, &row).await?;
    for file in said.files {
        talk::attach(tx, permit, &file_row(act, &row, file)).await?;
    }
    support_case::touch(tx, permit, &case.id, at).await?;
    tell(act, permit, case, &row, (hears, said.files)).await?;
    Ok(row.id)
}

fn file_row(act: &Act<'_>, message: &MessageRow, file: &Kept) -> FileRow {
    FileRow {
        id: AttachmentId::new(act.at, chance::bytes()).to_string(),
        case_id: message.case_id.clone(),
        thread: message.thread.clone(),
        message: message.id.clone(),
        name: file.name.clone(),
        media: file.media.clone(),
        size: file.size,
        digest: file.digest.clone(),
        actor: act.actor.journalled(),
        at: act.at.micros(),
    }
}

/// What a mail that only its reader can open says of a message.
fn told(message: &MessageRow, files: &[Kept]) -> String {
    let names: String = files.iter().map(|file| format!("\n+ {}", file.name)).collect();
    format!("{}:\n\n{}\n{names}", message.author, message.body)
}

/// What a party's mail carries of a message: sealed to their key, or as its writer sealed it. Nothing
/// when they gave no key, or one that can no longer be used.
fn sealed(act: &Act<'_>, one: &PartyRow, message: &MessageRow, files: &[Kept]) -> Option<String> {
    if key::sealed_as(&message.body).is_some() {
        return Some(message.body.clone());
    }
    let theirs = TheirKey::read(&one.own_key, act.at).ok()?;
    match theirs.seal(act.house, &told(message, files)) {
        Ok(sealed) => Some(sealed),
        Err(why) => {
            tracing::warn!(%why, party = one.id, "a message goes without its words: it could not be sealed");
            None
        }
    }
}

/// Mails that say that something waits, and what only when it is sealed to the reader's key: to the
/// parties that hear it, and to who leads the case when somebody from outside wrote.
async fn tell(
    act: &Act<'_>,
    permit: &Permit,
    case: &CaseRow,
    message: &MessageRow,
    (hears, files): (&[PartyRow], &[Kept]),
) -> Result<(), Failed> {
    let address = act.house.settings.public_address();
    let mut whom: Vec<(String, String, String, Option<String>)> = hears
        .iter()
        .filter(|one| Some(&one.id) != message.party.as_ref() && one.is_live(act.at.micros()))
        .map(|one| {
            let link = format!("{address}/case/{}", case.id);
            (one.email.clone(), one.language.clone(), link, sealed(act, one, message, files))
        })
        .collect();
    if let Some(lead) = case.lead.as_ref().filter(|_| message.party.is_some())
        && let Some(lead) = account::by_id(act.tx()?, lead).await?.filter(|one| one.active == 1)
    {
        let link = format!("{address}/desk/case/{}/messages", case.id);
        whom.push((lead.email, lead.language, link, None));
    }
    for (email, language, link, sealed) in whom.into_iter().filter(|(email, ..)| !email.is_empty()) {
        let errand = Errand {
            key: format!("case-message:{}:{email}", message.id),
            kind: "mail",
            target: email,
            dossier: None,
            payload: json!({
                "letter": "case-message",
                "language": language,
                "exercise": case.exercise == 1,
                "reference": case.reference,
                "urgent": message.urgent == 1,
                "link": link,
                "sealed": sealed.unwrap_or_default(),
            }),
        };
        act.send(permit, errand).await?;
    }
    Ok(())
}

/// The place of a draft of a new thread.
fn new_place(case: &str) -> String {
    format!("new:{case}")
}

async fn forget_draft(act: &Act<'_>, permit: &Permit, place: &str) -> Result<(), Failed> {
    let writer = act.actor.journalled();
    Ok(talk::keep_draft(act.tx()?, permit, place, &writer, &DraftRow::default()).await?)
}

/// Keeps what somebody began to write: in a thread, or for a new one.
pub async fn keep_draft(
    house: &House,
    door: &Door,
    case: &str,
    thread: Option<&str>,
    (title, body): (&str, &str),
) -> Result<(), Failed> {
    let body = text("body", body, TEXT, false)?;
    let title = text("thread_title", title, LINE, false)?;
    let mut act = house.begin(door).await?;
    let known = take(&act, case).await?;
    let seat = tie::of_act(&act, case).await?;
    let place = match thread {
        Some(thread) => read::thread(act.tx()?, case, thread, seat.party.as_ref()).await?.0.id,
        None => new_place(case),
    };
    let permit = act.may(Verb::WriteInCase, Subject::case(case), seat.tie).await?;
    still_open(&known)?;
    let row = DraftRow { title: title.to_owned(), body: body.to_owned(), at: act.at.micros() };
    talk::keep_draft(act.tx()?, &permit, &place, &act.actor.journalled(), &row).await?;
    act.note(permit, json!({"draft": place})).await.map(drop)
}
