//! Everything to take along: the dossier as JSON and as paper, receipts as a file and as paper.

use super::{Holder, OfVersion, both, talk::disposition, versions::lines, view::Overview, voice::Voice};
use crate::{Server, papers, problem::Problem, route::Route};
use axum::{
    extract::{Path, State},
    http::Method,
    http::header,
    response::{IntoResponse, Response},
};
use meldkamer_app::{
    filing::stored,
    mine::{self, Mine, Reading},
};
use meldkamer_domain::{access::Verb, time::Instant};
use meldkamer_store::filing::FilingRow;
use serde_json::{Value, json};

pub(super) fn routes() -> Vec<Route> {
    [
        both(Method::GET, paths!("/dossier.json"), Verb::ReadOwn, as_json),
        both(Method::GET, paths!("/dossier.pdf"), Verb::ReadOwn, as_paper),
        both(Method::GET, paths!("/receipt/{stage}/{version}"), Verb::ReadOwn, receipt),
        both(Method::GET, paths!("/receipt/{stage}/{version}/pdf"), Verb::ReadOwn, receipt_as_paper),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A file to keep.
pub(crate) fn download(name: &str, media: &str, bytes: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, media.to_owned()),
        (header::CONTENT_DISPOSITION, disposition(name)),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
    ];
    (headers, bytes).into_response()
}

async fn as_json(State(server): State<Server>, holder: Holder) -> Result<Response, Problem> {
    let mine = holder.read(&server, Reading::Export).await?;
    let text = format!("{:#}\n", all(&mine));
    Ok(download(&format!("{}.json", mine.row.reference), "application/json", text.into_bytes()))
}

/// The whole dossier as its reporter may see it; instants in UTC.
pub(crate) fn all(mine: &Mine) -> Value {
    let at = |micros: i64| Instant::from_micros(micros).rfc3339();
    let maybe = |micros: Option<i64>| micros.map(at);
    let parsed = |text: &str| serde_json::from_str::<Value>(text).unwrap_or(Value::Null);
    let row = &mine.row;
    json!({
        "reference": row.reference,
        "organisation": row.organisation,
        "title": row.title,
        "kind": row.kind,
        "duty": row.duty,
        "regimes": parsed(&row.regimes),
        "state": row.state,
        "exercise": row.exercise == 1,
        "language": row.language,
        "received_at": at(row.received_at),
        "changed_at": at(row.changed_at),
        "answer_due": maybe(row.answer_due),
        "answered_at": maybe(row.answered_at),
        "significance": parsed(&row.significance),
        "edition": row.edition,
        "filings": mine.filings.iter().map(|one| json!({
            "stage": one.stage,
            "version": one.version,
            "submitted_at": at(one.submitted_at),
            "reason": one.reason,
            "answers": parsed(&one.answers),
            "gaps": parsed(&one.gaps),
            "receipt": one.receipt,
            "salt": one.salt.as_ref().map(|salt| salt.iter().map(|byte| format!("{byte:02x}")).collect::<String>()),
            "edition": one.edition,
        })).collect::<Vec<_>>(),
        "deadlines": mine.deadlines.iter().map(|one| json!({
            "regime": one.regime,
            "stage": one.stage,
            "aim": at(one.aim),
            "due": at(one.due),
            "clause": one.clause,
            "why": parsed(&one.why),
            "plan": one.plan,
            "planned_at": at(one.planned_at),
            "met_at": maybe(one.met_at),
            "retired_at": maybe(one.retired_at),
            "late_reason": one.late_reason,
        })).collect::<Vec<_>>(),
        "moments": mine.moments.iter().map(|one| json!({
            "name": one.name,
            "version": one.version,
            "value": maybe(one.value),
            "reason": one.reason,
            "told_at": at(one.at),
        })).collect::<Vec<_>>(),
        "help": mine.help.iter().map(|one| json!({
            "urgency": one.urgency,
            "answers": parsed(&one.answers),
            "asked_at": at(one.asked_at),
            "seen_at": maybe(one.seen_at),
            "seen_by": one.seen_name,
        })).collect::<Vec<_>>(),
        "messages": mine.messages.iter().map(|one| json!({
            "id": one.id,
            "from": match one.direction.as_str() { "in" => "reporter", "own" => "note", _ => "csirt" },
            "author": one.author,
            "text": one.body,
            "at": at(one.at),
            "read_at": maybe(one.read_at),
        })).collect::<Vec<_>>(),
        "files": mine.files.iter().map(|one| json!({
            "id": one.id,
            "message": one.message,
            "name": one.name,
            "size": one.size,
            "sha256": one.digest,
            "at": at(one.at),
        })).collect::<Vec<_>>(),
    })
}

async fn as_paper(State(server): State<Server>, holder: Holder) -> Result<Response, Problem> {
    let mine = holder.read(&server, Reading::Export).await?;
    let voice = holder.voice(&server);
    let overview = Overview::of(&voice, &mine, holder.caller.at.micros(), String::new());
    let filed = filed(&server, &voice, &mine)?;
    let paper = papers::dossier(&holder_sheet(&server, &holder), &voice, &overview, &filed);
    let bytes = papers::print(paper).await?;
    Ok(download(&format!("{}.pdf", mine.row.reference), "application/pdf", bytes))
}

/// Every filing with its answers in words.
pub(crate) fn filed(server: &Server, voice: &Voice<'_>, mine: &Mine) -> Result<Vec<papers::Filed>, Problem> {
    let one = |row: &FilingRow| {
        let filing = stored(&server.house, &row.stage, &row.answers, row.submitted_at)?;
        Ok(papers::Filed {
            name: voice.plain_stage(&row.stage),
            version: row.version,
            at: row.submitted_at,
            reason: row.reason.clone(),
            answers: lines(voice, &filing),
        })
    };
    mine.filings.iter().map(one).collect()
}

fn holder_sheet(server: &Server, holder: &Holder) -> papers::Sheet {
    papers::Sheet::of(server, &holder.row, holder.caller.at)
}

/// The signed receipt of a filing, with the proof that the log holds it as soon as that is so.
async fn signed(server: &Server, mine: &Mine, stage: &str, version: i64) -> Result<String, Problem> {
    let row = mine.version(stage, version).ok_or_else(Problem::not_found)?;
    Ok(mine::receipt(&server.house, row).await?)
}

async fn receipt(
    State(server): State<Server>,
    holder: Holder,
    Path(OfVersion { stage, version }): Path<OfVersion>,
) -> Result<Response, Problem> {
    let mine = holder.look(&server).await?;
    let text = signed(&server, &mine, &stage, version).await?;
    let name = format!("{}-{stage}-{version}.receipt.txt", mine.row.reference);
    Ok(download(&name, "text/plain; charset=utf-8", text.into_bytes()))
}

async fn receipt_as_paper(
    State(server): State<Server>,
    holder: Holder,
    Path(OfVersion { stage, version }): Path<OfVersion>,
) -> Result<Response, Problem> {
    let mine = holder.look(&server).await?;
    let text = signed(&server, &mine, &stage, version).await?;
    let receipt = meldkamer_domain::receipt::verify(&text, server.house.keys.published());
    let receipt = receipt.map_err(|fault| Problem::trouble(&fault))?;
    let voice = holder.voice(&server);
    let paper = papers::receipt(&holder_sheet(&server, &holder), &voice, &receipt, &text);
    let name = format!("{}-{stage}-{version}.pdf", mine.row.reference);
    Ok(download(&name, "application/pdf", papers::print(paper).await?))
}
