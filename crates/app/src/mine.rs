//! The reporter's own dossier: everything in it that its reporter may see, and asking for help later.
//!
//! Notes and decisions of the CSIRT are never part of it. What is filed is [`filing`](crate::filing)'s.

use crate::{
    Door, Failed, House, Subject,
    filing::{self, later::tie},
    help as asking, queue,
};
use meldkamer_domain::{
    access::{self, Verb},
    code::CodeDigest,
    filing::Filing,
    question::Stage,
    refused::Refused,
};
use meldkamer_store::{
    Asks,
    clock::{self, DeadlineRow, MomentRow},
    dossier::{self, DossierRow},
    filing::{self as filings, FilingRow},
    help::{self, HelpRow},
    message::{self, AttachmentRow, MessageRow},
};
use serde_json::{Map, Value, json};

/// A dossier as its reporter sees it.
#[derive(Clone, Debug)]
pub struct Mine {
    /// The dossier itself.
    pub row: DossierRow,
    /// What was filed, in order.
    pub filings: Vec<FilingRow>,
    /// All clocks, those that fell away too, in order of plan.
    pub deadlines: Vec<DeadlineRow>,
    /// Every version of every moment.
    pub moments: Vec<MomentRow>,
    /// Messages both ways, in order.
    pub messages: Vec<MessageRow>,
    /// Files of both sides.
    pub files: Vec<AttachmentRow>,
    /// Requests for help, newest first.
    pub help: Vec<HelpRow>,
}

impl Mine {
    /// Messages of the CSIRT that the reporter has not opened yet.
    pub fn unread(&self) -> usize {
        self.messages.iter().filter(|one| one.direction == "out" && one.read_at.is_none()).count()
    }

    /// The newest version of a stage.
    pub fn newest(&self, stage: &str) -> Option<&FilingRow> {
        self.filings.iter().filter(|one| one.stage == stage).max_by_key(|one| one.version)
    }

    /// One version of a stage.
    pub fn version(&self, stage: &str, version: i64) -> Option<&FilingRow> {
        self.filings.iter().find(|one| one.stage == stage && one.version == version)
    }

    /// The newest version of a moment.
    pub fn moment(&self, name: &str) -> Option<&MomentRow> {
        self.moments.iter().rfind(|one| one.name == name)
    }
}

/// The dossier whose code this is; nothing when no dossier has it.
pub async fn by_code(house: &House, code: &CodeDigest) -> Result<Option<DossierRow>, Failed> {
    Ok(dossier::by_code(&house.database, &code.0).await?)
}

/// All that a reporter sees of their dossier. Looking changes nothing.
pub async fn look(house: &House, door: &Door, row: DossierRow) -> Result<Mine, Failed> {
    access::permit(door.actor.role, Verb::ReadOwn, tie(door, &row.id))?;
    let asks = &house.database;
    Ok(Mine {
        filings: filings::of_dossier(asks, &row.id).await?,
        deadlines: clock::deadlines(asks, &row.id).await?,
        moments: clock::moments(asks, &row.id).await?,
        messages: message::of_dossier(asks, &row.id, false).await?,
        files: message::files_of_dossier(asks, &row.id).await?,
        help: help::of_dossier(asks, &row.id).await?,
        row,
    })
}

/// Notes that the reporter opened the messages of the CSIRT; nothing when none is new.
pub async fn open_messages(house: &House, door: &Door, mine: &Mine) -> Result<(), Failed> {
    if mine.unread() == 0 {
        return Ok(());
    }
    let id = &mine.row.id;
    let mut act = house.begin(door).await?;
    let permit = act.may(Verb::ReadOwn, Subject::dossier(id), tie(door, id)).await?;
    let opened = message::mark_read(act.tx()?, id, "out", act.at.micros()).await?;
    act.note(permit, json!({"messages": opened})).await?;
    Ok(())
}

/// What all filings of a dossier say together.
pub async fn told(house: &House, asks: &impl Asks, id: &str) -> Result<Filing, Failed> {
    let rows = filings::of_dossier(asks, id).await?;
    let read = rows.iter().map(|one| filing::stored(house, &one.stage, &one.answers, one.submitted_at));
    Ok(filing::together(read.collect::<Result<Vec<_>, _>>()?))
}

/// Asks for help after filing; urgent requests ring at once.
///
/// The answers are those of the questions on help; what else is among them is left out. Refused with
/// [`Refused::Closed`] when the dossier is withdrawn or merged.
pub async fn ask_help(
    house: &House,
    door: &Door,
    id: &str,
    answers: &Map<String, Value>,
) -> Result<HelpRow, Failed> {
    let mut act = house.begin(door).await?;
    let mut row = dossier::for_change(act.tx()?, id).await?.ok_or(Failed::NOT_FOUND)?;
    let permit = act.may(Verb::AskHelp, Subject::dossier(id), tie(door, id)).await?;
    if matches!(row.state.as_str(), "withdrawn" | "merged") {
        return Err(Refused::Closed.into());
    }

    let mut wish: Map<String, Value> =
        answers.iter().filter(|(name, _)| name.starts_with("h.")).map(|(n, v)| (n.clone(), v.clone())).collect();
    wish.insert("h.want".into(), json!("yes"));
    let asked = filing::Told::read(house, Stage::EarlyWarning, &Value::Object(wish), act.at).filing;

    let help = asking::ask(&act, &permit, &row, &asked).await?;
    let help = help.ok_or_else(|| Refused::field("h.urgency", "missing"))?;
    if row.state == "closed" {
        // Who needs help again is back in the queue.
        row.state = "working".into();
    }
    row.changed_at = act.at.micros();
    queue::place(&mut row, &told(house, act.tx()?, id).await?.facts(), Some(&help), act.at);
    if !dossier::save(act.tx()?, &permit, &row).await? {
        return Err(Refused::Moved.into());
    }

    act.note(permit, json!({"urgency": help.urgency, "help": help.id})).await?;
    Ok(help)
}
