//! Indicators of a case: found in any text that is pasted, looked at, and then kept.
//!
//! What is the organisation's own or well known is marked, and kept with its mark unless a person leaves
//! it out.

mod export;

pub use export::export;

use super::{Begun, Faults, PAGE, REMOVED, begin, sound};
use crate::{Door, Failed, House, chance};
use meldkamer_domain::{
    access::Verb,
    entity::{DomainName, Network, Sort},
    id::IndicatorId,
    indicator::{self, Extraction, Found, Kind, Known, Mark},
    marking::{Confidence, Pap, Tlp},
    refused::Refused,
    time::Instant,
};
use meldkamer_store::{
    entity::asset,
    material::indicator::{self as kept, IndicatorRow},
    support_case,
};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// The largest text that is searched, in bytes.
pub const MOST: usize = 8 << 20;
/// The longest note, in characters.
pub const NOTE: usize = 2_000;

/// What somebody wants to keep.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// The text.
    pub text: String,
    /// What is left out, as `kind value`.
    pub leave: Vec<String>,
    /// How far they may go.
    pub tlp: String,
    /// What may be done with them.
    pub pap: String,
    /// How sure we are.
    pub confidence: String,
    /// When they were first seen.
    pub first: Option<Instant>,
    /// When they were last seen.
    pub last: Option<Instant>,
    /// What they are in this case.
    pub note: String,
    /// Where they come from.
    pub source: String,
}

/// One that was found, with what is known of it.
#[derive(Clone, Debug)]
pub struct Seen {
    /// It.
    pub found: Found,
    /// Why it deserves a second look.
    pub marks: Vec<Mark>,
    /// Whether the case has it already.
    pub there: bool,
}

/// What a text holds, before anything of it is kept.
#[derive(Clone, Debug, Default)]
pub struct Preview {
    /// What was found, in the order of the text.
    pub seen: Vec<Seen>,
    /// Whether there was more than is taken from one text.
    pub cut: bool,
}

/// What is wrong with a wish, everything at once.
pub fn faults(wish: &Wish) -> Faults {
    let mut faults = Faults::new();
    let mut wrong = |field: &str, fault| faults.push((field.to_owned(), fault));
    if wish.text.trim().is_empty() {
        wrong("text", "missing");
    } else if wish.text.len() > MOST {
        wrong("text", "too-long");
    }
    for (field, text, known) in [
        ("tlp", &wish.tlp, Tlp::parse(&wish.tlp).is_some()),
        ("pap", &wish.pap, Pap::parse(&wish.pap).is_some()),
        ("confidence", &wish.confidence, Confidence::parse(&wish.confidence).is_some()),
    ] {
        if !known {
            wrong(field, if text.is_empty() { "missing" } else { "not-an-option" });
        }
    }
    if let (Some(first), Some(last)) = (wish.first, wish.last)
        && last < first
    {
        wrong("last", "before-first");
    }
    for (field, text) in [("note", &wish.note), ("source", &wish.source)] {
        if text.chars().count() > NOTE {
            wrong(field, "too-long");
        }
    }
    faults
}

/// What is known to be well known, and the own of the organisations of a case.
pub async fn known(house: &House, case: &str, at: Instant) -> Result<Known, Failed> {
    let mut known = Known::of(&house.law().law, house.day(at));
    let joined = support_case::dossiers(&house.database, case).await?;
    let owners: BTreeMap<String, String> =
        joined.into_iter().filter_map(|one| Some((one.entity?, one.organisation))).collect();
    let entities: Vec<String> = owners.keys().cloned().collect();
    for row in asset::of(&house.database, &entities).await? {
        let mark = Mark::Own(owners.get(&row.entity).cloned().unwrap_or_default());
        match Sort::parse(&row.sort) {
            Some(Sort::Network) => {
                Network::plain(&row.text).iter().for_each(|one| known.network(one, mark.clone()));
            }
            Some(Sort::Domain) => {
                DomainName::parse(&row.text).iter().for_each(|one| known.domain(one, mark.clone()));
            }
            _ => {}
        }
    }
    Ok(known)
}

