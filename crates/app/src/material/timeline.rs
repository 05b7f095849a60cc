//! The timeline of a case: lines typed one by one, or many from a file that was looked at first.

use super::{Begun, Faults, PAGE, REMOVED, begin, sound};
use crate::{Act, Door, Failed, House, chance};
use jiff::tz::TimeZone;
use meldkamer_domain::{
    access::Verb,
    id::LineId,
    refused::Refused,
    technique::Technique,
    time::Instant,
    timeline::{self, Line, Side, moment},
};
use meldkamer_exchange::timesketch::{self, Fields, Format};
use meldkamer_store::{
    dossier::listed::Turn,
    material::line::{self, LineRow},
};
use serde_json::json;
use std::ops::ControlFlow;

/// Bad rows that a preview names; of more it tells only how many.
pub const NAMED: usize = 200;
/// Good rows that a preview shows.
pub const SHOWN: usize = 20;
/// Lines that are read at once for an export.
const CHUNK: i64 = 2_000;

/// A line as somebody typed it.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// The moment, as text.
    pub told: String,
    /// The zone that holds when the text names none, by its name.
    pub zone: String,
    /// Whose act.
    pub side: String,
    /// What happened.
    pub message: String,
    /// How we know.
    pub source: String,
    /// On what system.
    pub host: String,
    /// By what account.
    pub account: String,
    /// The technique, or nothing.
    pub technique: String,
}

/// A zone by its name; the house's own for none.
pub fn zone(house: &House, name: &str) -> Option<TimeZone> {
    if name.is_empty() { Some(house.zone()) } else { TimeZone::get(name).ok() }
}

/// What is wrong with a line, everything at once.
pub fn faults(house: &House, wish: &Wish) -> Faults {
    let mut faults = Faults::new();
    let mut wrong = |field: &str, fault| faults.push((field.to_owned(), fault));
    match zone(house, &wish.zone) {
        None => wrong("zone", "unknown-zone"),
        Some(zone) => {
            if let Err(fault) = moment(&wish.told, &zone) {
                wrong("told", fault);
            }
        }
    }
    if Side::parse(&wish.side).is_none() {
        wrong("side", if wish.side.is_empty() { "missing" } else { "not-an-option" });
    }
    if wish.message.trim().is_empty() {
        wrong("message", "missing");
    }
    for (field, text, most) in [
        ("message", &wish.message, timeline::LONGEST),
        ("source", &wish.source, timeline::LONGEST_PART),
        ("host", &wish.host, timeline::LONGEST_PART),
        ("account", &wish.account, timeline::LONGEST_PART),
    ] {
        if text.chars().count() > most {
            wrong(field, "too-long");
        }
    }
    if !wish.technique.trim().is_empty() && Technique::parse(&wish.technique).is_none() {
        wrong("technique", "not-a-technique");
    }
    faults
}

/// Adds one line.
pub async fn add(house: &House, door: &Door, case: &str, wish: &Wish) -> Result<(), Failed> {
    sound(faults(house, wish))?;
    let zone = zone(house, &wish.zone).ok_or(Refused::field("zone", "unknown-zone"))?;
    let read = moment(&wish.told, &zone).map_err(|fault| Refused::field("told", fault))?;
    let Begun { act, permit } = begin(house, door, case, Verb::AddMaterial).await?;
    let kept = |text: &str| text.trim().to_owned();
    let line = Line {
        at: Some(read.at),
        told: kept(&wish.told),
        zone: read.zone,
        side: Side::parse(&wish.side).unwrap_or_default(),
        message: kept(&wish.message),
        meaning: String::new(),
        source: kept(&wish.source),
        host: kept(&wish.host),
        account: kept(&wish.account),
        technique: Technique::parse(&wish.technique),
        fields: Vec::new(),
    };
    let row = row_of(&act, case, line);
    line::add(act.tx()?, &permit, case, std::slice::from_ref(&row)).await?;
    let details = json!({"part": "timeline", "id": row.id, "at": row.at, "told": row.told, "side": row.side,
        "message": row.message, "source": row.source, "host": row.host, "account": row.account});
    act.note(permit, details).await.map(drop)
}

fn row_of(act: &Act<'_>, case: &str, line: Line) -> LineRow {
    LineRow {
        id: LineId::new(act.at, chance::bytes()).to_string(),
        case_id: case.to_owned(),
        at: line.at.unwrap_or(act.at).micros(),
        told: line.told,
        zone: line.zone,
        side: line.side.code().to_owned(),
        message: line.message,
        meaning: line.meaning,
        source: line.source,
        host: line.host,
        account: line.account,
        technique: line.technique.map(|one| one.to_string()).unwrap_or_default(),
        fields: json!(line.fields).to_string(),
        actor: act.actor.journalled(),
        added_at: act.at.micros(),
        ..LineRow::default()
    }
}

