//! Keeping what was typed: field by field from the script, or the whole form without it.

use super::{code_words, frame, held, sent::Sent, wants_json, write};
use crate::{Server, door::Caller, form::Parcel, problem::Problem};
use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Redirect, Response},
};
use meldkamer_app::{
    Actor,
    draft::{self, Change, Draft, Kept, files::Bundle},
};
use serde_json::json;

/// `POST /report/keep`: keeps the answers of the draft at hand, and the files that came along.
pub async fn keep(
    State(server): State<Server>,
    caller: Caller,
    headers: HeaderMap,
    parcel: Parcel,
) -> Result<Response, Problem> {
    caller.code()?;
    let draft = held(&server, &caller).await?.ok_or_else(gone)?;
    let mut sent = Sent::read(&server.house.law().catalogue, &parcel.form);
    take(&server, &draft, &mut sent).await?;
    let drop = parcel.form.all("drop").into_iter().map(str::to_owned).collect();
    let bundle = Bundle { add: parcel.deposit(&server).await?, drop };
    let door = caller.door(Actor::reporter(&draft.row.id));
    let (id, writer) = (&draft.row.id, &sent.writer);
    let kept = draft::keep_with(&server.house, &door, id, writer, &sent.changes, &bundle).await?;
    if wants_json(&headers) {
        return Ok(told(&server, &caller, &kept).into_response());
    }
    let fault = match (parcel.too_large, kept.too_many) {
        (true, _) => "too-large",
        (_, true) => "too-many",
        _ => "",
    };
    let whole = fault.is_empty() && parcel.garbled.is_empty();
    if kept.clashes.is_empty() && whole {
        let files = !bundle.add.is_empty() || !bundle.drop.is_empty();
        return Ok(Redirect::to(next(&sent.then, files)).into_response());
    }
    let fresh = held(&server, &caller).await?.ok_or_else(gone)?;
    let mut page = write::form(&server, &caller, &fresh, &code_words(&headers), false)?;
    write::put_clashes(&server, &caller, &mut page, &kept);
    if !fault.is_empty() {
        page.put_fault(&server, &caller, fault);
    }
    page.put_garbled(&server, &caller, &parcel.garbled);
    let mut frame = frame(&server, &caller, fresh.row.exercise == 1);
    frame.path = "/report".into();
    let shown = server.show(&frame, &page)?;
    let status = if whole { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok((status, shown).into_response())
}

fn gone() -> Problem {
    Problem { go: Some("/continue".into()), ..Problem::not_found() }
}

/// Where the buttons of the forms lead; anything else stays at the form.
fn next(then: &str, files: bool) -> &'static str {
    match then {
        "check" => "/report/check",
        "assess" => "/assess",
        "verdict" => "/assess/verdict",
        _ if files => "/report?saved=1#files",
        _ => "/report?saved=1",
    }
}

/// "Use this text": an older version becomes the newest again.
async fn take(server: &Server, draft: &Draft, sent: &mut Sent) -> Result<(), Problem> {
    let Some((question, version)) = sent.take.clone() else { return Ok(()) };
    if let Some(value) = draft::earlier(&server.house, &draft.row.id, &question, version).await? {
        sent.changes.retain(|change| change.question != question);
        sent.changes.push(Change { question, base: None, value });
    }
    Ok(())
}

fn told(server: &Server, caller: &Caller, kept: &Kept) -> Json<serde_json::Value> {
    let clashes: Vec<_> = kept.clashes.iter().map(|one| (one, write::clash(server, caller, one))).collect();
    let clashes: Vec<_> = clashes
        .into_iter()
        .map(|(one, shown)| {
            json!({
                "question": one.question,
                "version": one.version,
                "text": shown.text,
                "at": one.at.rfc3339(),
            })
        })
        .collect();
    let versions: serde_json::Map<_, _> =
        kept.versions.iter().map(|(question, version)| (question.clone(), json!(version))).collect();
    Json(json!({ "kept_at": caller.at.rfc3339(), "versions": versions, "clashes": clashes }))
}
