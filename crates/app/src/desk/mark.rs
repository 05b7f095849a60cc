//! Marks that take a dossier off the desk, closing it, and opening it again. Always with a reason.

use super::{is_over, jot, open_state, reason, settle, take, told, unmoved};
use crate::{Act, Door, Failed, House, Subject, act::Errand, filing::copies};
use meldkamer_domain::{
    access::{Permit, Tie, Verb},
    question::Audience,
    refused::Refused,
};
use meldkamer_store::dossier::DossierRow;
use serde_json::json;

/// The marks there are.
pub const MARKS: [&str; 3] = ["duplicate", "test", "out-of-constituency"];

/// A mark, and why.
#[derive(Clone, Debug, Default)]
pub struct Mark {
    /// `duplicate`, `test` or `out-of-constituency`.
    pub kind: String,
    /// The CSIRT that is the right one, by its id in the routes, when it is out of constituency.
    pub csirt: String,
    /// Why.
    pub reason: String,
}

/// Marks a dossier, which closes it. Out of constituency, the right CSIRT gets a copy.
pub async fn mark(
    house: &House,
    door: &Door,
    reference: &str,
    mark: &Mark,
    version: i64,
) -> Result<(), Failed> {
    let why = reason(&mark.reason)?;
    let outside = mark.kind == "out-of-constituency";
    if !MARKS.contains(&mark.kind.as_str()) {
        return Err(Refused::field("mark", "not-an-option").into());
    }
    if outside && house.law().law.body(&mark.csirt, house.day(door.at)).is_none() {
        return Err(Refused::field("csirt", "not-an-option").into());
    }
    let mut act = house.begin(door).await?;
    let mut row = take(&act, reference).await?;
    let permit = act.may(Verb::Mark, Subject::dossier(&row.id), Tie::Other).await?;
    unmoved(&row, version)?;
    if is_over(&row) {
        return Err(Refused::Closed.into());
    }

    row.mark.clone_from(&mark.kind);
    row.mark_note = if outside { mark.csirt.clone() } else { why.to_owned() };
    row.state = "closed".into();
    settle(&act, &permit, &mut row).await?;
    jot(&act, &permit, &row.id, "event", why).await?;
    if outside && row.exercise == 0 {
        send_on(&act, &permit, &row, &mark.csirt).await?;
    }

    let details = json!({"mark": mark.kind, "csirt": mark.csirt, "reason": why});
    act.note(permit, details).await.map(drop)
}

/// Writes down the copy for the right CSIRT: all that a CSIRT may see.
async fn send_on(act: &Act<'_>, permit: &Permit, row: &DossierRow, csirt: &str) -> Result<(), Failed> {
    let library = act.house.law();
    let regimes: Vec<String> = serde_json::from_str(&row.regimes).unwrap_or_default();
    let part = told(act, &row.id).await?.for_audience(&library.catalogue, Audience::Csirt, &regimes);
    copies::pass_on(act, permit, row, csirt).await?;
    let errand = Errand {
        key: format!("copy:{}:out-of-constituency:{csirt}", row.id),
        kind: "copy",
        target: csirt.to_owned(),
        dossier: Some(row.id.clone()),
        payload: json!({
            "reference": row.reference,
            "organisation": row.organisation,
            "stage": "early-warning",
            "version": 1,
            "received_at": meldkamer_domain::time::Instant::from_micros(row.received_at).rfc3339(),
            "language": row.language,
            "answers": part.to_json(),
        }),
    };
    act.send(permit, errand).await
}

/// Closes a dossier: nothing more is done with it unless somebody opens it again.
pub async fn close(
    house: &House,
    door: &Door,
    reference: &str,
    why: &str,
    version: i64,
) -> Result<(), Failed> {
    let why = reason(why)?;
    let mut act = house.begin(door).await?;
    let mut row = take(&act, reference).await?;
    let permit = act.may(Verb::Close, Subject::dossier(&row.id), Tie::Other).await?;
    unmoved(&row, version)?;
    if is_over(&row) {
        return Err(Refused::AlreadyDone.into());
    }
    row.state = "closed".into();
    settle(&act, &permit, &mut row).await?;
    jot(&act, &permit, &row.id, "event", why).await?;
    act.note(permit, json!({"state": "closed", "reason": why})).await.map(drop)
}

/// Opens a closed dossier again; its mark goes.
pub async fn reopen(
    house: &House,
    door: &Door,
    reference: &str,
    why: &str,
    version: i64,
) -> Result<(), Failed> {
    let why = reason(why)?;
    let mut act = house.begin(door).await?;
    let mut row = take(&act, reference).await?;
    let permit = act.may(Verb::Close, Subject::dossier(&row.id), Tie::Other).await?;
    unmoved(&row, version)?;
    if row.state != "closed" {
        return Err(Refused::AlreadyDone.into());
    }
    row.state = open_state(&row).into();
    row.mark.clear();
    row.mark_note.clear();
    settle(&act, &permit, &mut row).await?;
    jot(&act, &permit, &row.id, "event", why).await?;
    act.note(permit, json!({"state": row.state, "reason": why})).await.map(drop)
}
