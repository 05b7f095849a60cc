//! What was erased and why, for whoever has to answer for it: by rule, by day, as CSV and JSON.

use crate::{Failed, House};
use meldkamer_domain::{retention::Period, time::Instant};
use meldkamer_store::erasure::{self, ErasureRow, Sum};
use serde_json::{Value, json};

/// So many rows a download has at the most; the page pages.
pub const MOST: i64 = 100_000;

/// The periods that hold today, in the order of the rulebooks.
pub fn periods(house: &House, now: Instant) -> Vec<Period> {
    let library = house.law();
    let day = house.day(now);
    library.law.periods.iter().filter(|one| one.basis.holds_on(day)).cloned().collect()
}

/// What was erased before a row, newest first.
pub async fn erased(house: &House, before: (i64, &str), limit: i64) -> Result<Vec<ErasureRow>, Failed> {
    Ok(erasure::list(&house.database, before, limit).await?)
}

/// How much each rule erased so far.
pub async fn sums(house: &House) -> Result<Vec<Sum>, Failed> {
    Ok(erasure::sums(&house.database).await?)
}

const HEADS: [&str; 9] =
    ["erased_at", "kind", "subject", "name", "part", "count", "first_processed_at", "period", "clause"];

fn cells(row: &ErasureRow) -> [String; 9] {
    let at = |micros: i64| Instant::from_micros(micros).rfc3339();
    [
        at(row.at),
        row.kind.clone(),
        row.subject.clone(),
        row.name.clone(),
        row.part.clone(),
        row.count.to_string(),
        at(row.since),
        row.period.clone(),
        row.clause.clone(),
    ]
}

/// The report as CSV (RFC 4180), with a first line of names.
pub fn csv(rows: &[ErasureRow]) -> String {
    let line =
        |cells: Vec<String>| cells.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(",") + "\r\n";
    let heads = line(HEADS.iter().map(|head| (*head).to_owned()).collect());
    heads + &rows.iter().map(|row| line(cells(row).to_vec())).collect::<String>()
}

/// Quoted where it must be. What a spreadsheet would take for a formula gets an apostrophe before it.
fn quoted(cell: &str) -> String {
    let bare =
        if cell.starts_with(['=', '+', '-', '@', '\t']) { format!("'{cell}") } else { cell.to_owned() };
    if bare.contains([',', '"', '\r', '\n']) { format!("\"{}\"", bare.replace('"', "\"\"")) } else { bare }
}

/// The report as JSON.
pub fn json(rows: &[ErasureRow]) -> Value {
    let one = |row: &ErasureRow| {
        let cells = cells(row);
        let pairs = HEADS.iter().zip(cells).map(|(head, cell)| ((*head).to_owned(), Value::String(cell)));
        let mut all: serde_json::Map<String, Value> = pairs.collect();
        all.insert("count".into(), json!(row.count));
        Value::Object(all)
    };
    rows.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row() -> ErasureRow {
        ErasureRow {
            id: "era_1".into(),
            at: 1_763_653_200_000_000,
            kind: "dossier".into(),
            subject: "dos_1".into(),
            name: "=NL-26,1".into(),
            part: "message".into(),
            category: "ordinary".into(),
            period: "ordinary-csirt".into(),
            clause: "Cbb 29".into(),
            since: 0,
            count: 3,
        }
    }

    #[test]
    fn a_spreadsheet_reads_cells_and_no_formulas() {
        let text = csv(&[row()]);
        let lines: Vec<&str> = text.split("\r\n").collect();
        assert_eq!(lines[0].split(',').count(), HEADS.len());
        assert!(lines[1].contains("\"'=NL-26,1\",message,3,1970-01-01T00:00:00Z"), "{text}");
        assert_eq!(json(&[row()])[0]["count"], 3);
    }
}
