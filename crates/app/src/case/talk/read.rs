//! Reading the messages of a case: threads with what is unread in them, one thread, and its files.

use super::new_place;
use crate::{
    Act, Door, Failed, House, Subject,
    case::{find, key, tie},
};
use meldkamer_domain::access::{Permit, Verb};
use meldkamer_store::{
    Asks,
    support_case::{
        CaseRow,
        party::{self, PartyRow},
        talk::{self, DraftRow, FileRow, ListedRow, MessageRow, SeenRow, ThreadRow},
    },
};
use serde_json::{Value, json};

/// The threads that a reader may see.
#[derive(Clone, Debug)]
pub struct Threads {
    /// The case.
    pub case: CaseRow,
    /// The threads, the newest message first.
    pub rows: Vec<ListedRow>,
    /// Who takes part or did; only their own part for somebody from outside.
    pub parties: Vec<PartyRow>,
    /// What the reader began to write for a new thread.
    pub draft: Option<DraftRow>,
    /// The public key of the case, of age, once it has one.
    pub recipient: Option<String>,
}

/// One thread.
#[derive(Clone, Debug)]
pub struct Conversation {
    /// The case.
    pub case: CaseRow,
    /// The thread.
    pub thread: ThreadRow,
    /// The parties in it.
    pub parties: Vec<PartyRow>,
    /// Its messages in order.
    pub messages: Vec<MessageRow>,
    /// Its files.
    pub files: Vec<FileRow>,
    /// Who read how far.
    pub seen: Vec<SeenRow>,
    /// What the reader began to write.
    pub draft: Option<DraftRow>,
    /// The public key of the case, of age, once it has one.
    pub recipient: Option<String>,
}

/// A thread of a case with the parties in it; to a party that is not in it, it does not exist.
pub(super) async fn thread(
    asks: &impl Asks,
    case: &str,
    id: &str,
    own: Option<&PartyRow>,
) -> Result<(ThreadRow, Vec<String>), Failed> {
    let row = talk::thread(asks, id).await?.filter(|row| row.case_id == case).ok_or(Failed::NOT_FOUND)?;
    let inside = talk::parties(asks, &row.id).await?;
    match own {
        Some(own) if !inside.contains(&own.id) => Err(Failed::NOT_FOUND),
        _ => Ok((row, inside)),
    }
}

/// Somebody reads: under the policy of the desk, or of a part.
async fn may(act: &mut Act<'_>, case: &str) -> Result<(Permit, Option<PartyRow>), Failed> {
    let seat = tie::of_act(act, case).await?;
    let verb = if seat.party.is_some() { Verb::ReadCasePart } else { Verb::ReadCase };
    Ok((act.may(verb, Subject::case(case), seat.tie).await?, seat.party))
}

/// The threads of a case; looking is a line in its journal.
pub async fn threads(house: &House, door: &Door, case: &str) -> Result<Threads, Failed> {
    let mut act = house.begin(door).await?;
    let row = find(act.tx()?, case).await?;
    let (permit, own) = may(&mut act, case).await?;
    let reader = act.actor.journalled();
    let party = own.as_ref().map(|one| one.id.as_str());
    let rows = talk::threads(act.tx()?, case, &reader, party).await?;
    let parties = match own {
        Some(own) => vec![own],
        None => party::of_case(act.tx()?, case).await?,
    };
    let draft = talk::draft(act.tx()?, &new_place(case), &reader).await?;
    let recipient = key::of_case(act.tx()?, case).await?;
    act.note(permit, json!({"part": "messages"})).await?;
    Ok(Threads { case: row, rows, parties, draft, recipient })
}

/// One thread, which counts as read to its end.
pub async fn conversation(house: &House, door: &Door, case: &str, id: &str) -> Result<Conversation, Failed> {
    let mut act = house.begin(door).await?;
    let row = find(act.tx()?, case).await?;
    let seat = tie::of_act(&act, case).await?;
    let (found, inside) = thread(act.tx()?, case, id, seat.party.as_ref()).await?;
    let (permit, own) = may(&mut act, case).await?;
    let (tx, reader) = (act.tx()?, act.actor.journalled());
    let messages = talk::messages(tx, id).await?;
    if let Some(last) = messages.last() {
        let name = own.as_ref().map_or_else(|| act.actor.name.clone(), PartyRow::called);
        let party = own.map(|one| one.id);
        let seen = SeenRow { reader: reader.clone(), party, name, number: last.number, at: act.at.micros() };
        talk::see(tx, &permit, id, &seen).await?;
    }
    let mut parties = party::of_case(tx, case).await?;
    parties.retain(|one| inside.contains(&one.id));
    let conversation = Conversation {
        parties,
        messages,
        files: talk::files(tx, id).await?,
        seen: talk::seen(tx, id).await?,
        draft: talk::draft(tx, id, &reader).await?,
        recipient: key::of_case(tx, case).await?,
        case: row,
        thread: found,
    };
    act.note(permit, json!({"thread": id})).await?;
    Ok(conversation)
}

/// A file of a thread with its bytes; fetching it is a line in the case's journal.
pub async fn file(
    house: &House,
    door: &Door,
    case: &str,
    id: &str,
) -> Result<(FileRow, bytes::Bytes), Failed> {
    let found = talk::file(&house.database, id).await?.filter(|one| one.case_id == case);
    let found = found.ok_or(Failed::NOT_FOUND)?;
    let seat = tie::to_case(&house.database, door, case).await?;
    thread(&house.database, case, &found.thread, seat.party.as_ref()).await?;
    // The depot may be far away: nothing waits for it inside the act.
    let bytes = house.depot.get(&found.digest).await?;
    let mut act = house.begin(door).await?;
    let (permit, own) = may(&mut act, case).await?;
    thread(act.tx()?, case, &found.thread, own.as_ref()).await?;
    let details: Value = json!({"file": id, "digest": found.digest});
    act.note(permit, details).await?;
    Ok((found, bytes))
}