/// The line of a row.
pub fn line_of(row: &LineRow) -> Line {
    Line {
        at: Some(Instant::from_micros(row.at)),
        told: row.told.clone(),
        zone: row.zone.clone(),
        side: Side::parse(&row.side).unwrap_or_default(),
        message: row.message.clone(),
        meaning: row.meaning.clone(),
        source: row.source.clone(),
        host: row.host.clone(),
        account: row.account.clone(),
        technique: Technique::parse(&row.technique),
        fields: serde_json::from_str(&row.fields).unwrap_or_default(),
    }
}

/// A row that cannot be taken, and why: the number of its line, and a field with its fault.
pub type Bad = (usize, Vec<(&'static str, &'static str)>);

/// A file as it was understood, before anything of it is kept.
#[derive(Clone, Debug, Default)]
pub struct Preview {
    /// The lines that can be taken.
    pub good: Vec<Line>,
    /// The rows that cannot, the first [`NAMED`] of them.
    pub bad: Vec<Bad>,
    /// How many cannot.
    pub wrong: usize,
}

/// Looks at a file; the fault is that of the file as a whole.
pub fn preview(bytes: &[u8], zone: &TimeZone) -> Result<Preview, &'static str> {
    let mut preview = Preview::default();
    let read = timesketch::read(bytes, &mut |row| {
        let line =
            row.fields.map_err(|fault| vec![("row", fault)]).and_then(|fields| timeline::line(fields, zone));
        match line {
            Ok(line) => preview.good.push(line),
            Err(faults) => {
                preview.wrong += 1;
                if preview.bad.len() < NAMED {
                    preview.bad.push((row.line, faults));
                }
            }
        }
        ControlFlow::Continue(())
    });
    read.map_err(|fault| fault.code())?;
    Ok(preview)
}

/// Takes the good lines of a file in. Answers how many.
pub async fn take_in(
    house: &House,
    door: &Door,
    case: &str,
    bytes: &[u8],
    zone: &TimeZone,
) -> Result<usize, Failed> {
    let preview = preview(bytes, zone).map_err(|fault| Refused::field("file", fault))?;
    if preview.good.is_empty() {
        return Err(Refused::field("file", "empty").into());
    }
    let Begun { act, permit } = begin(house, door, case, Verb::AddMaterial).await?;
    let rows: Vec<LineRow> = preview.good.into_iter().map(|line| row_of(&act, case, line)).collect();
    line::add(act.tx()?, &permit, case, &rows).await?;
    let digest = meldkamer_domain::report::digest(&String::from_utf8_lossy(bytes));
    let details = json!({"part": "timeline", "lines": rows.len(), "left": preview.wrong, "file": digest});
    act.note(permit, details).await?;
    Ok(rows.len())
}

/// Where a page of the timeline begins.
#[derive(Clone, Debug)]
pub enum Wanted {
    /// In the order of what happened.
    InOrder(Turn<(i64, i64)>),
    /// Those in which words occur, added before a serial.
    Found(String, Option<i64>),
}

/// A page of the timeline; one row more than the page when there are more.
pub async fn page(house: &House, case: &str, wanted: &Wanted) -> Result<Vec<LineRow>, Failed> {
    let database = &house.database;
    Ok(match wanted {
        Wanted::InOrder(turn) => line::page(database, case, turn, PAGE + 1).await?,
        Wanted::Found(words, before) => line::found(database, case, words, *before, PAGE + 1).await?,
    })
}

/// What was removed last.
pub async fn removed(house: &House, case: &str) -> Result<Vec<LineRow>, Failed> {
    Ok(line::removed(&house.database, case, REMOVED).await?)
}

/// The whole timeline as a file of Timesketch; that it was taken out is a line in the journal.
pub async fn export(house: &House, door: &Door, case: &str, format: Format) -> Result<Vec<u8>, Failed> {
    let Begun { act, permit } = begin(house, door, case, Verb::ExportMaterial).await?;
    let (mut all, mut turn): (Vec<Fields>, _) = (Vec::new(), Turn::First);
    loop {
        let rows = line::page(act.tx()?, case, &turn, CHUNK).await?;
        let Some(last) = rows.last() else { break };
        turn = Turn::After((last.at, last.serial));
        all.extend(rows.iter().map(|row| timeline::to_fields(&line_of(row))));
    }
    act.note(permit, json!({"part": "timeline", "lines": all.len(), "format": format.ending()})).await?;
    Ok(match format {
        Format::Csv => timesketch::csv(&all),
        Format::Jsonl => timesketch::jsonl(&all),
    })
}
