//! What an authority received, as a file: CSV for a spreadsheet, JSON for a machine. Only its part.
//!
//! Lists say what the page of the list says. All answers of a dossier are given one dossier at a time,
//! so that each reading is in the journal.

use super::{Voice, sought};
use crate::{
    Server,
    door::Caller,
    problem::Problem,
    route::{Gate, Route},
};
use axum::{
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Response},
};
use meldkamer_app::authority::part::{self, Held};
use meldkamer_domain::{access::Verb, time::Instant};
use meldkamer_store::filing::FilingRow;
use serde_json::{Value, json};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/authority/export.csv", Gate::SignedIn(Verb::SeeAuthority), csv),
        Route::get("/authority/export.json", Gate::SignedIn(Verb::SeeAuthority), machine),
        Route::get("/authority/dossiers/{reference}/json", Gate::SignedIn(Verb::ReadPart), whole),
    ]
}

async fn rows(server: &Server, caller: &Caller) -> Result<part::Page, Problem> {
    Ok(part::list(&server.house, &caller.signed_in()?, &sought(caller), part::EXPORT).await?)
}

/// One line for each version of each stage.
async fn csv(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let voice = Voice::new(&server, &caller);
    let mut text = String::from("reference,organisation,sector,stage,version,received_at,summary\r\n");
    for held in rows(&server, &caller).await?.rows {
        let row = voice.row(&held);
        for (stage, version, at) in &row.stages {
            let at = Instant::from_micros(*at).rfc3339();
            let cells = [&row.reference, &row.organisation, &held.row.sector, stage];
            let cells = cells.into_iter().map(|cell| quoted(cell));
            let cells = cells.chain([version.to_string(), at, quoted(&row.summary)]);
            text.push_str(&cells.collect::<Vec<_>>().join(","));
            text.push_str("\r\n");
        }
    }
    let heads = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"received.csv\""),
    ];
    Ok((heads, text).into_response())
}

/// A cell: quoted, and never read as a formula by a spreadsheet.
pub(crate) fn quoted(text: &str) -> String {
    let risky = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    format!("\"{}{}\"", if risky { "'" } else { "" }, text.replace('"', "\"\""))
}

async fn machine(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let voice = Voice::new(&server, &caller);
    let page = rows(&server, &caller).await?;
    let one = |held: &Held| {
        let row = voice.row(held);
        let stages = held.filings.iter().map(|(one, _)| stage(one));
        json!({
            "reference": row.reference,
            "organisation": row.organisation,
            "summary": row.summary,
            "sector": held.row.sector,
            "withdrawn": row.withdrawn,
            "stages": stages.collect::<Vec<_>>(),
        })
    };
    let all: Vec<Value> = page.rows.iter().map(one).collect();
    Ok(axum::Json(json!({"dossiers": all, "next": page.next})).into_response())
}

fn stage(row: &FilingRow) -> Value {
    let at = Instant::from_micros(row.submitted_at).rfc3339();
    json!({"stage": row.stage, "version": row.version, "received_at": at})
}

/// Everything that was received of one dossier.
async fn whole(
    State(server): State<Server>,
    Path(reference): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    let held = part::open(&server.house, &caller.signed_in()?, &reference).await?.held;
    let stages = held.filings.iter().map(|(row, filing)| {
        let mut told = stage(row);
        told["answers"] = filing.to_json();
        told
    });
    let answer = json!({
        "reference": held.row.reference,
        "sector": held.row.sector,
        "withdrawn": held.row.withdrawn == 1,
        "stages": stages.collect::<Vec<_>>(),
    });
    Ok(axum::Json(answer).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_no_formula() {
        assert_eq!(quoted("=1+1"), "\"'=1+1\"");
        assert_eq!(quoted("zeg \"ja\", graag"), "\"zeg \"\"ja\"\", graag\"");
    }
}
