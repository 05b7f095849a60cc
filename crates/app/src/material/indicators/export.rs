//! The indicators of a case as a file.

use super::{super::begin, Begun, marks_of};
use crate::{Door, Failed, House};
use meldkamer_domain::{
    access::Verb,
    indicator::Mark,
    marking::{Pap, Tlp},
    refused::Refused,
    time::Instant,
};
use meldkamer_exchange::sheet::{Format, Writer, workbook};
use meldkamer_store::material::indicator::{self as kept, IndicatorRow};
use serde_json::{Value, json};

/// So many rows are read at a time.
const CHUNK: i64 = 1_000;
/// The columns of a file of indicators.
const COLUMNS: [&str; 10] =
    ["kind", "value", "tlp", "pap", "confidence", "first_seen", "last_seen", "source", "note", "known"];

/// The indicators of a case as a file for tools, those that may go as far as `most`. Values are as they are on
/// the wire, not made harmless: this is for machines. Whose they are, where they come from and what we noted
/// is in a file for ourselves alone (TLP:RED): it can name who was hit.
pub async fn export(
    house: &House,
    door: &Door,
    case: &str,
    most: Tlp,
    format: Format,
) -> Result<Vec<u8>, Failed> {
    let Begun { act, permit } = begin(house, door, case, Verb::ExportMaterial).await?;
    let (mut all, mut before): (Vec<[String; COLUMNS.len()]>, _) = (Vec::new(), None);
    loop {
        let rows = kept::page(act.tx()?, case, before, CHUNK).await?;
        let Some(last) = rows.last() else { break };
        before = Some(last.serial);
        // A marking that nobody knows keeps its indicator here.
        let may = |row: &&IndicatorRow| Tlp::parse(&row.tlp).is_some_and(|tlp| tlp <= most);
        all.extend(rows.iter().filter(may).map(|row| cells(row, most == Tlp::Red)));
    }
    let details =
        json!({"part": "indicators", "count": all.len(), "most": most.code(), "format": format.ending()});
    act.note(permit, details).await?;
    let head = COLUMNS.map(str::to_owned);
    Ok(match format {
        Format::Csv => {
            let mut writer = Writer::new(&head);
            all.iter().for_each(|row| writer.row(row.iter().map(String::as_str)));
            writer.bytes()
        }
        Format::Json => {
            let object = |row: &[String; COLUMNS.len()]| -> Value {
                COLUMNS.iter().zip(row).map(|(name, cell)| ((*name).to_owned(), json!(cell))).collect()
            };
            format!("{}\n", json!({"indicators": all.iter().map(object).collect::<Vec<_>>()})).into_bytes()
        }
        Format::Xlsx => {
            let lines = all.into_iter().map(Vec::from).collect::<Vec<_>>();
            let written = tokio::task::spawn_blocking(move || workbook(&head, &lines)).await;
            let written = written.ok().and_then(Result::ok);
            written.ok_or_else(|| Refused::field("format", "too-large-for-xlsx"))?
        }
    })
}

fn cells(row: &IndicatorRow, ours: bool) -> [String; COLUMNS.len()] {
    let at = |at: Option<i64>| at.map(|at| Instant::from_micros(at).rfc3339()).unwrap_or_default();
    let label = Tlp::parse(&row.tlp).map_or(row.tlp.as_str(), |one| one.label());
    let pap = Pap::parse(&row.pap).map_or(row.pap.as_str(), |one| one.label());
    let known = marks_of(row).into_iter().map(|mark| match mark {
        Mark::Own(name) if ours => format!("own: {name}"),
        Mark::Own(_) => "own".into(),
        Mark::Benign(list) => list,
    });
    let told = |text: &str| if ours { text.to_owned() } else { String::new() };
    [
        row.kind.clone(),
        row.value.clone(),
        label.to_owned(),
        pap.to_owned(),
        row.confidence.clone(),
        at(row.first_at),
        at(row.last_at),
        told(&row.source),
        told(&row.note),
        known.collect::<Vec<_>>().join("; "),
    ]
}
