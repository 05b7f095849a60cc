//! The reporter's own dossier: everything in it that its reporter may see, and asking for help later.
//!
//! Notes and decisions of the CSIRT are never part of it. What is filed is [`filing`](crate::filing)'s.

pub mod pending;

use crate::{Door, Failed, House, Subject, case, filing, help as asking, once, queue, tie};
use meldkamer_domain::{
    access::{self, Verb},
    code::CodeDigest,
    filing::Filing,
    journal::Hash,
    log::{self, LogFault},
    question::Stage,
    receipt::with_inclusion,
    refused::Refused,
};
use meldkamer_store::{
    Asks, Trouble,
    clock::{self, DeadlineRow, MomentRow},
    dossier::{self, DossierRow},
    filing::{self as filings, FilingRow},
    help::{self, HelpRow},
    journal,
    message::{self, AttachmentRow, MessageRow},
    support_case::CaseRow,
};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

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
    /// The cases in which they have a part.
    pub cases: Vec<CaseRow>,
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
    access::permit(door.actor.role, Verb::ReadOwn, tie::to_dossier(door, &row))?;
    let asks = &house.database;
    Ok(Mine {
        filings: filings::of_dossier(asks, &row.id).await?,
        deadlines: clock::deadlines(asks, &row.id).await?,
        moments: clock::moments(asks, &row.id).await?,
        messages: message::of_dossier(asks, &row.id, false).await?,
        files: message::files_of_dossier(asks, &row.id).await?,
        help: help::of_dossier(asks, &row.id).await?,
        cases: case::read::through_dossier(house, door, &row.id).await?,
        row,
    })
}

/// What of a dossier its reporter reads; each reading is a line in the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// The whole of it: what the CSIRT wrote counts as opened.
    Dossier,
    /// One filing, or what a later stage starts from.
    Filing,
    /// An export to keep.
    Export,
}

impl Reading {
    const fn name(self) -> &'static str {
        match self {
            Self::Dossier => "dossier",
            Self::Filing => "filing",
            Self::Export => "export",
        }
    }
}

/// Notes that the reporter reads their own dossier.
pub async fn read(house: &House, door: &Door, row: &DossierRow, what: Reading) -> Result<(), Failed> {
    let mut act = house.begin(door).await?;
    let permit = act.may(Verb::ReadOwn, Subject::dossier(&row.id), tie::to_dossier(door, row)).await?;
    let opened = match what {
        Reading::Dossier => message::mark_read(act.tx()?, &row.id, "out", act.at.micros()).await?,
        _ => 0,
    };
    act.note(permit, json!({"read": what.name(), "messages": opened})).await?;
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
/// [`Refused::Closed`] when the dossier is withdrawn or merged. Sent twice under one mark, it is one.
pub async fn ask_help(
    house: &House,
    door: &Door,
    id: &str,
    answers: &Map<String, Value>,
    mark: &str,
) -> Result<(), Failed> {
    let mut act = house.begin(door).await?;
    let mut row = dossier::for_change(act.tx()?, id).await?.ok_or(Failed::NOT_FOUND)?;
    let permit = act.may(Verb::AskHelp, Subject::dossier(id), tie::to_dossier(door, &row)).await?;
    if matches!(row.state.as_str(), "withdrawn" | "merged") {
        return Err(Refused::Closed.into());
    }
    if !once::is_new(&act, &permit, &Subject::dossier(id), mark).await? {
        return Ok(());
    }

    let mut wish: Map<String, Value> = answers
        .iter()
        .filter(|(name, _)| name.starts_with("h."))
        .map(|(n, v)| (n.clone(), v.clone()))
        .collect();
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
    Ok(())
}

/// The receipt of a filing, with the proof that the log holds its entry once that is sealed.
pub async fn receipt(house: &House, row: &FilingRow) -> Result<String, Failed> {
    let asks = &house.database;
    let entry = journal::entry(asks, Subject::dossier(&row.dossier).as_str(), row.seq).await?;
    let leaf = entry.and_then(|entry| entry.leaf);
    let sealed = journal::checkpoint(asks).await?;
    let (Some(leaf), Some(sealed)) = (leaf, sealed) else { return Ok(row.receipt.clone()) };
    let (Ok(leaf), Ok(size)) = (u64::try_from(leaf), u64::try_from(sealed.size)) else {
        return Ok(row.receipt.clone());
    };
    if leaf >= size {
        return Ok(row.receipt.clone());
    }
    let proof = prove(house, leaf, size).await?;
    let whole = with_inclusion(&row.receipt, leaf, &proof, &sealed.note);
    Ok(whole.map_err(|fault| Trouble::unreadable("read the checkpoint", fault))?)
}

/// The proof that a leaf is in the log of a size. Tiles are fetched as the proof asks for them.
async fn prove(house: &House, leaf: u64, size: u64) -> Result<Vec<Hash>, Failed> {
    let mut tiles: BTreeMap<(u8, u64), Vec<Hash>> = BTreeMap::new();
    loop {
        match log::inclusion(leaf, size, |level, index| tiles.get(&(level, index)).cloned()) {
            Ok(proof) => return Ok(proof),
            Err(LogFault::MissingTile { level, index }) if !tiles.contains_key(&(level, index)) => {
                let at = i64::try_from(index).unwrap_or(i64::MAX);
                let kept = journal::tile(&house.database, i64::from(level), at).await?;
                let kept = kept.ok_or_else(|| Trouble::unreadable("read the log", "a tile is missing"))?;
                let hashes = kept.hashes.chunks_exact(32).filter_map(|hash| hash.try_into().ok());
                tiles.insert((level, index), hashes.collect());
            }
            Err(fault) => return Err(Trouble::unreadable("read the log", fault).into()),
        }
    }
}