/// Looks at a text.
pub async fn preview(house: &House, case: &str, text: &str, at: Instant) -> Result<Preview, Failed> {
    let known = known(house, case, at).await?;
    let text = text.to_owned();
    let found = tokio::task::spawn_blocking(move || indicator::extract(&text)).await;
    let Extraction { found, cut } =
        found.map_err(|e| meldkamer_store::Trouble::unreadable("indicators", e))?;
    let rows: Vec<IndicatorRow> = found
        .iter()
        .map(|one| IndicatorRow {
            kind: one.kind.code().to_owned(),
            value: one.value.clone(),
            ..IndicatorRow::default()
        })
        .collect();
    let there = kept::known(&house.database, case, &rows).await?;
    let seen = found.into_iter().map(|one| Seen {
        marks: known.marks(one.kind, &one.value),
        there: there.contains(&(one.kind.code().to_owned(), one.value.clone())),
        found: one,
    });
    Ok(Preview { seen: seen.collect(), cut })
}

/// Keeps what a text holds, without what was left out. Answers how many were new to the case.
pub async fn take_in(house: &House, door: &Door, case: &str, wish: &Wish) -> Result<usize, Failed> {
    sound(faults(wish))?;
    let preview = preview(house, case, &wish.text, door.at).await?;
    let leave: BTreeSet<&str> = wish.leave.iter().map(String::as_str).collect();
    let Begun { act, permit } = begin(house, door, case, Verb::AddMaterial).await?;
    let by = act.actor.journalled();
    let row = |seen: &Seen| IndicatorRow {
        id: IndicatorId::new(act.at, chance::bytes()).to_string(),
        case_id: case.to_owned(),
        kind: seen.found.kind.code().to_owned(),
        value: seen.found.value.clone(),
        tlp: wish.tlp.clone(),
        pap: wish.pap.clone(),
        confidence: wish.confidence.clone(),
        first_at: wish.first.map(Instant::micros),
        last_at: wish.last.map(Instant::micros),
        note: wish.note.trim().to_owned(),
        marks: json!(seen.marks.iter().map(told).collect::<Vec<_>>()).to_string(),
        source: wish.source.trim().to_owned(),
        actor: by.clone(),
        added_at: act.at.micros(),
        ..IndicatorRow::default()
    };
    let left = |seen: &&Seen| !leave.contains(format!("{} {}", seen.found.kind, seen.found.value).as_str());
    let rows: Vec<IndicatorRow> = preview.seen.iter().filter(left).map(row).collect();
    if rows.is_empty() {
        return Err(Refused::field("text", "nothing-found").into());
    }
    let new = kept::add(act.tx()?, &permit, case, &rows).await?;
    let values: Vec<&str> = rows.iter().map(|row| row.value.as_str()).collect();
    let details =
        json!({"part": "indicators", "new": new, "tlp": wish.tlp, "pap": wish.pap, "values": values});
    act.note(permit, details).await?;
    Ok(new)
}

/// A mark as it is kept.
fn told(mark: &Mark) -> (&'static str, &str) {
    match mark {
        Mark::Own(name) => ("own", name),
        Mark::Benign(list) => ("benign", list),
    }
}

/// The marks of a row.
pub fn marks_of(row: &IndicatorRow) -> Vec<Mark> {
    let all: Vec<(String, String)> = serde_json::from_str(&row.marks).unwrap_or_default();
    let mark =
        |(sort, text): (String, String)| if sort == "own" { Mark::Own(text) } else { Mark::Benign(text) };
    all.into_iter().map(mark).collect()
}

/// A page of the indicators, added before a serial; one row more than the page when there are more.
pub async fn page(
    house: &House,
    case: &str,
    asked: &str,
    before: Option<i64>,
) -> Result<Vec<IndicatorRow>, Failed> {
    // What is pasted into the search is looked for in its one form, defanged or not.
    let plain = indicator::recognise(asked).map_or_else(|| asked.to_owned(), |(_, value)| value);
    if plain.trim().is_empty() {
        return Ok(kept::page(&house.database, case, before, PAGE + 1).await?);
    }
    Ok(kept::found(&house.database, case, &plain, before, PAGE + 1).await?)
}

/// What was removed last.
pub async fn removed(house: &House, case: &str) -> Result<Vec<IndicatorRow>, Failed> {
    Ok(kept::removed(&house.database, case, REMOVED).await?)
}

/// The kinds by their codes.
pub fn kinds() -> [&'static str; 12] {
    Kind::ALL.map(Kind::code)
}
